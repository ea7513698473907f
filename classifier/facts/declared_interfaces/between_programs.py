"""Interfaces between programs that are written down: protobuf and gRPC, GraphQL, OpenAPI.

A message field's `owner` is its message, its value `number: type`: a number or type that changed breaks
the wire. The fields of an OpenAPI schema and the parameters of an operation (`GET /pets`) are message fields, too;
their value is the type.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifier.facts.compare import Family, Item
from classifier.facts.edits import Edit
from classifier.facts.families import Families, Reader
from classifier.facts.interface import Subject
from classifier.facts.lines import Block
from classifier.facts.structured.json_reader import read_json, read_json_fragment
from classifier.facts.structured.line_reader import read_lines
from classifier.facts.structured.tree import Mapping, Pair, Path, Scalar, entries

_BLOCK = re.compile(
    r"\b(?P<kind>message|service|enum|oneof|extend)\s+(?P<name>[\w.]{1,120})\s*\{|(?P<open>\{)|(?P<close>\})"
)
_FIELD = re.compile(
    r"^[ \t]*(?:repeated[ \t]+|optional[ \t]+|required[ \t]+)?(?P<type>[\w.]+|map<[^>\n]{1,80}>)[ \t]+(?P<name>\w{1,120})[ \t]*=[ \t]*(?P<number>\d{1,10})[ \t]*[;\[]", re.MULTILINE
)  # fmt: skip
_RPC = re.compile(
    r"\brpc\s+(?P<name>\w{1,120})\s*\(\s*(?P<takes>(?:stream\s+)?[\w.]+)\s*\)\s*returns\s*\(\s*"
    r"(?P<gives>(?:stream\s+)?[\w.]+)\s*\)"
)


def _owners(block: Block) -> list[tuple[int, str]]:
    """(offset, qualified name of the innermost message or service) from there on."""
    stack: list[str] = []
    owners = [(0, "")]
    for match in _BLOCK.finditer(block.code):
        if match["close"]:
            if stack:
                stack.pop()
        elif len(stack) < 50:
            stack.append(match["name"] if match["kind"] in {"message", "service", "enum"} else "")
        owners.append((match.end(), ".".join(name for name in stack if name)))
    return owners


def _owner(owners: list[tuple[int, str]], offset: int) -> str:
    low, high = 0, len(owners)
    while low + 1 < high:
        middle = (low + high) // 2
        low, high = (middle, high) if owners[middle][0] <= offset else (low, middle)
    return owners[low][1]


def _messages(block: Block) -> Iterator[Item]:
    owners = _owners(block)
    for match in re.finditer(r"\bmessage\s+(\w{1,120})\s*\{", block.code):
        yield Item(match.group(1), block.line_at(match.start()), owner=_owner(owners, match.start()))


def _fields(block: Block) -> Iterator[Item]:
    owners = _owners(block)
    for match in _FIELD.finditer(block.code):
        if match["type"] not in {"option", "syntax", "reserved", "package"}:
            value = f"{match['number']}: {match['type']}"
            yield Item(
                match["name"],
                block.line_at(match.start("name")),
                owner=_owner(owners, match.start()),
                value=value,
            )


_ENUM_VALUE = re.compile(
    r"^[ \t]*(?P<name>[A-Z]\w{0,119})[ \t]*=[ \t]*(?P<number>-?\d{1,10})[ \t]*[;\[]", re.MULTILINE
)


def _enum_values(block: Block) -> Iterator[Item]:
    owners = _owners(block)
    for match in _ENUM_VALUE.finditer(block.code):
        line, owner = block.line_at(match.start("name")), _owner(owners, match.start())
        yield Item(match["name"], line, owner=owner, value=match["number"])


def _services(block: Block) -> Iterator[Item]:
    for match in re.finditer(r"\bservice\s+(\w{1,120})\s*\{", block.code):
        yield Item(match.group(1), block.line_at(match.start()))


def _methods(block: Block) -> Iterator[Item]:
    owners = _owners(block)
    for match in _RPC.finditer(block.code):
        value = f"{' '.join(match['takes'].split())} -> {' '.join(match['gives'].split())}"
        yield Item(
            match["name"], block.line_at(match.start()), owner=_owner(owners, match.start()), value=value
        )


_GRAPHQL_TYPE = re.compile(
    r"^(?:extend[ \t]+)?(?:type|input|interface|enum|union|scalar)[ \t]+(?P<name>\w{1,120})", re.MULTILINE
)
_GRAPHQL_FIELD = re.compile(
    r"^[ \t]+(?P<name>\w{1,120})(?:\([^)\n]{0,400}\))?[ \t]*:[ \t]*(?P<type>[\w!\[\]]{1,120})", re.MULTILINE
)


def _graphql_types(block: Block) -> Iterator[Item]:
    for match in _GRAPHQL_TYPE.finditer(block.code):
        yield Item(match["name"], block.line_at(match.start("name")))


def _graphql_fields(block: Block) -> Iterator[Item]:
    types = [(match.start(), match["name"]) for match in _GRAPHQL_TYPE.finditer(block.code)]
    for match in _GRAPHQL_FIELD.finditer(block.code):
        owner = _owner(types, match.start()) if types and types[0][0] <= match.start() else ""
        yield Item(match["name"], block.line_at(match.start("name")), owner=owner, value=match["type"])


_GRAPHQL_ENUM = re.compile(
    r"^(?:extend[ \t]+)?enum[ \t]+(?P<name>\w{1,120})[^{}\n]{0,200}\{(?P<body>[^{}]{0,20000})\}", re.MULTILINE
)
_GRAPHQL_VALUE = re.compile(r"^[ \t]*(?P<name>[A-Za-z_]\w{0,119})[ \t]*(?:@[^\n]{0,200})?$", re.MULTILINE)


def _graphql_values(block: Block) -> Iterator[Item]:
    for enum in _GRAPHQL_ENUM.finditer(block.code):
        for match in _GRAPHQL_VALUE.finditer(block.code, enum.start("body"), enum.end("body")):
            yield Item(match["name"], block.line_at(match.start("name")), owner=enum["name"])


_OPENAPI_PATH = re.compile(
    r"^(?:[ ]{1,4}|\t)[\"']?(?P<path>/[^\s\"':]{0,150})[\"']?:[ \t]*(?:\{[ \t]*)?$", re.MULTILINE
)


def _openapi(block: Block) -> Iterator[Item]:
    for match in _OPENAPI_PATH.finditer(block.text):
        yield Item(match["path"], block.line_at(match.start("path")))


_METHODS = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace"})


def _described(block: Block) -> Iterator[tuple[Path, Pair]]:
    """Every key of a description with its path."""
    if block.language == "json":
        trees = read_json(block.text, block.first) or read_json_fragment(block.text, block.first)
    else:
        trees = read_lines(block.bare, block.first)
    for tree in trees:
        yield from entries(tree)


def _operations(block: Block) -> Iterator[Item]:
    for path, pair in _described(block):
        if len(path) == 3 and path[0] == "paths" and pair.key in _METHODS:
            yield Item(f"{pair.key.upper()} {path[1]}", pair.line)


def _schema_fields(block: Block) -> Iterator[Item]:
    """The fields of schemas with their types, and the parameters of operations."""
    for path, pair in _described(block):
        if not isinstance(pair.value, Mapping) or len(path) < 3 or path[-2] != "properties":
            continue
        owner = next(
            (path[at + 1] for at, part in enumerate(path[:-2]) if part in {"schemas", "definitions"}), ""
        )
        if owner:
            typed = next((each.line for each in pair.value.pairs if each.key == "type"), pair.line)
            reference = pair.value.text("$ref").rpartition("/")[2]
            yield Item(pair.key, pair.line, typed, owner, pair.value.text("type") or reference or None)


def _parameters(block: Block) -> Iterator[Item]:
    for path, pair in _described(block):
        named = pair.key == "name" and isinstance(pair.value, Scalar) and len(path) >= 5
        if (
            named
            and path[0] == "paths"
            and path[-2].startswith("parameters[")
            and isinstance(pair.value, Scalar)
        ):
            owner = f"{path[2].upper()} {path[1]}" if path[2] in _METHODS else path[1]
            yield Item(pair.value.text, pair.line, owner=owner)


def _is_openapi(edit: Edit) -> bool:
    return (
        edit.language in {"yaml", "json"}
        and re.search(r"(?:openapi|swagger)[^/]*\.(?:ya?ml|json)$", edit.path, re.IGNORECASE) is not None
    )


def _protobuf(edit: Edit) -> bool:
    return edit.language == "protobuf"


def _graphql(edit: Edit) -> bool:
    return edit.language == "graphql"


RPC = Families(
    (
        Reader(Family(Subject.RPC_SERVICE, _services), _protobuf),
        Reader(Family(Subject.RPC_METHOD, _methods), _protobuf),
        Reader(Family(Subject.MESSAGE, _messages), _protobuf),
        Reader(Family(Subject.MESSAGE_FIELD, _fields, renames=True), _protobuf),
        Reader(Family(Subject.MESSAGE_FIELD, _enum_values, renames=True), _protobuf),
        Reader(Family(Subject.GRAPHQL_TYPE, _graphql_types), _graphql),
        Reader(Family(Subject.GRAPHQL_FIELD, _graphql_fields), _graphql),
        Reader(Family(Subject.GRAPHQL_FIELD, _graphql_values), _graphql, ("enum ",)),
        Reader(Family(Subject.OPENAPI_PATH, _openapi), _is_openapi),
        Reader(Family(Subject.OPENAPI_PATH, _operations), _is_openapi),
        Reader(Family(Subject.MESSAGE_FIELD, _schema_fields), _is_openapi),
        Reader(Family(Subject.MESSAGE_FIELD, _parameters), _is_openapi),
    )
)
