"""`commitbrief watch`: the reports of all repositories that the configuration watches, and their index."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commitbrief.cli.io import counted, say, tell
from commitbrief.cli.options import (
    ASKING,
    GATING,
    JUDGING,
    KEEPING,
    REACHING,
    RUNNING,
    SELECTING,
    WRITING,
    Request,
    requesting,
)
from commitbrief.cli.report import Result, deliver, make_report, without_clash, write_index
from commitbrief.cli.when import When, day, today
from commitbrief.errors import ConfigError, SourceError
from commitbrief.exits import Exit

if TYPE_CHECKING:
    from commitbrief.watching import Report, Watched


@dataclass(frozen=True, slots=True)
class Task:
    """One repository and the days that it is to be reported for, each a report of its own."""

    watched: Watched
    place: str
    request: Request
    days: tuple[date, ...]


@click.command("watch", short_help="Write the reports of all repositories that are watched.")
@click.option("--day", metavar="DAY", default="yesterday", help="2026-01-23, today or yesterday.")
@click.option(
    "--catch-up",
    metavar="DAYS",
    type=click.IntRange(min=0),
    default=7,
    show_default=True,
    help="How far back reports that are missing are made, too.",
)
@requesting(SELECTING, JUDGING, WRITING, GATING, RUNNING, REACHING, ASKING, (KEEPING,))
def command(request: Request, day: str, catch_up: int) -> Exit:
    """Write yesterday's report of each repository in the configuration's [[watch]] list, and the index.

    Days that were missed since a repository's first report are made up for. One that cannot be read is
    named in the index, and the others are reported all the same.
    """
    from commitbrief.bulk.shards import processes
    from commitbrief.parallel import shared_out
    from commitbrief.watching import merged, read_record

    folder = _folder(request)
    old = read_record(folder)
    tasks = _tasks(request, old, day, catch_up)
    _check_rules(tasks)
    new: list[Report] = []
    alarmed = False
    taken: dict[Path, str] = {}
    with shared_out(_attempt, tasks, processes(request.settings.jobs)) as made:
        for task, outcomes in zip(tasks, made, strict=True):
            for one, outcome in zip(task.days, outcomes, strict=True):
                result = without_clash(outcome, task.place, taken)
                new.append(_report(task, one, result))
                if result.entry.failure:
                    say(f"commitbrief: {result.entry.failure}")
                else:
                    deliver(request, result)
                alarmed = alarmed or result.held
    _keep(request, folder, merged(old, new))
    failures = sum(bool(report.entry.failure) for report in new)
    if failures:
        return Exit.PARTIAL if failures < len(new) else Exit.SOURCE
    return Exit.FINDINGS if alarmed else Exit.OK


def _folder(request: Request) -> Path:
    from commitbrief.output import is_folder

    if not is_folder(request.settings.output):
        raise click.UsageError("the reports of what is watched need a folder: give --output one")
    return Path(request.settings.output)


def _tasks(request: Request, record: tuple[Report, ...], named: str, catch_up: int) -> list[Task]:
    from commitbrief.config.found import refused
    from commitbrief.config.settings import WATCH
    from commitbrief.watching import days_to_report, passed_over, watch_list

    config = request.config
    if config is None or config.path is None:
        raise ConfigError("nothing is watched: add a [[watch]] with a source to commitbrief.toml")
    if not config.named and WATCH in config.values:
        raise refused(config.path, WATCH)
    tasks = []
    for watched in watch_list(config):
        settings = watched.settings(request.settings, request.given)
        wanted = day(named, "--day", today(settings.tz))
        days = days_to_report(record, watched, wanted, catch_up)
        if missed := passed_over(record, watched, wanted, catch_up):
            reach = (wanted - missed[0]).days
            words = f"{counted(len(missed), 'day')} since {missed[0]} without a report: --catch-up {reach} makes up for them"
            say(f"commitbrief: {watched.source}: {words}")
        own = replace(request, settings=settings, quiet=True)
        tasks.append(Task(watched, watched.place(config.path.parent), own, tuple(days)))
    return tasks


def _check_rules(tasks: Iterable[Task]) -> None:
    """Raises `ClassifierError` for rules that are wrong, before any report is made."""
    from classifier.rulebook import load_rules
    from commitbrief.resources import rules_folder

    for folders in {task.request.settings.rules for task in tasks} - {()}:
        load_rules(rules_folder(), *folders)


def _attempt(task: Task) -> list[Result]:
    """What becomes of each day of one repository; one that fails does not spoil the others."""
    from history.errors import HistoryError
    from report.index import Entry

    results = []
    for one in task.days:
        try:
            result = make_report(replace(task.request, when=When(date=one.isoformat())), task.place)
        except (SourceError, HistoryError) as error:
            result = Result(Entry(task.watched.source, one.isoformat(), failure=str(error)))
        results.append(result)
    return results


def _report(task: Task, day: date, result: Result) -> Report:
    """What the record says of it."""
    from commitbrief.watching import Report, failed, under

    if result.entry.failure:
        return failed(task.watched, day, result.entry.failure)
    return under(Report(task.watched.key, day.isoformat(), result.entry), task.watched.folder)


def _keep(request: Request, folder: Path, reports: tuple[Report, ...]) -> None:
    """Write the record, and the index of all that it holds."""
    from commitbrief.output import inside, write_whole
    from commitbrief.watching import RECORD, record_text

    write_whole(inside(str(folder), folder / RECORD), record_text(reports))
    entries = [replace(one.entry, period=one.day) for one in reports]
    path = write_index(request, entries)
    if not request.quiet:
        tell(str(path))
