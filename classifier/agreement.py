"""Levels that agree with what is said: one place where a report may give a commit another level than its judge.

The judge sees the message and the diff as counts and words. What the facts prove weighs more: what breaks
somebody's use is never below medium, nor is what the opening of the report leads with; and what only touches
tests, documentation, examples, benchmarks or continuous integration is never high. `score`, which knows no facts,
gives the judge's level.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from classifier.bounds import ASIDE
from classifier.rulebook import RuleBook
from classifier.statements.material import Material
from history.briefs import Bound, Evidence, HeadlineKind, Importance, Statement, Verdict


class Agreement:
    """Knows which rules speak of breaks, and which of what an opening leads with."""

    def __init__(self, book: RuleBook) -> None:
        self._breaking = frozenset(rule.id for rule in book.statements if rule.breaking)
        self._leading = frozenset(
            rule.id for rule in book.statements if rule.headline is HeadlineKind.BREAKING
        )

    def breaks(self, statements: Iterable[Statement]) -> bool:
        """Whether a statement speaks of a break."""
        return any(one.rule in self._breaking for one in statements)

    def settled(self, verdict: Verdict, material: Material, statements: Collection[Statement]) -> Verdict:
        """The verdict with the level that agrees with what is said of the commit."""
        aside = bool(material.written) and all(material.roles.get(f.path) in ASIDE for f in material.written)
        if aside and verdict.level is Importance.HIGH:
            return _bounded(verdict, Importance.MEDIUM, Bound.ASIDE, ())
        if verdict.level is not Importance.LOW:
            return verdict
        for bound, said in (
            (Bound.BREAKING, [one for one in statements if one.rule in self._breaking]),
            (Bound.LEADING, [] if aside else [one for one in statements if one.rule in self._leading]),
        ):
            if said:
                heaviest = max(said, key=lambda one: one.weight)
                return _bounded(verdict, Importance.MEDIUM, bound, heaviest.evidence)
        if material.reading.message.breaking:
            return _bounded(verdict, Importance.MEDIUM, Bound.BREAKING, ())
        return verdict


def _bounded(verdict: Verdict, level: Importance, bound: Bound, proof: tuple[Evidence, ...]) -> Verdict:
    return replace(
        verdict,
        level=level,
        bound=bound,
        judged=verdict.level,
        borderline=None,
        evidence=(*verdict.evidence, *proof),
    )
