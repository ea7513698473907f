"""The GraphQL queries: GitHub's published schema holds for them (tests/test_github_server.py)."""

from __future__ import annotations

from collections.abc import Sequence

_COMMIT = """
fragment commit on Commit {
  author { user { id login } }
  associatedPullRequests(first: 5) {
    nodes {
      number title state baseRefName author { login } mergeCommit { oid } repository { nameWithOwner }
      labels(first: 20) { nodes { name } }
      closingIssuesReferences(first: 10) { nodes { number title repository { nameWithOwner } } }
    }
  }
}"""


def contexts_query(shas: Sequence[str]) -> str:
    """Asks for the pull requests and the author of each commit, as `c0`, `c1`, … of `repository`."""
    return _query(
        [f'c{place}: object(oid: "{sha}") {{ ...commit }}' for place, sha in enumerate(shas)], "", _COMMIT
    )


def authors_query(shas: Sequence[str]) -> str:
    """Asks for the two latest commits from each commit on, by the author `$a0`, `$a1`, …, as `a0`, `a1`, …"""
    body = [
        f'a{place}: object(oid: "{sha}") '
        f"{{ ... on Commit {{ history(first: 2, author: $a{place}) {{ nodes {{ oid }} }} }} }}"
        for place, sha in enumerate(shas)
    ]
    return _query(body, "".join(f", $a{place}: CommitAuthor!" for place in range(len(shas))))


def _query(body: Sequence[str], declared: str, fragment: str = "") -> str:
    head = f"query($owner: String!, $name: String!{declared}) {{ repository(owner: $owner, name: $name) {{"
    return "\n".join([head, *body, f"}} }}{fragment}"])
