"""Whether a comment went with what it was about: only then is what it said news, and not the rule of before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from classifier.statements.cutting import COMMENT, Row, explained, rows_of
from classifier.statements.material import Material
from history.briefs import Evidence

_WORD = re.compile(r"\w+")


def went_with_it(comment: Evidence, material: Material, moved: frozenset[str]) -> bool:
    """Whether a comment that went stood among lines of which only something went, and not to another place."""
    for file in material.written:
        if comment.path not in {file.path, file.old_path}:
            continue
        for hunk in file.hunks:
            rows = rows_of(hunk)
            at = next((i for i, row in enumerate(rows) if row.mark == "-" and row.line == comment.line), None)
            if at is not None:
                return _only_loses(_run_around(rows, at), moved)
    return False


def _run_around(rows: Sequence[Row], at: int) -> list[Row]:
    """The code that changed around a row, up to the next rows that stay."""
    first, last = at, at
    while first > 0 and rows[first - 1].mark != " ":
        first -= 1
    while last + 1 < len(rows) and rows[last + 1].mark != " ":
        last += 1
    prose = explained(rows)
    return [
        row
        for row, is_prose in zip(rows[first : last + 1], prose[first : last + 1], strict=True)
        if row.says_something and not is_prose and not COMMENT.match(row.text)
    ]


def _only_loses(code: Sequence[Row], moved: frozenset[str]) -> bool:
    gone, came = (
        {word for row in code if row.mark == mark for word in _WORD.findall(row.text)} for mark in "-+"
    )
    return came < gone and not any(row.key in moved for row in code if row.mark == "-")
