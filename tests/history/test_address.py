"""What counts as a repository on another machine."""

from __future__ import annotations

import pytest

from history.access import Access, Token
from history.address import parse_address
from history.errors import HistoryError

ADDRESSES = {
    "octo/project": ("https://github.com/octo/project", "https://github.com", "octo/project"),
    "octo/project.git": ("https://github.com/octo/project", "https://github.com", "octo/project"),
    "https://git.example.org/a/b.git": (
        "https://git.example.org/a/b.git",
        "https://git.example.org",
        "a/b",
    ),
    "https://example.org:8443/a/b/": ("https://example.org:8443/a/b", "https://example.org:8443", "a/b"),
    "git@github.com:octo/project.git": (
        "git@github.com:octo/project.git",
        "https://github.com",
        "octo/project",
    ),
    "ssh://git@example.org/a/b": ("ssh://git@example.org/a/b", "https://example.org", "a/b"),
}


@pytest.mark.parametrize("text", ADDRESSES)
def test_addresses(text: str) -> None:
    found = parse_address(text)
    assert found
    assert (found.clone, found.web, found.name) == ADDRESSES[text]


@pytest.mark.parametrize(
    "text",
    ["name", "a/b/c", "../x", "./x", "-x/y", "a/..", "ext::sh -c id", "file:///x", "https://", "a/b c"],
)
def test_what_is_no_address(text: str) -> None:
    assert parse_address(text) is None


def test_a_short_name_is_looked_up_on_the_server_at_hand() -> None:
    found = parse_address("octo/project", "https://ghe.example.org")
    assert found
    assert found.clone == "https://ghe.example.org/octo/project"


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(HistoryError) as caught:
        parse_address("https://me:hunter2@example.org/a/b")
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "sent"),
    [("https://example.org/a/b", True), ("http://127.0.0.1:80/a/b", True), ("http://example.org/a/b", False)],
)
def test_a_token_is_never_sent_in_clear(tmp_path: object, text: str, sent: bool) -> None:
    from pathlib import Path

    address = parse_address(text)
    assert address
    access = Access(Path("unused"), find_token=lambda _: Token("t0ken", "a test"))
    assert (access.token(address) is not None) is sent


def test_a_token_does_not_show_itself() -> None:
    token = Token("t0ken", "a test")
    assert "t0ken" not in repr(token)
    assert token.hide(f"a t0ken and {token.basic}") == "a *** and ***"
