"""What an annotation session asks: which commits, in which order, and what is shown of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from classifier.brief import Briefer
from classifier.importance.declared import declaration
from classifier.importance.interface import ImportanceJudge
from classifier.labels.proposals import Candidate, proposals
from classifier.labels.records import one_name
from classifier.reading import Reading, read
from classifier.rulebook import RuleBook
from classifier.scoring import Scorer
from history.bots import is_bot
from history.briefs import Importance, Judge, TypeDecision, Verdict
from history.options import ReadOptions
from history.records import Commit
from history.repository import LocalRepository
from history.selection import Everything
from report.inline import plain
from report.links import Links
from report.section_tree import Part
from report.sections import commit_section
from report.sentences import Catalogue, Language, Surroundings
from report.wording import Wording

MAIN_LINE = ReadOptions(first_parent=True)
MOST_SENTENCES, MOST_OF_A_SECTION = 8, 2
Watch = Callable[[Iterable[Commit]], Iterator[Commit]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One commit as it is put before an annotator, without any hint at what the model thinks. `said` are sentences
    of the report."""

    commit: Commit
    types: str
    said: tuple[str, ...]


class Desk:
    """The main line of a repository, read for annotating."""

    def __init__(self, repository: LocalRepository, book: RuleBook, judge: ImportanceJudge) -> None:
        self._repository = repository
        self._book = book
        self._scorer = Scorer(book, judge)
        self._teller = Briefer(book, EverythingMatters(), is_bot)
        self._chosen = repository.choose(Everything(), MAIN_LINE)
        self.name = repository.record.name

    def newest(self, count: int, known: Collection[str], watch: Watch) -> list[str]:
        """The commits to ask about among the newest `count`, the most instructive first.

        Left out are those that are `known`, that declare their own weight, that change nothing, and those by
        programs. What is known among them makes its kind less instructive.
        """
        shas = self._chosen.shas[:count]
        taken = self.complete(known)
        candidates: list[Candidate] = []
        labelled: list[tuple[str, ...]] = []
        for brief in self._scorer.score(
            watch(self._repository.read(self._chosen, MAIN_LINE, only=shas)), self._repository.contents
        ):
            commit, probabilities = brief.commit, brief.verdict.probabilities
            kind = (brief.types[0].type.value, self._main_role(commit))
            if commit.sha in taken:
                labelled.append(kind)
            elif probabilities and commit.files and not is_bot(commit.author) and declaration(commit) is None:
                candidates.append(Candidate(commit.sha, probabilities, kind))
        return [one.sha for one in proposals(candidates, len(candidates), labelled)]

    def complete(self, shas: Collection[str]) -> frozenset[str]:
        """Ids in full, where they are of the main line."""
        names = one_name([*shas, *self._chosen.shas])
        known = set(self._chosen.shas)
        return frozenset(names[sha] for sha in shas if names[sha] in known)

    def sheet(self, sha: str, language: Language) -> Sheet:
        """What is shown of one commit."""
        (commit,) = self._repository.read(self._chosen, MAIN_LINE, only=(sha,))
        (brief,) = self._teller.brief([commit], self._repository.contents)
        wording = Wording(Catalogue.load(language), Surroundings(Links(None), {}))
        section = commit_section(brief, "commit", wording)
        parts = [section.summary, *section.insight, section.risk]  # the scope is what the diffstat shows
        return Sheet(commit, section.type_words, tuple(_said(parts))[:MOST_SENTENCES])

    def _main_role(self, commit: Commit) -> str:
        churn: Counter[str] = Counter()
        reading = read(commit, self._book.paths)
        for change, role in zip(commit.files, reading.roles, strict=True):
            churn[role.value] += change.churn + 1
        return max(sorted(churn), key=lambda role: churn[role], default="")


def _said(parts: Sequence[Part | None]) -> Iterator[str]:
    seen: set[str] = set()
    for part in parts:
        if part is None:
            continue
        for sentence in part.sentences[:MOST_OF_A_SECTION]:
            words = plain(sentence.words)
            if words not in seen:
                seen.add(words)
                yield words


class EverythingMatters:
    """A judge whose reports are as full as for the weightiest commits, so that length gives nothing away."""

    digest = ""

    def judge(
        self,
        readings: Sequence[Reading],
        types: Sequence[tuple[TypeDecision, ...]],  # noqa: ARG002 - it does not matter
    ) -> list[Verdict]:
        """High, of every commit."""
        return [Verdict(Importance.HIGH, Judge.FORMULA) for _ in readings]


def open_desk(path: Path, book: RuleBook, judge: ImportanceJudge) -> tuple[LocalRepository, Desk]:
    """Open a repository for annotating; who calls closes the repository. Raises `HistoryError`."""
    repository = LocalRepository.open(path)
    try:
        return repository, Desk(repository, book, judge)
    except BaseException:
        repository.close()
        raise
