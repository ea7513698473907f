"""Which rows a statement is shown with: what was changed together with it, what it leads to, what it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from classifier.statements.completing import filled, size_of, without_talk
from classifier.statements.cutting import Unit
from classifier.statements.deciding import Telling
from classifier.statements.line_kinds import CONDITION, ELSE, PASSED_ON, SIGNATURE
from classifier.statements.literal import IMPORT
from classifier.statements.parts import Part
from history.briefs import Importance

NEAR = 6  # rows between a statement and what it stands in
BODY = {Importance.HIGH: 12, Importance.MEDIUM: 8, Importance.LOW: 5}  # rows of what a head leads to
RUN = {Importance.HIGH: 16, Importance.MEDIUM: 12, Importance.LOW: 10}  # rows that are shown together
DEEPEST = 3  # heads between what is shown of a block and its own
APART = 3  # rows from one change to the next that belongs to it
LONG_SIGNATURE = 3
LONG_CALL = 5
LONG_EDIT = 8
_WORD = re.compile(r"\w+")
NAMES = re.compile(r"\s*-?\s*[\"']?(?:name|id|key|package)[\"']?\s*[:=]\s*\S")


class Surroundings:
    """What the statements of a commit are shown with."""

    def __init__(self, found: Sequence[Telling], level: Importance) -> None:
        self.level = level
        self._of_part: dict[int, list[Telling]] = {}
        for one in found:
            self._of_part.setdefault(id(one.part), []).append(one)
        self._moved = {
            part: {place for each in own if each.moved for place in each.unit.rows}
            for part, own in self._of_part.items()
        }

    def ways(self, one: Telling) -> Iterator[list[int]]:
        """The rows of a statement with those that it needs, in several ways, the most telling first: all that was changed
        together where it is little; what it leads to, and to otherwise; itself."""
        own = compressed(one.part, one.unit)
        if together := self.run(one, RUN[self.level]):
            yield _headed(one, together)
        otherwise = self._otherwise(one)
        yield _headed(one, [*own, *self._body(one, BODY[self.level]), *otherwise])
        if otherwise:
            yield _headed(one, [*own, *otherwise])
        near = next(iter(one.unit.above), None)
        yield [near, *own] if near is not None and one.part.rows[near].mark != " " else own

    def run(self, one: Telling, most: int) -> list[int]:
        """What was changed together with a statement, at most two rows apart, within its definition, or else within
        its block; nothing if that is much, or mostly moved."""
        moved = self._moved[id(one.part)]
        for least_indent in (0, one.part.rows[one.unit.head].indent):
            places = _near(one, most, least_indent)
            size = size_of(one.part, filled(one.part, set(places)))
            if size <= most and (one.moved or 2 * len(moved.intersection(places)) <= len(places)):
                return places
        return []

    def _body(self, one: Telling, most: int) -> list[int]:
        """What a head leads to: the changed rows inside, as far as they are few; of more what tells most."""
        part, head = one.part, one.unit.head
        inside = [unit for unit in part.units if head in unit.above and unit.head > head]
        places = [place for unit in inside for place in compressed(part, unit) if place > head]
        if len(places) <= most:
            return places
        best = self._best_within(one, head)
        if best is None:
            return places[:most]
        between = [place for place in best.unit.above if place > head][:DEEPEST]
        more = self.run(best, most) or [*compressed(part, best.unit), *self._body(best, most // 2)]
        return [place for place in (*between, *more) if place > head]

    def _otherwise(self, one: Telling) -> list[int]:
        """The other branch of a condition, where it is new too: its head, and the row that tells most of it."""
        part, unit = one.part, one.unit
        rows = part.rows
        if not CONDITION.match(rows[unit.head].text):
            return []
        following = next(
            (
                other.head
                for other in part.units
                if other.head > unit.head
                and other.above == unit.above
                and rows[other.head].indent == rows[unit.head].indent
            ),
            None,
        )
        if following is None or not ELSE.match(rows[following].text):
            return []
        best = self._best_within(one, following)
        return [following, *([best.unit.head] if best else [])]

    def _best_within(self, one: Telling, head: int) -> Telling | None:
        within = [
            each for each in self._of_part[id(one.part)] if head in each.unit.above and each.unit.head > head
        ]
        return max(within, key=lambda each: each.worth, default=None)


def _headed(one: Telling, places: list[int]) -> list[int]:
    """The rows with the heads that they stand in where those are new or near, and with what names the thing that they
    are a property of."""
    rows = one.part.rows
    first = min(places)
    heads = []
    for above in one.unit.above[:2]:
        if above > first:
            continue
        if rows[above].mark == " " and first - above > NEAR:
            break
        heads.append(above)
    heads += [
        above
        for above in range(max(0, first - 2), first)
        if NAMES.match(rows[above].text) and rows[above].mark != "-"
    ]
    return [*heads, *places]


def _near(one: Telling, most: int, least_indent: int) -> list[int]:
    """The changed rows around a statement, at most two rows apart, as far as they are indented that much and no other
    definition begins. What gave way to it may be farther."""
    rows, prose = one.part.rows, one.part.prose
    own = [place for place in one.unit.rows if rows[place].mark == rows[one.unit.head].mark]
    ends = []
    for step, start in ((-1, own[0]), (1, own[-1])):
        place = kept = start
        while (
            0 <= place + step < len(rows)
            and abs(place + step - kept) <= APART
            and abs(place - start) < 4 * most
        ):
            place += step
            row = rows[place]
            if row.is_blank:
                continue
            defines = not prose[place] and SIGNATURE.match(row.text) is not None
            if row.indent < least_indent or (defines and (step > 0 or row.mark != "+")):
                break
            if row.mark != " ":
                kept = place
            if defines:
                break
        ends.append(kept)
    places = [
        place
        for place in range(ends[0], ends[1] + 1)
        if rows[place].mark != " " and not rows[place].is_blank and not IMPORT.match(rows[place].text)
    ]
    return sorted({*without_talk(one.part, places), *compressed(one.part, one.unit)})


def compressed(part: Part, unit: Unit) -> list[int]:
    """The rows of a statement that are shown: the changed ones and its first; of a long new signature the first, of a
    long new call not the arguments that only pass a name on, of a long edit not the lines that are only wrapped anew."""
    rows = part.rows
    first, *others = unit.rows
    changed = [place for place in others if rows[place].mark != " "]
    if unit.paired:
        if len(unit.rows) > LONG_EDIT:
            changed = [place for place in changed if place == unit.head or _is_news(part, unit, place)]
    elif len(others) >= LONG_SIGNATURE and SIGNATURE.match(rows[first].text):
        return [first]
    elif len(others) >= LONG_CALL:
        changed = [
            place for place in changed if not PASSED_ON.fullmatch(rows[place].text) or place == others[-1]
        ]
    return [first, *changed]


def _is_news(part: Part, unit: Unit, place: int) -> bool:
    """Whether a row of an edit holds a word that the other side of it does not."""
    mark = part.rows[place].mark
    other = {
        word
        for each in unit.rows
        if part.rows[each].mark not in {" ", mark}
        for word in _WORD.findall(part.rows[each].text)
    }
    return any(word not in other for word in _WORD.findall(part.rows[place].text))
