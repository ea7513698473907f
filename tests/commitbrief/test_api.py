"""Reports through GitHub's interface: the same commits as through a clone, within the hourly budget."""

from __future__ import annotations

import json
import re
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
    done = run("score", "octo/project", *arguments, "--quiet")
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
    files = {f"src/{number:02}.py": f"x = {number}\n" * (number + 1) for number in range(7)}
    repo.commit("feat: many", {**files, "src/large.py": "y = 1\n" * 400})
    server.files_on_page, server.largest_patch = 3, 1000

    assert score(run, *DAY, "--api") == score(run, *DAY)
    report = ("report", "octo/project", *DAY, "--importance", "formula", "-o", "-")
    by_api, by_clone = (
        re.findall(r"```diff\n.*?```", run(*report, *how).out, re.DOTALL) for how in (["--api"], [])
    )
    assert by_api == by_clone
    assert "+y = 1\n" in by_api[0]


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


def test_the_cost_is_told_beforehand_without_what_is_kept(
    server: GitHubServer, history: RepoBuilder, run: Run
) -> None:
    first = run("report", "octo/project", *DAY, "--api", "-o", "-")
    history.commit("feat: news", {"n.py": "n = 1\n"})
    second = run("report", "octo/project", *DAY, "--api", "-o", "-")

    assert re.fullmatch(
        r"octo/project: 6 requests for 6 commits; \d+ of 5000 are left until \d\d:\d\d UTC\n", first.err
    )
    assert second.err.startswith("octo/project: 1 request for 7 commits (6 are kept); ")
    assert run("report", "octo/project", *DAY, "--api", "-o", "-").err == ""  # it costs nothing


def test_what_the_budget_does_not_suffice_for_is_refused_beforehand(
    server: GitHubServer, history: RepoBuilder, run: Run
) -> None:
    server.budget.limit, server.budget.used = 60, 54  # three are needed to list them

    refused = run("report", "octo/project", *DAY, "--api", "-o", "-")

    assert (refused.status, refused.out, refused.err.count("\n")) == (3, "", 1)
    assert "this needs 6 requests or more, and 3 of 60 an hour are left: run again after" in refused.err
    assert "set GITHUB_TOKEN for a larger budget" in refused.err
    assert server.asked(ONE_COMMIT) == []


def test_a_part_that_was_read_is_not_asked_for_again(
    server: GitHubServer, history: RepoBuilder, run: Run
) -> None:
    server.budget.limit, server.budget.used = 60, 53
    assert run("report", "octo/project", "--range", "HEAD~2..HEAD", "--api", "-o", "-").status == 0
    used = len(server.asked(ONE_COMMIT))
    server.budget.used = 52

    done = run("report", "octo/project", *DAY, "--api", "-o", "-")

    assert done.status == 0, done.err
    assert len(server.asked(ONE_COMMIT)) - used < 6


def test_a_budget_that_ends_on_the_way_is_gone_on_with(
    server: GitHubServer, history: RepoBuilder, run: Run
) -> None:
    server.fail(ONE_COMMIT, Answer.error(403, "API rate limit exceeded for 127.0.0.1."), times=1)
    # Somebody else spends from the same budget: three commits are read, then it is empty.
    stopped = run("report", "octo/project", *DAY, "--api", "-o", "-")
    read = len(server.asked(ONE_COMMIT)) - 1
    done = run("report", "octo/project", *DAY, "--api", "-o", "-")

    assert (stopped.status, stopped.out) == (3, "")
    assert "what was read is kept, run again after" in stopped.err
    assert done.status == 0
    assert len(server.asked(ONE_COMMIT)) == 1 + read + (6 - read)


def test_ten_thousand_commits_cost_one_request_to_refuse(
    server: GitHubServer, repo: RepoBuilder, run: Run
) -> None:
    stamp = "1769133600 +0000"
    people = f"author A <a@b> {stamp}\ncommitter A <a@b> {stamp}"
    commits = (f"commit refs/heads/main\n{people}\ndata 1\n{number % 10}\n" for number in range(10_000))
    repo._run(["fast-import", "--quiet"], "\n".join(commits).encode())

    done = run("report", "octo/project", "--all", "--api", "-o", "-")

    assert done.status == 3
    assert "this needs 9999 requests or more, and" in done.err
    assert "read it without --api, or in parts" in done.err
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


@pytest.mark.parametrize("status", [404, 422])
def test_a_commit_that_vanished_costs_that_commit(
    server: GitHubServer, history: RepoBuilder, run: Run, status: int
) -> None:
    sha = history.sha("HEAD~2")
    server.fail(f"/commits/{sha}$", Answer.error(status, "No commit found for SHA"), times=9)

    done = run("report", "octo/project", *DAY, "--api", "--format", "json", "-o", "-")

    made = json.loads(done.out)
    sections = {one["sha"]: one for group in made["groups"] for one in group["commits"]}
    assert done.status == 0
    assert len(sections) == 6
    assert [gap["reason"] for gap in sections[sha]["missing"]] == ["omitted"]
    assert str(status) in sections[sha]["missing"][0]["detail"]
    assert [one for one, section in sections.items() if section["missing"]] == [sha]


def test_a_repository_without_commits(server: GitHubServer, run: Run) -> None:
    done = run("report", "octo/project", *DAY, "--api", "-o", "-")

    assert (done.status, done.err.count("\n")) == (3, 1)
    assert "octo/project on 127.0.0.1" in done.err
    assert "has no commits yet" in done.err


def test_files_beyond_the_three_hundred_of_a_page(server: GitHubServer, repo: RepoBuilder, run: Run) -> None:
    repo.commit("feat: many", {f"src/{number:03}.py": f"x = {number}\n" for number in range(301)})

    assert score(run, *DAY, "--api") == score(run, *DAY)
    made = run("report", "octo/project", *DAY, "--api", "--format", "json", "-o", "-", "--quiet")
    assert json.loads(made.out)["statistics"]["files"] == 301
    assert [one.query.get("page") for one in server.asked(ONE_COMMIT)] == [None, "2"]


@pytest.mark.parametrize("refused", [True, False])
def test_files_beyond_the_three_thousand_of_a_commit(
    server: GitHubServer, repo: RepoBuilder, run: Run, monkeypatch: pytest.MonkeyPatch, refused: bool
) -> None:
    monkeypatch.setattr("history.github.repository._MOST_FILES", 8)
    server.most_files, server.files_on_page = 8, 5
    sha = repo.commit("feat: many", {f"src/{number:02}.py": f"x = {number}\n" for number in range(12)})
    if refused:
        too_large = Answer.error(406, "Sorry, the diff exceeded the maximum number of files (300).")
        server.refuse_diff(sha, too_large)

    done = run("report", "octo/project", *DAY, "--api", "--format", "json", "-o", "-", "--quiet")

    section = json.loads(done.out)["groups"][0]["commits"][0]
    assert len(section["files"]) == (8 if refused else 12)
    assert [gap["reason"] for gap in section["missing"]] == (["truncated"] if refused else [])


def test_a_body_that_is_slow_is_asked_for_again(
    server: GitHubServer, history: RepoBuilder, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = run("report", "octo/project", *DAY, "--api", "-o", "-", "--cache-dir", "one").out
    monkeypatch.setattr("history.github.client._TIMEOUT", 2)
    slow = Answer(200, b"{" + b" " * 99 + b"}", {"Content-Type": "application/json"}, delay=3)
    server.fail(ONE_COMMIT, slow)

    again = run("report", "octo/project", *DAY, "--api", "-o", "-", "--cache-dir", "two")
    assert (again.status, again.out) == (0, expected)
    server.fail(ONE_COMMIT, slow, times=9)
    done = run("report", "octo/project", *DAY, "--api", "-o", "-", "--cache-dir", "three", "--quiet")
    assert (done.status, done.err.count("\n")) == (3, 1), done.err
    assert "try again" in done.err


def test_a_secondary_limit_is_waited_for(
    server: GitHubServer, history: RepoBuilder, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("history.github.patience.SECONDARY_WAIT", 0.01)
    limited = Answer.error(403, "You have exceeded a secondary rate limit. Please wait a few minutes.")
    server.fail(ONE_COMMIT, limited, times=2)

    assert run("report", "octo/project", *DAY, "--api", "-o", "-").status == 0


def test_a_limit_of_hours_is_not_waited_for(server: GitHubServer, history: RepoBuilder, run: Run) -> None:
    limited = Answer.error(403, "You have exceeded a secondary rate limit.", {"Retry-After": "3600"})
    server.fail(ONE_COMMIT, limited)

    done = run("report", "octo/project", *DAY, "--api", "-o", "-", "--quiet")

    said = [line for line in done.err.splitlines() if line.startswith("commitbrief: ")]
    assert (done.status, len(said)) == (3, 1), done.err
    assert "to be left alone for 3600 seconds" in said[0]
    assert "Traceback" not in done.err


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
