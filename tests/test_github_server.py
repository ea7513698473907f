"""The GitHub on loopback that other tests stand on: as git and GitHub's clients see it."""

from __future__ import annotations

import json
import re
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from email.message import Message
from pathlib import Path

import graphql
import pytest

from history.github.queries import authors_query, contexts_query
from tests.support import RepoBuilder
from tests.support.github_server import Answer, GitHubServer, Request, Route, reading
from tests.support.github_server.published import DESCRIPTION, SCHEMA
from tests.support.github_server.published.rest import shape
from tests.support.github_server.writing import Publishing


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


def test_what_github_does_not_describe_is_a_complaint(repo: RepoBuilder) -> None:
    def wrong(server: GitHubServer, request: Request) -> Answer:
        return Answer.json({"full_name": 7, "defaultBranch": "main"})

    def never(server: GitHubServer, request: Request) -> Answer:
        return Answer.error(418, "I'm a teapot")

    routes = (Route("GET", "/repos/{owner}/{name}", wrong), Route("GET", "/rate_limit", never))

    def ask() -> None:
        with GitHubServer(routes) as server:
            get(server, "/repos/octo/project")
            get(server, "/rate_limit")

    with pytest.raises(AssertionError) as raised:
        ask()

    said = str(raised.value)
    assert "$.full_name: 7 is not of type 'string'" in said
    assert "$.defaultBranch is unknown" in said
    assert "/rate_limit 418: no such '418'" in said


def test_answers_are_whole(repo: RepoBuilder, server: GitHubServer) -> None:
    repo.commit("feat: a", {"a": "1\n"})
    _, _, body = get(server, "/repos/octo/project")

    assert json.loads(body)["default_branch"] == "main"
    assert json.loads(body)["archived"] is False  # no handler says so


def test_the_description_is_that_of_the_published_package(server: GitHubServer) -> None:
    described = json.loads(DESCRIPTION.read_text("utf8"))

    assert re.fullmatch(r"@octokit/openapi@\d+\.\d+\.\d+", described["source"])
    assert SCHEMA.read_text("utf8").startswith("# @octokit/graphql-schema@")
    theirs = {shape(path) for path in described["paths"]}
    assert theirs == {shape(one.path) for one in (*reading.ROUTES, *Publishing().routes)}


@pytest.mark.parametrize("query", [contexts_query, authors_query])
def test_the_queries_are_valid(query: Callable[[list[str]], str]) -> None:
    schema = graphql.build_schema(SCHEMA.read_text("utf8"), assume_valid=True)

    assert graphql.validate(schema, graphql.parse(query(["0" * 40, "1" * 40]))) == []
    assert graphql.validate(schema, graphql.parse(query(["0" * 40]).replace("oid", "id"))) != []
