"""`commitbrief evaluate`: the report card of a model of importance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commitbrief.cli.io import progress, say, tell
from commitbrief.cli.labelled import FILE, labelled_options, paired
from commitbrief.cli.options import JOBS, MODEL

if TYPE_CHECKING:
    from classifier.importance.evaluation import Evaluation, Judged
    from classifier.importance.model import Model
    from classifier.importance.tables import FeatureTable
    from history.records import Commit


@click.command(
    "evaluate", short_help="Write a model's report card: how good it is on repositories it has not seen."
)
@labelled_options
@MODEL
@click.option(
    "--quick", is_flag=True, help="A sample of each repository and smaller models: a look in a minute."
)
@JOBS
@click.option("--quiet", is_flag=True, help="Say nothing but errors.")
@click.option(
    "--compare",
    metavar="A B",
    nargs=2,
    type=FILE,
    help="Two models, judged by the same --labels: what the second does better or worse.",
)
@click.option(
    "--card",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where card.md, figures.json, plots and the models of held-out repositories go.",
)
def command(  # noqa: PLR0913 - click gives one parameter for each option
    *,
    labels: Path | None,
    clone: Path | None,
    tables: tuple[Path, ...],
    model: Path | None,
    quick: bool,
    jobs: int | None,
    quiet: bool,
    compare: tuple[Path, Path] | None,
    card: Path | None,
) -> None:
    """Write a report card to a folder (--card), or compare two models (--compare).

    Without --labels, each repository of the packaged data (or of --tables) is predicted by a model that is
    learned from the others; that takes a quarter of an hour, and goes on where it was stopped. With --labels and
    --clone, a model is judged by your labels, which it must not have been trained on.
    """
    given = paired(labels, clone)
    if given and tables:
        raise click.UsageError("--labels judge one model, --tables learn several: give one of them")
    if model is not None and given is None:
        raise click.UsageError("--model is judged by --labels: without them, models are learned from tables")
    if compare:
        if given is None:
            raise click.UsageError("--compare needs --labels and --clone: both models are judged by them")
        _compare(*given, *compare, quiet=quiet)
        return
    if card is None:
        raise click.UsageError("name a folder for the report card: --card DIR")
    _make(card)
    made = (
        _of_own_labels(*given, model, quiet=quiet)
        if given
        else _held_out(tables, card / "held-out", jobs, quick=quick, quiet=quiet)
    )
    _write(made, card, quiet=quiet)


def _compare(labels: Path, clone: Path, first: Path, second: Path, *, quiet: bool) -> None:
    from classifier.importance.model import load_model
    from commitbrief.cli.comparing import comparison
    from commitbrief.learning.labelled import own_table
    from commitbrief.learning.own import compared

    def watched(commits: Iterable[Commit]) -> Iterator[Commit]:
        return progress(commits, label="reading", quiet=quiet)

    table = own_table(labels, clone, say, watched)
    models = [load_model(path) for path in (first, second)]
    for model in models:
        _warn_of_seen(model, table)
    for line in comparison(compared(models[0], models[1], table)):
        tell(line)


def _make(folder: Path) -> None:
    """Now rather than after a quarter of an hour."""
    from commitbrief.errors import OutputError

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot make {folder}: {error.strerror}") from error


def _held_out(
    tables: Sequence[Path], kept: Path, jobs: int | None, *, quick: bool, quiet: bool
) -> Evaluation:
    from classifier.importance.evaluation import evaluate, judged
    from classifier.importance.folds import folds
    from classifier.importance.teaching import teaching_curve
    from classifier.importance.training import DEFAULT_SETTINGS, QUICK_SETTINGS, sampled
    from commitbrief.bulk.shards import processes
    from commitbrief.learning.labelled import given_tables
    from commitbrief.orphans import followed

    given = given_tables(tables)
    settings = DEFAULT_SETTINGS
    if quick:
        given, settings = [sampled(table) for table in given], QUICK_SETTINGS
    wanted = processes(jobs or 0)
    if not quiet:
        say(f"{sum(map(len, given))} commits of {len(given)} repositories, each held out in turn")
    found: list[Judged] = []
    with followed():
        for fold in folds(given, settings, jobs=wanted, kept=kept):
            found.append(judged(fold))
            if not quiet:
                say(f"{len(found)} of {len(given)}: {fold.held_out.repository} is predicted")
        if not quiet:
            say("what more repositories to learn from give")
        taught = teaching_curve(given, settings, jobs=wanted)
        return replace(evaluate(found, settings.thresholds, jobs=wanted, sampled=quick), taught=taught)


def _of_own_labels(labels: Path, clone: Path, path: Path | None, *, quiet: bool) -> Evaluation:
    from classifier.importance.evaluation import Judged, evaluate
    from classifier.importance.folds import rows_of
    from classifier.importance.judge import ModelJudge
    from classifier.importance.model import load_model
    from commitbrief.learning.labelled import own_table
    from commitbrief.resources import packaged_model

    model = load_model(path or packaged_model())

    def watched(commits: Iterable[Commit]) -> Iterator[Commit]:
        return progress(commits, label="reading", quiet=quiet)

    table = own_table(labels, clone, say, watched)
    _warn_of_seen(model, table)
    found = [Judged(table, model, model.log_odds(rows_of(table)))]
    return evaluate(found, model.thresholds, digest=ModelJudge(model).digest)


def _warn_of_seen(model: Model, table: FeatureTable) -> None:
    learned = model.about.get("repositories")
    if isinstance(learned, dict) and table.repository in learned:
        say(
            f"the model was trained on {table.repository}: its figures say little of repositories it has not seen"
        )


def _write(made: Evaluation, folder: Path, *, quiet: bool) -> None:
    from commitbrief.learning.card import as_json, as_markdown
    from commitbrief.learning.plots import plots
    from commitbrief.output import write_whole, write_whole_bytes

    drawn = plots(made)
    if not drawn and not quiet:
        say("no plots: they need matplotlib (pip install 'commitbrief[plot]')")
    for name, content in drawn.items():
        write_whole_bytes(folder / f"{name}.svg", content)
    write_whole(folder / "figures.json", as_json(made))
    write_whole(folder / "card.md", as_markdown(made, tuple(drawn)))
    tell(str(folder / "card.md"))
