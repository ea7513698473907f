"""Answers that GitHub would not give: each is one line and a status, in an end that is near."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from history.access import Access
from history.address import parse_address
from history.errors import HistoryError
from history.github import bounded
from history.github.repository import GitHubRepository
from history.selection import Everything
from tests.support import RepoBuilder
from tests.support.github_server import Answer, GitHubServer

DEEP = "[" * 200_000
REPOSITORY, LIST, COMMIT = r"/repos/octo/project$", r"/commits$", r"/commits/[0-9a-f]{40}$"
SHA = "0123456789abcdef0123456789abcdef01234567"


def raw(text: str, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(200, text.encode(), {"Content-Type": "application/json", **named})


def moved(place: str, status: int = 301) -> Answer:
    return Answer(status, b"{}", {"Location": place, "Content-Type": "application/json"})


def row(**changed: object) -> str:
    person = {"name": "A", "email": "a@e.x", "date": "2026-01-23T10:00:00Z"}
    whole = {
        "sha": SHA,
        "commit": {"message": "feat: x", "author": person, "committer": person},
        "parents": [],
        "files": [],
    }
    return json.dumps([whole | changed])


ODD = {
    "null": (REPOSITORY, raw("null")),
    "a list": (REPOSITORY, raw("[]")),
    "another object": (REPOSITORY, raw('{"full_name": 7}')),
    "deep JSON": (REPOSITORY, raw(DEEP)),
    "digits": (REPOSITORY, raw('{"full_name": ' + "9" * 10_000 + "}")),
    "not a number": (REPOSITORY, raw("NaN")),
    "moved in a circle": (".", moved("{here}/api/v3/repos/octo/project")),
    "moved to nothing": (".", moved("")),
    "moved elsewhere": (".", moved("https://elsewhere.example/x")),
    "being made for ever": (".", Answer(202, b"{}", {"Retry-After": "0"})),
    "a limit that ends never": (
        ".",
        Answer.error(
            403, "API rate limit exceeded", {"X-RateLimit-Reset": "9" * 30, "X-RateLimit-Limit": "x"}
        ),
    ),
    "a pause of no length": (".", Answer.error(503, "wait", {"Retry-After": "soon"})),
    "commits that are none": (LIST, raw("[null]")),
    "a commit without people": (LIST, raw(row(commit={"message": "x"}))),
    "a commit called so": (LIST, raw(row(sha="../../x"))),
    "a day that is none": (
        LIST,
        raw(
            row(
                commit={
                    "message": "x",
                    "author": None,
                    "committer": {"name": "", "email": "", "date": "0001-01-01T00:00:00+23:59"},
                }
            )
        ),
    ),
    "a page that follows itself": (LIST, raw("[]", Link='<{here}/x?page=1>; rel="next"')),
    "a page far away": (LIST, raw("[]", Link='<{here}/x?page=999999999>; rel="next"')),
    "files that are none": (COMMIT, raw(json.dumps(json.loads(row(files=[{"filename": 1}]))[0]))),
}


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is waited for."""
    monkeypatch.setattr("urllib3.util.retry.Retry.sleep", lambda *_: None)


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_answer_is_one_line(quick: None, tmp_path: Path, repo: RepoBuilder, odd: str) -> None:
    pattern, answer = ODD[odd]
    repo.commit("feat: a thing", {"a": "a\n"})
    with GitHubServer() as server:
        server.add("octo/project", repo)
        headers = {name: value.format(here=server.address) for name, value in answer.headers.items()}
        server.fail(pattern, Answer(answer.status, answer.body, headers), times=5000)
        address = parse_address("octo/project", server.address)
        assert address

        with pytest.raises(HistoryError, match=r"\A[^\n]{10,300}\Z"):
            list(GitHubRepository(address, Access(tmp_path, server.address)).commits(Everything()))
        assert len(server.requests) < 1000


def test_an_answer_without_end_is_not_read_to_it(
    quick: None, tmp_path: Path, repo: RepoBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "LARGEST", 1000)
    with GitHubServer() as server:
        server.add("octo/project", repo)
        server.fail(".", raw(json.dumps({"full_name": "x" * 5000})), times=99)
        address = parse_address("octo/project", server.address)
        assert address

        with pytest.raises(HistoryError, match="cannot be reached, or its answers break off"):
            GitHubRepository(address, Access(tmp_path, server.address))
