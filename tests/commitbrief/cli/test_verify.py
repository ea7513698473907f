"""`commitbrief verify`: a report is made again from its footer alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support import RepoBuilder

if TYPE_CHECKING:
    from tests.commitbrief.conftest import Run

WAYS = (
    ("--date", "2026-01-23", "--tz", "Asia/Shanghai"),
    ("--since", "2026-01-20", "--until", "2026-01-24"),
    ("--range", "v1..HEAD"),
    ("--range", "HEAD...side"),
    ("--range", "v1"),
    ("--since-last-tag",),
    ("--last", "3"),
    ("--all", "--lang", "en", "--bots", "show", "--exclude", "*.md", "--first-parent"),
    ("--all", "--type", "fix", "--type", "feature", "--level", "medium", "--author", "ada*"),
    ("--all", "--format", "json"),
    ("--all", "--format", "html"),
    ("--range", "v1..HEAD", "--layout", "changelog"),
    ("--all", "--remote-url", "https://user:secret@github.com/owner/name.git"),
)


@pytest.fixture
def project(repo: RepoBuilder) -> RepoBuilder:
    repo.commit("feat: a thing", {"src/a.py": "def thing():\n    return 1\n"})
    repo.tag("v1")
    side = repo.commit("docs: aside", {"docs/b.md": "# B\n"}, branch="side", parents=[repo.sha("main")])
    repo.commit("fix: the thing", {"src/a.py": "def thing():\n    return 2\n"})
    repo.merge("Merge branch 'side'", [side])
    return repo


@pytest.mark.parametrize("options", WAYS, ids=" ".join)
def test_a_report_can_be_made_again_when_the_repository_has_moved_on(
    project: RepoBuilder, run: Run, tmp_path: Path, options: tuple[str, ...]
) -> None:
    report = tmp_path / "report.txt"
    assert run("report", project.path, *options, "-o", report).status == 0
    project.commit("feat: later on the same day", {"src/c.py": "y = 1\n"})
    project.tag("v2")
    project.git("tag", "-d", "v1")
    project.branch("side", "main")

    done = run("verify", report, project.path)

    assert (done.status, done.out) == (0, f"{report}: the same, byte for byte\n")


def test_the_first_difference_is_shown(project: RepoBuilder, run: Run, tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    run("report", project.path, "--all", "-o", report)
    report.write_text(report.read_text("utf8").replace("fix: the thing", "fix: THE THING", 1), "utf8")

    done = run("verify", report, project.path)

    assert done.status == 1
    assert "THE THING" in done.out
    assert "fix: the thing" in done.out


def test_other_rules_are_named_as_the_reason(project: RepoBuilder, run: Run, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "empty.toml").write_text("# no rule\n")
    report = tmp_path / "report.md"
    run("report", project.path, "--all", "--rules", own, "-o", report)

    assert run("verify", report, project.path, "--rules", own).status == 0
    done = run("verify", report, project.path)

    assert done.status == 1
    assert "made with rules" in done.out


def test_a_password_in_a_remote_never_reaches_a_report(project: RepoBuilder, run: Run) -> None:
    done = run("report", project.path, "--all", "--remote-url", "https://me:secret@github.com/o/n", "-o", "-")

    assert "https://github.com/o/n" in done.out
    assert "secret" not in done.out


def test_a_file_that_is_no_report_is_refused(project: RepoBuilder, run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("# Notes\n")

    done = run("verify", tmp_path / "notes.md", project.path)

    assert done.status == 2
    assert "no footer of commitbrief" in done.err


def test_a_footer_with_nonsense_is_refused(project: RepoBuilder, run: Run, tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    run("report", project.path, "--all", "-o", report)
    report.write_text(report.read_text("utf8").replace('["lang","zh"]', '["lang","xx"]'), "utf8")

    done = run("verify", report, project.path)

    assert done.status == 2
    assert "lang" in done.err
    assert done.err.count("\n") == 1


HEAD = "0123456789abcdef0123456789abcdef01234567"
NO_REVISIONS: dict[str, list[str]] = {
    "a NUL": ["a\0b"],
    "half a character": ["\ud800"],
    "400 kB": ["a" * 400_000],
    "only what is left out": ["^HEAD"],
    "only ids that are left out": [f"^{HEAD}"],
    "an option": ["--all"],
    "a line feed": [f"{HEAD}\n"],
    "thousands": [HEAD] * 5000,
    "nothing": [""],
}


@pytest.mark.parametrize("name", NO_REVISIONS)
@pytest.mark.parametrize(
    "way", [("--all",), ("--date", "2026-01-23"), ("--range", "v1..HEAD"), ("--since-last-tag",)]
)
def test_revisions_that_no_report_has_are_a_damaged_footer(
    project: RepoBuilder, run: Run, tmp_path: Path, name: str, way: tuple[str, ...]
) -> None:
    report = tmp_path / "report.json"
    run("report", project.path, *way, "--format", "json", "-o", report)
    made = json.loads(report.read_text("utf8"))
    made["provenance"]["revisions"] = NO_REVISIONS[name]
    report.write_text(json.dumps(made), "utf8")

    done = run("verify", report, project.path)

    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert "footer is damaged: its revisions" in done.err


@pytest.mark.parametrize("expression", ["a\0b..HEAD", "\ud800", "a" * 400_000])
def test_a_range_that_git_cannot_be_asked_for_is_an_unknown_revision(
    project: RepoBuilder, run: Run, tmp_path: Path, expression: str
) -> None:
    report = tmp_path / "report.json"
    run("report", project.path, "--range", "v1..HEAD", "--format", "json", "-o", report)
    made = json.loads(report.read_text("utf8"))
    options = [
        ["range", expression] if name == "range" else [name, value]
        for name, value in made["provenance"]["options"]
    ]
    made["provenance"] |= {"revisions": [], "options": options}
    report.write_text(json.dumps(made), "utf8")

    done = run("verify", report, project.path)

    assert (done.status, done.err.count("\n")) == (3, 1)
    assert "has no revision" in done.err
    assert len(done.err) < 1000
