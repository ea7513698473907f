"""`commitbrief train`: a model of importance from labelled commits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commitbrief.cli_io import say

if TYPE_CHECKING:
    from classifier.importance.tables import FeatureTable

FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command("train", short_help="Make a model of importance from labelled commits.")
@click.option("--labels", type=FILE, help="Labels of your own (docs/labels.md); --clone has their commits.")
@click.option("--clone", type=FOLDER, help="The repository that the labels speak of.")
@click.option("--alone", is_flag=True, help="Learn from --labels only, not on top of the packaged data.")
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The model file."
)
def command(labels: Path | None, clone: Path | None, alone: bool, output: Path) -> None:
    """Make a model, for --model.

    Your labels are learned on top of the packaged data, each repository weighing the same. Without
    labels, this makes the packaged model again. Nothing is written until the model is whole.
    """
    from classifier.importance.model import dump_model
    from classifier.importance.training import packaged
    from commitbrief.examples import packaged_tables
    from commitbrief.output import write_whole_bytes

    if (labels is None) != (clone is None):
        raise click.UsageError(
            "--labels and --clone go together: the labels of a repository, and a clone of it"
        )
    if alone and labels is None:
        raise click.UsageError("--alone needs --labels: there would be nothing to learn from")
    tables = [] if alone else packaged_tables()
    if labels is not None and clone is not None:
        tables = [*tables, _own(labels, clone)]
    say(
        f"learning from {sum(map(len, tables))} commits of {len(tables)} repositories; this takes a minute or two"
    )
    write_whole_bytes(output, dump_model(packaged(tables)))
    click.echo(output)


def _own(labels: Path, clone: Path) -> FeatureTable:
    from classifier.importance.tables import table_of
    from classifier.labels.records import agreed, read_labels
    from commitbrief.examples import read_examples

    given = agreed(read_labels(labels), str(labels))
    examples, missing = read_examples(clone, given)
    if missing:
        named = ", ".join(label.sha[:10] for label in missing[:3])
        say(f"{len(missing)} labels are of commits that are not on the main line of {clone}: {named}")
    return table_of(clone.resolve().name, examples)
