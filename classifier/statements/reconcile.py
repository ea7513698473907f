"""Facts that are right one by one and would mislead together, put right before anything is said.

- What was removed in one file and added under the same name in another was moved, whatever its body became;
  within one file it was changed.
- A method that two types or more lose and one gains went to what they share.
- A function that left its place in a file and stands elsewhere in it is no other one.
- A name that left a file as a class and came to it as a function is still there, as something else, unless it is another
  name of something now.
- Fields that another type of the commit gains are told as handed over.
- A file in whose place one of the same name with another ending came was replaced.
- What the manifest of a package held that is gone whole, went with the package.
- An image that left a file in which another came was replaced.
- A heading that came back under another number, or the other way round, is the same heading.
- A field or constant named like the variable that its line reads is that variable, told once; so is the entry of the
  table that holds it, and a new name's in `__all__`. A constant that only held a variable is no loss beside it.
- Where code changes, nobody need be told of a function in which only comments do.
- Of dependencies that change version, those that go farthest come first.
- A version is no default, whatever holds it.
- The default of a flag is told as that, and not as a value too.
- A demand on a field, flag or parameter that the commit brings fails nobody's call of before.
- Parameters in whose place one other came are told with it.
- A parameter that one function of a name requires and another does not may be left out by somebody.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from types import MappingProxyType

from classifier.facts.interface import Change, Fact, Subject
from classifier.statements.credible import is_credible
from classifier.statements.handed_over import (
    handed_over,
    held_variable,
    in_one,
    is_alias,
    largest_steps_first,
    one_fact,
    taken_in,
    with_successors,
)
from classifier.statements.literal import Grounds
from classifier.statements.of_new import with_demands_of_new
from history.briefs import Side

DECLARED = frozenset(
    {
        Subject.CLASS,
        Subject.STRUCT,
        Subject.ENUM,
        Subject.TRAIT,
        Subject.INTERFACE,
        Subject.TYPE_ALIAS,
        Subject.FUNCTION,
        Subject.METHOD,
        Subject.MACRO,
        Subject.CONSTANT,
        Subject.FIELD,
        Subject.FLAG,
        Subject.ENV_VAR,
        Subject.TEST_CASE,
    }
)


def without_doubts(facts: Sequence[Fact], grounds: Grounds) -> tuple[Fact, ...]:
    """The facts that may be told, in their order."""
    settled = list(
        _turned(list(handed_over(list(taken_in(list(_gathered(list(_reunited(_told_once(facts))))))))))
    )
    whole = _without_what_packages_held(_without_named_values(list(with_successors(settled))))
    kept = _of_one_mind(_without_renumbered(_images_replaced(_without_inherited(whole))))
    told = [_for_whom(fact, grounds) for fact in _without_mere_comments(kept) if is_credible(fact, grounds)]
    return tuple(with_demands_of_new(largest_steps_first(list(in_one(told)))))


def _for_whom(fact: Fact, grounds: Grounds) -> Fact:
    """The fact, not public where nobody outside can get at it, and marked where the value that was the default is no
    longer known at all."""
    if fact.language == "go" and "/internal/" in f"/{fact.path}":
        return replace(fact, public=False)
    if fact.change is Change.DEFAULT_CHANGED and fact.public is False:
        fact = replace(fact, extra=MappingProxyType({**fact.extra, "private": "true"}))
    if fact.change is Change.DEFAULT_CHANGED and grounds.is_given_up((fact.before or "").strip("\"'")):
        return replace(fact, extra=MappingProxyType({**fact.extra, "given_up": "true"}))
    return fact


def _told_once(facts: Sequence[Fact]) -> Sequence[Fact]:
    """The facts but for fields and constants that are but the handles of variables, and for the entries of a table of
    variables and of `__all__` that name what is told as new."""
    variables = [fact for fact in facts if fact.subject is Subject.ENV_VAR]
    spots, named = {_spot(fact) for fact in variables}, {(fact.path, fact.name) for fact in variables}
    new = {fact.name for fact in facts if fact.change is Change.ADDED and "list" not in fact.extra}
    handles = {Subject.FIELD, Subject.CONSTANT}
    return [
        fact
        for fact in facts
        if not (
            (fact.subject in handles and (_spot(fact) in spots or (fact.path, fact.name) in named))
            or held_variable(fact)
            or ("list" in fact.extra and _is_entry_of(fact, named, new))
        )
    ]


def _is_entry_of(fact: Fact, variables: set[tuple[str, str]], new: set[str]) -> bool:
    hit = re.match(r"[\"']?([\w.-]+)", fact.name)
    name = hit[1] if hit else ""
    return (fact.path, name) in variables or (fact.extra["list"] == "__all__" and name in new)


def _without_named_values(facts: Sequence[Fact]) -> Sequence[Fact]:
    """The facts but for values that are what they were and only have a name now: `64` that became `SIZE`, which the commit
    sets to 64."""
    set_to = {
        fact.name.rpartition(".")[2]: fact.extra.get("signature", "").rpartition("= ")[2].rstrip(";")
        for fact in facts
        if fact.subject is Subject.CONSTANT and fact.change is Change.ADDED
    }
    return [
        fact
        for fact in facts
        if fact.before is None or set_to.get((fact.after or "").rpartition(".")[2]) != fact.before
    ]


def _without_what_packages_held(facts: Sequence[Fact]) -> Sequence[Fact]:
    """The facts but for the switches and dependencies of packages that are gone: the manifest went, and its package."""
    gone = {fact.name for fact in facts if fact.subject is Subject.PACKAGE and fact.change is Change.REMOVED}
    held = {Subject.FEATURE_SWITCH, Subject.DEPENDENCY}
    return [
        fact
        for fact in facts
        if fact.subject not in held
        or fact.change is not Change.REMOVED
        or fact.path.rpartition("/")[0] not in gone
    ]


_MEMBERS = frozenset({Subject.METHOD, Subject.FIELD, Subject.CONSTANT})
_TYPES = frozenset({Subject.CLASS, Subject.STRUCT, Subject.INTERFACE, Subject.TRAIT})
_ABSTRACT = frozenset(
    {"ABC", "ABCMeta", "metaclass", "Generic", "Protocol", "object", "Enum"}
)  # that give no methods


def _without_inherited(facts: Sequence[Fact]) -> Sequence[Fact]:
    """The facts but for members that a type lost and now has from a base that the commit brings or changes, or may have from
    one that is new to it and that the commit does not show."""
    bases: dict[str, set[str]] = {}
    unseen: set[str] = set()
    known = {fact.name for fact in facts if fact.subject in _TYPES and fact.change is not Change.REMOVED}
    for fact in facts:
        if fact.change is Change.SIGNATURE_CHANGED and fact.after:
            bases[fact.name] = set(re.findall(r"\w+", fact.after))
            fresh = bases[fact.name] - set(re.findall(r"\w+", fact.before or ""))
            if fact.subject in _TYPES and fresh - known - _ABSTRACT:
                unseen.add(fact.name)
    kept = {
        (fact.owner, fact.name)
        for fact in facts
        if fact.subject in _MEMBERS and fact.change in {Change.ADDED, Change.MOVED, Change.CHANGED}
    }
    return [
        fact
        for fact in facts
        if fact.subject not in _MEMBERS
        or fact.change is not Change.REMOVED
        or not (fact.owner in unseen or any((base, fact.name) in kept for base in bases.get(fact.owner, ())))
    ]


def _spot(fact: Fact) -> tuple[str, str, int, Side | None]:
    """A name and where it is proved first."""
    first = fact.evidence[0] if fact.evidence else None
    return fact.name, fact.path, first.line if first else 0, first.side if first else None


def _key(fact: Fact) -> tuple[Subject, str, str]:
    """What makes two declarations the same one: methods and fields belong to their type. What Java calls an `@interface` is a
    class in Kotlin."""
    subject = Subject.CLASS if "@interface" in fact.evidence[0].text else fact.subject
    return subject, fact.owner.rpartition(".")[2], fact.name


def _reunited(facts: Sequence[Fact]) -> Iterable[Fact]:
    added = {_key(fact): fact for fact in facts if fact.change is Change.ADDED and fact.subject in DECLARED}
    removed = {_key(fact) for fact in facts if fact.change is Change.REMOVED and fact.subject in DECLARED}
    both = added.keys() & removed
    tests = _tests_of_other_classes([fact for fact in facts if _key(fact) not in both])
    came = {id(fact) for fact in tests.values()}
    for fact in facts:
        if id(fact) in tests:
            yield one_fact(fact, tests[id(fact)])
        elif id(fact) in came:
            continue
        elif fact.subject not in DECLARED or _key(fact) not in both:
            yield fact
        elif fact.change is Change.REMOVED:
            yield one_fact(fact, added[_key(fact)])
        elif fact.change is not Change.ADDED:
            yield fact


def _tests_of_other_classes(facts: Sequence[Fact]) -> dict[int, Fact]:
    """The test that came for each one that went (by `id`) under the same name, in whatever class: one for one."""
    came: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.subject is Subject.TEST_CASE and fact.change is Change.ADDED:
            came[fact.name].append(fact)
    gone = [fact for fact in facts if fact.subject is Subject.TEST_CASE and fact.change is Change.REMOVED]
    return {id(fact): came[fact.name].pop(0) for fact in gone if came.get(fact.name)}


def _gathered(facts: Sequence[Fact]) -> Iterable[Fact]:
    """The facts with a method that two types or more lose and one gains told as moved to what they share."""

    def key(fact: Fact) -> tuple[str, str]:
        return fact.language, fact.name

    lost: dict[tuple[str, str], set[str]] = {}
    gained: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        if fact.subject is Subject.METHOD and fact.change is Change.REMOVED:
            lost.setdefault(key(fact), set()).add(fact.owner)
        elif fact.subject is Subject.METHOD and fact.change is Change.ADDED:
            gained.setdefault(key(fact), []).append(fact)
    shared = {
        one: gained[one][0]
        for one, owners in lost.items()
        if len(owners) > 1 and len(gained.get(one, ())) == 1
    }
    for fact in facts:
        home = shared.get(key(fact)) if fact.subject is Subject.METHOD else None
        if home is None or fact.change not in {Change.ADDED, Change.REMOVED}:
            yield fact
        elif fact.change is Change.REMOVED:
            yield one_fact(fact, home)


IMPORTED = DECLARED - {Subject.METHOD, Subject.FIELD, Subject.FLAG, Subject.ENV_VAR, Subject.TEST_CASE}


def _turned(facts: Sequence[Fact]) -> Iterable[Fact]:
    """The facts with what left a file as one kind of thing, and came to it under the same name as another, told
    once: `type_changed`, with the former kind as `extra["was"]`."""

    def key(fact: Fact) -> tuple[str, str, str]:
        return fact.path, fact.owner, fact.name

    came = {key(fact) for fact in facts if fact.change is Change.ADDED and fact.subject in IMPORTED}
    went = {
        key(fact): fact
        for fact in facts
        if fact.change is Change.REMOVED and fact.subject in IMPORTED and key(fact) in came
    }
    renamed = {(fact.path, fact.before) for fact in facts if fact.change is Change.RENAMED}
    for fact in facts:
        gone = went.get(key(fact)) if fact.subject in IMPORTED else None
        held = gone is not None or (fact.path, fact.name) in renamed
        if held and fact.change is Change.ADDED and is_alias(fact):
            continue  # another name of something that is what it was
        if gone is None or fact.change not in {Change.ADDED, Change.REMOVED}:
            yield fact
        elif fact.change is Change.ADDED:
            extra = MappingProxyType({**fact.extra, "was": str(gone.subject)})
            evidence = (*fact.evidence, *gone.evidence)
            yield replace(fact, change=Change.TYPE_CHANGED, evidence=evidence, extra=extra)


NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*|[a-zA-Z])[.)]?\s+")


def _without_renumbered(facts: Iterable[Fact]) -> Iterable[Fact]:
    """The facts but for headings that only got another number."""
    facts = list(facts)
    sides: dict[Change, set[tuple[str, str]]] = {Change.ADDED: set(), Change.REMOVED: set()}
    for fact in facts:
        if fact.subject is Subject.SECTION and fact.change in sides:
            sides[fact.change].add((fact.path, NUMBER.sub("", fact.name)))
    both = sides[Change.ADDED] & sides[Change.REMOVED]
    for fact in facts:
        if fact.subject is not Subject.SECTION or (fact.path, NUMBER.sub("", fact.name)) not in both:
            yield fact


def _images_replaced(facts: Sequence[Fact]) -> Iterable[Fact]:
    """The facts with an image that left a file, and its successor there, made one: of several the one
    whose name ends the same."""
    came: dict[tuple[str, str], Fact] = {}
    alone: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.extra.get("form") == "image" and fact.change is Change.ADDED:
            came.setdefault((fact.path, fact.name.rpartition("/")[2]), fact)
            alone.setdefault(fact.path, []).append(fact)
    successors: dict[int, Fact] = {}
    for place, fact in enumerate(facts):
        if fact.extra.get("form") != "image" or fact.change is not Change.REMOVED:
            continue
        only = alone.get(fact.path, [])
        new = came.get((fact.path, fact.name.rpartition("/")[2])) or (only[0] if len(only) == 1 else None)
        if new is not None:
            successors[place] = new
    replaced = {id(one) for one in successors.values()}
    for place, fact in enumerate(facts):
        if (new := successors.get(place)) is not None:
            evidence = (*new.evidence, *fact.evidence)
            yield replace(new, change=Change.RENAMED, before=fact.name, after=new.name, evidence=evidence)
        elif id(fact) not in replaced:
            yield fact


def _of_one_mind(facts: Iterable[Fact]) -> Iterable[Fact]:
    """The facts but for the default of what is told as a version and values that are told as the default of a flag, and with a
    parameter that one of several functions of a name lets callers leave out, or that stands in the place of another one, not
    called required."""
    facts = list(facts)
    given_up = Counter(
        (fact.path, fact.owner)
        for fact in facts
        if fact.subject is Subject.PARAMETER and fact.change is Change.REMOVED
    )
    defaults = {
        (fact.path, fact.name)
        for fact in facts
        if fact.subject is Subject.FLAG and fact.change in (Change.DEFAULT_CHANGED, Change.DEFAULT_ADDED)
    }
    versions = {fact.name for fact in facts if fact.change in (Change.BUMPED, Change.DOWNGRADED)}
    optional = {
        _parameter(fact)
        for fact in facts
        if fact.subject is Subject.PARAMETER and fact.change is Change.ADDED and "required" not in fact.extra
    }
    for fact in facts:
        if fact.change in (Change.DEFAULT_CHANGED, Change.VALUE_CHANGED) and fact.name in versions:
            continue
        if fact.subject is Subject.EXPRESSION and (fact.path, fact.name) in defaults:
            continue
        if fact.change is Change.DEFAULT_CHANGED and _is_own_version(fact):
            yield replace(fact, change=Change.VALUE_CHANGED)
        elif "required" in fact.extra and (
            _parameter(fact) in optional or given_up[fact.path, fact.owner] > 0
        ):
            extra = {key: value for key, value in fact.extra.items() if key != "required"}
            yield replace(fact, extra=MappingProxyType(extra))
        else:
            yield fact


_CODE = (DECLARED - {Subject.FLAG, Subject.ENV_VAR}) | {
    Subject.PARAMETER, Subject.VARIANT, Subject.DECORATOR, Subject.CONDITION, Subject.LOOP, Subject.RESULT, Subject.EXCEPTION,
    Subject.CALL, Subject.ARGUMENT, Subject.TEXT, Subject.LOCAL, Subject.EXPRESSION, Subject.STEP,
}  # fmt: skip


def _without_mere_comments(facts: Iterable[Fact]) -> Sequence[Fact]:
    """The facts but for functions in which only comments change, where the commit changes code."""
    facts = list(facts)
    mere = [fact.extra.get("what") == "comments" for fact in facts]
    if not any(fact.subject in _CODE and not only for fact, only in zip(facts, mere, strict=True)):
        return facts
    return [fact for fact, only in zip(facts, mere, strict=True) if not only]


_VERSION = re.compile(r"[\"']?v?\d+\.\d+[\w.+-]*[\"']?")


def _is_own_version(fact: Fact) -> bool:
    """Whether a field holds the version of the project itself."""
    return (
        fact.subject in {Subject.FIELD, Subject.CONSTANT}
        and fact.name.lower().endswith("version")
        and all(_VERSION.fullmatch(value or "") for value in (fact.before, fact.after))
    )


def _parameter(fact: Fact) -> tuple[str, str]:
    return re.split(r"::|\.", fact.owner)[-1], fact.name
