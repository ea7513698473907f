"""`commitbrief adapt`: a repository's own record teaches the model, and a report made with it can be made again."""

from __future__ import annotations

from pathlib import Path

import pytest

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


def test_where_there_is_no_record_it_says_what_to_do(repo: RepoBuilder, run: Run) -> None:
    repo.commit("one", {"src/a.py": "x = 1\n"})

    done = run("adapt", repo.path)

    assert done.status == 2
    assert "labels annotate" in done.err


def test_an_unknown_revision_is_named(recorded: RepoBuilder, run: Run) -> None:
    done = run("adapt", recorded.path, "--upto", "nowhere")

    assert done.status != 0
    assert "nowhere" in done.err
