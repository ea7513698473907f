"""Where a remote's address says a repository is browsed."""

from __future__ import annotations

import pytest

from history.hosts import parse_remote
from history.records import Forge


@pytest.mark.parametrize(
    ("url", "name", "forge", "base"),
    [
        ("https://github.com/owner/name.git", "owner/name", Forge.GITHUB, "https://github.com/owner/name"),
        ("git@github.com:owner/name.git", "owner/name", Forge.GITHUB, "https://github.com/owner/name"),
        ("ssh://git@github.com:22/owner/name", "owner/name", Forge.GITHUB, "https://github.com/owner/name"),
        ("ssh://git@ssh.github.com:443/o/n.git", "o/n", Forge.GITHUB, "https://github.com/o/n"),
        (
            "https://gitlab.com/group/sub/name",
            "group/sub/name",
            Forge.GITLAB,
            "https://gitlab.com/group/sub/name",
        ),
        ("http://gitlab.example.org:8080/g/n/", "g/n", Forge.GITLAB, "http://gitlab.example.org:8080/g/n"),
        ("https://codeberg.org/o/n", "o/n", Forge.GITEA, "https://codeberg.org/o/n"),
        ("git@bitbucket.org:o/n.git", "o/n", Forge.BITBUCKET, "https://bitbucket.org/o/n"),
        ("https://github.example.com/o/n", "o/n", Forge.GITHUB, "https://github.example.com/o/n"),
    ],
)
def test_known_hosts(url: str, name: str, forge: Forge, base: str) -> None:
    remote = parse_remote(url)
    assert remote is not None
    assert remote.web is not None
    assert (remote.name, remote.web.forge, remote.web.base) == (name, forge, base)


def test_credentials_never_pass() -> None:
    remote = parse_remote("https://user:s3cret@github.com/o/n.git?token=s3cret#s3cret")
    assert remote is not None
    assert "s3cret" not in repr(remote)


def test_an_unknown_host_gives_a_name_without_links() -> None:
    remote = parse_remote("https://code.example.org/o/n.git")
    assert remote is not None
    assert (remote.name, remote.web) == ("o/n", None)


@pytest.mark.parametrize(
    "url",
    ["/srv/git/name.git", "../name", "C:\\src\\name", "file:///srv/name", "", "https://", "https://[::1/o/n"],
)
def test_a_path_is_no_address(url: str) -> None:
    assert parse_remote(url) is None


@pytest.mark.parametrize(
    "url", ["https://github.com/o/n)[x](y", "https://github.com/o/<n>", "git@github.com:o/n\nx"]
)
def test_a_name_cannot_carry_markup_into_a_link(url: str) -> None:
    remote = parse_remote(url)
    base = remote.web.base if remote and remote.web else ""
    assert not set(base) & set("()<>[]\n ")
