"""Interfaces between programs that are written down: protobuf and gRPC, GraphQL, OpenAPI.

A message field's `owner` is its message, its value `number: type`: a number or type that changed breaks
the wire.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifier.facts.compare import Family, Item
from classifier.facts.edits import Edit
from classifier.facts.families import Families, Reader
from classifier.facts.interface import Subject
from classifier.facts.lines import Block

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


_OPENAPI_PATH = re.compile(
    r"^(?:[ ]{1,4}|\t)[\"']?(?P<path>/[^\s\"':]{0,150})[\"']?:[ \t]*(?:\{[ \t]*)?$", re.MULTILINE
)


def _openapi(block: Block) -> Iterator[Item]:
    for match in _OPENAPI_PATH.finditer(block.text):
        yield Item(match["path"], block.line_at(match.start("path")))


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
        Reader(Family(Subject.GRAPHQL_TYPE, _graphql_types), _graphql),
        Reader(Family(Subject.GRAPHQL_FIELD, _graphql_fields), _graphql),
        Reader(Family(Subject.OPENAPI_PATH, _openapi), _is_openapi),
    )
)
