"""Ways of saying which commits are meant, and what the report is called then."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.shell_completion import ShellComplete

from commitbrief.cli.group import cli
from tests.support import RepoBuilder

if TYPE_CHECKING:
    from tests.commitbrief.conftest import Run


@pytest.fixture
def released(repo: RepoBuilder) -> RepoBuilder:
    """Three commits, weeks apart; the first is v1 and v1-rc1, the second v2."""
    repo.commit("feat: of one", {"a.py": "x = 1\n"}, date="2020-03-01T10:00:00+00:00")
    repo.tag("v1-rc1")
    repo.tag("v1")
    repo.commit("feat: of two", {"a.py": "x = 2\n"}, date="2020-03-08T10:00:00+00:00")
    repo.tag("v2", message="two")
    repo.commit("feat: of three", {"a.py": "x = 3\n"}, date="2020-03-20T10:00:00+00:00")
    return repo


def test_since_the_last_tag_is_called_by_the_tag(released: RepoBuilder, run: Run, tmp_path: Path) -> None:
    done = run("report", released.path, "--since-last-tag", "--lang", "en", "-o", "reports")

    assert done.out == "reports/2020/project/v2..HEAD.md\n"
    text = (tmp_path / done.out.strip()).read_text("utf8")
    assert text.startswith("# Update report (v2..HEAD)")
    assert "of three" in text
    assert "of two" not in text


def test_of_two_tags_on_a_commit_the_final_version_counts(released: RepoBuilder, run: Run) -> None:
    released.git("tag", "-d", "v2")

    done = run("report", released.path, "--since-last-tag", "-o", "reports")

    assert done.out == "reports/2020/project/v1..HEAD.md\n"


def test_without_a_tag_it_is_the_whole_history(repo: RepoBuilder, run: Run, tmp_path: Path) -> None:
    repo.commit("feat: alone", {"a.py": "x = 1\n"})

    done = run("report", repo.path, "--since-last-tag", "--lang", "en", "-o", "reports")

    assert done.out == "reports/2026/project/HEAD.md\n"
    assert "alone" in (tmp_path / done.out.strip()).read_text("utf8")


@pytest.mark.parametrize(
    ("given", "called"), [("..v2", "HEAD..v2"), ("v1..", "v1.."), ("v1...v2", "v1...v2")]
)
def test_no_report_is_a_hidden_file(released: RepoBuilder, run: Run, given: str, called: str) -> None:
    done = run("report", released.path, "--range", given, "-o", "reports")

    assert done.status == 0
    assert Path(done.out.strip()).name == f"{called}.md"


@pytest.mark.parametrize("way", [("project", "v1..v2"), ("v1..v2", "project")])
def test_a_range_needs_no_option(
    released: RepoBuilder, run: Run, tmp_path: Path, way: tuple[str, ...]
) -> None:
    sources = [released.path if part == "project" else part for part in way]

    done = run("report", *sources, "-o", "-")

    assert "of two" in done.out
    assert "of one" not in done.out
    assert "of three" not in done.out
    assert len(run("score", *sources).out.splitlines()) == 1


def test_a_file_of_that_name_is_a_file(released: RepoBuilder, run: Run, tmp_path: Path) -> None:
    patch = released.git("format-patch", "-1", "--stdout", "main")
    (tmp_path / "v1..v2").write_text(patch, "utf8")

    assert "of three" in run("report", "v1..v2", "-o", "-").out


@pytest.mark.parametrize("path", ["../elsewhere", "deep/../elsewhere", ".."])
def test_a_path_is_no_range(run: Run, tmp_path: Path, path: str) -> None:
    folder = tmp_path / "here"
    folder.mkdir()

    done = run("report", path, cwd=folder)

    assert done.status != 0
    assert "revision" not in done.err


def test_two_ranges_are_refused(released: RepoBuilder, run: Run) -> None:
    for more in (("v2..HEAD",), ("--range", "v2..HEAD"), ("--last", "2w")):
        done = run("report", released.path, "v1..v2", *more)

        assert done.status == 2
        assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("span", "subjects"),
    [
        ("12d", {"three"}),
        ("13d", {"two", "three"}),
        ("13", {"two", "three"}),
        ("3w", {"one", "two", "three"}),
    ],
)
def test_spans_of_days_and_weeks(released: RepoBuilder, run: Run, span: str, subjects: set[str]) -> None:
    done = run("report", released.path, "--last", span, "-o", "-")

    assert {one for one in ("one", "two", "three") if f"of {one}" in done.out} == subjects


@pytest.mark.parametrize("span", ["0", "-1", "2m", "soon", "99999", "99999w", "0w"])
def test_what_is_no_span_is_said_in_one_line(released: RepoBuilder, run: Run, span: str) -> None:
    done = run("report", released.path, f"--last={span}")

    assert done.status == 2
    assert "write 7, 3d or 2w" in done.err
    assert done.err.count("\n") == 1


def test_types_as_people_write_them(released: RepoBuilder, run: Run) -> None:
    released.commit("fix: of four", {"a.py": "x = 4\n"})

    short = run("report", released.path, "--all", "--type", "feat", "--format", "json", "-o", "-")
    full = run("report", released.path, "--all", "--type", "feature", "--format", "json", "-o", "-")

    assert short.status == 0
    assert short.out == full.out
    assert run("report", released.path, "--type", "feet").status == 2


def test_a_report_of_one_commit_has_one_commit(released: RepoBuilder, run: Run) -> None:
    done = run("report", released.path, "v1..v2", "--verbose", "-o", "-")

    assert ", 1 commit, " in done.err


def test_no_past_day_is_called_today(released: RepoBuilder, run: Run) -> None:
    for language in ("en", "zh"):
        for day in ("2020-03-08", "2020-03-09"):
            said = run("report", released.path, "--date", day, "--lang", language, "-o", "-").out.casefold()

            assert "today" not in said
            assert "今日" not in said


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("commitbrief report --range v1", ["v1.0", "v1.1"]),
        ("commitbrief report --range v1.0..v", ["v1.0..v1.0", "v1.0..v1.1"]),
        ("commitbrief report --range m", ["main"]),
        ("commitbrief report v1.0..v", ["v1.0..v1.0", "v1.0..v1.1", "v1.0..v"]),  # the last is for files
        ("commitbrief explain v1", ["v1.0", "v1.1"]),
        ("commitbrief report --tz Asia/Shang", ["Asia/Shanghai"]),
        ("commitbrief report --allow brea", ["breaking"]),
        ("commitbrief report --allow flag-g", ["flag-gone"]),
    ],
)
def test_tags_branches_zones_and_rules_are_completed(
    repo: RepoBuilder, monkeypatch: pytest.MonkeyPatch, words: str, found: list[str]
) -> None:
    repo.commit("feat: a thing", {"a.py": "x = 1\n"})
    repo.tag("v1.0")
    repo.tag("v1.1")
    monkeypatch.chdir(repo.path)
    *before, last = words.split()[1:]

    completed = ShellComplete(cli, {}, "commitbrief", "_COMMITBRIEF_COMPLETE").get_completions(before, last)

    assert [one.value for one in completed] == found
