"""How a piece is cut from a hunk: from statement to statement, told by brackets and indentation, in any language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from history.records import Hunk

COMMENT = re.compile(r"^\s*(?://|/\*|\*|#(?!\[|include|define|if|endif)|--\s|<!--|\"\"\"|''')")
_OPEN, _CLOSE = re.compile(r"[(\[{]"), re.compile(r"[)\]}]")
_STRING = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'")


@dataclass(frozen=True)
class Row:
    """A line of a hunk with its mark and its number on its side."""

    mark: str
    line: int
    text: str

    @cached_property
    def key(self) -> str:
        return " ".join(self.text.split())

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip())

    @property
    def depth(self) -> int:
        bare = _STRING.sub("", self.text)
        return len(_OPEN.findall(bare)) - len(_CLOSE.findall(bare))


def rows_of(hunk: Hunk) -> list[Row]:
    """The lines of a hunk."""
    rows = []
    old, new = hunk.old_start, hunk.new_start
    for line in hunk.lines:
        mark, text = line[:1], line[1:].rstrip("\r")
        rows.append(Row(mark, old if mark == "-" else new, text))
        old += mark != "+"
        new += mark != "-"
    return rows


def cut(rows: Sequence[Row], anchor: int, most: int) -> tuple[int, int]:
    """The first and last row around an anchor: whole statements, at most about `most` rows."""
    first, last = _with_counterparts(rows, anchor, most)
    while first > 0 and anchor - first < most // 2 and _leads_to(rows, first):
        first -= 1
    while last + 1 < len(rows) and _size(rows, first, last) < most and _continues(rows, first, last):
        last += 1
    whole = last
    while whole > anchor and not _ends(rows, first, whole):
        whole -= 1  # a statement that does not fit is left out, unless it is the only one
    if whole > anchor or _ends(rows, first, whole):
        last = whole
    while last > anchor and rows[last].is_blank:
        last -= 1
    while first < anchor and rows[first].is_blank:
        first += 1
    return first, last


def _with_counterparts(rows: Sequence[Row], anchor: int, most: int) -> tuple[int, int]:
    """The anchor with what gave way for it, or with what came for it."""
    first = last = anchor
    came = next((place for place in range(anchor, len(rows)) if rows[place].mark != "+"), len(rows)) - anchor
    room = min(most // 2, came + 1)  # more went than came: what is far above is another matter
    while first > 0 and rows[first - 1].mark == "-" and rows[anchor].mark == "+" and anchor - first < room:
        first -= 1
    while (
        rows[anchor].mark == "-"
        and last + 1 < len(rows)
        and rows[last + 1].mark in "-+"
        and last - first + 1 < most
    ):
        last += 1
        if rows[last].mark == "+" and _ends(rows, last, last):
            break
    return first, last


def _leads_to(rows: Sequence[Row], first: int) -> bool:
    """Whether the row above belongs to what begins at `first`: it opens it, or goes on in it."""
    above = rows[first - 1]
    return above.mark != " " and not above.is_blank and (_goes_on(rows, first - 1) or _deeper(rows, first))


def _continues(rows: Sequence[Row], first: int, last: int) -> bool:
    """Whether what begins at `first` goes on below `last`."""
    if not _ends(rows, first, last):
        return True
    below = rows[last + 1]
    if below.is_blank and last + 2 < len(rows):
        below = rows[last + 2]  # a blank line inside a block does not end it
    return below.mark != " " and not below.is_blank and below.indent > rows[first].indent


def _ends(rows: Sequence[Row], first: int, last: int) -> bool:
    return _closed(rows, first, last) and not _goes_on(rows, last)


def _deeper(rows: Sequence[Row], place: int) -> bool:
    """Whether the row above opens what this row is in: a guard, a call."""
    above = rows[place - 1]
    opens = above.text.rstrip().endswith((":", "{", "(", "[", "=>", "->", "then", "do", "="))
    return opens and above.indent < rows[place].indent


def _goes_on(rows: Sequence[Row], place: int) -> bool:
    text = rows[place].text.rstrip()
    return text.endswith(
        (",", "\\", "&&", "||", "+", "=", "(", "[", " and", " or", "{", ":", "->", "=>")
    ) and place + 1 < len(rows)


def _size(rows: Sequence[Row], first: int, last: int) -> int:
    """How many lines the rows take once they are shown."""
    return sum(1 for _ in elided(rows[first : last + 1]))


def _closed(rows: Sequence[Row], first: int, last: int) -> bool:
    """Whether every bracket that the new side of the rows opens is _closed."""
    return sum(row.depth for row in rows[first : last + 1] if row.mark != "-") <= 0


_ELISION = "…"
_FENCE = re.compile(r"(?:[rbRB]?(?:\"\"\"|'''))")


def _explained(rows: Sequence[Row]) -> list[bool]:
    """Which rows are comments or documentation strings: what they say is quoted, or not worth a line."""
    found: list[bool] = []
    inside = ""
    for row in rows:
        text = row.text.strip()
        if inside:
            found.append(True)
            if inside in text:
                inside = ""
            continue
        fence = _FENCE.match(text)
        if fence:
            mark = fence[0][-3:]
            found.append(True)
            inside = "" if mark in text[fence.end() :] else mark
            continue
        found.append(COMMENT.match(row.text) is not None)
    return found


def elided(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows with runs of two and more comment rows as one mark, where other rows are left."""
    explained = _explained(rows)
    if sum(not each for each in explained) < 2:
        yield from rows
        return
    place = 0
    while place < len(rows):
        end = place
        while end < len(rows) and explained[end]:
            end += 1
        if end - place < 2:
            yield rows[place]
            place += 1
            continue
        if place > 0 and end < len(rows):
            indent = " " * rows[place].indent
            yield Row(rows[place].mark, rows[place].line, f"{indent}{_ELISION}")
        place = end
