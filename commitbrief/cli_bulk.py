"""`commitbrief bulk`: score the histories of many repositories into a store."""

from __future__ import annotations

import sys
import time
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commitbrief.cli_access import access
from commitbrief.cli_io import say, standard_input, write_out
from commitbrief.cli_options import JUDGING, REACHING, RUNNING, STORE, Request, requesting
from commitbrief.errors import ConfigError
from commitbrief.exits import Exit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from commitbrief.bulk import Plan, Progress
    from commitbrief.fanout import Runner
    from commitbrief.settings import Settings
    from commitbrief.store import Maker, Store


class Backend(StrEnum):
    """Who does the work."""

    PROCESSES = "processes"
    DASK = "dask"


@click.command("bulk", short_help="Score many repositories into a store; goes on where it stopped.")
@click.argument("file", type=click.Path(path_type=Path))
@STORE
@click.option("--dry-run", is_flag=True, help="Say what would happen, and do nothing.")
@click.option(
    "--backend",
    type=click.Choice([member.value for member in Backend]),
    default=Backend.PROCESSES.value,
    show_default=True,
    help="Processes of this machine, or the workers of a Dask cluster.",
)
@click.option("--scheduler", metavar="ADDRESS", help="The Dask scheduler: tcp://host:8786.")
@requesting(JUDGING, REACHING, RUNNING)
def command(  # noqa: PLR0913 - one for each option
    request: Request, *, file: Path, place: Path, dry_run: bool, backend: str, scheduler: str | None
) -> Exit:
    """Score every commit of the repositories that FILE lists, one a line, into one SQLite file.

    A commit that is in the store is not scored again, unless the rules, the model or this program changed
    since. A run that was stopped, by whatever, goes on when it is begun again. Repositories that cannot be
    read are listed at the end, and the exit status is then 4.
    """
    from commitbrief.bulk import plain
    from commitbrief.fanout import maker_of
    from commitbrief.store import Store

    if (backend == Backend.DASK) != (scheduler is not None):
        raise click.UsageError("--backend dask and --scheduler need one another")
    settings = plain(request.settings)
    maker = maker_of(settings)
    with Store(place) as store:
        todo = _plans(file, request, settings, store, maker)
        if dry_run:
            _tell(todo)
            return Exit.OK
        with _runner(scheduler, request.settings.jobs) as runner:
            failures = _carry_out(todo, request, store, maker, runner)
    for entry, why in failures.items():
        say(f"{entry}: {why}")
    return Exit.PARTIAL if failures else Exit.OK


def _plans(file: Path, request: Request, settings: Settings, store: Store, maker: Maker) -> list[Plan]:
    from commitbrief.bulk import entries, plans
    from commitbrief.sources import open_source

    try:
        names = entries(file.read_text("utf8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot read the list {file}: {error}") from error
    reach = access(settings, quiet=request.quiet)
    open_named = partial(open_source, settings=settings, standard_input=standard_input, access=reach)
    return list(plans(names, settings, store, maker, open_named))


def _tell(todo: Sequence[Plan]) -> None:
    for plan in todo:
        what = plan.failure or f"{plan.commits} commits to score, {plan.stored} stored"
        write_out(f"{plan.entry}: {what}\n")
    write_out(f"together: {sum(plan.commits for plan in todo)} commits to score\n")


def _runner(scheduler: str | None, jobs: int) -> Runner:
    from commitbrief.fanout import Processes
    from commitbrief.shards import processes

    if scheduler is None:
        return Processes(processes(jobs))
    from commitbrief.cluster import Cluster

    return Cluster(scheduler)


def _carry_out(
    todo: Sequence[Plan], request: Request, store: Store, maker: Maker, runner: Runner
) -> dict[str, str]:
    """Do what is planned, and give the reasons of the entries that failed."""
    from commitbrief.bulk import carry_out

    failures: dict[str, str] = {}
    started = time.monotonic()
    watched = not request.quiet and sys.stderr is not None and sys.stderr.isatty()
    for progress in carry_out(todo, store, maker, runner, access):
        failures = progress.failures
        if watched:
            _show(progress, time.monotonic() - started)
    if watched:
        sys.stderr.write("\r\x1b[K")
    return failures


def _show(progress: Progress, seconds: float) -> None:
    rate = progress.done / seconds if seconds else 0.0
    left = f", {(progress.commits - progress.done) / rate:.0f} s left" if rate else ""
    name = "".join(c for c in progress.repository if c.isprintable())
    sys.stderr.write(
        f"\r\x1b[K{progress.done} of {progress.commits} commits, {rate:.0f} a second{left}: {name}"
    )
    sys.stderr.flush()
