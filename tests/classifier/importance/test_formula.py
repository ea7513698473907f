"""The formula gives the points of its table, flaws included."""

from __future__ import annotations

import pytest

from classifier.importance.formula import FormulaJudge, contributions_of
from classifier.message.parse import parse
from classifier.paths import Role
from classifier.reading import Reading
from history.briefs import Importance
from history.records import Commit, FileChange, FileStatus
from tests.support.commits import commit


def sized(message: str, *files: tuple[str, int]) -> Commit:
    """A commit that adds so many lines to each file."""
    return commit(
        message, *(FileChange(FileStatus.MODIFIED, path, path, added=lines) for path, lines in files)
    )


def points(message: str, *files: tuple[str, int]) -> list[float]:
    return [part.effect for part in contributions_of(sized(message, *files))]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("feat: x", 8),
        ("fix(a): x", 7),
        ("perf: x", 6),
        ("refactor: x", 5),
        ("test: x", 3),
        ("docs: x", 2),
        ("ci: x", 2),
        ("chore: x", 1),
        ("style: x", 1),
        ("build: x", 1),
        ("feat!: x", 3),
        ("Feat: x", 3),
        ("feature: x", 3),
        ("Add x", 3),
        ("feat(): x", 3),
        ("", 3),
    ],
)
def test_points_for_the_declared_type(message: str, expected: int) -> None:
    assert points(message)[0] == expected


@pytest.mark.parametrize(
    ("lines", "expected"), [(0, 0), (50, 0), (51, 1), (100, 1), (101, 2), (500, 2), (501, 3)]
)
def test_points_for_the_size(lines: int, expected: int) -> None:
    assert points("x", ("a.py", lines))[1] == expected


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        ((), 2),
        (("a.bin",), 2),
        (("a.py",), 2),
        (("a.yaml",), 1),
        (("a.md",), 0),
        (("a.md", "b.md", "a.py"), 0),
        (("a.md", "a.yaml"), 1),
        (("a.yaml", "a.rs"), 2),
    ],
)
def test_points_for_the_most_frequent_kind(paths: tuple[str, ...], expected: int) -> None:
    assert points("x", *((path, 1) for path in paths))[2] == expected


@pytest.mark.parametrize(("files", "expected"), [(0, 0), (2, 0), (3, 1), (5, 1), (6, 2)])
def test_points_for_the_number_of_files(files: int, expected: int) -> None:
    assert points("x", *((f"{n}.py", 1) for n in range(files)))[3] == expected


@pytest.mark.parametrize(
    ("message", "files", "level", "borderline"),
    [
        ("feat: x", [("a.py", 1)], Importance.HIGH, Importance.MEDIUM),
        ("fix: x", [("a.py", 1)], Importance.MEDIUM, Importance.HIGH),
        ("docs: x", [("a.md", 1)], Importance.LOW, None),
        ("x", [("a.py", 1)], Importance.LOW, Importance.MEDIUM),
        ("feat: x", [("a.py", 600)], Importance.HIGH, None),
    ],
)
def test_levels_and_what_was_nearly_reached(
    message: str, files: list[tuple[str, int]], level: Importance, borderline: Importance | None
) -> None:
    subject = sized(message, *files)
    reading = Reading(subject, parse(message), (Role.SOURCE,) * len(files))
    (verdict,) = FormulaJudge().judge([reading], [()])
    assert (verdict.level, verdict.borderline) == (level, borderline)
