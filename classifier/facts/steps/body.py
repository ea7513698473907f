"""A changed body, and the facts found in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import MappingProxyType

from classifier.facts.interface import Change, Fact, Subject
from classifier.facts.steps.logical import Step
from classifier.facts.steps.shapes import Shape, Shaped
from classifier.facts.symbols import Pair, Symbol
from history.briefs import EVIDENCE_CHARACTERS, Evidence, Side

SUBJECTS = {
    Shape.CONDITION: Subject.CONDITION,
    Shape.LOOP: Subject.LOOP,
    Shape.RESULT: Subject.RESULT,
}


@dataclass
class Body:
    """A changed body, and what is known of it so far."""

    pair: Pair
    old: Symbol
    new: Symbol
    found: list[Fact] = field(default_factory=list)

    def tell(self, subject: Subject, change: Change, name: str, *proof: Shaped | None, **more: str) -> None:
        """Add a fact, proved by a step before and a step after; one of them may be `None`. Of `more`, all but
        `before` and `after` is its `extra`."""
        before, after = more.pop("before", None), more.pop("after", None)
        extra = dict(more)
        if self.new.in_tests:
            extra["test"] = "true"
        evidence = tuple(
            Evidence(
                self.pair.path(side),
                side,
                _line_of(one.step, side, name, self),
                one.step.text[:EVIDENCE_CHARACTERS],
            )
            for one, side in zip(proof, (Side.OLD, Side.NEW), strict=True)
            if one is not None
        )[::-1]
        self.found.append(
            Fact(
                subject,
                change,
                name,
                evidence,
                owner=self.new.qualified,
                before=before,
                after=after,
                language=self.new.language,
                extra=MappingProxyType(extra),
            )
        )


def _line_of(step: Step, side: Side, name: str, body: Body) -> int:
    """The changed line of a step that holds the name, else its first changed line."""
    file = body.pair.old_file if side is Side.OLD else body.pair.new_file
    lines = file.old if side is Side.OLD else file.new
    numbers = list(lines.changed.numbers_within(step.first, step.last))
    for number in numbers:
        if name and name in lines.texts.get(number, ""):
            return number
    return numbers[0] if numbers else step.first


def holds(text: str, name: str) -> bool:
    """Whether a body names something: then it neither came nor went."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
