"""C, C++ and CUDA: `static` and unnamed namespaces keep to the file, access specifiers to the class, and
what only a source file defines is no interface of its own; gtest's macros make tests."""

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

_WRAPPERS = frozenset(
    {
        "pointer_declarator",
        "reference_declarator",
        "array_declarator",
        "parenthesized_declarator",
        "init_declarator",
        "attributed_declarator",
    }
)
_TESTS = {
    "TEST": TestRole.CASE,
    "TEST_F": TestRole.CASE,
    "TEST_P": TestRole.CASE,
    "TYPED_TEST": TestRole.CASE,
}
_TYPES = {
    "class_specifier": (Subject.CLASS, "class"),
    "struct_specifier": (Subject.STRUCT, "struct"),
    "union_specifier": (Subject.STRUCT, "struct"),
}


def _attributes(node: Node) -> tuple[Decorator, ...]:
    return tuple(
        decorator(item, text(item).strip("[] "))
        for item in node.named_children
        if item.type in {"attribute_declaration", "attribute_specifier"}
    )


def _is_static(node: Node) -> bool:
    return any(
        item.type == "storage_class_specifier" and text(item) == "static" for item in node.named_children
    )


def _visibility(node: Node, scope: Scope) -> str:
    if scope.kind in {"class", "struct"}:
        return scope.label or ("private" if scope.kind == "class" else "public")
    if not scope.public or (scope.kind in {"", "namespace"} and _is_static(node)):
        return "internal"
    return "public"


def _symbol(node: Node, scope: Scope, subject: Subject, name: Node) -> Symbol:
    attributes = (*scope.decorators, *_attributes(node))
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
        decorators=attributes,
        documented=scope.documented,
        deprecated=scope.deprecated or named(attributes, "deprecated"),
        in_tests=scope.in_tests,
        header=until(node, child(node, "body")).removesuffix(";"),
    )


def _unwrapped(node: Node | None) -> Node | None:
    """The declarator inside pointers, references, arrays, initialisers."""
    for _ in range(100):
        if node is None or node.type not in _WRAPPERS:
            break
        node = child(node, "declarator") or next(pieces(node), None)
    return node


def _parameters(node: Node | None) -> tuple[Parameter, ...]:
    found = []
    for item in pieces(node):
        if item.type not in {
            "parameter_declaration",
            "optional_parameter_declaration",
            "variadic_parameter_declaration",
        }:
            continue
        declarator = child(item, "declarator")
        name = _unwrapped(declarator)
        if name is not None and name.type in {"function_declarator", "abstract_function_declarator"}:
            name = _unwrapped(child(name, "declarator"))
        plain = text(name) if name is not None and name.type == "identifier" else ""
        default = flat(child(item, "default_value"))
        whole = flat(item)
        if default:
            whole = whole.rpartition("=")[0].strip()
        kind = re.sub(rf"\b{re.escape(plain)}\b", "", whole, count=1).strip() if plain else whole
        if kind != "void" or plain:
            variadic = "..." if item.type.startswith("variadic") else ""
            found.append(Parameter(plain, kind, default, variadic, line_of(item)))
    return tuple(found)


def _qualified(name: Node) -> tuple[str, Node]:
    """The scopes and the last name of `a::C::f`."""
    scopes = []
    for _ in range(20):
        if name.type != "qualified_identifier":
            break
        scopes.append(re.sub(r"<.*", "", flat(child(name, "scope"))))
        inner = child(name, "name")
        if inner is None:
            break
        name = inner
    return "::".join(item for item in scopes if item), name


def _callable(node: Node, declarator: Node, scope: Scope, out: Outline) -> None:
    name = _unwrapped(child(declarator, "declarator"))
    if name is None:
        return
    if text(name) in _TESTS and scope.in_tests:
        _gtest(node, declarator, scope, out)
        return
    owner, last = _qualified(name)
    if last.type in {"template_function", "template_method"}:
        last = child(last, "name") or last
    member = scope.kind in {"class", "struct"} or bool(owner)
    symbol = _symbol(node, scope, Subject.METHOD if member else Subject.FUNCTION, last)
    out.add(
        replace(
            symbol,
            owner=join(scope.owner, owner, "::") if owner else scope.owner,
            parameters=_parameters(child(declarator, "parameters")),
            type=flat(child(node, "type")),
        )
    )


def _gtest(node: Node, declarator: Node, scope: Scope, out: Outline) -> None:
    """`TEST(Suite, Name) {…}`: the suite is the owner."""
    names = [flat(item) for item in pieces(child(declarator, "parameters"))]
    macro = _unwrapped(child(declarator, "declarator"))
    if len(names) != 2 or macro is None:
        return
    symbol = _symbol(node, scope, Subject.FUNCTION, macro)
    skipped = any(name.startswith("DISABLED_") for name in names)
    suite, name = (item.removeprefix("DISABLED_") for item in names)
    out.add(
        replace(
            symbol, name=name, owner=suite, role=TestRole.CASE, skipped=skipped, in_tests=True, title=True
        )
    )


def _function(node: Node, scope: Scope, out: Outline) -> None:
    declarator = _unwrapped(child(node, "declarator"))
    if declarator is not None and declarator.type == "function_declarator":
        _callable(node, declarator, scope, out)


def _declaration(node: Node, scope: Scope, out: Outline) -> None:
    """Prototypes, variables, fields; and the type that is defined in passing."""
    defined = child(node, "type")
    if defined is not None and (defined.type in _TYPES or defined.type == "enum_specifier"):
        _type_in_passing(defined, scope, out)
    member = scope.kind in {"class", "struct"}
    constant = bool(re.match(r"(?:\w+\s+)*?(?:const|constexpr|constinit)\b", flat(node, 80)))
    for item in node.children_by_field_name("declarator"):
        name = _unwrapped(item)
        if name is None:
            continue
        if name.type == "function_declarator":
            _callable(node, name, scope, out)
        elif name.type in {"identifier", "field_identifier"}:
            subject = Subject.FIELD if member and not (constant and _is_static(node)) else Subject.CONSTANT
            value = flat(child(item, "value") or child(node, "default_value"))
            out.add(replace(_symbol(node, scope, subject, name), type=flat(defined), value=value))


def _type_in_passing(node: Node, scope: Scope, out: Outline) -> None:
    if child(node, "body") is not None:
        (_enum if node.type == "enum_specifier" else _type)(node, scope, out)


def _type(node: Node, scope: Scope, out: Outline) -> None:
    name, body = child(node, "name"), child(node, "body")
    if name is None or body is None:
        return
    subject, kind = _TYPES[node.type]
    bases = flat(first_of(node, "base_class_clause")).lstrip(": ")
    symbol = replace(_symbol(node, scope, subject, name), type=bases)
    out.add(symbol)
    out.enter(body, within(scope, join(scope.owner, symbol.name, "::"), kind, public=symbol.public))


def _enum(node: Node, scope: Scope, out: Outline) -> None:
    name, body = child(node, "name"), child(node, "body")
    if body is None:
        return
    inner = scope
    if name is not None:
        symbol = _symbol(node, scope, Subject.ENUM, name)
        out.add(symbol)
        inner = within(scope, join(scope.owner, symbol.name, "::"), "enum", public=symbol.public)
    out.enter(body, inner)


def _variant(node: Node, scope: Scope, out: Outline) -> None:
    name = child(node, "name")
    if name is not None:
        symbol = _symbol(node, scope, Subject.VARIANT, name)
        out.add(replace(symbol, value=flat(child(node, "value"))))


def _namespace(node: Node, scope: Scope, out: Outline) -> None:
    name = child(node, "name")
    owner = join(scope.owner, text(name), "::") if name is not None else scope.owner
    public = scope.public and name is not None
    out.enter(child(node, "body"), within(scope, owner, "namespace", public=public))


def _alias(node: Node, scope: Scope, out: Outline) -> None:
    name = child(node, "name") or _unwrapped(child(node, "declarator"))
    defined = child(node, "type")
    if name is None:
        return
    if defined is not None and child(defined, "body") is not None and defined.type in _TYPES:
        subject, kind = _TYPES[defined.type]  # `typedef struct {…} Name;`
        symbol = _symbol(node, scope, subject, name)
        out.add(replace(symbol, header=f"typedef {kind} {symbol.name}"))
        inner = within(scope, join(scope.owner, symbol.name, "::"), "struct", public=symbol.public)
        out.enter(child(defined, "body"), inner)
    elif name.type in {"type_identifier", "identifier"}:
        out.add(replace(_symbol(node, scope, Subject.TYPE_ALIAS, name), type=flat(defined)))


def _macro(node: Node, scope: Scope, out: Outline) -> None:
    name = child(node, "name")
    if name is None:
        return
    symbol = _symbol(node, replace(scope, owner="", kind=""), Subject.MACRO, name)
    if node.type == "preproc_def":
        value = flat(child(node, "value"))
        if value:  # else an include guard
            out.add(replace(symbol, subject=Subject.CONSTANT, value=value, header=flat(node)))
    else:
        parameters = [Parameter(text(item), line=line_of(item)) for item in pieces(child(node, "parameters"))]
        out.add(replace(symbol, parameters=tuple(parameters), header=until(node, child(node, "value"))))


def _template(node: Node, scope: Scope, out: Outline) -> None:
    outer = replace(scope, first=scope.first or line_of(node))
    for item in node.named_children:
        if item.type in _RULES and item.type != "template_declaration":
            _RULES[item.type](item, outer, out)


_RULES = {
    "function_definition": _function,
    "declaration": _declaration,
    "field_declaration": _declaration,
    "class_specifier": _type,
    "struct_specifier": _type,
    "union_specifier": _type,
    "enum_specifier": _enum,
    "enumerator": _variant,
    "namespace_definition": _namespace,
    "alias_declaration": _alias,
    "type_definition": _alias,
    "preproc_def": _macro,
    "preproc_function_def": _macro,
    "template_declaration": _template,
}
_TRANSPARENT = frozenset(
    {
        "preproc_if",
        "preproc_ifdef",
        "preproc_else",
        "preproc_elif",
        "preproc_elifdef",
        "linkage_specification",
        "declaration_list",
    }
)


def _grammar(language: str, package: str) -> Grammar:
    return Grammar(
        language=language,
        package=package,
        separator="::",
        rules=_RULES,
        transparent=_TRANSPARENT,
        labels=frozenset({"access_specifier"}),
        doc_marks=("///", "/**", "//!", "/*!"),
    )


C = _grammar("c", "tree_sitter_c")
CPP = _grammar("cpp", "tree_sitter_cpp")
CUDA = _grammar("cuda", "tree_sitter_cuda")
