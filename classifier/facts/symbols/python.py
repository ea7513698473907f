"""Python: a leading underscore or absence from a literal `__all__` makes a name private; pytest's and
unittest's names make tests."""

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

_ENUM = re.compile(r"\b(?:Str|Int)?(?:Enum|Flag)\b")
_DEPRECATED = re.compile(
    r"\bwarn\w*\([^#]*?\b(?:Pending)?DeprecationWarning\b|\.\. deprecated::|@deprecated\b", re.DOTALL
)
_FILTERS = re.compile(r"\b(?:filter|simplefilter|catch|ignore|suppress)\w*\(")  # what silences such warnings
_DUNDER = re.compile(r"__\w+__")
_SCALARS = frozenset({"integer", "float", "true", "false", "none", "string", "concatenated_string"})
_LITERALS = _SCALARS | {"dictionary", "list", "set", "tuple"}


def _public(name: str, scope: Scope) -> bool:
    return scope.public and (not name.startswith("_") or bool(_DUNDER.fullmatch(name)))


def _is_local(scope: Scope) -> bool:
    """Whether a function or class written here lives inside a function."""
    return scope.kind in {"function", "initialiser"}


def _visibility(name: str, scope: Scope) -> str:
    if _is_local(scope):
        return "local"
    return "public" if _public(name, scope) else "private"


def _docstring(body: Node | None) -> str:
    statement = next(pieces(body), None)
    if statement is None or statement.type != "expression_statement":
        return ""
    return text(first_of(statement, "string"))


def _decorated(node: Node, scope: Scope, out: Outline) -> None:
    decorators = tuple(
        decorator(item, text(item).removeprefix("@"))
        for item in node.named_children
        if item.type == "decorator"
    )
    definition = child(node, "definition")
    if definition is not None:
        _RULES[definition.type](
            definition, replace(scope, decorators=decorators, first=scope.first or line_of(node)), out
        )


def _parameters(node: Node | None) -> tuple[Parameter, ...]:
    found: list[Parameter] = []
    for item in pieces(node):
        if item.type in {"positional_separator", "keyword_separator"}:
            continue
        name = child(item, "name") or (item if item.type == "identifier" else next(pieces(item), None))
        raw = text(name if name is not None else item)
        stars = raw[: len(raw) - len(raw.lstrip("*"))]
        if item.type in {"list_splat_pattern", "dictionary_splat_pattern"}:
            stars = "*" if item.type.startswith("list") else "**"
        found.append(
            Parameter(
                raw.lstrip("*"),
                _type(child(item, "type")),
                flat(_bare(child(item, "value"))),
                stars,
                line_of(item),
            )
        )
    return tuple(found)


def _test_role(name: str, scope: Scope) -> TestRole:
    if named(scope.decorators, "fixture"):
        return TestRole.FIXTURE
    if not scope.in_tests:
        return TestRole.NONE
    if name.startswith("test"):
        return TestRole.CASE
    if scope.kind == "class" and name in {"setUp", "tearDown", "setUpClass", "tearDownClass", "setup_method"}:
        return TestRole.FIXTURE
    return TestRole.NONE


def _skipped(decorators: tuple[Decorator, ...]) -> bool:
    return named(decorators, "skip", "skipif", "skipIf", "skipUnless", "xfail", "expectedFailure")


def _function(node: Node, scope: Scope, out: Outline) -> None:
    name_node, body = child(node, "name"), child(node, "body")
    name = text(name_node)
    if name_node is None:
        return
    documentation = _docstring(body)
    parameters = _parameters(child(node, "parameters"))
    method = scope.kind == "class"
    if method and parameters and parameters[0].name in {"self", "cls"}:
        parameters = parameters[1:]
    cases = [
        item.text for item in scope.decorators if item.name.endswith(("parametrize", "parameterized.expand"))
    ]
    out.add(
        Symbol(
            Subject.METHOD if method else Subject.FUNCTION,
            name,
            line_of(name_node),
            scope.first or line_of(node),
            last_line_of(node),
            owner=scope.owner,
            public=_public(name, scope) and not _is_local(scope),
            visibility=_visibility(name, scope),
            parameters=parameters,
            type=flat(child(node, "return_type")),
            decorators=scope.decorators,
            documented=bool(documentation),
            deprecated=named(scope.decorators, "deprecated") or _says_deprecated(body),
            in_tests=scope.in_tests,
            role=_test_role(name, scope),
            skipped=_skipped(scope.decorators),
            parametrised="\n".join(cases),
            header=_header(node, body),
        )
    )
    if method and name in {"__init__", "__post_init__"}:
        out.enter(body, within(scope, scope.owner, "initialiser", public=scope.public))
    else:
        out.enter(body, within(scope, join(scope.owner, name, "."), "function", public=False))


def _says_deprecated(body: Node | None) -> bool:
    """Whether a function's first steps warn that it is deprecated: not a branch of it, nor a filter of such warnings."""
    steps = () if body is None else (step for step in body.children if step.type == "expression_statement")
    return any(_DEPRECATED.search(said) and not _FILTERS.search(said) for said in map(text, steps))


def _class(node: Node, scope: Scope, out: Outline) -> None:
    name_node, body = child(node, "name"), child(node, "body")
    if name_node is None:
        return
    name = text(name_node)
    bases = flat(child(node, "superclasses"))
    is_enum = bool(_ENUM.search(bases))
    public = _public(name, scope) and not _is_local(scope)
    is_suite = scope.in_tests and (name.startswith("Test") or "TestCase" in bases)
    out.add(
        Symbol(
            Subject.ENUM if is_enum else Subject.CLASS,
            name,
            line_of(name_node),
            scope.first or line_of(node),
            last_line_of(node),
            owner=scope.owner,
            public=public,
            visibility=_visibility(name, scope),
            type=bases,
            decorators=scope.decorators,
            documented=bool(_docstring(body)),
            deprecated=named(scope.decorators, "deprecated"),
            in_tests=scope.in_tests,
            role=TestRole.SUITE if is_suite else TestRole.NONE,
            skipped=_skipped(scope.decorators),
            header=_header(node, body),
        )
    )
    out.enter(
        body, within(scope, join(scope.owner, name, "."), "enum" if is_enum else "class", public=public)
    )


def _bare(value: Node | None) -> Node | None:
    """An expression without the brackets that only hold it together."""
    while value is not None and value.type == "parenthesized_expression":
        value = next(pieces(value), None)
    return value


_ANNOTATED = re.compile(r"^(?:\w+\.)?Annotated\[\s*")


def _type(node: Node | None) -> str:
    """A type as written; of an annotated one what it is, without what is noted about it."""
    written = flat(node)
    noted = _ANNOTATED.match(written)
    if noted is None:
        return written
    depth = 0
    for place, mark in enumerate(written[noted.end() :]):
        depth += (mark in "([{") - (mark in ")]}")
        if depth < 0 or (mark == "," and depth == 0):
            return written[noted.end() : noted.end() + place].strip()
    return written


def _header(node: Node, body: Node | None) -> str:
    """What stands before the colon; a comment between it and the body is no part of it."""
    stop = first_of(node, "comment") or body
    return until(node, stop).removesuffix(":") if stop is not None else until(node, None)


def _is_working_variable(name: str, value: Node | None, scope: Scope) -> bool:
    """Whether a module's variable only holds what a script works out or collects: no name that others are
    meant to read (`started = now()`, `results = []`)."""
    if scope.kind or name != name.lower() or name.startswith("__"):
        return False
    return value is not None and (
        value.type not in _LITERALS or not (value.named_child_count or value.type in _SCALARS)
    )


def _statement(node: Node, scope: Scope, out: Outline) -> None:
    assignment = first_of(node, "assignment")
    if assignment is None:
        return
    target, value = child(assignment, "left"), child(assignment, "right")
    if target is None:
        return
    name = text(target)
    if scope.kind == "initialiser":
        if not re.fullmatch(r"self\.\w+", name):
            return
        name, subject = name[5:], Subject.FIELD
    elif scope.kind == "function" or not name.isidentifier() or name == "__all__":
        return
    else:
        subject = {"class": Subject.FIELD, "enum": Subject.VARIANT}.get(scope.kind, Subject.CONSTANT)
        if subject is Subject.CONSTANT and _is_working_variable(name, value, scope):
            return
    out.add(
        Symbol(
            subject,
            name,
            line_of(target),
            scope.first or line_of(node),
            last_line_of(node),
            owner=scope.owner,
            public=_public(name, scope),
            visibility=_visibility(name, scope),
            type=_type(child(assignment, "type")),
            value="" if scope.kind == "initialiser" else flat(_bare(value)),
            documented=scope.documented,
            in_tests=scope.in_tests,
            header=flat(assignment),
        )
    )


def _type_alias(node: Node, scope: Scope, out: Outline) -> None:
    name = child(node, "left")
    if name is None or scope.kind == "function":
        return
    out.add(
        Symbol(
            Subject.TYPE_ALIAS,
            text(name),
            line_of(name),
            line_of(node),
            last_line_of(node),
            owner=scope.owner,
            public=_public(text(name), scope),
            type=flat(child(node, "right")),
            in_tests=scope.in_tests,
            header=flat(node),
        )
    )


def _finish(symbols: list[Symbol], root: Node) -> list[Symbol]:
    """Keep one of several assignments to an attribute; make private what a literal `__all__` leaves out."""
    seen: set[tuple[str, str]] = set()
    unique = []
    for symbol in symbols:  # an attribute that several branches of `__init__` assign is one field
        if symbol.subject is Subject.FIELD and (symbol.owner, symbol.name) in seen:
            continue
        seen.add((symbol.owner, symbol.name))
        unique.append(symbol)
    exported = _exported(root)
    if exported is None:
        return unique
    return [
        symbol
        if not symbol.public or symbol.name == "__all__" or symbol.qualified.split(".")[0] in exported
        else replace(symbol, public=False, visibility="not in __all__")
        for symbol in unique
    ]


def _exported(root: Node) -> set[str] | None:
    exported: set[str] | None = None
    for statement in root.named_children:
        if statement.type != "expression_statement":
            continue
        assignment = first_of(statement, "assignment")
        if assignment is not None and text(child(assignment, "left")) == "__all__":
            exported = set(re.findall(r"""["'](\w+)["']""", text(child(assignment, "right"))))
    return exported


_RULES = {
    "decorated_definition": _decorated,
    "function_definition": _function,
    "class_definition": _class,
    "expression_statement": _statement,
    "type_alias_statement": _type_alias,
}

PYTHON = Grammar(
    language="python",
    package="tree_sitter_python",
    rules=_RULES,
    transparent=frozenset(
        {
            "if_statement",
            "else_clause",
            "elif_clause",
            "try_statement",
            "except_clause",
            "finally_clause",
            "with_statement",
            "block",
        }
    ),
    doc_marks=("#:",),
    finish=_finish,
    indented=True,
    row_comments=("#",),
)
