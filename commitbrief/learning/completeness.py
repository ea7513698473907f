"""How complete the labels of a repository are, by month: of how many commits of the main line they speak, and how many of
these users were told of.

A record that was not kept for a while shows as months in which nothing was told though much was done: the silence of
such a month is no level.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from classifier.labels.records import Label, one_name
from history.briefs import Importance
from history.outline import Outline
from history.selection import Everything

LEAST_A_MONTH = 10  # commits from which on a month says something
THIN = 0.25  # of the share that is told in all months together


@dataclass(frozen=True, slots=True)
class Month:
    """A month (`2026-01`, UTC): the commits of its main line, those that have a label, and those that users were told of."""

    name: str
    commits: int
    labelled: int
    told: int


def months_of(clone: Path, labels: Sequence[Label]) -> list[Month]:
    """The months from the oldest labelled commit of the main line to the newest, newest first; none where no labelled
    commit is there. Months without a commit are left out. Raises `HistoryError`."""
    with Outline(clone) as outline:
        line = [
            (one.sha, one.committed.astimezone(UTC).strftime("%Y-%m"))
            for one in outline.commits(Everything())
        ]
    names = one_name([*(label.sha for label in labels), *(sha for sha, _ in line)])
    level_of = {names[label.sha]: label.level for label in labels}
    commits = Counter(month for _, month in line)
    labelled = Counter(month for sha, month in line if sha in level_of)
    told = Counter(month for sha, month in line if level_of.get(sha, Importance.LOW) is not Importance.LOW)
    if not labelled:
        return []
    first, last = min(labelled), max(labelled)
    within = sorted((month for month in commits if first <= month <= last), reverse=True)
    return [Month(month, commits[month], labelled[month], told[month]) for month in within]


def thin(months: Sequence[Month]) -> list[Month]:
    """Those in which far less of what was done was told than in all of them together."""
    usual = sum(one.told for one in months) / max(sum(one.labelled for one in months), 1)
    return [one for one in months if one.labelled >= LEAST_A_MONTH and one.told < THIN * usual * one.labelled]
