"""`commitbrief publish chat`: one message per report, and the webhook's address nowhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.support import RepoBuilder
from tests.support.github_server import Answer, GitHubServer, Request, Route

if TYPE_CHECKING:
    from tests.commitbrief.conftest import Run

SECRET = "T0-very-secret"
SIGNED = "l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8="


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GitHubServer]:
    def hook(server: GitHubServer, request: Request) -> Answer:
        return Answer.json({"code": 0})

    with GitHubServer([Route("POST", "/hook/{secret}", hook)]) as server:
        monkeypatch.setenv("COMMITBRIEF_WEBHOOK", f"{server.address}/hook/{SECRET}")
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
        yield server


@pytest.fixture
def report(repo: RepoBuilder, run: Run, tmp_path: Path) -> Path:
    repo.commit("feat!: ask for a schedule", {"src/a.py": "x = 1\n"})
    run("report", repo.path, "--all", "--format", "json", "-o", "r.json")
    return tmp_path / "r.json"


@pytest.mark.parametrize("service", ["slack", "feishu", "discord", "teams"])
def test_a_message_is_posted_once(server: GitHubServer, run: Run, report: Path, service: str) -> None:
    tried = run("publish", "chat", service, report, "--dry-run")
    assert server.requests == []

    first = run("publish", "chat", service, report)
    again = run("publish", "chat", service, report)

    assert tried.err == f"would {first.err}"
    assert first.err.startswith(f"create message on {service}: project: ")
    assert again.err.startswith(f"unchanged message on {service}: ")
    (request,) = server.requests
    assert "含不兼容变更" in json.dumps(request.json(), ensure_ascii=False)
    assert SECRET not in first.err + first.out


def test_slack_gets_text_and_no_markup(server: GitHubServer, run: Run, report: Path) -> None:
    report.write_text(report.read_text("utf8").replace('"name": "project"', '"name": "<!channel>"'), "utf8")
    run("publish", "chat", "slack", report)

    assert str(server.requests[0].json()["text"]).startswith("&lt;!channel&gt;: ")


@pytest.mark.parametrize(
    ("service", "answer"),
    [
        ("slack", Answer(404, b"no_service")),
        ("slack", Answer(302, b"", {"Location": "http://127.0.0.1:1/"})),
        ("feishu", Answer.json({"code": 19024, "msg": "Key Words Not Found"})),
        ("feishu", Answer(200, b"[]")),
    ],
)
def test_a_refusal_is_told_without_the_address(
    server: GitHubServer, run: Run, report: Path, service: str, answer: Answer
) -> None:
    server.fail("/hook/", answer)

    done = run("publish", "chat", service, report)

    assert done.status == 5
    assert "refused the message" in done.err
    assert SECRET not in done.err
    assert run("publish", "chat", service, report).status == 0


def test_what_cannot_be_posted(
    server: GitHubServer, run: Run, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report.write_text("# A report\n")
    assert "write it with --format json" in run("publish", "chat", "slack", report).err
    monkeypatch.setenv("COMMITBRIEF_WEBHOOK", f"http://chat.example.org/{SECRET}")
    refused = run("publish", "chat", "slack", report)
    assert (refused.status, SECRET in refused.err) == (5, False)
    monkeypatch.delenv("COMMITBRIEF_WEBHOOK")
    assert "set COMMITBRIEF_WEBHOOK" in run("publish", "chat", "slack", report).err


def test_a_feishu_robot_that_checks_signatures_gets_one(
    server: GitHubServer, run: Run, report: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("COMMITBRIEF_WEBHOOK_SECRET", "demo")
    monkeypatch.setattr("time.time", lambda: 1_599_360_473.9)

    first = run("publish", "chat", "feishu", report)
    monkeypatch.setattr("time.time", lambda: 1_599_999_999.0)
    again = run("publish", "chat", "feishu", report)

    (request,) = server.requests
    said = request.json()
    assert said["timestamp"] == "1599360473"
    # openssl dgst -sha256 -hmac $'1599360473\ndemo' -binary < /dev/null | base64
    assert said["sign"] == SIGNED
    assert "unchanged" in again.err
    assert "demo" not in first.err + first.out
    assert all(b"demo" not in path.read_bytes() for path in (tmp_path / "state").rglob("*") if path.is_file())


def test_only_feishu_is_signed(
    server: GitHubServer, run: Run, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("publish", "chat", "feishu", report)
    assert "sign" not in server.requests[0].json()
    monkeypatch.setenv("COMMITBRIEF_WEBHOOK_SECRET", "demo")

    done = run("publish", "chat", "slack", report)

    assert done.status == 5
    assert "only Feishu checks signatures" in done.err


def test_discord_is_told_within_its_limits_and_calls_nobody(
    server: GitHubServer, run: Run, repo: RepoBuilder, tmp_path: Path
) -> None:
    for number in range(40):
        repo.commit(
            f"feat!: @everyone **{number}** <@1> " + "\U0001f525 words " * 30, {f"src/{number}.py": "x = 1\n"}
        )
    run("report", repo.path, "--all", "--format", "json", "-o", "r.json")
    server.fail("/hook/", Answer(204, b""))

    done = run("publish", "chat", "discord", tmp_path / "r.json")

    said: Any = server.requests[0].json()
    (embed,) = said["embeds"]
    assert done.status == 0
    assert said["allowed_mentions"] == {"parse": []}
    assert len(embed["title"]) <= 256
    assert len(embed["description"].encode("utf-16-le")) // 2 <= 4096
    assert "**" not in embed["description"]
    assert "@everyone" not in embed["description"].replace("\\@", "")


def test_teams_gets_a_card_of_plain_runs(server: GitHubServer, run: Run, report: Path) -> None:
    server.fail("/hook/", Answer(202, b""))

    assert run("publish", "chat", "teams", report).status == 0

    said: Any = server.requests[0].json()
    (attachment,) = said["attachments"]
    assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
    kinds = {block["type"] for block in attachment["content"]["body"]}
    assert kinds == {"RichTextBlock"}
    assert len(json.dumps(attachment).encode()) <= 28_000
