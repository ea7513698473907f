"""Where one piece ends and another begins: behind the mark of what is left out no other definition stands as if it were of the
same block."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from classifier.statements.cutting import Row
from classifier.statements.line_kinds import SIGNATURE
from classifier.statements.parts import Part

_YAML = (".yml", ".yaml")
_KEY = re.compile(r"\s*[\w.\"'/-]+:\s*$")  # of a job, of a service


def apart(part: Part, places: Sequence[int]) -> list[list[int]]:
    """The rows that are shown in as many lists as there are definitions that begin behind what is left out, each with the row
    that begins it."""
    told = [some for some in _lists(part, places) if _has_news(part, some)]
    return told or [list(places)]


def _lists(part: Part, places: Sequence[int]) -> Iterator[list[int]]:
    rows, held = part.rows, list[int]()
    sides = {rows[place].mark for place in places} - {" "}
    for place in places:
        begun = _begun(part, held, place) if held else None
        # What went and what came in its place are not torn apart, whatever git has laid between them.
        if begun is not None and (len(sides) == 1 or (rows[begun].mark != "-" and _comes(part, held))):
            yield held
            held = [] if begun == place else [begun]
        held.append(place)
    yield held


def _comes(part: Part, held: Sequence[int]) -> bool:
    return any(part.rows[each].mark == "+" for each in held)


def _begun(part: Part, held: Sequence[int], place: int) -> int | None:
    """The row that begins another definition between the rows held and one, if any is left out between them: the last such."""
    rows, last = part.rows, held[-1]
    if all(rows[each].is_blank for each in range(last + 1, place)):
        return None
    least = min(rows[each].indent for each in held)
    inner = rows[place].indent
    for each in range(place, last, -1):
        row = rows[each]
        holds = each == place or row.indent < inner
        if row.mark in {rows[place].mark, " "} and holds and _begins(part, row, least):
            return each
    return None


def _begins(part: Part, row: Row, least: int) -> bool:
    if part.file.path.endswith(_YAML):
        return row.indent < least and _KEY.match(row.text) is not None
    return row.indent <= least and SIGNATURE.match(row.text) is not None


def _has_news(part: Part, held: Sequence[int]) -> bool:
    return any(part.rows[each].mark != " " and part.rows[each].says_something for each in held)
