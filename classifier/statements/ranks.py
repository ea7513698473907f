"""How much each sentence that a summary could say deserves to lead: by its weight, by how much of the title it is about, by old and
new values, by what is gone; less what names only names, speaks of tests, or says something only beside another sentence."""

from __future__ import annotations

import re

from classifier.paths import Role
from classifier.statements.candidates import MOSTLY
from classifier.statements.focus import identifiers, squashed
from classifier.statements.material import Material
from classifier.statements.ranking import is_beside, stems, subject_stems
from classifier.statements.shown import codes
from history.briefs import Code, Quote, Statement

INVENTORY = 45  # what a list of names loses
OF_LOST = 30  # what a list of things that are gone loses: who builds on them must know
OF_ASIDE = 40  # what a sentence about tests or pages loses in a commit about something else
OF_SPELT = 16  # for a name that the title spells
OF_TITLE = 12  # for each word of the title that a sentence is about, up to three
OF_REMOVAL = 20  # what is gone is always worth saying
OF_GONE = 60  # what the end of a file gains by its share of the changed lines
OF_VALUES = 10  # for an old and a new value
_NAMES_ONLY = (
    "summary-added-",
    "summary-removed-",
    "summary-changed-",
    "summary-moved-",
    "summary-constructor",
    "summary-exports",
)
_DULL = frozenset({"summary-changed", "summary-tests-changed", "summary-bases", "behaviour-calls"})
# True, and seldom what a reader wants to hear first: which argument is passed, which call gave way to which.
_MINOR = frozenset(
    {
        "behaviour-demands",
        "behaviour-demands-instead",
        "behaviour-demands-no-more",
        "behaviour-asks",
        "behaviour-asks-too",
        "behaviour-asks-less",
        "behaviour-lets-too",
        "behaviour-lets-less",
    }
    | {
        "behaviour-calls",
        "behaviour-passes",
        "behaviour-passes-no-more",
        "behaviour-passes-instead",
        "behaviour-words",
    }
    | {
        "behaviour-step",
        "behaviour-raises",
        "behaviour-sets-when",
        "behaviour-bound",
        "summary-takes",
        "summary-edit",
    }
    | {"behaviour-moved-after", "behaviour-moved-before", "behaviour-moved-into", "behaviour-moved-out"}
)
MINOR = 20  # what they lose


_SHAPE = re.compile(
    r"\.(?:view|reshape|contiguous|squeeze|unsqueeze|flatten|t|to|clone|detach)\((?:[^()]|\([^()]*\))*\)"
)
_ENDING = re.compile(r"\.\w{1,4}$")


_OUTSIDE_RULES = frozenset(
    {
        "summary-added-interfaces",
        "summary-added-variables",
        "summary-removed-interfaces",
        "summary-added-dependencies",
        "summary-removed-dependencies",
    }
)


def rank_of(one: Statement, material: Material) -> int:
    """How much a sentence deserves to lead."""
    rank = one.weight
    said = [value.text for _, value in one.params if isinstance(value, Quote)]
    text = " ".join([*(code.text for code in codes(one)), *said, *(proof.text for proof in one.evidence[:1])])
    title = subject_stems(material.reading.message.subject)
    rank += OF_TITLE * min(3, len(stems(text) & title)) + OF_SPELT * is_titled(one, material)
    values = {name for name, _ in one.params}
    if {"before", "after"} <= values and one.rule != "summary-edit":
        rank += OF_VALUES
    if one.key.startswith(("summary-removed-", "summary-kind-changed")):
        rank += OF_REMOVAL
    if (
        one.key.startswith(_NAMES_ONLY)
        and not is_titled(one, material)
        and (one.rule not in _OUTSIDE_RULES or _of_new_tools(one, material))
    ):
        rank -= OF_LOST if one.key.startswith("summary-removed-") else INVENTORY
        if material.share_of(Role.SOURCE) > 0 and _of_new_tools(one, material):
            rank -= OF_ASIDE
    if one.rule in _DULL or one.key in _DULL:
        rank -= INVENTORY
    if one.rule in _MINOR or _is_shape(one):
        rank -= MINOR
    if one.rule == "behaviour-file-gone":
        rank += round(OF_GONE * material.share_of_file(one.evidence[0].path))
    elif one.key.startswith("summary-removed-") and one.evidence[0].path in material.left:
        rank -= OF_REMOVAL + OF_VALUES  # the file is gone, and all that was in it
    roles = {material.roles.get(proof.path) for proof in one.evidence[:1]}
    for role in roles & {Role.TEST, Role.DOCUMENTATION, Role.EXAMPLE, Role.BENCHMARK, Role.CI}:
        if role is not None and (is_beside(role, material) or material.share_of(role) < MOSTLY):
            rank -= OF_ASIDE
    return rank


def _is_shape(one: Statement) -> bool:
    """Whether a value is only given another shape or layout."""
    values = {name: value.text for name, value in one.params if isinstance(value, Code)}
    before, after = values.get("before", ""), values.get("after", "")
    return bool(before and after) and _SHAPE.sub("", after) == _SHAPE.sub("", before)


def is_titled(one: Statement, material: Material) -> bool:
    """Whether a list of names has one that the title spells, as programs spell names."""
    if one.key.startswith("summary-changed-"):
        return False  # that it is about that is said, and nothing of it
    spelt = identifiers(material.reading.message.subject)
    names = shown(one)[:1] if one.key.startswith(_NAMES_ONLY) else shown(one)
    return bool(spelt) and any({squashed(name), squashed(_ENDING.sub("", name))} & spelt for name in names)


def _of_new_tools(one: Statement, material: Material) -> bool:
    """Whether names are those of scripts, benchmarks and the like that are new as a whole: nobody calls them yet."""
    return all(
        proof.path in material.came and material.roles.get(proof.path) is not Role.SOURCE
        for proof in one.evidence
    )


def shown(one: Statement) -> list[str]:
    """What a sentence names."""
    return [code.text for code in codes(one)]
