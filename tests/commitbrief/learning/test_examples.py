"""The tables of the packaged data are made again from clones, byte for byte."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from classifier.importance.features import FEATURES
from classifier.importance.tables import dump_table
from commitbrief.learning import examples
from commitbrief.learning.examples import TrainingSource, mined_table, training_sources
from commitbrief.resources import training_data_folder
from tests.support import RepoBuilder

if TYPE_CHECKING:
    from tests.commitbrief.conftest import Run


def told(repo: RepoBuilder) -> None:
    """Thirty commits that users are told of in fragments, ten of each kind."""
    for number in range(30):
        kind = ("feature", "bugfix", "misc")[number % 3]
        repo.commit(
            f"Part {number}", {"src/a.py": f"x = {number}\n", f"news/{number}.{kind}.rst": f"{number}\n"}
        )


def test_the_same_tip_gives_the_same_bytes_whatever_came_after_it(repo: RepoBuilder, tmp_path: Path) -> None:
    told(repo)
    source = TrainingSource("me/project", repo.sha("main"), most=20)
    first = mined_table(repo.path, source)
    repo.commit("Later", {"src/a.py": "x = 'later'\n", "news/99.feature.rst": "later\n"})
    repo.git("gc", "-q")

    again = mined_table(repo.path, source)

    assert len(first) == 20
    assert dump_table(again) == dump_table(first)


def test_a_commit_of_thousands_of_files_is_read_as_when_the_packaged_data_were_made(
    repo: RepoBuilder,
) -> None:
    told(repo)
    many = {f"src/part{number}.py": f"x = {number}\n" for number in range(4_100)}
    sha = repo.commit("Part 31", {**many, "news/31.feature.rst": "31\n"})
    repo.commit("Part 32", {"src/a.py": "x = 'last'\n", "news/32.misc.rst": "32\n"})

    table = mined_table(repo.path, TrainingSource("me/project", repo.sha("main")))

    row, hunks = table.shas.index(sha), [one.name for one in FEATURES].index("hunks")
    assert table.figures[row, hunks] == 4_100


def test_every_source_has_its_table() -> None:
    tables = {path.name for path in training_data_folder().glob("*.features.xz")}
    assert tables == {f"{source.folder}.features.xz" for source in training_sources()}


def test_the_tables_of_all_sources_are_written(
    repo: RepoBuilder, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(repo)
    source = TrainingSource("me/project", repo.sha("main"))
    monkeypatch.setattr(examples, "training_sources", lambda: [source])
    (tmp_path / "clones").mkdir()
    repo.path.rename(tmp_path / "clones/me+project")

    done = run("labels", "tables", "clones", ".")

    assert (done.status, done.out) == (0, "me/project: 30 commits: 10 low, 10 medium, 10 high\n")
    written = (tmp_path / "me+project.features.xz").read_bytes()
    assert written == dump_table(mined_table(tmp_path / "clones/me+project", source))


def test_a_clone_that_is_missing_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "clones").mkdir()

    done = run("labels", "tables", "clones", ".", "--jobs", "1")

    assert (done.status, done.err) == (3, "commitbrief: clones/aio-libs+aiohttp does not exist\n")
    assert list(tmp_path.glob("*.xz")) == []
