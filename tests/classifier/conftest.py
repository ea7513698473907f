"""The shipped rules, loaded once for all tests of this room."""

from __future__ import annotations

from pathlib import Path

import pytest

from classifier.rules import RuleBook, load_rules

RULES = Path(__file__).resolve().parents[2] / "rules"


@pytest.fixture(scope="session")
def book() -> RuleBook:
    return load_rules(RULES)
