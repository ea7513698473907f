"""The shipped statement rules: they hold their examples and have words in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from classifier.rulebook import RuleBook
from classifier.statements.params import MAKERS
from classifier.statements.statement_rule import check_statements
from history.briefs import Importance, Section
from report.inline import plain
from report.sentences import LOCALES, Catalogue, Language, entries
from tests.support import RepoBuilder
from tests.support.sayings import SERVER, BriefsOf

RULES = Path(__file__).resolve().parents[3] / "rules"


@pytest.mark.parametrize("level", list(Importance))
@pytest.mark.parametrize("language", list(Language))
def test_everything_that_is_said_has_words(
    repo: RepoBuilder, briefs_of: BriefsOf, level: Importance, language: Language
) -> None:
    repo.commit("feat: a server", {"src/server.py": SERVER, "README.md": "# Server\n\nA server.\n"})
    repo.commit("chore: tidy", {"src/server.py": SERVER.replace("port", "address"), "docs/a.md": "# A\n"})
    repo.commit("chore: none", {"src/server.py": None, "go.sum": "x\n"})
    catalogue = Catalogue.load(language, strict=True)
    for brief in briefs_of(level):
        for statement in brief.statements:
            assert plain(catalogue.sentence(statement.key, statement.params))


def test_every_rule_holds_its_examples(book: RuleBook) -> None:
    assert check_statements(book.statements) == []


@pytest.mark.parametrize("language", list(Language))
def test_sentences_ask_for_no_more_than_their_rules_give(book: RuleBook, language: Language) -> None:
    sources: dict[str, str] = {}
    for path in sorted((LOCALES / language).glob("statements-*.ftl")):
        sources.update(entries(path.read_text("utf8")))
    for rule in book.statements:
        if "kind" in rule.params and rule.section is Section.SUMMARY and rule.message.startswith("summary-"):
            for number in (1, 2, 3):
                given = {f"{name}{place}" for name in rule.params for place in range(1, number + 1)}
                assert asked(sources[f"{rule.message}-{number}"]) <= given, rule.id
        else:
            given = set(rule.params)
            assert asked(sources[rule.message]) <= given, rule.id


def test_every_parameter_is_explained() -> None:
    explained = (RULES.parent / "classifier/statements/params.py").read_text("utf8").split('"""')[1]
    assert all(f"`{name}`" in explained for name in MAKERS)


def asked(source: str) -> set[str]:
    names = re.findall(r"\$([A-Za-z][\w-]*)", source)
    return {name.removesuffix("-count").removesuffix("-key").removesuffix("-code") for name in names}
