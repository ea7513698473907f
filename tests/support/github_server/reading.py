"""GitHub's REST interface, as far as it is read: repositories, commits, comparisons, tags."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from tests.support.github_server.routing import Answer, Request, Route, page, paged

if TYPE_CHECKING:
    from tests.support import RepoBuilder
    from tests.support.github_server.server import GitHubServer

DIFF = "application/vnd.github.diff"
STATUSES = {"A": "added", "M": "modified", "D": "removed", "R": "renamed", "C": "copied", "T": "changed"}
FIELDS = "%H%x00%T%x00%P%x00%an%x00%ae%x00%aI%x00%cn%x00%ce%x00%cI%x00%B"

On = Callable[["GitHubServer", Request, "RepoBuilder"], Answer]


def on_repository(handler: On) -> Callable[[GitHubServer, Request], Answer]:
    """A handler that is given the repository; 404 where there is none for who asks."""

    def handle(server: GitHubServer, request: Request) -> Answer:
        if not server.may_read(request.repository, request.token):
            return Answer.error(404, "Not Found")
        return handler(server, request, server.repositories[request.repository])

    return handle


def rate_limit(server: GitHubServer, request: Request) -> Answer:
    """The budget, which costs nothing to ask for."""
    budget = server.budget
    core = {"limit": budget.limit, "used": budget.used, "remaining": budget.remaining, "reset": budget.reset}
    return Answer.json({"resources": {"core": core, "search": core}, "rate": core})


def repository(server: GitHubServer, request: Request, repo: RepoBuilder) -> Answer:
    """What the repository is called and which branch is its own."""
    branch = repo.git("symbolic-ref", "--short", "HEAD").strip()
    owner, name = request.repository.split("/")
    return Answer.json(
        {
            "id": 1,
            "node_id": "R_1",
            "name": name,
            "full_name": request.repository,
            "private": request.repository in server.private,
            "owner": _user(owner),
            "html_url": f"{server.address}/{request.repository}",
            "url": f"{request.base}/repos/{request.repository}",
            "fork": False,
            "default_branch": branch,
        }
    )


def commits(server: GitHubServer, request: Request, repo: RepoBuilder) -> Answer:
    """Commits from a revision, newest first, within committer dates."""
    if not repo.git("for-each-ref", "--count=1", "refs/heads").strip():
        return Answer.error(409, "Git Repository is empty.")
    start = find_commit(repo, request.query.get("sha", "HEAD"))
    if start is None:
        return Answer.error(404, "Not Found")
    dates = [
        f"--{option}={int(datetime.fromisoformat(request.query[name]).timestamp()) + shift}"
        for option, name, shift in (("max-age", "since", 0), ("min-age", "until", 0))
        if name in request.query
    ]
    shas = repo.git("rev-list", *dates, start).split()
    shown, headers = page(request, shas)
    return Answer.json([_commit(request, repo, str(sha)) for sha in shown], headers=headers)


def commit(server: GitHubServer, request: Request, repo: RepoBuilder) -> Answer:
    """One commit with its files, or its diff."""
    if not repo.git("for-each-ref", "--count=1", "refs/heads").strip():
        return Answer.error(409, "Git Repository is empty.")
    sha = find_commit(repo, request.names["ref"])
    if sha is None:
        return Answer.error(422, f"No commit found for SHA: {request.names['ref']}")
    if request.headers.get("accept") == "application/vnd.github.sha":
        return Answer(200, sha.encode(), {"Content-Type": "application/vnd.github.sha; charset=utf-8"})
    if DIFF in request.headers.get("accept", ""):
        if sha in server.refused_diffs:
            return server.refused_diffs[sha]
        text = _diff(repo, sha, "-p").encode("utf8", "surrogateescape")
        return Answer(200, text, {"Content-Type": f"{DIFF}; charset=utf-8"})
    files = _files(server, request, repo, sha)
    shown, headers = page(request, files[: server.most_files], server.files_on_page)
    added, removed = (sum(int(str(one[key])) for one in files) for key in ("additions", "deletions"))
    stats = {"additions": added, "deletions": removed, "total": added + removed}
    return Answer.json({**_commit(request, repo, sha), "stats": stats, "files": shown}, headers=headers)


def compare(server: GitHubServer, request: Request, repo: RepoBuilder) -> Answer:
    """What a second revision has and a first has not, oldest first."""
    left, _, right = request.names["basehead"].partition("...")
    base, head = find_commit(repo, left), find_commit(repo, right)
    if base is None or head is None:
        return Answer.error(404, "Not Found")
    shas = repo.git("rev-list", "--reverse", head, f"^{base}").split()
    behind = repo.git("rev-list", base, f"^{head}").split()
    shown, headers = page(request, shas, min(int(request.query.get("per_page", "250")), 250))
    merge_base = repo.git("merge-base", base, head).strip()
    return Answer.json(
        {
            "base_commit": _commit(request, repo, base),
            "merge_base_commit": _commit(request, repo, merge_base),
            "status": "diverged" if behind else "ahead",
            "ahead_by": len(shas),
            "behind_by": len(behind),
            "total_commits": len(shas),
            "commits": [_commit(request, repo, str(sha)) for sha in shown],
        },
        headers=headers,
    )


def tags(server: GitHubServer, request: Request, repo: RepoBuilder) -> Answer:
    """All tags with the commits they lead to."""
    rows = repo.git("for-each-ref", "--format=%(refname:short) %(objectname) %(*objectname)", "refs/tags")
    found = [
        {"name": row.split()[0], "commit": {"sha": row.split()[-1]}, "node_id": "T"}
        for row in rows.splitlines()
    ]
    return paged(request, found)


def find_commit(repo: RepoBuilder, revision: str) -> str | None:
    """The id of a commit by any of its names."""
    try:
        return repo.sha(f"{revision}^{{commit}}")
    except AssertionError:
        return None


def _commit(request: Request, repo: RepoBuilder, sha: str) -> dict[str, object]:
    text = repo.git("log", "-1", "--no-walk", "--encoding=UTF-8", f"--format={FIELDS}", sha)
    _, tree, parents, *people, message = _text(text).split("\0")
    here = f"{request.base}/repos/{request.repository}"
    web = f"{request.base.removesuffix('/api/v3')}/{request.repository}/commit"
    verification = {"verified": False, "reason": "unsigned", "signature": None, "payload": None}
    return {
        "sha": sha,
        "node_id": f"C_{sha}",
        "url": f"{here}/commits/{sha}",
        "html_url": f"{web}/{sha}",
        "comments_url": f"{here}/commits/{sha}/comments",
        "commit": {
            "url": f"{here}/git/commits/{sha}",
            "author": _signature(people[:3]),
            "committer": _signature(people[3:]),
            "message": message.rstrip("\n"),
            "tree": {"sha": tree, "url": f"{here}/git/trees/{tree}"},
            "comment_count": 0,
            "verification": {**verification, "verified_at": None},
        },
        "author": _user(re.sub(r"\W", "-", people[0].lower())),
        "committer": None,
        "parents": [
            {"sha": one, "url": f"{here}/commits/{one}", "html_url": f"{web}/{one}"}
            for one in parents.split()
        ],
    }


def _signature(fields: list[str]) -> dict[str, str]:
    name, email, date = fields
    moment = datetime.fromisoformat(date).astimezone(tz=None).timestamp()
    utc = datetime.fromtimestamp(moment, tz=datetime.fromisoformat("2000-01-01T00:00:00+00:00").tzinfo)
    return {"name": name, "email": email, "date": f"{utc:%Y-%m-%dT%H:%M:%SZ}"}


def _user(login: str) -> dict[str, object]:
    return {"login": login, "id": 1, "node_id": "U_1", "type": "User", "site_admin": False}


def _diff(repo: RepoBuilder, sha: str, *options: str) -> str:
    """The difference from the first parent, with renames."""
    parents = repo.git("rev-list", "--parents", "-1", sha).split()[1:2]
    sides = [*parents, sha] if parents else ["--root", "--no-commit-id", sha]
    return repo.git("diff-tree", "-r", "-M", "--full-index", *options, *sides)


def _files(server: GitHubServer, request: Request, repo: RepoBuilder, sha: str) -> list[dict[str, object]]:
    fields = _diff(repo, sha, "--raw", "-z").split("\0")[:-1]
    patches = re.split(r"^(?=diff --git )", _diff(repo, sha, "-p"), flags=re.MULTILINE)[1:]
    here = f"{request.base}/repos/{request.repository}"
    files = []
    while fields:
        _, _, old, new, status = fields.pop(0).split(" ")
        patch = "".join(patches.pop(0) for _ in range(2 if status == "T" else 1))
        before = fields.pop(0)
        after = fields.pop(0) if status[0] in "RC" else before
        _, mark, hunks = patch.partition("\n@@")
        hunks = _text(f"@@{hunks}".rstrip("\n")) if mark else ""
        path = _text(after)
        added, removed = (
            len(re.findall(r"^\+", hunks, re.MULTILINE)),
            len(re.findall(r"^-", hunks, re.MULTILINE)),
        )
        file: dict[str, object] = {
            "sha": old if status == "D" else new,
            "filename": path,
            "status": STATUSES[status[0]],
            "additions": added,
            "deletions": removed,
            "changes": added + removed,
            "blob_url": f"{server.address}/{request.repository}/blob/{sha}/{path}",
            "raw_url": f"{server.address}/{request.repository}/raw/{sha}/{path}",
            "contents_url": f"{here}/contents/{path}?ref={sha}",
        }
        if before != after:
            file["previous_filename"] = _text(before)
        if hunks and len(hunks) <= server.largest_patch:
            file["patch"] = hunks
        files.append(file)
    return files


def _text(text: str) -> str:
    return text.encode("utf8", "surrogateescape").decode("utf8", "replace")


ROUTES = (
    Route("GET", "/rate_limit", rate_limit),
    Route("GET", "/repos/{owner}/{name}", on_repository(repository)),
    Route("GET", "/repos/{owner}/{name}/commits", on_repository(commits)),
    Route("GET", "/repos/{owner}/{name}/commits/{ref*}", on_repository(commit)),
    Route("GET", "/repos/{owner}/{name}/compare/{basehead*}", on_repository(compare)),
    Route("GET", "/repos/{owner}/{name}/tags", on_repository(tags)),
)
