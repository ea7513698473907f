"""The options that `train` and `evaluate` share: where labelled commits come from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

Function = Callable[..., object]
FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
CLONE = click.option("--clone", metavar="DIR", type=FOLDER, help="The repository that the labels speak of.")
_OPTIONS = (
    click.option(
        "--labels",
        metavar="FILE",
        type=FILE,
        help="Labels of your own (docs/labels.md); --clone has their commits.",
    ),
    CLONE,
    click.option(
        "--tables",
        metavar="PATH",
        type=click.Path(path_type=Path, exists=True),
        multiple=True,
        help="Feature tables, or folders of them, instead of the packaged data.",
    ),
)


def labelled_options(function: Function) -> Function:
    """Add `--labels`, `--clone` and `--tables` to a command."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def paired(labels: Path | None, clone: Path | None) -> tuple[Path, Path] | None:
    """The label file with its clone, or neither. Raises `UsageError` where one is missing."""
    if labels is not None and clone is not None:
        return labels, clone
    if labels is None and clone is None:
        return None
    raise click.UsageError("--labels and --clone go together: the labels of a repository, and a clone of it")
