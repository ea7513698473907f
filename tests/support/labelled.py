"""Commits with labels: some whose importance is easy to tell, with the tables and settings of a model that learns it
in a second, and a file of labels."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from classifier.importance.extraction import extract
from classifier.importance.tables import Example, FeatureTable, table_of
from classifier.importance.training import Data, Settings, combine
from classifier.labels.records import LEVELS, Label
from history.records import Commit
from tests.support import RepoBuilder
from tests.support.commits import change, commit

SMALL = Settings(rounds=20, smallest_leaf=5)


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
    """The commits as training data of one repository."""
    examples = [
        Example(Label(one.sha, LEVELS[level], "import"), extract(one), 0, bot=False, merge=False, formula=0)
        for one, level in told
    ]
    return combine([table_of("a/b", examples)])


def tables_of(told: Sequence[tuple[Commit, int]], count: int) -> list[FeatureTable]:
    """The commits dealt out to so many repositories, ten a day."""
    return [
        table_of(
            f"a{number}/oven",
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


def labels_of(repo: RepoBuilder, path: Path, levels: Sequence[str]) -> Path:
    """A file of labels of as many new commits as there are levels."""
    lines = []
    for number, level in enumerate(levels):
        sha = repo.commit(f"feat: part {number}", {f"src/{number}.py": f"x = {number}\n"})
        lines.append(json.dumps({"sha": sha, "level": level, "source": "import"}))
    path.write_text("\n".join(lines) + "\n", "utf8")
    return path
