"""The shipped rules hold their own examples."""

from __future__ import annotations

from classifier.rules import RuleBook, check_rules


def test_every_shipped_rule_matches_its_examples_and_no_near_miss(book: RuleBook) -> None:
    assert check_rules(book) == []
