"""The dumps of Kotlin's binary compatibility validator: `module.api`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifier.facts.declared_interfaces.interface import Entry, Form
from classifier.facts.lines import Block

_TYPE = re.compile(r"(?:public|protected)\b[\w ]*\b(?:class|interface|object) (?P<name>[\w/$]+)[^{]*\{?\s*$")
_MEMBER = re.compile(
    r"\t(?:public|protected)\b(?P<more>[\w ]*)\b(?:fun|field) (?P<name>[\w$<>-]+) ?(?P<rest>.*)$"
)
_MADE = (
    "$DefaultImpls",
    "$$serializer",
    "$Companion$WhenMappings",
)  # written by the compiler, called by nobody


def _entries(block: Block) -> Iterator[Entry]:
    owner: str | None = ""
    for number, line in block.numbered(block.text):
        found = _TYPE.match(line)
        if found:
            path = found["name"]
            owner = None if path.endswith(_MADE) else path.rpartition("/")[2].replace("$", ".")
            if owner is not None:
                yield Entry("", owner, line.strip().rstrip("{ "), number)
            continue
        if line.startswith("}"):
            owner = ""
        member = _MEMBER.match(line)
        if member and owner is not None and "synthetic" not in member["more"] and "$" not in member["name"]:
            yield Entry(owner, member["name"], line.strip(), number)


def _owns(path: str) -> bool:
    parts = path.split("/")
    return path.endswith(".api") and len(parts) > 1 and "api" in parts[-3:-1]


KOTLIN_DUMP = Form("kotlin", _owns, _entries)
