"""Everything that a section says of one commit: sentences, quotations and pieces of the diff."""

from __future__ import annotations

from dataclasses import dataclass, replace

from classifier.statements.callers import RULE as CALLED
from classifier.statements.code_marks import CodeMarks
from classifier.statements.engine import RuleOrder, by_rules, united
from classifier.statements.material import Material
from classifier.statements.pieces import pieces
from classifier.statements.quotations import quotations
from classifier.statements.records import RULE as RECORD
from classifier.statements.scope import scope
from classifier.statements.shown import codes, says_the_same_twice
from classifier.statements.summary import summary
from history.briefs import Importance, Listing, Origin, Piece, Quotation, Quote, Section, Statement

DUTY = 58  # weight from which a sentence is about what somebody must do or may lose
# Weight from which a sentence outside the summary is said: of a commit that matters less, breaks and duties alone.
LEAST = {Importance.HIGH: 45, Importance.MEDIUM: DUTY, Importance.LOW: DUTY}
MOST = 3  # sentences of a section other than the summary
MOST_CALLED = 2  # new things of which it is said who calls them
_OWN = (Section.SUMMARY, Section.SCOPE)


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of one commit. Sections that its level does not show are filled too: the day's overview and the
    JSON read them."""

    statements: tuple[Statement, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    pieces: tuple[Piece, ...] = ()


def say(rules: RuleOrder, material: Material) -> Said:
    """The sentences of a commit, the weightiest of each section first, with what people wrote and what shows it."""
    found = [one for one in united(by_rules(rules, material)) if not says_the_same_twice(one)]
    head = summary([one for one in found if one.section is Section.SUMMARY], material)
    named = {code.text for one in head for code in codes(one)}
    rest: list[Statement] = []
    for section in Section:
        if section in _OWN:
            continue
        own = sorted((one for one in found if one.section is section), key=lambda one: -one.weight)
        heard = [one for one in own if not _is_heard(one, named)]
        shown = [one for one in heard if one.weight >= LEAST[material.level]][:MOST]
        rest += [
            one if one in shown else replace(one, shown=False)
            for one in own
            if one in shown or one.rule in rules.news
        ]
    quoted = quotations(
        material, [value.text for one in head for _, value in one.params if isinstance(value, Quote)]
    )
    if any(one.rule == RECORD for one in head):
        quoted = tuple(one for one in quoted if one.origin is not Origin.RECORD)
    carried = pieces(material, [*head, *(one for one in rest if one.shown)], quoted)
    places = [
        one
        for one in scope(material, {one.path for one in carried})
        if one.rule != CALLED or _is_of_news(one, named)
    ]
    marks = CodeMarks(material)
    said = tuple(marks.statement(one) for one in (*head, *places, *rest))
    return Said(said, tuple(marks.quotation(one) for one in quoted), carried)


def _is_of_news(called: Statement, named: set[str]) -> bool:
    """Whether what is called is one thing or two that the summary tells of: of a dozen helpers nobody asks who calls them."""
    names = next(value for name, value in called.params if name == "names")
    told = {name.replace("::", ".").rpartition(".")[2] for name in named}
    return (
        isinstance(names, Listing)
        and len(names.items) + names.more <= MOST_CALLED
        and any(item.text.replace("::", ".").rpartition(".")[2] in told for item in names.items)
    )


def _is_heard(one: Statement, named: set[str]) -> bool:
    """Whether the summary says it all: it names the same things, and there is no duty to tell beside them."""
    light = one.section is Section.ARCHITECTURE or one.weight < DUTY
    return light and {code.text for code in codes(one)} <= named
