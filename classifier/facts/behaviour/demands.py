"""What a body demands of what it is given: assertions that came, went or ask for something else.

- `condition.added`, `.removed` with `form` `demand`: the name is what must hold, `says` the words of the assertion, `clauses` its
  parts, of which all must hold, one a line, `when` the condition on which that is demanded at all;
- `condition.changed` with `form` `demand`: `before` and `after` are what had to hold and what must; where a clause alone
  came or went, `part` is it and `how` `and`, `or`, `and-less` or `or-less`. With `form` `demand-words` they are what is said
  where a long one does not hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from classifier.facts.behaviour.body import Body, Proof, squeezed
from classifier.facts.behaviour.clauses import Clauses, clauses_of, subject_of
from classifier.facts.behaviour.differing import LISTS, Differing
from classifier.facts.behaviour.errors import condition_of
from classifier.facts.behaviour.lowering import bare
from classifier.facts.behaviour.matching import names_asked
from classifier.facts.behaviour.model import Kind, Step, source_of
from classifier.facts.behaviour.words import first_string, literal
from classifier.facts.interface import Change, Subject
from history.briefs import Side

_ASSERTS = re.compile(
    r"(?:.*[.:])?(?:assert|debug_assert|static_assert|(?:STD_)?TORCH_(?:INTERNAL_)?(?:CHECK|ASSERT)|D?CHECK)!?"
)
_OWN = {  # what else asserts in a language
    "rust": re.compile(r"(?:.*::)?ensure"),
    "kotlin": re.compile(r"require|check"),
    "scala": re.compile(r"require"),
    "swift": re.compile(r"precondition"),
    "java": re.compile(r"(?:Preconditions\.)?check(?:Argument|State)"),
    "javascript": re.compile(r"invariant"),
    "typescript": re.compile(r"invariant"),
}
_QUOTES = "\"'`"
# What only tells a checker of types what is known anyway, and what never holds: an error by another name.
_NARROWS = re.compile(
    r"(?:[Ff]alse|[Tt]rue|0|1)|[\w.\[\]]+ is not None|isinstance\(.*\)|[\w.]+ !== (?:undefined|null)"
)
_NEVER = re.compile(r"[Ff]alse|[Tt]rue|0|1")
LONGEST = 48  # characters of a condition that can be read at a glance
MOST = 3  # of a body, of a kind: of one which lost more the style changed


@dataclass(frozen=True, slots=True)
class _Demand:
    """What one step demands, and what it says where that does not hold."""

    step: Step
    holds: str
    says: str
    clauses: Clauses


def demands(body: Body) -> None:
    """Tell what became of the assertions of a body."""
    came, went = (list(_demands(steps, body.language)) for steps in (body.came(), body.went()))
    asked = {subject_of(step) for step in body.new if step.kind is Kind.IF and step.changed}
    was_asked = {subject_of(step) for step in body.old if step.kind is Kind.IF and step.changed}
    came = [
        one
        for one in came
        if subject_of(one.step) not in was_asked
        and not body.elsewhere.asks(one.holds, Side.OLD)
        and not _within(one, came)
    ]
    went = [one for one in went if subject_of(one.step) not in asked and not _within(one, went)]
    went = [
        one
        for one in went
        if not body.is_of_gone(one.holds)
        and not body.elsewhere.asks(one.holds, Side.NEW)  # by what is called here, say
        and all(around in body.found.partner for around in one.step.above)
    ]
    if len(came) <= MOST:
        for one in came:
            _tell(body, Change.ADDED, one)
    if len(went) <= MOST:
        for one in went:
            _tell(body, Change.REMOVED, one)
    for new in body.new:
        old = body.found.partner.get(new)
        if old is not None and new not in body.found.same and new.touched:
            _changed(body, old, new)


def _demands(steps: Sequence[Step], language: str) -> Iterator[_Demand]:
    for step in steps:
        found = _demand(step, language)
        if found is not None and (
            (found.says and not _NEVER.fullmatch(found.holds))
            or not all(map(_NARROWS.fullmatch, found.clauses.texts))
        ):
            yield found


def _demand(step: Step, language: str) -> _Demand | None:
    if step.kind is Kind.ASSERT and step.node.named_children:
        condition, *rest = step.node.named_children
        words = first_string(rest[0]) if rest else None
        held = clauses_of(bare(condition), step.site)
        return _Demand(step, " ".join(source_of(bare(condition), step.site).split()),
                       literal(words, step.site) if words is not None else "", held)  # fmt: skip
    if step.kind not in (Kind.CALL, Kind.RAISE) or not _asserts(step.word, language):
        return None
    items = _arguments(step.text)
    if not items or items[0][:1] in _QUOTES:
        return None
    words = first_string(step.node)
    says = literal(words, step.site) if words is not None and len(items) > 1 else ""
    whole = (
        says and says in items[1] and (len(items) == len(("condition", "words")) or says.endswith((".", "!")))
    )
    return _Demand(step, items[0], says if whole else "", Clauses("", (items[0],)))


def _asserts(callee: str, language: str) -> bool:
    own = _OWN.get(language)
    return _ASSERTS.fullmatch(callee) is not None or (own is not None and own.fullmatch(callee) is not None)


def _arguments(text: str) -> list[str]:
    """What stands between the first parentheses of a call, at the commas of its own."""
    _, _, inside = text.partition("(")
    found, depth, quote = [""], 0, ""
    for mark in inside:
        if quote:
            quote = "" if mark == quote else quote
        elif mark in _QUOTES:
            quote = mark
        elif mark in "([{":
            depth += 1
        elif mark in ")]}":
            if not depth:
                break
            depth -= 1
        elif mark == "," and not depth:
            found.append("")
            continue
        found[-1] += mark
    return [item.strip() for item in found if item.strip()]


def _within(one: _Demand, others: Sequence[_Demand]) -> bool:
    return any(around is other.step for around in one.step.above for other in others)


def _tell(body: Body, change: Change, one: _Demand) -> None:
    body.tell(
        Subject.CONDITION,
        change,
        one.holds,
        Proof([one.step]) if change is Change.ADDED else Proof((), [one.step]),
        form="demand",
        says=one.says,
        when=condition_of(one.step)[0] if change is Change.ADDED else "",
        clauses="\n".join(one.clauses.texts) if one.clauses.operator == "and" else "",
    )


def _changed(body: Body, old: Step, new: Step) -> None:
    before, after = _demand(old, body.language), _demand(new, body.language)
    if before is None or after is None or squeezed(before.holds) == squeezed(after.holds):
        return
    if _NEVER.fullmatch(before.holds) or not names_asked(before.holds) & names_asked(after.holds):
        return  # nothing that was asked before is asked now
    if any(one.around and one.around[-1][1].type in LISTS for one in Differing.of(old, new).found):
        return  # an item of a list: told as such
    gone, come = before.clauses.less(after.clauses), after.clauses.less(before.clauses)
    operators = {before.clauses.operator, after.clauses.operator} - {""}
    how, part = "", ""
    if len(operators) == 1 and len(gone) + len(come) == 1:
        how = f"{operators.pop()}{'-less' if gone else ''}"
        part = (*gone, *come)[0]
        if _NARROWS.fullmatch(part):
            return
    if before.says and after.says and before.says != after.says and len(after.holds) > LONGEST:
        body.tell(
            Subject.CONDITION,
            Change.CHANGED,
            after.holds,
            Proof([new], [old]),
            before=before.says,
            after=after.says,
            form="demand-words",
        )
        return
    if len(gone) == len(come) == 1:
        before, after = replace(before, holds=gone[0]), replace(after, holds=come[0])
    body.tell(
        Subject.CONDITION,
        Change.CHANGED,
        after.holds,
        Proof([new], [old]),
        before=before.holds,
        after=after.holds,
        form="demand",
        how=how,
        part=part,
    )
