"""Of how many places a sentence is true: "one condition" of two is not, nor is the setting of one job that of all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from classifier.facts.interface import Change, Fact, Subject
from classifier.paths import Role
from classifier.statements.branch_params import place
from classifier.statements.material import Material
from history.briefs import Code, Statement, Value

_OF_ONE = frozenset(
    f"behaviour-{name}" for name in ("asks", "asks-too", "asks-less", "lets-too", "lets-less")
)
_VALUE = "summary-value"
_OF = {"job": "summary-value-of-job", "step": "summary-value-of-step", "one": "summary-value-of-one"}
_IN_A_JOB = re.compile(r"jobs\.(?P<job>[\w-]+)(?:\.steps\[(?P<step>[^\]]*\D[^\]]*)\])?")
_WITHIN = re.compile(r" {4}")  # how far all of a job stands in


def counted(told: Sequence[Statement], material: Material) -> list[Statement]:
    """The sentences, those about a condition that changed like others of the same place with how many they are, those
    about a setting of one job with whose it is."""
    return [_of_all(one, material) for one in told]


def _of_all(one: Statement, material: Material) -> Statement:
    line = one.evidence[0]
    facts = material.facts_in.get(line.path, ())
    if one.key in _OF_ONE:
        changed = [fact for fact in facts if fact.kind == "condition.changed"]
    elif one.key == _VALUE and material.roles.get(line.path) is Role.CI:
        changed = [fact for fact in material.facts if fact.change is Change.VALUE_CHANGED]
    else:
        return one
    own = next((fact for fact in changed if fact.evidence[0] == line), None)
    if own is None:
        return one
    if own.subject is not Subject.CONDITION:
        return _of_job(one, own, changed, material)
    where = dict(one.params).get("place")
    alike = [
        fact
        for fact in changed
        if _differs_as(fact) == _differs_as(own) and place((fact,), material.grounds, 1) == where
    ]
    return _several(one, alike) if len(alike) > 1 else one


def _places(alike: Sequence[Fact]) -> int:
    """In how many places facts hold, each of which may stand for several (`classifier.facts.configuration`)."""
    return sum(int(fact.extra.get("places", "1")) for fact in alike)


def _several(one: Statement, alike: Sequence[Fact]) -> Statement:
    lines = tuple(dict.fromkeys((*one.evidence, *(fact.evidence[0] for fact in alike))))
    return replace(
        one, key=f"{one.key}-several", params=(*one.params, ("count", _places(alike))), evidence=lines
    )


def _differs_as(fact: Fact) -> tuple[str | None, ...]:
    """What a condition asks otherwise; both conditions where it is more than a clause that came or went."""
    extra = fact.extra
    if extra.get("part"):
        return extra.get("form"), extra["part"]
    return extra.get("form"), fact.before, fact.after


def _of_job(one: Statement, own: Fact, changed: Sequence[Fact], material: Material) -> Statement:
    """A setting of a job or a step with the name of that, as far as the diff shows it; else with that it is one of
    several."""
    found = _IN_A_JOB.match(own.owner)
    if found is None and not _stands_in_a_job(own, material):
        return one
    alike = [
        fact
        for fact in changed
        if (fact.subject, fact.name, fact.before, fact.after)
        == (own.subject, own.name, own.before, own.after)
    ]
    if _places(alike) > 1:
        return _several(one, alike)
    kind, name = next(
        (
            (kind, code)
            for kind in ("job", "step")
            if found is not None and found[kind] and (code := material.grounds.code(found[kind])) is not None
        ),
        ("one", None),
    )
    more: tuple[tuple[str, Value], ...] = (("place", name),) if isinstance(name, Code) else ()
    return replace(one, key=_OF[kind], params=(*one.params, *more))


def _stands_in_a_job(fact: Fact, material: Material) -> bool:
    """Whether the line of a variable stands in as far as the lines of a job do."""
    line = fact.evidence[0]
    return any(
        _WITHIN.match(text[1:]) is not None and text[1:].strip().startswith(line.text)
        for file in material.written_at.get(line.path, ())
        for hunk in file.hunks
        for text in hunk.lines
        if text[:1] == "+"
    )
