"""Rules are passed over only where they could not have matched."""

from __future__ import annotations

from classifier.reading import read
from classifier.rulebook import RuleBook
from classifier.types.cases import Case, evidence_for
from classifier.types.examples import example_commit
from classifier.types.screen import Screen
from classifier.types.type_rule import Condition, Example, TypeRule
from history.briefs import ChangeType


def a_rule(**when: object) -> TypeRule:
    example = Example(message="x")
    return TypeRule(
        id="a-rule",
        type=ChangeType.FIX,
        weight=50,
        reason="Because it says so.",
        when=Condition.model_validate(when),
        examples=(example,),
        near_misses=(example,),
    )


def case_of(book: RuleBook, example: Example) -> Case:
    return Case(read(example_commit(example), book.paths))


def test_no_rule_that_matches_is_passed_over(book: RuleBook) -> None:
    examples = [example for rule in book.types for example in (*rule.examples, *rule.near_misses)]
    asked = matched = 0
    for example in examples:
        case = case_of(book, example)
        passed = book.screen.passed(case.traits)
        matching = [rule for rule in book.types if evidence_for(rule, case) is not None]
        assert set(map(id, matching)) <= set(map(id, passed))
        asked += len(passed)
        matched += len(matching)
    assert matched
    assert asked < len(examples) * len(book.types) / 2  # or there would be no point


def test_the_rules_keep_their_order(book: RuleBook) -> None:
    case = case_of(book, Example(message="fix: leak", files=("src/a.py",)))
    passed = book.screen.passed(case.traits)
    assert passed == [rule for rule in book.types if rule in passed]


def test_a_phrase_is_known_by_one_of_its_words(book: RuleBook) -> None:
    screen = Screen([a_rule(words=["no longer", "c++"])])
    assert screen.passed(case_of(book, Example(message="It no longer waits")).traits)
    assert screen.passed(case_of(book, Example(message="Build C++ too")).traits)
    assert not screen.passed(case_of(book, Example(message="It waits longer")).traits)


def test_a_phrase_without_a_word_is_always_asked(book: RuleBook) -> None:
    screen = Screen([a_rule(words=["->", "fix"])])
    assert screen.passed(case_of(book, Example(message="a -> b")).traits)


def test_rules_about_labels_are_only_asked_where_there_are_some(book: RuleBook) -> None:
    screen = Screen([a_rule(labels=["bug"])])
    assert screen.passed(case_of(book, Example(message="x", labels=("type: bug",))).traits)
    assert not screen.passed(case_of(book, Example(message="bug")).traits)
