"""A commit as its hunks, and what each file matters for which lines are shown: programs before tools, those before tests
and pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from classifier.paths import Role
from classifier.statements.cutting import LONGEST, Row, Unit, explained, imported, operands, rows_of, units
from classifier.statements.material import Material
from classifier.statements.ranking import is_beside, stems
from history.records import FileChange, Hunk

MOST_READ = 4_000  # lines of a commit that are looked at
ASIDE: Mapping[Role, float] = {
    Role.TEST: -6, Role.DOCUMENTATION: -4, Role.EXAMPLE: -4, Role.BENCHMARK: -4, Role.CHANGELOG: -5, Role.CI: -2, Role.LICENSE: -8,
    Role.TOOLING: -2, Role.SCRIPT: -1.5, Role.BUILD: -0.5, Role.DEPENDENCY_MANIFEST: -0.5,
}  # fmt: skip
LINES = frozenset(
    {Role.DOCUMENTATION, Role.CHANGELOG, Role.LICENSE}
)  # read line by line: pages have no statements
MOST_COMPARED = 12_000  # lines that are asked whether they are moved
ENOUGH = 12  # statements of programs, beside which those of tests and pages need not be asked
OF_NAMED = 0.4  # of that, where the title names the file
FAR_ASIDE = -3.0  # tests and pages beside programs
MOSTLY = 0.8  # of the changed lines
SMALL_GONE = 12  # lines of a file that went whose end can be shown, where nothing else changes
# What a fact adds to the lines that prove it: by its kind, else by what it is about, else nothing.


@dataclass(frozen=True, slots=True)
class Part:
    """A hunk of a commit as its rows and statements."""

    file: FileChange
    hunk: Hunk
    rows: Sequence[Row]
    prose: Sequence[bool]  # comments, documentation, what goes on with an import
    units: Sequence[Unit]
    operands: frozenset[int] = frozenset()  # rows that go on with a condition


def showable(material: Material) -> tuple[FileChange, ...]:
    """The written files whose lines may be shown. That a file went is said in words: its lines are shown only where it is
    small and nothing else changes."""
    stay = tuple(file for file in material.written if file.new_path)
    if any(file.hunks for file in stay):
        return stay
    gone = (file for file in material.written if not file.new_path)
    return (*stay, *(file for file in gone if file.churn <= SMALL_GONE))


def parts_of(material: Material) -> list[Part]:
    """The hunks of a commit's written files; those of tests and pages only where there is little else."""
    found: list[Part] = []
    left, statements = MOST_READ, 0
    lost = asides(material)
    for file in sorted(showable(material), key=lambda one: -lost.get(one.path, 0.0)):
        if lost.get(file.path, 0.0) <= FAR_ASIDE and statements >= ENOUGH:
            break
        lines = material.roles.get(file.path) in LINES
        for hunk in file.hunks:
            left -= len(hunk.lines)
            if left < 0:
                return found
            part = part_of(file, hunk, lines=lines)
            statements += len(part.units)
            found.append(part)
    return found


def part_of(file: FileChange, hunk: Hunk, *, lines: bool = False) -> Part:
    """A hunk as its statements, or with `lines` as its lines."""
    rows = rows_of(hunk)
    prose = (
        [False] * len(rows)
        if lines
        else [a or b for a, b in zip(explained(rows), imported(rows, hunk.heading), strict=True)]
    )
    goes_on = frozenset[int]() if lines else operands(rows, prose)
    return Part(file, hunk, rows, prose, units(rows, prose, lines=lines), goes_on)


def asides(material: Material) -> dict[str, float]:
    """What a statement loses by the role of its file, beside the files of the commit that lose least."""
    lost = {file.path: _aside(material, file) for file in showable(material) if file.hunks}
    least = max(lost.values(), default=0.0)
    return {path: worth - least for path, worth in lost.items()}


def _aside(material: Material, file: FileChange) -> float:
    role = material.roles.get(file.path, Role.OTHER)
    if material.share_of(role) >= MOSTLY and not is_beside(role, material):
        return 0.0
    worth = ASIDE.get(role, 0.0)
    if worth <= FAR_ASIDE:
        return worth
    named = stems(file.path.rpartition("/")[2]) & stems(material.reading.message.subject)
    return worth * (OF_NAMED if any(map(str.isalpha, named)) else 1.0)


def shares(material: Material) -> dict[str, float]:
    """The share of each file in the changed lines of those beside which it stands (programs, or tests)."""
    lost = asides(material)
    total = sum(file.churn for file in showable(material) if lost.get(file.path, 0.0) > FAR_ASIDE) or 1
    return {file.path: min(1.0, file.churn / total) for file in showable(material)}


def moved_lines(material: Material) -> frozenset[str]:
    """Lines that both sides of the commit hold, in whatever file: they are moved, not news."""
    sides: dict[str, set[str]] = {"-": set(), "+": set()}
    left = MOST_COMPARED
    for file in material.written:
        for hunk in file.hunks:
            left -= len(hunk.lines)
            if left < 0:
                break
            for mark, keys in sides.items():
                keys.update(
                    key for text in hunk.texts(mark) if len(key := " ".join(text[:LONGEST].split())) > 8
                )
    return frozenset(sides["-"] & sides["+"])
