"""The GitHub on loopback that other tests stand on: as git and GitHub's clients see it."""

from __future__ import annotations

import json
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest

from tests.support import RepoBuilder
from tests.support.github_server import Answer, GitHubServer


@pytest.fixture
def server(repo: RepoBuilder) -> Iterator[GitHubServer]:
    with GitHubServer() as running:
        running.add("octo/project", repo)
        yield running


def get(server: GitHubServer, path: str, **headers: str) -> tuple[int, Message, bytes]:
    request = urllib.request.Request(f"{server.address}/api/v3{path}", headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


def test_commits_are_listed_by_page_with_links(repo: RepoBuilder, server: GitHubServer) -> None:
    shas = [repo.commit(f"feat: {number}", {"a": f"{number}\n"}) for number in range(3)]
    _, headers, body = get(server, "/repos/octo/project/commits?per_page=2")
    assert [one["sha"] for one in json.loads(body)] == [shas[2], shas[1]]
    assert 'page=2>; rel="next"' in headers["Link"]


def test_what_has_not_changed_costs_nothing(repo: RepoBuilder, server: GitHubServer) -> None:
    repo.commit("feat: a", {"a": "1\n"})
    _, headers, _ = get(server, "/repos/octo/project/commits")
    status, again, _ = get(server, "/repos/octo/project/commits", **{"If-None-Match": headers["ETag"]})
    assert status == 304
    assert (
        again["X-RateLimit-Remaining"] == headers["X-RateLimit-Remaining"] == "4999"
        or server.budget.used == 1
    )


def test_a_fault_happens_as_often_as_it_was_told_to(repo: RepoBuilder, server: GitHubServer) -> None:
    repo.commit("feat: a", {"a": "1\n"})
    server.fail("/commits$", Answer.error(502, "Bad Gateway"), times=1)
    assert get(server, "/repos/octo/project/commits")[0] == 502
    assert get(server, "/repos/octo/project/commits")[0] == 200


def test_git_clones_without_blobs(repo: RepoBuilder, server: GitHubServer, tmp_path: Path) -> None:
    repo.commit("feat: a", {"a": "1\n"})
    clone = tmp_path / "clone"
    subprocess.run(
        ["git", "clone", "-q", "--bare", "--filter=blob:none", f"{server.address}/octo/project", clone],
        check=True,
    )
    listed = subprocess.run(
        ["git", f"--git-dir={clone}", "rev-list", "--objects", "--missing=print", "HEAD"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert f"?{repo.sha('HEAD:a')}" in listed.stdout
