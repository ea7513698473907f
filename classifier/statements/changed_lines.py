"""What the changed lines say of themselves: small edits, calls that came and went, names in use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from classifier.facts.interface import Change, Fact, Subject
from classifier.paths import Role
from classifier.statements.engine import MOST_EVIDENCE
from classifier.statements.material import Material, largest
from classifier.statements.mentions import Mention, telling
from classifier.statements.replacements import Replacement, replacements
from classifier.statements.room import ROOMS, Room
from history.briefs import Code, Evidence, Listing, Section, Side, Statement, Value


def from_lines(material: Material, room: Room, said: Sequence[Statement]) -> Iterator[Statement]:
    """What the changed lines say of themselves: small edits of lines that nothing was said of yet, then
    what bodies call now."""
    told = {(line.path, line.line) for one in said if "before" in dict(one.params) for line in one.evidence}
    yield from (one for one in _edits(material, room) if _place(one) not in told)
    yield from _calls(material, room)


def names_in_use(material: Material, named: Set[str], section: Section) -> Iterator[Statement]:
    """The names that came into use, went out of use, or that the changed lines are about; those that
    the author mentions first. `named` are names that were said already."""
    most = ROOMS[material.level].mentions
    message = material.commit.message
    found = [one for one in material.mentions if not _named(one.name, named)]
    found = [one for one in found if material.grounds.code(one.name) is not None]
    found.sort(key=lambda one: one.name not in message)
    came = [one for one in found if one.added and not one.removed][:most]
    went = [one for one in found if one.removed and not one.added][:most]
    both = [one for one in found if one.removed and one.added][:most]
    if section is Section.SCOPE:
        groups = {"scope-uses": came, "scope-uses-no-more": went, "scope-around": both}
        for weight, (key, some) in enumerate(reversed(groups.items()), start=1):
            if some:
                yield _mentioned(section, key, weight, names=some)
    elif came and went:
        yield _mentioned(section, "summary-uses-instead", 30, came=came, went=went)
    elif came:
        yield _mentioned(section, "summary-uses", 30, came=came)
    elif went:
        yield _mentioned(section, "summary-uses-no-more", 30, went=went)
    elif both:
        yield _mentioned(section, "summary-around", 30, names=both)


def _mentioned(section: Section, key: str, weight: int, **groups: Sequence[Mention]) -> Statement:
    params = [(name, Listing(tuple(Code(one.name) for one in some))) for name, some in groups.items()]
    evidence = [one.evidence for some in groups.values() for one in some]
    return Statement(section, key, "names-in-use", tuple(evidence[:MOST_EVIDENCE]), tuple(params), weight)


def _named(name: str, named: Set[str]) -> bool:
    return any(name in other or other in name for other in named)


def _edits(material: Material, room: Room) -> Iterator[Statement]:
    """The first small edits, where the commit is made of few."""
    if material.commit.files and sum(file.churn for file in material.written) > 40:
        return
    said = 0
    for found in replacements(material.written):
        params = _both_sides(found, material)
        if not params:
            continue
        yield Statement(
            Section.SUMMARY,
            EDIT_KEYS[tuple(name for name, _ in params)],
            "summary-edit",
            found.evidence,
            params,
            48,
        )
        said += 1
        if said == room.edits:
            return


def _calls(material: Material, room: Room) -> Iterator[Statement]:
    """What the most changed bodies call now and did not before, and the other way round."""
    bodies = [
        fact
        for fact in material.facts
        if fact.change is Change.CHANGED
        and fact.subject in (Subject.FUNCTION, Subject.METHOD)
        and fact.extra.keys() & {"calls_added", "calls_removed"}
    ]
    bodies.sort(key=lambda fact: (material.role_of(fact) is Role.TEST, -int(fact.extra["changed_lines"])))
    for fact in bodies[: room.edits]:
        name = material.grounds.name(fact.name)
        came = _called(fact, "calls_added", material, room)
        went = _called(fact, "calls_removed", material, room)
        if name is None or not (came or went):
            continue
        params: list[tuple[str, Value]] = [("name", name)]
        params += [(key, Listing(some)) for key, some in (("came", came), ("went", went)) if some]
        key = "summary-calls" + ("" if came and went else "-new" if came else "-no-more")
        yield Statement(Section.SUMMARY, key, "summary-calls", fact.evidence, tuple(params), 46)


def _called(fact: Fact, side: str, material: Material, room: Room) -> tuple[Code, ...]:
    names = [name for name in fact.extra.get(side, "").split() if telling(name)]
    codes = (material.grounds.name(name) for name in names)
    return tuple(dict.fromkeys(code for code in codes if code is not None))[: room.names - 1]


def _place(statement: Statement) -> tuple[str, int]:
    return statement.evidence[0].path, statement.evidence[0].line


def first_line(material: Material) -> Iterator[Statement]:
    """Where nothing else speaks: the first line of substance that was added, else that was taken out."""
    for key, side in (("summary-line-added", Side.NEW), ("summary-line-removed", Side.OLD)):
        for file in largest(material.written):
            for hunk in file.hunks:
                for number, text in hunk.added() if side is Side.NEW else hunk.removed():
                    if len(re.findall(r"\w", text)) < 4:
                        continue
                    if (code := material.grounds.value(text)) is None:
                        continue
                    path = file.path if side is Side.NEW else file.old_path or file.path
                    proof = (Evidence(path, side, number, text.strip()[:200]),)
                    yield Statement(Section.SUMMARY, key, "summary-line", proof, (("line", code),), 20)
                    return


EDIT_KEYS = {
    ("before", "after"): "summary-replaced",
    ("before",): "summary-deleted",
    ("after",): "summary-inserted",
}


def _both_sides(found: Replacement, material: Material) -> tuple[tuple[str, Value], ...]:
    """The two texts of an edit, or the one that there is; nothing if one cannot be shown."""
    sides = [(name, text) for name, text in (("before", found.before), ("after", found.after)) if text]
    shown = [(name, value) for name, text in sides if (value := material.grounds.value(text)) is not None]
    if any(not re.search(r"\w", text) for _, text in sides):
        return ()
    if len(shown) < len(sides) or (len(sides) == 1 and not re.search(r"\w{2}", sides[0][1])):
        return ()
    return tuple(shown)
