"""What the matches of a query come to: the declarations in the order of the text, and what stands around them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from classifier.facts.interface import Subject
from classifier.facts.symbols.grammar import last_line_of, line_of, text

if TYPE_CHECKING:
    from tree_sitter import Node

Captures = dict[str, list["Node"]]
MOST_ABOVE = 100  # comments and attributes above one declaration


@dataclass(slots=True)
class Found:
    """A declaration or a scope in the text, with what was captured of it."""

    node: Node
    name: Node | None
    kind: str
    pattern: int
    captures: Captures

    @property
    def is_scope(self) -> bool:
        return self.kind == "scope"

    @property
    def subject(self) -> Subject:
        return Subject.FUNCTION if self.kind == "test" else Subject(self.kind)

    def first(self, capture: str) -> Node | None:
        nodes = self.captures.get(capture)
        return nodes[0] if nodes else None


@dataclass(slots=True)
class Lead:
    """A comment or attribute that stands on lines of its own."""

    first: int
    node: Node
    is_comment: bool


@dataclass(slots=True)
class Notes:
    """What the query says beside declarations."""

    leads: dict[int, Lead] = field(default_factory=dict)  # by its last line
    sections: defaultdict[int, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    hidden: list[tuple[int, str, str]] = field(default_factory=list)  # where, name, word


def place_of(node: Node) -> int:
    return int(node.id)


def sorted_out(matches: Sequence[tuple[int, Captures]], lines: Sequence[str]) -> tuple[list[Found], Notes]:
    """The declarations in the order of the text, outer ones first, and what else the query says."""
    found: dict[tuple[int, int], Found] = {}
    details: defaultdict[int, list[Captures]] = defaultdict(list)
    ignored: set[int] = set()
    notes = Notes()
    for pattern, captures in matches:
        kind = next((key for key in captures if key.startswith("definition.") or key == "scope"), "")
        if kind:
            node = captures[kind][0]
            names: Sequence[Node | None] = captures.get("name") or [None]
            for name in names:
                key = (place_of(node), name.start_byte if name is not None else -1)
                known = found.get(key)
                if known is None:
                    found[key] = Found(node, name, kind.removeprefix("definition."), pattern, dict(captures))
                elif pattern < known.pattern:
                    kept = {**known.captures, **captures}
                    found[key] = Found(node, name, kind.removeprefix("definition."), pattern, kept)
                else:
                    _merge(known.captures, captures)
        elif "ignore" in captures:
            ignored.update(map(place_of, captures["ignore"]))
        elif "of" in captures:
            details[place_of(captures["of"][0])].append(captures)
        else:
            _note(notes, captures, lines)
    for one in found.values():
        for captures in details.get(place_of(one.node), ()):
            _merge(one.captures, captures)
    for sections in notes.sections.values():
        sections.sort()
    order = sorted(
        (one for one in found.values() if place_of(one.node) not in ignored),
        key=lambda one: (one.node.start_byte, -one.node.end_byte, one.name.start_byte if one.name else 0),
    )
    return order, notes


def _merge(captures: Captures, more: Captures) -> None:
    for key, nodes in more.items():
        known = captures.get(key, [])
        starts = {node.id for node in known}
        captures[key] = sorted(
            [*known, *(node for node in nodes if node.id not in starts)], key=lambda node: node.start_byte
        )


def _note(notes: Notes, captures: Captures, lines: Sequence[str]) -> None:
    for node in captures.get("lead", ()):
        _lead(notes, node, lines, is_comment=False)
    for node in captures.get("comment", ()):
        _lead(notes, node, lines, is_comment=True)
    for node in captures.get("section", ()):
        if node.parent is not None:
            notes.sections[place_of(node.parent)].append((node.start_byte, text(node)))
    word = captures.get("hide.word")
    for node in captures.get("hide", ()):
        notes.hidden.append((line_of(node), text(node).lstrip(":"), text(word[0]) if word else "private"))


def _lead(notes: Notes, node: Node, lines: Sequence[str], *, is_comment: bool) -> None:
    row = lines[node.start_point.row] if node.start_point.row < len(lines) else ""
    if not row.encode("utf8", "replace")[: node.start_point.column].strip():
        notes.leads[last_line_of(node)] = Lead(line_of(node), node, is_comment)


def leading(notes: Notes, line: int) -> tuple[int, list[Lead]]:
    """The first line of what stands directly above a line, and the comments and attributes there."""
    found: list[Lead] = []
    while (lead := notes.leads.get(line - 1)) is not None and lead.first < line and len(found) < MOST_ABOVE:
        found.append(lead)
        line = lead.first
    return line, found[::-1]
