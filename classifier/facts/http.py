"""HTTP: routes that a server answers, and headers by name.

A route's `name` is its path, `extra["method"]` the method in capitals where the code says it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifier.facts.compare import Family, Item
from classifier.facts.families import Families, Reader, source_in
from classifier.facts.interface import Subject
from classifier.facts.lines import Block

_VERB = "get|post|put|patch|delete|head|options|websocket|api_route|route"
_PATH = r"(?P<quote>[\"'`])(?P<path>/[^\"'`\s]{0,150})(?P=quote)"
_PYTHON = re.compile(rf"^[ \t]*@\w+(?:\.\w+)*\.(?P<verb>{_VERB})\(\s*(?:path\s*=\s*)?{_PATH}", re.MULTILINE)
_AIOHTTP = re.compile(rf"\.(?:add_(?P<verb>{_VERB})|add_api_route)\(\s*{_PATH}")
_RUST = re.compile(rf"\.route\(\s*{_PATH}\s*,\s*(?:\w+::)*(?P<verb>get|post|put|patch|delete|any)\(")
_RUST_ATTRIBUTE = re.compile(rf"#\[(?P<verb>get|post|put|patch|delete)\(\s*{_PATH}")
_GO = re.compile(
    rf"\.(?P<verb>HandleFunc|Handle|GET|POST|PUT|PATCH|DELETE|Get|Post|Put|Patch|Delete)\(\s*{_PATH}\s*,"
)
_SCRIPT = re.compile(
    rf"\b(?:app|router|server|fastify|api)\.(?P<verb>get|post|put|patch|delete|all|use)\(\s*{_PATH}\s*,"
)
_JAVA = re.compile(
    rf"@(?P<verb>Get|Post|Put|Patch|Delete|Request)Mapping\(\s*(?:(?:value|path)\s*=\s*)?{_PATH}"
)
_PATTERNS = {
    "python": (_PYTHON, _AIOHTTP),
    "rust": (_RUST, _RUST_ATTRIBUTE),
    "go": (_GO,),
    "javascript": (_SCRIPT,),
    "typescript": (_SCRIPT,),
    "java": (_JAVA,),
    "kotlin": (_JAVA,),
}
_METHODS = {"get", "post", "put", "patch", "delete", "head", "options"}


def _routes(block: Block) -> Iterator[Item]:
    for pattern in _PATTERNS.get(block.language, ()):
        for match in pattern.finditer(block.bare):
            verb = (match["verb"] or "").lower()
            extra = (("method", verb.upper()),) if verb in _METHODS else ()
            yield Item(
                match["path"],
                block.line_at(match.start("path")),
                extra=extra,
                owner=verb.upper() if extra else "",
            )


_HEADER = re.compile(r"[\"'`](?P<name>[Xx]-[A-Za-z0-9]+(?:-[A-Za-z0-9]+){0,8})[\"'`]")


def _headers(block: Block) -> Iterator[Item]:
    for match in _HEADER.finditer(block.bare):
        yield Item(match["name"], block.line_at(match.start()))


HTTP = Families(
    (
        Reader(Family(Subject.ROUTE, _routes, renames=True), source_in(*_PATTERNS), ('"/', "'/", "`/")),
        Reader(
            Family(Subject.HEADER, _headers),
            source_in(*_PATTERNS, "cpp", "yaml"),
            ('"x-', "'x-", '"X-', "'X-"),
        ),
    ),
    (Subject.ROUTE, Subject.HEADER),
)
