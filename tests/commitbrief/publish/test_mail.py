"""`commitbrief publish mail`: a file that mail programs open."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support import RepoBuilder

if TYPE_CHECKING:
    from tests.commitbrief.conftest import Run


@pytest.fixture
def report(repo: RepoBuilder, run: Run, tmp_path: Path) -> Path:
    repo.commit(
        "feat!: ask for <b>a schedule</b> 排期",
        {"src/a.py": "x = 1\n"},
        date="2026-01-23T10:00:00+08:00",
    )
    run("report", repo.path, "--all", "--format", "json", "-o", "r.json")
    return tmp_path / "r.json"


def opened(path: Path) -> EmailMessage:
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_it_has_text_and_html_and_the_date_of_the_commits(run: Run, report: Path, tmp_path: Path) -> None:
    done = run(
        "publish",
        "mail",
        report,
        "day.eml",
        "--sender",
        "Kiln <kiln@example.org>",
        "--receiver",
        "a@example.org",
    )

    message = opened(tmp_path / "day.eml")
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert (done.status, done.out) == (0, "day.eml\n")
    assert message.defects == []
    assert message["Subject"].startswith("project: ")
    assert message["Date"] == "Fri, 23 Jan 2026 10:00:00 +0800"
    assert message["From"] == "Kiln <kiln@example.org>"
    assert text is not None
    assert html is not None
    assert "ask for <b>a schedule</b> 排期" in text.get_content()
    assert "ask for &lt;b&gt;a schedule&lt;/b&gt; 排期" in html.get_content()


def test_the_same_report_is_the_same_mail_and_fits_any_server(run: Run, report: Path, tmp_path: Path) -> None:
    for name in ("a.eml", "b.eml"):
        run("publish", "mail", report, name)

    content = (tmp_path / "a.eml").read_bytes()
    assert content == (tmp_path / "b.eml").read_bytes()
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 998  # RFC 5322
    assert not any(b"\n" in line for line in lines)
    assert content.isascii()


@pytest.mark.parametrize("address", ["nobody", "a@example.org\r\nBcc: b@example.org", "a@", "@example.org"])
def test_what_is_no_address_is_refused(run: Run, report: Path, tmp_path: Path, address: str) -> None:
    done = run("publish", "mail", report, "day.eml", "--receiver", address)

    assert done.status == 5
    assert "address" in done.err
    assert not (tmp_path / "day.eml").exists()
