"""Rows of tables on pages: which cell says something else, which rows came and went.

`table_row.changed`: the name is the row, by its first cell, `owner` the column, by its heading; `before` and `after` are what
the cell says. `table_row.added`, `.removed`: the name is the row, `extra["cells"]` how many cells it has.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from classifier.facts.docs.markup import Markup
from classifier.facts.docs.pages import Page, PageSide, fact_of
from classifier.facts.interface import Change, Fact, Subject
from classifier.facts.symbols import runs
from history.briefs import Side

MOST_ABOVE = 300  # rows in which the heading of a table is looked for
MOST_CELLS = 2  # of a row that differ: one with more was written anew
_Table = tuple[str, tuple[str, ...]]  # the title of its section, the cells of its heading
_ROW = re.compile(r"\s*\|(.+)\|\s*$")
_RULE = re.compile(r"[\s:|-]+")
_CELL = re.compile(r"(?<!\\)\|")
_MARKS = re.compile(r"\[([^\]]{0,300})\]\([^)]{0,300}\)|\*{1,2}|(?<!\w)_{1,2}(?=\w)|</?\w+/?>")


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: tuple[str, ...]

    @property
    def name(self) -> str:
        """What the row is called: its first cell."""
        return plain_cell(self.cells[0])


def table_facts(page: Page) -> Iterator[Fact]:
    """Yield what became of the rows of a page's tables."""
    if page.markup is not Markup.MARKDOWN or page.fate:
        return
    gone: list[_Row] = []
    come: list[_Row] = []
    for run in runs(page.change.hunks):
        old, new = _rows(page.old, range(*run.old)), _rows(page.new, range(*run.new))
        if not (
            _has_rule(page.old, run.old) or _has_rule(page.new, run.new)
        ):  # a table as a whole is told as its section
            yield from _between(page, old, new, gone, come)
    yield from _came_and_went(page, gone, come)


def _has_rule(side: PageSide, lines: tuple[int, int]) -> bool:
    return any(_is_rule(side.rows.get(line, "")) for line in range(*lines))


def _is_rule(text: str) -> bool:
    """Whether a line is `| --- | --- |`, below the heading of a table."""
    return "--" in text and "|" in text and _RULE.fullmatch(text) is not None


def _rows(side: PageSide, lines: range) -> list[_Row]:
    return [
        _Row(line, cells)
        for line in lines
        if (cells := _cells(side.rows.get(line, ""))) and not _is_rule(side.rows[line])
    ]


def _cells(text: str) -> tuple[str, ...]:
    match = _ROW.match(text)
    return tuple(cell.strip() for cell in _CELL.split(match[1])) if match else ()


def _between(
    page: Page, old: Sequence[_Row], new: Sequence[_Row], gone: list[_Row], come: list[_Row]
) -> Iterator[Fact]:
    """The cells of the rows that stand on both sides of a stretch; the others are put to `gone` and `come`."""
    before = {row.name: row for row in old}
    after = {row.name for row in new}
    for row in new:
        if row.name in before:
            yield from _cells_of(page, before[row.name], row)
        else:
            come.append(row)
    gone += (row for row in old if row.name not in after)


def _came_and_went(page: Page, gone: Sequence[_Row], come: Sequence[_Row]) -> Iterator[Fact]:
    """What became of rows that stand on one side of their stretch: one that stands in another stretch has moved."""
    left = {row.name: row for row in reversed(gone)}
    moved = left.keys() & {row.name for row in come}
    listed = {side.side: _listed(side) for side in (page.old, page.new)} if gone or come else {}
    for row in come:
        if row.name not in moved:
            if (_table(page.new, row.line), row.name) not in listed[Side.OLD]:
                yield _whole(page.new, Change.ADDED, row)
        elif _table(page.old, left[row.name].line) == _table(page.new, row.line):
            yield from _cells_of(page, left[row.name], row)
    for row in gone:
        if row.name not in moved and (_table(page.old, row.line), row.name) not in listed[Side.NEW]:
            yield _whole(page.old, Change.REMOVED, row)


def _listed(side: PageSide) -> set[tuple[_Table, str]]:
    """The named rows of all tables of a side, each with its table."""
    found: set[tuple[_Table, str]] = set()
    table: _Table = ("", ())
    above: tuple[str, ...] = ()
    last = 0
    for line, text in side.rows.items():
        cells = _cells(text)
        if not cells or line != last + 1:
            table = ("", ())
        if _is_rule(text):
            table = (_section(side, line), above)
        elif cells and table[1] and (name := plain_cell(cells[0])):
            found.add((table, name))
        above, last = cells, line
    return found


def _table(side: PageSide, line: int) -> _Table:
    return _section(side, line), _heads(side, line)


def _section(side: PageSide, line: int) -> str:
    """The title of the innermost section that a line stands in."""
    place = bisect_right(side.sections, line, key=lambda heading: heading.line)
    return side.sections[place - 1].title if place else ""


def _whole(side: PageSide, change: Change, row: _Row) -> Fact:
    return fact_of(
        Subject.TABLE_ROW, change, row.name or row.cells[-1], (side.evidence(row.line),),
        owner=side.path, cells=str(len(row.cells)),
    )  # fmt: skip


def _cells_of(page: Page, old: _Row, new: _Row) -> Iterator[Fact]:
    heads = _heads(page.new, new.line)
    places = [place for place, (was, now) in enumerate(zip(old.cells, new.cells, strict=False)) if was != now]
    name = new.name
    if len(old.cells) != len(new.cells) or len(places) > MOST_CELLS or not name:
        return
    for place in places:
        was, now = plain_cell(old.cells[place]), plain_cell(new.cells[place])
        column = plain_cell(heads[place]) if place < len(heads) else ""
        if was == now or not column:
            continue
        evidence = (page.new.evidence(new.line), page.old.evidence(old.line))
        yield fact_of(Subject.TABLE_ROW, Change.CHANGED, name, evidence, owner=column, before=was, after=now)


def _heads(side: PageSide, line: int) -> tuple[str, ...]:
    """The heading of the table that a line stands in, () where that cannot be seen."""
    for number in range(line - 1, max(0, line - MOST_ABOVE), -1):
        text = side.rows.get(number, "")
        if _is_rule(text):
            return _cells(side.rows.get(number - 1, ""))
        if not _ROW.match(text):
            return ()
    return ()


def plain_cell(cell: str) -> str:
    """A cell without emphasis, links, tags and the marks of code."""
    return _MARKS.sub(lambda match: match.group(1) or "", cell).replace("\\|", "|").replace("`", "").strip()
