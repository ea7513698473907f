"""How other machines are reached: values that the command line collects, because it alone reads the
environment."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from history.address import Address

REDACTED = "***"


@dataclass(frozen=True, slots=True)
class Token:
    """A secret and where it was found, for error messages. Its value is never shown."""

    value: str = field(repr=False)
    origin: str

    @property
    def basic(self) -> str:
        """As git's HTTP wants it."""
        return base64.b64encode(f"x-access-token:{self.value}".encode()).decode("ascii")

    def hide(self, text: str) -> str:
        """The text without the secret, in whichever form it appears."""
        for form in (self.value, self.basic):
            text = text.replace(form, REDACTED)
        return text


def _silent(_: str) -> None: ...


def _no_token(_: str) -> Token | None:
    return None


@dataclass(frozen=True, slots=True)
class Access:
    """`cache` keeps clones and answers between runs; `server` is where `owner/name` is looked up;
    `environment` is what git runs in (proxies, certificates, the user's own configuration), without any
    token; `say` tells the user what is under way, `announce` what it will cost: that, also where nobody
    looks on."""

    cache: Path
    server: str = "https://github.com"
    environment: Mapping[str, str] = field(default_factory=dict)
    find_token: Callable[[str], Token | None] = _no_token
    say: Callable[[str], None] = _silent
    announce: Callable[[str], None] = _silent

    def token(self, address: Address) -> Token | None:
        """The token for a host; none for one that would send it in clear."""
        return self.find_token(address.host) if address.keeps_secrets else None
