"""Repositories that are watched: each with its own settings, each day once, none spoiling another."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support import RepoBuilder

if TYPE_CHECKING:
    from tests.commitbrief.conftest import Run


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two repositories, `one` and `two`, and a list that watches them, named in the environment."""
    monkeypatch.setenv("COMMITBRIEF_CONFIG", str(tmp_path / "commitbrief.toml"))
    for name in ("one", "two"):
        repo = RepoBuilder(tmp_path / name)
        repo.commit(f"feat: begin {name}", {"src/a.py": "a = 1\n"}, date="2026-01-20T10:00:00+00:00")
        repo.commit(f"fix: late in {name}", {"docs/b.md": "b\n"}, date="2026-01-22T20:00:00+00:00")
    watch(tmp_path, '[[watch]]\nsource = "one"\n', '[[watch]]\nsource = "two"\nlang = "en"\n')
    return tmp_path


def watch(folder: Path, *entries: str) -> None:
    (folder / "commitbrief.toml").write_text("\n".join(("jobs = 1\n", *entries)), "utf8")


def report(folder: Path, name: str, day: str) -> Path:
    return folder / "reports" / "2026" / name / f"{day}.md"


def test_each_has_a_report_of_its_own_and_a_line_in_the_index(home: Path, run: Run) -> None:
    done = run("watch", "--day", "2026-01-22")

    assert (done.status, done.err) == (0, "")
    assert "摘要" in report(home, "one", "2026-01-22").read_text("utf8")
    assert "摘要" not in report(home, "two", "2026-01-22").read_text("utf8")
    index = (home / "reports" / "index.md").read_text("utf8")
    assert "2026/one/2026-01-22.md" in index
    assert "2026/two/2026-01-22.md" in index


def test_each_has_its_own_zone_and_paths(home: Path, run: Run) -> None:
    watch(
        home,
        '[[watch]]\nsource = "one"\ntz = "Asia/Shanghai"\n',
        '[[watch]]\nsource = "two"\ninclude = ["src/"]\n',
    )

    run("watch", "--day", "2026-01-23")
    run("watch", "--day", "2026-01-22", "--catch-up", "0")

    assert "late in one" in report(home, "one", "2026-01-23").read_text("utf8")
    assert "late in two" not in report(home, "two", "2026-01-22").read_text("utf8")


def test_the_command_line_comes_before_an_entry_and_an_entry_before_the_rest(home: Path, run: Run) -> None:
    (home / "commitbrief.toml").write_text(
        'lang = "en"\nexclude = ["docs/"]\n[[watch]]\nsource = "one"\n'
        '[[watch]]\nsource = "two"\nlang = "zh"\nexclude = []\n',
        "utf8",
    )

    def words(*options: str) -> tuple[bool, bool, bool]:
        assert run("watch", "--day", "2026-01-22", *options).status == 0
        one, two = (report(home, name, "2026-01-22").read_text("utf8") for name in ("one", "two"))
        return "重要" in one, "重要" in two, "late in two" in two

    assert words() == (False, True, True)
    assert words("--lang", "zh")[1] is True
    assert words("--lang", "en", "--exclude", "docs/") == (False, False, False)


def test_each_has_its_own_rules(home: Path, run: Run) -> None:
    (home / "mine").mkdir()
    (home / "mine" / "late.toml").write_text(
        '[[type]]\nid = "late"\ntype = "security"\nweight = 99\nreason = "Ours, for this one."\n'
        'when = { words = ["late"] }\nexamples = [{ message = "late" }]\nnear_misses = [{ message = "later" }]\n'
    )
    watch(home, '[[watch]]\nsource = "one"\n', '[[watch]]\nsource = "two"\nrules = ["mine"]\n')

    assert run("watch", "--day", "2026-01-22").status == 0
    assert "安全" not in report(home, "one", "2026-01-22").read_text("utf8").partition("变更类型")[2][:9]
    assert "安全" in report(home, "two", "2026-01-22").read_text("utf8").partition("变更类型")[2][:9]


def test_rules_that_are_wrong_are_told_before_anything_is_written(home: Path, run: Run) -> None:
    (home / "mine").mkdir()
    (home / "mine" / "late.toml").write_text('[[type]]\nid = "late"\n')
    watch(home, '[[watch]]\nsource = "one"\n', '[[watch]]\nsource = "two"\nrules = ["mine"]\n')

    done = run("watch", "--day", "2026-01-22")

    assert (done.status, done.out) == (2, "")
    assert "late.toml" in done.err
    assert not (home / "reports").exists()


def test_a_day_without_commits_says_so(home: Path, run: Run) -> None:
    run("watch", "--day", "2026-01-21")

    assert "无提交" in (home / "reports" / "index.md").read_text("utf8")
    assert report(home, "one", "2026-01-21").is_file()


def test_days_that_were_missed_are_made_up_for(home: Path, run: Run) -> None:
    run("watch", "--day", "2026-01-20")
    run("watch", "--day", "2026-01-23")

    for day in ("2026-01-20", "2026-01-21", "2026-01-22", "2026-01-23"):
        assert report(home, "one", day).is_file()
    assert not report(home, "one", "2026-01-19").exists()
    index = (home / "reports" / "index.md").read_text("utf8")
    assert index.index("2026-01-23") < index.index("2026-01-20")


def test_no_more_days_are_made_up_for_than_asked(home: Path, run: Run) -> None:
    run("watch", "--day", "2026-01-20")
    done = run("watch", "--day", "2026-01-23", "--catch-up", "1")

    assert report(home, "one", "2026-01-22").is_file()
    assert not report(home, "one", "2026-01-21").exists()
    assert "one: 1 day since 2026-01-21 without a report: --catch-up 2 makes up for them" in done.err
    assert run("watch", "--day", "2026-01-23", "--catch-up", "2").err == ""


def test_a_night_that_failed_is_named_and_made_up_for(home: Path, run: Run) -> None:
    run("watch", "--day", "2026-01-21")
    (home / "two").rename(home / "elsewhere")

    failed = run("watch", "--day", "2026-01-22")
    index = (home / "reports" / "index.md").read_text("utf8")
    (home / "elsewhere").rename(home / "two")
    mended = run("watch", "--day", "2026-01-23")

    assert failed.status == 4
    assert "two is no folder" in failed.err
    assert "two is no folder" in index
    assert report(home, "one", "2026-01-22").is_file()
    assert mended.status == 0
    assert report(home, "two", "2026-01-22").is_file()
    assert "two is no folder" not in (home / "reports" / "index.md").read_text("utf8")


def test_running_twice_changes_nothing(home: Path, run: Run) -> None:
    run("watch", "--day", "2026-01-22")
    before = {path: path.read_bytes() for path in (home / "reports").rglob("*") if path.is_file()}
    run("watch", "--day", "2026-01-22")

    assert {path: path.read_bytes() for path in (home / "reports").rglob("*") if path.is_file()} == before


def test_the_same_repository_twice_needs_folders(home: Path, run: Run) -> None:
    twice = '[[watch]]\nsource = "one"\n'
    watch(home, twice, twice)
    refused = run("watch", "--day", "2026-01-22")
    watch(home, twice, f'{twice}folder = "english"\nlang = "en"\n')
    done = run("watch", "--day", "2026-01-22")

    assert refused.status == 2
    assert "one is watched twice" in refused.err
    assert done.status == 0
    assert (home / "reports" / "english" / "2026" / "one" / "2026-01-22.md").is_file()
    assert "english/2026/one/2026-01-22.md" in (home / "reports" / "index.md").read_text("utf8")


def test_another_repository_of_the_same_name_needs_a_folder(home: Path, run: Run) -> None:
    other = RepoBuilder(home / "else" / "one")
    other.commit("feat: elsewhere", {"a.py": "a = 1\n"}, date="2026-01-22T20:00:00+00:00")
    entries = '[[watch]]\nsource = "one"\n', '[[watch]]\nsource = "else/one"\n'
    watch(home, *entries)
    refused = run("watch", "--day", "2026-01-22")
    kept = report(home, "one", "2026-01-22").read_text("utf8")
    watch(home, entries[0], f'{entries[1]}folder = "else"\n')
    done = run("watch", "--day", "2026-01-22")

    assert refused.status == 4
    assert "give it a folder of its own" in refused.err
    assert "feat: elsewhere" not in kept
    assert (done.status, done.err) == (0, "")
    apart = home / "reports" / "else" / "2026" / "one" / "2026-01-22.md"
    assert "feat: elsewhere" in apart.read_text("utf8")


MISTAKES = {
    "nothing is watched": ("", "nothing is watched"),
    "an unknown key": (
        '[[watch]]\nsource = "one"\n[[watch]]\nsource = "two"\nlangs = "en"\n',
        "[[watch]] 2: unknown key 'langs': did you mean 'lang'?",
    ),
    "no source": ('[[watch]]\nlang = "en"\n', "[[watch]] 1: source: Field required"),
    "one bracket": ('[watch]\nsource = "one"\n', "in two brackets"),
    "a zone that is none": ('[[watch]]\nsource = "one"\ntz = "Mars"\n', "no IANA time zone"),
    "a folder outside": ('[[watch]]\nsource = "one"\nfolder = "../x"\n', "no folder in"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_one_line(home: Path, run: Run, mistake: str) -> None:
    text, words = MISTAKES[mistake]
    watch(home, text)

    done = run("watch", "--day", "2026-01-22")

    assert (done.status, done.err.count("\n")) == (2, 1)
    assert words in done.err


def test_a_damaged_record_is_named(home: Path, run: Run) -> None:
    run("watch", "--day", "2026-01-22")
    record = home / "reports" / "index.json"
    record.write_text(json.dumps({"reports": [{}]}))

    done = run("watch", "--day", "2026-01-22")

    assert done.status == 2
    assert "index.json is damaged" in done.err
