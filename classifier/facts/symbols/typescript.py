"""TypeScript and JavaScript: `export` at the top and the absence of `private`, `protected` and `#` in a
class make public; `it`, `test` and `describe` with a title make tests."""

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

_CASE = re.compile(r"(?:x|f)?(?:it|test|bench)\b")
_SUITE = re.compile(r"(?:x|f)?(?:describe|suite|context)\b")
_HOOK = re.compile(r"(?:beforeEach|beforeAll|afterEach|afterAll|before|after)$")
_SKIP = re.compile(r"^x(?:it|test|describe)|\.(?:skip|todo|fixme|failing|skipIf|runIf)\b")
_FUNCTIONS = frozenset({"arrow_function", "function_expression", "function", "generator_function"})


def _decorator(node: Node) -> Decorator:
    return decorator(node, text(node).removeprefix("@"))


def _visibility(node: Node, name: str, scope: Scope) -> str:
    modifier = first_of(node, "accessibility_modifier")
    if modifier is not None:
        return text(modifier)
    if name.startswith("#"):
        return "private"
    if scope.kind in {"class", "interface", "enum"}:
        return "public" if scope.public else "private"
    return "exported" if scope.kind == "export" else "module-private"


def _symbol(node: Node, scope: Scope, subject: Subject, name: Node) -> Symbol:
    visibility = _visibility(node, text(name), scope)
    own = tuple(_decorator(item) for item in node.named_children if item.type == "decorator")
    return Symbol(
        subject,
        text(name),
        line_of(name),
        scope.first or line_of(node),
        last_line_of(node),
        owner=scope.owner,
        public=visibility in {"public", "exported"},
        visibility=visibility,
        decorators=(*scope.decorators, *own),
        documented=scope.documented,
        deprecated=scope.deprecated or named((*scope.decorators, *own), "deprecated", "Deprecated"),
        in_tests=scope.in_tests,
        header=until(node, child(node, "body")).removesuffix(";"),
    )


def _typed(node: Node | None) -> str:
    return flat(node).lstrip(":").strip()


def _parameters(node: Node | None) -> tuple[Parameter, ...]:
    if node is not None and node.type == "identifier":
        return (Parameter(text(node), line=line_of(node)),)
    found = []
    for item in pieces(node):
        pattern = child(item, "pattern") or child(item, "left") or item
        kind = "?" if item.type == "optional_parameter" else ""
        name = flat(pattern)
        if pattern.type == "rest_pattern":
            kind, name = "...", name.removeprefix("...")
        default = flat(child(item, "value") or child(item, "right"))
        found.append(Parameter(name, _typed(child(item, "type")), default, kind, line_of(item)))
    return tuple(found)


def _function(node: Node, scope: Scope, out: Outline) -> None:
    name = child(node, "name")
    if name is None:
        return
    method = scope.kind in {"class", "interface"}
    symbol = _symbol(node, scope, Subject.METHOD if method else Subject.FUNCTION, name)
    out.add(_with_signature(symbol, node))


def _with_signature(symbol: Symbol, function: Node) -> Symbol:
    parameters = child(function, "parameters") or child(function, "parameter")
    return replace(symbol, parameters=_parameters(parameters), type=_typed(child(function, "return_type")))


def _class(node: Node, scope: Scope, out: Outline) -> None:
    name, body = child(node, "name"), child(node, "body")
    if name is None:
        return
    subject = Subject.INTERFACE if node.type == "interface_declaration" else Subject.CLASS
    heritage = first_of(node, "class_heritage", "extends_type_clause")
    symbol = replace(_symbol(node, scope, subject, name), type=flat(heritage))
    out.add(symbol)
    kind = "interface" if subject is Subject.INTERFACE else "class"
    out.enter(body, within(scope, join(scope.owner, text(name), "."), kind, public=symbol.public))


def _enum(node: Node, scope: Scope, out: Outline) -> None:
    name, body = child(node, "name"), child(node, "body")
    if name is None or body is None:
        return
    symbol = _symbol(node, scope, Subject.ENUM, name)
    out.add(symbol)
    inner = within(scope, join(scope.owner, text(name), "."), "enum", public=symbol.public)
    for item in pieces(body):
        member = child(item, "name") or item
        value = flat(child(item, "value"))
        out.add(replace(_symbol(item, inner, Subject.VARIANT, member), value=value))


def _alias(node: Node, scope: Scope, out: Outline) -> None:
    name, value = child(node, "name"), child(node, "value")
    if name is None:
        return
    symbol = replace(_symbol(node, scope, Subject.TYPE_ALIAS, name), type=flat(value))
    out.add(symbol)
    if value is not None and value.type == "object_type":
        out.enter(value, within(scope, join(scope.owner, text(name), "."), "interface", public=symbol.public))


def _member(node: Node, scope: Scope, out: Outline) -> None:
    name, value = child(node, "name") or child(node, "property"), child(node, "value")
    if name is None or scope.kind not in {"class", "interface"}:
        return
    if value is not None and value.type in _FUNCTIONS:
        symbol = _symbol(node, scope, Subject.METHOD, name)
        out.add(_with_signature(replace(symbol, header=until(node, child(value, "body"))), value))
        return
    symbol = _symbol(node, scope, Subject.FIELD, name)
    out.add(replace(symbol, type=_typed(child(node, "type")), value=flat(value)))


def _variables(node: Node, scope: Scope, out: Outline) -> None:
    for item in pieces(node):
        name, value = child(item, "name"), child(item, "value")
        if item.type != "variable_declarator" or name is None or scope.kind == "function":
            continue
        if value is not None and value.type in _FUNCTIONS:
            symbol = _symbol(item, scope, Subject.FUNCTION, name)
            header = until(node, child(value, "body")).removesuffix("=>").strip()
            out.add(_with_signature(replace(symbol, header=header), value))
        elif name.type == "identifier":
            symbol = _symbol(item, scope, Subject.CONSTANT, name)
            out.add(replace(symbol, type=_typed(child(item, "type")), value=flat(value)))


def _export(node: Node, scope: Scope, out: Outline) -> None:
    outer = replace(scope, first=scope.first or line_of(node))
    own = tuple(_decorator(item) for item in node.named_children if item.type == "decorator")
    inner = replace(outer, kind="export", decorators=(*scope.decorators, *own), depth=scope.depth + 1)
    declared = child(node, "declaration")
    if declared is not None and declared.type in _RULES:
        _RULES[declared.type](declared, inner, out)
    elif declared is not None:
        out.enter(node, inner)


def _namespace(node: Node, scope: Scope, out: Outline) -> None:
    name, body = child(node, "name"), child(node, "body")
    if name is None:
        return
    symbol = _symbol(node, scope, Subject.MODULE, name)
    out.add(symbol)
    out.enter(body, within(scope, join(scope.owner, text(name), "."), "namespace"))


def _call(node: Node, scope: Scope, out: Outline) -> None:
    """A test case or block: `describe("…", () => {…})`, `it.each(table)("…", …)`."""
    call = first_of(node, "call_expression")
    if call is None or not scope.in_tests:
        return
    callee, arguments = child(call, "function"), child(call, "arguments")
    runner = flat(callee)
    title = next(pieces(arguments), None)
    if title is None or not (_CASE.match(runner) or _SUITE.match(runner) or _HOOK.match(runner)):
        return
    suite, hook = bool(_SUITE.match(runner)), bool(_HOOK.match(runner))
    if title.type == "object" and not hook:  # `test.describe.configure({ … })` sets how tests run
        return
    name = runner if hook else flat(title).strip("\"'`")
    out.add(
        Symbol(
            Subject.FUNCTION,
            name,
            line_of(node),
            scope.first or line_of(node),
            last_line_of(node),
            owner=scope.owner,
            public=False,
            visibility="module-private",
            in_tests=True,
            title=True,
            role=TestRole.FIXTURE if hook else TestRole.SUITE if suite else TestRole.CASE,
            skipped=bool(_SKIP.search(runner)),
            parametrised=flat(child(callee, "arguments")) if callee is not None and ".each" in runner else "",
            header=until(node, title),
        )
    )
    if suite:
        for item in pieces(arguments):
            out.enter(child(item, "body"), within(scope, join(scope.owner, name, " > "), "suite"))


_RULES = {
    "function_declaration": _function,
    "generator_function_declaration": _function,
    "function_signature": _function,
    "method_definition": _function,
    "method_signature": _function,
    "abstract_method_signature": _function,
    "class_declaration": _class,
    "abstract_class_declaration": _class,
    "interface_declaration": _class,
    "enum_declaration": _enum,
    "type_alias_declaration": _alias,
    "public_field_definition": _member,
    "field_definition": _member,
    "property_signature": _member,
    "lexical_declaration": _variables,
    "variable_declaration": _variables,
    "export_statement": _export,
    "internal_module": _namespace,
    "module": _namespace,
    "expression_statement": _call,
}
_TRANSPARENT = frozenset({"ambient_declaration", "statement_block", "if_statement", "else_clause"})


def _grammar(language: str, package: str, function: str) -> Grammar:
    return Grammar(
        language=language,
        package=package,
        function=function,
        rules=_RULES,
        transparent=_TRANSPARENT,
        attributes={"decorator": _decorator},
    )


TYPESCRIPT = _grammar("typescript", "tree_sitter_typescript", "language_typescript")
TSX = _grammar("typescript", "tree_sitter_typescript", "language_tsx")
JAVASCRIPT = _grammar("javascript", "tree_sitter_javascript", "language")
