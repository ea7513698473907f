"""`commitbrief labels mine`: labels on standard output, and the account of them on standard error."""

from __future__ import annotations

import json
from pathlib import Path

from tests.commitbrief.conftest import Run
from tests.support import RepoBuilder


def test_the_account_says_how_many_why_not_and_whether_it_is_circular(repo: RepoBuilder, run: Run) -> None:
    for number in range(24):
        kind = ("feature", "bugfix")[number % 2]
        repo.commit(f"Part {number}", {"a.py": f"{number}", f"news/{number}.{kind}.rst": f"{number}"})
    repo.commit("odd", {"a.py": "odd", "news/30.shiny.rst": "30"})
    repo.commit("no record", {"a.py": "none"})
    repo.commit("last", {"a.py": "last", "news/31.doc.rst": "31"})

    done = run("labels", "mine", repo.path, "--repository", "me/project")

    assert done.status == 0
    told = [json.loads(line) for line in done.out.splitlines()]
    assert len(told) == 26
    assert {one["repository"] for one in told} == {"me/project"}
    assert told[0] == {
        "sha": repo.sha("main"),
        "level": "low",
        "source": "fragment",
        "repository": "me/project",
        "evidence": "news/31.doc.rst",
    }
    assert "fragment: 26 commits labelled: 2 low (8%), 12 medium (46%), 12 high (46%)  <- used" in done.err
    assert "not circular: its commits have no conventional types" in done.err
    assert "1 skipped: of a type without a level" in done.err
    assert "without a level: shiny (1)" in done.err


def test_what_the_file_says_of_a_repository_goes_by_its_name(
    repo: RepoBuilder, run: Run, tmp_path: Path
) -> None:
    levels = tmp_path / "levels.toml"
    levels.write_text('[repositories."me/project"]\nlevels = { "fixed" = "low" }\n', "utf8")
    for number in range(1, 61):
        repo.commit(f"Change {number} (#{number})", {"a.py": f"{number}"})
    fixed = "".join(f"- Mend (#{number})\n" for number in range(1, 41))
    added = "".join(f"- Add (#{number})\n" for number in range(41, 61))
    repo.commit("Release", {"CHANGELOG.md": f"## 1.0.0\n\n### Added\n\n{added}\n### Fixed\n\n{fixed}"})

    own = run("labels", "mine", repo.path, "--repository", "me/project", "--levels", levels)
    other = run("labels", "mine", repo.path, "--repository", "me/other", "--levels", levels)

    assert "40 low" in own.err
    assert "40 medium" in other.err


def test_a_repository_without_records_is_an_error_with_a_way_out(repo: RepoBuilder, run: Run) -> None:
    repo.commit("one", {"a.py": "1"})
    done = run("labels", "mine", repo.path)
    assert (done.status, done.out) == (2, "")
    assert "labels import" in done.err


def test_a_clone_without_history_is_an_error(run: Run, tmp_path: Path) -> None:
    empty = RepoBuilder(tmp_path / "empty")
    done = run("labels", "mine", empty.path)
    assert done.status == 3
    assert len(done.err.splitlines()) == 1
