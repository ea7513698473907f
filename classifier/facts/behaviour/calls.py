"""What calls call and assignments assign to, as written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from classifier.facts.behaviour.model import source_of
from classifier.facts.symbols import Site

if TYPE_CHECKING:
    from tree_sitter import Node

_SPACE = re.compile(r"\s+")
# Calls whose name is whatever stands before their arguments.
_UP_TO_ARGUMENTS = frozenset(
    {"call", "call_expression", "function_call", "member_call_expression", "nullsafe_member_call_expression",
     "scoped_call_expression", "object_creation_expression", "instance_expression"}
)  # fmt: skip
_GIVEN = frozenset(
    {"arguments", "argument_list", "value_arguments", "call_suffix", "annotated_lambda", "block", "do_block",
     "initializer_expression"}
)  # fmt: skip


# What only wraps a value: written as a call, and none.
WRAPPING = frozenset({"Ok", "Some", "Err", "Box::new", "Arc::new", "Rc::new", "Box::pin"})


def callee_of(node: Node, site: Site) -> str:
    """What a call calls, as written: `self.pool.take`, `tracing::warn`, "" where it is no plain name."""
    if node.type in {"defer_statement", "go_statement"} and node.named_children:
        node = node.named_children[0]
    for name in ("function", "macro", "constructor", "type", "target"):
        found = node.child_by_field_name(name)
        if found is not None:
            return flat(found, site)
    if node.type in _UP_TO_ARGUMENTS:
        called = node.named_children[0] if node.named_children else None
        if called is not None and called.type == node.type == "call_expression":  # `f(x) { … }`
            return callee_of(called, site)
        given = next((item for item in node.named_children if item.type in _GIVEN), None)
        text = site.source[node.start_byte : given.start_byte if given is not None else node.end_byte]
        written = _SPACE.sub(" ", text[:200].decode("utf8", "replace")).strip()
        return re.sub(r"\s*(\?\.|\.|->|::)\s*", r"\1", re.sub(r"^new (?=\S)|<[^<>]*>$", "", written))
    name_node = node.child_by_field_name("name")  # Java: object and name apart
    if name_node is None:
        return ""
    around = node.child_by_field_name("object")
    name = flat(name_node, site)
    return f"{flat(around, site)}.{name}" if around is not None else name


def target_of(node: Node, site: Site) -> str:
    """What an assignment gives a value to, as written."""
    if node.type in {
        "lexical_declaration",
        "variable_declaration",
        "var_declaration",
        "const_declaration",
    } and (inner := [item for item in node.named_children if item.type.endswith(("declarator", "spec"))]):
        node = inner[0]
    if (declared := node.child_by_field_name("declarator")) is not None and declared.type in {
        "variable_declarator",
        "init_declarator",
    }:
        node = declared
    for name in ("left", "pattern", "name", "declarator", "argument"):
        found = node.child_by_field_name(name)
        if found is not None:
            return flat(found, site)
    return ""


def flat(node: Node, site: Site) -> str:
    """The source of a node without its layout, its first 200 characters."""
    return _SPACE.sub("", source_of(node, site)[:200])
