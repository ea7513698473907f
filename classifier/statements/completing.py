"""What shown rows need to be read: the small gaps between them, the heads of their blocks, where they end, the comments that
explain them. What is left out between them is one mark."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice, pairwise, takewhile

from classifier.statements.cutting import Row
from classifier.statements.line_kinds import ELSE, SIGNATURE
from classifier.statements.parts import Part
from history.briefs import ELISION

MOST_TO_CLOSE = 3  # rows
MOST_LED_TO = 8  # rows to what a head leads to, with the comments before it
LONGEST_REASON = 4  # rows of a comment
SMALLEST_GAP = 2  # rows that are never worth the mark of what is left out
LONGEST_GAP = 6  # rows that are shown rather than left out
NEAR = 6  # rows between a step and what it stands under
_CLOSES = (")", "]", "}")
_LEAVES = re.compile(r"\s*(?:return|continue|break|raise|throw)\b")
_DECORATES = re.compile(r"\s*(?:@\w|#\[)")
_BRANCHES = re.compile(r"(?::|\{|\bthen|\bdo)\s*$")  # ends with the head of a block
_ASSIGNS = re.compile(r"\s(?::|\+)?=\s*$")
_DOCUMENTS = re.compile(r"\s*(?:[rR]?(?:\"\"\"|''')|///|/\*\*)")
_NO_REASON = re.compile(rf"{_DOCUMENTS.pattern}|[\s#/*]*[-=*#~─]{{4,}}")  # what documents, what only parts
_CELLS = re.compile(r"\s*\|")


def filled(part: Part, chosen: set[int], most: int = 1) -> set[int]:
    """The rows with those between them that take no more room than the mark of an elision would (or `most` rows), and conditions
    whole."""
    filled = set(chosen)
    for place in chosen:
        while (place := place + 1) in part.operands:
            filled.add(place)
    places = sorted(filled)
    for before, after in pairwise(places):
        between = [place for place in range(before + 1, after) if not part.rows[place].is_blank]
        if len(between) <= most and not any(part.prose[place] for place in between):
            filled.update(between)
    return filled


def unbroken(part: Part, chosen: set[int], room: int) -> set[int]:
    """The rows with what little is left out between them and of the change that they begin, the smallest gaps first, as far as
    there is room: a branch that is not shown may be the one that matters."""
    told = _with_heads(part, chosen)
    between = [
        ([place for place in range(before + 1, after) if not part.rows[place].is_blank], 1)
        for before, after in pairwise(sorted(told))
    ]
    told_of = {place for unit in part.units if unit.head in told for place in unit.rows}
    gaps = [
        (gap, marks)
        for gap, marks in (*between, (_rest(part, max(told)), 0))
        if 0 < len(gap) <= LONGEST_GAP and (_is_small(part, gap) or _is_missed(part, gap, told_of))
    ]
    for gap, marks in sorted(gaps, key=lambda each: len(each[0])):
        room -= len(gap) - marks  # the mark of what is left out goes
        if room < 0:
            break
        told.update(gap)
    return told


def _is_small(part: Part, gap: Sequence[int]) -> bool:
    """Whether rows that are left out are hardly more than the mark that would stand for them: they may be what decides."""
    return len(gap) <= SMALLEST_GAP and not any(
        part.prose[place] or _CELLS.match(part.rows[place].text) for place in gap
    )


def _is_missed(part: Part, gap: Sequence[int], told_of: set[int]) -> bool:
    """Whether rows that are left out say something: not what goes on with a statement (arguments, say), nor rows of a table."""
    rows = part.rows
    return (
        any(rows[place].mark != " " for place in gap)
        and not told_of.issuperset(gap)
        and not any(part.prose[place] or _CELLS.match(rows[place].text) for place in gap)
    )


def _rest(part: Part, last: int) -> list[int]:
    """The changed rows right after one, to the end of the change or to the next definition."""
    rows = part.rows
    following = takewhile(
        lambda place: (
            (rows[place].mark != " " or rows[place].is_blank) and not SIGNATURE.match(rows[place].text)
        ),
        range(last + 1, len(rows)),
    )
    return [place for place in following if not rows[place].is_blank]


def goes_on(part: Part, last: int) -> Row | None:
    """The mark of what is left out after the last row that is shown, where the change goes on there with more than brackets."""
    row = part.rows[last]
    rest = [part.rows[place] for place in _rest(part, last) if not part.prose[place]]
    rest = [each for each in rest if each.mark == row.mark and each.says_something]
    if row.mark == " " or not rest:
        return None
    return Row(row.mark, rest[0].line, " " * rest[0].indent + ELISION)


def _with_heads(part: Part, chosen: set[int]) -> set[int]:
    """The rows with the heads, among them, of the blocks that they stand in: else a step would seem to belong to the block
    before it."""
    first = min(chosen)
    only_gone = all(part.rows[place].mark != "+" for place in chosen)
    above = {
        head
        for unit in part.units
        if unit.head in chosen
        for head in unit.above
        if head > first and (part.rows[head].mark != "-" or only_gone)
    }
    return chosen | above


def under_conditions(part: Part, chosen: set[int]) -> set[int]:
    """The rows with the conditions that the steps which leave a block stand under, where these are changed or near: what ends
    without a word when is half a sentence."""
    rows, found = part.rows, set(chosen)
    for place in chosen:
        if not _LEAVES.match(rows[place].text):
            continue
        head = head_of(part, place)
        if head is None or SIGNATURE.match(rows[head].text):
            continue
        if rows[head].mark != " " or place - head <= NEAR:
            found.add(head)
    return filled(part, found)


def head_of(part: Part, place: int) -> int | None:
    """The row of its own side that a row stands below."""
    rows = part.rows
    least = rows[place].indent
    for above in range(place - 1, -1, -1):
        row = rows[above]
        if row.is_blank or row.mark not in {rows[place].mark, " "} or row.indent >= least:
            continue
        text = row.text.lstrip()
        if not text.startswith(_CLOSES) or ELSE.match(row.text):
            return above
    return None


def ended(part: Part, chosen: set[int]) -> set[int]:
    """The rows to where one may stop reading: after the head of a block its first statement, after a decorator what it
    decorates, and the few that close what the last of them opens."""
    if not chosen:
        return chosen
    return closed(part, {*chosen, *_assigned(part, chosen), *_led_to(part, max(chosen))})


def _assigned(part: Part, chosen: set[int]) -> Iterator[int]:
    """What is assigned on the row below, where a row ends with the sign of it."""
    rows = part.rows
    for place in chosen:
        if _ASSIGNS.search(rows[place].code):
            below = range(place + 1, min(len(rows), place + 1 + MOST_LED_TO))
            yield from islice(
                (
                    each
                    for each in below
                    if rows[each].mark in {rows[place].mark, " "} and not rows[each].is_blank
                ),
                1,
            )


def _led_to(part: Part, last: int) -> list[int]:
    """What must follow the last row: the first statement of the block that it opens, the head of what it decorates."""
    rows = part.rows
    row = rows[last]
    following = [
        place
        for place in range(last + 1, min(len(rows), last + 1 + MOST_LED_TO))
        if rows[place].mark in {row.mark, " "} and not rows[place].is_blank and not part.prose[place]
    ][:MOST_TO_CLOSE]
    if _DECORATES.match(row.text):
        head = next((place for place in following if SIGNATURE.match(rows[place].text)), None)
        return [] if head is None else [*(place for place in following if place < head), head]
    if following and rows[following[0]].text.strip() == "{":  # of a condition on several rows
        return [following[0], *_led_to(part, following[0])]
    if not _BRANCHES.search(row.code) or SIGNATURE.match(row.text) or not following:
        return []
    led = list(takewhile(lambda place: rows[place].indent > row.indent, following))
    heads = list(takewhile(lambda place: _BRANCHES.search(rows[place].code), led))
    return led[: len(heads) + 1]


def closed(part: Part, chosen: set[int]) -> set[int]:
    """The rows with the few that close what the last of them opens: a statement is not left before its end."""
    rows, last = part.rows, max(chosen)
    mark, depth = rows[last].mark, 0
    for place in range(last, -1, -1):
        row = rows[place]
        if place not in chosen or row.mark not in {mark, " "}:
            break
        depth += sum(row.text.count(sign) for sign in "([{") - sum(row.text.count(sign) for sign in ")]}")
        if depth > 0:
            break
    more: list[int] = []
    sides = {mark, " "} if mark != " " else {"+", " "}
    for place in range(last + 1, min(len(rows), last + 1 + 2 * MOST_TO_CLOSE)):
        if depth <= 0 or sum(rows[each].mark in sides for each in more) == MOST_TO_CLOSE:
            break
        if rows[place].mark in sides:
            more.append(place)
            depth += sum(rows[place].text.count(sign) for sign in "([{")
            depth -= sum(rows[place].text.count(sign) for sign in ")]}")
        elif mark == " ":  # what gave way to what closes it
            more.append(place)
    return chosen | set(more) if depth <= 0 else chosen


def size_of(part: Part, chosen: set[int]) -> int:
    """The lines that the rows take: a condition counts as one, however many lines it is written on."""
    return sum(1 for _ in shown_rows(part, sorted(chosen))) - len(part.operands & chosen)


def shown_rows(part: Part, places: Sequence[int]) -> Iterator[Row]:
    """The rows that are shown, with a mark for each run that is left out."""
    last: int | None = None
    for place in places:
        if last is not None:
            between = [part.rows[each] for each in range(last + 1, place) if not part.rows[each].is_blank]
            if between:
                marks = {row.mark for row in between}
                mark = marks.pop() if len(marks) == 1 else " "
                yield Row(mark, between[0].line, " " * part.rows[place].indent + ELISION)
        yield part.rows[place]
        last = place


def reasons(part: Part, chosen: set[int], quoted: Collection[tuple[str, int]]) -> list[int]:
    """The changed comments right above what is shown, and within it, unless they are long or quoted: they say why."""
    rows, prose = part.rows, part.prose
    first = min(chosen)
    place = first - 1
    while place >= 0 and prose[place] and not rows[place].is_blank:
        place -= 1
    runs = [[each for each in range(place + 1, first) if rows[each].mark != " "]]
    inside = [
        each
        for each in range(first, max(chosen))
        if prose[each] and rows[each].mark != " " and each not in chosen
    ]
    for each in inside:
        if runs[-1] and runs[-1][-1] == each - 1 and each - 1 >= first:
            runs[-1].append(each)
        else:
            runs.append([each])
    return [
        each
        for run in runs
        if 0 < len(run) <= LONGEST_REASON
        and not any(
            (part.file.path, rows[one].line) in quoted or _NO_REASON.match(rows[one].text) for one in run
        )
        for each in run
    ]


def without_talk(part: Part, places: Sequence[int]) -> list[int]:
    """The rows without documentation strings, comments of two lines and more and those at either end, where there are
    others: what they say is quoted, or long."""
    prose = part.prose
    told = {
        place
        for place in places
        if prose[place]
        and (
            _DOCUMENTS.match(part.rows[place].text)
            or any(prose[max(0, place - 1) : place])
            or any(prose[place + 1 : place + 2])
        )
    }
    left = [place for place in places if place not in told]
    while left and prose[left[0]]:
        left.pop(0)
    while left and prose[left[-1]]:
        left.pop()
    return left or list(places)
