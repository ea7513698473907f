"""How a tree grows while a text is read, with nothing deeper than a tree may be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from classifier.facts.structured.tree import (
    DEEPEST,
    Kind,
    Mapping,
    Node,
    Pair,
    Scalar,
    Sequence,
    last_line,
)


@dataclass(slots=True)
class Growing:
    """A structure whose end has not been read. `sequence` is `None` while nothing says what it is: then
    its contents tell, and without contents it is a key without a value."""

    line: int
    depth: int = 0
    sequence: bool | None = None
    pairs: list[tuple[str, Node | Growing, int]] = field(default_factory=list)
    items: list[Node | Growing] = field(default_factory=list)
    last: int = 0

    def put(self, key: str | None, value: Node | Growing, line: int) -> None:
        """Add an item, or a pair where there is a key."""
        self.last = max(self.last, line)
        if key is None:
            self.items.append(value)
        else:
            self.pairs.append((key, value, line))

    def open(self, key: str | None, line: int, *, sequence: bool | None = None) -> Growing:
        """Add a structure that is still to be filled. Below the deepest level it grows unseen."""
        child = Growing(line, self.depth + 1, sequence)
        if child.depth < DEEPEST:
            self.put(key, child, line)
        elif child.depth == DEEPEST:
            self.put(key, Scalar("", Kind.OPAQUE, line), line)
        return child

    def grown(self) -> Node:
        """The finished node."""
        if self.pairs or self.sequence is False:
            pairs = tuple(Pair(key, _grown(value), line) for key, value, line in self.pairs)
            return Mapping(pairs, self.line, self._end(pair.value for pair in pairs))
        if self.items or self.sequence:
            items = tuple(map(_grown, self.items))
            return Sequence(items, self.line, self._end(items))
        return Scalar("", Kind.NULL, self.line)

    def _end(self, children: Iterable[Node]) -> int:
        return max((self.last, *map(last_line, children)))


def _grown(value: Node | Growing) -> Node:
    return value.grown() if isinstance(value, Growing) else value
