"""Go: a capital letter exports; `TestX`, `BenchmarkX`, `FuzzX` and `ExampleX` in `_test.go` files are tests."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from classifier.facts.interface import Subject
from classifier.facts.symbols.grammar import (
    Grammar,
    Outline,
    Scope,
    child,
    first_of,
    flat,
    join,
    last_line_of,
    line_of,
    pieces,
    text,
    until,
    within,
)
from classifier.facts.symbols.model import Parameter, Symbol, TestRole

if TYPE_CHECKING:
    from tree_sitter import Node

_TEST = re.compile(r"(?:Test|Fuzz|Example)(?![a-z])")
_BENCHMARK = re.compile(r"Benchmark(?![a-z])")


def _symbol(node: Node, scope: Scope, subject: Subject, name: Node) -> Symbol:
    public = text(name)[:1].isupper()
    return Symbol(
        subject,
        text(name),
        line_of(name),
        scope.first or line_of(node),
        last_line_of(node),
        owner=scope.owner,
        public=public and scope.public,
        visibility="exported" if public else "unexported",
        documented=scope.documented,
        deprecated=scope.deprecated,
        in_tests=scope.in_tests,
        header=until(node, child(node, "body")),
    )


def _parameters(node: Node | None) -> tuple[Parameter, ...]:
    found = []
    for item in pieces(node):
        kind = "..." if item.type == "variadic_parameter_declaration" else ""
        names = item.children_by_field_name("name")
        type_name = flat(child(item, "type"))
        found += [Parameter(text(name), type_name, kind=kind, line=line_of(item)) for name in names]
        if not names:
            found.append(Parameter("", type_name, kind=kind, line=line_of(item)))
    return tuple(found)


def _role(name: str, scope: Scope) -> TestRole:
    if not scope.in_tests:
        return TestRole.NONE
    if _TEST.match(name):
        return TestRole.FIXTURE if name == "TestMain" else TestRole.CASE
    return TestRole.BENCHMARK if _BENCHMARK.match(name) else TestRole.NONE


def _function(node: Node, scope: Scope, out: Outline) -> None:
    name = child(node, "name")
    if name is None:
        return
    receiver = child(node, "receiver")
    owner = ""
    if receiver is not None:
        kind = child(next(pieces(receiver), receiver), "type")
        owner = re.sub(r"\[.*", "", flat(kind).lstrip("*"))
    symbol = _symbol(node, scope, Subject.METHOD if owner else Subject.FUNCTION, name)
    role = TestRole.NONE if owner else _role(symbol.name, scope)
    body = child(node, "body")
    out.add(
        replace(
            symbol,
            owner=owner,
            parameters=_parameters(child(node, "parameters")),
            type=flat(child(node, "result")),
            role=role,
            skipped=role is not TestRole.NONE and _skips(body),
        )
    )
    if role is TestRole.CASE:
        out.enter(body, within(scope, symbol.name, "test", public=False))


def _skips(body: Node | None) -> bool:
    """Whether a test skips itself unconditionally: `t.Skip(…)` directly in its body."""
    for block in pieces(body):
        for statement in pieces(block) if block.type == "statement_list" else (block,):
            if re.match(r"\w+\.Skip(?:f|Now)?\(", flat(statement)):
                return True
    return False


def _subtest(node: Node, scope: Scope, out: Outline) -> None:
    """`t.Run("name", func(t *testing.T) {…})` with a literal name."""
    name = next(pieces(child(node, "arguments")), None)
    called = flat(child(node, "function"))
    if scope.kind != "test" or name is None or not called.endswith(".Run"):
        return
    if name.type.endswith("string_literal"):
        symbol = _symbol(node, scope, Subject.FUNCTION, name)
        header, title = until(node, None, 120), symbol.name.strip('"`')
        out.add(replace(symbol, name=title, header=header, title=True, role=TestRole.CASE))


def _type(node: Node, scope: Scope, out: Outline) -> None:
    name, definition = child(node, "name"), child(node, "type")
    if name is None or definition is None:
        return
    owner = join(scope.owner, text(name), ".")
    match definition.type:
        case "struct_type":
            symbol = _symbol(node, scope, Subject.STRUCT, name)
            out.add(replace(symbol, header=until(node, first_of(definition, "field_declaration_list"))))
            out.enter(first_of(definition, "field_declaration_list"), within(scope, owner, "struct"))
        case "interface_type":
            symbol = _symbol(node, scope, Subject.INTERFACE, name)
            out.add(replace(symbol, header=f"{symbol.name} interface"))
            out.enter(definition, within(scope, owner, "interface"))
        case _:
            out.add(replace(_symbol(node, scope, Subject.TYPE_ALIAS, name), type=flat(definition)))


def _field(node: Node, scope: Scope, out: Outline) -> None:
    kind, tag = child(node, "type"), child(node, "tag")
    names = node.children_by_field_name("name") or ([kind] if kind is not None else [])
    for name in names:
        symbol = _symbol(node, scope, Subject.FIELD, name)
        out.add(replace(symbol, type=flat(kind), value=flat(tag)))


def _method(node: Node, scope: Scope, out: Outline) -> None:
    name = child(node, "name")
    if name is not None:
        out.add(
            replace(
                _symbol(node, scope, Subject.METHOD, name),
                parameters=_parameters(child(node, "parameters")),
                type=flat(child(node, "result")),
            )
        )


def _values(node: Node, scope: Scope, out: Outline) -> None:
    values = list(pieces(child(node, "value")))
    if scope.kind == "test":
        return
    for index, name in enumerate(node.children_by_field_name("name")):
        if text(name) == "_":  # a check or a registration that nobody can refer to
            continue
        value = flat(values[index]) if index < len(values) else ""
        kind = flat(child(node, "type"))
        out.add(replace(_symbol(node, scope, Subject.CONSTANT, name), type=kind, value=value))


GO = Grammar(
    language="go",
    package="tree_sitter_go",
    rules={
        "function_declaration": _function,
        "method_declaration": _function,
        "type_spec": _type,
        "type_alias": _type,
        "field_declaration": _field,
        "method_elem": _method,
        "call_expression": _subtest,
        "const_spec": _values,
        "var_spec": _values,
    },
    transparent=frozenset(
        {
            "type_declaration",
            "const_declaration",
            "var_declaration",
            "var_spec_list",
            "block",
            "statement_list",
            "expression_statement",
        }
    ),
    doc_marks=("//", "/*"),
)
