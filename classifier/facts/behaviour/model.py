"""What a body does, step by step, in the same terms for every language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from classifier.facts.symbols import Site

if TYPE_CHECKING:
    from tree_sitter import Node


class Kind(StrEnum):
    """What a step does."""

    IF = "if"
    LOOP = "loop"
    TRY = "try"
    CATCH = "catch"
    FINALLY = "finally"
    WITH = "with"
    SWITCH = "switch"
    CASE = "case"
    FUNCTION = "function"  # a function inside the body
    RETURN = "return"
    RAISE = "raise"
    CONTINUE = "continue"
    BREAK = "break"
    ASSERT = "assert"
    LOG = "log"
    CALL = "call"
    ASSIGN = "assign"
    IMPORT = "import"
    OTHER = "other"


LEAVES = frozenset({Kind.RETURN, Kind.RAISE, Kind.CONTINUE, Kind.BREAK})


@dataclass(eq=False, slots=True)
class Step:
    """A statement, or the head of one that holds others.

    `text` is its head on one line (of an `if` the condition), `key` the same without layout; `node` its head
    in the tree (the condition, the statement), `lines` the first and last line of the head in the file.
    `unless` is whether its branch runs where the condition is not met, `clauses` are those of a condition that lists
    them, `error` is the type of the error that it ends in, where a query says so ("" for none; of a handler, whose
    types are its `word`, always).
    `branch` says which part of its parent it stands in: `then`, `else`, `body`, `catch`, `finally`. `word` is what
    is called or assigned to, "" for other steps. `grown` is whether none of its own lines changed, but the other side
    has more between them. `statement` is all of the statement that it is the head of, `None` for a part of another one.
    `value` is what is returned or given in one of the cases of a conditional expression, as written; "" for other steps.
    """

    kind: Kind
    text: str
    key: str
    node: Node
    site: Site
    lines: tuple[int, int]
    parent: Step | None = None
    branch: str = ""
    word: str = ""
    children: list[Step] = field(default_factory=list)
    changed: bool = False
    grown: bool = False
    unless: bool = False
    clauses: tuple[str, ...] = ()
    error: str | None = None
    statement: Node | None = None
    value: str = ""

    @property
    def touched(self) -> bool:
        """Whether its head is another one than on the other side, as far as the lines tell."""
        return self.changed or self.grown

    def within(self, branch: str) -> list[Step]:
        """The steps directly inside one of its branches."""
        return [child for child in self.children if child.branch == branch]

    def all_within(self, branch: str = "") -> Iterator[Step]:
        """Yield all steps inside one of its branches (or all of them), at any depth."""
        waiting = [child for child in reversed(self.children) if not branch or child.branch == branch]
        while waiting:
            step = waiting.pop()
            yield step
            waiting += reversed(step.children)

    @property
    def above(self) -> Iterator[Step]:
        """What it stands in, the innermost first."""
        step = self.parent
        while step is not None:
            yield step
            step = step.parent


def source_of(node: Node, site: Site) -> str:
    """The source of a node. (`Node.text` of a tree that was parsed piecemeal asks for every piece again.)"""
    return site.source[node.start_byte : node.end_byte].decode("utf8", "replace")
