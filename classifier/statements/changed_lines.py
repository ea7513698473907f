"""What the changed lines say of themselves: small edits, calls that came and went, names in use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from classifier.paths import Role
from classifier.statements.length_budget import Room
from classifier.statements.lines import (
    DEFINES,
    is_cosmetic,
    is_prose,
    says_nothing,
    score,
    subject_words,
)
from classifier.statements.material import Material
from classifier.statements.replacements import Replacement, replacements
from history.briefs import Code, Listing, Section, Statement, Value

EDIT = "behaviour-"  # how the ids of the rules about steps begin
FEW = 40  # changed lines: beyond them single edits are not the story

HALF = 0.5


def from_lines(material: Material, room: Room, said: Sequence[Statement]) -> Iterator[Statement]:
    """What the changed lines say of themselves: small edits of lines that nothing was said of yet, then
    what commands pass now."""
    told = {
        (line.path, line.line)
        for one in said
        if "before" in dict(one.params) or one.rule.startswith(EDIT)
        for line in one.evidence
    }
    yield from (one for one in _edits(material, room) if _place(one) not in told)
    yield from passed(material)


def _edits(material: Material, room: Room) -> Iterator[Statement]:
    """The small edits that say most, where the commit is made of few."""
    if material.commit.files and sum(file.churn for file in material.written) > FEW:
        return
    words = subject_words(material)
    found: list[tuple[int, Replacement, tuple[tuple[str, Value], ...]]] = []
    for one in replacements(material.written):
        after, before = (line.text for line in one.evidence)
        if says_nothing(after) or says_nothing(before) or is_cosmetic(one.before, one.after):
            continue
        if material.roles.get(one.evidence[0].path) is Role.SOURCE and (
            is_prose(after) or DEFINES.match(before)
        ):
            continue
        if params := _both_sides(one, material):
            found.append((2 * score(f"{one.before} {one.after}", words) + score(after, words), one, params))
    found.sort(key=lambda each: -each[0])
    for points, one, params in found[: room.edits]:
        key = EDIT_KEYS[tuple(name for name, _ in params)]
        weight = 48 if points > 3 else 44  # below what names the function where it says little
        yield Statement(Section.SUMMARY, key, "summary-edit", one.evidence, params, weight)


def _place(statement: Statement) -> tuple[str, int]:
    return statement.evidence[0].path, statement.evidence[0].line


def passed(material: Material) -> Iterator[Statement]:
    """Flags that launch commands and guides now give, or give no more."""
    uses = [
        fact
        for fact in material.facts
        if fact.kind == "flag.changed"
        and fact.extra.get("role") == "use"
        and material.role_of(fact) is not Role.TEST
        and material.grounds.code(fact.name) is not None
    ]
    came = {fact.name: fact.evidence[0] for fact in uses if fact.extra.get("what") == "added"}
    went = {fact.name: fact.evidence[0] for fact in uses if fact.extra.get("what") == "removed"}
    sides = {
        "came": [name for name in came if name not in went],
        "went": [name for name in went if name not in came],
    }
    if not any(sides.values()):
        return
    key = "summary-passes" + ("-instead" if all(sides.values()) else "-no-more" if sides["went"] else "")
    shown = {side: names[:3] for side, names in sides.items() if names}
    evidence = [(came if side == "came" else went)[name] for side, names in shown.items() for name in names]
    params: list[tuple[str, Value]] = [
        (side, Listing(tuple(Code(name) for name in names), len(sides[side]) - len(names)))
        for side, names in shown.items()
    ]
    launched = sum(map(material.share_of, (Role.DOCUMENTATION, Role.EXAMPLE, Role.SCRIPT)))
    weight = 58 if launched > HALF else 23
    yield Statement(Section.SUMMARY, key, "summary-passes", tuple(evidence), tuple(params), weight)


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
