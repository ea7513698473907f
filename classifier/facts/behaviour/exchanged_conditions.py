"""Conditions that stand in the place of others: which clause of them differs, and which are asked by themselves now.

`condition.changed` as `classifier.facts.behaviour.conditions` describes it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from classifier.facts.behaviour.body import LEAST_TELLING, Body, Proof, squeezed
from classifier.facts.behaviour.clauses import clauses_in, listed, subject_of
from classifier.facts.behaviour.membership import of_list
from classifier.facts.behaviour.model import Kind, Step
from classifier.facts.behaviour.outcomes import LONGEST_VALUE, LOOSE, Outcome, goes_early, outcome
from classifier.facts.interface import Change, Subject
from history.briefs import Side

_DECISIVE = frozenset({"return", "raise", "continue", "break"})
_NEGATION = re.compile(r"\bnot\b|!")
_OR_MARK = re.compile(r"\bor\b|\|\|")
_ONE_NAME = re.compile(r"\w+(?:\.\w+)*")
_WAY = re.compile(r"\bnot\b|\bis\b|[!=<>]=?=?|[\s()]")


@dataclass(frozen=True, slots=True)
class Pair:
    """A condition before and after, how its clauses are joined, and which of them went and came."""

    old: Step
    new: Step
    operator: str  # "" where there is but one clause on either side, or where they are joined otherwise
    gone: tuple[str, ...]
    come: tuple[str, ...]

    @classmethod
    def of(cls, old: Step, new: Step) -> Pair:
        """Compare two conditions."""
        before, after = clauses_in(old), clauses_in(new)
        mixed = before.operator and after.operator and before.operator != after.operator
        joined = "" if mixed else after.operator or before.operator
        return cls(old, new, joined, before.less(after), after.less(before))


def stood_before(body: Body, step: Step) -> Step | None:
    """The condition that stood in the place of one that changed."""
    if step.kind is not Kind.IF or step in body.found.same or not step.touched:
        return None
    return body.found.partner.get(step)


def exchanged(body: Body, pair: Pair) -> None:
    """Tell a condition that was asked otherwise before."""
    old, new, gone, come = pair.old, pair.new, pair.gone, pair.come
    before, after = outcome(old.within("then")), outcome(new.within("then"))
    if old.unless != new.unless or (before.how != after.how and {before.how, after.how} & _DECISIVE):
        return  # it leads to something else: no condition in the place of another
    if not in_one_loop(body, old, new):
        return  # the loop in which it was asked went, or came
    if (not come and not gone) or (subject_of(old) == subject_of(new) and _turned(old.text, new.text)):
        return
    if _is_renamed(body, old.text, new.text) or _is_asked_by_helper(body, pair):
        return
    if _asked_of(old) == _asked_of(new) and asks_and_does(old)[1] != asks_and_does(new)[1]:
        return  # the other way round, and what it leads to too
    form, was, now, part = "whole", old.text, new.text, ""
    if pair.operator and not gone and len(come) == 1:
        form, part = pair.operator, come[0]
    elif pair.operator and not come and len(gone) == 1:
        form, part = f"{pair.operator}-less", gone[0]
    elif len(come) == len(gone) == 1:
        form, was, now = "clause", gone[0], come[0]
    body.tell(
        Subject.CONDITION,
        Change.CHANGED,
        new.text,
        Proof([new], [old]),
        before=was,
        after=now,
        form=form,
        part=part,
        **of_list(was, now),
        # Where one clause of several differs, it is not what decides.
        **(
            decides(new, after)
            if squeezed(before.value) == squeezed(after.value)
            and (form != "clause" or len(clauses_in(new).texts) == 1)
            else {}
        ),
    )


def in_one_loop(body: Body, old: Step, new: Step) -> bool:
    """Whether two steps stand in the same loop, or both in none."""
    was, now = (next((one for one in step.above if one.kind is Kind.LOOP), None) for step in (old, new))
    return was is now if was is None or now is None else body.found.partner.get(was) is now


def apart(body: Body, step: Step) -> None:
    """Tell a condition that is no longer asked only where the one before it was not met, or is now."""
    old = body.found.partner.get(step) if step.kind is Kind.IF and step.touched else None
    if old is None or step not in body.found.same or old.unless or step.unless:
        return
    chained, was_chained = (one.branch == "else" and one.parent is not None for one in (step, old))
    first, other = (old, step) if was_chained else (step, old)
    while first.branch == "else" and first.parent is not None:
        first = first.parent
    around = body.found.partner.get(first.parent) if first.parent is not None else None
    held = squeezed(first.text) in squeezed(body.texts.get(Side.NEW if was_chained else Side.OLD, ""))
    held &= not first.touched or first in body.found.partner or first in body.found.same
    in_place = around is other.parent and (around is None or first.branch == other.branch)
    if chained is was_chained or not held or not in_place:
        return
    body.tell(
        Subject.CONDITION,
        Change.CHANGED,
        step.text,
        Proof([step], [old]),
        before=step.parent.text if chained and step.parent is not None else None,
        form="chained" if chained else "apart",
        clauses=listed(step),
    )


def decides(step: Step, out: Outcome) -> dict[str, str]:
    """What a condition leads to; nothing where it leads there if it is not met, or where its branch does more than that."""
    if step.unless:
        return {}
    told = out.extra
    told.pop("level", None)
    if out.how in {"return", "do"} and len(out.value) <= LONGEST_VALUE:
        told["value"] = out.value
    if out.how in LOOSE and not told.get("value") and not goes_early(step, out):
        del told["then"]
    return told


def asks_and_does(step: Step) -> tuple[str, str]:
    """What a condition asks and what it leads to: `a` of `a or b` that is asked alone now is news where it leads elsewhere."""
    out = outcome(step.within("then"))
    return squeezed(step.text), f"{out.how} {squeezed(out.value)}"


def _is_renamed(body: Body, before: str, after: str) -> bool:
    """Whether one name is asked in the place of another, and the commit has ceased to set the one and sets the other: what
    is asked is what they are set to."""
    sides = ((before, Side.OLD, Side.NEW), (after, Side.NEW, Side.OLD))
    return all(
        _ONE_NAME.fullmatch(name) is not None and _sets(body, name, own) and not _sets(body, name, other)
        for name, own, other in sides
    )


def _is_asked_by_helper(body: Body, pair: Pair) -> bool:
    """Whether what is no longer asked here is asked by a function that is called here only now: it is asked all the same."""
    asked = squeezed(" ".join(pair.gone))
    called = body.elsewhere.called(body.texts.get(Side.NEW, ""), body.texts.get(Side.OLD, ""))
    return len(asked) >= LEAST_TELLING and any(asked in squeezed(text) for text in called)


def _sets(body: Body, name: str, side: Side) -> bool:
    return any(body.elsewhere.holds(f"{name}{mark}", side) for mark in ("=", ":="))


def _turned(before: str, after: str) -> bool:
    """Whether a condition is the other asked the other way round: `a or b` and `not a and not b`."""
    return len(_NEGATION.findall(before)) != len(_NEGATION.findall(after)) and bool(
        _OR_MARK.search(before + after)
    )


def _asked_of(step: Step) -> str:
    """A condition without which way round it asks."""
    return _WAY.sub("", f"{step.text} ")
