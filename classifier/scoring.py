"""Types and importance of commits, without facts and statements: what `score` needs, and no more is loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from classifier.bounds import at_medium, bounded
from classifier.facts.contents import Contents
from classifier.importance.interface import ImportanceJudge
from classifier.importance.roles import READ_PARTS, part_of
from classifier.message.references import without_request
from classifier.message.reverts import Revert
from classifier.reading import Reading, read
from classifier.rulebook import RuleBook
from classifier.suspicion import is_list, suspects
from classifier.types.changed_runs import UNREAD_ROLES
from classifier.types.decide import decide_types
from history.briefs import Bound, Brief, Importance, TypeDecision, Verdict
from history.records import Commit, CommitName, Person

if TYPE_CHECKING:
    from classifier.proof import Prover

ContentsOf = Callable[[Commit], Contents]


class Judged(NamedTuple):
    """What kind of change a commit is, and how much it matters."""

    types: tuple[TypeDecision, ...]
    verdict: Verdict


class Scorer:
    """Decides. The same commits give the same decisions, in whatever groups they come. `is_bot` knows which
    authors are programs."""

    def __init__(
        self, book: RuleBook, judge: ImportanceJudge, is_bot: Callable[[Person], bool] = lambda _: False
    ) -> None:
        self.book = book
        self.judge = judge
        self.is_bot = is_bot

    def is_unread(self, path: str) -> bool:
        """Whether nothing here looks at the lines of a file, so that they need not be parsed: lock files, generated
        and vendored ones, unless they list what the project offers."""
        unread = self.book.paths.role(path) in UNREAD_ROLES and part_of(path) not in READ_PARTS
        return unread and not is_list(path)

    def score(self, commits: Iterable[Commit], contents_of: ContentsOf) -> list[Brief]:
        """Types and importance alone: those of a report, for a fraction of the time. `contents_of` gives whole files where
        they can be had."""
        readings = self.readings(commits)
        return [
            Brief(
                reading.commit,
                judged.types,
                self._agreed(judged.verdict, reading, contents_of),
                breaking=reading.message.breaking,
                bot=self.is_bot(reading.commit.author),
                reverts=reverted(reading),
            )
            for reading, judged in zip(readings, self.judged(readings), strict=True)
        ]

    def _agreed(self, verdict: Verdict, reading: Reading, contents_of: ContentsOf) -> Verdict:
        """The verdict, which is not low where a report would prove that something breaks."""
        if verdict.level is not Importance.LOW:
            return verdict
        files = suspects(reading)
        proof = self._prover.proof(reading, files, contents_of(reading.commit)) if files else ()
        return at_medium(verdict, Bound.BREAKING, proof) if proof else verdict

    @cached_property
    def _prover(self) -> Prover:
        """Who proves breaks: parsers and facts, which most runs of a few commits do not need."""
        from classifier.proof import Prover

        return Prover(self.book)

    def readings(self, commits: Iterable[Commit]) -> list[Reading]:
        """Each commit, read."""
        return [read(commit, self.book.paths) for commit in commits]

    def judged(self, readings: Sequence[Reading]) -> list[Judged]:
        """Each commit's types and verdict, within the bounds of its types."""
        types = [decide_types(reading, self.book) for reading in readings]
        verdicts = self.judge.judge(readings, types)
        return [
            Judged(kinds, bounded(verdict, reading, kinds, is_bot=self.is_bot(reading.commit.author)))
            for reading, kinds, verdict in zip(readings, types, verdicts, strict=True)
        ]


def reverted(reading: Reading) -> CommitName | None:
    """What a commit says that it undoes."""
    revert = reading.message.revert
    return None if revert is None or revert.reapplies else _named(reading, revert)


def restored(reading: Reading) -> CommitName | None:
    """What a commit says that it brings back: the commit whose taking back it takes back, and what that was about."""
    revert = reading.message.revert
    return _named(reading, revert) if revert and revert.reapplies else None


def _named(reading: Reading, revert: Revert) -> CommitName:
    """What a revert is about, without the number of its own request behind it: that leads back to the revert."""
    subject, number = without_request(revert.subject)
    own = number is not None and number == reading.message.pull_request
    return CommitName(revert.sha, subject if own else revert.subject)
