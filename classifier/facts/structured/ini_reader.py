"""INI and its relatives (`setup.cfg`, `.properties`, `.env`) as `configparser` reads them, with lines.

`configparser` gives no lines and refuses a text whose first key has no section. The grammar is its own:
a header in brackets, `key = value` or `key: value`, and indented lines that continue the value above.
"""

from __future__ import annotations

import re

from classifier.facts.structured.tree import Kind, Mapping, Node, Pair, Scalar, Sequence, last_line, plain

_HEADER = re.compile(r"\[(?P<name>[^\n]+)\]")
_PAIR = re.compile(r"(?P<key>[^\s=:\[][^=:]*?)[ \t]*(?P<mark>[=:])[ \t]*(?P<value>.*)$")
_EXPORT = re.compile(r"export[ \t]+")


def read_ini(text: str, first: int = 1) -> tuple[Node, ...]:
    """The sections of a text as one mapping; keys before the first header stand beside the sections."""
    root: list[Pair] = []
    sections: dict[str, tuple[int, list[Pair]]] = {}
    here = root
    key: tuple[str, int, str] | None = None
    more: list[tuple[int, str]] = []
    for number, row in enumerate((*text.split("\n"), "[]"), first):
        line = row.strip()
        if not line or line[0] in "#;":
            continue
        if key is not None and row[0] in " \t":
            more.append((number, line))
            continue
        if key is not None:
            here.append(Pair(key[0], _value(key[2], more, key[1]), key[1]))
            key, more = None, []
        header = _HEADER.match(line)
        pair = _PAIR.match(line)
        if header:
            here = sections.setdefault(header["name"], (number, []))[1]
        elif pair and not line.endswith(("{", ";")):
            key = (_EXPORT.sub("", pair["key"]), number, pair["value"])
    pairs = [*root, *(Pair(name, _section(at, found), at) for name, (at, found) in sections.items())]
    return (Mapping(tuple(pairs), first, first + text.count("\n")),)


def _section(line: int, pairs: list[Pair]) -> Mapping:
    return Mapping(tuple(pairs), line, max([line, *(last_line(pair.value) for pair in pairs)]))


def _value(text: str, more: list[tuple[int, str]], line: int) -> Node:
    if not more:
        quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
        return Scalar(text[1:-1], Kind.TEXT, line) if quoted else plain(text, line)
    items = [Scalar(text, Kind.TEXT, line)] if text else []
    items += [Scalar(each, Kind.TEXT, number) for number, each in more]
    return Sequence(tuple(items), line, more[-1][0])
