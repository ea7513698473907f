"""Conditions that came, went or changed, and what they decide.

`condition.added`, `.removed`: the name is the condition; `form` in `extra` says what hangs on it:

- `leaves`: the branch ends the work there; `then` is `return`, `raise`, `continue`, `break`, `log` or `do`, with
  `after` (of a removed one `before`) the value returned or the one step, and `error`, `says`, `level` as of an `Outcome`;
  `nested` is `true` where the condition itself stands under another one, `early` where nothing but that is done and the
  body goes on otherwise;
- `only`: what was done in any case (`after`) now depends on it, and `otherwise` is done where it does not hold; of a
  removed one: what depended on it no longer does;
- `checks`: an assertion, `after`, is made only where it holds now;
- `chooses`: `after` is returned, or given to `given`, where it holds, and `otherwise` where not; one of them was in any case;
- `instead`: where it holds `after` is done now, and `before` where not;
- `sets`: something longer, of which `after` is what others see set;
- `case`: something longer; `calls` are the names that it calls and the function did not, a line each
  (`classifier.facts.behaviour.callees`).

Of a branch that ends the work after other steps, `calls` are the names that those call.

`clauses` are those of which all must hold, `either` those of which one must, `around` the conditions that it stands under,
a line each. A condition on which the same is called as before with another argument is told with that
(`argument.changed` with `when`).

With `unless` it is all of that where the condition is not met.

`condition.changed`: `before` and `after` are the conditions, or the one clause that differs; `form` is `and`, `or`
(a clause came: `part`), `and-less`, `or-less` (it went), `clause` or `whole`; `then` and `value` what it decides. With
`apart` it is asked by itself now, and was only where the one before it was not met; with `chained` the reverse, and `before`
is that one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from classifier.facts.behaviour.body import LEAST_TELLING, Body, Proof, squeezed
from classifier.facts.behaviour.branches import chooses, given_another, leaves
from classifier.facts.behaviour.clauses import (
    all_of,
    clauses_in,
    clauses_of,
    line_of,
    listed,
    subject_of,
    unless_of,
)
from classifier.facts.behaviour.exchanged_conditions import (
    Pair,
    apart,
    asks_and_does,
    decides,
    exchanged,
    in_one_loop,
    stood_before,
)
from classifier.facts.behaviour.matching import written_out
from classifier.facts.behaviour.model import Kind, Step
from classifier.facts.behaviour.outcomes import LONGEST_VALUE, Outcome, outcome, returned
from classifier.facts.interface import Change, Subject
from history.briefs import Side

_PASSED_ON = re.compile(r"^(?:err|e|error|rc|ret|\w*[eE]rr)\s*(?:!=|<|is not)\s*(?:nil|None|0|null)$")
_HANDED_ON = re.compile(
    r"(?:return|raise|throw)\b(?:\s*(?:nil|None|null|err|error|ctrl\.Result\{\}|[Tt]rue|[Ff]alse|-?\d+|\"\"|''|,|\s)*);?"
)
_IS_SET = re.compile(r"(\w+)(?: is not None| != (?:nil|None|nullptr)| !==? (?:null|undefined))?")
# A name that begins with nothing in it is no deed.
_BEGINS_WITH = re.compile(
    r"=\s*(?:-?\d[\w.]*|[Nn]one|nil|null|nullptr|[Tt]rue|[Ff]alse|\[\]|\{\}|\"\"|''|(?:vec!\[\]|\w[\w:]*(?:::new|<[^()]*>)?\(\)))[;,]?$"
)
MOST_GONE = 3  # conditions: a body that lost more, and has new ones, was reworked
_SHOWN = (Kind.RETURN, Kind.RAISE, Kind.CALL, Kind.ASSIGN, Kind.LOG)


def conditions(body: Body) -> None:
    """Tell what became of the conditions of a body."""
    came = [step for step in body.came() if step.kind is Kind.IF]
    went = [step for step in body.went() if step.kind is Kind.IF]
    asserted = [step for step in body.went() if step.kind is Kind.ASSERT]
    turned = _subjects(came) & (_subjects(went) | _subjects(asserted))  # the same asked the other way round
    came = [step for step in came if subject_of(step) not in turned]
    went = [step for step in went if subject_of(step) not in turned]
    pairs = [Pair.of(old, step) for step in body.new if (old := stood_before(body, step)) is not None]
    split = {squeezed(step.text) for step in body.new if step.kind is Kind.IF and step.touched}
    joined = {squeezed(step.text) for step in body.old if step.kind is Kind.IF and step.touched}
    pairs = [pair for pair in pairs if not all_of(pair.gone) & split and not all_of(pair.come) & joined]
    came = [step for step in came if asks_and_does(step) not in _clauses_of(body.old)]
    went = [step for step in went if asks_and_does(step) not in _clauses_of(body.new)]
    for step in came:
        if not any(one in came for one in step.above):
            _came(body, step, went)
    reworked = len(went) > MOST_GONE and bool(came or pairs)
    for step in [] if reworked else went:
        if step not in body.told and not any(one in went for one in step.above):
            _went(body, step)
    for pair in pairs:
        exchanged(body, pair)
    for step in body.new:
        apart(body, step)


def _clauses_of(steps: Sequence[Step]) -> set[tuple[str, str]]:
    """The clauses of the changed conditions that have several, each with what that leads to."""
    return {
        (squeezed(clause), asks_and_does(step)[1])
        for step in steps
        if step.kind is Kind.IF and step.touched and len(clauses := clauses_in(step).texts) > 1
        for clause in clauses
    }


def _subjects(steps: Sequence[Step]) -> set[tuple[str, ...]]:
    return {subject_of(step) for step in steps} - {()}


def _came(body: Body, step: Step, went: Sequence[Step]) -> None:
    then, otherwise = step.within("then"), step.within("else")
    kept = _kept(body, step, "then")
    kept_else = _kept(body, step, "else")
    if (kept or kept_else) and chooses(body, step, then, otherwise):
        return
    if kept:
        before = next((one for one in body.found.partner[kept[0]].above if one in went), None)
        if before is not None and (
            _met_in(before, body.found.partner[kept[0]]) is step.unless or not in_one_loop(body, before, step)
        ):
            return  # what ran where the one was not met runs where the other is; or it was asked in a loop that went
        if before is not None and before.branch == step.branch and before.unless == step.unless:
            body.tell(
                Subject.CONDITION,
                Change.CHANGED,
                step.text,
                Proof([step], [before]),
                before=before.text,
                after=step.text,
                form="whole",
                **decides(step, outcome(then)),
            )
            return
        shown = _shown([one for one in kept if _asked_last(one) is step])
        if shown is None:
            _checked(body, step, kept)
        elif _briefly(shown) == _otherwise(body, otherwise):
            pass  # done in either case, with something that is too long to be said
        elif _more_guarded(body, shown) and not _asks_whether_it_is(body, step, shown):
            body.tell(
                Subject.CONDITION,
                Change.ADDED,
                step.text,
                Proof([step, shown]),
                after=_briefly(shown),
                form="only",
                otherwise=_otherwise(body, otherwise),
                clauses=listed(step),
                either=listed(step, "or"),
                unless=unless_of(step),
            )
        return
    out = outcome(then)
    passed_on = _PASSED_ON.match(step.text) and out.how in {"return", "raise"}
    if (
        passed_on
        or _was_returned(body, out)
        or given_another(body, step, then, [body.found.partner[one] for one in kept_else])
    ):
        return
    shown = _shown(kept_else)
    alone = sum(one.kind is not Kind.LOG for one in step.all_within("else")) == 1
    if shown is not None and alone and out.how in {"do", "return", "raise"} and out.proof:
        body.tell(
            Subject.CONDITION,
            Change.ADDED,
            step.text,
            Proof([step, *out.proof]),
            before=_briefly(shown),
            after=_briefly(out.proof[-1]),
            form="instead",
            clauses=listed(step),
            either=listed(step, "or"),
            unless=unless_of(step),
            **out.extra,
        )
        return
    leaves(body, Change.ADDED, step, out)


def _checked(body: Body, step: Step, kept: Sequence[Step]) -> None:
    """Tell an assertion that holds only in one case now."""
    one = next((each for each in kept if each.kind is Kind.ASSERT and each.node.named_children), None)
    if one is None or not _more_guarded(body, one):
        return
    holds = clauses_of(one.node.named_children[0], one.site)
    if len(holds.texts) == 1 and len(holds.texts[0]) <= LONGEST_VALUE:
        body.tell(
            Subject.CONDITION,
            Change.ADDED,
            step.text,
            Proof([step, one]),
            after=holds.texts[0],
            form="checks",
            clauses=listed(step),
            either=listed(step, "or"),
            unless=unless_of(step),
        )


def _was_returned(body: Body, out: Outcome) -> bool:
    """Whether what a new case returns was returned in any case before, local names written out."""
    value = squeezed(out.value)
    if out.how != "return" or len(value) < LEAST_TELLING:
        return False
    names = {one.word: line_of(one).partition("=")[2].strip() for one in body.old if one.kind is Kind.ASSIGN}
    return any(
        one.kind is Kind.RETURN
        and one.parent is None
        and squeezed(written_out(returned(one), names)) == value
        for one in body.old
    )


def _went(body: Body, step: Step) -> None:
    kept = _kept(body, step, "then")
    if kept:
        shown = _shown(kept)
        if (
            shown is not None
            and not body.is_of_gone(step.text)
            and not any(
                one.kind in (Kind.IF, Kind.CASE) and one.changed for one in body.found.partner[shown].above
            )
        ):
            body.tell(
                Subject.CONDITION,
                Change.REMOVED,
                step.text,
                Proof([body.found.partner[shown]], [step]),
                after=_briefly(shown),
                form="only",
            )
        return
    parts = clauses_in(step).texts
    if len(parts) > 1 and 2 * sum(body.elsewhere.asks(one, Side.NEW) for one in parts) > len(parts):
        return  # most of it is asked elsewhere now
    out = outcome(step.within("then"))
    if _PASSED_ON.match(step.text) and out.how in {"return", "raise"}:
        return
    if out.how == "raise" and body.fails_still(out.error, out.says):
        return
    if out.how != "raise" and (body.is_of_gone(step.text) or _is_returned_still(body, out)):
        return
    if out.how in {"break", "continue"} and any(
        one.kind is Kind.LOOP and one.changed and one not in body.found.same for one in body.new
    ):
        return  # the head of the loop may ask now
    leaves(body, Change.REMOVED, step, out)


def _is_returned_still(body: Body, out: Outcome) -> bool:
    """Whether what was returned early still is somewhere: nobody can say that it no longer is."""
    value = squeezed(out.value)
    return (
        out.how == "return"
        and len(value) >= LEAST_TELLING
        and value in squeezed(body.texts.get(Side.NEW, ""))
    )


def _kept(body: Body, step: Step, branch: str) -> list[Step]:
    """The steps of a branch that stood in the body before (or still do), those first that show most."""
    return [one for one in step.all_within(branch) if one in body.found.same]


def _met_in(condition: Step, inner: Step) -> bool:
    """Whether a step inside a condition runs where that is met."""
    while inner.parent is not None and inner.parent is not condition:
        inner = inner.parent
    return (inner.branch != "else") is not condition.unless


def _more_guarded(body: Body, step: Step) -> bool:
    """Whether a step stands under more conditions than before, and nowhere else beside."""
    old = body.found.partner[step]
    return (
        _guards(step) > _guards(old)
        and all(one in body.found.partner for one in old.above if one.kind in (Kind.IF, Kind.CASE))
        and not any(
            one.key == step.key and one is not step and one not in body.found.partner for one in body.new
        )
    )


def _asks_whether_it_is(body: Body, step: Step, shown: Step) -> bool:
    """Whether a condition only asks whether a local name of this commit was set, of which the step speaks: what was done
    with another name is as safe as before."""
    name = _IS_SET.fullmatch(step.text)
    return (
        name is not None
        and re.search(rf"(?<![\w.]){name[1]}(?!\w)", shown.text) is not None
        and any(one.kind is Kind.ASSIGN and one.word == name[1] for one in body.new)
        and not any(one.kind is Kind.ASSIGN and one.word == name[1] for one in body.old)
    )


def _asked_last(step: Step) -> Step | None:
    """The condition or case right around a step."""
    return next((one for one in step.above if one.kind in (Kind.IF, Kind.CASE)), None)


def _guards(step: Step) -> int:
    return sum(one.kind in (Kind.IF, Kind.CASE) for one in step.above)


def _shown(steps: Sequence[Step]) -> Step | None:
    fitting = [
        one
        for one in steps
        if one.kind in _SHOWN
        and not one.children
        and _briefly(one)
        and not _HANDED_ON.fullmatch(one.text)
        and not _BEGINS_WITH.search(one.text)
    ]
    for kind in (Kind.CALL, Kind.RAISE, Kind.RETURN, Kind.ASSIGN, Kind.LOG):
        for one in fitting:
            if one.kind is kind:
                return one
    return None


def _briefly(step: Step) -> str:
    """A step as written, or, where that is long, what it calls; "" where it calls nothing."""
    if len(line := line_of(step)) <= LONGEST_VALUE:
        return line
    return step.word if step.kind is Kind.CALL and len(step.word) <= LONGEST_VALUE else ""


def _otherwise(body: Body, steps: Sequence[Step]) -> str:
    """What is done now where a new condition does not hold: the last step of that branch that is new."""
    came = [
        one
        for one in steps
        if one not in body.found.partner and one.kind in _SHOWN and one.kind is not Kind.LOG
    ]
    return _briefly(came[-1]) if came and came[-1] is steps[-1] else ""
