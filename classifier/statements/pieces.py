"""The lines of the diff that carry what a section says: a few short pieces, made of whole statements.

A commit that is small enough is shown whole (`whole.py`). Else the statements that are worth most are chosen one by one: each
with the condition or definition it stands in, and each worth less the more of its definition, its file and its words is
shown already. What lies between the chosen ones is one mark (`…`). Imports, comments, moved lines, tests beside a fix and
lists of links are no news.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from math import inf

from classifier.paths import Role
from classifier.statements.apart import apart, with_heads
from classifier.statements.completing import ended, filled, reasons, size_of, unbroken, under_conditions
from classifier.statements.deciding import Telling, tellings
from classifier.statements.line_kinds import IDLE
from classifier.statements.material import Material
from classifier.statements.needless import without_needless, worth_showing
from classifier.statements.parts import LINES, Part, parts_of
from classifier.statements.release_pieces import beside, of_release
from classifier.statements.repeats import with_repeats
from classifier.statements.sides import both_sides, elsewhere
from classifier.statements.surroundings import Surroundings, compressed
from classifier.statements.whole import entire, piece_of, whole
from history.briefs import Importance, Piece, Quotation, Quote, Statement

ROOM = {Importance.HIGH: 28, Importance.MEDIUM: 18, Importance.LOW: 10}  # lines in all
MORE = {Importance.HIGH: 12, Importance.MEDIUM: 9, Importance.LOW: 6}  # of what else would be a hole
MOST_PIECES = {Importance.HIGH: 4, Importance.MEDIUM: 3, Importance.LOW: 2}
MORE_APART = 2  # where what stood together is of several definitions
LEAST_SHARE = 0.28  # of the best statement's worth: less is not shown beside it
LEAST = 0.8
SAME_PLACE = (0.6, 0.5, 0.4, 0.1)  # what a statement loses for each that is shown of its definition
SAME_WORDS = 1.2  # and for saying the same as one that is shown
UNLIKE = 0.3  # share of words up to which two statements say different things
SAME_FILE = 0.4  # what it loses where its file is not the first time shown
MOST_WEIGHED = 300  # statements
MOST_FAILED = 20  # statements that there was no room for: a few more are tried, they may be shorter


@dataclass(slots=True)
class _Shown:
    """What is shown of one definition in one hunk: the places of its rows."""

    part: Part
    place: tuple[str, str]
    rows: set[int] = field(default_factory=set)

    @property
    def size(self) -> int:
        return size_of(self.part, self.rows)


def pieces(
    material: Material, statements: Sequence[Statement], quoted: Sequence[Quotation]
) -> tuple[Piece, ...]:
    """The pieces for a section that says `statements`, the most telling first, and quotes `quoted`."""
    return with_repeats(material, without_needless(_pieces(material, statements, quoted), material))


def _pieces(
    material: Material, statements: Sequence[Statement], quoted: Sequence[Quotation]
) -> tuple[Piece, ...]:
    room = ROOM[material.level]
    said = _said(statements, quoted)
    released = of_release(material, statements, room)
    all_of_it = entire(material, said) or whole(material, room, said) or whole(material, room, None)
    if all_of_it and {one.path for one in released} <= {one.path for one in all_of_it}:
        return all_of_it
    others = all_of_it or _chosen_pieces(material, statements, quoted, said, room)
    return beside(released, others, material)[: MOST_PIECES[material.level] + 1] if released else others


def _chosen_pieces(
    material: Material,
    statements: Sequence[Statement],
    quoted: Sequence[Quotation],
    said: Mapping[tuple[str, int], str],
    room: int,
) -> tuple[Piece, ...]:
    parts = parts_of(material)
    found = worth_showing(material, tellings(material, parts, statements, quoted))
    chosen = (
        _Choice(found, material.level, LEAST).made(said)
        or _Choice(found, material.level, LEAST, moved=True).made(said)
        or _Choice(found, material.level, -inf, moved=True).made(said)  # better than none
    )
    if not chosen:
        return _beginning(_programs_first(parts, material), room)
    known, roles = elsewhere(material), material.roles
    pieces = [
        piece_of(one.part, places)
        for one in chosen
        for places in apart(
            one.part,
            sorted(
                with_heads(
                    one.part,
                    both_sides(one.part, one.rows, known, is_page=roles.get(one.part.file.path) in LINES),
                )
            ),
        )
    ]
    return tuple(pieces[: MOST_PIECES[material.level] + MORE_APART])


def _said(statements: Sequence[Statement], quoted: Sequence[Quotation]) -> Mapping[tuple[str, int], str]:
    """What the section quotes, by the line where it begins."""
    own = [
        (one.evidence[0], value.text)
        for one in statements
        for _, value in one.params
        if isinstance(value, Quote)
    ]
    return {
        (line.path, line.line): text for line, text in (*own, *((one.evidence, one.text) for one in quoted))
    }


class _Choice:
    """What is shown of a commit, chosen one by one."""

    def __init__(
        self, found: Sequence[Telling], level: Importance, least: float, *, moved: bool = False
    ) -> None:
        self.around = Surroundings(found, level)
        self.level = level
        self.least = least
        self.room = ROOM[level]
        self.shown: list[_Shown] = []
        news = (one for one in found if moved or not one.moved)
        best_first = sorted(news, key=lambda one: -one.worth)[:MOST_WEIGHED]
        self.waiting = [_Waiting(one, one.worth) for one in best_first]

    def made(self, said: Collection[tuple[str, int]]) -> list[_Shown]:
        """The pieces, the most telling first; comments whose lines are `said` stand elsewhere in the section."""
        taken: list[tuple[Telling, _Shown]] = []
        best, failed = 0.0, 0
        while self.waiting and self.room > 0 and failed < MOST_FAILED:
            place = max(range(len(self.waiting)), key=lambda place: (self.waiting[place].gain, -place))
            each = self.waiting.pop(place)
            if each.gain < self.least or each.gain < LEAST_SHARE * best:
                break
            if (holder := self._add(each.telling)) is not None:
                best = max(best, each.gain)
                taken.append((each.telling, holder))
            else:
                failed += 1
        for one, holder in taken:  # where there is room left, what was changed together is shown together
            self._put(holder, self.around.run(one, self.room + holder.size))
        for _, holder in taken:
            self._put(holder, reasons(holder.part, holder.rows, said))
        for held in self.shown:
            held.rows = under_conditions(held.part, ended(held.part, held.rows))
        shown = _merged(self.shown)
        more = MORE[self.level] + max(0, self.room)
        for held in shown:
            before = held.size
            held.rows = unbroken(held.part, held.rows, more)
            more -= held.size - before
        return [held for held in shown if not _is_idle(held)] or shown

    def _add(self, one: Telling) -> _Shown | None:
        """Show a statement in whatever way there is room for. `None` where there is none."""
        holder = _holder(self.shown, one)
        if holder is None and len(self.shown) == MOST_PIECES[self.level]:
            return None
        own = holder or _Shown(one.part, one.place)
        if not any(self._put(own, wanted) for wanted in self.around.ways(one)):
            if self.shown:
                return None
            left = compressed(one.part, one.unit)
            while not self._put(own, left):
                left = _shorter(one.part, left)
        first_of_file = all(each.part.file is not one.part.file for each in self.shown)
        if holder is None:
            self.shown.append(own)
        _devalue(self.waiting, one, own.rows, first_of_file=first_of_file)
        return own

    def _put(self, holder: _Shown, wanted: Sequence[int]) -> bool:
        rows = filled(holder.part, holder.rows | set(wanted))
        cost = size_of(holder.part, rows) - holder.size
        if cost > self.room:
            return False
        holder.rows = rows
        self.room -= cost
        return True


def _is_idle(held: _Shown) -> bool:
    """Whether a piece says no more than that a step ends: `continue`, `return`."""
    changed = [held.part.rows[place] for place in held.rows if held.part.rows[place].mark != " "]
    return all(IDLE.fullmatch(row.text) for row in changed)


def _merged(shown: Sequence[_Shown]) -> list[_Shown]:
    """The pieces, those of one hunk that have come to overlap made one."""
    merged: list[_Shown] = []
    for one in shown:
        first, last = min(one.rows), max(one.rows)
        for each in merged:
            if each.part is one.part and min(each.rows) <= last and first <= max(each.rows):
                each.rows = filled(one.part, each.rows | one.rows)
                break
        else:
            merged.append(one)
    return merged


def _shorter(part: Part, places: list[int]) -> list[int]:
    """The rows of a statement without one: the last of those that went, but for the first, or else of all."""
    gone = [place for place in places if part.rows[place].mark == "-"]
    dropped = gone[-1] if len(gone) > 1 else places[-1]
    return [place for place in places if place != dropped]


def _holder(shown: Sequence[_Shown], one: Telling) -> _Shown | None:
    """The piece that a statement belongs to: that of its definition, or one that it stands within."""
    for held in shown:
        if held.part is one.part and (
            held.place == one.place
            or any(place in held.rows for place in one.unit.above)
            or min(held.rows) <= one.unit.head <= max(held.rows)
        ):
            return held
    return None


@dataclass(slots=True)
class _Waiting:
    """A statement that is not shown, and what it would add to those that are."""

    telling: Telling
    gain: float
    likest: float = 0.0
    beside: int = 0  # statements that are shown of its definition


def _devalue(waiting: list[_Waiting], taken: Telling, rows: set[int], *, first_of_file: bool) -> None:
    """What the others are worth once a statement is shown, with these rows of its hunk."""
    for each in waiting:
        one = each.telling
        if one.shape == taken.shape or (one.part is taken.part and one.unit.head in rows):
            each.gain = 0.0
            continue
        if one.place == taken.place:
            each.gain -= SAME_PLACE[min(each.beside, len(SAME_PLACE) - 1)]
            each.beside += 1
        union = len(one.words | taken.words)
        like = max(0.0, (len(one.words & taken.words) / union if union else 0.0) - UNLIKE)
        each.gain -= SAME_WORDS * max(0.0, like - each.likest)
        each.likest = max(like, each.likest)
        if first_of_file and one.part.file is taken.part.file:
            each.gain -= SAME_FILE


def _programs_first(parts: Sequence[Part], material: Material) -> Sequence[Part]:
    return sorted(parts, key=lambda part: material.roles.get(part.file.path) is not Role.SOURCE)


def _beginning(parts: Sequence[Part], room: int) -> tuple[Piece, ...]:
    """The first changed lines, of a commit that says nothing: code before comments, if there is any."""
    for prose in (False, True):
        for part in parts:
            changed = (
                place
                for place, row in enumerate(part.rows)
                if row.mark != " " and not row.is_blank and part.prose[place] is prose
            )
            places = list(islice(changed, room))
            while places and size_of(part, set(places)) > room:
                places = _shorter(part, places)
            if places:
                return (piece_of(part, places),)
    return ()
