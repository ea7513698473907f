"""The same change under two ids."""

from __future__ import annotations

from classifier.labels.twins import Fingerprint, fingerprint, twins
from history.records import Commit, FileChange, FileStatus, Hunk
from tests.support.commits import change, commit

LINES = tuple(f"+    step_{number}(heat)" for number in range(20))


def one(sha: str, subject: str, *files: FileChange) -> Commit:
    return commit(subject, *files, sha=sha * 40)


def pairs(*commits: Commit) -> list[tuple[str, str]]:
    return [(twin.first[0], twin.second[0]) for twin in twins(map(fingerprint, commits))]


def test_a_cherry_pick_elsewhere_in_the_file_is_the_same_change() -> None:
    moved = FileChange(
        FileStatus.MODIFIED,
        "oven.py",
        "oven.py",
        added=20,
        hunks=(Hunk(90, 0, 90, 20, "def bake():", tuple(line.replace("    ", "\t") for line in LINES)),),
    )
    assert pairs(one("a", "Bake", change("oven.py", *LINES)), one("b", "[1.2] Bake", moved)) == [("a", "b")]


def test_a_backport_with_a_few_other_lines_is_nearly_the_same() -> None:
    other = (*LINES[:18], "+    rest()", "+    done()")
    nearly = twins(
        map(fingerprint, [one("a", "Bake", change("a.py", *LINES)), one("b", "Bake", change("a.py", *other))])
    )
    assert [(twin.first[0], twin.second[0]) for twin in nearly] == [("a", "b")]
    assert 0.8 <= nearly[0].alike < 1


def test_other_changes_are_not() -> None:
    half = (*LINES[:10], *(f"+    other_{number}()" for number in range(10)))
    assert pairs(one("a", "Bake", change("a.py", *LINES)), one("b", "Bake", change("a.py", *half))) == []
    assert pairs(one("a", "Bump", change("v", "+1.0")), one("b", "Bump", change("v", "+1.0"))) == []


def test_label_carrying_files_do_not_hide_a_copy() -> None:
    fragment = change("news/1.feature.rst", "+An oven.", status=FileStatus.ADDED)
    assert pairs(
        one("a", "Bake", change("a.py", *LINES), fragment), one("b", "Bake", change("a.py", *LINES))
    ) == [("a", "b")]


def test_ten_thousand_alike_commits_cost_no_square() -> None:
    prints = [
        Fingerprint(
            f"{number:040x}", "Update", frozenset({"lock"}), frozenset(range(number * 9, number * 9 + 5))
        )
        for number in range(10_000)
    ]
    assert twins(prints) == []
