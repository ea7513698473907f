"""Rust: `pub` makes public, `pub(crate)` and the like do not; members of a trait are as public as it;
`#[test]` and its relatives make tests, `#[cfg(test)]` makes test code."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from classifier.facts.interface import Subject
from classifier.facts.symbols.grammar import (
    Grammar,
    Outline,
    Rule,
    Scope,
    child,
    decorator,
    first_of,
    flat,
    join,
    last_line_of,
    line_of,
    named,
    pieces,
    text,
    until,
    within,
)
from classifier.facts.symbols.model import Decorator, Parameter, Symbol, TestRole

if TYPE_CHECKING:
    from tree_sitter import Node

_TESTS = ("test", "rstest", "test_case", "quickcheck", "proptest")
_FOR_TESTS = re.compile(
    r"cfg\((?:test\)|all\((?:[^()]*,)?test[,)])"
)  # not `any(…)`, which is built without tests too
_TYPES = frozenset({"struct_item", "enum_item", "union_item", "type_item"})
_OWN_TESTS = re.compile(r"(?:\w+_)?test$")  # `#[cargo_test]`: a project's own, or `#[wasm_bindgen_test]`


def _attribute(node: Node) -> Decorator:
    return decorator(node, text(first_of(node, "attribute")))


def _visibility(node: Node, scope: Scope) -> str:
    if scope.kind == "function":
        return "local"
    modifier = first_of(node, "visibility_modifier")
    if modifier is not None:
        return text(modifier).replace(" ", "")
    if scope.kind in {"trait", "trait impl", "enum"}:
        return "pub" if scope.public else "private"
    return "private"


def _in_tests(scope: Scope) -> bool:
    return scope.in_tests or any(_FOR_TESTS.match("".join(item.text.split())) for item in scope.decorators)


def _symbol(node: Node, scope: Scope, subject: Subject) -> Symbol:
    name_node = child(node, "name") or node
    visibility = _visibility(node, scope)
    return Symbol(
        subject,
        text(name_node),
        line_of(name_node),
        scope.first or line_of(node),
        last_line_of(node),
        owner=scope.owner,
        variant=scope.variant,
        public=visibility == "pub" and scope.public,
        visibility=visibility,
        type=flat(child(node, "type")),
        value=flat(child(node, "value")),
        decorators=scope.decorators,
        documented=scope.documented,
        deprecated=named(scope.decorators, "deprecated"),
        in_tests=_in_tests(scope),
        skipped=named(scope.decorators, "ignore"),
        header=until(node, child(node, "body")).removesuffix(";"),
    )


def _parameters(node: Node | None) -> tuple[Parameter, ...]:
    found = []
    for item in pieces(node):
        if item.type == "parameter":
            name = re.sub(r"\bmut\s+", "", flat(child(item, "pattern")))  # no caller can see it
            found.append(Parameter(name, flat(child(item, "type")), line=line_of(item)))
        elif item.type == "self_parameter":
            found.append(Parameter("self", flat(item), kind="self", line=line_of(item)))
    return tuple(found)


def _function(node: Node, scope: Scope, out: Outline) -> None:
    parameters = _parameters(child(node, "parameters"))
    method = scope.kind in {"impl", "trait", "trait impl"}
    role = TestRole.NONE
    if named(scope.decorators, *_TESTS) or any(_OWN_TESTS.fullmatch(one.name) for one in scope.decorators):
        role = TestRole.CASE
    elif named(scope.decorators, "fixture"):
        role = TestRole.FIXTURE
    elif named(scope.decorators, "bench"):
        role = TestRole.BENCHMARK
    symbol = _symbol(node, scope, Subject.METHOD if method else Subject.FUNCTION)
    out.add(replace(symbol, parameters=parameters, type=flat(child(node, "return_type")), role=role))
    name = text(child(node, "name"))
    out.enter(child(node, "body"), within(scope, join(scope.owner, name, "::"), "function", public=False))


def _struct(node: Node, scope: Scope, out: Outline) -> None:
    symbol = _symbol(node, scope, Subject.STRUCT)
    out.add(symbol)
    body = child(node, "body")
    inner = within(scope, symbol.qualified_in("::"), "struct", public=symbol.public)
    if body is not None and body.type == "field_declaration_list":
        out.enter(body, inner)


def _plain(subject: Subject) -> Rule:
    """The rule of what has a name and perhaps a type and a value, and nothing inside."""

    def rule(node: Node, scope: Scope, out: Outline) -> None:
        if scope.kind != "function":
            out.add(_symbol(node, scope, subject))

    return rule


def _enum(node: Node, scope: Scope, out: Outline) -> None:
    symbol = _symbol(node, scope, Subject.ENUM)
    out.add(symbol)
    out.enter(child(node, "body"), within(scope, symbol.qualified_in("::"), "enum", public=symbol.public))


def _variant(node: Node, scope: Scope, out: Outline) -> None:
    symbol = _symbol(node, scope, Subject.VARIANT)
    out.add(replace(symbol, type=flat(child(node, "body")), header=flat(node)))


def _trait(node: Node, scope: Scope, out: Outline) -> None:
    bounds = flat(child(node, "bounds")).lstrip(": ")
    symbol = replace(_symbol(node, scope, Subject.TRAIT), type=bounds)
    out.add(symbol)
    out.enter(child(node, "body"), within(scope, symbol.qualified_in("::"), "trait", public=symbol.public))


def _base_name(node: Node | None) -> str:
    """The name of a type without its generic arguments and references."""
    while node is not None and node.type in {"generic_type", "reference_type", "pointer_type"}:
        node = child(node, "type")
    return flat(node)


def _impl(node: Node, scope: Scope, out: Outline) -> None:
    trait = flat(child(node, "trait"))
    owner = join(scope.owner, _base_name(child(node, "type")), "::")
    kind = "trait impl" if trait else "impl"
    inner = replace(within(scope, owner, kind), variant=trait, in_tests=_in_tests(scope))
    out.enter(child(node, "body"), inner)


def _module(node: Node, scope: Scope, out: Outline) -> None:
    symbol = _symbol(node, scope, Subject.MODULE)
    out.add(symbol)
    owner = symbol.qualified_in("::")
    if symbol.in_tests and symbol.name in {"tests", "test"}:
        owner = scope.owner
    inner = within(scope, owner, "mod", public=scope.public)
    out.enter(child(node, "body"), replace(inner, in_tests=symbol.in_tests))


def _finish(symbols: list[Symbol], root: Node) -> list[Symbol]:
    """Make private what belongs to a type that the file keeps to itself: nobody else can call its methods, whatever
    trait they are for."""
    shown: set[str] = set()
    kept: set[str] = set()
    for item in root.named_children:
        if item.type in _TYPES:
            modifier = first_of(item, "visibility_modifier")
            (shown if modifier is not None and text(modifier) == "pub" else kept).add(
                text(child(item, "name"))
            )
    hidden = kept - shown  # under `#[cfg]` a type may be declared twice
    return [
        replace(symbol, public=False, visibility="of a private type")
        if symbol.public and symbol.owner.split("::")[0] in hidden
        else symbol
        for symbol in symbols
    ]


RUST = Grammar(
    language="rust",
    package="tree_sitter_rust",
    separator="::",
    rules={
        "function_item": _function,
        "function_signature_item": _function,
        "struct_item": _struct,
        "union_item": _struct,
        "field_declaration": _plain(Subject.FIELD),
        "enum_item": _enum,
        "enum_variant": _variant,
        "trait_item": _trait,
        "impl_item": _impl,
        "mod_item": _module,
        "const_item": _plain(Subject.CONSTANT),
        "static_item": _plain(Subject.CONSTANT),
        "type_item": _plain(Subject.TYPE_ALIAS),
        "associated_type": _plain(Subject.TYPE_ALIAS),
        "macro_definition": _plain(Subject.MACRO),
    },
    finish=_finish,
    transparent=frozenset({"foreign_mod_item", "declaration_list", "block", "expression_statement"}),
    attributes={"attribute_item": _attribute},
    comments=frozenset({"line_comment", "block_comment"}),
    doc_marks=("///", "/**"),
)
