"""GitHub, ready to be written to: the connection, what is sent again, and errors in words.

A token goes into one header and nowhere else: no message here is built from a request, and what a server
answers is shown without it.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from commitbrief.publish.errors import PublishError
from history.access import Token

if TYPE_CHECKING:
    from github import Github, GithubException
    from github.Repository import Repository

GITHUB = "https://api.github.com"
NAME = re.compile(r"[\w.-]+/[\w.-]+")
LOOPBACK = ("127.0.0.1", "localhost", "::1")
PATIENCE = 20  # seconds without a byte
LONGEST_WAIT = 300  # seconds that a limit may ask for
TRIES = 5
SECONDS_BETWEEN_WRITES = 1.0  # what GitHub asks of its clients


@dataclass(frozen=True, slots=True)
class Target:
    """A repository on a GitHub host: `owner/name` and the address of the host's interface."""

    name: str
    api: str

    @property
    def host(self) -> str:
        """Where people see it: the token that is needed is this host's."""
        return "github.com" if self.api == GITHUB else urlsplit(self.api).netloc

    @property
    def web(self) -> str:
        """The address of the repository's page, without a scheme."""
        return f"{self.host}/{self.name}".lower()


def target(text: str, api: str) -> Target:
    """Read `owner/name` or the address of a repository's page; `api` is the interface of the host in use.

    Raises `PublishError` for anything else, and for a host that would see the token unencrypted.
    """
    if NAME.fullmatch(text):
        found = Target(text, api.rstrip("/"))
    else:
        split = urlsplit(text)
        name = split.path.strip("/").removesuffix(".git")
        if split.scheme not in ("http", "https") or split.username or not NAME.fullmatch(name):
            raise PublishError(f"{text!r} is no repository on GitHub: write owner/name or its address")
        host = f"{split.scheme}://{split.netloc}"
        found = Target(name, GITHUB if split.netloc == "github.com" else f"{host}/api/v3")
    split = urlsplit(found.api)
    if split.scheme != "https" and split.hostname not in LOOPBACK:
        raise PublishError(f"{split.netloc} would be sent the token unencrypted: use https")
    return found


@contextmanager
def opened(target: Target, token: str) -> Iterator[tuple[Github, Repository]]:
    """The connection and the repository, for as long as the block lasts; what GitHub refuses becomes a
    `PublishError`."""
    from github import GithubException
    from requests import RequestException

    connection = _connected(target, token)
    try:
        yield connection, connection.get_repo(target.name)
    except GithubException as error:
        raise PublishError(Token(token, "").hide(_words(error, target))) from None
    except RequestException as error:
        host = urlsplit(target.api).netloc
        raise PublishError(f"{host} cannot be reached ({type(error).__name__}): try again later") from None
    finally:
        connection.close()


def _connected(target: Target, token: str) -> Github:
    from github import Auth, Github, GithubRetry

    class Retry(GithubRetry):
        """GitHub's pauses are kept for every method, but a POST that failed on GitHub's side may have
        been done: whether it was is looked up in the next run, not answered by doing it twice."""

        def is_retry(self, method: str, status_code: int, has_retry_after: bool = False) -> bool:
            failed_there = method == "POST" and status_code >= 500
            return not failed_there and super().is_retry(method, status_code, has_retry_after)

    # PyGithub prints its retries to standard error by itself; what matters of them is in our errors.
    logging.getLogger("github").setLevel(logging.CRITICAL)
    methods = frozenset({"GET", "POST", "PATCH", "PUT", "DELETE"})
    retry = Retry(
        total=TRIES,
        read=0,  # a broken answer may belong to a request that was carried out
        backoff_factor=0.5,
        allowed_methods=methods,
        max_rate_limit_wait=LONGEST_WAIT,
        status_forcelist=[429, *range(500, 600)],
    )
    return Github(
        auth=Auth.Token(token),
        base_url=target.api,
        timeout=PATIENCE,
        retry=retry,
        seconds_between_requests=None,
        seconds_between_writes=SECONDS_BETWEEN_WRITES,
    )


def _words(error: GithubException, target: Target) -> str:
    said = error.data.get("message", "") if isinstance(error.data, dict) else ""
    said = " ".join(str(said).split())[:200]
    if error.status == 403 and "rate limit" in said.lower():
        return f"{target.name}: the token's hourly budget is spent: run again later"
    if error.status == 409 and "empty" in said.lower():
        return f"{target.name} has no commit yet: make a first one (a README will do)"
    known = {
        401: "GitHub does not know the token: it has expired or been revoked",
        403: f"the token may not do this ({said}): give it write access there",
        404: "not there, or not for this token: check the name and the token's rights",
    }
    unknown = f"GitHub answered {error.status} ({said or 'no reason given'}): run again later"
    return f"{target.name}: {known.get(error.status, unknown)}"
