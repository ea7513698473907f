"""How many conditions of one place changed alike: "one condition" of two is not true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from classifier.facts.interface import Change, Fact, Subject
from classifier.statements.branch_params import place
from classifier.statements.material import Material
from history.briefs import Statement

_OF_ONE = frozenset(
    f"behaviour-{name}" for name in ("asks", "asks-too", "asks-less", "lets-too", "lets-less")
)


def counted(told: Sequence[Statement], material: Material) -> list[Statement]:
    """The sentences, those about a condition that changed like others of the same place with how many they are."""
    return [_of_all(one, material) if one.key in _OF_ONE else one for one in told]


def _of_all(one: Statement, material: Material) -> Statement:
    changed = [
        fact
        for fact in material.facts_in.get(one.evidence[0].path, ())
        if fact.subject is Subject.CONDITION and fact.change is Change.CHANGED
    ]
    own = next((fact for fact in changed if fact.evidence[0] == one.evidence[0]), None)
    if own is None:
        return one
    where = dict(one.params).get("place")
    alike = [
        fact
        for fact in changed
        if _differs_as(fact) == _differs_as(own) and place((fact,), material.grounds, 1) == where
    ]
    if len(alike) < 2:
        return one
    lines = tuple(dict.fromkeys((*one.evidence, *(fact.evidence[0] for fact in alike))))
    return replace(one, key=f"{one.key}-several", params=(*one.params, ("count", len(alike))), evidence=lines)


def _differs_as(fact: Fact) -> tuple[str | None, ...]:
    """What a condition asks otherwise, with what hangs on it only where it asks no clause more or less."""
    extra = fact.extra
    if extra.get("part"):
        return extra["form"], extra["part"]
    return extra.get("form"), fact.before, fact.after
