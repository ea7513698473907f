"""An answer: named columns of one kind each, as text for a terminal and as JSON."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

Cell = str | int | float | None | tuple[str, ...]


class Kind(StrEnum):
    """What a column holds. Those of `SERIES` add up to the whole, and are what a plot stacks."""

    KEY = "key"
    COUNT = "count"
    SERIES = "series"
    SHARE = "share"  # 0 to 1
    TEXT = "text"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Table:
    """An answer. `over_time` says that its rows follow one another in time."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    over_time: bool = False

    def place(self, kind: Kind) -> list[int]:
        """Where the columns of a kind are."""
        return [at for at, column in enumerate(self.columns) if column.kind is kind]


def as_json(table: Table) -> str:
    """The rows as a JSON list of objects."""
    names = [column.name for column in table.columns]
    rows = [dict(zip(names, row, strict=True)) for row in table.rows]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def as_text(table: Table) -> str:
    """The rows under their names, aligned; control characters of whatever is shown do not reach the terminal."""
    if not table.rows:
        return f"{table.title}: no commits\n"
    names = [column.name for column in table.columns]
    shown = [
        names,
        *(
            [_shown(cell, column) for cell, column in zip(row, table.columns, strict=True)]
            for row in table.rows
        ),
    ]
    widths = [max(_width(row[at]) for row in shown) for at in range(len(names))]
    lines = [table.title, ""]
    for row in shown:
        cells = [
            _padded(cell, width, column)
            for cell, width, column in zip(row, widths, table.columns, strict=True)
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines) + "\n"


_NUMBERS = {Kind.COUNT, Kind.SERIES, Kind.SHARE}


def _shown(cell: Cell, column: Column) -> str:
    if cell is None:
        return "-"
    if column.kind is Kind.SHARE:
        return f"{cell:.0%}"
    text = (
        "; ".join(cell) if isinstance(cell, tuple) else f"{cell:g}" if isinstance(cell, float) else str(cell)
    )
    return "".join(c if c.isprintable() else " " for c in text)


def _padded(text: str, width: int, column: Column) -> str:
    room = " " * (width - _width(text))
    return room + text if column.kind in _NUMBERS else text + room


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
