"""Things that left one place and stand in another: in the function that calls them, in another type, under another name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from types import MappingProxyType

from classifier.facts.interface import Change, Fact, Subject
from classifier.statements.literal import is_special

_CALLED = frozenset({Subject.FUNCTION, Subject.METHOD})
_ALIAS = re.compile(
    r"[^=]*[^=!<>]=\s*(?!True\b|False\b|None\b|true\b|false\b|null\b|nil\b)[A-Za-z_][\w.:]*\s*;?\s*$"
)
_READS_VARIABLE = re.compile(
    r"\b(?:os\.environ|getenv|env::var|process\.env|import\.meta\.env|os\.Getenv|os\.LookupEnv)\b|\bENV(?:\[|\.fetch\b)"
)
LEAST_NAME = 8  # letters of a field that nobody calls the same by chance


def held_variable(fact: Fact) -> bool:
    """Whether a constant is gone that held what a variable of the environment says: who sets that does not know of the
    constant, and a variable that is read no more is told as that."""
    return (
        fact.change is Change.REMOVED
        and fact.subject is Subject.CONSTANT
        and _READS_VARIABLE.search(fact.evidence[0].text) is not None
    )


def one_fact(gone: Fact, came: Fact) -> Fact:
    """What became of a declaration that was taken out and put in again."""
    evidence = (*came.evidence, *gone.evidence)
    if gone.path == came.path:
        return replace(came, change=Change.CHANGED, evidence=evidence)
    return replace(came, change=Change.MOVED, evidence=evidence, before=gone.path, after=came.path)


def taken_in(facts: Sequence[Fact]) -> Iterable[Fact]:
    """The facts with a function that left its place in a file and stands elsewhere in it, as in the one that calls it, told
    as changed."""

    def of(change: Change) -> dict[tuple[str, str], list[Fact]]:
        found: dict[tuple[str, str], list[Fact]] = {}
        for fact in facts:
            if fact.subject in _CALLED and fact.change is change and not is_special(fact.name):
                found.setdefault((fact.path, fact.name), []).append(fact)
        return found

    gone, came = of(Change.REMOVED), of(Change.ADDED)
    taken = {key for key, some in gone.items() if len(some) == 1 and len(came.get(key, ())) == 1}
    for fact in facts:
        key = (fact.path, fact.name)
        if (
            fact.subject not in _CALLED
            or key not in taken
            or fact.change not in {Change.ADDED, Change.REMOVED}
        ):
            yield fact
        elif fact.change is Change.REMOVED:
            yield one_fact(fact, came[key][0])


def handed_over(facts: Sequence[Fact]) -> Iterable[Fact]:
    """The facts with a field that one type loses and another gains marked with that type, as `extra["to"]`: of several that
    gain it, the one to which other fields of the first went too."""
    gained: dict[tuple[str, str], list[Fact]] = {}
    lost: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        if fact.subject is Subject.FIELD and fact.owner and len(fact.name) >= LEAST_NAME:
            found = gained if fact.change is Change.ADDED else lost if fact.change is Change.REMOVED else {}
            found.setdefault((fact.language, fact.name), []).append(fact)
    went = {
        (one.owner, homes[0].owner)
        for key, some in lost.items()
        if len(some) == 1 and len(homes := gained.get(key, [])) == 1
        for one in some
    }
    for fact in facts:
        key = (fact.language, fact.name)
        homes = gained.get(key, [])
        if len(homes) > 1:
            homes = [home for home in homes if (fact.owner, home.owner) in went]
        is_lost = (
            fact.subject is Subject.FIELD and fact.change is Change.REMOVED and len(lost.get(key, ())) == 1
        )
        if is_lost and len(homes) == 1 and homes[0].owner != fact.owner:
            yield replace(fact, extra=MappingProxyType({**fact.extra, "to": homes[0].owner}))
        else:
            yield fact


def is_alias(fact: Fact) -> bool:
    """Whether a constant is but another name of something: `Old = New`."""
    return fact.subject is Subject.CONSTANT and _ALIAS.match(fact.extra.get("signature", "")) is not None
