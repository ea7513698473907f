"""Levels that agree with what is said: one place where a report may give a commit another level than its judge.

The judge sees the message and the diff as counts and words. What the facts prove weighs more: what breaks
somebody's use is never below medium, nor is what the opening of the report leads with, nor what corrects the program;
and what only touches tests, documentation, examples, benchmarks or continuous integration is never high. `score`
knows the bounds of `classifier.bounds`, and has breaks proved where it suspects one (`classifier.suspicion`,
`classifier.proof`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from classifier.bounds import at_medium, words_otherwise
from classifier.consequences import PRESSING, Consequences, corrects, only_aside, refuses
from classifier.rulebook import RuleBook
from classifier.statements.material import Material
from history.briefs import Bound, ChangeType, Evidence, Importance, Judge, Statement, Verdict


class Agreement:
    """Knows which rules speak of breaks, and which of what an opening leads with."""

    def __init__(self, book: RuleBook) -> None:
        self._breaking = book.breaking
        self._consequences = Consequences(book)

    def breaks(self, statements: Iterable[Statement]) -> bool:
        """Whether a statement speaks of a break."""
        return any(one.rule in self._breaking for one in statements)

    def settled(
        self,
        verdict: Verdict,
        material: Material,
        types: Sequence[ChangeType],
        statements: Collection[Statement],
    ) -> Verdict:
        """The verdict with the level that agrees with what is said of the commit."""
        aside = only_aside(material.reading.roles)
        if aside and verdict.level is Importance.HIGH:
            return at_medium(verdict, Bound.ASIDE, ())
        if verdict.level is not Importance.LOW:
            return verdict
        broken = [one for one in statements if one.rule in self._breaking]
        if broken or material.reading.message.breaking:
            return at_medium(verdict, Bound.BREAKING, _proof(broken))
        classed = self._consequences.classed(tuple(statements), material.reading)
        pressing = [one for found, one in classed if found in PRESSING]
        if pressing or refuses(material.reading):
            return at_medium(verdict, Bound.LEADING, _proof(pressing))
        if verdict.judge is Judge.MODEL and not aside and corrects(material.reading, types):
            return verdict if words_otherwise(material.reading) else at_medium(verdict, Bound.FIX, ())
        return verdict


def _proof(statements: Collection[Statement]) -> tuple[Evidence, ...]:
    return max(statements, key=lambda one: one.weight).evidence if statements else ()
