"""What one commit is to the day: by what consequence it is told, and with which of its statements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from classifier.consequences import ORDER, PRESSING, Consequences, by_type, only_aside, refuses
from classifier.overview.reach import component, labels
from classifier.reading import Reading, read
from classifier.rulebook import RuleBook
from classifier.statements.shown import codes
from history.briefs import Brief, Importance, Quote, Section, Statement, Term
from history.editions import Consequence

EFFECTS = 2  # sentences of a story
LEVELS = {Importance.HIGH: 0, Importance.MEDIUM: 1, Importance.LOW: 2}
_INVENTORY = re.compile(
    r"^(?:summary-(?:added|removed|changed|moved|signature|at|files|no-files|bases|exports)"
    r"|edit-(?:calls|line|local)|name-|behaviour-log-)"
)
# Breaks of code: who runs the program first wants to know what it is about.
_OF_CODE = frozenset({
    "types-gone", "functions-gone", "symbol-renamed", "constants-gone", "required-parameter", "parameter-gone", "type-changed",
    "kind-changed", "declared-gone", "declared-overload-gone", "exports-gone",
})  # fmt: skip
# What a fix is about, where waiting for it hurts: the more of them, the earlier it is told.
_SEVERE = re.compile(
    r"crash|panic|hang|dead ?lock|leak|corrupt|overflow|out.of.memory|\boom\b|orphan|data loss|race|wrong|incorrect|"
    r"silent|illegal|segfault|mismatch|double|stuck|inject|traversal|bypass",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Story:
    """One commit as the day's overview sees it. `effects` carry the consequence, weightiest first; `weight` is that of
    the weightiest statement by which it has this consequence."""

    brief: Brief
    reading: Reading
    consequence: Consequence
    weight: int
    effects: tuple[Statement, ...]
    advice: Statement | None
    aside: bool  # only what no deployment sees

    @property
    def claim(self) -> str:
        """The title without type, scope, tags and the number of its request."""
        return self.reading.message.claim

    @property
    def reach(self) -> tuple[str, ...]:
        """Whom it concerns, as the author and the paths say."""
        return labels(self.reading)

    @property
    def place(self) -> str:
        """The part of the repository that holds most of it, "" where there is none."""
        return component(self.reading)

    @property
    def rank(self) -> tuple[int, int, int, int, int]:
        """What comes first comes first in the opening."""
        severe = (
            len(set(_SEVERE.findall(self.brief.commit.message))) if self.consequence is Consequence.FIX else 0
        )
        size = sum(file.churn for file in self.brief.commit.files)
        return ORDER[self.consequence], LEVELS[self.brief.verdict.level], -min(severe, 3), -self.weight, -size


class Tellers:
    """Makes stories of commits."""

    def __init__(self, book: RuleBook) -> None:
        self._paths = book.paths
        self._consequences = Consequences(book)

    def story(self, brief: Brief) -> Story:
        """What the commit is to the day."""
        reading = read(brief.commit, self._paths)
        classed = self._consequences.classed(brief.statements, reading)
        found = [by_type([one.type for one in brief.types]), *(one for one, _ in classed)]
        if brief.breaking and Consequence.DEFAULT not in found:
            found.append(Consequence.REMOVAL)
        if refuses(reading):
            found.append(Consequence.ERROR)
        consequence = min(found, key=ORDER.__getitem__)
        telling = [one for of, one in classed if of is consequence]
        weight = max((one.weight for one in telling), default=0)
        effects = _effects(telling, brief.statements)
        advice = _advice(effects, brief.statements) if consequence in _ADVISED else None
        return Story(brief, reading, consequence, weight, effects, advice, only_aside(reading.roles))


_ADVISED = PRESSING | {Consequence.SECURITY, Consequence.DEPRECATION}


def _effects(telling: Sequence[Statement], all_of_it: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements that carry the consequence, then the best of the summary that say something else; where only
    code breaks, the other way round. One quotation is enough: the section has the others."""
    summary = [one for one in all_of_it if one.section is Section.SUMMARY and not _INVENTORY.match(one.key)]
    telling, summary = (
        sorted((one for one in some if not _leans(one)), key=lambda one: -one.weight)
        for some in (telling, summary)
    )
    first = 1 if telling and all(one.rule in _OF_CODE for one in telling) else 0
    said: list[Statement] = []
    named: set[str] = set()
    for one in (*summary[:first], *telling, *summary[first:]):
        names = {code.text for code in codes(one)}
        again = (said and names and names & named) or (_quotes(one) and any(map(_quotes, said)))
        if len(said) < EFFECTS and not again:
            said.append(one)
            named |= names
    return tuple(said)


def _quotes(statement: Statement) -> bool:
    return any(isinstance(value, Quote) for _, value in statement.params)


def _leans(statement: Statement) -> bool:
    """Whether a sentence goes on from the one before it in its section: "there, …"."""
    return any(isinstance(value, Term) and value.key == "place-same" for _, value in statement.params)


def _advice(effects: Sequence[Statement], statements: Iterable[Statement]) -> Statement | None:
    """What to do about it: advice that speaks of the same names."""
    named = {code.text for one in effects for code in codes(one)}
    fitting = [
        one
        for one in statements
        if one.section is Section.ADVICE and named & {code.text for code in codes(one)}
    ]
    return max(fitting, key=lambda one: one.weight, default=None)
