"""Conditional expressions: `x = a if c else b` does what an `if` with an assignment in either branch does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node

_CHOICES = frozenset({"conditional_expression", "ternary_expression", "conditional", "if_expression"})
_BETWEEN = (
    "declarator",
    "declaration",
    "definition",
    "argument_list",
    "spec",
    "parenthesized_expression",
)  # a statement and its value
_HOLDERS = frozenset({"block", "else_clause", "control_structure_body"})
_VALUE_FIRST = 1  # where the condition stands in `a if c else b`
_CONDITION = ("condition",)
_THEN = ("consequence", "body", "if_true")
_OTHERWISE = ("alternative", "if_false")
MOST_DEPTH = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that depends on a condition, and what it is where that holds and where not."""

    node: Node
    condition: Node
    then: Node
    otherwise: Node


def choice_at_end(statement: Node) -> Choice | None:
    """The choice that a return gives back, or an assignment gives to its one name."""
    node = statement
    for _ in range(MOST_DEPTH):
        if node.type in _CHOICES:
            return choice_of(node)
        inner = [item for item in node.named_children if "comment" not in item.type]
        if not inner or (node is not statement and not node.type.endswith(_BETWEEN)):
            return None
        if sum(item.type.endswith("declarator") for item in inner) > 1:
            return None
        node = inner[-1]
    return None


def choice_of(node: Node) -> Choice | None:
    """A conditional expression in its three parts; `None` for one with fewer, or with statements in a branch."""
    if node.type not in _CHOICES:
        return None
    inner = [item for item in node.named_children if "comment" not in item.type]
    found = [_field(node, names) for names in (_CONDITION, _THEN, _OTHERWISE)]
    if not all(found) and len(inner) == len(found):
        found = [inner[0], inner[1], inner[2]]
        if node.children[_VALUE_FIRST].type == "if":
            found = [inner[1], inner[0], inner[2]]
    condition, then, otherwise = found[0], _value(found[1]), _value(found[2])
    if condition is None or then is None or otherwise is None:
        return None
    return Choice(node, condition, then, otherwise)


def _field(node: Node, names: tuple[str, ...]) -> Node | None:
    return next((part for name in names if (part := node.child_by_field_name(name)) is not None), None)


def _value(branch: Node | None) -> Node | None:
    """The one expression of a branch."""
    while branch is not None and branch.type in _HOLDERS:
        branch = branch.named_children[0] if len(branch.named_children) == 1 else None
    return None if branch is None or branch.type.endswith(("statement", "declaration")) else branch
