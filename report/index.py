"""An index over several reports: by date, and by repository."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from history.briefs import Code
from report.sentences import Catalogue, Language
from report.text import clean
from report.tree import Document

LEVEL_COLUMNS = ("🔴", "🟡", "🟢")


@dataclass(frozen=True, slots=True)
class Entry:
    """One report of the index, or one that could not be written: then `failure` says why.

    `period` sorts as text (a date, a range); `path` is the report's address relative to the index.
    """

    repository: str
    period: str
    path: str = ""
    commits: int = 0
    high: int = 0
    medium: int = 0
    low: int = 0
    failure: str = ""


def entry(document: Document, path: str) -> Entry:
    """The line of a report that was written to `path`, relative to the index."""
    counts = document.statistics
    return Entry(
        document.repository.name,
        document.period.label,
        path,
        counts.total,
        counts.high,
        counts.medium,
        counts.low,
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its name and where it leads, and the counts or a note in their place."""

    name: str
    path: str
    counts: tuple[int, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Table:
    """The reports of one date, or of one repository."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """All reports in one order."""

    heading: str
    columns: tuple[str, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """What an index page shows."""

    language: str
    title: str
    empty: str
    chapters: tuple[Chapter, ...]


def index(entries: Iterable[Entry], language: Language, *, catalogue: Catalogue | None = None) -> Index:
    """Arrange reports by date, newest first, and by repository."""
    catalogue = catalogue or Catalogue.load(language)
    listed = sorted(entries, key=lambda one: (one.repository.casefold(), one.repository))
    listed.sort(key=lambda one: one.period, reverse=True)
    periods = list(dict.fromkeys(one.period for one in listed))
    repositories = sorted({one.repository for one in listed}, key=lambda name: (name.casefold(), name))
    by_date = tuple(
        Table(
            clean(period),
            tuple(_row(one, one.repository, catalogue) for one in listed if one.period == period),
        )
        for period in periods
    )
    by_repository = tuple(
        Table(
            clean(name), tuple(_row(one, one.period, catalogue) for one in listed if one.repository == name)
        )
        for name in repositories
    )
    chapters = (
        Chapter(catalogue.words("index-by-date"), _columns("repository", catalogue), by_date),
        Chapter(catalogue.words("index-by-repository"), _columns("period", catalogue), by_repository),
    )
    return Index(
        language=language.value,
        title=catalogue.words("index-title"),
        empty="" if listed else catalogue.words("index-empty"),
        chapters=chapters if listed else (),
    )


def _columns(first: str, catalogue: Catalogue) -> tuple[str, ...]:
    return (catalogue.words(f"index-column-{first}"), catalogue.words("index-column-commits"), *LEVEL_COLUMNS)


def _row(one: Entry, name: str, catalogue: Catalogue) -> Row:
    note = ""
    if one.failure:
        note = catalogue.words("index-failed", reason=Code(one.failure))
    elif not one.commits:
        note = catalogue.words("index-no-commits")
    counts = () if note else (one.commits, one.high, one.medium, one.low)
    return Row(clean(name), quote(one.path, safe="/"), counts, note)
