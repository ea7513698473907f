"""Which of the sentences about single steps a summary takes, and how they stand together.

A body of forty changed lines gives a dozen such sentences. Those count that the author's message is about, then
those that decide something. What tests do is only told where there is nothing else, or the commit is about tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from classifier.paths import Role
from classifier.statements.changed_lines import EDIT
from classifier.statements.lines import score, subject_words
from classifier.statements.material import Material
from classifier.statements.params import codes, weight_of
from history.briefs import Importance, Listing, Statement, Term, Value

MOST_POINTS = 9  # for words of the message; one moves a sentence past a kind of step
LONG = 70  # characters of values from which a sentence is hard to read
MOSTLY = 0.6  # of the changed lines
OF_TESTS = 20  # what a step of a test loses where the program has some too


def about_steps(statement: Statement) -> bool:
    """Whether a sentence is about a step of a body."""
    return statement.rule.startswith(EDIT)


def chosen(statements: Sequence[Statement], material: Material, most: int) -> list[Statement]:
    """All other sentences, and the `most` best ones about steps, weighed anew."""
    words = subject_words(material)
    if material.share_of(Role.TEST) < MOSTLY:
        program = [one for one in statements if not (_is_edit(one) and _of_tests(one, material))]
        statements = program or statements
    steps = _without_repeats([_weighed(one, words, material) for one in statements if about_steps(one)])
    if any(not _of_tests(one, material) for one in steps):
        steps = [
            replace(one, weight=max(1, one.weight - OF_TESTS)) if _of_tests(one, material) else one
            for one in steps
        ]
    steps.sort(key=lambda one: -one.weight)
    return [*(one for one in statements if not about_steps(one)), *_together(steps[:most])]


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


LEAVES = re.compile(r"(?:return|yield|raise|throw|continue|break)\b")
CALLS = frozenset({"edit-calls-new", "edit-calls-gone"})


def _without_repeats(steps: Sequence[Statement]) -> list[Statement]:
    """The steps but for calls that came or went with a piece of code which another step of that place shows, and
    for the line by which a guard leaves."""
    shown: dict[Value, str] = {}
    for one in steps:
        if one.key not in CALLS:
            place = dict(one.params)["place"]
            shown[place] = "\n".join([shown.get(place, ""), *(code.text for code in codes(one))])
    guarded = {dict(one.params)["place"] for one in steps if one.key.startswith("edit-guard-")}
    return [
        one
        for one in steps
        if not (one.key in CALLS and _is_within(one, shown))
        and not (one.key == "edit-line-new" and dict(one.params)["place"] in guarded and _leaves(one))
    ]


def _leaves(line: Statement) -> bool:
    """Whether a new line is what a guard does: it has been told with the guard."""
    return any(LEAVES.match(code.text) for code in codes(line))


def _is_within(calls: Statement, shown: Mapping[Value, str]) -> bool:
    params = dict(calls.params)
    names, place = params["names"], params["place"]
    words = set(re.findall(r"\w+", shown.get(place, "")))
    return (
        isinstance(names, Listing)
        and not names.more
        and all(re.split(r"::|\.", item.text)[-1] in words for item in names.items)
    )


def _together(statements: Sequence[Statement]) -> list[Statement]:
    """Sentences about one place next to one another, with the weight of the first."""
    best: dict[Value, int] = {}
    for one in statements:
        best.setdefault(dict(one.params)["place"], one.weight)
    return [replace(one, weight=best[dict(one.params)["place"]]) for one in statements]


def with_places_once(statements: Iterable[Statement]) -> list[Statement]:
    """The sentences in their order, a place that the sentence before was about not named again."""
    found: list[Statement] = []
    last: Value | None = None
    for one in statements:
        place = dict(one.params).get("place") if about_steps(one) else None
        if place is not None and place == last:
            params = tuple(
                (name, Term("place-same") if name == "place" else value) for name, value in one.params
            )
            found.append(replace(one, params=params))
        else:
            found.append(one)
        last = place
    return found
