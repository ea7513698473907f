"""A day of an invented project as an enemy would write it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace

from history.briefs import (
    Brief,
    ChangeType,
    Code,
    CommitRef,
    Importance,
    IssueRef,
    Judge,
    Listing,
    Quote,
    Section,
    Verdict,
)
from history.editions import Edition, Period, PeriodKind, Provenance, SetAside
from history.records import CommitName, Gap, GapReason, Person
from tests.support.editions import GITHUB, bot_commit, changed, commit, day_edition, new, old, say, sha, typed

Hostility = Callable[[Sequence[str]], Edition]


def edition_made_of(texts: Sequence[str]) -> Edition:
    """A day on which everything that an outsider can write is one of `texts`, taken in turn."""
    turn = itertools.cycle(texts)

    def text() -> str:
        return next(turn)

    def brief(number: int, level: Importance) -> Brief:
        path = text() or "x"
        return Brief(
            replace(
                commit(number, text(), files=(changed(path, gap=Gap(GapReason.TOO_LARGE, text(), text())),)),
                author=Person(text(), text()),
            ),
            typed(ChangeType.FEATURE),
            Verdict(level, Judge.DECLARED, evidence=(new(path, 1, text()),)),
            (
                *(
                    say(
                        section,
                        "test-flag-removed",
                        new(path, 3, text()),
                        old(text(), 4, text()),
                        owner=Code(text()),
                        flag=Listing((Code(text()), Code(text())), 2),
                    )
                    for section in Section
                ),
                say(Section.SUMMARY, "test-said", new("", 1, text()), words=Quote(text())),
                say(
                    Section.SUMMARY,
                    "test-closes",
                    new(text(), 0, text()),
                    issue=IssueRef(7, text()),
                    commit=CommitRef(sha(1), text()),
                ),
            ),
            reverts=CommitName(sha(2), text()),
            reverted_by=CommitName(text(), text()),
        )

    briefs = (brief(1, Importance.HIGH), brief(2, Importance.MEDIUM), brief(3, Importance.LOW))
    day = day_edition(briefs, web=GITHUB)
    return replace(
        day,
        repository=replace(day.repository, name=text() or "x"),
        period=Period(PeriodKind.RANGE, "UTC", expression=text()),
        set_aside=SetAside((replace(bot_commit(9), commit=commit(9, text(), author=text() or "b")),), 1),
        gaps=(Gap(GapReason.OMITTED, text(), text()),),
        provenance=Provenance(text(), text(), text(), (text(),), ((text(), text()),)),
    )
