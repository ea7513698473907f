"""Reading what a `RepoBuilder` built."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from history.options import ReadOptions
from history.records import Commit
from history.repository import LocalRepository
from history.selection import Everything, Selection

Reader = Callable[..., list[Commit]]


@pytest.fixture
def read() -> Reader:
    """Read a selection of the repository at a path into a list."""

    def commits(
        path: Path, selection: Selection | None = None, options: ReadOptions | None = None
    ) -> list[Commit]:
        with LocalRepository.open(path) as repository:
            return list(repository.commits(selection or Everything(), options or ReadOptions()))

    return commits


def newest(commits: list[Commit]) -> Commit:
    """The first of a reading."""
    return commits[0]
