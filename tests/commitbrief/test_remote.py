"""Reports of repositories that nobody has cloned: through a real git over HTTP."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support import RepoBuilder
from tests.support.github_server import Answer, GitHubServer

if TYPE_CHECKING:
    from tests.commitbrief.conftest import Run

DAY = ("--date", "2026-01-23", "-o", "-")
SECRET = "ghp_verysecretindeed"


def test_the_report_is_that_of_a_local_clone(server: GitHubServer, history: RepoBuilder, run: Run) -> None:
    address = f"{server.address}/octo/project"
    history.config("remote.origin.url", address)

    local, remote = run("report", history.path, *DAY), run("report", "octo/project", *DAY)

    assert (remote.status, remote.err) == (0, "")
    assert remote.out == local.out
    assert run("report", address, *DAY).out == local.out
    assert run("report", f"{address}.git", *DAY).status == 0


def test_only_what_changed_is_fetched_again(
    server: GitHubServer, history: RepoBuilder, run: Run, tmp_path: Path
) -> None:
    run("report", "octo/project", *DAY)
    asked = len(server.requests)
    history.commit("feat: news", {"n.py": "n = 1\n"})

    done = run("report", "octo/project", *DAY)

    assert "feat: news" in done.out
    assert len(server.requests) - asked <= 8
    clone = next((tmp_path / "cache").rglob("*.git"))
    held = subprocess.run(
        ["git", f"--git-dir={clone}", "rev-list", "--objects", "--missing=print", "--all"],
        env={"PATH": os.defpath, "GIT_NO_LAZY_FETCH": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"?{history.sha('HEAD:n.py')}" not in held.stdout


def test_files_of_other_days_are_not_fetched(
    server: GitHubServer, repo: RepoBuilder, run: Run, tmp_path: Path
) -> None:
    repo.commit("feat: old", {"old.py": "old\n"}, date="2026-01-01T00:00:00+00:00")
    repo.commit("feat: new", {"new.py": "new\n"}, date="2026-01-23T00:00:00+00:00")

    run("report", "octo/project", *DAY)

    clone = next((tmp_path / "cache").rglob("*.git"))
    listed = subprocess.run(
        ["git", f"--git-dir={clone}", "rev-list", "--objects", "--missing=print", "--all"],
        env={"PATH": os.defpath},
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"?{repo.sha('HEAD:old.py')}" in listed.stdout
    assert f"?{repo.sha('HEAD:new.py')}" not in listed.stdout


def test_a_branch_that_is_rewritten_and_a_default_that_is_renamed(
    server: GitHubServer, history: RepoBuilder, run: Run
) -> None:
    run("report", "octo/project", *DAY)
    history.commit("feat: another world", {"z": "z\n"}, branch="trunk", parents=[])
    history.git("symbolic-ref", "HEAD", "refs/heads/trunk")
    history.git("update-ref", "-d", "refs/heads/main")

    done = run("report", "octo/project", *DAY)

    assert "another world" in done.out
    assert "the thing" not in done.out


def test_a_clone_that_is_damaged_is_made_again(
    server: GitHubServer, history: RepoBuilder, run: Run, tmp_path: Path
) -> None:
    before = run("report", "octo/project", *DAY)
    clone = next((tmp_path / "cache").rglob("*.git"))
    (clone / "HEAD").unlink()

    assert run("report", "octo/project", *DAY).out == before.out


def test_a_private_repository_needs_the_token_and_keeps_it_nowhere(
    server: GitHubServer, history: RepoBuilder, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.private.add("octo/project")
    server.readers.add(SECRET)
    refused = run("report", "octo/project", *DAY)
    monkeypatch.setenv("GITHUB_TOKEN", SECRET)

    done = run("report", "octo/project", *DAY, "--verbose")

    assert (refused.status, refused.err.count("\n")) == (3, 1)
    assert "octo/project does not exist on 127.0.0.1" in refused.err
    assert "GITHUB_TOKEN" in refused.err
    assert done.status == 0
    assert "feat: a thing" in done.out
    assert SECRET not in done.out + done.err
    basic = next(one.headers["authorization"] for one in server.requests if "authorization" in one.headers)
    for file in (file for file in tmp_path.rglob("*") if file.is_file()):
        content = file.read_bytes()
        assert SECRET.encode() not in content, file
        assert basic.removeprefix("Basic ").encode() not in content, file


def test_a_token_that_is_wrong(
    server: GitHubServer, history: RepoBuilder, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GH_TOKEN", "wrong-token")

    done = run("report", "octo/project", *DAY)

    assert done.status == 3
    assert "refuses the token from GH_TOKEN" in done.err
    assert "wrong-token" not in done.err


def test_a_token_that_may_not_read(
    server: GitHubServer, history: RepoBuilder, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.private.add("octo/project")
    server.tokens.add(SECRET)
    monkeypatch.setenv("GITHUB_TOKEN", SECRET)

    done = run("report", "octo/project", *DAY)

    assert done.status == 3
    assert "this token may not read it" in done.err


def test_the_token_of_gh(server: GitHubServer, history: RepoBuilder, run: Run, tmp_path: Path) -> None:
    server.private.add("octo/project")
    server.readers.add(SECRET)
    (tmp_path / "gh").mkdir()
    host = server.address.removeprefix("http://")
    (tmp_path / "gh" / "hosts.yml").write_text(f'"{host}":\n    oauth_token: {SECRET}\n')

    assert run("report", "octo/project", *DAY).status == 0


def test_a_repository_without_commits(server: GitHubServer, run: Run) -> None:
    done = run("report", "octo/project", *DAY)

    assert done.status == 3
    assert "has no commits yet" in done.err


def test_a_repository_that_moved(server: GitHubServer, history: RepoBuilder, run: Run) -> None:
    server.renamed["octo/former"] = "octo/project"

    assert "feat: a thing" in run("report", "octo/former", *DAY).out


def test_no_network_spoils_nobody_else(
    server: GitHubServer, history: RepoBuilder, run: Run, tmp_path: Path
) -> None:
    done = run("report", "octo/project", "http://127.0.0.1:9/a/b", "--date", "2026-01-23", "-o", "out")

    assert done.status == 4
    assert "127.0.0.1:9 cannot be reached" in done.err
    assert "127.0.0.1:9/a/b" in (tmp_path / "out" / "index.md").read_text("utf8")


def test_a_server_that_fails(server: GitHubServer, history: RepoBuilder, run: Run) -> None:
    server.fail("info/refs", Answer(502), times=9)

    done = run("report", "octo/project", *DAY)

    assert done.status == 3
    assert "try again" in done.err
    assert done.err.count("\n") == 1


def test_two_runs_at_once(server: GitHubServer, history: RepoBuilder, spawn: Run, tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    environment = {"GITHUB_SERVER_URL": server.address, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    with ThreadPoolExecutor(2) as pool:
        runs = [pool.submit(spawn, "report", "octo/project", *DAY, environment=environment) for _ in range(2)]
    first, second = (one.result() for one in runs)

    assert (first.status, second.status) == (0, 0)
    assert first.out == second.out


def test_a_cache_of_a_strangers_configuration(
    server: GitHubServer, history: RepoBuilder, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "commitbrief.toml").write_text('cache-dir = "planted"\n')

    done = run("report", "octo/project", *DAY)

    assert done.status == 2
    assert "cache-dir" in done.err
    assert run("report", "octo/project", *DAY, "--config", "commitbrief.toml").status == 0
    assert (tmp_path / "planted" / "clones").is_dir()
