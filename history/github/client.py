"""Asks GitHub's interfaces: conditionally, within the hourly budget, and with errors for people.

PyGithub sends the requests, retries what is worth it (`history.github.patience`) and paces them.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar
from urllib.parse import urlencode

from pydantic import TypeAdapter, ValidationError

from history.access import Access
from history.address import Address
from history.errors import HistoryError
from history.foreign import NotationError, json_value
from history.github.answers import Asked, Problem
from history.github.cache import AnswerCache, Kept

JSON, DIFF, SHA = (f"application/vnd.github.{kind}" for kind in ("json", "diff", "sha"))
_TIMEOUT = 30  # seconds for an answer to begin or go on
_MOST_PAGES = 10_000
_LINK = re.compile(r'<([^<>]{0,2000})>; rel="(\w{1,20})"')
_PAGE = re.compile(r"[?&]page=(\d{1,9})(?:&|$)")
_ASKED = TypeAdapter(Asked)
Shape = TypeVar("Shape")
_ENOUGH_ATTEMPTS = 2  # for an answer that breaks off


class MissingError(HistoryError):
    """What was asked for is not there, or too large for the interface."""


@dataclass(frozen=True, slots=True)
class Budget:
    """Requests that are left until `reset`, of `limit` an hour."""

    remaining: int
    limit: int
    reset: int

    @property
    def is_known(self) -> bool:
        """Whether there is any: an Enterprise server may be without limits."""
        return self.limit > 0 and self.remaining >= 0

    @property
    def until(self) -> str:
        """When the hour ends."""
        try:
            return f"{datetime.fromtimestamp(self.reset, UTC):%H:%M} UTC"
        except (ValueError, OverflowError, OSError):  # an odd answer
            return "a time that it does not say"


@dataclass(frozen=True, slots=True)
class Page:
    """An answer: its text, and the numbers of the next and last page where it has any."""

    text: str
    next: int | None
    last: int | None


class Client:
    """The interface of one host."""

    def __init__(self, address: Address, access: Access) -> None:
        from github import Auth, Github

        from history.github.bounded import bound
        from history.github.patience import patience

        bound()

        # Importing it makes it print what it retries: here the errors tell.
        logging.getLogger("github").setLevel(logging.CRITICAL)
        self._address = address
        self._token = access.token(address)
        self._cache = AnswerCache(access.cache, access.say)
        self._base = api_base(address)
        self._asking = Github(
            base_url=self._base,
            auth=Auth.Token(self._token.value) if self._token else None,
            retry=patience(),
            timeout=_TIMEOUT,
            user_agent="commitbrief",
            seconds_between_requests=None,
            lazy=True,
        ).requester

    def close(self) -> None:
        """End the connection."""
        self._asking.close()

    @property
    def budget(self) -> Budget:
        """As the latest answer had it."""
        remaining, limit = self._asking.rate_limiting
        return Budget(remaining, limit, self._asking.rate_limiting_resettime)

    def get(self, path: str, query: dict[str, str] | None = None, *, accept: str = JSON) -> Page:
        """The answer as it is now; one that has not changed since it was kept costs nothing."""
        key = self._key(path, query, accept)
        kept = self._cache.get(key)
        return self._ask(key, path, query, accept, kept)

    def get_unchanging(self, path: str, query: dict[str, str] | None = None, *, accept: str = JSON) -> Page:
        """An answer that can never change, such as a commit: asked for once."""
        key = self._key(path, query, accept)
        kept = self._cache.get(key)
        return self._page(query, kept.link, kept.body) if kept else self._ask(key, path, query, accept, None)

    def ask(self, query: str, variables: Mapping[str, object]) -> tuple[dict[str, object], str]:
        """The data of a GraphQL query, and why some of it is not there ("" where all is): one request for
        many things, and nothing that is kept. Raises `HistoryError` where there is no data."""
        asked = {"query": query, "variables": variables}
        status, _, text = self._send("POST", self._asking.graphql_url, None, {"Accept": JSON}, asked)
        if status >= 400:
            raise self._refusal(status, "/graphql", text)
        answer = self.understood(Page(text, None, None), _ASKED)
        data, first = answer.data, answer.errors[0] if answer.errors else Problem()
        message = first.message
        if data is None:
            limited = first.type == "RATE_LIMITED"
            raise self._refusal(403, "/graphql", f"rate limit: {message}" if limited else message)
        shown = self._token.hide(message) if self._token else message
        return data, " ".join(shown.split())[:200]

    def understood(self, page: Page, shape: TypeAdapter[Shape]) -> Shape:
        """What an answer says. Raises `HistoryError` for one that GitHub would not give."""
        try:
            return shape.validate_python(json_value(page.text))
        except (NotationError, ValidationError) as error:
            why = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
            raise HistoryError(
                f"{self._address.host} gives an answer that GitHub does not give: {why}"
            ) from None

    def kept(self, key: str) -> str | None:
        """What `keep` kept under this key."""
        found = self._cache.get(f"{self._base} {key}")
        return found.body if found else None

    def keep(self, key: str, text: str) -> None:
        """Keep something that was made of answers, and that will not change."""
        self._cache.put(f"{self._base} {key}", Kept("", "", text))

    @property
    def has_token(self) -> bool:
        """Whether it asks as somebody."""
        return self._token is not None

    def has(self, path: str) -> bool:
        """Whether an unchanging answer is kept."""
        return self._cache.get(self._key(path, None, JSON)) is not None

    def count(self, path: str) -> int:
        """How many answers are kept for what begins with this path."""
        return self._cache.count(self._key(path, None, JSON).removesuffix("?"))

    def _key(self, path: str, query: dict[str, str] | None, accept: str) -> str:
        who = "with" if self._token else "without"
        return f"{who} token {accept} {self._base}{path}?{urlencode(query or {})}"

    def _ask(self, key: str, path: str, query: dict[str, str] | None, accept: str, kept: Kept | None) -> Page:
        headers = {"Accept": accept} | ({"If-None-Match": kept.tag} if kept and kept.tag else {})
        status, answered, text = self._send("GET", path, query, headers)
        if status == 304 and kept:
            return self._page(query, kept.link, kept.body)
        if status >= 400:
            raise self._refusal(status, path, text)
        link = answered.get("link", "")
        self._cache.put(key, Kept(answered.get("etag", ""), link, text))
        return self._page(query, link, text)

    def _page(self, query: dict[str, str] | None, link: str, text: str) -> Page:
        """Raises `HistoryError` where pages do not follow one another, which would never end."""
        found = _LINK.findall(link)
        numbers = {name: int(page[1]) for url, name in found if (page := _PAGE.search(url))}
        following, current = numbers.get("next"), int((query or {}).get("page", 1))
        if following is not None and (following != current + 1 or following > _MOST_PAGES):
            raise HistoryError(f"{self._address.host} says that page {following} follows page {current}")
        return Page(text, following, numbers.get("last"))

    def _send(
        self,
        verb: str,
        path: str,
        query: dict[str, str] | None,
        headers: dict[str, str],
        body: Mapping[str, object] | None = None,
    ) -> tuple[int, dict[str, str], str]:
        from github import GithubException
        from urllib3.exceptions import HTTPError

        for attempt in range(1, _ENOUGH_ATTEMPTS + 1):
            try:
                status, answered, text = self._asking.requestJson(verb, path, query, dict(headers), body)
                if status == 200 and headers["Accept"] == JSON:
                    json_value(text)
            except GithubException as error:
                raise self._refusal(error.status, path, str(error.message or error.data)) from None
            except (RuntimeError, RecursionError):  # PyGithub's, for redirections to elsewhere or in circles
                raise HistoryError(
                    f"{self._address.host} leads from {path} to nowhere: check the name"
                ) from None
            except (OSError, ValueError, HTTPError) as error:  # all that requests itself raises is an OSError
                if attempt == _ENOUGH_ATTEMPTS:
                    raise HistoryError(
                        f"{self._address.host} cannot be reached, or its answers break off "
                        f"({type(error).__name__}): try again"
                    ) from None
            else:
                return status, answered, text
        raise AssertionError("the last attempt returns or raises")

    def _refusal(self, status: int, path: str, text: str) -> HistoryError:
        host, name, token = self._address.host, self._address.name, self._token
        if status == 401:
            origin = f" from {token.origin}" if token else ""
            return HistoryError(f"{host} refuses the token{origin}: it is wrong or has expired")
        if status in (403, 429) and "rate limit" in text.lower():
            return self._limited(text)
        if status == 403:
            return HistoryError(f"{host} does not allow reading {name}: the token lacks the right to it")
        if status == 409:
            return HistoryError(f"{name} on {host} has no commits yet")
        if path == f"/repos/{name}" and status == 404:
            why = (
                "this token may not read it: check both"
                if token
                else "is private: check the name, or set GITHUB_TOKEN"
            )
            return HistoryError(f"{name} does not exist on {host}, or {why}")
        said = token.hide(text) if token else text
        message = f"{host} answers {status} to {path}: {' '.join(said.split())[:120]}"
        return MissingError(message) if status in (404, 406, 422) else HistoryError(message)

    def _limited(self, text: str) -> HistoryError:
        host = self._address.host
        if "secondary" in text.lower():
            return HistoryError(f"{host} asks for a pause: run again in some minutes, what was read is kept")
        hint = "" if self._token else ", or set GITHUB_TOKEN for a larger one"
        return HistoryError(
            f"the hourly budget of {host} is used up: what was read is kept, run again "
            f"after {self.budget.until}{hint}"
        )


def api_base(address: Address) -> str:
    """Where a host has its interface."""
    if address.host == "github.com" or address.host.endswith(".ghe.com"):
        return f"https://api.{address.host}"
    return f"{address.web}/api/v3"
