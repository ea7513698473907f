"""`commitbrief labels tables`: the feature tables of the packaged data, made again from clones."""

from __future__ import annotations

from pathlib import Path

import click

from commitbrief.cli.io import tell
from commitbrief.cli.labelled import FOLDER
from commitbrief.cli.options import JOBS


@click.command("tables", short_help="Make the packaged feature tables again, from clones.")
@click.argument("clones", type=FOLDER)
@click.argument("folder", type=FOLDER)
@JOBS
def command(*, clones: Path, folder: Path, jobs: int | None) -> None:
    """Mine the labels of the packaged data again, and write the features of their commits to tables in FOLDER.

    CLONES holds a folder <owner>+<name> for each repository of training_data/sources.toml, with its whole history.
    The same tips give the same tables, byte for byte.
    """
    from commitbrief.bulk.shards import processes
    from commitbrief.learning.examples import rebuild

    for line in rebuild(clones, folder, processes(jobs or 0)):
        tell(line)
