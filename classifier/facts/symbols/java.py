"""Java: `public` makes public, members of an interface are; JUnit's annotations make tests."""

from __future__ import annotations

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

_CASES = ("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "Theory")
_FIXTURES = (
    "Before",
    "BeforeEach",
    "BeforeAll",
    "BeforeClass",
    "After",
    "AfterEach",
    "AfterAll",
    "AfterClass",
)
_PARAMETERS = ("ValueSource", "CsvSource", "MethodSource", "EnumSource", "CsvFileSource", "ArgumentsSource")
_ACCESS = ("public", "protected", "private")


def _annotations(node: Node) -> tuple[Decorator, ...]:
    modifiers = first_of(node, "modifiers")
    return tuple(
        decorator(item, text(item).removeprefix("@"))
        for item in pieces(modifiers)
        if item.type in {"annotation", "marker_annotation"}
    )


def _visibility(node: Node, scope: Scope) -> str:
    modifiers = first_of(node, "modifiers")
    words = [item.type for item in modifiers.children] if modifiers is not None else []
    implied = "public" if scope.kind in {"interface", "enum"} else "package"
    return next((word for word in words if word in _ACCESS), implied)


def _role(annotations: tuple[Decorator, ...]) -> TestRole:
    if named(annotations, *_CASES):
        return TestRole.CASE
    return TestRole.FIXTURE if named(annotations, *_FIXTURES) else TestRole.NONE


def _symbol(node: Node, scope: Scope, subject: Subject, name: Node) -> Symbol:
    annotations = _annotations(node)
    visibility = _visibility(node, scope)
    return Symbol(
        subject,
        text(name),
        line_of(name),
        scope.first or line_of(node),
        last_line_of(node),
        owner=scope.owner,
        public=visibility == "public" and scope.public,
        visibility=visibility,
        decorators=annotations,
        documented=scope.documented,
        deprecated=scope.deprecated or named(annotations, "Deprecated"),
        in_tests=scope.in_tests,
        skipped=named(annotations, "Disabled", "Ignore"),
        header=until(node, child(node, "body")).removesuffix(";"),
    )


def _container(subject: Subject, kind: str) -> Rule:
    def rule(node: Node, scope: Scope, out: Outline) -> None:
        name, body = child(node, "name"), child(node, "body")
        if name is None:
            return
        parents = [child(node, "superclass"), child(node, "interfaces")]
        bases = " ".join(flat(item) for item in parents if item is not None)
        symbol = replace(_symbol(node, scope, subject, name), type=bases)
        out.add(symbol)
        inner = within(scope, join(scope.owner, symbol.name, "."), kind, public=symbol.public)
        for item in pieces(child(node, "parameters")):  # the components of a record
            component = child(item, "name")
            if component is not None:
                part = _symbol(item, replace(inner, kind="interface"), Subject.FIELD, component)
                out.add(replace(part, type=flat(child(item, "type"))))
        out.enter(body, inner)

    return rule


def _method(node: Node, scope: Scope, out: Outline) -> None:
    name = child(node, "name")
    if name is None:
        return
    symbol = _symbol(node, scope, Subject.METHOD, name)
    sources = [item.text for item in symbol.decorators if item.name in _PARAMETERS]
    parameters = [
        Parameter(
            text(child(item, "name") or first_of(item, "variable_declarator")),
            flat(child(item, "type")),
            kind="..." if item.type == "spread_parameter" else "",
            line=line_of(item),
        )
        for item in pieces(child(node, "parameters"))
        if item.type in {"formal_parameter", "spread_parameter"}
    ]
    out.add(
        replace(
            symbol,
            parameters=tuple(parameters),
            type=flat(child(node, "type")),
            role=_role(symbol.decorators),
            parametrised="\n".join(sources),
        )
    )


def _field(node: Node, scope: Scope, out: Outline) -> None:
    words = text(first_of(node, "modifiers")).split()
    constant = scope.kind == "interface" or {"static", "final"} <= set(words)
    for item in node.children_by_field_name("declarator"):
        name = child(item, "name")
        if name is None:
            continue
        symbol = _symbol(node, scope, Subject.CONSTANT if constant else Subject.FIELD, name)
        out.add(replace(symbol, type=flat(child(node, "type")), value=flat(child(item, "value"))))


def _variant(node: Node, scope: Scope, out: Outline) -> None:
    name = child(node, "name")
    if name is not None:
        symbol = _symbol(node, scope, Subject.VARIANT, name)
        out.add(replace(symbol, value=flat(child(node, "arguments"))))


JAVA = Grammar(
    language="java",
    package="tree_sitter_java",
    rules={
        "class_declaration": _container(Subject.CLASS, "class"),
        "record_declaration": _container(Subject.CLASS, "class"),
        "interface_declaration": _container(Subject.INTERFACE, "interface"),
        "annotation_type_declaration": _container(Subject.INTERFACE, "interface"),
        "enum_declaration": _container(Subject.ENUM, "enum"),
        "method_declaration": _method,
        "constructor_declaration": _method,
        "compact_constructor_declaration": _method,
        "annotation_type_element_declaration": _method,
        "field_declaration": _field,
        "constant_declaration": _field,
        "enum_constant": _variant,
    },
    transparent=frozenset({"enum_body_declarations"}),
    comments=frozenset({"line_comment", "block_comment"}),
)
