"""Many repositories into one store: what is not there yet is read and judged, in runs of commits.

A run of commits is stored whole or not at all, so that a run that was stopped anywhere goes on from there.
A repository that cannot be read fails by itself. Only this process writes to the store.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from commitbrief.bulk.fanout import Lost, Reach, Runner, Task
from commitbrief.bulk.shards import Shard, cut
from commitbrief.bulk.store import Maker, Store
from commitbrief.bulk.survey import Located, Survey, Unread, locate, reachable, surveys
from commitbrief.config.settings import Settings
from history.errors import HistoryError
from history.repository import LocalRepository
from history.selection import Everything, Selection

EVERYTHING = Everything()
WAVE = 20  # runs of commits for each worker that are handed out together


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done, the same for every repository."""

    settings: Settings
    maker: Maker
    reach: Reach
    selection: Selection = EVERYTHING


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done of one repository. `gone` are stored commits that no revision leads to any more that
    was ever asked for; `notes` what the user should know."""

    survey: Survey
    shards: tuple[Shard, ...]
    gone: frozenset[str]
    notes: tuple[str, ...]

    @property
    def entry(self) -> str:
        """As the list has it."""
        return self.survey.where.entry

    @property
    def repository(self) -> str:
        """As the store has it."""
        return self.survey.coverage.record.name

    @property
    def commits(self) -> int:
        """How many commits are to be scored."""
        return sum(len(shard.shas) for shard in self.shards)

    @property
    def stored(self) -> int:
        """How many of the commits asked for have been."""
        return len(self.survey.shas) - self.commits


@dataclass(slots=True)
class Progress:
    """How far a run is: repositories listed, commits known of and done, and what went wrong, by entry."""

    repositories: int
    listed: int = 0
    commits: int = 0
    done: int = 0
    repository: str = ""
    failures: dict[str, str] = field(default_factory=dict)
    lost: Counter[str] = field(default_factory=Counter)  # commits
    notes: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def problems(self) -> Iterator[str]:
        """Why what could not be done was not, a line for each entry."""
        for entry, reason in sorted(self.failures.items()):
            number = f"{self.lost[entry]} commits were not scored: " if self.lost[entry] else ""
            yield f"{entry}: {number}{reason}"


def entries(text: str) -> list[str]:
    """The repositories that a list names, one a line, each once; `#` begins a comment."""
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line))


def plain(settings: Settings) -> Settings:
    """The settings without filters: a row of the store speaks of a whole commit."""
    defaults = Settings()
    filters = ("include", "exclude", "author", "type", "level", "first_parent", "remote_url")
    return settings.model_copy(update={name: getattr(defaults, name) for name in filters})


def plans(names: Sequence[str], order: Order, store: Store) -> Generator[Plan | Unread, None, None]:
    """What each repository lacks in the store, as it becomes known."""
    access = order.reach(order.settings)
    found = list(locate(names, order.settings, access))
    yield from (one for one in found if isinstance(one, Unread))
    located = [one for one in found if isinstance(one, Located)]
    newest: dict[str, str] = {}
    with closing(surveys(located, order.selection, order.settings, access)) as ready:
        for survey in ready:
            if isinstance(survey, Unread):
                yield survey
                continue
            try:
                yield _plan(survey, order, store, newest)
            except HistoryError as error:
                yield Unread(survey.where.entry, str(error))


def _plan(survey: Survey, order: Order, store: Store, newest: dict[str, str]) -> Plan:
    name = survey.coverage.record.name
    known = store.known(name, order.maker)
    missing = [sha for sha in survey.shas if sha not in known]
    gone = store.shas(name).difference(survey.reachable)
    if gone:
        gone -= reachable(survey.folder, store.asked(name), order.settings)
    shards = tuple(cut(survey.folder, survey.coverage, order.settings, missing))
    return Plan(survey, shards, gone, tuple(_notes(survey, gone, store, newest)))


def _notes(survey: Survey, gone: frozenset[str], store: Store, newest: dict[str, str]) -> Iterator[str]:
    name, head = survey.coverage.record.name, survey.coverage.revisions[0]
    if gone and len(gone) == len(store.shas(name)):
        yield (
            f"none of the {len(gone)} commits that are stored as {name} is in this history: is it another repository "
            f"by that name? Then give one of them a remote, and use a new store. Was all of its history rewritten? "
            f"Then all is well: the old commits are kept, and left out of views and trends"
        )
    elif gone:
        yield (
            f"{len(gone)} stored commits are on no branch any more that was asked for; was its history "
            f"rewritten? They are kept, and left out of views and trends"
        )
    same = newest.setdefault(head, name)
    holders = [same] if same != name else []
    if not holders and survey.reachable and not store.shas(name):
        holders = store.holders(survey.reachable[-1])
    if holders:
        yield f"has the history of {', '.join(holders)}; has it moved, or is it a fork? Both are kept"


def carry_out(names: Sequence[str], order: Order, store: Store, runner: Runner) -> Iterator[Progress]:
    """Score what is missing, telling after each run of commits. Raises `StoreError` and `OutputError`."""
    progress = Progress(len(names))
    with closing(plans(names, order, store)) as ready:
        for wave in _waves(ready, progress, runner):
            for _ in _wave(wave, order, store, runner, progress):
                yield progress
            yield progress


def _waves(ready: Iterable[Plan | Unread], progress: Progress, runner: Runner) -> Iterator[list[Plan]]:
    """The plans, as many at a time as keep all workers busy."""
    wave: list[Plan] = []
    for plan in ready:
        progress.listed += 1
        if isinstance(plan, Unread):
            progress.failures[plan.entry] = plan.reason
            continue
        progress.commits += plan.commits
        if plan.notes:
            progress.notes[plan.entry] = plan.notes
        wave.append(plan)
        if sum(len(one.shards) for one in wave) >= WAVE * runner.workers():
            yield wave
            wave = []
    yield wave


def _wave(
    wave: Sequence[Plan], order: Order, store: Store, runner: Runner, progress: Progress
) -> Iterator[None]:
    work = [(plan, shard) for plan in wave for shard in plan.shards]
    tasks = [Task(shard, order.maker, order.reach, plan.survey.where.address) for plan, shard in work]
    for number, result in runner.results(tasks):
        plan, shard = work[number]
        progress.repository = plan.repository
        progress.done += len(shard.shas)
        if isinstance(result, Lost):
            progress.failures.setdefault(plan.entry, result.reason)
            progress.lost[plan.entry] += len(shard.shas)
        else:
            store.add(plan.repository, order.maker, result)
        yield
    for plan in wave:
        store.settle(plan.repository, plan.survey.asked, plan.gone)
        _note_releases(plan, store, progress)


def _note_releases(plan: Plan, store: Store, progress: Progress) -> None:
    try:
        with LocalRepository.open(plan.survey.folder) as repository:
            store.note_releases(plan.repository, repository.releases())
    except HistoryError as error:
        progress.failures.setdefault(plan.entry, str(error))
