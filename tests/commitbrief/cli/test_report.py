"""`commitbrief report` and `score`, from a repository to the text, as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support import RepoBuilder

if TYPE_CHECKING:
    from tests.commitbrief.conftest import Run


def test_a_day_is_written_where_its_date_says(repo: RepoBuilder, run: Run, tmp_path: Path) -> None:
    repo.commit(
        "feat: a thing", {"src/a.py": "def thing():\n    return 1\n"}, date="2026-01-23T10:00:00+00:00"
    )
    repo.commit("fix: of the next day", {"src/a.py": "x = 2\n"}, date="2026-01-24T10:00:00+00:00")

    done = run("report", repo.path, "--date", "2026-01-23", "--output", "reports")

    assert (done.status, done.err) == (0, "")
    assert done.out == "reports/2026/project/2026-01-23.md\n"
    text = (tmp_path / done.out.strip()).read_text("utf8")
    assert "feat: a thing" in text
    assert "of the next day" not in text


def test_in_a_pipe_it_is_markdown_and_no_file_is_written(repo: RepoBuilder, run: Run, tmp_path: Path) -> None:
    repo.commit("feat!: a thing", {"src/a.py": "def thing():\n    return 1\n"})
    before = sorted(tmp_path.iterdir())

    done = run("report", repo.path, "--all", "--no-cache")

    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("# ")
    assert "**SHA**" in done.out
    assert sorted(tmp_path.iterdir()) == before


def test_a_pipe_is_given_the_form_that_was_asked_for(repo: RepoBuilder, run: Run, tmp_path: Path) -> None:
    repo.commit("feat!: a thing", {"src/a.py": "def thing():\n    return 1\n"})

    page = run("report", repo.path, "--all", "--format", "html").out
    entry = run("report", repo.path, "--all", "--layout", "changelog").out

    assert page.startswith("<!doctype html>")
    assert entry.startswith("## ")
    assert not (tmp_path / "reports").exists()


@pytest.mark.parametrize(
    ("locale", "options", "word"),
    [
        ({"LANG": "en_GB.UTF-8"}, (), "Breaking"),
        ({}, (), "Breaking"),
        ({"LANG": "zh_CN.UTF-8"}, (), "不兼容"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, (), "Breaking"),
        ({"LANG": "en_GB.UTF-8"}, ("--lang", "zh"), "不兼容"),
        ({"LANG": "en_GB.UTF-8"}, ("--config", "ours.toml"), "不兼容"),
    ],
)
def test_a_pipe_is_spoken_to_in_the_readers_language_and_verify_knows_which(
    repo: RepoBuilder,
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    locale: dict[str, str],
    options: tuple[str, ...],
    word: str,
) -> None:
    repo.commit("feat!: a thing", {"src/a.py": "def thing():\n    return 1\n"})
    (tmp_path / "ours.toml").write_text('lang = "zh"\n', "utf8")
    for name, value in locale.items():
        monkeypatch.setenv(name, value)

    report = run("report", repo.path, "--all", *options).out
    (tmp_path / "kept.md").write_text(report, "utf8")
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")

    assert word in report
    assert run("verify", "kept.md", repo.path).status == 0


def test_a_file_says_the_same_whatever_the_locale(
    repo: RepoBuilder, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit("feat!: a thing", {"src/a.py": "def thing():\n    return 1\n"})

    for locale in ("en_GB.UTF-8", "zh_CN.UTF-8"):
        monkeypatch.setenv("LANG", locale)
        run("report", repo.path, "--all", "-o", f"{locale}.md")

    assert (tmp_path / "en_GB.UTF-8.md").read_bytes() == (tmp_path / "zh_CN.UTF-8.md").read_bytes()


def test_a_day_without_commits_says_so(repo: RepoBuilder, run: Run) -> None:
    repo.commit("feat: a thing", {"a.py": "x = 1\n"}, date="2026-01-23T10:00:00+00:00")

    done = run("report", repo.path, "--date", "2026-01-20", "--lang", "en", "-o", "-")

    assert done.status == 0
    assert "No commits" in done.out


def test_the_repository_around_the_current_folder(repo: RepoBuilder, run: Run, tmp_path: Path) -> None:
    work = RepoBuilder(tmp_path / "work", bare=False)
    work.commit("feat: a thing", {"deep/down/a.py": "x = 1\n"})
    work.checkout()

    done = run("report", "--all", "-o", "-", cwd=work.path / "deep" / "down")

    assert "feat: a thing" in done.out


def test_the_last_days_end_with_the_newest_commit(repo: RepoBuilder, run: Run) -> None:
    repo.commit("feat: too old", {"a.py": "x = 1\n"}, date="2020-03-01T10:00:00+00:00")
    repo.commit("feat: in time", {"a.py": "x = 2\n"}, date="2020-03-09T10:00:00+00:00")

    done = run("report", repo.path, "--last", "8", "-o", "-")

    assert "feat: in time" in done.out
    assert "feat: too old" not in done.out


def test_score_prints_one_line_of_json_per_commit(repo: RepoBuilder, run: Run) -> None:
    first = repo.commit("docs: a page", {"README.md": "# A page\n"})
    second = repo.commit("feat: a thing", {"src/a.py": "x = 1\n"})

    done = run("score", repo.path, "--all")

    lines = [json.loads(line) for line in done.out.splitlines()]
    assert [line["sha"] for line in lines] == [second, first]
    assert list(lines[0]) == ["repository", "sha", "change_types", "importance", "probabilities"]
    assert lines[0]["change_types"][0] == "feature"
    assert list(lines[0]["probabilities"]) == ["low", "medium", "high"]
    assert sum(lines[0]["probabilities"].values()) == pytest.approx(1, abs=2e-6)  # each is rounded


def test_score_and_report_agree(repo: RepoBuilder, run: Run) -> None:
    repo.commit("chore: a thing", {"src/a.py": "def thing(limit=1):\n    return 1\n"})
    repo.commit("feat: another", {"docs/a.md": "# A\n"})
    repo.commit("fix(core): it", {"src/a.py": "def thing(limit=2):\n    return 2\n"})

    scored = [json.loads(line) for line in run("score", repo.path, "--all").out.splitlines()]
    report = json.loads(run("report", repo.path, "--all", "--format", "json", "-o", "-").out)

    sections = {one["sha"]: one for group in report["groups"] for one in group["commits"]}
    assert len(scored) == len(sections) == 3
    for line in scored:
        section = sections[line["sha"]]
        assert line["change_types"] == [one["type"] for one in section["types"]]
        found = section["importance"]  # a report knows facts, too, and says what the judge said without them
        assert line["importance"] == (found["judged"] or found["level"])
    bounds = {one["subject"]: one["importance"]["bound"] for one in sections.values()}
    assert bounds == {"chore: a thing": None, "feat: another": None, "fix(core): it": "fix"}


def test_a_newcomer_is_named_and_an_old_hand_is_not(repo: RepoBuilder, run: Run) -> None:
    old, new = "Olga Old <olga@example.org>", "Nina New <nina@example.org>"
    repo.commit("feat: before", {"a.py": "x = 1\n"}, author=old, date="2026-01-20T10:00:00+00:00")
    repo.commit("feat: again", {"a.py": "x = 2\n"}, author=old, date="2026-01-23T10:00:00+00:00")
    repo.commit("feat: first", {"a.py": "x = 3\n"}, author=new, date="2026-01-23T11:00:00+00:00")

    done = run("report", repo.path, "--date", "2026-01-23", "--lang", "en", "--format", "json", "-o", "-")

    topics = json.loads(done.out)["closing"]["topics"]
    news = [one for topic in topics for one in topic["news"] if one["key"] == "headline-first-time"]
    words = json.dumps(news)
    assert "Nina New" in words
    assert "Olga Old" not in words


def test_nobody_is_new_where_the_beginning_is_unknown(repo: RepoBuilder, run: Run) -> None:
    repo.commit("feat: first", {"a.py": "x = 3\n"})

    assert "headline-first-time" not in run("report", repo.path, "--all", "--format", "json", "-o", "-").out


def test_a_day_of_bots_is_not_called_empty(repo: RepoBuilder, run: Run) -> None:
    repo.commit("chore(deps): bump a", {"a": "1"}, author="renovate[bot] <bot@renovateapp.com>")
    made = run("report", repo.path, "--all", "--lang", "en").out
    assert "No commits but those of bots." in made
    assert "No commits in this range" not in made
    asked = run("report", repo.path, "--all", "--lang", "en", "--author", "nobody").out
    assert "No commits that match what was asked for." in asked


def test_bots_are_told_by_what_is_known_of_them(repo: RepoBuilder, run: Run) -> None:
    repo.commit("chore: sync", {"a.py": "x = 1\n"}, author="renovate <bot@renovateapp.com>")

    collapsed = json.loads(run("report", repo.path, "--all", "--format", "json", "-o", "-").out)
    shown = json.loads(run("report", repo.path, "--all", "--bots", "show", "--format", "json", "-o", "-").out)

    assert (collapsed["statistics"]["bots"], collapsed["statistics"]["commits"]) == (1, 0)
    assert (shown["statistics"]["bots"], shown["statistics"]["commits"]) == (0, 1)


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_several_sources_give_a_report_each_and_an_index(run: Run, tmp_path: Path, jobs: str) -> None:
    for name in ("one", "two", "three"):
        RepoBuilder(tmp_path / name).commit(f"feat: of {name}", {"a.py": "x = 1\n"})

    day = ("--date", "2026-01-23", "--lang", "en", "-o", "out")
    done = run("report", "one", "two", "three", *day, "--jobs", jobs)

    reports = [f"out/2026/{name}/2026-01-23.md" for name in ("one", "two", "three")]
    assert done.out.splitlines() == [*reports, "out/index.md"]
    assert [f"feat: of {Path(path).parent.name}" in (tmp_path / path).read_text() for path in reports] == [
        True
    ] * 3
    index = (tmp_path / "out" / "index.md").read_text("utf8")
    assert all(path.removeprefix("out/") in index for path in reports)


def test_several_sources_on_standard_output_come_in_their_order(run: Run, tmp_path: Path) -> None:
    for name in ("one", "two"):
        RepoBuilder(tmp_path / name).commit(f"feat: of {name}", {"a.py": "x = 1\n"})

    out = run("report", "two", "one", "--all").out

    assert out.index("feat: of two") < out.index("feat: of one")
    assert not (tmp_path / "reports").exists()


def test_a_patch_on_standard_input(repo: RepoBuilder, run: Run) -> None:
    repo.commit("feat: before", {"a.py": "x = 1\n"})
    repo.commit("fix: the thing", {"a.py": "x = 2\n"})
    patch = repo.git("format-patch", "--stdout", "-1", "main").encode()

    done = run("report", "-", "--lang", "en", "-o", "-", stdin=patch)

    assert done.status == 0
    assert "fix: the thing" in done.out
    assert "feat: before" not in done.out
