"""How a language describes its declarations: a table from syntax node to rule.

A rule gets a node of its type with the scope around it and tells an `Outline` what it declares
(`add`) and where else to look (`enter`). The machinery (`parsing.py`) walks; rules never recurse.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from classifier.facts.symbols.model import Decorator, Symbol

if TYPE_CHECKING:
    from tree_sitter import Node

    from classifier.facts.symbols.spans import Spans

VALUE_LIMIT = 160  # characters of a value, type or parameter that are kept
HEADER_LIMIT = 400  # characters of a signature that are kept


@dataclass(frozen=True, slots=True)
class Scope:
    """What surrounds a node: its containers and what they imply for what stands inside.

    `kind` is the language's own word for the container ("class", "impl", "enum", …), "" at the top of
    a file; `label` the access label in force (`public:`). `decorators`, `documented`, `deprecated` (a comment
    says so) and `first` (the first line of what leads, 0 for nothing) come from the attributes and comments
    directly above the node.
    """

    owner: str = ""
    kind: str = ""
    variant: str = ""
    label: str = ""
    public: bool = True
    in_tests: bool = False
    depth: int = 0
    decorators: tuple[Decorator, ...] = ()
    documented: bool = False
    deprecated: bool = False
    first: int = 0


class Outline(Protocol):
    """Where rules put what they find."""

    def add(self, symbol: Symbol) -> None:
        """Record a declaration."""
        ...

    def enter(self, node: Node | None, scope: Scope) -> None:
        """Look at the children of `node` too, in their own turn."""
        ...


Rule = Callable[["Node", Scope, Outline], None]


class Reading(Protocol):
    """How the declarations are read from what a query found (`table.py`)."""

    def __call__(
        self,
        matches: Sequence[tuple[int, dict[str, list[Node]]]],
        lines: Sequence[str],
        touched: Spans,
        source: bytes,
        *,
        in_tests: bool,
    ) -> list[Symbol]:
        """The declarations that overlap the touched lines, in the order of their lines."""
        ...


@dataclass(frozen=True, slots=True, eq=False)  # there is one of each
class Grammar:
    """One language: where its parser is, which nodes declare something, what its comments look like.

    `transparent` nodes declare nothing but hold declarations (`#ifdef`, `export`, `if` at the top of
    a module). `attributes` and `comments` are the nodes that stand before what they belong to;
    `labels` are the nodes that say how visible the rest of a class is; `doc_marks` tells which comments are
    documentation of what follows. `finish` may mend the list of symbols, for what is only known at the end of a file
    (`__all__`). `indented` languages have no braces. `row_comments` is how a row begins that is only a comment,
    `distribution` what installs the grammar. A language that is a folder of data has a `query` and a `read`
    instead of rules.
    """

    language: str
    package: str
    rules: Mapping[str, Rule] = field(default_factory=dict)
    function: str = "language"
    separator: str = "."
    transparent: frozenset[str] = frozenset()
    attributes: Mapping[str, Callable[[Node], Decorator]] = field(default_factory=dict)
    comments: frozenset[str] = frozenset({"comment"})
    labels: frozenset[str] = frozenset()
    doc_marks: tuple[str, ...] = ("/**",)
    row_comments: tuple[str, ...] = ("//", "/*", "*")
    distribution: str = ""
    query: str = ""
    read: Reading | None = None
    finish: Callable[[list[Symbol], Node], list[Symbol]] | None = None
    indented: bool = False


_SPACE = re.compile(r"\s+")


def text(node: Node | None) -> str:
    """The source of a node, "" for none."""
    if node is None or node.text is None:
        return ""
    return node.text.decode("utf8", "replace")


def shorten(value: str, limit: int = VALUE_LIMIT) -> str:
    """`value`, cut with an ellipsis where it is longer than `limit`."""
    return value if len(value) <= limit else value[: limit - 1] + "…"


def flat(node: Node | None, limit: int = VALUE_LIMIT) -> str:
    """The source of a node on one line, at most `limit` characters."""
    return until(node, None, limit) if node is not None else ""


def until(node: Node, stop: Node | None, limit: int = HEADER_LIMIT) -> str:
    """The source from the start of `node` up to `stop` (or its end) on one line."""
    source = node.text or b""
    if stop is not None:
        source = source[: max(0, stop.start_byte - node.start_byte)]
    raw = source[: limit * 4].decode("utf8", "replace")
    return shorten(_SPACE.sub(" ", raw).strip(), limit)


def line_of(node: Node) -> int:
    """The 1-based line on which a node starts."""
    return node.start_point.row + 1


def last_line_of(node: Node) -> int:
    """The 1-based line on which a node ends, not counting a line feed at its end."""
    end = node.end_point
    return end.row if end.column == 0 and end.row > node.start_point.row else end.row + 1


def child(node: Node, name: str) -> Node | None:
    """The child in a field, `None` where there is none."""
    return node.child_by_field_name(name)


def first_of(node: Node, *types: str) -> Node | None:
    """The first named child of one of some types."""
    return next((item for item in node.named_children if item.type in types), None)


def has(node: Node, *types: str) -> bool:
    """Whether a node has a child, named or not, of one of some types."""
    return any(item.type in types for item in node.children)


def join(owner: str, name: str, separator: str) -> str:
    """A qualified name."""
    return f"{owner}{separator}{name}" if owner else name


def within(scope: Scope, owner: str, kind: str, *, public: bool = True) -> Scope:
    """The scope of a container's body, without what was only the container's own."""
    return Scope(owner, kind, public=public, in_tests=scope.in_tests, depth=scope.depth + 1)


def decorator(node: Node, source: str) -> Decorator:
    """A decorator from its own text without its mark: the name is what stands before any arguments."""
    name = re.split(r"[(\[{=<\s]", source.strip(), maxsplit=1)[0]
    return Decorator(name, shorten(_SPACE.sub(" ", source.strip())), line_of(node))


def named(decorators: tuple[Decorator, ...], *names: str) -> bool:
    """Whether one of the decorators has one of these names, dotted prefixes aside."""
    return any(re.split(r"\.|::", item.name)[-1] in names for item in decorators)


def pieces(node: Node | None) -> Iterator[Node]:
    """Yield the named children of a node that are not comments, none for `None`."""
    if node is not None:
        yield from (item for item in node.named_children if "comment" not in item.type)
