"""`commitbrief train`: a model of importance from labelled commits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commitbrief.cli.io import progress, say, tell
from commitbrief.cli.labelled import labelled_options, paired

if TYPE_CHECKING:
    from classifier.importance.model import Model
    from classifier.importance.tables import FeatureTable
    from history.records import Commit

LEAST_COMPARED = 60  # own labels of which a quarter can judge


@click.command("train", short_help="Make a model of importance from labelled commits.")
@labelled_options
@click.option("--alone", is_flag=True, help="Learn from --labels only, not on top of other data.")
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The model file."
)
def command(
    *,
    labels: Path | None,
    clone: Path | None,
    tables: tuple[Path, ...],
    alone: bool,
    output: Path,
) -> None:
    """Make a model, for --model.

    With labels of your own, the packaged model is brought nearer to them: seconds, and from some 50 labels on a
    gain, which is shown: what the older labels teach, judged by the newest quarter. With --alone, a model is learned from them and nothing else, which takes thousands. Without labels, this
    makes the packaged model again, or one of --tables. Nothing is written until the model is whole.
    """
    from classifier.importance.model import dump_model
    from commitbrief.output import write_whole_bytes

    given = paired(labels, clone)
    if alone and given is None:
        raise click.UsageError("--alone needs --labels: there would be nothing to learn from")
    if alone and tables:
        raise click.UsageError("--alone learns from --labels only: leave --tables away")
    own = _own(*given) if given else None
    write_whole_bytes(output, dump_model(_model(own, tables, alone=alone)))
    tell(str(output))


def _model(own: FeatureTable | None, tables: Sequence[Path], *, alone: bool) -> Model:
    from classifier.importance.adaptation import brought_nearer
    from classifier.importance.model import load_model
    from commitbrief.learning.labelled import given_tables
    from commitbrief.resources import packaged_model

    if own is None:
        return _learned(given_tables(tables))
    if alone:
        return _learned([own])
    base = _learned(given_tables(tables)) if tables else load_model(packaged_model())
    if len(own) >= LEAST_COMPARED:
        from commitbrief.cli.comparing import comparison
        from commitbrief.learning.own import gain

        for line in comparison(gain(own, base)):
            say(line)
    return brought_nearer(base, own)


def _learned(tables: Sequence[FeatureTable]) -> Model:
    from classifier.importance.training import packaged

    say(f"learning from {sum(map(len, tables))} commits of {len(tables)} repositories")
    return packaged(tables)


def _own(labels: Path, clone: Path) -> FeatureTable:
    from commitbrief.learning.labelled import own_table

    def watched(commits: Iterable[Commit]) -> Iterator[Commit]:
        return progress(commits, label=f"reading {clone}", quiet=False)

    return own_table(labels, clone, say, watched)
