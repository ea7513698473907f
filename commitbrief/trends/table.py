"""An answer: named columns of one kind each, as text for a terminal and as JSON."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from commitbrief.trends.questions import By, Trend
from commitbrief.trends.words import Words

INDENT = "    "


@dataclass(frozen=True, slots=True)
class Counted:
    """A name, and how many commits it stands for."""

    name: str
    commits: int


@dataclass(frozen=True, slots=True)
class Cited:
    """A commit."""

    sha: str
    subject: str


Cell = str | int | float | None | tuple[Counted, ...] | tuple[Cited, ...]


class Kind(StrEnum):
    """What a column holds. Those of `LEVELS` and `TYPES` add up to the whole, and are what a plot stacks."""

    KEY = "key"
    COUNT = "count"
    WEIGHT = "weight"
    LEVELS = "levels"
    TYPES = "types"
    SHARE = "share"  # 0 to 1
    TEXT = "text"
    MOST = "most"  # `Counted` names
    MOST_TYPES = "most types"  # the same, of change types
    COMMITS = "commits"  # `Cited` ones


STACKED = (Kind.LEVELS, Kind.TYPES)
_TO_THE_RIGHT = {Kind.COUNT, Kind.WEIGHT, Kind.SHARE, *STACKED}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Table:
    """An answer. `over_time` says that its rows follow one another in time, `more` how many were left out."""

    trend: Trend
    by: By
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    over_time: bool = False
    more: int = 0

    def places(self, *kinds: Kind) -> list[int]:
        """Where the columns of some kinds are."""
        return [at for at, column in enumerate(self.columns) if column.kind in kinds]


def as_json(table: Table) -> str:
    """The rows as a JSON list of objects."""
    names = [column.name for column in table.columns]
    rows = [dict(zip(names, map(_plain, row), strict=True)) for row in table.rows]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _plain(cell: Cell) -> object:
    if not isinstance(cell, tuple):
        return cell
    return [
        {"name": one.name, "commits": one.commits}
        if isinstance(one, Counted)
        else {"sha": one.sha, "subject": one.subject}
        for one in cell
    ]


def as_text(table: Table, words: Words) -> str:
    """The rows under their names, aligned, with the commits of each below it; control characters of whatever is
    shown do not reach the terminal."""
    title = words.title(table.trend, table.by)
    if not table.rows:
        return f"{title}: {words.nothing}\n"
    beside = [at for at, column in enumerate(table.columns) if column.kind is not Kind.COMMITS]
    shown = [
        [heading(table.columns[at], words) for at in beside],
        *([_shown(row[at], table.columns[at], words) for at in beside] for row in table.rows),
    ]
    widths = [max(_width(row[place]) for row in shown) for place in range(len(beside))]
    lines = [title, ""]
    for row, below in zip(shown, [(), *(_commits(row) for row in table.rows)], strict=True):
        cells = [
            _padded(cell, width, table.columns[at])
            for cell, width, at in zip(row, widths, beside, strict=True)
        ]
        lines += ["  ".join(cells).rstrip(), *below]
    notes = list(_notes(table, words))
    return "\n".join([*lines, *([""] if notes else []), *notes]) + "\n"


def _notes(table: Table, words: Words) -> Iterator[str]:
    if table.more:
        yield words.more(table.more)
    if table.trend is Trend.BREAKS:
        yield words.undeclared
    if table.places(Kind.WEIGHT):
        yield words.weight


def heading(column: Column, words: Words) -> str:
    """What a column is called."""
    match column.kind:
        case Kind.LEVELS:
            return words.level(column.name)
        case Kind.TYPES:
            return words.type(column.name)
        case _:
            return words.column(column.name)


def _shown(cell: Cell, column: Column, words: Words) -> str:
    if cell is None:
        return words.unreleased if column.kind is Kind.KEY and column.name == "release" else "-"
    if column.kind is Kind.SHARE:
        return f"{cell:.0%}"
    if column.kind is Kind.WEIGHT:
        return f"{cell:.1f}"
    if isinstance(cell, tuple):
        name: Callable[[str], str] = words.type if column.kind is Kind.MOST_TYPES else str
        return printable(
            "; ".join(f"{name(one.name)} {one.commits}" for one in cell if isinstance(one, Counted))
        )
    return printable(str(cell))


def _commits(row: Sequence[Cell]) -> tuple[str, ...]:
    """The commits that a row names, a line each."""
    cited = (one for cell in row if isinstance(cell, tuple) for one in cell if isinstance(one, Cited))
    return tuple(f"{INDENT}{one.sha[:9]} {printable(one.subject)}" for one in cited)


def printable(text: str) -> str:
    """A text without control characters."""
    return "".join(c if c.isprintable() else " " for c in text)


def _padded(text: str, width: int, column: Column) -> str:
    room = " " * (width - _width(text))
    return room + text if column.kind in _TO_THE_RIGHT else text + room


def _width(text: str) -> int:
    """How many places of a terminal a text takes: a Chinese character takes two, a combining mark none."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.combining(c) > 0 for c in text)


def pivoted(
    rows: Sequence[tuple[tuple[Cell, ...], str, int]],
) -> tuple[tuple[str, ...], dict[tuple[Cell, ...], tuple[int, ...]]]:
    """Counts by key and name as one row of counts for each key, and the names, the most frequent first."""
    total: dict[str, int] = {}
    for _, name, count in rows:
        total[name] = total.get(name, 0) + count
    names = tuple(sorted(total, key=lambda name: (-total[name], name)))
    at = {name: place for place, name in enumerate(names)}
    counts: dict[tuple[Cell, ...], list[int]] = {}
    for key, name, count in rows:
        counts.setdefault(key, [0] * len(names))[at[name]] += count
    return names, {key: tuple(row) for key, row in counts.items()}
