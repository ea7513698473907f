"""Levels that agree with what is said: one place where a report may give a commit another level than its judge.

The judge sees the message and the diff as counts and words. What the facts prove weighs more: what breaks
somebody's use is never below medium, nor is what the opening of the report leads with, nor what corrects the program;
and what only touches tests, documentation, examples, benchmarks or continuous integration is never high. `score`
knows no facts, and only the bounds of `classifier.bounds`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

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
            return _bounded(verdict, Importance.MEDIUM, Bound.ASIDE, ())
        if verdict.level is not Importance.LOW:
            return verdict
        broken = [one for one in statements if one.rule in self._breaking]
        if broken or material.reading.message.breaking:
            return _bounded(verdict, Importance.MEDIUM, Bound.BREAKING, _proof(broken))
        classed = self._consequences.classed(tuple(statements), material.reading)
        pressing = [one for found, one in classed if found in PRESSING]
        if pressing or refuses(material.reading):
            return _bounded(verdict, Importance.MEDIUM, Bound.LEADING, _proof(pressing))
        if verdict.judge is Judge.MODEL and not aside and corrects(material.reading, types):
            return _bounded(verdict, Importance.MEDIUM, Bound.FIX, ())
        return verdict


def _proof(statements: Collection[Statement]) -> tuple[Evidence, ...]:
    return max(statements, key=lambda one: one.weight).evidence if statements else ()


def _bounded(verdict: Verdict, level: Importance, bound: Bound, proof: tuple[Evidence, ...]) -> Verdict:
    return replace(
        verdict,
        level=level,
        bound=bound,
        judged=verdict.judged or verdict.level,
        borderline=None,
        evidence=(*verdict.evidence, *proof),
    )
