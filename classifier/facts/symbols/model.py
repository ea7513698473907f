"""What is known of one declaration in a source file, in the same terms for every language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from classifier.facts.interface import Subject

if TYPE_CHECKING:
    from tree_sitter import Node

CONTAINERS = frozenset(
    {
        Subject.MODULE,
        Subject.CLASS,
        Subject.STRUCT,
        Subject.ENUM,
        Subject.TRAIT,
        Subject.INTERFACE,
        Subject.TEST_CASE,  # a `describe` block, a class of tests
    }
)
CALLABLES = frozenset({Subject.FUNCTION, Subject.METHOD, Subject.MACRO})


class TestRole(StrEnum):
    """What a declaration is to the language's test runner."""

    NONE = "none"
    CASE = "case"
    SUITE = "suite"  # a class or block of cases
    FIXTURE = "fixture"
    BENCHMARK = "benchmark"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter as written: `name` without marks, `type` and `default` "" where there is none.

    `kind` is the mark that changes how it is passed: `*`, `**`, `...`, `?`, `/`-positional or
    keyword-only, "" for a plain one.
    """

    name: str
    type: str = ""
    default: str = ""
    kind: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Decorator:
    """A decorator, annotation or attribute: `name` is the dotted name, `text` all of it."""

    name: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Site:
    """Where something stands in a syntax tree: its node, the source that was parsed, and, for a piece of a file,
    the number in the file of each row of that source. Of a function in several clauses `clauses` are all of them, of
    another one none."""

    node: Node
    source: bytes
    rows: Sequence[int] | None = None
    clauses: tuple[Node, ...] = ()

    def line(self, row: int) -> int:
        """The 1-based line in the file of a row of the source, counted from 0."""
        if self.rows is None:
            return row + 1
        return self.rows[min(row, len(self.rows) - 1)]


@dataclass(frozen=True, slots=True)
class Symbol:
    """A declaration. Lines are 1-based; `first` to `last` is its whole extent with decorators, `line`
    is where its name stands.

    `owner` is the qualified name of the container, "" at the top of the file. `variant` tells apart
    declarations that share their owner and name (the trait an `impl` block is for). `type` is a
    field's type, a callable's result or a class's bases; `value` a constant's value or a field's
    default. `text` is everything from `first` to `last`; `header` the part up to the body; `site` its place in
    the syntax tree.
    """

    subject: Subject
    name: str
    line: int
    first: int
    last: int
    owner: str = ""
    variant: str = ""
    public: bool = True
    visibility: str = "public"
    parameters: tuple[Parameter, ...] = ()
    type: str = ""
    value: str = ""
    decorators: tuple[Decorator, ...] = ()
    documented: bool = False
    deprecated: bool = False
    in_tests: bool = False
    role: TestRole = TestRole.NONE
    skipped: bool = False
    parametrised: str = ""
    title: bool = False  # `name` is a sentence given to a test runner, not an identifier
    text: str = ""
    header: str = ""
    language: str = ""
    separator: str = "."
    site: Site | None = field(default=None, compare=False, repr=False)

    @property
    def qualified(self) -> str:
        """The name with its containers, in the language's own notation."""
        return f"{self.owner}{self.separator}{self.name}" if self.owner else self.name

    def qualified_in(self, separator: str) -> str:
        """The qualified name before the symbol knows its language."""
        return f"{self.owner}{separator}{self.name}" if self.owner else self.name

    @property
    def nested(self) -> bool:
        """Whether it stands inside a function."""
        return self.visibility == "local"

    @property
    def is_container(self) -> bool:
        """Whether other declarations can stand inside it."""
        return self.subject in CONTAINERS

    @property
    def is_callable(self) -> bool:
        """Whether it has parameters and a body."""
        return self.subject in CALLABLES

    def required(self) -> Iterator[Parameter]:
        """Yield the parameters that a caller must give."""
        for parameter in self.parameters:
            if not parameter.default and parameter.kind not in {"*", "**", "...", "?"}:
                yield parameter
