"""The tables of the packaged data are made again from clones, byte for byte."""

from __future__ import annotations

from pathlib import Path

from classifier.importance.tables import dump_table
from commitbrief.examples import TrainingSource, mined_table, training_sources
from commitbrief.resources import training_data_folder
from tests.support import RepoBuilder


def test_the_same_tip_gives_the_same_bytes_whatever_came_after_it(repo: RepoBuilder, tmp_path: Path) -> None:
    for number in range(30):
        kind = ("feature", "bugfix", "misc")[number % 3]
        repo.commit(
            f"Part {number}", {"src/a.py": f"x = {number}\n", f"news/{number}.{kind}.rst": f"{number}\n"}
        )
    source = TrainingSource("me/project", repo.sha("main"), most=20)
    first = mined_table(repo.path, source)
    repo.commit("Later", {"src/a.py": "x = 'later'\n", "news/99.feature.rst": "later\n"})
    repo.git("gc", "-q")

    again = mined_table(repo.path, source)

    assert len(first) == 20
    assert dump_table(again) == dump_table(first)


def test_every_source_has_its_table() -> None:
    tables = {path.name for path in training_data_folder().glob("*.features.xz")}
    assert tables == {f"{source.folder}.features.xz" for source in training_sources()}
