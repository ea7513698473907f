"""What the nodes of a body are, and where their parts stand: from a table of types, or from a query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from classifier.facts.behaviour.syntax import Syntax, What
from classifier.facts.symbols.parsing import matches_within

if TYPE_CHECKING:
    from tree_sitter import Node


class Marks(Protocol):
    """What is known of the nodes of a body."""

    def what(self, node: Node) -> What | None:
        """What a node is, `None` for an expression that is nothing by itself."""
        ...

    def part(self, node: Node, name: str) -> Node | None:
        """The first part of that name: `condition`, `consequence`, `alternative`, `body`, …"""
        ...

    def parts(self, node: Node, name: str) -> Sequence[Node]:
        """All parts of that name."""
        ...


@dataclass(frozen=True, slots=True)
class TypeMarks:
    """By the type of a node; its parts are the fields of the grammar."""

    syntax: Syntax

    def what(self, node: Node) -> What | None:
        return self.syntax.types.get(node.type)

    def part(self, node: Node, name: str) -> Node | None:
        return node.child_by_field_name(name)

    def parts(self, node: Node, name: str) -> Sequence[Node]:
        return node.children_by_field_name(name)


@dataclass(slots=True)
class _Mark:
    what: What
    parts: dict[str, tuple[int, list[Node]]] = field(default_factory=dict)  # with the pattern that found them


class QueryMarks:
    """By the captures of a query. Of several patterns that find a node the first of the file says what it is; those that
    say the same add the parts that no pattern before them found."""

    def __init__(self, syntax: Syntax, node: Node) -> None:
        self._marks: dict[int, _Mark] = {}
        found = matches_within(node, *syntax.grammar, syntax.query)
        for pattern, captures in sorted(found, key=lambda match: match[0]):
            name = next((name for name in captures if name in _MEANINGS), "")
            if not name:
                continue
            mark = self._marks.setdefault(captures[name][0].id, _Mark(What(name)))
            for part, nodes in captures.items() if mark.what == name else ():
                first, known = mark.parts.setdefault(part, (pattern, []))
                if first == pattern:
                    known += [one for one in nodes if one not in known]
        for mark in self._marks.values():
            for _, known in mark.parts.values():
                known.sort(key=lambda one: one.start_byte)

    def what(self, node: Node) -> What | None:
        mark = self._marks.get(node.id)
        return mark.what if mark else None

    def part(self, node: Node, name: str) -> Node | None:
        nodes = self.parts(node, name)
        return nodes[0] if nodes else None

    def parts(self, node: Node, name: str) -> Sequence[Node]:
        mark = self._marks.get(node.id)
        return mark.parts[name][1] if mark and name in mark.parts else ()


_MEANINGS = frozenset(str(what) for what in What)


def marks_of(syntax: Syntax, node: Node) -> Marks:
    """What is known of a node and of all that stands in it."""
    return QueryMarks(syntax, node) if syntax.query else TypeMarks(syntax)
