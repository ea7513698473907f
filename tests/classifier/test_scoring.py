"""What a score costs: the lines of files that nobody wrote are not needed for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from classifier.importance.judge import ModelJudge
from classifier.importance.model import load_model
from classifier.rulebook import RuleBook
from classifier.scoring import Scorer
from commitbrief.resources import packaged_model
from history.options import ReadOptions
from history.repository import LocalRepository
from history.selection import Everything
from tests.support import RepoBuilder


@pytest.fixture(scope="module")
def scorer(book: RuleBook) -> Scorer:
    return Scorer(book, ModelJudge(load_model(packaged_model()), explain=False))


@pytest.mark.parametrize(
    ("path", "unread"),
    [
        ("uv.lock", True),
        ("web/package-lock.json", True),
        ("api/service.pb.go", True),
        ("third_party/zlib/zlib.c", True),
        ("src/a.py", False),
        ("pyproject.toml", False),
        ("docs/a.md", False),
    ],
)
def test_what_programs_and_others_wrote_is_not_read(scorer: Scorer, path: str, unread: bool) -> None:
    assert scorer.is_unread(path) is unread


def test_scores_are_the_same_without_those_lines(repo: RepoBuilder, scorer: Scorer) -> None:
    repo.commit(
        "feat: start", {"src/a.py": "def run():\n    pass\n", "uv.lock": "x = 1\n", "go.sum": "a v1.0.0\n"}
    )
    repo.commit("Bump", {"uv.lock": "x = 2\n", "pyproject.toml": '[project]\ndependencies = ["a>=2"]\n'})
    repo.commit("Tidy", {"uv.lock": "  x = 2\n", "src/a.py": "def run():\n     pass\n"})
    repo.commit("1.2.0", {"go.sum": "a v1.2.0\n", "vendor/b/b.go": "package b\n\nfunc B() {}\n"})
    repo.commit("Move", {"vendor/b/b.go": None, "vendor/c/c.go": "package b\n\nfunc B() {}\n" * 20})
    with LocalRepository.open(Path(repo.path)) as repository:
        whole = list(repository.commits(Everything()))
        quick = list(repository.commits(Everything(), ReadOptions(counted=scorer.is_unread)))
        pairs = list(zip(*(scorer.score(each, repository.contents) for each in (whole, quick)), strict=True))
    assert whole != quick
    for read, counted in pairs:
        assert counted.verdict == read.verdict
        assert [replace(one, evidence=()) for one in counted.types] == [
            replace(one, evidence=()) for one in read.types
        ]
