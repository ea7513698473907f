"""Which of the sentences about single steps a summary takes, and how they stand together.

A body of forty changed lines gives a dozen such sentences. Those count that the author's message is about, then
those that decide something. What tests do is only told where there is nothing else, or the commit is about tests.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from classifier.paths import Role
from classifier.statements.changed_lines import EDIT
from classifier.statements.lines import score, subject_words
from classifier.statements.material import Material
from classifier.statements.shown import codes, weight_of
from history.briefs import Importance, Statement

MOST_POINTS = 9  # for words of the message; one moves a sentence past a kind of step
LONG = 70  # characters of values from which a sentence is hard to read
MOSTLY = 0.6  # of the changed lines


def about_steps(statement: Statement) -> bool:
    """Whether a sentence is about a step of a body."""
    return statement.rule.startswith(EDIT)


def chosen(statements: Sequence[Statement], material: Material, most: int) -> list[Statement]:
    """All other sentences, and the `most` best ones about steps, weighed anew."""
    words = subject_words(material)
    if material.share_of(Role.TEST) < MOSTLY or material.share_of(Role.SOURCE):
        program = [one for one in statements if not (_is_edit(one) and _of_tests(one, material))]
        statements = program or statements
    steps = [_weighed(one, words, material) for one in statements if about_steps(one)]
    steps.sort(key=lambda one: -one.weight)
    return [*(one for one in statements if not about_steps(one)), *steps[:most]]


def _is_edit(statement: Statement) -> bool:
    return about_steps(statement) or statement.rule == "summary-edit"


def _of_tests(statement: Statement, material: Material) -> bool:
    return material.roles.get(statement.evidence[0].path) is Role.TEST


def _weighed(statement: Statement, words: frozenset[str], material: Material) -> Statement:
    text = " ".join(code.text for code in codes(statement))
    points = min(MOST_POINTS, score(text, words))
    length = sum(weight_of(value) for _, value in statement.params)
    longest = LONG if material.level is not Importance.LOW else LONG - 20
    return replace(statement, weight=max(1, statement.weight + points - max(0, length - longest) // 4))
