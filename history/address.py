"""What people call a repository on another machine: `owner/name`, or its address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from history.errors import HistoryError

_SHORT = re.compile(r"(?P<owner>[A-Za-z0-9][A-Za-z0-9-]*)/(?P<name>[\w.-]+)", re.ASCII)
_SSH = re.compile(r"(?:[\w.-]+@)(?P<host>[\w.-]+):(?P<path>[\w./~-]+)", re.ASCII)
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a repository is cloned from, and what it is called there.

    `web` is the scheme and host that its pages and its interface have; it holds no user or password.
    """

    clone: str
    web: str
    name: str

    @property
    def host(self) -> str:
        """The host with its port, as tokens are filed under."""
        return self.web.partition("://")[2]

    @property
    def keeps_secrets(self) -> bool:
        """Whether a token may be sent there: by TLS, or without leaving this machine."""
        return self.web.startswith("https://") or self.host.partition(":")[0] in _LOOPBACK


def parse_address(text: str, server: str = "https://github.com") -> Address | None:
    """Read `owner/name` (on `server`), an http or https address, `ssh://…` or `git@host:owner/name`;
    `None` for what is neither. Raises `HistoryError` for an address with a password in it."""
    short = _SHORT.fullmatch(text)
    if short and short["name"] not in (".", ".."):
        name = f"{short['owner']}/{short['name'].removesuffix('.git')}"
        return Address(f"{server}/{name}", server, name)
    scp_like = _SSH.fullmatch(text)
    if scp_like:
        return Address(text, f"https://{scp_like['host']}", _name(scp_like["path"]))
    if not text.startswith(("https://", "http://", "ssh://")):
        return None
    return _parse_url(text)


def _parse_url(text: str) -> Address | None:
    try:
        split = urlsplit(text)
        host, port = split.hostname, split.port
    except ValueError:
        return None
    name = _name(split.path)
    if not host or not name or re.search(r"[\s\x00-\x1f\x7f]", text):
        return None
    if split.scheme == "ssh":
        if split.password:
            raise HistoryError(_no_password(host))
        return Address(text, f"https://{host}", name)
    if split.username or split.password:
        raise HistoryError(_no_password(host))
    web = f"{split.scheme}://{host}{f':{port}' if port else ''}"
    return Address(f"{web}{split.path.rstrip('/')}", web, name)


def _name(path: str) -> str:
    return path.strip("/").removesuffix(".git")


def _no_password(host: str) -> str:
    return (
        f"the address on {host} holds a user or password, which others can see on a command line: "
        f"leave it out, and put the token in GITHUB_TOKEN"
    )
