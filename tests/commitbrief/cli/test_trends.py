"""`commitbrief trends`: what a store says, in figures that can be counted by hand."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from commitbrief.bulk.scored import Scored
from commitbrief.bulk.store import Maker, Store
from commitbrief.trends.questions import WAYS
from history.releases import Release
from report.sentences import Language
from tests.commitbrief.conftest import ROOT, Outcome, Run
from tests.commitbrief.storing import COMMITS as LISTED
from tests.support import RepoBuilder

NOW = Maker("1", "rules", "model")


def commit(number: int, day: str, author: str, level: str, kind: str, *folders: str, **more: Any) -> Scored:
    moment = datetime.fromisoformat(f"{day}T12:00:00+00:00")
    shares = {"low": (1.0, 0.0, 0.0), "medium": (0.0, 1.0, 0.0), "high": (0.0, 0.0, 1.0)}[level]
    told: dict[str, Any] = {
        "sha": f"{number:040x}",
        "authored": moment,
        "committed": moment,
        "author": author,
        "email": f"{author}@example.org",
        "subject": f"commit {number}",
        "types": (kind,),
        "importance": level,
        "judge": "formula",
        "probabilities": shares,
        "breaking": False,
        "bot": False,
        "reverts": None,
        "merge": False,
        "files": 1,
        "added": 1,
        "removed": 0,
        "folders": folders,
    }
    return Scored(**(told | more))


COMMITS = (
    commit(1, "2026-01-05", "Ada", "high", "feature", "src/core"),
    commit(2, "2026-01-06", "Ada", "medium", "fix", "src/core", "docs"),
    commit(3, "2026-01-11", "Ben", "low", "docs", "docs"),  # a Sunday: the week of the 5th
    commit(4, "2026-01-12", "Cai", "high", "feature", "src/api", breaking=True, subject="feat!: \x1b[31mred"),
    commit(5, "2026-02-02", "robot", "low", "deps", "", bot=True),
)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Five commits of `octo/project`, one of them by a program; version 1.0 ships the first three."""
    path = tmp_path / "store.db"
    with Store(path) as opened:
        opened.add(
            "octo/project",
            Maker("0", "older rules", "model"),
            [commit(1, "2026-01-05", "Ada", "low", "other")],
        )
        opened.add("octo/project", NOW, COMMITS)
        moment = datetime(2026, 1, 11, 20, tzinfo=UTC)
        shipped = tuple(one.sha for one in COMMITS[:3])
        opened.note_releases("octo/project", [Release("v1.0", COMMITS[2].sha, moment, shipped)])
        opened.add("octo/other", NOW, [commit(9, "2026-01-07", "Ada", "low", "fix", "lib")])
    return path


def english(run: Run, *arguments: str | Path) -> Outcome:
    return run("trends", *arguments, "--lang", "en")


def told(run: Run, store: Path, *arguments: str) -> list[dict[str, Any]]:
    done = run("trends", *arguments, "--as", "json", "--store", store)
    assert done.status == 0, done.err
    rows = json.loads(done.out)
    assert isinstance(rows, list)
    return rows


def test_importance_over_weeks_counts_each_commit_once_and_no_program(store: Path, run: Run) -> None:
    weeks = told(run, store, "importance", "octo/project", "--by", "week")
    assert [(row["week"], row["high"], row["medium"], row["low"], row["weight"]) for row in weeks] == [
        ("2026-01-05", 1, 1, 1, 1.5),
        ("2026-01-12", 1, 0, 0, 1.0),
    ]


def test_programs_count_when_asked_for(store: Path, run: Run) -> None:
    months = told(run, store, "importance", "octo/project", "--with-bots")
    assert [(row["month"], row["commits"]) for row in months] == [("2026-01", 4), ("2026-02", 1)]


def test_a_second_opinion_counts_when_it_is_asked_for(listed: Path, run: Run) -> None:
    def weights(*judge: str) -> list[float]:
        rows = told(run, listed.parent / "store.db", "importance", "--by", "repository", *judge)
        assert [row["commits"] for row in rows] == [LISTED, LISTED]
        return [row["weight"] for row in rows]

    store = ("--store", listed.parent / "store.db", "--jobs", "1")
    run("bulk", listed, *store)
    first = weights()
    run("bulk", listed, *store, "--importance", "formula")
    assert weights() == first
    assert weights("--importance", "formula") != first


def test_the_questions_in_the_guide_have_answers(store: Path) -> None:
    page = (ROOT / "docs" / "store.md").read_text("utf8").partition("## Questions")[2]
    sql = "\n".join(line[4:] for line in page.splitlines() if line.startswith("    "))
    with closing(sqlite3.connect(store)) as base:
        answers = [base.execute(question).fetchall() for question in sql.split(";") if question.strip()]
    weeks, folders, alone, shipped, who = answers
    assert shipped == [("octo/project", "v1.0", 3, 1)]
    assert weeks == [
        ("2026-01-05", "high", 1),
        ("2026-01-05", "low", 2),
        ("2026-01-05", "medium", 1),
        ("2026-01-12", "high", 1),
        ("2026-02-02", "low", 1),
    ]
    assert sorted(folders) == [("octo/project", "src/api", 1), ("octo/project", "src/core", 1)]
    assert alone == []
    assert ("Ada", "fix", 2) in who


def test_days_and_repositories_are_chosen(store: Path, run: Run) -> None:
    rows = told(
        run, store, "importance", "--by", "repository", "--since", "2026-01-06", "--until", "2026-01-11"
    )
    assert {row["repository"]: row["commits"] for row in rows} == {"octo/project": 2, "octo/other": 1}


def test_types_by_author(store: Path, run: Run) -> None:
    rows = {row["author"]: row for row in told(run, store, "types", "--by", "author")}
    assert (rows["Ada"]["commits"], rows["Ada"]["feature"], rows["Ada"]["fix"]) == (3, 1, 2)
    assert rows["Ben"]["docs"] == 1


def test_hot_folders_come_first(store: Path, run: Run) -> None:
    rows = told(run, store, "hot", "octo/project")
    assert [(row["folder"], row["weight"], row["authors"]) for row in rows] == [
        ("src/core", 1.5, 1),
        ("src/api", 1.0, 1),
        ("docs", 0.5, 2),
    ]
    assert len(told(run, store, "hot", "octo/project", "--limit", "1")) == 1


def test_bus_factor_is_the_fewest_who_made_half(store: Path, run: Run) -> None:
    (row,) = told(run, store, "bus-factor", "octo/project")
    assert (row["factor"], row["authors"], row["most_by"], row["share"]) == (1, 3, "Ada", 0.5)
    (docs,) = [row for row in told(run, store, "bus-factor", "--by", "folder") if row["folder"] == "docs"]
    assert (docs["factor"], docs["commits"]) == (1, 2)


def test_breaks_stand_at_the_release_that_shipped_them(store: Path, run: Run) -> None:
    rows = told(run, store, "breaks", "octo/project")
    assert [(row["release"], row["commits"], row["breaks"]) for row in rows] == [(None, 1, 1)]
    assert rows[0]["declared_by"] == [{"sha": f"{4:040x}", "subject": "feat!: \x1b[31mred"}]


def test_breaks_of_a_time_leave_no_gap_and_those_of_repositories_come_first(store: Path, run: Run) -> None:
    months = told(run, store, "breaks", "--by", "month", "--with-bots")
    repositories = told(run, store, "breaks", "--by", "repository")

    assert [(row["month"], row["breaks"]) for row in months] == [("2026-01", 1), ("2026-02", 0)]
    assert [(row["repository"], row["breaks"]) for row in repositories] == [("octo/project", 1)]


def test_people_and_what_they_do(store: Path, run: Run) -> None:
    rows = told(run, store, "people")
    ada = rows[0]
    assert (ada["author"], ada["first"], ada["last"]) == ("Ada", "2026-01-05", "2026-01-07")
    assert ada["types"] == [{"name": "fix", "commits": 2}, {"name": "feature", "commits": 1}]
    assert ada["folders"][0] == {"name": "src/core", "commits": 2}


def test_weeks_name_the_commits_that_matter_most(store: Path, run: Run) -> None:
    rows = told(run, store, "weeks", "--limit", "1")
    assert rows[0]["week"] == "2026-01-05"
    assert rows[0]["notable"][0] == {"sha": f"{1:040x}", "subject": "commit 1"}


@pytest.mark.parametrize(("trend", "by"), [(trend, by) for trend, ways in WAYS.items() for by in ways])
@pytest.mark.parametrize("shown", ["table", "json", "plot"])
def test_every_question_has_an_answer_in_every_way(
    store: Path, run: Run, trend: str, by: str, shown: str
) -> None:
    for language in Language:
        done = run("trends", trend, "--by", by, "--as", shown, "--lang", language, "--store", store)
        assert (done.status, done.err) == (0, "")
        assert done.out
        assert "⟦" not in done.out


def test_a_table_is_aligned_and_cannot_drive_the_terminal(store: Path, run: Run) -> None:
    shown = english(run, "breaks", "octo/project", "--store", store).out
    assert "\x1b" not in shown
    title, _, head, unreleased, red, *notes = shown.splitlines()
    assert title == "Breaks that commit messages declare, by release"
    ends = head.index("Breaks") + len("Breaks")
    assert unreleased[:ends].rsplit(" ", 1)[1] == "1"
    assert unreleased.startswith("octo/project  not released  ")
    assert red == "    000000000 feat!:  [31mred"
    assert "commitbrief report finds those in the code" in notes[-1]


def test_a_table_speaks_chinese_and_is_aligned(store: Path, run: Run) -> None:
    shown = run("trends", "types", "octo/project", "--by", "author", "--lang", "zh", "--store", store).out
    title, _, head, *rows = shown.splitlines()
    assert title == "变更类型（按作者）"
    assert head.split() == ["作者", "提交数", "功能增强", "文档更新", "Bug", "修复"]
    # in GB 18030 a Chinese character has two bytes, as it takes two places
    assert {len(row) for row in rows} == {len(head.encode("gb18030"))}


def test_a_table_tells_that_it_was_cut(store: Path, run: Run) -> None:
    assert "2 more rows: --limit 0 shows all." in english(run, "people", "--limit", "1", "--store", store).out
    assert "--limit 0" not in english(run, "people", "--store", store).out
    assert "One more row" in english(run, "weeks", "--limit", "1", "--store", store).out
    assert "--limit 0" not in english(run, "importance", "--limit", "1", "--by", "week", "--store", store).out


def test_a_plot_is_the_same_picture_each_time(store: Path, run: Run, tmp_path: Path) -> None:
    for name in ("one.svg", "two.svg"):
        for trend in ("importance", "hot"):
            done = english(
                run, trend, "--as", "plot", "--store", store, "--file", tmp_path / f"{trend}-{name}"
            )
            assert done.status == 0, done.err
    assert (tmp_path / "hot-one.svg").read_bytes() == (tmp_path / "hot-two.svg").read_bytes()
    picture = (tmp_path / "importance-one.svg").read_text("utf8")
    assert ">Importance by month<" in picture
    assert ">Medium<" in picture


def test_a_plot_names_what_differs_in_any_script(store: Path, run: Run, tmp_path: Path) -> None:
    with Store(store) as opened:
        opened.add("octo/project", NOW, [commit(8, "2026-01-08", "杨朱 $x$", "low", "fix", "docs")])
    place = tmp_path / "plot.svg"
    done = english(run, "people", "octo/project", "--as", "plot", "--store", store, "--file", place)
    assert (done.status, done.err) == (0, "")
    assert ">杨朱 $x$<" in place.read_text("utf8")
    english(run, "hot", "octo/project", "--as", "plot", "--store", store, "--file", place)
    assert ">src/core<" in place.read_text("utf8")
    english(run, "hot", "--as", "plot", "--store", store, "--file", place)
    assert ">octo/project src/core<" in place.read_text("utf8")


def test_no_commits_are_told(store: Path, run: Run) -> None:
    given = ("--since", "2020-01-01", "--until", "2020-01-02", "--store", store)
    done = english(run, "people", *given)
    assert (done.status, done.out) == (0, "Who does what: no commits\n")
    assert english(run, "people", *given, "--as", "json").out == "[]\n"
    assert english(run, "hot", *given, "--as", "plot").status == 0
    assert english(run, "types", *given, "--as", "plot").status == 0


def test_repositories_are_found_by_their_names(store: Path, run: Run) -> None:
    assert told(run, store, "hot", "Octo/Other") == told(run, store, "hot", "octo/other") != []
    near = english(run, "hot", "octo/projekt", "--store", store)
    assert (near.status, "did you mean octo/project?" in near.err) == (2, True)
    far = english(run, "hot", "elsewhere", "--store", store)
    assert (far.status, "it has octo/other, octo/project" in far.err) == (2, True)


def test_mistakes_are_told(store: Path, run: Run, tmp_path: Path) -> None:
    wrong = english(run, "hot", "--by", "week", "--store", store)
    assert (wrong.status, "by folder" in wrong.err) == (2, True)
    turned = english(run, "hot", "--since", "2026-02-01", "--until", "2026-01-01", "--store", store)
    assert (turned.status, "exchange them" in turned.err) == (2, True)
    missing = english(run, "hot", "--store", tmp_path / "none.db")
    assert (missing.status, "commitbrief bulk" in missing.err) == (2, True)


def test_where_people_work_is_not_where_records_and_programs_write(
    repo: RepoBuilder, run: Run, tmp_path: Path
) -> None:
    lines = "".join(f"line {number}\n" for number in range(40))
    repo.commit(
        "feat: a kiln",
        {
            "src/kiln.py": "HEAT = 1\n",
            "web/yarn.lock": lines,
            "notes/CHANGELOG.md": lines,
            "vendor/other/a.go": lines,
        },
    )
    (tmp_path / "list").write_text(f"{repo.path}\n", "utf8")
    run("bulk", "list", "--store", "s.db", "--quiet")

    rows = told(run, tmp_path / "s.db", "hot")

    assert [row["folder"] for row in rows] == ["src"]


def test_in_every_view_a_repository_is_its_name(store: Path) -> None:
    with closing(sqlite3.connect(store)) as base:
        views = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
        named = {view: base.execute(f"SELECT DISTINCT repository FROM {view}").fetchall() for view in views}
        shipped = base.execute("SELECT DISTINCT release FROM shipments JOIN latest USING (repository, sha)")

        assert set(named) == {"scores", "latest", "shipments"}
        assert {name for rows in named.values() for (name,) in rows} == {"octo/project", "octo/other"}
        assert shipped.fetchall() == [("v1.0",)]
