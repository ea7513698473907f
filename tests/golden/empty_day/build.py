"""A day on which nothing happened is said to be one."""

from __future__ import annotations

from tests.support import RepoBuilder

ARGUMENTS = ["--date", "2026-01-24"]


def build(repo: RepoBuilder) -> None:
    repo.commit("feat: the day before", {"a.py": "a = 1\n"}, date="2026-01-23T12:00:00+00:00")
