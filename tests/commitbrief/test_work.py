"""How much is done for a commit, counted rather than timed: a guard against work that grows unseen."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

import pytest

from classifier import scoring
from classifier.importance import judge as judging
from commitbrief.config.settings import Settings
from commitbrief.scoring import judged, load_scorer
from history import changes
from history.git import Git
from history.records import Commit
from history.repository import LocalRepository
from history.selection import Everything
from tests.support import RepoBuilder

COMMITS, FILES = 40, 3


@pytest.fixture
def counted(repo: RepoBuilder, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """What scoring a history of `COMMITS` commits, each of `FILES` files, comes to."""
    for number in range(COMMITS):
        repo.commit(f"fix: step {number}", {f"src/{name}.py": f"x = {number}\n" for name in range(FILES)})
    counts: Counter[str] = Counter()

    def count(owner: object, name: str, key: str) -> None:
        whole = getattr(owner, name)

        def counting(*given: object, **named: object) -> object:
            counts[key] += 1
            return whole(*given, **named)

        monkeypatch.setattr(owner, name, counting)

    count(Git, "stream", "processes")
    count(Git, "_run", "processes")
    count(changes, "read_change", "diffs parsed")
    count(scoring, "read", "commits read")
    count(scoring, "decide_types", "types decided")
    count(judging, "extract", "rows extracted")
    count(judging, "grounds_of", "verdicts explained")
    settings = Settings()
    with LocalRepository.open(repo.path) as repository:
        commits: list[Commit] = list(repository.commits(Everything()))
        assert len(list(judged(commits, settings, load_scorer(settings), repository.contents))) == COMMITS
    return counts


def test_each_commit_is_read_and_each_diff_parsed_once(counted: Counter[str]) -> None:
    assert counted["commits read"] == counted["types decided"] == COMMITS
    assert counted["diffs parsed"] == COMMITS * FILES
    assert counted["rows extracted"] == COMMITS


def test_nobody_explains_what_is_not_printed(counted: Counter[str]) -> None:
    assert counted["verdicts explained"] == 0


def test_the_number_of_processes_does_not_grow_with_the_history(counted: Counter[str]) -> None:
    assert 0 < counted["processes"] <= 10


def test_a_process_that_scores_loads_nothing_that_writes_reports() -> None:
    loaded = "import commitbrief.bulk.shards, sys; print(*sys.modules)"
    names = subprocess.run([sys.executable, "-c", loaded], capture_output=True, check=True, text=True).stdout
    assert not {"report.document", "classifier.facts.all", "jinja2", "tree_sitter"} & set(names.split())
