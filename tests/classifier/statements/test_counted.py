"""Conditions that changed alike are counted: one of two is not the whole."""

from __future__ import annotations

import pytest

from history.briefs import Importance, Section
from report.sentences import Language
from tests.support import RepoBuilder
from tests.support.sayings import BriefsOf, edited, words

FILLING = "".join(f"        self.step_{number}(pots)\n" for number in range(8))
HEAT = "        if {} and self.is_on:\n            {}\n            self.note(pots)\n"
KILN = (
    f"class Kiln:\n    def fire(self, pots):\n{FILLING}{HEAT.format('pots.dry', 'self.heat(pots)')}{FILLING}"
    f"    def cool(self, pots):\n{FILLING}{HEAT.format('pots.hot', 'self.open(pots)')}"
)


@pytest.mark.parametrize(
    ("edits", "english", "chinese"),
    [
        (1, "A condition in Kiln now also asks that", "Kiln 的一处条件现在还要求"),
        (2, "2 conditions in Kiln now also ask that", "Kiln 的 2 处条件现在还要求"),
    ],
)
def test_conditions_of_a_class_that_ask_the_same_besides_are_counted(
    repo: RepoBuilder, briefs_of: BriefsOf, edits: int, english: str, chinese: str
) -> None:
    after = KILN.replace("and self.is_on", "and self.is_on and not self.is_open", edits)
    edited(repo, "fix: kiln", {"kiln.py": (KILN, after)})
    brief = briefs_of(Importance.LOW)[0]
    assert english in words(brief, Section.SUMMARY)
    assert chinese in words(brief, Section.SUMMARY, language=Language.ZH)
