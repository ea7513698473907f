"""Breaks that nobody can meet: what a commit takes away that an older one of the same report had brought.

Whoever reads the report, or merges what it is about, had never had it. A release between the two ends that: somebody may have
it from there. What its author declares breaking stays so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from classifier.message.parse import parse
from history.briefs import EVIDENCE_CHARACTERS, Bound, Brief, ChangeType, Evidence, Section, Side, Verdict

FOLLOWING = frozenset(
    {Section.COMPATIBILITY, Section.RISK, Section.ADVICE}
)  # what is said because of a break


def without_unseen(briefs: Sequence[Brief], breaking: Collection[str]) -> list[Brief]:
    """The briefs, newest first, where what was never seen breaks nothing. `breaking` are the rules that speak of breaks."""
    out = list(briefs)
    for place, gone in _unseen(briefs, breaking):
        one = briefs[place]
        kept = tuple(
            said
            for said in one.statements
            if said.rule not in breaking
            and not (said.section in FOLLOWING and gone.issuperset(said.evidence))
        )
        out[place] = replace(one, breaking=False, statements=kept, verdict=_judged(one.verdict))
    return out


def _unseen(briefs: Sequence[Brief], breaking: Collection[str]) -> Iterator[tuple[int, frozenset[Evidence]]]:
    """The places of such commits, and the lines that they took away."""
    for place, brief in enumerate(briefs):
        if not brief.breaking or parse(brief.commit.message).breaking:
            continue
        broken = [one for one in brief.statements if one.rule in breaking]
        older = list(takewhile(lambda one: not _is_release(one), briefs[place + 1 :]))
        if broken and all(_is_new(one.evidence[0], older) for one in broken):
            yield place, frozenset(line for one in broken for line in one.evidence)


def _is_new(line: Evidence, older: Sequence[Brief]) -> bool:
    return line.side is Side.OLD and any(_brought(one, line) for one in older)


def _brought(brief: Brief, line: Evidence) -> bool:
    """Whether a commit added this line."""
    return any(
        text.strip()[:EVIDENCE_CHARACTERS] == line.text
        for file in brief.commit.files
        if file.path == line.path
        for hunk in file.hunks
        for text in hunk.texts("+")
    )


def _is_release(brief: Brief) -> bool:
    return any(one.type is ChangeType.RELEASE for one in brief.types)


def _judged(verdict: Verdict) -> Verdict:
    """The verdict as it was before a break raised it."""
    if verdict.bound is not Bound.BREAKING or verdict.judged is None:
        return verdict
    return replace(verdict, level=verdict.judged, bound=None, judged=None)
