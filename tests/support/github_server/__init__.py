"""A GitHub on loopback: its REST and GraphQL interfaces and its smart HTTP, over repositories of `RepoBuilder`.

    with GitHubServer() as server:
        server.add("octo/project", repo)
        ...  # server.address, server.requests, server.fail(...), server.tokens

The interface is where GitHub Enterprise has it, under `/api/v3`; clones are made from `/owner/name`.
To teach it more, write a module with a `ROUTES` table and add that to `GitHubServer(routes=...)`.
"""

from tests.support.github_server.knowing import KnownPull as KnownPull
from tests.support.github_server.routing import Answer as Answer
from tests.support.github_server.routing import Request as Request
from tests.support.github_server.routing import Route as Route
from tests.support.github_server.server import GitHubServer as GitHubServer
