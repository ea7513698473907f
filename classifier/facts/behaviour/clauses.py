"""What a condition joins, and what it asks about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from classifier.facts.behaviour.body import squeezed
from classifier.facts.behaviour.lowering import bare
from classifier.facts.behaviour.model import Kind, Step, source_of
from classifier.facts.symbols import Site

if TYPE_CHECKING:
    from tree_sitter import Node

_AND = frozenset({"and", "&&"})
_OR = frozenset({"or", "||"})
_ASKED = re.compile(r"\w+")
_ASKING = frozenset({"not", "is", "and", "or", "None", "nil", "null", "undefined"})


@dataclass(frozen=True, slots=True)
class Clauses:
    """What a condition joins: by `and`, `or`, or, where there is but one clause, by nothing."""

    operator: str
    texts: tuple[str, ...]

    def less(self, other: Clauses) -> tuple[str, ...]:
        """The clauses that another condition does not have."""
        known = all_of(other.texts)
        return tuple(text for text in self.texts if squeezed(text) not in known)


def listed(step: Step, operator: str = "and") -> str:
    """The clauses that a condition joins by an operator, one a line; "" where it does not."""
    found = clauses_in(step)
    return "\n".join(found.texts) if found.operator == operator else ""


def line_of(step: Step) -> str:
    """A step as written, without what ends it."""
    return step.text.rstrip("; ")


def unless_of(step: Step) -> str:
    """`true` for a condition whose branch runs where it is not met."""
    return "true" if step.unless else ""


def clauses_in(step: Step) -> Clauses:
    """The clauses of a condition."""
    return Clauses("and", step.clauses) if step.clauses else clauses_of(step.node, step.site)


def clauses_of(node: Node, site: Site) -> Clauses:
    """The clauses of an expression that is true or not."""
    if node.type == "let_chain":
        return Clauses("and", tuple(" ".join(source_of(item, site).split()) for item in node.named_children))
    node = bare(node)
    operator = _operator(node, site)
    if not operator:
        return Clauses("", (" ".join(source_of(node, site).split()),))
    return Clauses(operator, tuple(_joined(node, site, operator)))


def _operator(node: Node, site: Site) -> str:
    found = node.child_by_field_name("operator") or node.child_by_field_name("op")
    text = source_of(found, site) if found is not None else ""
    return "and" if text in _AND else "or" if text in _OR else ""


def _joined(node: Node, site: Site, operator: str) -> Iterator[str]:
    left = node.child_by_field_name("left") or node.child_by_field_name("lhs")
    right = node.child_by_field_name("right") or node.child_by_field_name("rhs")
    if left is None or right is None:
        return
    for side in (left, right):
        if _operator(side, site) == operator:
            yield from _joined(side, site, operator)
        else:
            yield " ".join(source_of(side, site).split())


def subject_of(step: Step) -> tuple[str, ...]:
    """The names and values of a condition, whatever is asked of them."""
    text = step.text
    if step.kind is Kind.ASSERT and step.node.named_children:
        text = source_of(step.node.named_children[0], step.site)
    return tuple(sorted(set(_ASKED.findall(text)) - _ASKING))


def all_of(texts: Sequence[str]) -> set[str]:
    """Texts without their layout."""
    return {squeezed(text) for text in texts}
