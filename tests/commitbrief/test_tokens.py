"""A token reaches its host and nothing else: a canary is looked for wherever it could have been left."""

from __future__ import annotations

import base64
import json
import logging
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError

from commitbrief.publish import host
from tests.support import RepoBuilder
from tests.support.github_server import Answer, GitHubServer, KnownPull
from tests.support.github_server.writing import Publishing

if TYPE_CHECKING:
    from tests.commitbrief.conftest import Outcome, Run

CANARY = "ghp_canarycanarycanary"
FORMS = (CANARY, base64.b64encode(f"x-access-token:{CANARY}".encode()).decode())
DAY = ("--date", "2026-01-23")
EVERYTHING = "."
ECHO = f"Bad: authorization was Bearer {CANARY} and Basic {FORMS[1]}"


class Keyring(KeyringBackend):
    """A keyring in memory; a locked one refuses."""

    priority = 1

    def __init__(self, kept: dict[tuple[str, str], str], *, locked: bool = False) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring has no types
        self.kept, self.locked = kept, locked

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringError("locked")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def server(
    repo: RepoBuilder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, git_arguments: Path
) -> Iterator[GitHubServer]:
    """A private repository, that can be written to as well; no other token around than a test's own."""
    for name in ("GH_TOKEN", "GITHUB_TOKEN", "GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "GH_CONFIG_DIR"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.setattr(host, "SECONDS_BETWEEN_WRITES", None)
    sha = repo.commit("feat: a thing", {"src/a.py": "x = 1\n"})
    with GitHubServer(Publishing(writers={CANARY}).routes) as running:
        running.add("octo/project", repo, private=True)
        running.readers.add(CANARY)
        running.knowledge.pulls.append(KnownPull(7, "A thing of ours", made=sha))
        monkeypatch.setenv("GITHUB_SERVER_URL", running.address)
        monkeypatch.setenv("GITHUB_API_URL", f"{running.address}/api/v3")
        yield running


@pytest.fixture
def git_arguments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file in which every git writes what it was called with, as `ps` shows it."""
    real, seen = shutil.which("git"), tmp_path / "arguments"
    wrapper = tmp_path / "bin" / "git"
    wrapper.parent.mkdir()
    wrapper.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >> "{seen}"\nexec "{real}" "$@"\n')
    wrapper.chmod(0o755)
    monkeypatch.setenv("PATH", f"{wrapper.parent}{os.pathsep}{os.environ['PATH']}")
    return seen


def left_in(done: Outcome, folder: Path, log: str) -> list[str]:
    """Where the canary is although it must not be."""
    said = {"stdout": done.out, "stderr": done.err, "the log": log}
    places = [place for place, text in said.items() if any(form in text for form in FORMS)]
    files = (path for path in folder.rglob("*") if path.is_file() and "octo" not in path.parts)
    return places + [str(path) for path in files if any(form.encode() in path.read_bytes() for form in FORMS)]


COMMANDS = {
    "clone": ("report", "octo/project", *DAY, "-o", "out/"),
    "api": ("report", "octo/project", *DAY, "--api", "-o", "out/"),
    "json": ("report", "octo/project", *DAY, "--format", "json", "-o", "out/"),
    "score": ("score", "octo/project", *DAY),
    "explain": ("explain", "HEAD", "octo/project"),
    "watch": ("watch", "--day", "2026-01-23", "--config", "commitbrief.toml"),
    "publish files": ("publish", "files", "day.md", "--to", "octo/project"),
    "publish issue": ("publish", "issue", "day.md", "--to", "octo/project"),
}
FAILURES = {
    "nothing": None,
    "401": Answer.error(401, ECHO),
    "403": Answer.error(403, ECHO),
    "404": Answer.error(404, ECHO),
    "limit": Answer.error(403, f"API rate limit exceeded: {ECHO}", {"X-RateLimit-Reset": "4000000000"}),
    "422": Answer.error(422, ECHO),
    "500": Answer.error(500, ECHO, {"Retry-After": "0"}),
    "nonsense": Answer(200, ECHO.encode(), {"Content-Type": "application/json"}),
    "cut": Answer(200, ECHO.encode(), {"Content-Type": "application/json"}, cut=20),
}


@pytest.mark.parametrize("failure", FAILURES)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_token_is_left_nowhere(
    server: GitHubServer,
    git_arguments: Path,
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    command: str,
    failure: str,
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("GITHUB_TOKEN", CANARY)
    (tmp_path / "commitbrief.toml").write_text('[[watch]]\nsource = "octo/project"\n')
    (tmp_path / "day.md").write_text(
        '# Day\n\n## octo/project\n\n<!-- commitbrief {"version":"1","rules":"r","model":"m","revisions":["a"],'
        '"options":[["remote-url","https://github.com/octo/project"]]} -->\n'
    )
    answer = FAILURES[failure]
    if answer:
        server.fail(EVERYTHING, answer, times=99)

    verbose = () if command.startswith("publish") else ("--verbose", "--importance", "formula")
    done = run(*COMMANDS[command], *(verbose if command != "explain" else ("--importance", "formula")))

    assert server.requests
    assert {one.token or FORMS[1] in one.headers.get("authorization", "") for one in server.requests} <= {
        CANARY,
        True,
        False,  # git asks without it first
    }
    assert (done.status == 0) is (failure == "nothing"), done.err
    assert left_in(done, tmp_path, caplog.text) == []


def test_the_arguments_of_git_were_looked_at(
    server: GitHubServer, git_arguments: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", CANARY)

    run(*COMMANDS["clone"])

    assert f"{server.address}/octo/project" in git_arguments.read_text("utf8")
    assert CANARY not in git_arguments.read_text("utf8")


def test_tokens_are_taken_in_their_order(
    server: GitHubServer, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each beats those before it: the keyring, gh's file, GITHUB_TOKEN, GH_TOKEN."""
    here = server.address.removeprefix("http://")
    used = []

    def use(token: str) -> None:
        server.readers.add(token)
        assert run("report", "octo/project", *DAY, "--api", "-o", "out/").status == 0
        used.append(server.requests[-1].token == token)

    monkeypatch.setattr(keyring.core, "_keyring_backend", Keyring({("gh:" + here, ""): "of-gh-in-keyring"}))
    use("of-gh-in-keyring")
    keyring.set_password("commitbrief", here, "of-commitbrief")
    use("of-commitbrief")
    (tmp_path / "gh_config_dir").mkdir()
    (tmp_path / "gh_config_dir" / "hosts.yml").write_text(json.dumps({here: {"oauth_token": "of-gh"}}))
    use("of-gh")
    monkeypatch.setenv("GITHUB_TOKEN", "of-github-token")
    use("of-github-token")
    monkeypatch.setenv("GH_TOKEN", "of-gh-token")
    use("of-gh-token")

    assert used == [True] * 5


def test_a_keyring_that_is_locked_has_no_token(
    server: GitHubServer, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring.core, "_keyring_backend", Keyring({}, locked=True))

    done = run("report", "octo/project", *DAY, "-o", "out/")

    assert (done.status, done.err.count("\n")) == (3, 1)
    assert "set GITHUB_TOKEN" in done.err


@pytest.mark.parametrize(
    "text", ["", "- a list", "a: [", "127.0.0.1: a text", "\x00", "127.0.0.1: {oauth_token: 7}"]
)
def test_a_configuration_of_gh_that_is_damaged_has_no_token(
    server: GitHubServer, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(keyring.core, "_keyring_backend", Keyring({}))
    (tmp_path / "gh_config_dir").mkdir()
    (tmp_path / "gh_config_dir" / "hosts.yml").write_text(text)

    done = run("report", "octo/project", *DAY, "-o", "out/")

    assert (done.status, done.err.count("\n")) == (3, 1)


def test_a_token_is_for_its_own_host(server: GitHubServer, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", CANARY)
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://github.com")
    monkeypatch.delenv("GITHUB_API_URL")

    done = run("report", f"{server.address}/octo/project", *DAY, "-o", "out/")

    assert done.status == 3
    assert all("authorization" not in one.headers for one in server.requests)
