"""git's smart HTTP, by git's own `http-backend`."""

from __future__ import annotations

import base64
import os
import subprocess
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from tests.support.github_server.routing import Answer, Request, Route

if TYPE_CHECKING:
    from tests.support.github_server.server import GitHubServer


def smart_http(server: GitHubServer, request: Request) -> Answer:
    """Run `git http-backend` for one request, after the questions that GitHub asks."""
    name = request.repository.removesuffix(".git")
    token = password(request)
    if "authorization" in request.headers and token not in server.tokens | server.readers:
        return _unauthorised()
    if name in server.renamed:
        target = request.path.replace(name, server.renamed[name], 1)
        return Answer(301, headers={"Location": f"{server.address}{target}?{urlencode(request.query)}"})
    if not server.may_read(name, token):
        return Answer.error(404, "Not Found") if token else _unauthorised()
    repo = server.repositories[name]
    environment = {
        "PATH": os.defpath,
        "GIT_PROJECT_ROOT": str(repo.git_dir),
        "GIT_HTTP_EXPORT_ALL": "1",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_PROTOCOL": request.headers.get("git-protocol", ""),
        "PATH_INFO": f"/{request.names['path']}",
        "QUERY_STRING": urlencode(request.query),
        "REQUEST_METHOD": request.method,
        "CONTENT_TYPE": request.headers.get("content-type", ""),
        "CONTENT_LENGTH": str(len(request.body)),
        "HTTP_CONTENT_ENCODING": request.headers.get("content-encoding", ""),
        "REMOTE_ADDR": "127.0.0.1",
    }
    done = subprocess.run(
        ["git", "http-backend"], input=request.body, env=environment, capture_output=True, check=True
    )
    head, _, body = done.stdout.partition(b"\r\n\r\n")
    headers = dict(line.split(": ", 1) for line in head.decode("ascii").split("\r\n"))
    return Answer(int(headers.pop("Status", "200").split()[0]), body, headers)


def password(request: Request) -> str | None:
    """The password of `Authorization: Basic`, which is where git carries a token."""
    kind, _, value = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "basic":
        return None
    return base64.b64decode(value).decode().partition(":")[2]


def _unauthorised() -> Answer:
    return Answer(401, b"", {"WWW-Authenticate": 'Basic realm="GitHub"'})


ROUTES = (
    Route("GET", "/{owner}/{name}/{path*}", smart_http),
    Route("POST", "/{owner}/{name}/{path*}", smart_http),
)
