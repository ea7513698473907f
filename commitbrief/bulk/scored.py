"""What is kept of a commit that was scored: a small value that crosses from process to process."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from history.briefs import Brief, Importance, Judge, Verdict
from history.records import Commit, GapReason

if TYPE_CHECKING:
    from classifier.paths import PathTable

ABSENT = {GapReason.MISSING_OBJECT, GapReason.SHALLOW, GapReason.UNREADABLE}
LEVELS = (Importance.LOW, Importance.MEDIUM, Importance.HIGH)
FOLDER_DEPTH, MOST_FOLDERS = 2, 20


@dataclass(frozen=True, slots=True)
class Scored:
    """A commit's figures and decisions, without its diff. `folders` are those in which somebody was
    at work, two levels deep, those with most changed lines first: not of records, nor of what programs write. Probabilities are of low, medium and high, to six digits. `unread`
    is how much of the commit the clone does not have: files, or what it is compared with; what was decided
    is then decided from the rest."""

    sha: str
    authored: datetime
    committed: datetime
    author: str
    email: str
    subject: str
    types: tuple[str, ...]
    importance: str
    judge: str
    probabilities: tuple[float, float, float]
    breaking: bool
    bot: bool
    reverts: str | None
    merge: bool
    files: int
    added: int
    removed: int
    folders: tuple[str, ...]
    unread: int = 0


def scored(brief: Brief, paths: PathTable) -> Scored:
    """What is kept of a brief. `paths` knows what files are for."""
    commit = brief.commit
    low, medium, high = probabilities(brief.verdict)
    return Scored(
        sha=commit.sha,
        authored=commit.authored,
        committed=commit.committed,
        author=commit.author.name,
        email=commit.author.email,
        subject=commit.subject[:500],
        types=tuple(decision.type.value for decision in brief.types),
        importance=brief.verdict.level.value,
        judge=brief.verdict.judge.value,
        probabilities=(low, medium, high),
        breaking=brief.breaking,
        bot=brief.bot,
        reverts=brief.reverts.sha if brief.reverts else None,
        merge=commit.is_merge,
        files=len(commit.files),
        added=sum(file.added for file in commit.files),
        removed=sum(file.removed for file in commit.files),
        folders=_folders(commit, paths),
        unread=_unread(commit),
    )


def probabilities(verdict: Verdict) -> tuple[float, float, float]:
    """Of each level. A judge that gives none (the formula, a declaration) has no doubt."""
    if verdict.probabilities is None or verdict.judge is Judge.DECLARED:
        low, medium, high = (float(level is verdict.level) for level in LEVELS)
    else:
        low, medium, high = (round(value, 6) for value in verdict.probabilities)
    return low, medium, high


def _unread(commit: Commit) -> int:
    gaps = (*commit.gaps, *(file.gap for file in commit.files if file.gap))
    return sum(gap.reason in ABSENT for gap in gaps)


def _folders(commit: Commit, paths: PathTable) -> tuple[str, ...]:
    from classifier.paths import NO_WORK  # `--help` asks for no rules

    churn: Counter[str] = Counter()
    for file in commit.files:
        if paths.role(file.path) in NO_WORK:
            continue
        churn["/".join(file.path.split("/")[:-1][:FOLDER_DEPTH])] += file.churn
    ordered = sorted(churn, key=lambda folder: (-churn[folder], folder))
    return tuple(ordered[:MOST_FOLDERS])
