"""The shipped rules, loaded once for all tests of this room, and the briefs of a repository that a test builds."""

from __future__ import annotations

from pathlib import Path

import pytest

from classifier.brief import Briefer
from classifier.rulebook import RuleBook, load_rules
from history.briefs import Brief, Importance
from history.repository import LocalRepository
from history.selection import Everything
from tests.support import RepoBuilder
from tests.support.sayings import Always, BriefsOf

RULES = Path(__file__).resolve().parents[2] / "rules"


@pytest.fixture(scope="session")
def book() -> RuleBook:
    return load_rules(RULES)


@pytest.fixture
def briefs_of(book: RuleBook, repo: RepoBuilder) -> BriefsOf:
    """The briefs of the builder's repository, newest first."""

    def briefs(level: Importance = Importance.HIGH) -> list[Brief]:
        with LocalRepository.open(repo.git_dir) as opened:
            commits = list(opened.commits(Everything()))
            return Briefer(book, Always(level)).brief(commits, opened.contents)

    return briefs
