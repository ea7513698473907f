"""A history that shows what a site can show, and the site of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import RepoBuilder

LINES = "".join(f"    x{n} = {n}\n" for n in range(9))


def fill(repo: RepoBuilder) -> RepoBuilder:
    """Two months with a release, a break, a revert of the same week, a series, and words in two scripts."""
    other = "Bo Ek <bo@example.org>"
    repo.commit("feat: begin", {"src/app.py": "def start(a):\n" + LINES}, date="2026-01-05T10:00:00+00:00")
    repo.commit(
        "feat!: stop takes nothing", {"src/app.py": "def stop():\n" + LINES}, date="2026-01-06T10:00:00+00:00"
    )
    repo.tag("v1.0.0")
    added = repo.commit(
        "feat: a cache (#7)", {"src/cache.py": "class Cache:\n" + LINES}, date="2026-02-02T09:00:00+00:00"
    )
    undo = f'Revert "feat: a cache (#7)"\n\nThis reverts commit {added}.'
    repo.commit(undo, {"src/cache.py": None}, date="2026-02-03T09:00:00+00:00")
    repo.commit(
        "fix: queue keeps its order (1/2)", {"src/queue.py": "a = 1\n"}, date="2026-02-04T09:00:00+00:00"
    )
    repo.commit(
        "fix: queue keeps its order (2/2)",
        {"src/queue.py": "a = 2\n"},
        date="2026-02-05T09:00:00+00:00",
        author=other,
    )
    repo.commit(
        "docs: 说明路由前缀缓存",
        {"docs/a-very-long-name-of-a-file-without-a-single-space-in-it.md": "# 缓存\n"},
        date="2026-02-05T10:00:00+00:00",
    )
    return repo


@pytest.fixture
def busy(repo: RepoBuilder) -> RepoBuilder:
    return fill(repo)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "site"
