"""Where an edit that a piece shows was made again: one place shown alone would read as the only one.

A lone line that is equal elsewhere may be so by accident. What is told is a whole replacement that comes back, or several
lines that came or went together, and never a place that a piece shows or that is listed with another one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from classifier.paths import Role
from classifier.statements.material import Material
from history.briefs import ELISION, EVIDENCE_CHARACTERS, Evidence, Piece, PieceLine, Side
from history.records import FileChange, Hunk

LEAST = 12  # characters of an edit that can be known again
LEAST_ALONE = 3  # lines of an edit that only adds or only takes away
MOST = 100  # places: of more the summary tells
MOST_LINES = 60_000  # of a commit: what is not read to its end may hold more places
_UNREAD = frozenset({Role.GENERATED, Role.LOCK_FILE})  # vendored manifests are raised with the project's own

Edit = tuple[tuple[str, str], ...]  # marks and texts of changed lines


@dataclass(frozen=True, slots=True)
class _Run:
    """Changed lines that stand together, blank ones left out, each with its number on its side."""

    file: FileChange
    lines: tuple[PieceLine, ...]

    @property
    def edit(self) -> Edit:
        return _edit(self.lines)

    @property
    def proof(self) -> Evidence:
        return _proof(self.file.path, self.file.old_path or self.file.path, self.lines)


def with_repeats(material: Material, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces, each with the other places where all of its lines were changed too; of those that look alike the first
    alone, with where the others are."""
    alike: dict[Edit, list[Piece]] = defaultdict(list)
    for one in pieces:
        if not any(line.text.strip() == ELISION for line in one.lines):
            alike[tuple((line.mark, " ".join(line.text.split())) for line in one.lines)].append(one)
    first = [one for one in pieces if not any(one in some[1:] for some in alike.values())]
    hunks = _hunks(material)
    listed: set[Evidence] = set()
    before = {file.path: file.old_path for file in material.commit.files if file.old_path}
    told = []
    for one in first:
        twins = [each for some in alike.values() if some[0] is one for each in some[1:]]
        here = [
            _proof(each.path, before.get(each.path, each.path), _changed_of(each))
            for each in twins
            if _is_listed(each, one, material)
        ]
        found = _substituted(one, first, material) or _again(one, hunks, first, material)
        again = [*here, *(proof for proof in found if proof not in here)]
        again = [proof for proof in again if proof not in listed]
        listed.update(again)
        told.append(replace(one, again=tuple(again)) if len(again) <= MOST else one)
    return tuple(told)


def _is_listed(one: Piece, shown: Piece, material: Material) -> bool:
    """Whether a place may be listed with a piece: what tests change alike is no place of the program."""
    return material.roles.get(one.path) is not Role.TEST or material.roles.get(shown.path) is Role.TEST


def _again(
    piece: Piece, hunks: Sequence[Sequence[_Run]], shown: Sequence[Piece], material: Material
) -> Iterator[Evidence]:
    """The first lines of the places where each run of the piece comes back, one after the other."""
    own = _runs_of(piece, hunks)
    wanted = [run.edit for run in own]
    if not _is_known_again(wanted):
        return
    in_test = material.roles.get(piece.path) is Role.TEST
    for runs in hunks:
        for at in range(len(runs) - len(wanted) + 1):
            some = runs[at : at + len(wanted)]
            if some[0] is own[0] or [run.edit for run in some] != wanted:
                continue
            if not in_test and material.roles.get(some[0].file.path) is Role.TEST:
                continue
            if not any(_holds(each, run) for each in shown for run in some):
                yield some[0].proof


def _substituted(piece: Piece, shown: Sequence[Piece], material: Material) -> list[Evidence]:
    """The first lines of the places that say no more than substitutions, all of them in the piece, which says nothing else."""
    same, changed = material.same, _changed_of(piece)
    own = [list(same.of((piece.path, line.mark, line.line))) for line in changed]
    layout = [(piece.path, line.mark, line.line) in same.layout for line in changed]
    if not any(own) or not all(map(any, zip(own, layout, strict=True))):
        return []
    seen = {(each.path, line.mark, line.line) for each in shown for line in _changed_of(each)}
    groups = {id(group) for some in own for group in some}
    in_test = material.roles.get(piece.path) is Role.TEST
    pairs = [pair for some in own for group in some for pair in group]
    told = {pair.run for pair in pairs if not seen.isdisjoint(pair.places)}
    found: dict[int, Evidence] = {}
    for pair in sorted(pairs, key=lambda one: (one.run, one.new[0])):
        path = pair.file.path
        if pair.run in told or pair.run in found or (material.roles.get(path) is Role.TEST and not in_test):
            continue
        if all(id(group) in groups for group in same.of(pair.places[1])):
            found[pair.run] = Evidence(path, Side.NEW, pair.new[0], pair.new[1].strip()[:EVIDENCE_CHARACTERS])
    return list(found.values())


def _is_known_again(edits: Sequence[Edit]) -> bool:
    lines = [line for edit in edits for line in edit]
    both = len({mark for mark, _ in lines}) > 1
    return sum(len(text) for _, text in lines) >= LEAST and (both or len(lines) >= LEAST_ALONE)


def _runs_of(piece: Piece, hunks: Sequence[Sequence[_Run]]) -> list[_Run]:
    """The runs that a piece shows; none where it leaves out a line of them."""
    lines = {(line.mark, line.line) for line in _changed_of(piece)}
    if any(line.text.strip() == ELISION for line in piece.lines):
        return []
    runs = [
        run
        for some in hunks
        for run in some
        if run.file.path == piece.path and not lines.isdisjoint((line.mark, line.line) for line in run.lines)
    ]
    held = {(line.mark, line.line) for run in runs for line in run.lines}
    return runs if held == lines else []


def _changed_of(piece: Piece) -> tuple[PieceLine, ...]:
    """The changed lines of a piece, without the marks of what it leaves out."""
    return tuple(line for line in piece.lines if line.mark != " " and line.text.strip() not in {"", ELISION})


def _holds(piece: Piece, run: _Run) -> bool:
    """Whether a run begins between the first and the last line of a piece."""
    if piece.path != run.file.path:
        return False
    begin = run.lines[0]
    numbers = [
        line.line for line in piece.lines if line.mark in {begin.mark, " "} and line.text.strip() != ELISION
    ]
    return bool(numbers) and min(numbers) <= begin.line <= max(numbers)


def _edit(lines: Sequence[PieceLine]) -> Edit:
    return tuple((line.mark, " ".join(line.text.split())) for line in lines if line.mark != " ")


def _proof(path: str, old_path: str, lines: Sequence[PieceLine]) -> Evidence:
    line = next((line for line in lines if line.mark == "+"), lines[0])
    text = line.text.strip()[:EVIDENCE_CHARACTERS]
    return (
        Evidence(old_path, Side.OLD, line.line, text)
        if line.mark == "-"
        else Evidence(path, Side.NEW, line.line, text)
    )


def _hunks(material: Material) -> list[list[_Run]]:
    """The runs of each hunk that people read or wrote; none where there are too many lines to be sure of all places."""
    own = {file.path for file in material.written}
    others = [
        file
        for file in material.commit.files
        if file.path not in own and material.roles.get(file.path) not in _UNREAD
    ]
    files = [*material.written, *others]
    if sum(len(hunk.lines) for file in files for hunk in file.hunks) > MOST_LINES:
        return []
    return [list(_runs(file, hunk)) for file in files for hunk in file.hunks]


def _runs(file: FileChange, hunk: Hunk) -> Iterator[_Run]:
    old, new = hunk.old_start, hunk.new_start
    held: list[PieceLine] = []
    for line in (*hunk.lines, " "):
        mark, text = line[:1], line[1:]
        if mark in {"-", "+"}:
            if text.strip():
                held.append(PieceLine(mark, old if mark == "-" else new, text))
        elif held and mark != "\\":
            yield _Run(file, tuple(held))
            held = []
        old += mark in {"-", " "}
        new += mark in {"+", " "}
