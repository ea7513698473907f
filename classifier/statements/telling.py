"""Everything that is said of one commit: rules, summary and scope together, within the room there is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from classifier.statements.engine import by_rules
from classifier.statements.material import Material
from classifier.statements.nothing import nothings
from classifier.statements.params import weight_of
from classifier.statements.review import review
from classifier.statements.rules import StatementRule
from classifier.statements.scope import scope
from classifier.statements.summary import codes, summary
from history.briefs import Importance, Nothing, Section, Statement

SECTIONS = {
    Importance.HIGH: tuple(Section),
    Importance.MEDIUM: (Section.SUMMARY, Section.SCOPE, Section.ADVICE),
    Importance.LOW: (Section.SUMMARY,),
}
# Room by section, in visible characters of a Chinese report; the means of the sections, taken together,
# leave a reader a screen for a high commit and half of one for a medium.
ROOM = {
    Importance.HIGH: {
        Section.SUMMARY: 700,
        Section.SCOPE: 900,
        Section.ARCHITECTURE: 300,
        Section.PERFORMANCE: 220,
        Section.SECURITY: 220,
        Section.MAINTAINABILITY: 260,
        Section.COMPATIBILITY: 320,
        Section.RISK: 380,
        Section.ADVICE: 360,
    },
    Importance.MEDIUM: {Section.SUMMARY: 500, Section.SCOPE: 560, Section.ADVICE: 260},
    Importance.LOW: {Section.SUMMARY: 130},
}
ELSEWHERE = 200  # sections that the level does not show: what headlines and JSON may still want
WORDS = 22  # characters of a sentence around its values


def tell(
    rules: Iterable[StatementRule], material: Material
) -> tuple[tuple[Statement, ...], tuple[Nothing, ...]]:
    """The statements of a commit, the weightiest of each section first, and where nothing was found.

    Sections that the commit's level does not show are filled too, from rules only: the day's overview and
    the JSON read them.
    """
    found = list(by_rules(rules, material))
    by_section = {section: [one for one in found if one.section is section] for section in Section}
    told = list(summary(by_section[Section.SUMMARY], material))
    if material.level is not Importance.LOW:
        named = {code.text for one in told for code in codes(one)}
        told += fitting(scope(material, named), ROOM[material.level][Section.SCOPE])
        by_section[Section.ADVICE] += review(material, by_section[Section.ADVICE])
    for section in Section:
        if section not in (Section.SUMMARY, Section.SCOPE):
            told += fitting(by_section[section], ROOM[material.level].get(section, ELSEWHERE))
    return tuple(told), tuple(nothings(material, {one.section for one in told}))


def fitting(statements: Iterable[Statement], room: int) -> Sequence[Statement]:
    """The weightiest statements that fit into about `room` characters; always at least one."""
    chosen: list[Statement] = []
    for one in sorted(statements, key=lambda one: -one.weight):
        cost = WORDS + sum(weight_of(value) for _, value in one.params)
        if chosen and cost > room:
            continue
        chosen.append(one)
        room -= cost
    return chosen
