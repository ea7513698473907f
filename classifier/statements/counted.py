"""Of how many places a sentence is true: "one condition" of two is not, nor is the setting of one job that of all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from classifier.facts.interface import Change, Fact, Subject
from classifier.paths import Role
from classifier.statements.branch_params import place
from classifier.statements.material import Material
from history.briefs import EVIDENCE_CHARACTERS, Code, Evidence, Listing, Side, Statement, Value
from history.records import FileChange

_OF_ONE = frozenset(
    f"behaviour-{name}" for name in ("asks", "asks-too", "asks-less", "lets-too", "lets-less")
)
_VALUE = "summary-value"
_OF = {"job": "summary-value-of-job", "step": "summary-value-of-step", "one": "summary-value-of-one"}
_IN_A_JOB = re.compile(r"jobs\.(?P<job>[\w-]+)(?:\.steps\[(?P<step>[^\]]*\D[^\]]*)\])?")
_PASSED = {"flags-passed": (Side.NEW, "added"), "flags-passed-no-more": (Side.OLD, "removed")}
MOST_FILES = 3  # that are named
_WITHIN = re.compile(r" {4}")  # how far all of a job stands in


def counted(told: Sequence[Statement], material: Material) -> list[Statement]:
    """The sentences, those about a condition that changed like others of the same place with how many they are, those
    about a setting of one job with whose it is, those about flags of commands with every file that has such commands."""
    return [_of_all(one, material) for one in told]


def _of_all(one: Statement, material: Material) -> Statement:
    line = one.evidence[0]
    if one.key in _PASSED:
        return _of_commands(one, material)
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


def _of_commands(one: Statement, material: Material) -> Statement:
    """That commands pass flags, with the files of which a command passes them now though another one did before: to those
    the flags are not new."""
    side, what = _PASSED[one.key]
    listed = dict(one.params).get("names")
    names = [code.text for code in listed.items] if isinstance(listed, Listing) else []
    roles = {material.roles.get(line.path) for line in one.evidence}
    wanted = {"role": "use", "what": what}
    known = [
        fact.path
        for fact in material.facts
        if fact.name in names and dict(fact.extra) == wanted and material.roles.get(fact.path) in roles
    ]
    found: dict[str, Evidence] = {}
    for file in material.written if names else ():
        if file.path not in known and material.roles.get(file.path) in roles:
            lines = [line for name in names if (line := _passes(file, name, side)) is not None]
            if len(lines) == len(names):
                found[file.path] = lines[0]
    files = material.grounds.listing(
        [material.grounds.file_name(path) for path in dict.fromkeys((*known, *found))], MOST_FILES
    )
    if not found or files is None:
        return one
    params = tuple((name, files if name == "paths" else value) for name, value in one.params)
    return replace(one, params=params, evidence=(*one.evidence, *found.values()))


def _passes(file: FileChange, flag: str, side: Side) -> Evidence | None:
    """The first changed line of a command that has a flag on one side only, and stands on the other side without it."""
    holds = re.compile(rf"(?<![\w-]){re.escape(flag)}(?![\w-])")
    path = file.path if side is Side.NEW else file.old_path or file.path
    for hunk in file.hunks:
        own, other = (list(hunk.added()), list(hunk.removed()))[:: 1 if side is Side.NEW else -1]
        begun = {text.split()[0] for _, text in other if text.strip()}
        first = ""
        goes_on = False
        for number, text in own:
            first = first if goes_on else text
            goes_on = text.endswith("\\")
            if holds.search(text) and first.split()[0] in begun:
                if any(holds.search(line) for _, line in other):
                    return None
                return Evidence(path, side, number, text.strip()[:EVIDENCE_CHARACTERS])
    return None


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
