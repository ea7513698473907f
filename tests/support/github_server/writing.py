"""GitHub's REST interface, as far as it is written to: git data, issues, comments, labels.

publishing = Publishing()
with GitHubServer(publishing.routes) as server:
    server.tokens |= {"writer", "reader"}
    publishing.writers.add("writer")
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.support.github_server.reading import on_repository
from tests.support.github_server.routing import Answer, Request, Route, paged

if TYPE_CHECKING:
    from tests.support import RepoBuilder
    from tests.support.github_server.server import GitHubServer

LONGEST_BODY = 65_536
REPOSITORY = "/repos/{owner}/{name}"
Json = dict[str, object]
On = Callable[["GitHubServer", Request, "RepoBuilder"], Answer]
NO_RIGHT = "Resource not accessible by personal access token"


@dataclass
class Publishing:
    """What has been written. `writers` are the tokens that may; `before_move` is called before a branch
    moves, so that somebody else can be first. `me` is who the tokens belong to; an app (`app`) cannot ask."""

    writers: set[str] = field(default_factory=set)
    me: str = "reporter"
    app: bool = False
    issues: list[Json] = field(default_factory=list)
    comments: dict[int, list[Json]] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)
    before_move: Callable[[], object] = lambda: None
    _last: int = 100

    @property
    def routes(self) -> tuple[Route, ...]:
        """To be given to the server."""
        git, issue = f"{REPOSITORY}/git", f"{REPOSITORY}/issues/{{number}}"
        return (
            Route("GET", "/user", self._user),
            Route("GET", git + "/ref/{ref*}", self._on(self._ref)),
            Route("GET", git + "/commits/{sha}", self._on(self._commit)),
            Route("GET", git + "/trees/{sha}", self._on(self._tree)),
            Route("POST", git + "/blobs", self._write(self._new_blob)),
            Route("POST", git + "/trees", self._write(self._new_tree)),
            Route("POST", git + "/commits", self._write(self._new_commit)),
            Route("POST", git + "/refs", self._write(self._new_ref)),
            Route("PATCH", git + "/refs/{ref*}", self._write(self._move_ref)),
            Route("GET", REPOSITORY + "/issues", self._on(self._issues)),
            Route("POST", REPOSITORY + "/issues", self._write(self._new_issue)),
            Route("GET", issue, self._on(self._issue)),
            Route("PATCH", issue, self._write(self._edit_issue)),
            Route("GET", issue + "/comments", self._on(self._comments)),
            Route("POST", issue + "/comments", self._write(self._new_comment)),
            Route("PATCH", REPOSITORY + "/issues/comments/{id}", self._write(self._edit_comment)),
            Route("DELETE", REPOSITORY + "/issues/comments/{id}", self._write(self._delete_comment)),
            Route("GET", REPOSITORY + "/labels/{label}", self._on(self._label)),
            Route("POST", REPOSITORY + "/labels", self._write(self._new_label)),
        )

    def _on(self, handler: On) -> Callable[[GitHubServer, Request], Answer]:
        return on_repository(handler)

    def _write(self, handler: On) -> Callable[[GitHubServer, Request], Answer]:
        def handle(server: GitHubServer, request: Request, repo: RepoBuilder) -> Answer:
            if request.token not in self.writers:
                return Answer.error(403, NO_RIGHT)
            return handler(server, request, repo)

        return on_repository(handle)

    def _user(self, server: GitHubServer, request: Request) -> Answer:
        if self.app:
            return Answer.error(403, "Resource not accessible by integration")
        return Answer.json(self._person())

    def _person(self) -> Json:
        kind = "Bot" if self.app else "User"
        return {"login": self.me, "id": 7, "node_id": "U_7", "type": kind, "site_admin": False}

    def _next(self) -> int:
        self._last += 1
        return self._last

    # git data

    def _ref(self, server: GitHubServer, request: Request, repo: RepoBuilder) -> Answer:
        if not repo.git("for-each-ref", "--count=1", "refs/heads").strip():
            return Answer.error(409, "Git Repository is empty.")
        sha = repo.git("for-each-ref", "--format=%(objectname)", f"refs/{request.names['ref']}").strip()
        return _shown_ref(request, request.names["ref"], sha) if sha else Answer.error(404, "Not Found")

    def _commit(self, server: GitHubServer, request: Request, repo: RepoBuilder) -> Answer:
        sha = request.names["sha"]
        tree, *parents = repo.git("log", "-1", "--format=%T %P", sha).split()
        return Answer.json(
            _shown_commit(request, sha, tree, parents, repo.git("log", "-1", "--format=%B", sha))
        )

    def _tree(self, server: GitHubServer, request: Request, repo: RepoBuilder) -> Answer:
        sha = request.names["sha"]
        entries = []
        for row in repo.git("ls-tree", "-z", sha).split("\0")[:-1]:
            head, path = row.split("\t", 1)
            mode, kind, blob = head.split()
            entries.append({"path": path, "mode": mode, "type": kind, "sha": blob})
        here = f"{request.base}/repos/{request.repository}/git/trees/{sha}"
        return Answer.json({"sha": sha, "url": here, "tree": entries, "truncated": False})

    def _new_blob(self, server: GitHubServer, request: Request, repo: RepoBuilder) -> Answer:
        said = request.json()
        content = str(said["content"])
        data = base64.b64decode(content) if said.get("encoding") == "base64" else content.encode()
        sha = repo._run(["hash-object", "-w", "--stdin"], data).decode().strip()
        here = f"{request.base}/repos/{request.repository}/git/blobs/{sha}"
        return Answer.json({"sha": sha, "url": here}, 201)

    def _new_tree(self, server: GitHubServer, request: Request, repo: RepoBuilder) -> Answer:
        said = request.json()
        repo.git("read-tree", str(said["base_tree"]))
        entries = said["tree"]
        assert isinstance(entries, list)
        for entry in entries:
            sha = entry.get("sha")
            if sha is None:
                sha = repo._run(["hash-object", "-w", "--stdin"], entry["content"].encode()).decode().strip()
            repo.git("update-index", "--add", "--cacheinfo", f"{entry['mode']},{sha},{entry['path']}")
        sha = repo.git("write-tree").strip()
        here = f"{request.base}/repos/{request.repository}/git/trees/{sha}"
        return Answer.json({"sha": sha, "url": here, "tree": [], "truncated": False}, 201)

    def _new_commit(self, server: GitHubServer, request: Request, repo: RepoBuilder) -> Answer:
        said = request.json()
        tree, message, parents = str(said["tree"]), str(said["message"]), said["parents"]
        assert isinstance(parents, list)
        flags = [flag for parent in parents for flag in ("-p", parent)]
        sha = repo.git("commit-tree", tree, *flags, "-m", message).strip()
        return Answer.json(_shown_commit(request, sha, tree, parents, message), 201)

    def _new_ref(self, server: GitHubServer, request: Request, repo: RepoBuilder) -> Answer:
        said = request.json()
        ref, sha = str(said["ref"]), str(said["sha"])
        if repo.git("for-each-ref", ref).strip():
            return Answer.error(422, "Reference already exists")
        repo.git("update-ref", ref, sha)
        return _shown_ref(request, ref.removeprefix("refs/"), sha, 201)

    def _move_ref(self, server: GitHubServer, request: Request, repo: RepoBuilder) -> Answer:
        self.before_move()
        ref, said = request.names["ref"], request.json()
        sha, now = str(said["sha"]), repo.sha(f"refs/{ref}")
        if repo.git("merge-base", now, sha).strip() != now:
            return Answer.error(422, "Update is not a fast forward")
        repo.git("update-ref", f"refs/{ref}", sha)
        return _shown_ref(request, ref, sha)

    # issues

    def _issues(self, server: GitHubServer, request: Request, repo: RepoBuilder) -> Answer:
        wanted = set(filter(None, request.query.get("labels", "").split(",")))
        state = request.query.get("state", "open")
        found = [
            one for one in reversed(self.issues) if wanted <= _labels(one) and state in ("all", one["state"])
        ]
        return paged(request, found)

    def _new_issue(self, server: GitHubServer, request: Request, repo: RepoBuilder) -> Answer:
        said = request.json()
        if len(str(said.get("body", ""))) > LONGEST_BODY:
            return Answer.error(422, "body is too long (maximum is 65536 characters)")
        number = len(self.issues) + 1
        labels = said.get("labels", [])
        assert isinstance(labels, list)
        here = f"{request.base}/repos/{request.repository}/issues/{number}"
        issue: Json = {
            "id": self._next(),
            "node_id": "I",
            "number": number,
            "title": said["title"],
            "body": said.get("body"),
            "state": "open",
            "user": self._person(),
            "labels": [{"name": name, "id": 1, "node_id": "L"} for name in labels],
            "url": here,
            "html_url": f"{server.address}/{request.repository}/issues/{number}",
            "comments_url": f"{here}/comments",
        }
        self.issues.append(issue)
        return Answer.json(issue, 201)

    def _issue(self, server: GitHubServer, request: Request, repo: RepoBuilder) -> Answer:
        return self._at(request, Answer.json)

    def _edit_issue(self, server: GitHubServer, request: Request, repo: RepoBuilder) -> Answer:
        def edit(issue: Json) -> Answer:
            issue.update(request.json())
            return Answer.json(issue)

        return self._at(request, edit)

    def _at(self, request: Request, handler: Callable[[Json], Answer]) -> Answer:
        number = int(request.names["number"])
        issue = next((one for one in self.issues if one["number"] == number), None)
        return handler(issue) if issue else Answer.error(404, "Not Found")

    def _comments(self, server: GitHubServer, request: Request, repo: RepoBuilder) -> Answer:
        return paged(request, self.comments.get(int(request.names["number"]), []))

    def _new_comment(self, server: GitHubServer, request: Request, repo: RepoBuilder) -> Answer:
        return self._at(request, lambda issue: self._added(server, request, issue))

    def _added(self, server: GitHubServer, request: Request, issue: Json) -> Answer:
        body, number = str(request.json()["body"]), int(str(issue["number"]))
        if len(body) > LONGEST_BODY:
            return Answer.error(422, "body is too long (maximum is 65536 characters)")
        name = self._next()
        here = f"{request.base}/repos/{request.repository}/issues/comments/{name}"
        comment: Json = {
            "id": name,
            "node_id": "IC",
            "body": body,
            "user": self._person(),
            "url": here,
            "html_url": f"{issue['html_url']}#issuecomment-{name}",
        }
        self.comments.setdefault(number, []).append(comment)
        return Answer.json(comment, 201)

    def _edit_comment(self, server: GitHubServer, request: Request, repo: RepoBuilder) -> Answer:
        for comment in self._all_comments():
            if str(comment["id"]) == request.names["id"]:
                comment.update(request.json())
                return Answer.json(comment)
        return Answer.error(404, "Not Found")

    def _delete_comment(self, server: GitHubServer, request: Request, repo: RepoBuilder) -> Answer:
        for listed in self.comments.values():
            listed[:] = [one for one in listed if str(one["id"]) != request.names["id"]]
        return Answer(204)

    def _all_comments(self) -> list[Json]:
        return [one for listed in self.comments.values() for one in listed]

    def _label(self, server: GitHubServer, request: Request, repo: RepoBuilder) -> Answer:
        name = request.names["label"]
        return Answer.json(_shown_label(name)) if name in self.labels else Answer.error(404, "Not Found")

    def _new_label(self, server: GitHubServer, request: Request, repo: RepoBuilder) -> Answer:
        name = str(request.json()["name"])
        self.labels.add(name)
        return Answer.json(_shown_label(name), 201)


def _labels(issue: Json) -> set[str]:
    labels = issue["labels"]
    assert isinstance(labels, list)
    return {label["name"] for label in labels}


def _shown_label(name: str) -> Json:
    return {"id": 1, "node_id": "L", "name": name, "color": "ededed", "default": False, "description": None}


def _shown_ref(request: Request, ref: str, sha: str, status: int = 200) -> Answer:
    here = f"{request.base}/repos/{request.repository}/git"
    target = {"sha": sha, "type": "commit", "url": f"{here}/commits/{sha}"}
    return Answer.json(
        {"ref": f"refs/{ref}", "url": f"{here}/refs/{ref}", "node_id": "R", "object": target}, status
    )


def _shown_commit(request: Request, sha: str, tree: str, parents: list[str], message: str) -> Json:
    here = f"{request.base}/repos/{request.repository}/git"
    return {
        "sha": sha,
        "node_id": "C",
        "url": f"{here}/commits/{sha}",
        "message": message.rstrip("\n"),
        "tree": {"sha": tree, "url": f"{here}/trees/{tree}"},
        "parents": [{"sha": one, "url": f"{here}/commits/{one}"} for one in parents],
    }
