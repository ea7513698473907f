"""What it means that one step gave way to another."""

from __future__ import annotations

import re

from classifier.facts.difference import LONGEST_SIDE, difference
from classifier.facts.interface import Change, Subject
from classifier.facts.steps.body import SUBJECTS, Body
from classifier.facts.steps.matching import alike
from classifier.facts.steps.renames import substituted
from classifier.facts.steps.shapes import Shape, Shaped, calls_in

LONGEST_NAME = 200  # characters of a text that names its fact
_STRING = re.compile(r"""[rbfu]{0,2}("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")


def gave_way(body: Body, old: Shaped, new: Shaped) -> None:
    """Tell what one step becoming another means."""
    if Shape.NOTHING in (old.shape, new.shape):
        return
    if new.shape in (Shape.RAISED, Shape.CAUGHT) and old.subject != new.subject and old.shape is new.shape:
        how = "raised" if new.shape is Shape.RAISED else "caught"
        body.tell(
            Subject.EXCEPTION,
            Change.CHANGED,
            new.subject,
            old,
            new,
            before=old.subject,
            after=new.subject,
            how=how,
        )
    elif _STRING.sub('""', old.step.text) == _STRING.sub('""', new.step.text):
        _texts(body, old, new)
    elif old.shape is new.shape and new.shape in SUBJECTS:
        _shaped_change(body, old, new, SUBJECTS[new.shape])
    elif not _arguments(body, old, new) and not _other_call(body, old, new):
        before, after = old.step.text.rstrip(";{ "), new.step.text.rstrip(";{ ")
        _change(body, old, new, Subject.EXPRESSION, (before, after))


def _shaped_change(body: Body, old: Shaped, new: Shaped, subject: Subject) -> None:
    if subject is Subject.RESULT and (_arguments(body, old, new) or _other_call(body, old, new)):
        return
    _change(body, old, new, subject, (old.subject, new.subject))


def _change(body: Body, old: Shaped, new: Shaped, subject: Subject, texts: tuple[str, str]) -> None:
    """Both texts where they are short, else what stands in only one of them."""
    before, after = (text.rstrip("{ ") for text in texts)
    if not before or not after:
        return
    if subject is Subject.RESULT and not (_is_closed(before) and _is_closed(after)):
        subject = Subject.EXPRESSION  # what is returned ends on a later line
    name = after if len(after) <= LONGEST_NAME else ""
    if max(len(before), len(after)) <= 48 and _is_closed(before) and _is_closed(after):
        body.tell(subject, Change.CHANGED, name, old, new, before=before, after=after)
        return
    found = _clauses(before, after) if subject is Subject.CONDITION else None
    found = found or difference(before, after)
    if found is None:
        return
    gone, come = (side.strip(" ,;") for side in found)
    if gone and come:
        body.tell(subject, Change.CHANGED, come, old, new, before=gone, after=come, part="true")
    elif come:
        body.tell(subject, Change.ADDED, come, None, new, part="true")
    elif gone:
        body.tell(subject, Change.REMOVED, gone, old, None, part="true")


def _is_closed(text: str) -> bool:
    return all(
        text.count(opening) == text.count(closing)
        for opening, closing in (("(", ")"), ("[", "]"), ("{", "}"))
    )


_JOINS = re.compile(r"\s*(?:&&|\|\||\band\b|\bor\b)\s*")


def _clauses(before: str, after: str) -> tuple[str, str] | None:
    """The one clause of a long condition that differs, before and after: `done is None` says more than `not`."""
    left, right = _JOINS.split(before), _JOINS.split(after)
    if len(left) != len(right) or _JOINS.findall(before) != _JOINS.findall(after):
        return None
    differing = [sides for sides in zip(left, right, strict=True) if sides[0] != sides[1]]
    if len(differing) != 1 or max(map(len, differing[0])) > LONGEST_SIDE:
        return None
    return differing[0] if all(one.count("(") == one.count(")") for one in differing[0]) else None


def _texts(body: Body, old: Shaped, new: Shaped) -> None:
    """The string literals that differ."""
    pairs = zip(_STRING.findall(old.step.text), _STRING.findall(new.step.text), strict=False)
    for before, after in pairs:
        if before == after:
            continue
        body.tell(Subject.TEXT, Change.CHANGED, after[1:-1], old, new, before=before[1:-1], after=after[1:-1])
        return


def _arguments(body: Body, old: Shaped, new: Shaped) -> bool:
    """Tell what another call of the same functions passes; whether that is what happened."""
    language = body.new.language
    before, after = calls_in(old.step, language), calls_in(new.step, language)
    if not after or [call.name for call in before] != [call.name for call in after]:
        return False
    for left, right in reversed(list(zip(before, after, strict=True))):
        if left.arguments == right.arguments:
            continue
        gone = [one for one in left.arguments if one not in right.arguments]
        come = [one for one in right.arguments if one not in left.arguments]
        call = right.name
        if come and not gone:
            for one in come:
                body.tell(Subject.ARGUMENT, Change.ADDED, one, None, new, call=call)
        elif gone and not come:
            for one in gone:
                body.tell(Subject.ARGUMENT, Change.REMOVED, one, old, None, call=call)
        elif len(gone) == len(come) == 1:
            body.tell(
                Subject.ARGUMENT, Change.CHANGED, come[0], old, new, before=gone[0], after=come[0], call=call
            )
        else:
            return False
        return True
    return False


def _other_call(body: Body, old: Shaped, new: Shaped) -> bool:
    """Tell that another function is called in the same place; whether that is what happened."""
    language = body.new.language
    before = [call.name for call in calls_in(old.step, language)]
    after = [call.name for call in calls_in(new.step, language)]
    if len(before) != len(after):
        return False
    differing = [(left, right) for left, right in zip(before, after, strict=True) if left != right]
    if len(differing) != 1:
        return False
    left, right = differing[0]
    if not alike(
        substituted(old.step.text, {left.rpartition(".")[2]: right.rpartition(".")[2]}), new.step.text
    ):
        return False
    body.tell(Subject.CALL, Change.CHANGED, right, old, new, before=left, after=right)
    return True
