"""What all formats are read into: mappings, sequences and scalars with their lines.

Two nodes are equal when they say the same, wherever they stand. A tree is never deeper than `DEEPEST`, so
that walking it may recurse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

DEEPEST = 40  # levels; what is nested deeper is there, but its contents are not
MOST_NODES = 150_000  # of one text: beyond it the text is data
LONGEST_VALUE = 120  # characters of a value that fits in a sentence
NAMING_KEYS = (
    "name",
    "key",
    "id",
    "repo",
    "label",
    "alert",
    "record",
    "job_name",
)  # by which the items of a list are told apart, the first that is there


class Kind(StrEnum):
    """What a scalar is. `OPAQUE` is there but cannot be shown: a template, an alias, a block of text, a
    structure that lies too deep or is not read."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    NULL = "null"
    OPAQUE = "opaque"


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value as it is written, without its quotes."""

    text: str
    kind: Kind
    line: int = field(default=0, compare=False)

    @property
    def shown(self) -> str | None:
        """The value if it fits in a sentence."""
        fits = self.kind is not Kind.OPAQUE and len(self.text) <= LONGEST_VALUE and "\n" not in self.text
        return self.text if fits else None


@dataclass(frozen=True, slots=True)
class Pair:
    """A key with its value."""

    key: str
    value: Node
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys in the order of the text; a key may occur twice."""

    pairs: tuple[Pair, ...] = ()
    line: int = field(default=0, compare=False)
    last: int = field(default=0, compare=False)

    def get(self, key: str) -> Node | None:
        """The value of a key, the first if there are several."""
        return next((pair.value for pair in self.pairs if pair.key == key), None)

    def text(self, key: str) -> str:
        """The value of a key where it is a scalar that can be shown, else ""."""
        value = self.get(key)
        return (value.shown or "") if isinstance(value, Scalar) else ""


@dataclass(frozen=True, slots=True)
class Sequence:
    """Items in the order of the text."""

    items: tuple[Node, ...] = ()
    line: int = field(default=0, compare=False)
    last: int = field(default=0, compare=False)


Node = Scalar | Mapping | Sequence
Path = tuple[str, ...]


def last_line(node: Node) -> int:
    """The last line of a node, as far as it is known."""
    return node.line if isinstance(node, Scalar) else max(node.line, node.last)


def identity(node: Node) -> str:
    """What tells an item of a list from its neighbours: its name, or "" where it has none."""
    if isinstance(node, Mapping):
        for key in NAMING_KEYS:
            if name := node.text(key):
                return name
    return ""


def entries(node: Node, path: Path = ()) -> Iterator[tuple[Path, Pair]]:
    """Yield every key of a tree with its path, parents first. An item of a list stands under the list's
    key with its name or number: `containers[main]`."""
    if isinstance(node, Mapping):
        for pair in node.pairs:
            here = (*path, pair.key)
            yield here, pair
            yield from entries(pair.value, here)
    elif isinstance(node, Sequence):
        above, key = (path[:-1], path[-1]) if path else ((), "")
        for number, item in enumerate(node.items):
            yield from entries(item, (*above, f"{key}[{identity(item) or number}]"))


def leaves(node: Node) -> int:
    """How many scalars a tree holds."""
    if isinstance(node, Mapping):
        return sum(leaves(pair.value) for pair in node.pairs)
    if isinstance(node, Sequence):
        return sum(map(leaves, node.items))
    return 1


_NUMBER = re.compile(r"[+-]?(?:\d[\d_]*(?:\.[\d_]*)?(?:[eE][+-]?\d+)?|\.\d+|0x[0-9a-fA-F]+|\.inf|inf|nan)")
_FLAGS = frozenset({"true", "false", "yes", "no", "on", "off"})
_NULLS = frozenset({"", "~", "null", "none"})


def plain(text: str, line: int) -> Scalar:
    """A scalar that is written without quotes."""
    if text.lower() in _NULLS:
        return Scalar(text, Kind.NULL, line)
    if text.lower() in _FLAGS:
        return Scalar(text, Kind.FLAG, line)
    if _NUMBER.fullmatch(text):
        return Scalar(text, Kind.NUMBER, line)
    return Scalar(text, Kind.OPAQUE if "{{" in text or "${{" in text else Kind.TEXT, line)
