"""Which kinds of change a commit is, by the rules of `rules/types/`."""

from __future__ import annotations

from typing import Protocol

from classifier.reading import Reading
from classifier.types.cases import Case, evidence_for
from classifier.types.screen import Screen
from classifier.types.type_rule import TypeRule
from history.briefs import ChangeType, TypeDecision

# From which weight a rule gives a type beside the primary one: a word of the title has less.
ALSO_FROM = 67
MOST_TYPES = 4


class TypeRules(Protocol):
    """A book that has rules for types."""

    @property
    def screen(self) -> Screen:
        """The rules, the heaviest first, by what they need."""
        ...


def decide_types(reading: Reading, book: TypeRules) -> tuple[TypeDecision, ...]:
    """Return the types of a commit, the primary one first, never none.

    The heaviest rule that matches gives a type its weight, and the heaviest type is the primary one; others
    go along from `ALSO_FROM` on, or where their rule says `also`. A rule may overrule types: lighter rules then do not give them.
    """
    case = Case(reading)
    best: dict[ChangeType, tuple[TypeRule, TypeDecision]] = {}
    barred: dict[ChangeType, int] = {}
    for rule in book.screen.passed(case.traits):
        if rule.type in best and not rule.overrules:
            continue
        if barred.get(rule.type, 0) > rule.weight:
            continue
        evidence = evidence_for(rule, case)
        if evidence is None:
            continue
        best.setdefault(rule.type, (rule, TypeDecision(rule.type, rule.id, evidence)))
        for overruled in rule.overrules:
            barred.setdefault(overruled, rule.weight)
    decided = [
        decision
        for index, (rule, decision) in enumerate(best.values())
        if index == 0 or rule.also or rule.weight >= ALSO_FROM
    ]
    return tuple(decided[:MOST_TYPES]) or (TypeDecision(ChangeType.OTHER, "nothing-known", (case.said,)),)
