"""Steps and calls that came or went without a partner."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from classifier.facts.interface import Change, Subject
from classifier.facts.lines import Source
from classifier.facts.steps.body import SUBJECTS, Body, holds
from classifier.facts.steps.logical import Step, steps
from classifier.facts.steps.shapes import Shape, Shaped, calls_in, shaped
from history.briefs import Side

LONGEST_WHOLE = 64  # characters of a line that is shown as it stands
_LEAVES = re.compile(r"^(?P<how>continue|break)\b")


def came_or_went(body: Body, some: list[Shaped], side: Side) -> None:
    """Tell the steps that came or went without a partner."""
    change = Change.REMOVED if side is Side.OLD else Change.ADDED
    steps_there = list(steps(Source((body.new if side is Side.NEW else body.old).text, body.new.language), 0))
    following = {one.key: other for one, other in pairwise(steps_there)}
    elsewhere = (body.old if side is Side.NEW else body.new).text
    for one in some:
        proof = (one, None) if side is Side.OLD else (None, one)
        if one.shape in (Shape.CONDITION, Shape.LOOP) and one.subject:
            then = _then(following.get(one.step.key)) if one.shape is Shape.CONDITION else ""
            more = {"then": then} if then else {}
            body.tell(SUBJECTS[one.shape], change, one.subject, *proof, **more)
        elif one.shape in (Shape.ASSIGNED, Shape.CALL, Shape.RESULT):
            _line(body, one, change, proof)
        elif not one.subject or holds(elsewhere, one.subject):
            continue
        elif one.shape is Shape.RAISED:
            body.tell(Subject.EXCEPTION, change, one.subject, *proof, how="raised")
        elif one.shape is Shape.CAUGHT:
            body.tell(Subject.EXCEPTION, change, one.subject, *proof, how="caught")


def _line(body: Body, one: Shaped, change: Change, proof: tuple[Shaped | None, Shaped | None]) -> None:
    """A whole line that came or went and is short enough to be shown."""
    text = one.step.text.rstrip("; ")
    if len(text) <= LONGEST_WHOLE and re.search(r"\w{3}", text):
        body.tell(Subject.EXPRESSION, change, text, *proof, whole="true")


def _then(step: Step | None) -> str:
    if step is None:
        return ""
    shape = shaped(step).shape
    if shape is Shape.RAISED:
        return "raise"
    if shape is Shape.RESULT or step.code.rstrip(";") == "return":
        return "return"
    match = _LEAVES.match(step.code)
    return match["how"] if match else ""


def calls_that_came_or_went(body: Body, pairs: Iterable[tuple[Shaped | None, Shaped | None]]) -> None:
    """Tell the functions that the new lines call and the old ones do not, and the other way round."""
    language = body.new.language
    told = {name for fact in body.found for name in (fact.before, fact.after, fact.name)}
    sides: dict[Side, dict[str, Shaped]] = {Side.OLD: {}, Side.NEW: {}}
    for pair in pairs:
        for side, one in zip((Side.OLD, Side.NEW), pair, strict=True):
            if one is not None and one.shape is not Shape.RAISED:
                for call in calls_in(one.step, language):
                    sides[side].setdefault(call.name, one)
    for side, change in ((Side.NEW, Change.ADDED), (Side.OLD, Change.REMOVED)):
        other = sides[Side.OLD if side is Side.NEW else Side.NEW]
        elsewhere = (body.old if side is Side.NEW else body.new).text
        for name, one in sides[side].items():
            if name not in other and name not in told and not holds(elsewhere, name):
                proof = (one, None) if side is Side.OLD else (None, one)
                body.tell(Subject.CALL, change, name, *proof)
