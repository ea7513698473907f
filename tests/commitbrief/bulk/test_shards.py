"""Many processes give what one gives, and no batch outgrows memory."""

from __future__ import annotations

import json

import pytest

from commitbrief import scoring
from commitbrief.bulk import shards
from commitbrief.bulk.shards import cut, score_shards
from commitbrief.config.settings import Settings
from commitbrief.recorded import Wanted
from commitbrief.scoring import batches
from commitbrief.sources import RepositorySource
from history.records import Commit
from history.repository import LocalRepository
from history.selection import Everything
from tests.commitbrief.conftest import Run
from tests.support import RepoBuilder


@pytest.fixture
def history(repo: RepoBuilder) -> RepoBuilder:
    """A dozen commits, with a side branch and a merge that resolves a conflict."""
    first = repo.commit("feat: a thing", {"src/a.py": "def a():\n    return 1\n"})
    for number in range(8):
        repo.commit(f"fix: step {number}", {"src/a.py": f"def a():\n    return {number + 2}\n"})
    side = repo.commit("docs: a page", {"docs/a.md": "a\n"}, branch="side", parents=[first])
    repo.merge("Merge branch 'side'", [side], {"src/b.py": "b = 1\n"})
    return repo


@pytest.mark.parametrize("options", [("--all",), ("--all", "--first-parent"), ("--all", "--type", "fix")])
def test_jobs_change_no_byte(
    history: RepoBuilder, run: Run, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    alone = run("score", history.path, *options, "--jobs", "1")
    monkeypatch.setattr(shards, "SHARD", 3)
    together = run("score", history.path, *options, "--jobs", "2")
    assert alone.status == together.status == 0, together.err
    assert len(alone.out.splitlines()) >= 8
    assert together.out == alone.out


def test_a_run_that_is_left_early_says_nothing(history: RepoBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "SHARD", 1)
    settings = Settings()
    with RepositorySource(history.path, settings) as source:
        coverage = source.about(Wanted(Everything()))
        shas = source.shas(coverage)
        results = score_shards(cut(history.path, coverage, settings, shas), 2)
        assert [one.sha for one in next(results)] == [shas[0]]
        del results  # a warning would fail the test


def test_runs_are_short_at_both_ends(history: RepoBuilder) -> None:
    settings = Settings()
    with RepositorySource(history.path, settings) as source:
        coverage = source.about(Wanted(Everything()))
    shas = [str(number) for number in range(3000)]
    runs = list(cut(history.path, coverage, settings, shas))
    assert [sha for run in runs for sha in run.shas] == shas
    sizes = [len(run.shas) for run in runs]
    assert sizes[0] == sizes[-2] == shards.LEAST
    assert max(sizes) == shards.SHARD
    assert sizes == sorted(sizes[: sizes.index(max(sizes))]) + sorted(
        sizes[sizes.index(max(sizes)) :], reverse=True
    )


def test_pieces_of_a_history_are_what_the_whole_gives(history: RepoBuilder) -> None:
    with LocalRepository.open(history.path) as repository:
        chosen = repository.choose(Everything())
        whole = list(repository.read(chosen))
        pieces = [commit for sha in chosen.shas for commit in repository.read(chosen, only=[sha])]
    assert pieces == whole
    assert any(commit.merged for commit in pieces)


def test_a_broken_history_is_told_whatever_the_jobs(
    history: RepoBuilder, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "SHARD", 3)
    history.remove_object(history.sha("main~4"))
    done = run("score", history.path, "--all", "--jobs", "2")
    assert done.status == 3
    assert "git fsck" in done.err


def test_batches_are_bounded_by_what_they_hold(
    history: RepoBuilder, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with LocalRepository.open(history.path) as repository:
        commits: list[Commit] = list(repository.commits(Everything()))
    monkeypatch.setattr(scoring, "BATCH_LINES", 10)
    made = list(batches(commits))
    assert [commit for batch in made for commit in batch] == commits
    assert 1 < len(made) < len(commits)
    whole = run("score", history.path, "--all", "--jobs", "1")
    assert [json.loads(line)["sha"] for line in whole.out.splitlines()] == [one.sha for one in commits]
