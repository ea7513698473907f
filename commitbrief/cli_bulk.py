"""`commitbrief bulk`: score the histories of many repositories into a store."""

from __future__ import annotations

import sys
import time
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
    from commitbrief.settings import Settings
    from commitbrief.store import Maker, Store


@click.command("bulk", short_help="Score many repositories into a store; goes on where it stopped.")
@click.argument("file", type=click.Path(path_type=Path))
@STORE
@click.option("--dry-run", is_flag=True, help="Say what would happen, and do nothing.")
@requesting(JUDGING, REACHING, RUNNING)
def command(request: Request, file: Path, place: Path, dry_run: bool) -> Exit:
    """Score every commit of the repositories that FILE lists, one a line, into one SQLite file.

    A commit that is in the store is not scored again, unless the rules, the model or this program changed
    since. A run that was stopped, by whatever, goes on when it is begun again. Repositories that cannot be
    read are listed at the end, and the exit status is then 4.
    """
    from commitbrief.bulk import maker_of, plain
    from commitbrief.store import Store

    settings = plain(request.settings)
    maker = maker_of(settings)
    with Store(place) as store:
        todo = _plans(file, request, settings, store, maker)
        if dry_run:
            _tell(todo)
            return Exit.OK
        failures = _carry_out(todo, request, store, maker)
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


def _carry_out(todo: Sequence[Plan], request: Request, store: Store, maker: Maker) -> dict[str, str]:
    """Do what is planned, and give the reasons of the entries that failed."""
    from commitbrief.bulk import carry_out
    from commitbrief.shards import processes

    failures: dict[str, str] = {}
    started = time.monotonic()
    watched = not request.quiet and sys.stderr is not None and sys.stderr.isatty()
    for progress in carry_out(todo, store, maker, processes(request.settings.jobs)):
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
