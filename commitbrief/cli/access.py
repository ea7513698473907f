"""What reaching other machines takes and only the environment knows: tokens, the cache, proxies.

Tokens are looked for where the `gh` program does, in its order, each for its own host alone: variables,
its configuration, then the system's keyring. Those two hold a token by its host; the variables do not, so that theirs
goes to github.com and to hosts that the user named: by GH_HOST, the server's and interface's address, or --token-host.
Never is a host named by what is being read.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from commitbrief.cli.io import is_watched, say
from commitbrief.errors import ConfigError
from commitbrief.kept.shelf import Shelf
from history.access import Access, Token
from history.foreign import SMALL, read_text

if TYPE_CHECKING:
    from commitbrief.config.settings import Settings

PUBLIC = "github.com"
TOKENS = ("GH_TOKEN", "GITHUB_TOKEN")
ENTERPRISE_TOKENS = ("GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN")
SERVER = "GITHUB_SERVER_URL"  # what GitHub Actions sets, on an Enterprise server too
INTERFACE = "GITHUB_API_URL"
HOST = "GH_HOST"


def access(settings: Settings, *, quiet: bool = False) -> Access:
    """How this run reaches other machines."""
    from platformdirs import user_cache_path

    secret = {*TOKENS, *ENTERPRISE_TOKENS}
    announce: Callable[[str], None] = (lambda _: None) if quiet else say
    return Access(
        cache=(settings.cache_dir or user_cache_path("commitbrief", appauthor=False)).absolute(),
        server=_server(),
        environment={name: value for name, value in os.environ.items() if name not in secret},
        find_token=cache(partial(find_token, named=settings.token_host, announce=announce)),
        say=say if is_watched(quiet=quiet) else (lambda _: None),
        announce=announce,
    )


def shelf(settings: Settings, reach: Access) -> Shelf:
    """Where what is made of commits is kept, unless nothing is to be."""
    return Shelf(None if settings.no_cache else reach.cache, say)


def find_token(
    host: str, named: Collection[str] = (), announce: Callable[[str], None] = lambda _: None
) -> Token | None:
    """The token for a host, if there is one. `named` are hosts that the user named beside those of the environment."""
    found = _from_environment(host, named) or _from_gh(host) or _from_keyring(host)
    if found is None and _variable(ENTERPRISE_TOKENS):
        announce(f"commitbrief: {host} is sent no token: if it is yours, name it with {HOST} or --token-host")
    return found


def _server() -> str:
    server = os.environ.get(SERVER, "").rstrip("/") or f"https://{PUBLIC}"
    split = urlsplit(server)
    if split.scheme not in ("https", "http") or not split.hostname or split.username:
        raise ConfigError(f"{SERVER} is no address such as https://{PUBLIC}")
    return server


def _from_environment(host: str, named: Collection[str]) -> Token | None:
    """GitHub Actions' own variable is for its server alone, which need not be github.com."""
    server = urlsplit(_server()).netloc
    if host == PUBLIC:
        return _variable(TOKENS if server == PUBLIC else TOKENS[:1])
    if host in (server, urlsplit(os.environ.get(INTERFACE, "")).netloc):
        return _variable(TOKENS)
    if host.lower() in {one.strip().lower() for one in (os.environ.get(HOST, ""), *named)}:
        return _variable(TOKENS if host.lower().endswith(".ghe.com") else ENTERPRISE_TOKENS)
    return None


def _variable(names: Sequence[str]) -> Token | None:
    for name in names:
        value = os.environ.get(name, "").strip()
        if value:
            return Token(value, name)
    return None


def _from_gh(host: str) -> Token | None:
    """From the configuration of `gh`, where it keeps the token in its file."""
    import yaml

    path = _gh_folder() / "hosts.yml"
    try:
        hosts = yaml.safe_load(read_text(path, SMALL))
    except (OSError, ValueError, RecursionError, yaml.YAMLError):
        return None
    entry = hosts.get(host) if isinstance(hosts, dict) else None
    value = entry.get("oauth_token") if isinstance(entry, dict) else None
    return Token(value, str(path)) if isinstance(value, str) and value else None


def _gh_folder() -> Path:
    if folder := os.environ.get("GH_CONFIG_DIR"):
        return Path(folder)
    if folder := os.environ.get("XDG_CONFIG_HOME"):
        return Path(folder) / "gh"
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", "")) / "GitHub CLI"
    return Path(os.environ.get("HOME", "")) / ".config" / "gh"


def _from_keyring(host: str) -> Token | None:
    """From the system's keyring, where the extra `keyring` is installed: an entry of `gh`, or one made
    with `keyring set commitbrief <host>`."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return None
    for service, user in (("commitbrief", host), (f"gh:{host}", "")):
        try:
            value = keyring.get_password(service, user)
        except KeyringError:
            return None
        if value:
            return Token(value, "the keyring")
    return None
