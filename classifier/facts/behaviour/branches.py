"""What a branch does that came with its condition, or went with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from classifier.facts.behaviour.body import Body, Proof
from classifier.facts.behaviour.callees import callees
from classifier.facts.behaviour.clauses import line_of, listed, unless_of
from classifier.facts.behaviour.differing import Differing
from classifier.facts.behaviour.exchange import Exchange
from classifier.facts.behaviour.model import Kind, Step
from classifier.facts.behaviour.outcomes import LONGEST_VALUE, Outcome, goes_early
from classifier.facts.interface import Change, Subject
from history.briefs import Side

_TARGET = re.compile(r"\$?@{0,2}\w+(?:(?:\.|->|::)\w+)*")
_ITEMS = re.compile(r"(?:async )?for(?:each)?\b(?!\s*\(?\s*(?:;|;;|\{))|.*\b(?:each|times|forEach)\b")


def chooses(body: Body, step: Step, then: Sequence[Step], otherwise: Sequence[Step]) -> bool:
    """Tell a value of a conditional expression that was there in any case."""
    if not len(then) == len(otherwise) == 1 or not (then[0].value and otherwise[0].value):
        return False
    if max(len(then[0].value), len(otherwise[0].value)) <= LONGEST_VALUE:
        body.tell(
            Subject.CONDITION,
            Change.ADDED,
            step.text,
            Proof([step, *then, *otherwise]),
            after=then[0].value,
            form="chooses",
            given=then[0].word,
            otherwise=otherwise[0].value,
            clauses=listed(step),
            either=listed(step, "or"),
        )
    return True


def given_another(body: Body, step: Step, then: Sequence[Step], before: Sequence[Step]) -> bool:
    """Tell a branch that calls what was called before, with one argument exchanged; `before` are the steps that are done
    where the condition does not hold, as they were."""
    does = [one for one in then if one.kind is not Kind.LOG]
    if len(does) != 1 or step.unless or len(step.text) > LONGEST_VALUE:
        return False
    new = does[0]
    for old in before:
        if old.kind is not new.kind or old.word != new.word or old.children or new.children:
            continue
        found = Differing.of(old, new).found
        if len(found) == 1 and found[0].old is not None and found[0].new is not None:
            exchange, told = Exchange(body, Differing(old, new, found), few=True), len(body.facts)
            exchange.tell(when=step.text)
            return len(body.facts) > told
    return False


def leaves(body: Body, change: Change, step: Step, out: Outcome) -> None:
    """Tell a condition with what its branch comes to, or does; nothing where that cannot be said."""
    new = change is Change.ADDED
    proof, form, value, extra = [step, *out.proof], "leaves", out.value or None, out.extra
    called, inside = "", _of_one(list(step.all_within("then")))
    then_goes_on = out.how in {"continue", "break"} and any(
        one not in out.proof and one.kind is not Kind.LOG for one in inside
    )
    long = out.how == "do" and len(out.value) > LONGEST_VALUE
    if out.how in {"", "nothing"} or then_goes_on or long:
        called = "\n".join(_news(body, inside) if new else [])
        deed = _deed(body, step.within("then")) if new and not called else None
        if deed is None and not called:
            return  # what is done in that case cannot be said
        form, value, extra = ("case", None, {}) if deed is None else deed.told
        proof = [step] if deed is None else [step, deed.step]
    elif new:
        called = "\n".join(_news(body, [one for one in inside if one not in out.proof]))
    body.tell(
        Subject.CONDITION,
        change,
        step.text,
        Proof(proof if new else (), () if new else proof),
        before=None if new else value,
        after=value if new else None,
        form=form,
        bare="" if value else "true",
        early="true" if goes_early(step, out) else "",
        calls=called,
        clauses=listed(step),
        either=listed(step, "or"),
        unless=unless_of(step),
        rounds="" if _goes_through_items(step) else "true",
        failed="true" if new and _failed_already(body, out) else "",
        **extra,
    )


def _failed_already(body: Body, out: Outcome) -> bool:
    """Whether the words of the error stand in what the commit takes out, here or in what was called from here."""
    return out.how == "raise" and any(
        one.kind is Kind.RAISE and (one in body.found.partner or body.moved(one, Side.NEW))
        for one in out.proof
    )


def _news(body: Body, steps: Sequence[Step]) -> list[str]:
    """What some steps call that the function did not call before."""
    old = body.texts.get(Side.OLD, "")
    return [name for name in callees(steps) if f"{name}(" not in old]


def _of_one(steps: Sequence[Step]) -> list[Step]:
    """The steps but for those inside a function among them: it is only made here, and runs whenever it is called."""
    made = {one for one in steps if one.kind is Kind.FUNCTION and one.word}
    return [one for one in steps if made.isdisjoint(one.above)]


@dataclass(frozen=True, slots=True)
class _Deed:
    """The step of a branch that others see most of, and how a fact tells it."""

    step: Step
    told: tuple[str, str, dict[str, str]]


def _deed(body: Body, steps: Sequence[Step]) -> _Deed | None:
    """The last thing that a branch sets of what was there before: whole where that is short, else its name."""
    old = body.texts.get(Side.OLD, "")
    for step in reversed(steps):
        name = step.word
        known = (
            step.kind is Kind.ASSIGN
            and not step.node.type.endswith("declaration")
            and _TARGET.fullmatch(name)
            and step not in body.found.partner
        )
        if not known or not re.search(rf"(?<![\w.]){re.escape(re.split(r'[.>:]', name)[0])}(?!\w)", old):
            continue
        if len(line := line_of(step)) <= LONGEST_VALUE:
            return _Deed(step, ("leaves", line, {"then": "do"}))
        return _Deed(step, ("sets", name, {}))
    return None


def _goes_through_items(step: Step) -> bool:
    """Whether the loop that a step stands in takes one item after the other, and is no waiting for something."""
    loop = next((one for one in step.above if one.kind in (Kind.LOOP, Kind.FUNCTION)), None)
    return loop is not None and _ITEMS.match(loop.text) is not None
