"""The command line as a user has it: in this process, where that shows the same, else in one of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from commitbrief import program
from commitbrief.publish import host
from tests.support import RepoBuilder
from tests.support.github_server import GitHubServer
from tests.support.github_server.writing import Publishing

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    status: int
    out: str
    err: str


Run = Callable[..., Outcome]
WRITER = "ghp_writerwriterwriter"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run `commitbrief` with arguments, by default in an empty folder."""

    def run(*arguments: str | Path, cwd: Path = tmp_path, stdin: bytes = b"") -> Outcome:
        monkeypatch.chdir(cwd)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        status = program.run([str(argument) for argument in arguments])
        captured = capsysbinary.readouterr()
        return Outcome(status, captured.out.decode("utf8"), captured.err.decode("utf8"))

    return run


@pytest.fixture
def plain_environment() -> dict[str, str]:
    """What a process needs to find Python, git and this checkout."""
    kept = ("PATH", "HOME", "SYSTEMROOT", "VIRTUAL_ENV")
    return {"PYTHONPATH": str(ROOT)} | {name: os.environ[name] for name in kept if name in os.environ}


@pytest.fixture
def spawn(tmp_path: Path, plain_environment: Mapping[str, str]) -> Run:
    """Run `commitbrief` as a process, in an environment that is plain but for what is given."""

    def spawn(
        *arguments: str | Path, cwd: Path = tmp_path, environment: Mapping[str, str] | None = None
    ) -> Outcome:
        done = subprocess.run(
            [sys.executable, "-m", "commitbrief", *map(str, arguments)],
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env={**plain_environment, **(environment or {})},
            timeout=120,
            check=False,
        )
        return Outcome(done.returncode, done.stdout.decode("utf8"), done.stderr.decode("utf8", "replace"))

    return spawn


@pytest.fixture
def server(repo: RepoBuilder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GitHubServer]:
    """`octo/project`, empty as yet, on the server that short names are looked up on."""
    for name in ("GH_TOKEN", "GITHUB_TOKEN", "GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("GH_CONFIG_DIR", str(tmp_path / "gh"))
    with GitHubServer() as running:
        running.add("octo/project", repo)
        monkeypatch.setenv("GITHUB_SERVER_URL", running.address)
        yield running


@pytest.fixture
def publishing() -> Publishing:
    """What is written to a GitHub on which `WRITER` may write."""
    return Publishing(writers={WRITER})


@pytest.fixture
def reports_server(
    publishing: Publishing, repo: RepoBuilder, monkeypatch: pytest.MonkeyPatch
) -> Iterator[GitHubServer]:
    """A GitHub with `acme/reports`, which has one commit; the token in the environment may write to it."""
    repo.commit("docs: begin", {"README.md": "# Reports\n"})
    monkeypatch.setattr(host, "SECONDS_BETWEEN_WRITES", None)
    with GitHubServer(publishing.routes) as running:
        running.tokens |= {WRITER, "ghp_reader"}
        running.add("acme/reports", repo)
        monkeypatch.setenv("GITHUB_SERVER_URL", running.address)
        monkeypatch.setenv("GITHUB_API_URL", f"{running.address}/api/v3")
        monkeypatch.setenv("GITHUB_TOKEN", WRITER)
        yield running


@pytest.fixture
def history(repo: RepoBuilder) -> RepoBuilder:
    """Additions, a change, a rename with changes, a deletion, and a merge."""
    first = repo.commit(
        "feat: a thing", {"src/a.py": "".join(f"x{n} = {n}\n" for n in range(20)), "b": "b\n"}
    )
    repo.commit("fix: the thing", {"src/a.py": "".join(f"x{n} = {n or 7}\n" for n in range(20))})
    moved = "".join(f"x{n} = {n or 8}\n" for n in range(20))
    repo.commit("refactor: move it", {"src/a.py": None, "src/c.py": moved})
    side = repo.commit("docs: words", {"README.md": "words\n"}, branch="side", parents=[first])
    repo.merge("Merge branch 'side'", [side])
    repo.commit("chore: gone", {"b": None})
    return repo


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """A list of two repositories."""
    names = []
    for name in ("one", "two"):
        repo = RepoBuilder(tmp_path / name)
        for number in range(12):
            repo.commit(f"fix: {name} {number}", {"src/a.py": f"a = {number}\n"})
        names.append(str(repo.path))
    path = tmp_path / "list"
    path.write_text("# ours\n" + "\n".join([*names, "", names[0]]) + "\n", "utf8")
    return path
