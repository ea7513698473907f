"""Many repositories into one store: what is not there yet is read and judged, in runs of commits.

A run of commits is stored whole or not at all, so that a run that was stopped anywhere goes on from there.
A repository that cannot be read fails by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from commitbrief.errors import SourceError
from commitbrief.fanout import Lost, Reach, Runner, Task
from commitbrief.recorded import Wanted
from commitbrief.settings import Settings
from commitbrief.shards import Shard, cut
from commitbrief.sources import RepositorySource, Source
from commitbrief.store import Maker, Store
from history.errors import HistoryError
from history.repository import LocalRepository
from history.selection import Everything

Open = Callable[[str], Source]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done of one repository, which is read in `folder`. `failure` says why nothing can be."""

    entry: str
    repository: str = ""
    folder: Path = Path()
    shards: tuple[Shard, ...] = ()
    stored: int = 0
    failure: str | None = None

    @property
    def commits(self) -> int:
        """How many commits are to be scored."""
        return sum(len(shard.shas) for shard in self.shards)


@dataclass(slots=True)
class Progress:
    """How far a run is."""

    commits: int
    done: int = 0
    repository: str = ""
    failures: dict[str, str] = field(default_factory=dict)  # by entry, why


def entries(text: str) -> list[str]:
    """The repositories that a list names, one a line, each once; `#` begins a comment."""
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line))


def plain(settings: Settings) -> Settings:
    """The settings without filters: a row of the store speaks of a whole commit."""
    defaults = Settings()
    filters = ("include", "exclude", "author", "type", "level", "first_parent", "remote_url")
    return settings.model_copy(update={name: getattr(defaults, name) for name in filters})


def plans(
    names: Sequence[str], settings: Settings, store: Store, maker: Maker, open_named: Open
) -> Iterator[Plan]:
    """What each repository lacks in the store. Of several entries for one repository the first counts."""
    seen: set[str] = set()
    for name in names:
        try:
            with ExitStack() as stack:
                source = stack.enter_context(open_named(name))
                plan = _plan(name, source, settings, store, maker)
        except (HistoryError, SourceError) as error:
            plan = Plan(name, failure=str(error))
        if plan.failure is None and plan.repository in seen:
            plan = Plan(name, failure=f"{plan.repository} is in the list already")
        seen.add(plan.repository)
        yield plan


def _plan(name: str, source: Source, settings: Settings, store: Store, maker: Maker) -> Plan:
    if not isinstance(source, RepositorySource):
        raise SourceError(f"{name} is no repository")
    coverage = source.about(Wanted(Everything()))
    known = store.known(coverage.record.name, maker)
    shas = source.shas(coverage)
    missing = [sha for sha in shas if sha not in known]
    shards = tuple(cut(source.path.absolute(), coverage, settings, missing))
    return Plan(name, coverage.record.name, source.path, shards, len(shas) - len(missing))


def carry_out(
    todo: Sequence[Plan], store: Store, maker: Maker, runner: Runner, reach: Reach
) -> Iterator[Progress]:
    """Do what is planned, telling after each run of commits. Raises `StoreError` and `OutputError`."""
    progress = Progress(sum(plan.commits for plan in todo))
    progress.failures.update({plan.entry: plan.failure for plan in todo if plan.failure is not None})
    work = [(plan, shard) for plan in todo for shard in plan.shards]
    yield progress
    for number, result in runner.results([Task(shard, maker, reach) for _, shard in work]):
        plan, shard = work[number]
        progress.repository = plan.repository
        progress.done += len(shard.shas)
        if isinstance(result, Lost):
            progress.failures.setdefault(plan.entry, result.reason)
        else:
            store.add(plan.repository, maker, result)
        yield progress
    for plan in todo:
        if plan.failure is None:
            _note_releases(plan, store, progress)


def _note_releases(plan: Plan, store: Store, progress: Progress) -> None:
    try:
        with LocalRepository.open(plan.folder) as repository:
            store.note_releases(plan.repository, repository.releases())
    except HistoryError as error:
        progress.failures.setdefault(plan.entry, str(error))
