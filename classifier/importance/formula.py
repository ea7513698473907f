"""The seed's formula: points for the declared type, the size, the kind and the number of files.

It is kept as people have read it for a year, flaws included: only a lower-case type directly before `:` or
`(…):` counts, so that `feat!:` and `Feat:` are "other" types, and a test file is as much core as any source.
Its value is that a table on one screen says all of it.

Contributions, in this order, one for each part of the sum:

| key             | parameters                                            | points     |
| --------------- | ----------------------------------------------------- | ---------- |
| `formula-type`  | `type`: the type found (`Code`), else `formula-type-other` (`Term`) | 1 to 8     |
| `formula-size`  | `lines`: lines added and deleted (`int`)              | 0 to 3     |
| `formula-kind`  | `kind`: `formula-kind-core`, `-config`, `-test`, `-doc` (`Term`) | 0 to 2 |
| `formula-files` | `files`: number of changed files (`int`)              | 0 to 2     |
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from classifier.reading import Reading
from history.briefs import Code, Contribution, Importance, Judge, Term, TypeDecision, Verdict
from history.records import Commit

HIGH_FROM, MEDIUM_FROM = 10, 6
TYPE_POINTS = {
    "feat": 8,
    "fix": 7,
    "perf": 6,
    "refactor": 5,
    "test": 3,
    "docs": 2,
    "ci": 2,
    "chore": 1,
    "style": 1,
    "build": 1,
}
OTHER_TYPE_POINTS = 3
SIZE_POINTS = ((500, 3), (100, 2), (50, 1))
FILE_POINTS = ((5, 2), (2, 1))
TITLE = re.compile(r"([a-z]+)(?:\(.+\))?:")


class Kind(StrEnum):
    """The kinds of file that the formula knows, in the order that settles a tie."""

    CORE = "core"
    CONFIG = "config"
    TEST = "test"
    DOC = "doc"


KIND_POINTS = {Kind.CORE: 2, Kind.CONFIG: 1, Kind.TEST: 1, Kind.DOC: 0}
KIND_ENDINGS = {
    Kind.CORE: (".py", ".rs", ".cpp", ".cc", ".c", ".h", ".hpp", ".go", ".js", ".ts"),
    Kind.CONFIG: (".yaml", ".yml", ".json", ".toml", ".ini", ".cfg", ".conf"),
    Kind.DOC: (".md", ".rst", ".txt", ".adoc"),
}


class FormulaKey(StrEnum):
    """The locale keys of the formula's contributions."""

    TYPE = "formula-type"
    SIZE = "formula-size"
    KIND = "formula-kind"
    FILES = "formula-files"


def kind_of(paths: Sequence[str]) -> Kind:
    """Return the most frequent kind among the paths: core if none is known."""
    counts: Counter[Kind] = Counter()
    for path in paths:
        for kind, endings in KIND_ENDINGS.items():
            if path.endswith(endings):
                counts[kind] += 1
                break
    return max(Kind, key=lambda kind: counts[kind])


def _steps(value: int, steps: tuple[tuple[int, int], ...]) -> int:
    return next((points for limit, points in steps if value > limit), 0)


def contributions_of(commit: Commit) -> tuple[Contribution, ...]:
    """Return what each part of the formula gives the commit."""
    title = TITLE.match(commit.subject)
    word = title[1] if title and title[1] in TYPE_POINTS else ""
    lines = sum(file.churn for file in commit.files)
    kind = kind_of([file.path for file in commit.files])
    files = len(commit.files)
    return (
        Contribution(FormulaKey.TYPE, TYPE_POINTS.get(word, OTHER_TYPE_POINTS), (("type", _shown(word)),)),
        Contribution(FormulaKey.SIZE, _steps(lines, SIZE_POINTS), (("lines", lines),)),
        Contribution(FormulaKey.KIND, KIND_POINTS[kind], (("kind", Term(f"formula-kind-{kind}")),)),
        Contribution(FormulaKey.FILES, _steps(files, FILE_POINTS), (("files", files),)),
    )


def _shown(word: str) -> Code | Term:
    """A type as the message has it; "other" stands in no message, so it is a word of ours."""
    return Code(word) if word in TYPE_POINTS else Term("formula-type-other")


class FormulaJudge:
    """Judges by the formula. A level one point away is named as the one it nearly had."""

    digest = hashlib.sha256(f"{TYPE_POINTS}{SIZE_POINTS}{FILE_POINTS}{KIND_POINTS}".encode()).hexdigest()[:16]

    def judge(
        self,
        readings: Sequence[Reading],
        types: Sequence[tuple[TypeDecision, ...]],  # noqa: ARG002 - the formula reads the title by itself
    ) -> list[Verdict]:
        """Return one verdict for each commit."""
        return [self._verdict(reading.commit) for reading in readings]

    @staticmethod
    def _verdict(commit: Commit) -> Verdict:
        contributions = contributions_of(commit)
        points = sum(part.effect for part in contributions)
        level = _level(points)
        nearly = next((near for near in (_level(points + 1), _level(points - 1)) if near is not level), None)
        return Verdict(level, Judge.FORMULA, contributions=contributions, borderline=nearly)


def _level(points: float) -> Importance:
    if points >= HIGH_FROM:
        return Importance.HIGH
    return Importance.MEDIUM if points >= MEDIUM_FROM else Importance.LOW
