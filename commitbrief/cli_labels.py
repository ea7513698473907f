"""`commitbrief labels`: what maintainers, reviewers and readers say about commits, as label files."""

from __future__ import annotations

import click

from commitbrief import (
    cli_labels_annotate,
    cli_labels_check,
    cli_labels_import,
    cli_labels_mine,
    cli_labels_tables,
)


@click.group("labels", short_help="Mine, import, give and check labels of importance.")
def command() -> None:
    """Labels say how much a commit matters: high, medium or low.

    A label file is JSON Lines: {"sha": …, "level": "high", "source": …}. See docs/labels.md.
    """


command.add_command(cli_labels_mine.command)
command.add_command(cli_labels_import.command)
command.add_command(cli_labels_annotate.command)
command.add_command(cli_labels_check.command)
command.add_command(cli_labels_tables.command)
