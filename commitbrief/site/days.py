"""The days of one repository, worded and kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import report
from classifier.facts.contents import Contents
from classifier.paths import NO_WORK, module_of
from classifier.retelling import belongs
from commitbrief.config.settings import Settings
from commitbrief.forks import spread
from commitbrief.kept.briefs import digest_of
from commitbrief.kept.records import Codec
from commitbrief.pipeline import Tools, make_document, make_edition, said_by
from commitbrief.recorded import Wanted
from commitbrief.sources import Coverage, RepositorySource
from commitbrief.sources.interface import Known
from history.address import Address
from history.editions import Edition
from history.places import Places
from history.records import Commit, Forge, Gap, Person, Told
from report.site import entry
from report.site.entry import DayPage, Marks
from report.site.wording import day_page

AT_ONCE = 24  # days that are made before they are kept and the user is told
MOST_PLACES = 6  # of one commit
PAGES = Codec(entry)


@dataclass(frozen=True, slots=True)
class DayOf(AbstractContextManager["DayOf"]):
    """One day of a repository as a source of its own."""

    source: RepositorySource
    coverage: Coverage
    known: Collection[Person] | None
    gaps: tuple[Gap, ...] = ()
    address: Address | None = None
    forge: Forge | None = None
    told: Told | None = None

    def __exit__(self, *_: object) -> None: ...

    @property
    def reading(self) -> str:
        return self.source.reading

    def about(self, wanted: Wanted) -> Coverage:  # noqa: ARG002 - it is this day and no other
        return self.coverage

    def commits(self, coverage: Coverage) -> Iterator[Commit]:
        return self.source.commits(coverage)

    def contents(self, commit: Commit) -> Contents:
        return self.source.contents(commit)

    def places(self, revision: str, names: Collection[str], endings: Collection[str]) -> Places:
        return self.source.places(revision, names, endings)

    def authors_before(self, coverage: Coverage) -> Known:  # noqa: ARG002 - this day's
        return lambda: self.known


def pages_of(
    source: RepositorySource,
    days: Sequence[Coverage],
    settings: Settings,
    tools: Tools,
    told: Callable[[int], None],
) -> tuple[DayPage, ...]:
    """The days, newest first, as they were kept or made now, by several processes. `told` hears how many are left."""
    keys = [_key(source, one, settings, tools) for one in days]
    found: dict[int, DayPage] = {}
    for place, key in enumerate(keys):
        if (page := _recalled(tools.shelf.get(key))) is not None:
            found[place] = page
    missing = [place for place in range(len(days)) if place not in found]
    known = _known(source, days) if missing else {}
    share = spread(settings.jobs)
    for start in range(0, len(missing), AT_ONCE):
        told(len(missing) - start)
        some = missing[start : start + AT_ONCE]
        each = [DayOf(source, days[place], known.get(place)) for place in some]
        costs = [len(source.ids(one.coverage)) for one in each]
        for place, text in zip(some, share(partial(_nth, each, settings, tools), costs), strict=True):
            tools.shelf.put(keys[place], text)
            page = _recalled(text)
            assert page is not None, "it was written a moment ago"
            found[place] = page
    return tuple(found[place] for place in range(len(days)))


def _nth(days: Sequence[DayOf], settings: Settings, tools: Tools, at: int) -> bytes:
    edition = make_edition(days[at], Wanted(days[at].coverage.selection), settings, tools)
    document = make_document(edition, settings)
    return PAGES.to_json(day_page(document, _places(edition, tools), _marks(edition)))


def _recalled(text: bytes | None) -> DayPage | None:
    try:
        page = PAGES.from_json(text) if text else None
    except ValueError:
        return None
    return page if isinstance(page, DayPage) else None


def _key(source: RepositorySource, day: Coverage, settings: Settings, tools: Tools) -> str:
    """All that a day's page follows from."""
    shaping = (
        settings.lang.value,
        settings.tz,
        settings.bots.value,
        settings.author,
        settings.type,
        settings.level,
    )
    web = day.record.web.base if day.record.web else ""
    parts = (said_by(settings, tools, source), _wording(), shaping, day.record.name, web, source.ids(day))
    return f"page {hashlib.sha256(repr(parts).encode('utf8', 'backslashreplace')).hexdigest()}"


@cache
def _wording() -> str:
    """A digest of everything that words and sets a page."""
    return digest_of(Path(report.__path__[0])).hex() + digest_of(Path(__file__).parent).hex()


def _known(source: RepositorySource, days: Sequence[Coverage]) -> dict[int, Collection[Person]]:
    """Who had contributed before each day, by its place."""
    people = source.people()
    found: dict[int, Collection[Person]] = {}
    if not people:
        return found
    so_far: set[Person] = set()
    at = 0
    for place in reversed(range(len(days))):
        since = days[place].period.since
        begin = since.timestamp() if since else 0
        fresh = set()
        while at < len(people) and people[at][0] < begin:
            fresh.add(people[at][1])
            at += 1
        if not fresh <= so_far:
            so_far = so_far | fresh
        found[place] = so_far
    return found


def _places(edition: Edition, tools: Tools) -> dict[str, tuple[str, ...]]:
    """Where each commit is at work, most lines first: without records, and without what programs write."""
    found = {}
    for brief in (*edition.briefs, *edition.set_aside.bots):
        lines: dict[str, int] = {}
        for file in brief.commit.files:
            if tools.book.paths.role(file.path) not in NO_WORK and (place := module_of(file.path)):
                lines[place] = lines.get(place, 0) + file.churn
        names = sorted(lines, key=lambda name: (-lines[name], name))
        found[brief.commit.sha] = tuple(names[:MOST_PLACES])
    return found


def _marks(edition: Edition) -> dict[str, Marks]:
    found = {}
    for brief in edition.briefs:
        one = belongs(brief.commit)
        found[brief.commit.sha] = Marks(one.pull, one.follows, one.series)
    return found
