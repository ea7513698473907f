"""YAML read line by line, by its indentation: for hunks, and for templates that no parser accepts.

A hunk may begin in the middle of a structure: what stands left of its first line is then taken for
a new beginning, and the keys above are not known.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from classifier.facts.structured.growing import Growing
from classifier.facts.structured.tree import Kind, Node, Scalar, plain
from classifier.facts.structured.yaml_reader import read_yaml

_LINE = re.compile(r"(?P<indent>[ ]*)(?P<dashes>(?:-[ ]+|-$)*)(?P<rest>.*)")
_KEY = re.compile(
    r"(?:\"(?P<double>[^\"]{1,200})\"|'(?P<single>[^']{1,200})'"
    r"|(?P<key>[^\s\"'#:,\[\]{}&*!|>%@`-][^:#]{0,200}?))[ ]*:(?:[ ]+(?P<value>.*))?$"
)
_TEXT_BLOCK = re.compile(r"[|>][+-]?\d?[+-]?$")
_QUOTED = re.compile(r"\"[^\"]*\"$|'[^']*'$")
MOST_BELOW = 40  # lines below a changed one that are read with it
PREAMBLE = 40  # lines at the beginning of a file


def around(text: str, changed: Iterable[int]) -> set[int]:
    """The numbers of the lines that changed, of what is directly below them, and of the keys that
    they stand under: all that is needed to say where a change is in a file too large to be read. What stands
    far left near the beginning stays as well: it says what the file is about."""
    rows = text.split("\n")
    above = _parents(rows)
    climbed: set[int] = set()
    kept = {place for place, row in enumerate(rows[:PREAMBLE]) if 0 <= _indent(row) <= 4}
    for number in changed:
        place = number - 1
        if not 0 <= place < len(rows) or (indent := _indent(rows[place])) < 0:
            continue
        for below in range(place + 1, min(place + MOST_BELOW, len(rows))):
            if 0 <= _indent(rows[below]) <= indent:
                break
            kept.add(below)
        while place >= 0 and place not in climbed:
            climbed.add(place)
            place = above[place]
    return {place + 1 for place in kept | climbed}


def only(text: str, numbers: Container[int]) -> str:
    """The text with every line blanked but those of these numbers."""
    return "\n".join(row if number in numbers else "" for number, row in enumerate(text.split("\n"), 1))


def _indent(row: str) -> int:
    """The column of the first character, -1 for a blank line."""
    said = row.lstrip(" ")
    return len(row) - len(said) if said else -1


def _parents(rows: Sequence[str]) -> list[int]:
    """For each line the place of the line that it stands under, -1 at the root. Items may stand as far left as the key
    that has them."""
    parents: list[int] = []
    above: list[
        tuple[int, bool, int]
    ] = []  # what the next line may stand under: column, whether an item, place
    for place, row in enumerate(rows):
        indent = _indent(row)
        if indent < 0 or row.startswith("#", indent):  # stands under something, and nothing under it
            left = bisect_left(above, (indent,)) - 1
            parents.append(above[left][2] if left >= 0 else -1)
            continue
        if row.startswith("---"):
            above.clear()
            parents.append(-1)
            continue
        item = row.startswith("-", indent)
        while above and (above[-1][0] > indent or (above[-1][0] == indent and above[-1][1] >= item)):
            above.pop()
        parents.append(above[-1][2] if above else -1)
        above.append((indent, item, place))
    return parents


@dataclass(frozen=True, slots=True)
class _Level:
    """An open structure: the column of its key, or of the dash of an item, and what it holds."""

    column: int
    holds: Growing
    item: bool = False

    def admits(self, column: int, *, dash: bool) -> bool:
        """Whether what begins at a column is inside. Items may stand right under the key of their list."""
        return self.column < column or (self.column == column and dash and not self.item)


@lru_cache(maxsize=2)  # both sides of a file, which several kinds of things are looked for in
def read_lines(text: str, first: int = 1) -> tuple[Node, ...]:
    """The documents of a text without comments whose first line has the number `first`."""
    reading = _Reading(first)
    for number, row in enumerate(text.split("\n"), first):
        if row:
            reading.take(number, row.rstrip())
    return tuple(document.grown() for document in reading.documents if document.pairs or document.items)


class _Reading:
    """The documents so far, and the structures that are open in the last one."""

    def __init__(self, first: int) -> None:
        self.documents = [Growing(first)]
        self._levels = [_Level(-1, self.documents[0])]
        self._block: int | None = None  # the column of the key whose text block is being passed

    def take(self, number: int, line: str) -> None:
        indent = len(line) - len(line.lstrip(" "))
        if not line.strip() or (self._block is not None and indent > self._block):
            return
        self._block = None
        if line.startswith("---"):
            self.documents.append(Growing(number))
            self._levels = [_Level(-1, self.documents[-1])]
            return
        match = _LINE.match(line)
        if match is None:
            return
        while not self._levels[-1].admits(indent, dash=bool(match["dashes"])):
            self._levels.pop()
        rest = match["rest"].strip()
        column = self._items(indent, match["dashes"], rest, number)
        pair = _KEY.match(rest)
        if pair is not None:
            self._pair(column, pair, number)
        elif match["dashes"] and rest:
            here = self._levels[-1].holds
            here.put(None, _value(rest, number), number)
            self._block = column - 1 if _TEXT_BLOCK.match(rest) else None

    def _items(self, column: int, dashes: str, rest: str, number: int) -> int:
        """Open the items that a line begins. The column after the last dash."""
        steps = re.findall(r"-[ ]*", dashes)
        for place, step in enumerate(steps):
            if place < len(steps) - 1 or not rest or _KEY.match(rest):
                above = self._levels[-1].holds
                self._levels.append(_Level(column, above.open(None, number), item=True))
            column += len(step)
        return column

    def _pair(self, column: int, pair: re.Match[str], number: int) -> None:
        here = self._levels[-1].holds
        key = pair["double"] or pair["single"] or pair["key"] or ""
        value = (pair["value"] or "").strip()
        if _TEXT_BLOCK.match(value):
            here.put(key, Scalar("", Kind.OPAQUE, number), number)
            self._block = column
        elif value:
            here.put(key, _value(value, number), number)
        else:
            self._levels.append(_Level(column, here.open(key, number)))


def _value(text: str, number: int) -> Node:
    if _QUOTED.match(text):
        inner = text[1:-1]
        return Scalar(inner, Kind.OPAQUE if "{{" in inner else Kind.TEXT, number)
    if text[0] + text[-1] in {"{}", "[]"} and "{{" not in text:
        flow = read_yaml(text, number)
        return flow[0] if flow else Scalar(text, Kind.OPAQUE, number)
    if text[0] in "{[&*!\"'" or "{{" in text:
        return Scalar(text, Kind.OPAQUE, number)
    return plain(text, number)
