"""What comes before somebody's words about a change: the new thing that the title names with what it is for, or what is gone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from classifier.statements.focus import REMOVES
from classifier.statements.material import Material
from classifier.statements.purposes import opened
from classifier.statements.quotations import OWN
from classifier.statements.ranking import stems, subject_stems
from classifier.statements.ranks import is_titled, shown
from history.briefs import Quotation, Quote, Statement, Term

OF_AIM = 24  # ranks by which the purpose of a new thing may be behind
OPENS = 106  # rank from which the purpose of a new thing comes before somebody's words about the change
SIZEABLE = 0.2  # of the changed lines
_PREFIX = re.compile(r"^(?:\s*\[[^\]]*\])*\s*(?:\w+(?:\([^)]*\))?!?:\s*)?")
_REMOVALS = (
    "summary-removed-",
    "behaviour-file-gone",
    "behaviour-item-gone",
    "summary-items-go",
    "table-rows-gone",
    "behaviour-job-gone",
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be said, with its rank as the first one."""

    statement: Statement
    rank: int

    @property
    def path(self) -> str:
        """The file that proves it."""
        return self.statement.evidence[0].path


def opening_of(pool: Sequence[Candidate], material: Material, said: Quotation | None) -> Statement | None:
    """What comes before somebody's words about the change: what is new and what it is for, or what is gone, where the title
    speaks of it."""
    subject = material.reading.message.subject
    title = subject_stems(subject)
    aims = [
        one
        for one in pool
        if one.statement.rule == "summary-purpose"
        and (not said or _says(one.statement, said) or _is_the_thing(one.statement, title, material))
    ]
    aim = max(aims, key=lambda one: (bool(said and _says(one.statement, said)), one.rank), default=None)
    if (
        aim
        and not (said and said.origin in OWN)
        and ((said and _says(aim.statement, said)) or _leads(aim, pool))
    ):
        return opened(aim.statement, material)
    least = 1 if REMOVES.match(_PREFIX.sub("", subject).lower()) else 2
    gone = [
        one
        for one in pool
        if one.statement.key.startswith(_REMOVALS)
        and len(stems(" ".join(shown(one.statement))) & title) >= least
    ]
    told = REMOVES.search(subject.lower()) and (least == 1 or _shrinks(material))
    return max(gone, key=lambda one: one.rank).statement if gone and told else None


def _leads(aim: Candidate, pool: Sequence[Candidate]) -> bool:
    return aim.rank >= max(OPENS, *(one.rank - OF_AIM for one in pool))


def _says(one: Statement, said: Quotation) -> bool:
    """Whether the words are those about the new thing."""
    part = dict(one.params).get("kind") == Term("kind-field")
    return not part and any(isinstance(value, Quote) and value.text in said.text for _, value in one.params)


def _is_the_thing(one: Statement, title: frozenset[str], material: Material) -> bool:
    """Whether it is about what the title names, and no part of it: its name has half the words of the title or is spelt in
    it, or it is the new file that holds most."""
    own = len(stems(shown(one)[0]) & title)
    share = material.share_of_file(one.evidence[0].path)
    is_file = dict(one.params).get("kind") in (Term("kind-file"), Term("kind-page"))
    return 2 * own >= len(title) or is_titled(one, material) or (is_file and own > 0 and share >= SIZEABLE)


def _shrinks(material: Material) -> bool:
    """Whether a commit takes more than twice what it gives."""
    return sum(file.removed for file in material.written) > 2 * sum(file.added for file in material.written)
