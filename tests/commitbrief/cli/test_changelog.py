"""`commitbrief report --layout changelog`: an entry that users read, from a repository to the text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support import RepoBuilder

if TYPE_CHECKING:
    from tests.commitbrief.conftest import Run

LOG = ("--layout", "changelog", "-o", "-")


@pytest.fixture
def project(repo: RepoBuilder) -> RepoBuilder:
    repo.commit("docs: begin", {"README.md": "# Kiln\n"})
    repo.tag("v1.0.0")
    repo.commit("feat(kiln): cool slowly (#7)", {"kiln/cool.py": "def cool():\n    return 1\n"})
    repo.commit("fix: count a firing once", {"kiln/fire.py": "fired = 1\n"})
    repo.commit("test: of the cooling", {"tests/test_cool.py": "def test_cool():\n    assert True\n"})
    repo.commit(
        "feat!: ask for a schedule\n\nBREAKING CHANGE: `fire` wants a schedule; pass `Schedule.default()`.\n",
        {"kiln/fire.py": "def fire(schedule):\n    return schedule\n"},
        date="2026-01-23T10:00:00+00:00",
    )
    repo.tag("v1.1.0")
    return repo


def headings(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("#")]


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", ["## v1.1.0 (2026-01-23)", "### Breaking", "### New", "### Fixed"]),
        ("zh", ["## v1.1.0 (2026-01-23)", "### 不兼容变更", "### 新增", "### 修复"]),
    ],
)
def test_breaks_come_first_and_then_the_types(
    project: RepoBuilder, run: Run, lang: str, expected: list[str]
) -> None:
    done = run("report", project.path, "v1.0.0..v1.1.0", "--lang", lang, *LOG)

    assert (done.status, done.err) == (0, "")
    assert headings(done.out) == expected


def test_lines_are_the_authors_words(project: RepoBuilder, run: Run) -> None:
    done = run("report", project.path, "v1.0.0..v1.1.0", "--lang", "en", *LOG)

    assert "- **kiln**: cool slowly (#7)\n" in done.out
    assert "- count a firing once (`" in done.out
    assert "- ask for a schedule (`" in done.out
    assert "wants a schedule; pass" in done.out


def test_what_users_do_not_see_is_counted(project: RepoBuilder, run: Run) -> None:
    done = run("report", project.path, "v1.0.0..v1.1.0", "--lang", "en", *LOG)

    assert "of the cooling" not in done.out
    assert done.out.endswith("Not listed: Tests 1.\n")


def test_what_users_were_told_stands_for_the_commit(project: RepoBuilder, run: Run) -> None:
    project.commit(
        "fix: lid race (#9)",
        {
            "kiln/lid.py": "lid = 1\n",
            "changes/9.bugfix.rst": "The lid no longer opens while the kiln is hot.\n",
        },
    )

    done = run("report", project.path, "v1.1.0..HEAD", "--lang", "en", *LOG)

    assert "- The lid no longer opens while the kiln is hot. (#9)\n" in done.out


def test_what_breaks_only_what_is_as_new_is_no_break_for_users(project: RepoBuilder, run: Run) -> None:
    pool = "export function pool(size: number) {\n  return size;\n}\n"
    project.commit("feat: a pool", {"src/pool.ts": pool})
    project.commit(
        "refactor: another way", {"src/pool.ts": "export function lake(): number {\n  return 1;\n}\n"}
    )

    within = run("report", project.path, "v1.1.0..", "--lang", "en", *LOG)
    later = run("report", project.path, "HEAD~1..", "--lang", "en", *LOG)

    assert "### Breaking" not in within.out
    assert "### Breaking\n\n- another way" in later.out


def test_what_was_taken_back_is_not_told(project: RepoBuilder, run: Run) -> None:
    sha = project.commit("feat: a second door", {"kiln/door.py": "door = 2\n"})
    project.commit(f'Revert "feat: a second door"\n\nThis reverts commit {sha}.\n', {"kiln/door.py": ""})

    done = run("report", project.path, "v1.1.0..", "--lang", "en", *LOG)

    assert headings(done.out) == ["## Unreleased"]
    assert "Nothing that users see." in done.out
    assert "Not listed: 2 added and taken back." in done.out


def test_a_changelog_that_is_there_keeps_everything_else(
    project: RepoBuilder, run: Run, tmp_path: Path
) -> None:
    kept = tmp_path / "CHANGELOG.md"
    kept.write_text("# Changelog\n\n## v1.0.0 (2026-01-05)\n\n- the first\n", "utf8")

    for _ in range(2):
        assert run("report", project.path, "v1.0.0..v1.1.0", "--layout", "changelog", "-o", kept).status == 0

    text = kept.read_text("utf8")
    assert headings(text)[:2] == ["# Changelog", "## v1.1.0 (2026-01-23)"]
    assert text.endswith("## v1.0.0 (2026-01-05)\n\n- the first\n")
    assert text.count("## v1.1.0") == 1
    assert "<!--" not in text


def test_the_report_of_the_same_commits_is_another_file(project: RepoBuilder, run: Run) -> None:
    names = {
        run("report", project.path, "v1.0.0..v1.1.0", *options).out
        for options in ((), ("--layout", "changelog"))
    }

    assert len(names) == 2


def test_there_is_no_such_layout_in_json(project: RepoBuilder, run: Run) -> None:
    done = run("report", project.path, "--all", "--format", "json", *LOG)

    assert done.status == 2
    assert done.err == "commitbrief: --layout changelog is Markdown: there is no json of it\n"
