"""Commits whose importance is easy to tell, and the tables and settings of a model that learns it in a second."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np

from classifier.importance.extraction import extract
from classifier.importance.tables import Example, FeatureTable, table_of
from classifier.importance.training import Data, Settings, combine
from classifier.labels.records import LEVELS, Label
from history.records import Commit, FileChange, FileStatus, Hunk, Person

SOMEONE = Person("Ada", "ada@example.org")
WHEN = datetime(2026, 1, 23, tzinfo=UTC)
SMALL = Settings(rounds=20, smallest_leaf=5)


def change(path: str, *lines: str, status: FileStatus = FileStatus.MODIFIED) -> FileChange:
    """A changed file with one hunk; `lines` begin with `+`, `-` or a space."""
    added, removed = (sum(line.startswith(mark) for line in lines) for mark in "+-")
    hunk = Hunk(1, len(lines) - added, 1, len(lines) - removed, "", lines)
    old = None if status is FileStatus.ADDED else path
    return FileChange(status, old, path, added=added, removed=removed, hunks=(hunk,) if lines else ())


def commit(message: str, *files: FileChange, sha: str = "a" * 40) -> Commit:
    return Commit(sha, (), SOMEONE, WHEN, SOMEONE, WHEN, message, files)


def many(count: int = 240) -> list[tuple[Commit, int]]:
    """Commits of three kinds that are easy to tell apart, and their levels."""
    random = np.random.default_rng(0)
    told = []
    for number in range(count):
        level = int(random.integers(3))
        length = int(random.integers(1, 30))
        name = f"{number:040x}"
        if level == 2:
            files = [change("src/oven.py", *(f"+def bake_{n}(): pass" for n in range(length + 5)))]
            message = f"feat: add oven {number}"
        elif level == 1:
            files = [change("src/oven.py", *("-x = 1", "+x = 2")), change("tests/test_oven.py", "+assert x")]
            message = f"fix: oven crashes on {number}"
        else:
            files = [change("docs/oven.md", *["+words"] * length)]
            message = f"docs: describe oven {number}"
        told.append((commit(message, *files, sha=name), level))
    return told


def data_of(told: Sequence[tuple[Commit, int]]) -> Data:
    examples = [
        Example(Label(one.sha, LEVELS[level], "import"), extract(one), 0, bot=False, merge=False, formula=0)
        for one, level in told
    ]
    return combine([table_of("a/b", examples)])


def tables_of(told: Sequence[tuple[Commit, int]], count: int) -> list[FeatureTable]:
    """The commits dealt out to so many repositories, ten a day."""
    return [
        table_of(
            f"a/{number}",
            [
                Example(
                    Label(one.sha, LEVELS[level], "import"),
                    extract(one),
                    place // 10,
                    bot=place % 7 == 0,
                    merge=False,
                    formula=1,
                )
                for place, (one, level) in enumerate(told[number::count])
            ],
        )
        for number in range(count)
    ]
