"""The lines of the diff that carry what a section says: one or two short pieces, from statement to statement.

A piece is cut from one hunk around a line that proves a sentence, or else around the lines that are most about the title.
It begins where a statement does and ends where its brackets are closed; imports, comments that are quoted anyway, moved
lines, tests beside a fix and lists of links are no news. A commit that is small enough is shown whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from classifier.paths import Role
from classifier.statements.cutting import COMMENT, Row, cut, elided, rows_of
from classifier.statements.lines import IMPORT
from classifier.statements.material import Material
from classifier.statements.ranking import stems
from history.briefs import Importance, Piece, PieceLine, Quotation, Side, Statement
from history.records import FileChange, Hunk

ROOM = {Importance.HIGH: 16, Importance.MEDIUM: 10, Importance.LOW: 6}  # lines in all
MOST_PIECES = {Importance.HIGH: 2, Importance.MEDIUM: 2, Importance.LOW: 1}
LONGEST_PIECE = 10
MOST_READ = 6_000  # lines of a commit that are looked at
LONGEST_LINE = 180  # characters
_ASIDE: Mapping[Role, float] = {
    Role.TEST: -6, Role.DOCUMENTATION: -4, Role.EXAMPLE: -4, Role.BENCHMARK: -4, Role.CHANGELOG: -5, Role.CI: -2, Role.LICENSE: -8,
    Role.TOOLING: -2, Role.SCRIPT: -1.5, Role.BUILD: -0.5, Role.DEPENDENCY_MANIFEST: -0.5,
}  # fmt: skip
_DECIDES = re.compile(
    r"\b(?:if|elif|else if|unless|match|switch|case|raise|throw|panic|return|except|catch|rescue|default|timeout|limit|max\w*|min\w*|"
    r"retry|assert|required|deprecated|enabled?|disabled?)\b|default\s*=|=\s*(?:True|False|true|false|None|nil|null|\d)"
)


@dataclass(frozen=True, slots=True)
class _Focus:
    """What makes a line worth showing: it proves a sentence, or is about the title; moved and quoted lines are not."""

    proofs: Mapping[tuple[str, Side, int], float]
    title: frozenset[str]
    moved: frozenset[str]
    quoted: frozenset[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class _Span:
    """Rows `first` to `last` of a hunk, with their worth."""

    file: FileChange
    hunk: Hunk
    rows: Sequence[Row]
    first: int
    last: int
    worth: float

    @property
    def size(self) -> int:
        return self.last - self.first + 1


def pieces(
    material: Material, statements: Sequence[Statement], quoted: Sequence[Quotation]
) -> tuple[Piece, ...]:
    """The pieces for a section that says `statements`, the most telling first, and quotes `quoted`."""
    room, most = ROOM[material.level], MOST_PIECES[material.level]
    if whole := _whole(material, room):
        return whole
    focus = _Focus(
        _proofs(statements), stems(material.reading.message.subject), _moved(material), _quoted_lines(quoted)
    )
    spans = sorted(_spans(material, focus), key=lambda one: -one.worth)
    chosen: list[_Span] = []
    seen: set[tuple[str, ...]] = set()
    for one in spans:
        if len(chosen) == most or room < 1 or (chosen and one.worth < 0.45 * chosen[0].worth):
            break
        shape = tuple(row.key for row in one.rows[one.first : one.last + 1] if row.mark != " ")
        if shape in seen or any(_overlap(one, each) for each in chosen) or (chosen and one.size > room):
            continue
        seen.add(shape)
        chosen.append(one)
        room -= one.size
    return tuple(_piece(one) for one in chosen)


def _overlap(one: _Span, other: _Span) -> bool:
    return one.hunk is other.hunk and one.first <= other.last and other.first <= one.last


def _whole(material: Material, room: int) -> tuple[Piece, ...]:
    """All changed lines, where they are few: those of tests and pages only where there is nothing else."""
    main = [
        file
        for file in material.written
        if _ASIDE.get(material.roles.get(file.path, Role.OTHER), 0) > -3 and file.hunks
    ] or [file for file in material.written if file.hunks]
    changed = sum(file.churn for file in main)
    if not changed or changed > room or sum(len(file.hunks) for file in main) > 3:
        return ()
    found = []
    for file in main:
        for hunk in file.hunks:
            rows = rows_of(hunk)
            marked = [place for place, row in enumerate(rows) if row.mark != " " and not row.is_blank]
            for first, last in _runs(marked):
                found.append(_piece(_Span(file, hunk, rows, first, last, 0.0)))
    return tuple(found) if sum(len(one.lines) for one in found) <= room + 2 else ()


def _runs(marked: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Changed rows in runs; two rows of context between them do not part them."""
    start = last = None
    for place in marked:
        if start is None or last is None:
            start = last = place
        elif place - last <= 3:
            last = place
        else:
            yield start, last
            start = last = place
    if start is not None and last is not None:
        yield start, last


def _proofs(statements: Sequence[Statement]) -> dict[tuple[str, Side, int], float]:
    """The lines that prove the sentences, those of the first weighing most."""
    found: dict[tuple[str, Side, int], float] = {}
    for place, one in enumerate(statements[:4]):
        for rank, proof in enumerate(one.evidence[:4]):
            if proof.path and proof.line:
                worth = (7.0, 4.5, 3.0, 2.0)[place] * (1.0, 0.7, 0.5, 0.4)[rank]
                key = (proof.path, proof.side, proof.line)
                found[key] = max(found.get(key, 0.0), worth)
    return found


def _moved(material: Material) -> frozenset[str]:
    """Lines that both sides of the commit hold, in whatever file: they are moved, not news."""
    sides: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    left = MOST_READ
    for file in material.written:
        for hunk in file.hunks:
            left -= len(hunk.lines)
            if left < 0:
                break
            for side, texts in zip(sides, (hunk.texts("-"), hunk.texts("+")), strict=True):
                side.update(key for text in texts if len(key := " ".join(text.split())) > 8)
    return frozenset(sides[0].keys() & sides[1].keys())


def _quoted_lines(quoted: Sequence[Quotation]) -> frozenset[tuple[str, int]]:
    return frozenset(
        (one.evidence.path, line)
        for one in quoted
        for line in range(one.evidence.line, one.evidence.line + 1 + len(one.text) // 60)
    )


def _spans(
    material: Material,
    focus: _Focus,
) -> Iterator[_Span]:
    left = MOST_READ
    named = {path for path, _, _ in focus.proofs}
    files = sorted(
        material.written, key=lambda file: (file.path not in named, -_aside(material, file), -file.churn)
    )
    for file in files:
        aside = _aside(material, file)
        for hunk in file.hunks:
            left -= len(hunk.lines)
            if left < 0:
                return
            rows = rows_of(hunk)
            worth = [_worth(file, row, focus) for row in rows]
            if max(worth, default=0.0) <= 0:
                continue
            for anchor in sorted(range(len(rows)), key=lambda place: -worth[place])[:3]:
                if worth[anchor] <= 0:
                    break
                first, last = cut(rows, anchor, min(LONGEST_PIECE, ROOM[material.level]))
                inside = sorted(worth[first : last + 1], reverse=True)
                total = inside[0] + 0.35 * sum(inside[1:5]) + aside
                yield _Span(file, hunk, rows, first, last, total)


def _aside(material: Material, file: FileChange) -> float:
    role = material.roles.get(file.path, Role.OTHER)
    return 0.0 if material.share_of(role) >= 0.8 else _ASIDE.get(role, 0.0)


def _worth(
    file: FileChange,
    row: Row,
    focus: _Focus,
) -> float:
    if row.mark == " " or len(row.key) < 3 or IMPORT.match(row.text):
        return 0.0
    side, path = (Side.OLD, file.old_path) if row.mark == "-" else (Side.NEW, file.new_path)
    worth = focus.proofs.get((path or file.path, side, row.line), 0.0)
    if row.key in focus.moved:
        return 0.0
    own = stems(row.text)
    worth += (
        1.1 * min(3, len(own & focus.title)) + 1.0 * bool(_DECIDES.search(row.text)) + 0.3 * (row.mark == "+")
    )
    if COMMENT.match(row.text) or (path or "", row.line) in focus.quoted:
        worth *= 0.35
    return worth


def _piece(one: _Span) -> Piece:
    shown = list(elided(one.rows[one.first : one.last + 1]))
    # Common indentation says nothing and costs width; blanks at the ends neither.
    margin = min((row.indent for row in shown if not row.is_blank), default=0)
    lines = tuple(
        PieceLine(row.mark, row.line, row.text[margin:].rstrip()[:LONGEST_LINE] if not row.is_blank else "")
        for row in shown
    )
    return Piece(one.file.path, one.hunk.heading.strip()[:120], lines)
