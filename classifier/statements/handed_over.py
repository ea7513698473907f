"""Things that left one place and stand in another: in the function that calls them, in another type, under another name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from types import MappingProxyType

from classifier.facts.interface import Change, Fact, Subject
from classifier.facts.symbols.likeness import words_of
from classifier.statements.literal import is_special

_CALLED = frozenset({Subject.FUNCTION, Subject.METHOD})
_ALIAS = re.compile(
    r"[^=]*[^=!<>]=\s*(?!True\b|False\b|None\b|true\b|false\b|null\b|nil\b)[A-Za-z_][\w.:]*\s*;?\s*$"
)
_READS_VARIABLE = re.compile(
    r"\b(?:os\.environ|getenv|env::var|process\.env|import\.meta\.env|os\.Getenv|os\.LookupEnv)\b|\bENV(?:\[|\.fetch\b)"
)
_PLAIN_TYPE = re.compile(
    r"(?i)(?:optional\[)?(?:bool(?:ean)?|int(?:eger)?|[iu](?:8|16|32|64|128)|[iu]size|float|double|f32|f64|str(?:ing)?|&(?:'\w+ )?str|number|any|long)(?:\]| \| None|\?)?"
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
    """The facts with a field that one type loses and another gains marked with that type, as `extra["to"]`, and the gained
    one with the other, as `extra["from"]`: of several that gain it, the one to which other fields of the first went too. A short
    name has to be of the same type in both."""
    gained: dict[tuple[str, str], list[Fact]] = {}
    lost: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        if fact.subject is Subject.FIELD and fact.owner:
            found = gained if fact.change is Change.ADDED else lost if fact.change is Change.REMOVED else {}
            found.setdefault((fact.language, fact.name), []).append(fact)
    went = {
        (one.owner, homes[0].owner)
        for key, some in lost.items()
        if len(some) == 1 and len(homes := gained.get(key, [])) == 1 and _is_one_field(some[0], homes[0])
        for one in some
    }
    homes_of = {
        id(some[0]): home
        for key, some in lost.items()
        if len(some) == 1 and (home := _home(some[0], gained.get(key, []), went)) is not None
    }
    origins = {id(home): one for some in lost.values() for one in some if (home := homes_of.get(id(one)))}
    for fact in facts:
        if (home := homes_of.get(id(fact))) is not None:
            yield replace(fact, extra=MappingProxyType({**fact.extra, "to": home.owner}))
        elif (origin := origins.get(id(fact))) is not None:
            yield replace(fact, extra=MappingProxyType({**fact.extra, "from": origin.owner}))
        else:
            yield fact


def _home(lost: Fact, homes: Sequence[Fact], went: Collection[tuple[str, str]]) -> Fact | None:
    """The field that another type has now: the only one, or that of the type to which others went too."""
    if len(homes) > 1:
        homes = [home for home in homes if (lost.owner, home.owner) in went]
    return homes[0] if len(homes) == 1 and _is_one_field(lost, homes[0]) else None


def _is_one_field(lost: Fact, gained: Fact) -> bool:
    if lost.owner == gained.owner:
        return False
    return len(lost.name) >= LEAST_NAME or _typed(lost) == _typed(gained) != lost.name


def _typed(fact: Fact) -> str:
    """The name and the type of a field, as far as the declaration says them in one line: without who may see it, its default
    and what is written behind."""
    text = re.split(r"[=`;]", fact.extra.get("signature", ""), maxsplit=1)[0]
    return re.sub(
        r"\s+", " ", re.sub(r"^\s*(?:pub(?:\([^)]*\))?|public|private|protected|final|readonly)\s+", "", text)
    ).strip()


def with_successors(facts: Sequence[Fact]) -> Iterable[Fact]:
    """The facts with a file that is gone, and in whose place one of the same name with another ending came, marked with
    that one as `extra["instead"]`."""
    came: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.subject is Subject.FILE and fact.change is Change.ADDED:
            came.setdefault(_without_ending(fact.name), []).append(fact)
    for fact in facts:
        homes = came.get(_without_ending(fact.name), ()) if fact.kind == "file.removed" else ()
        if len(homes) == 1:
            yield replace(
                fact,
                extra=MappingProxyType({**fact.extra, "instead": homes[0].name}),
                evidence=(*fact.evidence, *homes[0].evidence),
            )
        else:
            yield fact


def in_one(facts: Sequence[Fact]) -> Iterable[Fact]:
    """The facts with the parameters that a function lost marked with the only one that it gained, as `extra["instead"]`: what
    stands in their place now, or holds them all. Two that only come and go in one commit are no exchange: one that was asked for
    and one that may be left out, or of a yes or no and something else."""
    sides: dict[tuple[str, str, Change], list[Fact]] = {}
    for fact in facts:
        if fact.subject is Subject.PARAMETER:
            sides.setdefault((fact.path, fact.owner, fact.change), []).append(fact)
    for fact in facts:
        lost = sides.get((fact.path, fact.owner, Change.REMOVED), ())
        came = sides.get((fact.path, fact.owner, Change.ADDED), ())
        if fact.kind == "parameter.removed" and lost and len(came) == 1 and _gives_way(lost, came[0]):
            yield replace(
                fact,
                extra=MappingProxyType({**fact.extra, "instead": came[0].name}),
                evidence=(*fact.evidence, *came[0].evidence),
            )
        else:
            yield fact


def _gives_way(lost: Sequence[Fact], came: Fact) -> bool:
    """Whether what came can be told to stand where the others stood: it shares a word or a type with one, or else is given by
    every call as each of them was, and is not of a plain type where that is of another."""
    if any(words_of(fact.name) & words_of(came.name) or _shares_type(fact, came) for fact in lost):
        return True
    if len(lost) > 1:
        return _PLAIN_TYPE.fullmatch(came.extra.get("type", "x").strip()) is None
    asked = {"required" in fact.extra for fact in (*lost, came)}
    plain = {_PLAIN_TYPE.fullmatch(fact.extra.get("type", "x").strip()) is not None for fact in (*lost, came)}
    return len(asked) == 1 and plain == {False}


def _shares_type(fact: Fact, other: Fact) -> bool:
    one, two = (fact.extra.get("type", "").strip() for fact in (fact, other))
    return bool(one) and one == two and _PLAIN_TYPE.fullmatch(one) is None


def largest_steps_first(facts: Sequence[Fact]) -> Sequence[Fact]:
    """The facts with the dependencies that change version, in the places that they have among the others, the largest step
    first: of which a few are named, and the rest counted."""
    places = [
        at
        for at, fact in enumerate(facts)
        if fact.subject is Subject.DEPENDENCY and fact.change in {Change.BUMPED, Change.DOWNGRADED}
    ]
    ordered = list(facts)
    for at, fact in zip(places, sorted((facts[at] for at in places), key=_step), strict=True):
        ordered[at] = fact
    return ordered


def _step(fact: Fact) -> tuple[int, int]:
    """Which part of a version is another one, and by how much; of `0.x` the second is the first that says something."""
    before, after = (
        [int(part[:9]) for part in re.findall(r"\d+", value or "")] for value in (fact.before, fact.after)
    )
    for place, (old, new) in enumerate(zip(before, after, strict=False)):
        if old != new:
            return place - (place > 0 and before[0] == after[0] == 0), -abs(new - old)
    return len(before), 0


def _without_ending(path: str) -> str:
    folder, slash, name = path.rpartition("/")
    stem, _, _ = name.rpartition(".")
    return folder + slash + (stem or name)


def is_alias(fact: Fact) -> bool:
    """Whether a constant is but another name of something: `Old = New`."""
    return fact.subject is Subject.CONSTANT and _ALIAS.match(fact.extra.get("signature", "")) is not None
