"""Rows of tables on pages: which cell says something else, which rows came and went.

`table_row.changed`: the name is the row, by its first cell, `owner` the column, by its heading; `before` and `after` are what
the cell says. `table_row.added`, `.removed`: the name is the row, `extra["cells"]` how many cells it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from classifier.facts.docs.markup import Markup
from classifier.facts.docs.pages import Page, PageSide, fact_of
from classifier.facts.interface import Change, Fact, Subject
from classifier.facts.symbols import runs

MOST_ABOVE = 300  # rows in which the heading of a table is looked for
MOST_CELLS = 2  # of a row that differ: one with more was written anew
_ROW = re.compile(r"\s*\|(.+)\|\s*$")
_RULE = re.compile(r"[\s:|-]+")
_CELL = re.compile(r"(?<!\\)\|")
_MARKS = re.compile(r"\[([^\]]{0,300})\]\([^)]{0,300}\)|\*{1,2}|(?<!\w)_{1,2}(?=\w)|</?\w+/?>")


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: tuple[str, ...]


def table_facts(page: Page) -> Iterator[Fact]:
    """Yield what became of the rows of a page's tables."""
    if page.markup is not Markup.MARKDOWN or page.fate:
        return
    for run in runs(page.change.hunks):
        old, new = _rows(page.old, range(*run.old)), _rows(page.new, range(*run.new))
        if not (
            _has_rule(page.old, run.old) or _has_rule(page.new, run.new)
        ):  # a table as a whole is told as its section
            yield from _between(page, old, new)


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


def _between(page: Page, old: Sequence[_Row], new: Sequence[_Row]) -> Iterator[Fact]:
    before = {plain_cell(row.cells[0]): row for row in old}
    after = {plain_cell(row.cells[0]): row for row in new}
    for row in new:
        was = before.get(plain_cell(row.cells[0]))
        if was is None:
            yield _whole(page.new, Change.ADDED, row)
        else:
            yield from _cells_of(page, was, row)
    for row in old:
        if plain_cell(row.cells[0]) not in after:
            yield _whole(page.old, Change.REMOVED, row)


def _whole(side: PageSide, change: Change, row: _Row) -> Fact:
    return fact_of(
        Subject.TABLE_ROW, change, plain_cell(row.cells[0]) or row.cells[-1], (side.evidence(row.line),),
        owner=side.path, cells=str(len(row.cells)),
    )  # fmt: skip


def _cells_of(page: Page, old: _Row, new: _Row) -> Iterator[Fact]:
    heads = _heads(page.new, new.line)
    places = [place for place, (was, now) in enumerate(zip(old.cells, new.cells, strict=False)) if was != now]
    name = plain_cell(new.cells[0])
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
