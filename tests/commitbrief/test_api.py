"""Reports through GitHub's interface: the same commits as through a clone, within the hourly budget."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support import RepoBuilder
from tests.support.github_server import Answer, GitHubServer

if TYPE_CHECKING:
    from tests.commitbrief.conftest import Run

DAY = ("--date", "2026-01-23")
ONE_COMMIT = r"/commits/[0-9a-f]{40}$"
SECRET = "ghp_verysecretindeed"


def score(run: Run, *arguments: str) -> list[dict[str, object]]:
    done = run("score", "octo/project", *arguments)
    assert (done.status, done.err) == (0, "")
    return [json.loads(line) for line in done.out.splitlines()]


@pytest.mark.parametrize("chosen", [DAY, ("--all",), ("--range", "v1..HEAD"), ("--since-last-tag",)])
def test_both_ways_give_the_same_commits_types_and_importance(
    server: GitHubServer, history: RepoBuilder, run: Run, chosen: tuple[str, ...]
) -> None:
    history.tag("v1", "HEAD~3")
    history.commit("feat: bytes\n\nA body.", {"logo.png": b"\x89PNG\0\1", "odd name é": "x\n"})

    assert score(run, *chosen, "--api") == score(run, *chosen)


def test_patches_that_are_omitted_and_files_beyond_a_page_are_fetched(
    server: GitHubServer, repo: RepoBuilder, run: Run
) -> None:
    files = {f"src/{number:02}.py": f"x = {number}\n" for number in range(7)}
    repo.commit("feat: many", {**files, "src/large.py": "y = 1\n" * 400})
    server.files_on_page, server.largest_patch = 3, 1000

    assert score(run, *DAY, "--api") == score(run, *DAY)
    said = run("report", "octo/project", *DAY, "--api", "--importance", "formula", "-o", "-").out
    assert "src/06.py" in said


def test_a_patch_that_cannot_be_had_is_a_gap(server: GitHubServer, repo: RepoBuilder, run: Run) -> None:
    sha = repo.commit("feat: large", {"src/large.py": "y = 1\n" * 400})
    server.largest_patch = 1000
    first = Answer.json(json.loads(_one(server, sha)))
    server.fail(ONE_COMMIT, first, times=1)
    server.fail(ONE_COMMIT, Answer.error(406, "the diff exceeded the maximum number of lines"), times=1)

    done = run("report", "octo/project", *DAY, "--api", "--format", "json", "-o", "-")

    assert done.status == 0
    assert "feat: large" in done.out
    assert "omitted" in done.out


def _one(server: GitHubServer, sha: str) -> bytes:
    import urllib.request

    with urllib.request.urlopen(f"{server.address}/api/v3/repos/octo/project/commits/{sha}") as answer:
        body = answer.read()
    assert isinstance(body, bytes)
    return body


def test_a_commit_is_asked_for_once(server: GitHubServer, history: RepoBuilder, run: Run) -> None:
    first = run("report", "octo/project", *DAY, "--api", "-o", "-")
    asked, used = len(server.asked(ONE_COMMIT)), server.budget.used

    again = run("report", "octo/project", *DAY, "--api", "-o", "-")

    assert again.out == first.out
    assert len(server.asked(ONE_COMMIT)) == asked
    assert server.budget.used == used  # what had to be asked again had not changed


def test_a_budget_that_ends_is_gone_on_with(server: GitHubServer, history: RepoBuilder, run: Run) -> None:
    server.budget.limit = 60
    server.budget.used = 54

    stopped = run("report", "octo/project", *DAY, "--api", "-o", "-")
    server.budget.used = 55
    done = run("report", "octo/project", *DAY, "--api", "-o", "-")

    assert (stopped.status, stopped.out) == (3, "")
    assert "budget" in stopped.err
    assert "run again after" in stopped.err
    assert done.status == 0


def test_a_history_too_long_for_an_hour_costs_nothing(
    server: GitHubServer, repo: RepoBuilder, run: Run
) -> None:
    for number in range(230):
        repo.commit(f"feat: {number}", {"a": f"{number}\n"})
    server.budget.limit = 60

    done = run("report", "octo/project", "--all", "--api", "-o", "-")

    assert done.status == 3
    assert "without --api" in done.err
    assert server.budget.used < 5


def test_what_passes_is_tried_again(server: GitHubServer, history: RepoBuilder, run: Run) -> None:
    expected = run("report", "octo/project", *DAY, "--api", "-o", "-", "--cache-dir", "one").out
    later = {"Retry-After": "0"}
    server.fail(ONE_COMMIT, Answer.error(502, "Bad Gateway"))
    server.fail(ONE_COMMIT, Answer.error(403, "You have exceeded a secondary rate limit.", later))
    server.fail(ONE_COMMIT, Answer(200, b'{"sha": "12', {"Content-Type": "application/json"}))
    server.fail(r"/commits$", Answer(200, b"[" * 100, cut=50))

    done = run("report", "octo/project", *DAY, "--api", "-o", "-", "--cache-dir", "two")

    assert (done.status, done.out) == (0, expected)


def test_a_repository_that_moved_keeps_its_days(server: GitHubServer, repo: RepoBuilder, run: Run) -> None:
    repo.commit("feat: old", {"a": "1\n"}, date="2026-01-01T00:00:00+00:00")
    repo.commit("feat: new", {"a": "2\n"}, date="2026-01-23T00:00:00+00:00")
    server.renamed["octo/former"] = "octo/project"

    done = run("report", "octo/former", *DAY, "--api", "-o", "-")

    assert "feat: new" in done.out
    assert "feat: old" not in done.out


def test_the_last_days(server: GitHubServer, history: RepoBuilder, run: Run) -> None:
    assert len(score(run, "--last", "1", "--api")) == 6


REFUSALS = {
    "unknown": (404, "Not Found", "does not exist on"),
    "wrong token": (401, "Bad credentials", "refuses the token from GITHUB_TOKEN"),
    "token without rights": (403, "Resource not accessible by personal access token", "lacks the right"),
    "empty": (409, "Git Repository is empty.", "has no commits yet"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal_is_one_line(
    server: GitHubServer, history: RepoBuilder, run: Run, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    status, message, words = REFUSALS[name]
    monkeypatch.setenv("GITHUB_TOKEN", SECRET)
    server.tokens.add(SECRET)
    server.fail("/repos/octo/project$", Answer.error(status, message))

    done = run("report", "octo/project", *DAY, "--api", "-o", "-")

    assert (done.status, done.out, done.err.count("\n")) == (3, "", 1)
    assert words in done.err
    assert SECRET not in done.err


def test_a_commit_that_vanished(server: GitHubServer, history: RepoBuilder, run: Run) -> None:
    server.fail(ONE_COMMIT, Answer.error(422, "No commit found for SHA"), times=2)

    done = run("report", "octo/project", *DAY, "--api", "-o", "-")

    assert (done.status, done.err.count("\n")) == (3, 1)
    assert "answers 422" in done.err


def test_a_token_is_sent_and_kept_nowhere(
    server: GitHubServer, history: RepoBuilder, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.private.add("octo/project")
    server.readers.add(SECRET)
    monkeypatch.setenv("GITHUB_TOKEN", SECRET)

    done = run("report", "octo/project", *DAY, "--api", "--verbose", "-o", "-")

    assert done.status == 0
    assert all(one.token == SECRET for one in server.requests)
    assert SECRET not in done.out + done.err
    for file in (file for file in tmp_path.rglob("*") if file.is_file()):
        assert SECRET.encode() not in file.read_bytes(), file


def test_an_unusable_cache_costs_only_requests(
    server: GitHubServer, history: RepoBuilder, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "github-answers.sqlite").write_bytes(b"no database" * 99)

    assert run("report", "octo/project", *DAY, "--api", "--cache-dir", "kept", "-o", "-").status == 0
