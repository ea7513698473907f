"""`commitbrief bulk` on clones that lack something: told, and put right when it is there."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.commitbrief.conftest import Run
from tests.support import RepoBuilder
from tests.support.github_server import GitHubServer


@pytest.fixture
def origin(tmp_path: Path) -> RepoBuilder:
    """Three commits that others can clone in part."""
    made = RepoBuilder(tmp_path / "origin")
    for number in range(3):
        made.commit(f"fix: {number}", {"a.py": f"a = {number}\n"})
    made.git("config", "uploadpack.allowFilter", "true")
    return made


def clone(origin: RepoBuilder, *options: str) -> Path:
    """A clone without the remote that it came from being named in rows."""
    path = origin.path.parent / "clone"
    git(origin.path.parent, "clone", "--quiet", "--bare", *options, f"file://{origin.path}", str(path))
    return path


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def rows(run: Run, folder: Path) -> list[dict[str, Any]]:
    done = run("export", "jsonl", "--store", folder / "store.db", "--importance", "formula", cwd=folder)
    assert done.status == 0, done.err
    return [json.loads(line) for line in done.out.splitlines()]


def bulk(run: Run, entry: str, folder: Path, *more: str) -> tuple[int, str]:
    (folder / "list").write_text(f"{entry}\n", "utf8")
    given = ("--store", "store.db", "--importance", "formula", "--jobs", "1")
    done = run("bulk", "list", *given, *more, cwd=folder)
    return done.status, done.err


def test_files_that_a_clone_lacks_are_told_and_read_when_they_are_there(
    origin: RepoBuilder, run: Run, tmp_path: Path
) -> None:
    partial = clone(origin, "--filter=blob:none")
    status, said = bulk(run, "clone", tmp_path)
    assert status == 0
    assert said.startswith("clone: 3 commits were scored without all of their files")
    assert [(row["added"], row["unread"]) for row in rows(run, tmp_path)] == [(0, 1)] * 3
    git(partial, "fetch", "--quiet", "--refetch", "--no-filter")
    assert bulk(run, "clone", tmp_path) == (0, "")
    assert [(row["added"], row["unread"]) for row in rows(run, tmp_path)] == [(1, 0)] * 3


def test_where_a_shallow_clone_ends_is_told(origin: RepoBuilder, run: Run, tmp_path: Path) -> None:
    clone(origin, "--depth", "2")
    assert "clone: 1 commits were scored without" in bulk(run, "clone", tmp_path)[1]
    assert [row["unread"] for row in rows(run, tmp_path)] == [1, 0]


def test_offline_reads_the_clones_that_are_there_and_no_other(
    server: GitHubServer, repo: RepoBuilder, run: Run, tmp_path: Path
) -> None:
    repo.commit("feat: a thing", {"a.py": "a = 1\n"})
    status, said = bulk(run, "octo/project", tmp_path, "--offline")
    assert (status, "was never cloned here" in said) == (4, True)
    assert bulk(run, "octo/project", tmp_path) == (0, "")
    repo.commit("feat: another", {"a.py": "a = 2\n"})
    asked = len(server.requests)
    assert bulk(run, "octo/project", tmp_path, "--offline") == (0, "")
    assert len(server.requests) == asked
    assert len(rows(run, tmp_path)) == 1
