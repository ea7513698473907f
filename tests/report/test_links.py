"""Addresses have the form of each host and lead to the right side of the diff."""

from __future__ import annotations

import pytest

from history.briefs import IssueRef
from history.records import Forge, WebHost
from report.links import Links

BASES = {
    Forge.GITHUB: "https://github.com/acme/engine",
    Forge.GITLAB: "https://gitlab.example/group/sub/engine",
    Forge.GITEA: "https://git.example/acme/engine",
    Forge.BITBUCKET: "https://bitbucket.org/acme/engine",
}


def links(forge: Forge) -> Links:
    return Links(WebHost(forge, BASES[forge]))


@pytest.mark.parametrize(
    ("forge", "commit", "line", "whole", "issue"),
    [
        (Forge.GITHUB, "/commit/abc", "/blob/abc/a%20b/%23c.py#L7", "/blob/abc/x", "/issues/3"),
        (Forge.GITLAB, "/-/commit/abc", "/-/blob/abc/a%20b/%23c.py#L7", "/-/blob/abc/x", "/-/issues/3"),
        (Forge.GITEA, "/commit/abc", "/src/commit/abc/a%20b/%23c.py#L7", "/src/commit/abc/x", "/issues/3"),
        (Forge.BITBUCKET, "/commits/abc", "/src/abc/a%20b/%23c.py#lines-7", "/src/abc/x", "/issues/3"),
    ],
)
def test_each_host_has_its_forms(forge: Forge, commit: str, line: str, whole: str, issue: str) -> None:
    made, base = links(forge), BASES[forge]
    assert made.commit("abc") == base + commit
    assert made.line("abc", "a b/#c.py", 7) == base + line
    assert made.line("abc", "x", 0) == base + whole
    assert made.issue(IssueRef(3)) == base + issue


def test_an_issue_elsewhere_is_on_the_same_host() -> None:
    assert links(Forge.GITHUB).issue(IssueRef(3, "a/b")) == "https://github.com/a/b/issues/3"
    assert links(Forge.GITHUB).issue(IssueRef(3, "../x y")) is None


@pytest.mark.parametrize(
    "base",
    ["javascript:alert(1)", "file:///etc", "https://user:secret@forge.example/a", "https://a.example/\"><b>", "", "https://"],
)  # fmt: skip
def test_nothing_leads_to_an_address_that_is_none(base: str) -> None:
    made = Links(WebHost(Forge.GITHUB, base))
    assert made.commit("abc") is None
    assert made.line("abc", "x", 1) is None
    assert made.issue(IssueRef(1)) is None


def test_bytes_that_are_no_utf8_keep_their_address() -> None:
    assert links(Forge.GITHUB).line("abc", "caf\udce9", 0) == f"{BASES[Forge.GITHUB]}/blob/abc/caf%E9"


def test_without_a_host_there_are_no_links() -> None:
    made = Links(None)
    assert made.commit("abc") is made.line("abc", "x", 1) is made.issue(IssueRef(1)) is None
