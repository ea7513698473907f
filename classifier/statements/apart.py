"""Where one piece ends and another begins: behind the mark of what is left out no other definition stands as if it were of the
same block, no arm is left out of which a line is shown, and a line that went stands in no block but its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from classifier.statements.completing import head_of
from classifier.statements.cutting import Row
from classifier.statements.line_kinds import CONDITION, ELSE, SIGNATURE, TARGET
from classifier.statements.parts import Part

_YAML = (".yml", ".yaml")
_KEY = re.compile(r"\s*[\w.\"'/-]+:\s*$")  # of a job, of a service
_ARM = re.compile(r"=>\s*[{(]?\s*$|\)\s*->\s*$")
FEW = 3  # rows


def with_heads(part: Part, places: set[int]) -> set[int]:
    """The rows with the heads of the arms and definitions behind the first of them that others belong to, and without those that
    went and belong to something left out, behind what came."""
    rows = part.rows
    shown = {place for place in places if not rows[place].is_blank}
    if not shown or all(rows[place].mark == "+" for place in shown):
        return places
    first, found = min(shown), set(places)
    for place in sorted(shown):
        head = head_of(part, place)
        if head is None or head in found or rows[place].mark == " ":
            continue
        if head < first:
            if rows[head].mark == "-" and SIGNATURE.match(rows[head].text) and _has_others(part, shown, head):
                found.add(head)
        elif rows[place].mark == "-" and any(rows[each].mark == "+" for each in range(head, place)):
            if not _gave_way(part, shown, place):
                found.discard(place)
                found -= _left_empty(part, found, place)
        elif _leads(rows[head].text):
            if _is_stray(part, shown, head, place):
                found.discard(place)
            else:
                found.add(head)
    return found if any(rows[place].mark != " " for place in found) else places


def _leads(text: str) -> bool:
    """Whether a row begins an arm, a branch or a definition."""
    return any(one.match(text) for one in (SIGNATURE, CONDITION, ELSE)) or _ARM.search(text) is not None


def _is_stray(part: Part, shown: set[int], head: int, place: int) -> bool:
    """Whether a row that went is one of few that are shown of its definition, which went below what is shown above."""
    rows = part.rows
    if rows[head].mark != "-" or not SIGNATURE.match(rows[head].text):
        return False
    inside = [each for each in shown if each > head and rows[each].indent > rows[head].indent]
    return rows[place].mark == "-" and sum(rows[each].mark == "-" for each in inside) < FEW


def _left_empty(part: Part, found: set[int], place: int) -> set[int]:
    """The head right above a row that is left out after all, if nothing else is shown below it."""
    above = max((each for each in found if each < place), default=place)
    below = min((each for each in found if each > place), default=place)
    rows = part.rows
    is_empty = rows[above].indent < rows[place].indent and rows[below].indent <= rows[above].indent
    return {above} if is_empty and _leads(rows[above].text) else set()


def _gave_way(part: Part, shown: set[int], place: int) -> bool:
    """Whether a row that came is shown in the place of one that went."""
    rows, after = part.rows, place + 1
    while after < len(rows) and rows[after].mark == "-":
        after += 1
    return after in shown and rows[after].mark == "+"


def _has_others(part: Part, shown: set[int], head: int) -> bool:
    """Whether rows that came are shown beside those of a definition that went."""
    return any(place > head and part.rows[place].mark == "+" for place in shown)


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
    if _stands_behind(part, held, place):
        return place
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


def _stands_behind(part: Part, held: Sequence[int], place: int) -> bool:
    """Whether a row sets something behind the end of the definition whose body the rows held show."""
    rows = part.rows
    row, last = rows[place], rows[held[-1]]
    if part.prose[place] or last.indent <= row.indent or not TARGET.match(row.text):
        return False
    if any(rows[each].indent < row.indent for each in held):  # of a definition within another one
        return False
    return any(
        rows[each].indent == row.indent and rows[each].mark == row.mark and SIGNATURE.match(rows[each].text)
        for each in held
    )


def _begins(part: Part, row: Row, least: int) -> bool:
    if part.file.path.endswith(_YAML):
        return row.indent < least and _KEY.match(row.text) is not None
    return row.indent <= least and SIGNATURE.match(row.text) is not None


def _has_news(part: Part, held: Sequence[int]) -> bool:
    return any(part.rows[each].mark != " " and part.rows[each].says_something for each in held)
