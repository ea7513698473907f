"""`commitbrief labels`: what maintainers, reviewers and readers say about commits, as label files."""

from __future__ import annotations

import click

from commitbrief.cli.labels import annotate, check, importing, mine, tables


@click.group("labels", short_help="Mine, import, give and check labels of importance.")
def command() -> None:
    """Labels say how much a commit matters: high, medium or low.

    A label file is JSON Lines: {"sha": …, "level": "high", "source": …}. See docs/labels.md.
    """


command.add_command(mine.command)
command.add_command(importing.command)
command.add_command(annotate.command)
command.add_command(check.command)
command.add_command(tables.command)
