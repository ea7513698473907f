"""Label files as the commands under `labels` read and write them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commitbrief.cli.io import counted, say, write_out

if TYPE_CHECKING:
    from classifier.labels.records import Entry

NEW_FILE = click.Path(path_type=Path, dir_okay=False)
FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
INTO = click.option(
    "--into", metavar="FILE", type=NEW_FILE, help="The label file.  [default: standard output]"
)
MOST_NAMED = 20  # problems that are named one by one


def save_labels(labels: Sequence[Entry], output: Path | None, *, after: str = "") -> None:
    """Write a label file, `labels` behind the text that it has already, whole or not at all. Raises `OutputError`."""
    from classifier.labels.records import format_labels
    from commitbrief.output import write_whole

    text = after + ("\n" if after and not after.endswith("\n") else "") + format_labels(labels)
    if output is None:
        write_out(text)
    else:
        write_whole(output, text)
        say(f"{counted(len(labels), 'label')} written to {output}")


def label_text(path: Path) -> str:
    """The text of a label file, "" for one that is not there yet. Raises `LabelError`."""
    from classifier.labels.records import read_text

    return read_text(path) if path.exists() else ""


def say_problems(problems: Sequence[str]) -> None:
    """Name problems, the first of many."""
    for problem in problems[:MOST_NAMED]:
        say(f"    {problem}")
    if len(problems) > MOST_NAMED:
        say(f"    and {len(problems) - MOST_NAMED} more")
