"""The smallest places in which two steps differ, found by going down both trees side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from classifier.facts.behaviour.model import Step, source_of
from classifier.facts.symbols import Site

if TYPE_CHECKING:
    from tree_sitter import Node

MOST_TOLD = 3  # differences of one step; with more it was written anew
MOST_DEPTH = 40
LITERALS = frozenset(
    {"integer", "float", "true", "false", "none", "string", "number", "int_literal", "float_literal", "null", "nil",
     "integer_literal", "boolean_literal", "string_literal", "interpreted_string_literal", "raw_string_literal",
     "decimal_integer_literal", "decimal_floating_point_literal", "hex_integer_literal", "number_literal",
     "char_literal", "undefined", "null_literal", "negative_literal", "simple_symbol", "hash_key_symbol", "encapsed_string",
     "boolean", "real_literal", "line_string_literal", "nil_literal", "atom", "charlist", "keyword", "character_literal",
     "verbatim_string_literal", "floating_point_literal", "multi_line_string_literal", "real"}
)  # fmt: skip
LISTS = frozenset(
    {"list", "tuple", "set", "array", "array_expression", "initializer_list", "tuple_expression", "literal_value",
     "array_initializer", "dictionary", "object", "array_creation_expression", "array_literal", "collection_literal",
     "table_constructor", "string_array", "symbol_array", "collection_expression"}
)  # fmt: skip
JOINING = frozenset({"and", "or", "&&", "||"})
ARGUMENTS = frozenset({"argument_list", "arguments", "value_arguments"})
_DECLARATIONS = frozenset({"variable_declaration", "local_variable_declaration", "let_declaration", "val_definition",
                           "var_definition"})  # fmt: skip
_TYPES = frozenset({"type", "type_annotation"})  # they run nothing
_LAYOUT = re.compile(r"\s+|,(?=\s*[)\]}])")


Both = tuple["Node", "Node"]  # before and after


@dataclass(frozen=True, slots=True)
class Difference:
    """Two nodes that stand in the same place and differ; one is `None` for an argument or an item that came or went.
    `around` are the nodes that they stand in on either side, the innermost last."""

    old: Node | None
    new: Node | None
    around: tuple[Both, ...]


@dataclass(slots=True)
class Differing:
    """Two steps beside one another, and what was found to differ."""

    old: Step
    new: Step
    found: list[Difference] = field(default_factory=list)

    @classmethod
    def of(cls, old: Step, new: Step) -> Differing:
        """The differences of two steps; more than `MOST_TOLD` of them if there are as many."""
        differing = cls(old, new)
        differing._compare(old.node, new.node, ())
        return differing

    def old_text(self, node: Node) -> str:
        """The source of a node of the old side, on one line."""
        return text_of(node, self.old.site)

    def new_text(self, node: Node) -> str:
        """The source of a node of the new side, on one line."""
        return text_of(node, self.new.site)

    def _compare(self, old: Node, new: Node, around: tuple[Both, ...]) -> None:
        if len(self.found) > MOST_TOLD or len(around) > MOST_DEPTH or self._same(old, new):
            return
        left, right = _children(old), _children(new)
        if old.type in ARGUMENTS and new.type in ARGUMENTS:
            self._arguments(left, right, (*around, (old, new)))
        elif old.type in LISTS and new.type in LISTS:
            self._unordered(left, right, (*around, (old, new)), replaced=len(left) == len(right))
        elif old.type != new.type or len(left) != len(right) or not left or _marks(old) != _marks(new):
            self.found.append(Difference(old, new, around))
        elif {*_marks(old)} & JOINING:
            self._joined(old, new, around)
        else:
            for one, other in zip(left, right, strict=True):
                self._compare(one, other, (*around, (old, new)))

    def _same(self, old: Node, new: Node) -> bool:
        left, right = source_of(old, self.old.site), source_of(new, self.new.site)
        return left == right or _LAYOUT.sub("", left) == _LAYOUT.sub("", right)

    def _arguments(self, old: Sequence[Node], new: Sequence[Node], around: tuple[Both, ...]) -> None:
        """Named arguments by their names, the others in order; one that came or went is a difference of its own."""
        left, right = _named(old, self.old.site), _named(new, self.new.site)
        came = [node for name, node in right.items() if name not in left]
        went = [node for name, node in left.items() if name not in right]
        if len(came) == len(went) == 1 and self._value(went[0], self.old) == self._value(came[0], self.new):
            self.found.append(Difference(went[0], came[0], around))  # the same by another name
            left, right = dict(left), dict(right)
            left.pop(source_of_name(went[0], self.old.site), None)
            right.pop(source_of_name(came[0], self.new.site), None)
        for name, node in right.items():
            if name in left:
                self._compare(left[name], node, around)
            else:
                self.found.append(Difference(None, node, around))
        self.found += [Difference(node, None, around) for name, node in left.items() if name not in right]
        plain_old = [node for node in old if node.type != "keyword_argument"]
        plain_new = [node for node in new if node.type != "keyword_argument"]
        if len(plain_old) == len(plain_new):
            for one, other in zip(plain_old, plain_new, strict=True):
                self._compare(one, other, around)
        else:
            self._unordered(plain_old, plain_new, around, replaced=False)

    def _joined(self, old: Node, new: Node, around: tuple[Both, ...]) -> None:
        """Of `a or b or c` what differs in its place; where one came or went, the places say nothing."""
        left, right = _joined_by(old, _marks(old)), _joined_by(new, _marks(new))
        if len(left) != len(right):
            self.found.append(Difference(old, new, around))
            return
        for one, other in zip(left, right, strict=True):
            self._compare(one, other, (*around, (old, new)))

    @staticmethod
    def _value(node: Node, step: Step) -> str:
        value = node.child_by_field_name("value")
        return text_of(value, step.site) if value is not None else ""

    def _unordered(
        self, old: Sequence[Node], new: Sequence[Node], around: tuple[Both, ...], *, replaced: bool
    ) -> None:
        """What came and what went; one in the place of another is a difference of the two."""
        before, after = [self.old_text(node) for node in old], [self.new_text(node) for node in new]
        known, kept = set(before), set(after)
        came = [node for node, text in zip(new, after, strict=True) if text not in known]
        went = [node for node, text in zip(old, before, strict=True) if text not in kept]
        if len(came) == len(went) and replaced:
            for one, other in zip(went, came, strict=True):
                self._compare(one, other, around)
            return
        self.found += [Difference(None, node, around) for node in came]
        self.found += [Difference(node, None, around) for node in went]


def _joined_by(node: Node, marks: Sequence[str]) -> list[Node]:
    """What `and` or `or` joins, whatever tree it makes of it."""
    found, left = [], [node]
    while left:
        one = left.pop()
        if _marks(one) == marks:
            left += reversed(_children(one))
        else:
            found.append(one)
    return found


def text_of(node: Node, site: Site) -> str:
    """The source of a node on one line."""
    return " ".join(source_of(node, site).split())


def _children(node: Node) -> list[Node]:
    if node.type in LITERALS:
        return []
    typed = node.child_by_field_name("type") if node.type in _DECLARATIONS else None
    return [
        item
        for item in node.named_children
        if "comment" not in item.type and item.type not in _TYPES and item != typed
    ]


def _marks(node: Node) -> list[str]:
    """What stands between the children of a node: its operators and keywords."""
    return [item.type for item in node.children if not item.is_named and item.type not in {",", ";", ":"}]


def source_of_name(node: Node, site: Site) -> str:
    """The name of a named argument, "" for another one."""
    name = node.child_by_field_name("name")
    return source_of(name, site) if name is not None else ""


def _named(nodes: Sequence[Node], site: Site) -> dict[str, Node]:
    return {
        source_of(name, site): node
        for node in nodes
        if node.type == "keyword_argument" and (name := node.child_by_field_name("name")) is not None
    }
