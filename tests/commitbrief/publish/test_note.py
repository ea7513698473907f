"""`commitbrief publish note`: one note on a merge request, and the job of GitLab that writes it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.support import RepoBuilder
from tests.support.github_server import Answer, GitHubServer, Request, Route

if TYPE_CHECKING:
    from tests.commitbrief.conftest import Run

ROOT = Path(__file__).resolve().parents[3]
TOKEN = "glpat-verysecretindeed"
NOTES = "/v4/projects/{owner}/{name}/merge_requests/{number}/notes"
Note = dict[str, object]


class GitLab:
    """The notes of merge request 7 of acme/kiln, two on a page."""

    def __init__(self) -> None:
        self.notes: list[Note] = [self.note(f"note {number}", author=9) for number in range(3)]

    def note(self, body: object, author: int = 1) -> Note:
        return {"id": len(getattr(self, "notes", ())) + 100, "body": body, "author": {"id": author}}

    def user(self, server: GitHubServer, request: Request) -> Answer:
        known = request.headers.get("private-token") == TOKEN
        return Answer.json({"id": 1}) if known else Answer.json({"message": "401 Unauthorized"}, 401)

    def listed(self, server: GitHubServer, request: Request) -> Answer:
        page = int(request.query["page"])
        shown = self.notes[(page - 1) * 2 : page * 2]
        following = str(page + 1) if page * 2 < len(self.notes) else ""
        return Answer.json(shown, headers={"X-Next-Page": following})

    def write(self, server: GitHubServer, request: Request) -> Answer:
        self.notes.append(self.note(request.json()["body"]))
        return Answer.json(self.notes[-1], 201)

    def edit(self, server: GitHubServer, request: Request) -> Answer:
        (note,) = [one for one in self.notes if str(one["id"]) == request.names["id"]]
        note["body"] = request.json()["body"]
        return Answer.json(note)

    @property
    def routes(self) -> list[Route]:
        return [
            Route("GET", "/v4/user", self.user),
            Route("GET", NOTES, self.listed),
            Route("POST", NOTES, self.write),
            Route("PUT", NOTES + "/{id}", self.edit),
        ]


@pytest.fixture
def gitlab() -> GitLab:
    return GitLab()


@pytest.fixture
def server(gitlab: GitLab, monkeypatch: pytest.MonkeyPatch) -> Iterator[GitHubServer]:
    with GitHubServer(gitlab.routes) as server:
        monkeypatch.setenv("CI_API_V4_URL", f"{server.address}/api/v4")
        monkeypatch.setenv("GITLAB_TOKEN", TOKEN)
        monkeypatch.setenv("CI_PROJECT_PATH", "acme/kiln")
        yield server


@pytest.fixture
def report(repo: RepoBuilder, run: Run, tmp_path: Path) -> Path:
    repo.commit("feat!: ask for a schedule\n\n/close", {"src/a.py": "x = 1\n"})
    run("report", repo.path, "--all", "-o", "r.md")
    return tmp_path / "r.md"


def test_a_note_is_written_once_and_brought_up_to_date(
    server: GitHubServer, gitlab: GitLab, run: Run, report: Path
) -> None:
    tried = run("publish", "note", report, "7", "--key", "mine", "--dry-run")
    assert len(gitlab.notes) == 3
    first = run("publish", "note", report, "7", "--key", "mine")
    again = run("publish", "note", report, "7", "--key", "mine")
    report.write_text(report.read_text("utf8").replace("schedule", "timetable"), "utf8")
    later = run("publish", "note", report, "7", "--key", "mine")

    assert (first.status, tried.err) == (0, f"would {first.err}")
    assert first.err == "create note on merge request !7\n"
    assert again.err.startswith("unchanged ")
    assert later.err == "update note on merge request !7\n"
    assert len(gitlab.notes) == 4
    assert "ask for a timetable" in str(gitlab.notes[3]["body"])


def test_no_line_is_a_command(server: GitHubServer, gitlab: GitLab, run: Run, report: Path) -> None:
    report.write_text(report.read_text("utf8") + "\n/close\n  /merge\n", "utf8")

    run("publish", "note", report, "7")

    assert "/close" in str(gitlab.notes[3]["body"])
    assert re.search(r"^\s*/", str(gitlab.notes[3]["body"]), re.MULTILINE) is None


def test_a_strangers_mark_is_not_ours(server: GitHubServer, gitlab: GitLab, run: Run, report: Path) -> None:
    gitlab.notes.append(gitlab.note("<!-- commitbrief:mine -->", author=9))

    run("publish", "note", report, "7", "--key", "mine")

    assert gitlab.notes[3]["body"] == "<!-- commitbrief:mine -->"
    assert len(gitlab.notes) == 5


def test_what_is_too_long_ends_before_a_heading(
    server: GitHubServer, gitlab: GitLab, run: Run, report: Path
) -> None:
    more = "".join(f"### section {number}\n\n{'x' * 50_000}\n\n" for number in range(30))
    report.write_text(report.read_text("utf8") + more, "utf8")

    run("publish", "note", report, "7")

    body = str(gitlab.notes[3]["body"])
    assert len(body) < 1_000_000
    assert body.rstrip().endswith("x\n\n… (1/2)")


@pytest.mark.parametrize(
    ("status", "words"),
    [(401, "wrong or has expired"), (403, "scope"), (404, "no merge request"), (502, "502"), (302, "302")],
)
def test_a_refusal_is_one_line(server: GitHubServer, run: Run, report: Path, status: int, words: str) -> None:
    server.fail("/notes", Answer.json({"message": f"no, {TOKEN}"}, status))

    done = run("publish", "note", report, "7")

    assert (done.status, done.err.count("\n")) == (5, 1)
    assert words in done.err
    assert TOKEN not in done.err


def test_no_token_and_no_tls(
    server: GitHubServer, run: Run, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI_API_V4_URL", "http://gitlab.example.org/api/v4")
    assert "unencrypted" in run("publish", "note", report, "7").err
    monkeypatch.delenv("GITLAB_TOKEN")
    assert "set GITLAB_TOKEN" in run("publish", "note", report, "7").err


@pytest.mark.parametrize("with_token", [True, False])
def test_the_job_of_a_merge_request(
    server: GitHubServer, gitlab: GitLab, tmp_path: Path, with_token: bool
) -> None:
    (job,) = [
        one
        for name, one in yaml.safe_load((ROOT / "ci/gitlab-ci.yml").read_text("utf8")).items()
        if name == "commitbrief-merge-request"
    ]
    work = RepoBuilder(tmp_path / "work", bare=False)
    base = work.commit("docs: begin", {"README.md": "# Kiln\n"})
    head = work.commit("feat!: a schedule", {"src/a.py": "x = 1\n"})
    program = tmp_path / "environment/bin/commitbrief"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m commitbrief "$@"\n')
    program.chmod(0o755)

    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", "\n".join(job["script"])],
        cwd=work.path,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path),
            "PYTHONPATH": str(ROOT),
            "ENVIRONMENT": str(tmp_path / "environment"),
            "FAIL_ON": "breaking",
            "CI_API_V4_URL": f"{server.address}/api/v4",
            "CI_PROJECT_PATH": "acme/kiln",
            "CI_MERGE_REQUEST_DIFF_BASE_SHA": base,
            "CI_COMMIT_SHA": head,
            "CI_MERGE_REQUEST_IID": "7",
            **({"GITLAB_TOKEN": TOKEN} if with_token else {}),
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1, done.stderr  # the gate
    assert len(gitlab.notes) == (4 if with_token else 3)
    assert TOKEN not in done.stdout + done.stderr
    if with_token:
        assert "a schedule" in str(gitlab.notes[3]["body"])
        assert "<details>" in str(gitlab.notes[3]["body"])
