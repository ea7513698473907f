"""What reaching other machines takes and only the environment knows: tokens, the cache, proxies.

Tokens are looked for where the `gh` program does, in its order, each for its own host alone: variables,
its configuration, then the system's keyring.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from commitbrief.cli.io import say
from commitbrief.errors import ConfigError
from commitbrief.kept.shelf import Shelf
from history.access import Access, Token

if TYPE_CHECKING:
    from commitbrief.config.settings import Settings

PUBLIC = "github.com"
TOKENS = ("GH_TOKEN", "GITHUB_TOKEN")
ENTERPRISE_TOKENS = ("GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN")
SERVER = "GITHUB_SERVER_URL"  # what GitHub Actions sets, on an Enterprise server too


def access(settings: Settings, *, quiet: bool = False) -> Access:
    """How this run reaches other machines."""
    from platformdirs import user_cache_path

    secret = {*TOKENS, *ENTERPRISE_TOKENS}
    return Access(
        cache=(settings.cache_dir or user_cache_path("commitbrief", appauthor=False)).absolute(),
        server=_server(),
        environment={name: value for name, value in os.environ.items() if name not in secret},
        find_token=find_token,
        say=(lambda _: None) if quiet or not sys.stderr.isatty() else say,
        announce=(lambda _: None) if quiet else say,
    )


def shelf(settings: Settings, reach: Access) -> Shelf:
    """Where what is made of commits is kept, unless nothing is to be."""
    return Shelf(None if settings.no_cache else reach.cache, say)


def find_token(host: str) -> Token | None:
    """The token for a host, if there is one."""
    return _from_environment(host) or _from_gh(host) or _from_keyring(host)


def _server() -> str:
    server = os.environ.get(SERVER, "").rstrip("/") or f"https://{PUBLIC}"
    split = urlsplit(server)
    if split.scheme not in ("https", "http") or not split.hostname or split.username:
        raise ConfigError(f"{SERVER} is no address such as https://{PUBLIC}")
    return server


def _from_environment(host: str) -> Token | None:
    own = host in (PUBLIC, urlsplit(_server()).netloc) or host.endswith(".ghe.com")
    for name in TOKENS if own else ENTERPRISE_TOKENS:
        value = os.environ.get(name, "").strip()
        if value:
            return Token(value, name)
    return None


def _from_gh(host: str) -> Token | None:
    """From the configuration of `gh`, where it keeps the token in its file."""
    import yaml

    path = _gh_folder() / "hosts.yml"
    try:
        hosts = yaml.safe_load(path.read_text("utf8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
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
