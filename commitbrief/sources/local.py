"""A repository on this machine, or a copy of one in the cache, as a source of commits."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from classifier.facts.contents import Contents
from commitbrief.config.settings import Settings
from commitbrief.errors import ConfigError
from commitbrief.recorded import Wanted
from commitbrief.sources.interface import Coverage, Known, coverage_of
from history.address import Address, parse_address
from history.filters import PathFilter
from history.hosts import parse_remote
from history.options import ReadOptions
from history.places import Places
from history.records import Commit, Gap, Person, Repository, Told
from history.releases import Release
from history.repository import Chosen, LocalRepository, nobody_knows
from history.selection import Days, Range, period


class RepositorySource(AbstractContextManager["RepositorySource"]):
    """A repository on this machine, with the reader's options fixed. Of one that is a copy, `address` is
    where it comes from, and `prepare` is told the ids of the commits before these are read."""

    told: Told | None = None

    def __init__(
        self,
        path: Path,
        settings: Settings,
        *,
        prepare: Callable[[Sequence[str]], None] | None = None,
        address: Address | None = None,
    ) -> None:
        if settings.remote_url and parse_remote(settings.remote_url) is None:
            raise ConfigError(f"--remote-url {settings.remote_url!r} is no address of a repository")
        paths = PathFilter(settings.include, settings.exclude)
        self._options = ReadOptions(first_parent=settings.first_parent, keep=paths if paths.filters else None)
        self._zone = settings.tz
        self._prepare = prepare
        self._expected: tuple[Wanted, Coverage] | None = None
        self._choice: tuple[Coverage, Chosen] | None = None
        self._days: dict[Coverage, Chosen] = {}
        self.path = path
        self._repository = LocalRepository.open(
            path, remote_name=settings.remote, remote_url=settings.remote_url
        )
        web = self._repository.record.web
        self.forge = web.forge if web else None
        self.address = address or (parse_address(web.base) if web and settings.pulls else None)

    def __exit__(self, *_: object) -> None:
        self._repository.close()

    @property
    def reading(self) -> str:
        return "files" if self._prepare else "trees"

    @property
    def gaps(self) -> tuple[Gap, ...]:
        return self._repository.gaps

    @property
    def record(self) -> Repository:
        """How reports name it."""
        return self._repository.record

    def about(self, wanted: Wanted) -> Coverage:
        expected, self._expected = self._expected, None
        if expected and expected[0] == wanted:
            return expected[1]
        return coverage_of(self._repository, wanted, self._zone)

    def expect(self, wanted: Wanted) -> None:
        """Begin to list what `about` and `commits` will be asked for next, so that git does so meanwhile. Raises as `about`
        does."""
        coverage = self.about(wanted)
        self._expected = (wanted, coverage)
        if coverage.selection:
            self._repository.expect(coverage.selection, self._options)

    def commits(self, coverage: Coverage) -> Iterator[Commit]:
        return self.piece(coverage, self.shas(coverage))

    def days(self, since: date | None, until: date | None) -> tuple[Coverage, ...]:
        """The days that have commits, each to be read as `about` would have it; the newest first. One listing of the
        history serves them all. Raises `HistoryError`."""
        tip = self._repository.resolve("HEAD")
        chosen = self._repository.daily(Days(since, until, self._zone, tip), self._options)
        for day, one in chosen:
            # Without the tip: a day is the same whatever comes after it.
            covered = Coverage(replace(self._repository.record, head=None), period(day, self._zone), (), day)
            self._days[covered] = one
        return tuple(self._days)

    def releases(self) -> tuple[Release, ...]:
        """The tagged versions and what each was the first to ship, the oldest first. Raises `HistoryError`."""
        return self._repository.releases()

    def people(self) -> tuple[tuple[int, Person], ...]:
        """Who wrote each commit and when it was committed, in seconds since 1970; the oldest first."""
        return self._repository.people()

    def shas(self, coverage: Coverage) -> tuple[str, ...]:
        """The ids of all that is covered, in the order of the report. What they need is fetched. Raises
        `HistoryError`."""
        shas = self.ids(coverage)
        if self._prepare:
            self._prepare(shas)
        return shas

    def ids(self, coverage: Coverage) -> tuple[str, ...]:
        """As `shas`, for who will not read them: nothing is fetched."""
        return self._chosen(coverage).shas

    def piece(
        self, coverage: Coverage, shas: Sequence[str], counted: Callable[[str], bool] | None = None
    ) -> Iterator[Commit]:
        """Some of the covered commits, as they are among all of them; of files that are to be `counted`, without
        their lines. Raises `HistoryError`."""
        options = replace(self._options, counted=counted)
        return self._repository.read(self._chosen(coverage), options, only=shas)

    def _chosen(self, coverage: Coverage) -> Chosen:
        assert coverage.selection is not None, "`about` gives one"
        if coverage in self._days:
            return self._days[coverage]
        if self._choice is None or self._choice[0] != coverage:
            self._choice = (coverage, self._repository.choose(coverage.selection, self._options))
        return self._choice[1]

    def contents(self, commit: Commit) -> Contents:
        return self._repository.contents(commit)

    def places(self, revision: str, names: Collection[str], endings: Collection[str]) -> Places:
        if self._prepare:  # only some files are there, and which depends on earlier runs
            return nobody_knows
        return self._repository.places(revision, names, endings)

    def authors_before(self, coverage: Coverage) -> Known:
        return self._repository.authors_before(coverage.selection) if coverage.selection else nobody_knows

    def last_tag(self) -> str | None:
        """The name of the tag that is met first going back from HEAD. Raises `HistoryError`."""
        return self._repository.last_tag()

    def newest_day(self) -> date:
        """The day of the newest commit. Raises `HistoryError` for an empty repository."""
        newest = next(self._repository.commits(Range("HEAD")))
        return newest.committed.astimezone(ZoneInfo(self._zone)).date()
