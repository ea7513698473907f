"""`commitbrief publish issue`, `comment` and `summary`: found again, cut before headings, harmless elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from commitbrief.publish.pages import comment, length, pages, parts
from tests.support import RepoBuilder
from tests.support.github_server import Answer, GitHubServer
from tests.support.github_server.writing import Publishing

if TYPE_CHECKING:
    from tests.commitbrief.conftest import Run

FOOTER = (
    '<!-- commitbrief {"version":"1","rules":"r","model":"m","revisions":["a"],'
    '"options":[["remote-url","https://github.com/acme/kiln"]]} -->'
)
TO = ("--to", "acme/reports")


def report(*sections: str, day: str = "2026-01-23") -> str:
    contents = "## 📋 Contents\n\n- [acme/kiln](#acmekiln)\n\n"
    return f"# Daily report ({day})\n\n## acme/kiln\n\n{contents}{FOOTER}\n\n" + "".join(
        f"### fix: number {n} (#{n})\n\n{text}\n\n" for n, text in enumerate(sections, 1)
    )


@pytest.fixture
def day(tmp_path: Path) -> Path:
    path = tmp_path / "day.md"
    path.write_text(report("Short.", "See [`x`](#fix)."), "utf8")
    return path


def test_an_issue_is_opened_once(
    reports_server: GitHubServer, publishing: Publishing, run: Run, day: Path
) -> None:
    done = run("publish", "issue", day, *TO)
    before = len(reports_server.writes)
    again = run("publish", "issue", day, *TO)

    assert (done.status, done.out) == (0, f"{reports_server.address}/acme/reports/issues/1\n")
    assert again.err == "unchanged issue #1\nacme/reports: nothing to change\n"
    assert len(reports_server.writes) == before
    (issue,) = publishing.issues
    assert issue["title"] == "acme/kiln: Daily report (2026-01-23)"
    assert "Short." in str(issue["body"])
    assert "Contents" not in str(issue["body"])


def test_another_day_is_another_issue(
    reports_server: GitHubServer, publishing: Publishing, run: Run, day: Path
) -> None:
    run("publish", "issue", day, *TO)
    day.write_text(report("Later.", day="2026-01-24"), "utf8")
    run("publish", "issue", day, *TO)

    assert [one["title"] for one in publishing.issues] == [
        "acme/kiln: Daily report (2026-01-23)",
        "acme/kiln: Daily report (2026-01-24)",
    ]


def test_a_long_report_goes_on_in_comments_and_shrinks_again(
    reports_server: GitHubServer, publishing: Publishing, run: Run, day: Path
) -> None:
    day.write_text(report(*("word " * 6000 for _ in range(5))), "utf8")
    run("publish", "issue", day, *TO)

    shown = [str(publishing.issues[0]["body"]), *(str(one["body"]) for one in publishing.comments[1])]
    assert len(shown) == 3
    assert all(length(one) <= 65_536 for one in shown)
    assert [one.count("### fix: number") for one in shown] == [2, 2, 1]
    assert all(one.split("-->\n")[1].startswith("### fix") for one in shown[1:])

    day.write_text(report("Short."), "utf8")
    done = run("publish", "issue", day, *TO)

    assert done.err == "update issue #1\ndelete page 2\ndelete page 3\n"
    assert publishing.comments[1] == []


def test_a_comment_is_brought_up_to_date_and_a_forged_one_left_alone(
    reports_server: GitHubServer, publishing: Publishing, run: Run, day: Path
) -> None:
    run("publish", "issue", day, *TO)
    forged = {
        "id": 1,
        "body": "<!-- commitbrief:pr 1 -->\nmine",
        "user": {"login": "mallory", "type": "User"},
        "url": "",
    }
    publishing.comments[1] = [forged]

    first = run("publish", "comment", day, "1", "--key", "pr", *TO)
    day.write_text(report("Other commits."), "utf8")
    second = run("publish", "comment", day, "1", "--key", "pr", *TO)

    assert first.err == "create page 1\n"
    assert second.err == "update page 1\n"
    assert publishing.comments[1][0]["body"] == "<!-- commitbrief:pr 1 -->\nmine"
    assert "Other commits." in str(publishing.comments[1][1]["body"])
    assert len(publishing.comments[1]) == 2


def test_a_report_laid_out_as_a_comment_is_one_and_stays_the_same_one(
    reports_server: GitHubServer,
    publishing: Publishing,
    run: Run,
    repo: RepoBuilder,
    tmp_path: Path,
    day: Path,
) -> None:
    run("publish", "issue", day, *TO)
    made = tmp_path / "comment.md"
    for number, title in enumerate(("feat!: ask for a schedule", "fix: ask no more")):
        repo.commit(title, {"kiln.py": f"number = {number}\n"})
        run("report", repo.path, "--range", "main", "--layout", "comment", "--lang", "en", "-o", made)
        run("publish", "comment", made, "1", *TO)

    (body,) = [
        str(one["body"]) for one in publishing.comments[1] if "commitbrief:comment" in str(one["body"])
    ]
    assert "ask no more" in body
    assert "schedule" not in body


def test_an_app_that_cannot_ask_who_it_is(
    reports_server: GitHubServer, publishing: Publishing, run: Run, day: Path
) -> None:
    publishing.app = True
    run("publish", "issue", day, *TO)

    assert run("publish", "comment", day, "1", *TO).err == "create page 1\n"
    assert "unchanged page 1" in run("publish", "comment", day, "1", *TO).err


def test_a_dry_run_writes_nothing(reports_server: GitHubServer, run: Run, day: Path) -> None:
    done = run("publish", "issue", day, "--dry-run", *TO)

    assert done.err == "would create issue 'acme/kiln: Daily report (2026-01-23)'\n"
    assert reports_server.writes == []


def test_what_fails_on_githubs_side_is_not_done_twice(
    reports_server: GitHubServer, publishing: Publishing, run: Run, day: Path
) -> None:
    reports_server.fail("/issues$", Answer.json([]))  # the look for an earlier one
    reports_server.fail("/issues$", Answer.error(502, "Server Error"))

    done = run("publish", "issue", day, *TO)

    assert done.status == 5
    assert "POST /repos/acme/reports/issues" in reports_server.writes
    assert reports_server.writes.count("POST /repos/acme/reports/issues") == 1
    assert publishing.issues == []


def test_without_rights_nothing_is_opened(
    reports_server: GitHubServer, publishing: Publishing, run: Run, day: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "ghp_reader")

    done = run("publish", "issue", day, *TO)

    assert done.status == 5
    assert "the token may not do this" in done.err
    assert publishing.issues == []


def test_a_summary_is_added_once_and_kept_within_its_limit(
    run: Run, day: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "summary"
    path.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(path))

    run("publish", "summary", day)
    once = path.read_text("utf8")
    assert run("publish", "summary", day).err.startswith("unchanged summary of acme/kiln")
    assert path.read_text("utf8") == once
    assert once.startswith("before\n<!-- commitbrief:")

    day.write_text(report(*("字" * 40_000 for _ in range(20))), "utf8")
    run("publish", "summary", day)
    assert len(path.read_bytes()) <= 1 << 20
    assert "12 more sections" in path.read_text("utf8")


def test_no_summary_and_no_report(run: Run, day: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    assert "GITHUB_STEP_SUMMARY is not set" in run("publish", "summary", day).err

    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(day))
    day.write_text("# Notes\n")
    done = run("publish", "summary", day)
    assert (done.status, "is no report of ours" in done.err) == (5, True)


@pytest.mark.parametrize(
    ("text", "elsewhere"),
    [
        ("see #12 and GH-3", "see #\u206012 and GH\u2060-3"),
        ("acme/kiln#12 by @ada", "acme/kiln#\u206012 by @\u2060ada"),
        ("`#12 @ada` stays", "`#12 @ada` stays"),
        ("[x](https://github.com/a/b/pull/1)", "[x](https://redirect.github.com/a/b/pull/1)"),
        ("[x](https://github.com/a/b/blob/c/d#L1)", "[x](https://github.com/a/b/blob/c/d#L1)"),
        ("a list, [`a[0]`](#here) and [b \\] c](#there)", "a list, `a[0]` and b \\] c"),
    ],
)
def test_words_of_another_repository(text: str, elsewhere: str) -> None:
    assert comment(text, at_home=False) == elsewhere


def test_at_home_numbers_mean_what_they_say() -> None:
    assert comment("see #12, [x](#y)", at_home=True) == "see #12, x"


def test_a_table_longer_than_a_page_keeps_its_head() -> None:
    text = "### Commits\n\n| a | b |\n|---|---|\n" + "".join(f"| {n:04} | x |\n" for n in range(300))

    found = pages(text, 1000)

    assert all(length(one) <= 1000 for one in found)
    assert all("| a | b |\n|---|---|\n| 0" in one for one in found)
    assert sum(one.count("| x |") for one in found) == 300


def test_nothing_is_lost_between_pages() -> None:
    text = report("a" * 500, "b\n" * 400, "😀" * 900)

    assert "".join(parts(text)) == text
    assert "".join(pages(text, 600)).rstrip() == text.rstrip()
    assert all(length(one) <= 600 for one in pages(text, 600))
