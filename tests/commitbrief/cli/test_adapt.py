"""`commitbrief adapt`: a repository's own record teaches the model, and a report made with it can be made again."""

from __future__ import annotations

from pathlib import Path

import pytest

from commitbrief.resources import training_data_folder
from tests.commitbrief.conftest import Run
from tests.support import RepoBuilder


@pytest.fixture
def recorded(repo: RepoBuilder) -> RepoBuilder:
    """Ninety commits with fragments: this project calls nothing but its docs worth telling."""
    for number in range(90):
        kind = ("feature", "misc", "bugfix")[number % 3]
        path = ("docs/oven.md", "src/oven.py", "tests/test_oven.py")[number % 3]
        repo.commit(
            f"Part {number}", {path: f"x = {number}\n", f"news/{number}.{kind}.rst": f"Part {number}.\n"}
        )
    return repo


def test_it_says_what_became_better_and_prints_the_setting(recorded: RepoBuilder, run: Run) -> None:
    done = run("adapt", recorded.path)

    assert (done.status, done.out) == (0, f'adapted-to = "{recorded.sha("main")}"\n')
    assert "90 commits labelled by fragment" in done.err
    assert "judged by 22 labelled commits" in done.err
    assert "learned from 68 older ones" in done.err
    macro = next(line for line in done.err.splitlines() if line.strip().startswith("macro-F1  "))
    assert macro.endswith("better")


def test_a_report_made_with_it_is_verified(recorded: RepoBuilder, run: Run, tmp_path: Path) -> None:
    upto = recorded.sha("main")
    recorded.commit("Describe the oven", {"docs/oven.md": "more\n"})
    report = tmp_path / "own.md"
    plain = run("report", recorded.path, "--range", "main~1..main", "--lang", "en", "-o", "-")
    made = run(
        "report", recorded.path, "--range", "main~1..main", "--lang", "en", "--adapted-to", upto, "-o", report
    )

    assert made.status == 0
    assert upto in report.read_text("utf8")
    assert report.read_text("utf8") != plain.out
    (model,) = tmp_path.rglob("*.model.xz")
    model.unlink()
    assert run("verify", report, recorded.path).status == 0
    assert model.is_file()


@pytest.fixture
def changed(repo: RepoBuilder) -> RepoBuilder:
    """A hundred commits with fragments, of a project that of late calls high what it long called low, and low what it
    called high."""
    for number in range(100):
        of_old = number < 74
        kind = "feature" if (number % 2 == 0) is of_old else "misc"
        name = ("oven", "tray")[number % 2]
        repo.commit(
            f"Part {number} of the {name}",
            {f"src/{name}.py": f"x = {number}\n", f"news/{number}.{kind}.rst": f"Part {number}.\n"},
        )
    return repo


def test_where_the_newest_would_be_told_worse_the_packaged_model_stays(
    changed: RepoBuilder, run: Run, tmp_path: Path
) -> None:
    done = run("adapt", changed.path, "--keep-as", "own.xz")

    assert (done.status, done.out) == (0, "")
    macro = next(line for line in done.err.splitlines() if line.strip().startswith("macro-F1  "))
    assert macro.endswith("worse")
    assert done.err.splitlines()[-1].startswith("the packaged model stays")
    assert (tmp_path / "own.xz").read_bytes() == (training_data_folder() / "model.xz").read_bytes()
    changed.commit("Describe the oven", {"docs/oven.md": "more\n"})
    asked = ("score", changed.path, "--range", "main~1..main")
    upto = changed.sha("main~1")
    assert run(*asked, "--adapted-to", upto).out == run(*asked).out


def test_a_report_offers_it_once_where_commits_bring_a_record(recorded: RepoBuilder, run: Run) -> None:
    asked = ("report", recorded.path, "--range", "main~3..main", "--lang", "en", "-o", "-")
    upto = recorded.sha("main")

    formula = run(*asked, "--importance", "formula")
    adapted = run(*asked, "--adapted-to", upto)
    quiet = run(*asked, "--quiet")
    first = run(*asked)
    again = run(*asked)

    assert [done.err for done in (formula, adapted, quiet, again)] == ["", "", "", ""]
    assert first.err.count("\n") == 1
    assert f"`commitbrief adapt {recorded.path}`" in first.err
    assert first.out == again.out == quiet.out


def test_a_report_offers_nothing_where_no_commit_brings_a_record(repo: RepoBuilder, run: Run) -> None:
    repo.commit("one", {"src/a.py": "x = 1\n", "CHANGELOG.md": "# 1\n"})

    assert run("report", repo.path, "--all", "--lang", "en", "-o", "-").err == ""


def test_where_there_is_no_record_it_says_what_to_do(repo: RepoBuilder, run: Run) -> None:
    repo.commit("one", {"src/a.py": "x = 1\n"})

    done = run("adapt", repo.path)

    assert done.status == 2
    assert "labels annotate" in done.err


def test_an_unknown_revision_is_named(recorded: RepoBuilder, run: Run) -> None:
    done = run("adapt", recorded.path, "--upto", "nowhere")

    assert done.status != 0
    assert "nowhere" in done.err
