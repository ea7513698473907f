"""The variables that a Terraform module takes and the outputs that it gives.

A variable's value is its default; `extra`: `type`, and `required` where it has no default.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from classifier.facts.compare import Family, Item, compare, moves
from classifier.facts.interface import Change, CommitView, Fact, Subject
from classifier.facts.lines import Block
from history.records import FileStatus

_BLOCK = re.compile(
    r"^(?P<kind>variable|output)\s+\"(?P<name>[\w-]{1,80})\"\s*\{(?P<body>[^\n]*\}[ \t]*$|(?:\n(?!\})[^\n]*){0,400}\n\})",
    re.MULTILINE,
)
_DEFAULT = re.compile(r"^[ \t]{1,4}default[ \t]*=[ \t]*(?P<value>[^\n]{1,200})", re.MULTILINE)
_TYPE = re.compile(r"^[ \t]{1,4}type[ \t]*=[ \t]*(?P<value>[^\n]{1,200})", re.MULTILINE)


def _found(block: Block, kind: str) -> Iterator[Item]:
    for match in _BLOCK.finditer(block.bare):
        if match["kind"] != kind:
            continue
        default, type_ = _DEFAULT.search(match["body"]), _TYPE.search(match["body"])
        extra = [("type", type_["value"].strip())] if type_ else []
        if kind == "variable" and default is None:
            extra.append(("required", "true"))
        first, last = block.line_at(match.start()), block.line_at(match.end())
        value = default["value"].strip() if default else None
        yield Item(match["name"], first, last, value=value, extra=tuple(extra))


def _variables(block: Block) -> Iterator[Item]:
    return _found(block, "variable")


def _outputs(block: Block) -> Iterator[Item]:
    return _found(block, "output")


_FAMILIES = (
    Family(Subject.INPUT_VARIABLE, _variables, default=True, renames=True),
    Family(Subject.OUTPUT_VALUE, _outputs, renames=True),
)


class Terraform:
    """Reads the files of modules."""

    def facts(self, view: CommitView) -> Iterator[Fact]:
        """Yield what a module takes and gives anew, no more, or otherwise; nobody called one that is new as a whole."""
        found: list[Fact] = []
        known: set[str] = set()
        for edit in view.edits:
            if edit.path.endswith((".tf", ".tofu")):
                if edit.change.status is not FileStatus.ADDED:
                    known.add(_folder(edit.path))
                for family in _FAMILIES:
                    found += map(_retyped, compare(edit, family))
        for fact in moves(found, (Subject.INPUT_VARIABLE, Subject.OUTPUT_VALUE)):
            if fact.change is not Change.MOVED and _folder(fact.path) in known:
                yield fact


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _retyped(fact: Fact) -> Fact:
    """A variable whose default stays and whose type changed."""
    if fact.extra.get("changed") == "type":
        return replace(fact, change=Change.TYPE_CHANGED)
    return fact
