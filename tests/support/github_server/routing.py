"""Requests, answers, and the table that leads from one to the other."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from tests.support.github_server.server import GitHubServer

LARGEST_PAGE = 100


@dataclass(frozen=True)
class Request:
    """One request. `path` is without the interface's prefix; `names` are the parts the route names."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]  # names in lower case
    body: bytes
    base: str  # the address that `path` is appended to
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def repository(self) -> str:
        """`owner/name`, for routes that have both."""
        return f"{self.names['owner']}/{self.names['name']}"

    @property
    def token(self) -> str | None:
        """The token that came with it, as `Bearer` or `token`."""
        kind, _, value = self.headers.get("authorization", "").partition(" ")
        return value if kind.lower() in ("bearer", "token") else None

    def json(self) -> dict[str, object]:
        """The body of a request that writes."""
        read = json.loads(self.body or b"{}")
        assert isinstance(read, dict)
        return read


@dataclass(frozen=True)
class Answer:
    """What is sent back. `cut` bytes of the body are sent and the rest withheld; `delay` is in seconds
    and comes in the middle of the body."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None
    delay: float = 0.0

    @classmethod
    def json(cls, value: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Answer:
        """An answer as GitHub gives most."""
        body = json.dumps(value, ensure_ascii=False).encode("utf8", "replace")
        return cls(status, body, {"Content-Type": "application/json; charset=utf-8", **(headers or {})})

    @classmethod
    def error(cls, status: int, message: str, headers: Mapping[str, str] | None = None) -> Answer:
        """A refusal, in GitHub's form."""
        said = {
            "message": message,
            "documentation_url": "https://docs.github.com/rest",
            "status": str(status),
        }
        return cls.json(said, status, headers)

    def with_headers(self, headers: Mapping[str, str]) -> Answer:
        """The same with more headers."""
        return replace(self, headers={**headers, **self.headers})


Handler = Callable[["GitHubServer", Request], Answer]


@dataclass(frozen=True)
class Route:
    """A method and a path such as `/repos/{owner}/{name}/commits`; `{path*}` takes slashes too."""

    method: str
    path: str
    handler: Handler

    def match(self, request: Request) -> Mapping[str, str] | None:
        """The named parts, if the request is for this route."""
        if request.method != self.method:
            return None
        pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", self.path)
        pattern = re.sub(r"\{(\w+)\*\}", r"(?P<\1>.+)", pattern)
        found = re.fullmatch(pattern, request.path)
        return found.groupdict() if found else None


def paged(request: Request, items: Sequence[object], size: int | None = None) -> Answer:
    """One page of a list, with the links to the others."""
    shown, headers = page(request, items, size)
    return Answer.json(shown, headers=headers)


def page(
    request: Request, items: Sequence[object], size: int | None = None
) -> tuple[Sequence[object], Mapping[str, str]]:
    """The items of the page that was asked for, and its `Link` header."""
    size = size or min(int(request.query.get("per_page", "30")), LARGEST_PAGE)
    number = int(request.query.get("page", "1"))
    last = max(-(-len(items) // size), 1)
    places: dict[str, int] = {}
    if number < last:
        places |= {"next": number + 1, "last": last}
    if number > 1:
        places |= {"prev": number - 1, "first": 1}
    links = [
        f'<{request.base}{request.path}?{urlencode({**request.query, "page": place})}>; rel="{name}"'
        for name, place in places.items()
    ]
    return items[(number - 1) * size : number * size], {"Link": ", ".join(links)} if links else {}
