"""What a remote's address says: the repository's name and where it is browsed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from history.records import Forge, WebHost

# Hosts by the labels of their name: `gitlab.example.org` is a GitLab. Gitee's links are GitHub's.
_FORGES = {
    "github": Forge.GITHUB,
    "gitee": Forge.GITHUB,
    "gitlab": Forge.GITLAB,
    "gitea": Forge.GITEA,
    "forgejo": Forge.GITEA,
    "codeberg": Forge.GITEA,
}
# Bitbucket's own servers have other links than bitbucket.org, so the whole name counts.
_BITBUCKET = "bitbucket.org"
_SSH_HOSTS = {
    "ssh.github.com": "github.com",
    "altssh.gitlab.com": "gitlab.com",
    "altssh.bitbucket.org": _BITBUCKET,
}
_SCP_LIKE = re.compile(r"^(?:[^@/\s]+@)?(?P<host>\[[^\]/]+\]|[^:/\s\[\]]{2,}):(?!//)(?P<path>.+)$")
_WINDOWS_DRIVE = re.compile(r"^[A-Za-z]:[\\/]")
_HOST = re.compile(r"^[A-Za-z0-9.-]+$|^\[[0-9A-Fa-f:.]+\]$")
_SCHEMES = {"https", "http", "ssh", "git", "git+ssh", "git+https", "git+http"}


@dataclass(frozen=True, slots=True)
class Remote:
    """`owner/name`, and the web host if its links are known."""

    name: str
    web: WebHost | None


def parse_remote(url: str) -> Remote | None:
    """Read a remote's address (https, ssh, scp-like, git); `None` for a path or what is no address.

    User, password, query and `.git` are dropped; the port is kept for http and https alone."""
    parts = _parts(url.strip())
    if parts is None:
        return None
    scheme, host, port, path = parts
    name = unquote(path).strip("/").removesuffix(".git").strip("/")
    if not name or not _HOST.match(host) or re.search(r"[\s\x00-\x1f\x7f<>\"'`\\]", name):
        return None
    host = _web_host(host.lower())
    forge = _forge(host)
    if forge is None:
        return Remote(name, None)
    plain = scheme in ("http", "git+http")
    address = f"{'http' if plain else 'https'}://{host}{port}"
    return Remote(name, WebHost(forge, f"{address}/{_quoted(name)}"))


def _parts(url: str) -> tuple[str, str, str, str] | None:
    """Scheme, host, port with its colon if the web shares it, path."""
    if "://" in url:
        try:
            split = urlsplit(url)
            host, port = split.hostname or "", split.port
        except ValueError:
            return None
        if split.scheme not in _SCHEMES or not host:
            return None
        if ":" in host:
            host = f"[{host}]"
        kept = f":{port}" if port and split.scheme.endswith(("http", "https")) else ""
        return split.scheme, host, kept, split.path
    found = _SCP_LIKE.match(url)
    if not found or _WINDOWS_DRIVE.match(url):
        return None
    return "ssh", found["host"], "", found["path"]


def _web_host(host: str) -> str:
    if host.startswith("github.com-"):  # the usual alias in an ssh configuration with several keys
        return "github.com"
    return _SSH_HOSTS.get(host, host)


def _forge(host: str) -> Forge | None:
    if host == _BITBUCKET:
        return Forge.BITBUCKET
    return next((_FORGES[label] for label in host.split(".") if label in _FORGES), None)


def _quoted(name: str) -> str:
    return "".join(
        char
        if char.isascii() and (char.isalnum() or char in "/._-~+@")
        else "".join(f"%{byte:02X}" for byte in char.encode("utf8", "replace"))
        for char in name
    )
