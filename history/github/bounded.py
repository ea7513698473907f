"""Answers that end: PyGithub reads whatever comes, for as long as it comes."""

from __future__ import annotations

import time
from collections.abc import ItemsView

import requests
from github.Requester import (
    HTTPRequestsConnectionClass,
    HTTPSRequestsConnectionClass,
    Requester,
    RequestsResponse,
)

LARGEST = 96 << 20  # bytes of an answer
LONGEST = 300  # seconds until all of it is there
_CHUNK = 1 << 16


class EndlessError(OSError):
    """An answer that is larger than any of GitHub's, or takes longer."""


class Whole(RequestsResponse):
    """An answer that was read to its end."""

    def __init__(self, answer: requests.Response) -> None:
        super().__init__(answer)
        until = time.monotonic() + LONGEST
        content = bytearray()
        with answer:
            for chunk in answer.iter_content(_CHUNK):
                content += chunk
                if len(content) > LARGEST or time.monotonic() > until:
                    raise EndlessError("an answer without an end")
        self._content = bytes(content)

    def getheaders(self) -> ItemsView[str, str]:
        return self.headers.items()

    def read(self) -> str:
        return self._content.decode("utf8", "replace")


class _Http(HTTPRequestsConnectionClass):
    def getresponse(self) -> RequestsResponse:
        return Whole(_asked(self))


class _Https(HTTPSRequestsConnectionClass):
    def getresponse(self) -> RequestsResponse:
        return Whole(_asked(self))


def _asked(connection: _Http | _Https) -> requests.Response:
    return connection.session.request(
        connection.verb,
        f"{connection.protocol}://{connection.host}:{connection.port}{connection.url}",
        headers=connection.headers,
        data=connection.input,
        timeout=connection.timeout,
        verify=connection.verify,
        allow_redirects=False,
        stream=True,
    )


def bound() -> None:
    """Let all connections of this process be such."""
    Requester.injectConnectionClasses(_Http, _Https)
