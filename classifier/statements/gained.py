"""What classes gain: the same function in several of them, which is how wide a change reaches, or what makes one of them
something that it was not (`__getitem__`, `__enter__`), which no name tells without the class."""

from __future__ import annotations

from collections.abc import Iterator

from classifier.facts.interface import Change, Fact, Subject
from classifier.paths import Role
from classifier.statements.engine import MOST_EVIDENCE
from classifier.statements.literal import is_special
from classifier.statements.material import Material
from classifier.statements.ranking import stems, subject_stems
from history.briefs import Evidence, Section, Statement

SEVERAL = 3  # classes
MOST = 5  # names in a sentence
WEIGHT = 84
_CALLED = frozenset({Subject.METHOD, Subject.FUNCTION})
_USUAL = frozenset(
    {"__init__", "__new__", "__repr__", "__str__", "constructor", "new", "main", "setup", "init"}
)


def gained(material: Material) -> Iterator[Statement]:
    """The sentences, the widest first."""
    came = [
        fact
        for fact in material.facts
        if fact.subject in _CALLED
        and fact.change is Change.ADDED
        and fact.owner
        and "test" not in fact.extra
        and material.role_of(fact) is Role.SOURCE
    ]
    new = {fact.name for fact in material.facts if fact.change is Change.ADDED}
    yield from _to_several([fact for fact in came if _last(fact.owner) not in new], material)
    yield from _to_one([fact for fact in came if _last(fact.owner) not in new], material)


def _last(owner: str) -> str:
    return owner.replace("::", ".").rpartition(".")[2]


def _to_several(came: list[Fact], material: Material) -> Iterator[Statement]:
    by_name: dict[str, list[Fact]] = {}
    for fact in came:
        if fact.name not in _USUAL:
            by_name.setdefault(fact.name, []).append(fact)
    widest = sorted(by_name.items(), key=lambda item: -len(item[1]))
    for name, facts in widest[:2]:
        owners = list(dict.fromkeys(fact.owner for fact in facts))
        shown, code = material.grounds.listing(owners, MOST), material.grounds.code(name)
        if len(owners) < SEVERAL or shown is None or code is None:
            continue
        key = "summary-gained-by-several"
        params = (("name", code), ("count", len(owners)), ("owners", shown))
        yield Statement(Section.SUMMARY, key, key, _proof(facts), params, WEIGHT)


def _to_one(came: list[Fact], material: Material) -> Iterator[Statement]:
    title = subject_stems(material.reading.message.subject)
    by_owner: dict[str, list[Fact]] = {}
    for fact in came:
        by_owner.setdefault(fact.owner, []).append(fact)
    for owner, facts in by_owner.items():
        special = all(is_special(fact.name) and fact.name not in _USUAL for fact in facts)
        private = all(fact.name.startswith("_") for fact in facts)
        if not special and (private or not stems(_last(owner)) <= title):
            continue
        code = material.grounds.name(owner)
        names = material.grounds.listing([fact.name for fact in facts], MOST)
        if code is None or names is None:
            continue
        key = "summary-gained-by-class"
        yield Statement(Section.SUMMARY, key, key, _proof(facts), (("owner", code), ("names", names)), WEIGHT)


def _proof(facts: list[Fact]) -> tuple[Evidence, ...]:
    return tuple(fact.evidence[0] for fact in facts if fact.evidence)[:MOST_EVIDENCE]
