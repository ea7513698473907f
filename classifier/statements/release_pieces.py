"""The lines of the diff that show a release: the heading of what a changelog gains with the entries that are quoted of it, or
with its first ones, and the line that raises the version of the project."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from classifier.own_version import Raise
from classifier.paths import Role
from classifier.statements.material import Material
from classifier.statements.parts import Part, part_of
from classifier.statements.records import RULE, is_entry
from classifier.statements.releases import RULE as RAISE
from classifier.statements.whole import piece_of
from history.briefs import ELISION, Evidence, Piece, Side, Statement
from history.records import Hunk

MOST_ROWS = 2_000  # of a hunk that are looked at
MOST_ABOVE = 5  # lines between a version and the one that it takes the place of
_PAGES = frozenset({Role.DOCUMENTATION, Role.ASSET})


def of_release(material: Material, statements: Sequence[Statement], room: int) -> tuple[Piece, ...]:
    """The pieces, where the section tells of a release or a record."""
    shown: list[Piece] = []
    for file in material.written:
        records = [one for one in statements if one.rule == RULE and one.evidence[0].path == file.path]
        proofs = [one.evidence[0] for one in records]
        proofs += [
            one.evidence[0] for one in statements if one.rule == RAISE and one.evidence[0].path == file.path
        ]
        for hunk in file.hunks if proofs else ():
            if inside := [line for line in proofs if _holds(hunk, line)]:
                part = part_of(file, hunk, lines=True)
                heads_only = records and not any(one.key.startswith("summary-words") for one in records)
                if places := sorted(_places(part, inside, material.raised, room if heads_only else 0)):
                    shown.append(piece_of(part, places))
    order = {
        path: place for place, path in enumerate(line.path for one in statements for line in one.evidence)
    }
    return tuple(sorted(shown, key=lambda one: order.get(one.path, len(order))))


def _holds(hunk: Hunk, line: Evidence) -> bool:
    return line.side is Side.NEW and hunk.new_start <= line.line < hunk.new_start + hunk.new_count


def _places(part: Part, proofs: Sequence[Evidence], own: Raise | None, room: int) -> set[int]:
    """The rows: those that prove, with the version before and the headings of entries, and as many that follow as there
    is room for."""
    rows = part.rows[:MOST_ROWS]
    lines = {line.line for line in proofs}
    at = [place for place, row in enumerate(rows) if row.mark == "+" and row.line in lines]
    shown = set(at)
    for place in at:
        if own is not None and own.after in rows[place].text:
            shown.update(_old_of(part, place, own.before))
        if is_entry(rows[place].text) and (head := _head_of(part, place)) is not None:
            shown.add(head)
    follow = range(at[0], len(rows)) if at else range(0)
    news = [place for place in follow if rows[place].mark == "+" and not rows[place].is_blank]
    return shown.union(news[:room])


def _head_of(part: Part, place: int) -> int | None:
    """The heading that an entry stands under."""
    for above in range(place - 1, -1, -1):
        row = part.rows[above]
        if not row.is_blank and not is_entry(row.text) and not row.text[:1].isspace():
            return above
    return None


def _old_of(part: Part, place: int, before: str) -> Iterator[int]:
    """The removed line with the version that a line takes the place of."""
    for above in range(max(0, place - MOST_ABOVE), place):
        if part.rows[above].mark == "-" and before in part.rows[above].text:
            yield above


def beside(released: Sequence[Piece], others: Sequence[Piece], material: Material) -> tuple[Piece, ...]:
    """The pieces of a release with those of others that show more of the program than its version."""
    records = {one.path for one in released if material.roles.get(one.path) is Role.CHANGELOG}
    shown = {(one.path, line.mark, line.line) for one in released for line in one.lines}
    more = [
        one
        for one in others
        if one.path not in records
        and material.roles.get(one.path) not in _PAGES
        and not _is_of_versions(one, material)
        and shown.isdisjoint((one.path, line.mark, line.line) for line in one.lines)
    ]
    return (*released, *more)


def _is_of_versions(piece: Piece, material: Material) -> bool:
    own = material.raised
    changed = [line for line in piece.lines if line.mark != " " and line.text.strip() != ELISION]
    return own is not None and all(own.before in line.text or own.after in line.text for line in changed)
