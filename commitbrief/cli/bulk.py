"""`commitbrief bulk`: score the histories of many repositories into a store."""

from __future__ import annotations

import math
import time
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commitbrief.cli.access import access
from commitbrief.cli.io import is_watched, say, show, tell
from commitbrief.cli.options import DRY_RUN, JUDGING, REACHING, RUNNING, SPANNING, STORE, Request, requesting
from commitbrief.errors import ConfigError
from commitbrief.exits import Exit
from history.foreign import read_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from commitbrief.bulk.estimate import Cost
    from commitbrief.bulk.fanout import Runner
    from commitbrief.bulk.run import Order, Progress
    from commitbrief.bulk.store import Store

STEP = 0.2  # seconds between two updates of the progress line
UNITS = ("B", "kB", "MB", "GB", "TB")


class Backend(StrEnum):
    """Who does the work."""

    PROCESSES = "processes"
    DASK = "dask"


@click.command("bulk", short_help="Score many repositories into a store; goes on where it stopped.")
@click.argument("file", type=click.Path(path_type=Path))
@STORE
@DRY_RUN
@click.option(
    "--backend",
    type=click.Choice([member.value for member in Backend]),
    default=Backend.PROCESSES.value,
    show_default=True,
    help="Processes of this machine, or the workers of a Dask cluster.",
)
@click.option("--scheduler", metavar="ADDRESS", help="The Dask scheduler: tcp://host:8786.")
@requesting(SPANNING, JUDGING, REACHING, RUNNING)
def command(  # noqa: PLR0913 - one for each option
    request: Request, *, file: Path, place: Path, dry_run: bool, backend: str, scheduler: str | None
) -> Exit:
    """Score the commits of the repositories that FILE lists, one a line, into one SQLite file: all of them, or
    those of some days or revisions.

    A commit that is in the store is not scored again, unless the rules, the model or this program changed
    since. A run that was stopped, by whatever, goes on when it is begun again. Repositories that cannot be
    read are listed at the end, and the exit status is then 4.
    """
    from commitbrief.bulk.store import Store

    if (backend == Backend.DASK) != (scheduler is not None):
        raise click.UsageError("--backend dask and --scheduler need one another")
    order = _order(request)
    names = _names(file)
    if dry_run:
        with Store.supposed(place) as store, _runner(scheduler, request.settings.jobs) as runner:
            return _tell(names, order, store, runner)
    with Store(place) as store, _runner(scheduler, request.settings.jobs) as runner:
        progress = _carry_out(names, order, store, runner, watched=_watched(request))
        incomplete = store.incomplete(order.maker)
    for name, commits in incomplete:
        say(
            f"{name}: {commits} commits were scored without all of their files, which are not there: is the clone "
            "partial or shallow? Fetch them (git fetch --refetch --no-filter, or --unshallow) and run again"
        )
    for entry, notes in sorted(progress.notes.items()):
        for note in notes:
            say(f"{entry}: {note}")
    for problem in progress.problems():
        say(problem)
    return Exit.PARTIAL if progress.failures else Exit.OK


def _order(request: Request) -> Order:
    from commitbrief.bulk.fanout import maker_of
    from commitbrief.bulk.run import Order, plain
    from commitbrief.cli.selection import selection

    settings = plain(request.settings)
    reach = partial(access, quiet=request.quiet)
    if not request.when.given():
        return Order(settings, maker_of(settings), reach)
    return Order(settings, maker_of(settings), reach, selection(request.when, settings.tz))


def _names(file: Path) -> list[str]:
    from commitbrief.bulk.run import entries

    try:
        names = entries(read_text(file, encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"cannot read the list {file}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file} is no list: it is not UTF-8") from error
    if not names:
        raise ConfigError(f"{file} lists no repository: write folders or owner/name, one a line")
    return names


def _runner(scheduler: str | None, jobs: int) -> Runner:
    from commitbrief.bulk.fanout import Processes
    from commitbrief.bulk.shards import processes

    if scheduler is None:
        return Processes(processes(jobs))
    from commitbrief.bulk.cluster import Cluster

    return Cluster(scheduler)


def _tell(names: Sequence[str], order: Order, store: Store, runner: Runner) -> Exit:
    """What a run would do, a line for each entry, in the order of the list."""
    from commitbrief.bulk.estimate import Cost, Estimator
    from commitbrief.bulk.run import plans
    from commitbrief.bulk.survey import Unread

    estimator, whole, status = Estimator(order.settings, time.monotonic), Cost(), Exit.OK
    lines: dict[str, str] = {}
    for plan in plans(names, order, store):
        if isinstance(plan, Unread):
            lines[plan.entry], status = plan.reason, Exit.PARTIAL
            continue
        cost = estimator.cost(plan)
        whole += cost
        said = [
            f"{_cost(cost, runner.workers())}, {plan.stored} stored, {_size(plan.survey.packed)} packed",
            *plan.notes,
        ]
        lines[plan.entry] = "; ".join(said)
    for name in names:
        tell(f"{name}: {lines[name]}")
    tell(f"together: {_cost(whole, runner.workers())}")
    return status


def _cost(cost: Cost, workers: int) -> str:
    told = f", about {_size(cost.diff)} of diff, about {_span(cost.seconds / workers)}"
    return f"{cost.commits} commits to score{told if cost.commits else ''}"


def _watched(request: Request) -> bool:
    return is_watched(quiet=request.quiet)


def _carry_out(
    names: Sequence[str], order: Order, store: Store, runner: Runner, *, watched: bool
) -> Progress:
    from commitbrief.bulk.run import Progress, carry_out
    from commitbrief.bulk.shards import leave_undone

    last = Progress(len(names))
    started = shown = time.monotonic()
    leave_undone()
    try:
        for last in carry_out(names, order, store, runner):
            now = time.monotonic()
            if watched and now - shown >= STEP:
                shown = now
                show(progress_line(last, now - started))
    finally:
        if watched:
            show("")
    return last


def progress_line(progress: Progress, seconds: float) -> str:
    """How far a run is after so many seconds. While repositories are being listed nobody knows the end."""
    rate = progress.done / seconds if seconds else 0.0
    all_listed = progress.listed == progress.repositories
    parts = [
        f"{progress.done} of {progress.commits}{'' if all_listed else '+'} commits",
        f"{rate:.0f} a second",
    ]
    if all_listed and rate:
        parts.append(f"{_span((progress.commits - progress.done) / rate)} left")
    if not all_listed:
        parts.append(f"{progress.listed} of {progress.repositories} repositories listed")
    name = "".join(c for c in progress.repository if c.isprintable())
    return f"{', '.join(parts)}: {name}"


def _span(seconds: float) -> str:
    minutes, rest = divmod(math.ceil(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def _size(number: float) -> str:
    place = 0
    while number >= 1000 and place < len(UNITS) - 1:
        number, place = number / 1000, place + 1
    return f"{number:.0f} {UNITS[place]}" if number >= 10 or not place else f"{number:.1f} {UNITS[place]}"
