"""Everything that is said of one commit: rules, summary and scope together, within the room there is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from classifier.statements.changed_lines import names_in_use
from classifier.statements.engine import by_rules, united
from classifier.statements.material import Material
from classifier.statements.params import codes, weight_of
from classifier.statements.review import review
from classifier.statements.scope import scope
from classifier.statements.statement_rule import StatementRule
from classifier.statements.summary import summary
from history.briefs import SECTIONS, Importance, Section, Statement

# Room in visible characters of a Chinese report: a reader gets a screen for a high commit, half of one for
# a medium. The scope takes what the other sections leave, so that a commit with little else to say has its
# files listed one by one.
TOTAL = {Importance.HIGH: 3050, Importance.MEDIUM: 1400, Importance.LOW: 0}
LEAST_SCOPE = 600
ROOM = {
    Section.SUMMARY: 700,
    Section.ARCHITECTURE: 300,
    Section.PERFORMANCE: 220,
    Section.SECURITY: 220,
    Section.MAINTAINABILITY: 260,
    Section.COMPATIBILITY: 320,
    Section.RISK: 340,
    Section.ADVICE: 300,
}
# How many areas a scope is divided into and how many names each shows: the finest that fits.
FINENESS = ((16, 5), (12, 5), (9, 5), (7, 5), (5, 5), (5, 3), (4, 2))
SENTENCE = 16  # characters of a sentence around its values


def tell(rules: Iterable[StatementRule], material: Material) -> tuple[Statement, ...]:
    """The statements of a commit, the weightiest of each section first. Where nothing was found, nothing is said.

    Sections that the commit's level does not show are filled too, from rules only: the day's overview and
    the JSON read them.
    """
    found = united(by_rules(rules, material))
    by_section = {section: [one for one in found if one.section is section] for section in Section}
    head = list(summary(by_section[Section.SUMMARY], material))
    if material.level is not Importance.LOW:
        by_section[Section.ADVICE] += review(material, by_section[Section.ADVICE])
    rest = [
        one
        for section in Section
        if section not in (Section.SUMMARY, Section.SCOPE)
        for one in fitting(by_section[section], ROOM[section])
    ]
    shown = SECTIONS[material.level]
    if Section.SCOPE in shown:
        left = TOTAL[material.level] - cost(one for one in (*head, *rest) if one.section in shown)
        head += _scope(material, {code.text for one in head for code in codes(one)}, max(LEAST_SCOPE, left))
    return (*head, *rest)


def _scope(material: Material, named: set[str], room: int) -> Sequence[Statement]:
    """The scope in as many areas as fit, then the names in the changed lines."""
    areas: list[Statement] = []
    said: set[str] = set()
    for most, names in FINENESS:
        said = set(named)
        areas = list(scope(material, said, most, names))
        if cost(areas) <= room:
            break
    said |= {code.text for one in areas for code in codes(one)}
    return fitting([*areas, *names_in_use(material, said, Section.SCOPE)], room)


def cost(statements: Iterable[Statement]) -> int:
    """About how many characters statements take."""
    return sum(SENTENCE + sum(weight_of(value) for _, value in one.params) for one in statements)


def fitting(statements: Iterable[Statement], room: int) -> Sequence[Statement]:
    """The weightiest statements that fit into about `room` characters; always at least one."""
    chosen: list[Statement] = []
    for one in sorted(statements, key=lambda one: -one.weight):
        if chosen and cost([one]) > room:
            continue
        chosen.append(one)
        room -= cost([one])
    return chosen
