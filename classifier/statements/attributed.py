"""Where people's words stand, for those that would otherwise be taken for the reason of what they are told beside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from classifier.statements.material import Material
from history.briefs import Evidence, Side, Statement, Term

IN_ONE_PARAGRAPH = 2  # sentences that are told without the file of each
_BARE, _AT, _IN = "summary-words", "summary-words-at", "summary-words-in"
# The words of the author of the commit are about all of it.
_OF_THE_WHOLE = frozenset(Term(f"origin-{name}") for name in ("record", "breaking", "message", "pull"))
_DEFINED = re.compile(r"\b(?:class|def|fn|func|function|struct|impl|trait|interface|enum|module)\s+(\w+)")


def attributed(told: Sequence[Statement], material: Material) -> list[Statement]:
    """The sentences of a summary in their order, words of one place that stand in a paragraph with a sentence about another
    file, or about another definition, with where they are from."""
    together = told if len(told) <= IN_ONE_PARAGRAPH else told[:1]
    return [
        _with_place(one, told, material)
        if one.key == _BARE and dict(one.params).get("origin") not in _OF_THE_WHOLE and one in together
        else one
        for one in told
    ]


def _with_place(one: Statement, told: Sequence[Statement], material: Material) -> Statement:
    """Words with their file where another sentence is about another file, with what git shows them to stand in where
    another one stands in something else."""
    here = one.evidence[0]
    others = [other.evidence[0] for other in told if other is not one]
    key, place = _AT, None
    if any(other.path != here.path for other in others):
        key, place = _IN, material.grounds.file(here.path)
    elif (name := _around(here, material)) and any(_around(other, material) != name for other in others):
        place = material.grounds.name(name)
    if place is None:
        return one
    return replace(one, key=key, params=(*one.params, ("place", place)))


def _around(line: Evidence, material: Material) -> str:
    """What the hunk of a line stands in, by its heading; "" where that names nothing."""
    for file in material.written_at.get(line.path, ()):
        for hunk in file.hunks:
            start, count = (
                (hunk.new_start, hunk.new_count)
                if line.side is Side.NEW
                else (hunk.old_start, hunk.old_count)
            )
            if start <= line.line < start + count:
                found = _DEFINED.search(hunk.heading)
                return found[1] if found else ""
    return ""
