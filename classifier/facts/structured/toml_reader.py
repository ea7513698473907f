"""TOML, one statement after the other: where each begins is found here, what it says is left to `tomllib`.

`tomllib` gives no lines and reads a whole document or nothing. A statement (a table's header, or a key with
its value over as many lines as it takes) is a document by itself, so lines come for free, a hunk is
read as well as a file, and a broken statement costs nothing but itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifier.facts.structured.tree import (
    DEEPEST,
    MOST_NODES,
    Kind,
    Mapping,
    Node,
    Pair,
    Scalar,
    Sequence,
    last_line,
)
from history.foreign import NotationError, toml_table

_HEADER = re.compile(r"[ \t]*\[(?P<many>\[?)[^\n\[\]]*(?:\"[^\"\n]*\"[^\n\[\]]*)*\]\]?[ \t]*(?:#[^\n]*)?$")
_BEGINS = re.compile(
    r"[ \t]*(?:[\w-]+|\"[^\"\n]*\"|'[^'\n]*')(?:[ \t]*\.[ \t]*(?:[\w-]+|\"[^\"\n]*\"|'[^'\n]*'))*[ \t]*="
)
_PART = re.compile(
    r'"""[\s\S]*?"{3,5}|\'\'\'[\s\S]*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}\n]|[^\[\]{}\n"\'#]+|["\']'
)  # fmt: skip
LONGEST_STATEMENT = 100_000  # characters
MOST_UNCLOSED = 20  # statements whose brackets never close; with more of them it is no TOML


def read_toml(text: str, first: int = 1) -> tuple[Node, ...]:
    """The tables of a text whose first line has the number `first`, as one mapping."""
    root = _Table(first)
    table = root
    for count, (statement, line, header) in enumerate(_statements(text, first)):
        if count > MOST_NODES:
            break
        try:
            said = toml_table(statement.lstrip(" \t"))
        except NotationError:
            continue
        path, value = _path(said)
        if header:
            table = root.table(path, line, many=header == "[[")
        elif len(path) < DEEPEST:
            table.put(path, _node(value, statement, line), line)
    return (root.grown(),)


def _statements(text: str, first: int) -> Iterator[tuple[str, int, str]]:
    """Yield (text, line, "[" or "[[" for a header, else "") of each statement."""
    begin, line, unclosed = 0, first, 0
    while begin < len(text) and unclosed < MOST_UNCLOSED:
        end = text.find("\n", begin)
        end = len(text) if end < 0 else end
        row = text[begin:end]
        header = _HEADER.match(row)
        if header:
            yield row, line, "[[" if header["many"] else "["
        elif _BEGINS.match(row):
            until = _end_of(text, begin)
            if until is None:
                unclosed += 1
            else:
                yield text[begin:until], line, ""
                line += text.count("\n", begin, until)
                end = until
        begin = end + 1
        line += 1


def _end_of(text: str, begin: int) -> int | None:
    """Where the statement that begins here ends, `None` if its brackets never close."""
    depth = 0
    for match in _PART.finditer(text, begin, begin + LONGEST_STATEMENT):
        part = match.group()
        if part == "\n" and depth <= 0:
            return match.start()
        if part in "[{":
            depth += 1
        elif part in "]}":
            depth -= 1
        if depth > DEEPEST:
            return None
    return len(text) if depth <= 0 and len(text) - begin <= LONGEST_STATEMENT else None


def _path(said: dict[str, object]) -> tuple[tuple[str, ...], object]:
    """The keys of a statement and its value."""
    path: list[str] = []
    value: object = said
    while isinstance(value, dict) and len(value) == 1 and len(path) <= DEEPEST:
        ((key, value),) = value.items()
        path.append(key)
        if isinstance(value, list):
            break
    return tuple(path), value


class _Table:
    """A table under way: its keys in order, each a value, a table or an array of tables."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.keys: dict[str, tuple[int, Node | _Table | list[_Table]]] = {}

    def table(self, path: tuple[str, ...], line: int, *, many: bool) -> _Table:
        here = self
        for place, key in enumerate(path[:DEEPEST]):
            last = place == len(path) - 1
            _, known = here.keys.get(key, (line, None))
            if many and last:
                tables = known if isinstance(known, list) else []
                tables.append(_Table(line))
                here.keys[key] = (tables[0].line, tables)
                here = tables[-1]
            elif isinstance(known, list):
                here = known[-1]
            elif isinstance(known, _Table):
                here = known
            else:
                fresh = _Table(line)
                here.keys[key] = (line, fresh)
                here = fresh
        return here

    def put(self, path: tuple[str, ...], value: Node, line: int) -> None:
        here = self.table(path[:-1], line, many=False)
        if path:
            here.keys[path[-1]] = (line, value)

    def grown(self) -> Mapping:
        pairs = []
        last = self.line
        for key, (line, value) in self.keys.items():
            if isinstance(value, list):
                items = tuple(table.grown() for table in value)
                node: Node = Sequence(items, line, max(map(last_line, items)))
            else:
                node = value.grown() if isinstance(value, _Table) else value
            pairs.append(Pair(key, node, line))
            last = max(last, line, last_line(node))
        return Mapping(tuple(pairs), self.line, last)


def _node(value: object, statement: str, line: int) -> Node:
    """A value with its lines: items of a list are looked for in the order in which they are written."""
    last = line + statement.count("\n")
    if isinstance(value, list):
        items: list[Node] = []
        begin = 0
        for item in value:
            node = _node(item, "", line)
            if isinstance(node, Scalar):
                found = statement.find(node.text, begin)
                if found >= 0:
                    begin = found + len(node.text)
                    node = Scalar(node.text, node.kind, line + statement.count("\n", 0, found))
            items.append(node)
        return Sequence(tuple(items), line, last)
    if isinstance(value, dict):
        return Mapping(
            tuple(Pair(key, _node(each, "", line), line) for key, each in value.items()), line, last
        )
    return _scalar(value, statement, line)


def _scalar(value: object, statement: str, line: int) -> Scalar:
    if isinstance(value, bool):
        return Scalar(str(value).lower(), Kind.FLAG, line)
    if isinstance(value, str):
        return Scalar(value, Kind.TEXT, line)
    written = statement.rpartition("=")[2].partition("#")[0].strip() if statement else str(value)
    return Scalar(written, Kind.NUMBER if isinstance(value, int | float) else Kind.TEXT, line)
