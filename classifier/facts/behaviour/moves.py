"""Steps that stay, in another place: the order of things, or what they stand in, is what changed.

- `step.moved` with `form` `after` or `before`: the name is the step, `beside` the statements that it stood on the other side of
  before, the nearest first, a line each, as far as they are short; `beside_calls` what they call, and `steps` how many moved together;
- `step.moved` with `form` `into` or `out`: what the step now stands in, or no longer does: a loop, a lock, a resource;
  `inside` is its head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from classifier.facts.behaviour.body import LEAST_TELLING, Body, Proof, squeezed
from classifier.facts.behaviour.model import Kind, Step, source_of
from classifier.facts.behaviour.outcomes import LONGEST_VALUE
from classifier.facts.interface import Change, Subject
from classifier.facts.symbols import Site

if TYPE_CHECKING:
    from tree_sitter import Node

MOST = 3  # of a body; one of which more moved was put in order
MOST_PASSED = 5  # statements that are looked at
LEAST = 8  # characters of a neighbour without its layout
_MOVES = frozenset(
    {Kind.CALL, Kind.ASSIGN, Kind.IF, Kind.LOG, Kind.WITH, Kind.LOOP, Kind.TRY, Kind.OTHER, Kind.ASSERT}
)
_HOLDS = frozenset({Kind.WITH, Kind.LOOP})
_ENDLESS = re.compile(
    r"(?:'\w+:\s*)?(?:loop|do|for|while\s*\(?\s*(?:true|True|1)\s*\)?)"
)  # says nothing of why
_SHOWN = (Kind.CALL, Kind.ASSIGN, Kind.IF, Kind.LOG, Kind.ASSERT)
_CALLED = re.compile(r"[A-Za-z_][\w.:]*(?=!?\()")


def moves(body: Body) -> None:
    """Tell which steps now come after others, or before them, and which now stand in something else."""
    moved = [step for step in body.new if _is_moved(body, step)]
    found = [one for one in (_passed(body, run) for run in _runs(body, moved)) if one is not None]
    if any(step.touched and step not in body.found.same for step in (*body.old, *body.new)):
        found = [one for one in found if one.shown.kind is not Kind.ASSIGN]  # put where other news needs it
    if len(found) <= MOST:
        for one in found:
            one.tell(body)
    _held(body, moved)


def _is_moved(body: Body, step: Step) -> bool:
    old = body.found.partner.get(step)
    return (
        old is not None
        and step in body.found.same
        and step.changed
        and old.changed
        and step.kind in _MOVES
        and step.statement is not None
        and old.statement is not None
    )


def _runs(body: Body, moved: Sequence[Step]) -> Iterator[list[Step]]:
    """Moved steps that stand one after the other now and did before, those inside others left out."""
    waiting = [step for step in moved if not any(one in moved for one in step.above)]
    while waiting:
        run = [waiting.pop(0)]
        while waiting and all(
            _next(one) == other.statement
            for one, other in (
                (run[-1], waiting[0]),
                (body.found.partner[run[-1]], body.found.partner[waiting[0]]),
            )
        ):
            run.append(waiting.pop(0))
        yield run


def _next(step: Step) -> Node | None:
    return next(_neighbours(step, -1), None)


def _neighbours(step: Step, way: int) -> Iterator[Node]:
    """The statements before a step or after it, the nearest first."""
    node = step.statement
    while node is not None:
        node = node.prev_named_sibling if way > 0 else node.next_named_sibling
        if node is not None and "comment" not in node.type:
            yield node


@dataclass(frozen=True, slots=True)
class _Passed:
    """Steps that passed some statements, the nearest first."""

    shown: Step
    run: Sequence[Step]
    neighbours: Sequence[str]
    form: str

    def tell(self, body: Body) -> None:
        """Tell it as a fact."""
        briefly = [_in_brief(text) for text in self.neighbours]
        body.tell(
            Subject.STEP,
            Change.MOVED,
            _name(self.shown),
            Proof([self.shown], [body.found.partner[self.shown]]),
            form=self.form,
            beside="\n".join(line for line, _ in briefly if line),
            beside_calls="\n".join(called for _, called in briefly if called),
            steps=str(len(self.run)) if len(self.run) > 1 else "",
        )


def _passed(body: Body, run: Sequence[Step]) -> _Passed | None:
    """What some steps passed: the statements beside them that were on their other side before."""
    shown = next((one for kind in _SHOWN for one in run if one.kind is kind and _name(one)), None)
    old = [body.found.partner[one] for one in run]
    if shown is None or len({(one.site.node.start_byte, len(one.site.source)) for one in old}) > 1:
        return None
    before, after = _around(old)
    for way, form, step in ((1, "after", run[0]), (-1, "before", run[-1])):
        here, there = (after, before) if form == "after" else (before, after)
        found: list[str] = []
        for node in islice(_neighbours(step, way), MOST_PASSED):
            text = source_of(node, step.site)
            words = squeezed(text)
            if words not in here or words in there:
                break
            if len(words) >= LEAST and re.search(r"\w{3}", words) and words[:1] not in "\"'@#":
                found.append(text)
        if found:
            return _Passed(shown, run, found, form)
    return None


def _around(steps: Sequence[Step]) -> tuple[str, str]:
    """What stands before the first and after the last of some steps in their function, without its layout."""
    site = steps[0].site
    starts = [one.statement.start_byte for one in steps if one.statement is not None]
    ends = [one.statement.end_byte for one in steps if one.statement is not None]
    return _between(site, site.node.start_byte, min(starts)), _between(site, max(ends), site.node.end_byte)


def _between(site: Site, start: int, end: int) -> str:
    return squeezed(site.source[start:end].decode("utf8", "replace"))


def _held(body: Body, moved: Sequence[Step]) -> None:
    """Tell what now stands in a loop or a resource, or no longer does, where that came or went around it."""
    for side, change in ((body.new, "into"), (body.old, "out")):
        for holder in side:
            if holder.kind not in _HOLDS or not holder.changed or holder in body.found.partner:
                continue
            inside = [one for one in holder.all_within() if one in body.found.same]
            inside = [
                one for one in inside if (one if change == "into" else body.found.partner[one]) in moved
            ]
            shown = next((one for kind in _SHOWN for one in inside if one.kind is kind and _name(one)), None)
            head = holder.text.rstrip(" {:")
            if (
                shown is None
                or len(head) > LONGEST_VALUE
                or _ENDLESS.fullmatch(head)
                or _held_by_the_like(body, shown, holder)
            ):
                continue
            steps = (
                [shown, body.found.partner[shown]] if change == "into" else [body.found.partner[shown], shown]
            )
            proof = Proof([holder, steps[0]], [steps[1]]) if change == "into" else Proof([steps[0]], [holder])
            body.tell(Subject.STEP, Change.MOVED, _name(shown), proof, form=change, inside=head)


def _held_by_the_like(body: Body, step: Step, holder: Step) -> bool:
    """Whether the step stands in a holder of that kind on the other side too."""
    other = body.found.partner[step]
    return sum(one.kind is holder.kind for one in other.above) >= sum(
        one.kind is holder.kind for one in step.above
    )


def _name(step: Step) -> str:
    """A step in few words: whole where it is short, else what it calls; of a condition what depends on it."""
    if step.kind is Kind.IF:
        inside = [one for one in step.within("then") if one.kind in (Kind.CALL, Kind.ASSIGN)]
        return _name(inside[0]) if len(inside) == 1 else ""
    line = step.text.rstrip("; {:")
    if len(line) <= LONGEST_VALUE and len(squeezed(line)) >= LEAST_TELLING:
        return line
    return step.word if step.kind is Kind.CALL and len(step.word) <= LONGEST_VALUE else ""


def _in_brief(text: str) -> tuple[str, str]:
    """A statement that stands on one line, or the head of one that holds others; else "" and what it calls."""
    first, *more = text.split("\n")
    line = first.strip().rstrip("; ")
    if more and line.endswith((":", "{")) and line.count("(") == line.count(")"):
        return (line.rstrip(" {:"), "") if len(line) <= LONGEST_VALUE else ("", "")
    called = _CALLED.search(text)
    return line if not more and len(line) <= LONGEST_VALUE else "", called.group() if called else ""
