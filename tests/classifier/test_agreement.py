"""Levels agree with what is said: a break is never low, and what no deployment sees is never high."""

from __future__ import annotations

import pytest

from classifier.rulebook import RuleBook
from history.briefs import Bound, Importance, Section
from tests.support import RepoBuilder
from tests.support.sayings import SERVER, BriefsOf


def test_a_break_that_the_judge_calls_low_is_medium_and_says_what_to_do(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    exports = "from src.server import Server\n"
    repo.commit("feat: a server", {"src/server.py": SERVER, "src/__init__.py": exports})
    repo.commit("chore: tidy", {"src/server.py": "x = 1\n", "src/__init__.py": ""})
    newest = briefs_of(Importance.LOW)[0]
    assert newest.breaking
    assert newest.verdict.level is Importance.MEDIUM
    assert newest.verdict.judged is Importance.LOW
    assert newest.verdict.bound is Bound.BREAKING
    assert any(one.section is Section.ADVICE for one in newest.statements)


def test_a_break_that_the_author_announces_is_not_low(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    repo.commit("feat!: another way in", {"src/a.py": "x = 1\n"})
    newest = briefs_of(Importance.LOW)[0]
    assert newest.breaking
    assert newest.verdict.level is Importance.MEDIUM


@pytest.mark.parametrize(
    "path",
    ["docs/guide.md", ".github/workflows/ci.yml", "tests/test_a.py", "examples/a.py", "benchmarks/a.py"],
)
def test_what_no_deployment_sees_is_not_high(repo: RepoBuilder, briefs_of: BriefsOf, path: str) -> None:
    repo.commit("feat: more", {path: "a: 1\n"})
    verdict = briefs_of(Importance.HIGH)[0].verdict
    assert verdict.level is Importance.MEDIUM
    assert verdict.bound is Bound.ASIDE


def test_source_beside_documentation_keeps_its_level(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    repo.commit("feat: more", {"docs/guide.md": "# A\n", "src/a.py": "x = 1\n"})
    verdict = briefs_of(Importance.HIGH)[0].verdict
    assert verdict.level is Importance.HIGH
    assert verdict.bound is None


def test_whatever_is_breaking_comes_with_advice(book: RuleBook) -> None:
    advice = [rule for rule in book.statements if rule.section is Section.ADVICE]
    for rule in book.statements:
        if rule.breaking:
            unadvised = [kind for kind in rule.facts if not any(other.speaks_of(kind) for other in advice)]
            assert not unadvised, rule.id
