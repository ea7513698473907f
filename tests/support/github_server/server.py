"""The server itself: who may ask, how often, what has changed since, and what goes wrong."""

from __future__ import annotations

import hashlib
import json
import re
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.support import RepoBuilder
from tests.support.github_server import cloning, knowing, reading
from tests.support.github_server.published import rest
from tests.support.github_server.routing import Answer, Request, Route

PREFIXES = ("/api/v3", "/api")  # of REST and of GraphQL
ROUTES = (*reading.ROUTES, *knowing.ROUTES, *cloning.ROUTES)
FREE = "/rate_limit"


@dataclass
class Budget:
    """What GitHub calls the primary rate limit."""

    limit: int = 5000
    used: int = 0
    reset: int = 4_000_000_000  # seconds since 1970

    @property
    def remaining(self) -> int:
        """Requests that are left."""
        return max(self.limit - self.used, 0)

    def headers(self) -> Mapping[str, str]:
        """As every answer has them."""
        return {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(self.remaining),
            "X-RateLimit-Used": str(self.used),
            "X-RateLimit-Reset": str(self.reset),
            "X-RateLimit-Resource": "core",
        }


@dataclass
class Fault:
    """What happens to the next `times` requests whose path matches."""

    pattern: str
    answer: Answer
    times: int


class _Http(ThreadingHTTPServer):
    """A server that says nothing of a client that hung up: what it says would stand among what the program said."""

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class GitHubServer:
    """A GitHub on a port of its own. A context manager.

    `tokens` are those it knows; a request with another is refused (401). A repository in `private`
    exists only for requests with a token in `readers`. `renamed` leads from an old name to the new.
    `largest_patch` is the length beyond which a file comes without its patch, `files_on_page` the
    number of files in one answer, `most_files` the number after which it lists no more.
    """

    def __init__(self, routes: Sequence[Route] = ()) -> None:
        self.repositories: dict[str, RepoBuilder] = {}
        self.knowledge = knowing.Knowledge()
        self.tokens: set[str] = set()
        self.readers: set[str] = set()
        self.private: set[str] = set()
        self.renamed: dict[str, str] = {}
        self.budget = Budget()
        self.requests: list[Request] = []
        self.complaints: list[str] = []  # of GitHub's description about an answer or a request
        self.refused_diffs: dict[str, Answer] = {}
        self.largest_patch = 1 << 20
        self.files_on_page = 300
        self.most_files = 3000
        self._routes = (*routes, *ROUTES)
        self._faults: list[Fault] = []
        self._lock = threading.Lock()
        self._http = _Http(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()
        said = "\n".join(dict.fromkeys(self.complaints))
        assert kind is not None or not said, f"GitHub does not describe this:\n{said}"

    @property
    def address(self) -> str:
        """What stands in for `https://github.com`."""
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    def add(self, name: str, repo: RepoBuilder, *, private: bool = False) -> str:
        """Serve a repository as `owner/name` and return its address."""
        repo.config("uploadpack.allowFilter", "true")
        repo.config("uploadpack.allowAnySHA1InWant", "true")
        self.repositories[name] = repo
        if private:
            self.private.add(name)
        return f"{self.address}/{name}"

    def fail(self, pattern: str, answer: Answer, times: int = 1) -> None:
        """Answer the next `times` requests whose path the regular expression matches with this."""
        self._faults.append(Fault(pattern, answer, times))

    def refuse_diff(self, sha: str, answer: Answer) -> None:
        """Answer so whenever the raw diff of this commit is asked for."""
        self.refused_diffs[sha] = answer

    @property
    def writes(self) -> list[str]:
        """The requests so far that were to change something, as method and path."""
        return [f"{one.method} {one.path}" for one in self.requests if one.method != "GET"]

    def asked(self, pattern: str) -> list[Request]:
        """The requests so far whose path the regular expression matches."""
        return [one for one in self.requests if re.search(pattern, one.path)]

    def may_read(self, name: str, token: str | None) -> bool:
        """Whether the repository exists as far as the holder of this token can see."""
        return name in self.repositories and (name not in self.private or token in self.readers)

    def answer(self, request: Request) -> Answer:
        """What one request gets."""
        with self._lock:
            self.requests.append(request)
            fault = next(
                (one for one in self._faults if one.times and re.search(one.pattern, request.path)), None
            )
            if fault:
                fault.times -= 1
                return fault.answer.with_headers(self.budget.headers())
            return self._routed(request)

    def _routed(self, request: Request) -> Answer:
        for route in self._routes:
            names = route.match(request)
            if names is not None:
                break
        else:
            return Answer.error(404, "Not Found")
        if request.base == self.address:  # git, which has its own ways
            return route.handler(self, replace(request, names=names))
        if "authorization" in request.headers and request.token not in self.tokens | self.readers:
            return Answer.error(401, "Bad credentials", self.budget.headers())
        moved = self._moved(request, names)
        if moved:
            return moved
        if request.path != FREE and not self.budget.remaining:
            return Answer.error(403, "API rate limit exceeded for 127.0.0.1.", self.budget.headers())
        found = self._held(route, request, route.handler(self, replace(request, names=names)))
        answer = _conditional(request, found)
        if request.path != FREE and answer.status != 304:
            self.budget.used += 1
        return answer.with_headers(self.budget.headers())

    def _held(self, route: Route, request: Request, answer: Answer) -> Answer:
        """The answer as GitHub would send it whole; what GitHub would not send is a complaint."""
        if request.base.endswith(PREFIXES[0]) and answer.status not in rest.UNDESCRIBED:
            asked = (route.method, route.path)
            try:
                rest.answer_schema(*asked, answer.status)
            except KeyError as error:
                self.complaints.append(f"{route.method} {route.path} {answer.status}: no such {error}")
                return answer
            if request.body and answer.status < 400:
                self.complaints += rest.complaints(*asked, 0, request.json())
            if "json" in answer.headers.get("Content-Type", ""):
                whole = rest.completed(*asked, answer.status, json.loads(answer.body))
                self.complaints += rest.complaints(*asked, answer.status, whole)
                return replace(answer, body=json.dumps(whole, ensure_ascii=False).encode("utf8"))
        return answer

    def _moved(self, request: Request, names: Mapping[str, str]) -> Answer | None:
        old = f"{names.get('owner')}/{names.get('name')}"
        new = self.renamed.get(old)
        if new is None:
            return None
        where = f"{request.base}{request.path.replace(f'/repos/{old}', f'/repos/{new}', 1)}"
        query = "&".join(f"{key}={value}" for key, value in request.query.items())
        location = f"{where}?{query}" if query else where
        said = {"message": "Moved Permanently", "url": location}
        return Answer.json(said, 301, {"Location": location})


def _conditional(request: Request, answer: Answer) -> Answer:
    if request.method != "GET" or answer.status != 200:
        return answer
    tag = f'W/"{hashlib.sha256(answer.body).hexdigest()}"'
    if request.headers.get("if-none-match") == tag:
        return Answer(304, headers={"ETag": tag})
    return answer.with_headers({"ETag": tag})


def _handler(server: GitHubServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _serve(self) -> None:
            answer = server.answer(self._request())
            shown = answer.body if answer.cut is None else answer.body[: answer.cut]
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.status != 304:
                self.send_header("Content-Length", str(len(answer.body)))
            if shown != answer.body:
                self.close_connection = True
                self.send_header("Connection", "close")
            self.end_headers()
            try:
                half = len(shown) // 2 if answer.delay else 0
                self.wfile.write(shown[:half])
                self.wfile.flush()
                time.sleep(answer.delay)
                self.wfile.write(shown[half:])
            except OSError:
                self.close_connection = True  # the client had no patience

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _serve  # noqa: N815 - http.server's names

        def _request(self) -> Request:
            split = urlsplit(self.path)
            prefix = next((one for one in PREFIXES if split.path.startswith(f"{one}/")), "")
            return Request(
                method=self.command,
                path=unquote(split.path.removeprefix(prefix)),
                query=dict(parse_qsl(split.query)),
                headers={name.lower(): value for name, value in self.headers.items()},
                body=self._body(),
                base=server.address + prefix,
            )

        def _body(self) -> bytes:
            if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
                return self.rfile.read(int(self.headers.get("Content-Length", "0")))
            body = b""
            while size := int(self.rfile.readline().strip(), 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return body

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - http.server's name
            """Say nothing: the tests read `requests`."""

    return Handler
