"""GitHub's GraphQL, as far as it is asked: run against the part of GitHub's own schema that is used.

server.knowledge.users["ada@example.org"] = "ada"
server.knowledge.pulls.append(KnownPull(7, "A title", shas=(sha,)))
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from typing import TYPE_CHECKING

import graphql

from tests.support.github_server.published import SCHEMA
from tests.support.github_server.reading import find_commit
from tests.support.github_server.routing import Answer, Request, Route

if TYPE_CHECKING:
    from tests.support import RepoBuilder
    from tests.support.github_server.server import GitHubServer

Json = dict[str, object]


@dataclass(frozen=True)
class KnownPull:
    """A pull request. `made` is the commit that it became, `shas` are those that it has; issues are numbers
    with titles, `owner/name#7` for those of another repository."""

    number: int
    title: str
    shas: tuple[str, ...] = ()
    made: str | None = None
    login: str | None = "ada"
    state: str = "MERGED"
    base: str = "main"
    labels: tuple[str, ...] = ()
    closes: Mapping[str, str] = field(default_factory=dict)
    repository: str = "octo/project"


@dataclass
class Knowledge:
    """What a forge has and git has not: accounts by their address, and pull requests."""

    users: dict[str, str] = field(default_factory=dict)
    pulls: list[KnownPull] = field(default_factory=list)


@cache
def _schema() -> graphql.GraphQLSchema:
    return graphql.build_schema(SCHEMA.read_text("utf8"), assume_valid=True)


def answer_query(server: GitHubServer, request: Request) -> Answer:
    """Run one query. Nobody may ask without a token."""
    if not request.token:
        return Answer.error(401, "This endpoint requires you to be authenticated.")
    asked = request.json()
    query, variables = asked["query"], asked["variables"]
    assert isinstance(query, str)
    assert isinstance(variables, dict)
    root = {"repository": partial(_repository, server, request.token)}
    done = graphql.graphql_sync(_schema(), query, root, variable_values=variables)
    answer: Json = {"data": done.data}
    if done.errors:
        answer["errors"] = [{"message": error.message} for error in done.errors]
    return Answer.json(answer)


def _repository(server: GitHubServer, token: str, info: object, owner: str, name: str) -> Json | None:
    full = server.renamed.get(f"{owner}/{name}", f"{owner}/{name}")
    if not server.may_read(full, token):
        return None
    return {"nameWithOwner": full, "object": partial(_commit, server, server.repositories[full], full)}


def _commit(
    server: GitHubServer, repo: RepoBuilder, name: str, info: object, oid: str
) -> Mapping[str, object] | None:
    if find_commit(repo, oid) is None:
        return None
    known = server.knowledge
    email = repo.git("log", "-1", "--no-walk", "--format=%ae", oid).strip()
    login = known.users.get(email)
    found = [_pull(one) for one in known.pulls if oid in (*one.shas, one.made)]
    return {
        "__typename": "Commit",
        "oid": oid,
        "author": {"user": _user(login) if login else None},
        "associatedPullRequests": _first(found),
        "history": _history(known, repo, oid),
    }


def _history(known: Knowledge, repo: RepoBuilder, oid: str) -> Callable[..., Json]:
    def history(info: object, first: int, author: Mapping[str, object]) -> Json:
        if "id" in author:
            emails = {email for email, login in known.users.items() if f"U_{login}" == author["id"]}
        else:
            given = author["emails"]
            assert isinstance(given, list)
            emails = set(given)
        rows = [row.split("\0") for row in repo.git("log", "--format=%H%x00%ae", oid).splitlines()]
        return {"nodes": [{"oid": sha} for sha, email in rows if email in emails][:first]}

    return history


def _first(items: Sequence[Json]) -> Callable[..., Json]:
    def nodes(info: object, first: int) -> Json:
        return {"nodes": list(items[:first])}

    return nodes


def _pull(one: KnownPull) -> Json:
    issues = [_issue(one, where, title) for where, title in one.closes.items()]
    return {
        "number": one.number,
        "title": one.title,
        "state": one.state,
        "baseRefName": one.base,
        "author": _user(one.login) if one.login else None,
        "mergeCommit": {"__typename": "Commit", "oid": one.made} if one.made else None,
        "repository": {"nameWithOwner": one.repository},
        "labels": _first([{"name": label} for label in one.labels]),
        "closingIssuesReferences": _first(issues),
    }


def _issue(pull: KnownPull, where: str, title: str) -> Json:
    name, _, number = where.rpartition("#")
    return {"number": int(number), "title": title, "repository": {"nameWithOwner": name or pull.repository}}


def _user(login: str) -> Json:
    return {"__typename": "User", "id": f"U_{login}", "login": login}


def limited() -> Answer:
    """How GraphQL says that the hour's points are used up: politely."""
    said = {"errors": [{"type": "RATE_LIMITED", "message": "API rate limit exceeded for user ID 1."}]}
    return Answer(200, json.dumps(said).encode(), {"Content-Type": "application/json; charset=utf-8"})


ROUTES = (Route("POST", "/graphql", answer_query),)
