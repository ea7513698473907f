"""Errors: caught and what becomes of them, raised on paths where they were not, no longer raised.

- `exception.added`, `.removed` with `how` `caught`: the name is the types caught; `fate` is `raised` (it goes on),
  `turned` (into `error`), `returned` (`after` is what), `skipped` (a loop goes on), `logged` (and nothing else; `level`, `says`),
  `swallowed` (nothing at all), `do` (`after` is the one step) or `handled`; `step` is what is tried;
  `guards` is `old` where some of it stood there before and let its errors out;
- `exception.changed` with `how` `caught`: the types, `before` and `after`; with `how` `fate`: the two fates;
- `exception.added`, `.removed` with `how` `raised`: the name is its type, or its words; `error`, `says`; `when` the
  condition around it that was there before; `before` what was returned in its place;
- `exception.changed` with `how` `raised`: the types;
- `result.changed` with `how` `error`: `after` is returned where `error` was raised.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from classifier.facts.behaviour.body import LEAST_TELLING, Body, Proof, squeezed, under
from classifier.facts.behaviour.model import Kind, Step
from classifier.facts.behaviour.outcomes import LONGEST_VALUE, outcome, returned
from classifier.facts.behaviour.words import error_of, level_of, said_by
from classifier.facts.interface import Change, Subject
from history.briefs import Side

LONGEST_SHOWN = 90  # characters
MOST_TRIED = 3  # steps: of more of them, nobody can tell which one fails
_TRIED = frozenset({Kind.IMPORT, Kind.CALL, Kind.ASSIGN, Kind.RETURN})
_CATCHES = re.compile(r"^(?:except\*?|catch|rescue)\b\s*")
_BOUND = re.compile(r"\s+as\s+\w+\s*:?$|:$")
_PASSED = re.compile(r"^(?:raise|throw)(?:\s+\$?\w{1,12})?;?$")


def errors(body: Body) -> None:
    """Tell what became of handlers and errors of a body."""
    came, went = body.came(), body.went()
    for step in came:
        if step.kind is Kind.CATCH:
            _caught(body, Change.ADDED, step)
        elif step.kind is Kind.RAISE and step not in body.told:
            _raised(body, step)
    for step in went:
        if step.kind is Kind.CATCH:
            _caught(body, Change.REMOVED, step)
        elif step.kind is Kind.RAISE and step not in body.told and not _under(step, went):
            _raised_no_more(body, step)
    for new in body.new:
        old = body.found.partner.get(new)
        if old is None:
            continue
        if new.kind is Kind.CATCH:
            _handler_changed(body, old, new)
        elif new.kind is Kind.RAISE and new not in body.found.same:
            _other_error(body, old, new)


def _under(step: Step, steps: list[Step]) -> bool:
    return any(
        one in steps and one.kind in (Kind.IF, Kind.CATCH, Kind.CASE, Kind.FUNCTION) for one in step.above
    )


def _types(step: Step) -> str:
    """The types that a handler catches, as written; "" for any."""
    if step.error is not None:  # the grammar says what is caught
        return step.word
    text = _BOUND.sub("", _CATCHES.sub("", step.text).rstrip(" {")).strip()
    if text.startswith("("):  # Java, C++, JavaScript, or a tuple
        text = text.strip("()").strip()
        if "," not in text:
            text = re.sub(r"^(?:final|const)\s+|\s*&$", "", text)
            words = text.split()
            text = " ".join(words[:-1]) if len(words) > 1 else "" if re.match(r"[a-z_$]", text) else text
    return text.rstrip("&: ")


@dataclass(frozen=True, slots=True)
class _Fate:
    """What becomes of a caught error: in a word, what else is known of it, a value, and the steps that show it."""

    how: str
    extra: dict[str, str] = field(default_factory=dict)
    value: str | None = None
    proof: tuple[Step, ...] = ()


_FATES = {"return": "returned", "continue": "skipped", "break": "skipped", "log": "logged", "nothing": "swallowed",
          "do": "do"}  # fmt: skip


def _fate(step: Step) -> _Fate:
    out = outcome(step.within("body"))
    inside = list(step.all_within("body"))
    logs = [one for one in inside if one.kind is Kind.LOG]
    more = {"level": level_of(logs[0].word), "says": said_by(logs[0])} if logs else {}
    if out.how == "raise" and _PASSED.match(out.proof[-1].text):
        return _Fate("raised", more, None, out.proof)
    if out.how == "raise" and out.error and out.error == _types(step):
        return _Fate("raised", {}, None, out.proof)  # the same kind, in other words
    if out.how == "raise":
        return _Fate("turned", {"error": out.error, "says": out.says}, None, out.proof)
    if out.how not in _FATES or any(one.kind is Kind.RAISE for one in inside):
        return _Fate("handled")
    return _Fate(_FATES[out.how], more, out.value or None, out.proof)


def _caught(body: Body, change: Change, step: Step) -> None:
    fate, types = _fate(step), _types(step)
    if not body.whole and step.parent is not None:
        tried = list(step.parent.all_within("body"))
        if tried and all(
            one.changed and one not in body.found.partner and not _stood(body, one) for one in tried
        ):
            return  # what it watches over came, or went, with it
        if change is Change.REMOVED and tried and not any(one in body.found.same for one in tried):
            return  # nothing of what it watched over is done here any more as it was
    other = body.went() if change is Change.ADDED else body.came()
    if any(one.kind is Kind.CATCH and _types(one) == types for one in other):
        return  # the same errors were caught before, or still are
    if fate.how == "turned" and fate.extra.get("error") == types:
        return
    way_out = _way_out(step, fate)
    steps = [step, *fate.proof]
    proof = Proof(steps) if change is Change.ADDED else Proof((), steps)
    body.tell(
        Subject.EXCEPTION,
        change,
        types or "any",
        proof,
        how="caught",
        any="" if types else "true",
        before=way_out if change is Change.REMOVED else None,
        after=fate.value if change is Change.ADDED else None,
        fate=fate.how,
        fallback="true" if change is Change.REMOVED and way_out and fate.how in {"do", "handled"} else "",
        step=_tried(step),
        guards="old" if change is Change.ADDED and _let_out(body, step) else "",
        **fate.extra,
    )


def _way_out(handler: Step, fate: _Fate) -> str | None:
    """What a handler returns or does last in the place of what failed."""
    if fate.how not in {"do", "handled"}:
        return fate.value
    last = next((one for one in reversed(handler.within("body")) if one.kind is not Kind.LOG), None)
    if last is None or last.kind not in {Kind.CALL, Kind.ASSIGN}:
        return None
    text = last.text.rstrip("; ")
    return text if len(text) <= LONGEST_SHOWN else None


def _stood(body: Body, step: Step) -> bool:
    """Whether what a new name is given stood in the function before, without a name."""
    given = squeezed(step.text.partition("=")[2].rstrip("; "))
    old = squeezed(body.texts.get(Side.OLD, ""))
    return step.kind is Kind.ASSIGN and "(" in given and len(given) >= LEAST_TELLING and given in old


def _let_out(body: Body, handler: Step) -> bool:
    """Whether what a handler watches over was done before, with nothing around it that caught errors: only then do
    callers lose an error that they used to see. Not where it returns, since what stands behind is done in its place, and
    not of imports, which are made optional."""
    tried = list(handler.parent.all_within("body")) if handler.parent is not None else []
    if any(step.kind in {Kind.RETURN, Kind.IMPORT} for step in tried):
        return False
    for step in tried:
        old = body.found.partner.get(step)
        if old is not None and "(" in step.text and not any(one.kind is Kind.TRY for one in old.above):
            return True
    return False


def _tried(handler: Step) -> str:
    """What a handler watches over: the one step or the first call, where it is short enough to be shown."""
    if handler.parent is None:
        return ""
    steps = [one for one in handler.parent.within("body") if one.kind is not Kind.LOG]
    first = next((one for one in steps if one.kind is Kind.IMPORT or "(" in one.text), None)
    if first is None or first.children or len(steps) > MOST_TRIED or first.kind not in _TRIED:
        return ""
    text = first.text.rstrip("; ")
    return text if len(text) <= LONGEST_VALUE else ""


def _raised(body: Body, step: Step) -> None:
    error, says = error_of(step), said_by(step)
    if (not error and not says) or (says and says in body.texts.get(Side.OLD, "")):
        return  # the same words are said in another way
    when, guard = condition_of(step)
    place = _in_place(body, step, Kind.RETURN)
    body.tell(
        Subject.EXCEPTION,
        Change.ADDED,
        error or says,
        Proof([*guard, step], [place] if place else ()),
        how="raised",
        error=error,
        says=says,
        before=returned(place) if place else None,
        **_reached(step, when),
    )


def _raised_no_more(body: Body, step: Step) -> None:
    error, says = error_of(step), said_by(step)
    if (not error and not says) or body.fails_still(error, says):
        return
    when, _ = condition_of(step)
    place = _in_place(body, step, Kind.RETURN)
    if place is not None and place in body.found.partner:
        place = None
    if place is not None:
        body.tell(
            Subject.RESULT,
            Change.CHANGED,
            returned(place) or "return",
            Proof([place], [step]),
            how="error",
            error=error,
            says=says,
            before=error or None,
            after=returned(place) or None,
            when=when,
        )
        return
    body.tell(
        Subject.EXCEPTION,
        Change.REMOVED,
        error or says,
        Proof((), [step]),
        how="raised",
        error=error,
        says=says,
        **_reached(step, when),
    )


def _reached(step: Step, when: str) -> dict[str, str]:
    """The condition on which an error is raised, with those that it stands under, of which all must hold."""
    more = under(step)
    around = more.get("around", "")
    if not more or (around and "\n" not in around):
        return {"when": when}
    return {**more, "when": around or when}


def condition_of(step: Step) -> tuple[str, list[Step]]:
    """The condition on which a step runs, and its steps where they are new."""
    around = step.parent
    if around is None or around.kind is not Kind.IF or step.branch != "then" or around.unless:
        return "", []
    return around.text, [around] if around.changed else []


def _in_place(body: Body, step: Step, kind: Kind) -> Step | None:
    """A step of a kind on the other side that stood in the same branch and has no partner."""
    others = body.old if step in set(body.new) else body.new
    new_side = others is body.old
    for other in others:
        if other.kind is kind and other.changed and other not in body.found.partner:
            pair = (other, step) if new_side else (step, other)
            if body.found.in_place(*pair):
                return other
    return None


def _handler_changed(body: Body, old: Step, new: Step) -> None:
    before, after = _types(old), _types(new)
    if "".join(before.split()) != "".join(after.split()) and (before or after):
        body.tell(
            Subject.EXCEPTION,
            Change.CHANGED,
            after or before,
            Proof([new], [old]),
            how="caught",
            before=before or "",
            after=after or "",
        )
    was, now = _fate(old), _fate(new)
    inside = [one for one in (*old.all_within("body"), *new.all_within("body")) if one.changed]
    if was.how == now.how or not inside or "handled" in (was.how, now.how):
        return
    if {was.how, now.how} == {"logged", "do"}:
        return  # it is noted either way
    body.tell(
        Subject.EXCEPTION,
        Change.CHANGED,
        after or "any",
        Proof(now.proof or [new], was.proof or [old]),
        how="fate",
        any="" if after else "true",
        after=now.value,
        fate=now.how,
        fate_before=was.how,
        **now.extra,
    )


def _other_error(body: Body, old: Step, new: Step) -> None:
    before, after = error_of(old), error_of(new)
    if before and after and before != after:
        body.tell(
            Subject.EXCEPTION,
            Change.CHANGED,
            after,
            Proof([new], [old]),
            how="raised",
            before=before,
            after=after,
            says=said_by(new),
        )
        return
    was, now = said_by(old), said_by(new)
    if was and now and was != now:
        body.tell(Subject.TEXT, Change.CHANGED, now, Proof([new], [old]), before=was, after=now, error=after)
