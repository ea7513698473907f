"""Briefs: everything that is decided and said of commits. `score` computes neither facts nor statements."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice

from classifier.agreement import Agreement
from classifier.coverage import coverage_of
from classifier.facts.all import EXTRACTORS, facts_of
from classifier.facts.elsewhere import PlacesOf, settled, unknown
from classifier.facts.interface import CommitView, Fact
from classifier.facts.signals import Signals
from classifier.importance.interface import ImportanceJudge
from classifier.inline_tests import Halves
from classifier.merges import with_merges_of_bots
from classifier.message.header import Convention
from classifier.message.parse import parse
from classifier.message.references import without_request
from classifier.reading import Reading
from classifier.rulebook import RuleBook
from classifier.scoring import ContentsOf, Judged, Scorer, restored, reverted
from classifier.spreading import Spread, in_turn
from classifier.statements.compose import Said, say
from classifier.statements.engine import RuleOrder
from classifier.statements.material import Material
from history.briefs import Brief, Verdict
from history.records import Commit, CommitName, Gap, GapReason, Person

Decided = tuple[Verdict, Said]
_NO_CLAIM = frozenset({Convention.MERGE, Convention.REVERT, Convention.EMPTY})
_AGAIN = re.compile(
    r"\b(?:re-?do(?:ne)?|re-?land(?:s|ed|ing)?|re-?appl(?:y|ies|ied)|re-?submit(?:s|ted)?|re-?introduc(?:e|es|ed)|re-?adds?)\b"
    r"|重新|恢复",
    re.IGNORECASE,
)
_CITED = re.compile(r"#(\d{1,9})\b")
BATCH = 512  # commits whose facts are held at a time


@dataclass(frozen=True, slots=True)
class _Found:
    """What comes of a piece of the first half of the work."""

    facts: Sequence[Fact] = ()
    gaps: Sequence[Gap] = ()
    judged: Sequence[Judged] = ()
    halves: Mapping[str, Halves] = field(default_factory=dict)


class Briefer:
    """Decides and says. The same commits give the same briefs, in whatever groups they come, but for
    what their trees know (`classifier.facts.elsewhere`). `is_bot` knows which authors are programs."""

    def __init__(
        self, book: RuleBook, judge: ImportanceJudge, is_bot: Callable[[Person], bool] = lambda _: False
    ) -> None:
        self._scorer = Scorer(book, judge, is_bot)
        self._book = book
        self._rules = RuleOrder(book.statements)
        self._extractors = (*EXTRACTORS, Signals(book.signals))
        self._agreement = Agreement(book)

    def brief(
        self,
        commits: Iterable[Commit],
        contents_of: ContentsOf,
        places_of: PlacesOf = unknown,
        spread: Spread = in_turn,
    ) -> list[Brief]:
        """Everything, of commits newest first. `contents_of` gives whole files where they can be had,
        `places_of` says where in a whole tree names stand, and `spread` does what each commit takes."""
        waiting = iter(commits)
        briefs: list[Brief] = []
        while batch := list(islice(waiting, BATCH)):
            readings = self._scorer.readings(batch)
            costs = [sum(file.churn for file in commit.files) for commit in batch]
            *found, last = spread(partial(self._found, readings, contents_of), [*costs, max(costs)])
            facts = settled(batch, [one.facts for one in found], self._book.paths, places_of)
            halves = [one.halves for one in found]
            told = spread(partial(self._said, readings, last.judged, facts, halves), costs)
            briefs += [
                self._full(reading, judged, said, one.gaps)
                for reading, judged, said, one in zip(readings, last.judged, told, found, strict=True)
            ]
        return linked(with_merges_of_bots(briefs))

    def _full(self, reading: Reading, judged: Judged, said: Decided, gaps: Sequence[Gap]) -> Brief:
        verdict, told = said
        return Brief(
            reading.commit,
            judged.types,
            verdict,
            told.statements,
            told.quotations,
            told.pieces,
            breaking=reading.message.breaking or self._agreement.breaks(told.statements),
            bot=self._scorer.is_bot(reading.commit.author),
            reverts=reverted(reading),
            restores=restored(reading),
            notes=tuple(gaps),
            coverage=coverage_of(reading, gaps),
            claim="" if reading.message.title.convention in _NO_CLAIM else reading.message.claim,
        )

    def _found(self, readings: Sequence[Reading], contents_of: ContentsOf, place: int) -> _Found:
        """The facts of one commit; behind the last, what all of them are judged to be, which waits for no facts."""
        if place == len(readings):
            return _Found(judged=self._scorer.judged(readings))
        reading = readings[place]
        contents = contents_of(reading.commit)
        view = CommitView(reading, contents)
        facts, gaps = facts_of(view, self._extractors)
        told = {gap.path for gap in gaps}
        gaps += [
            Gap(GapReason.OVER_BUDGET, path, "symbols") for path in contents.left_out if path not in told
        ]
        return _Found(facts, gaps, halves=view.halves)

    def _said(
        self,
        readings: Sequence[Reading],
        judged: Sequence[Judged],
        facts: Sequence[Sequence[Fact]],
        halves: Sequence[Mapping[str, Halves]],
        place: int,
    ) -> Decided:
        verdict = judged[place].verdict
        material = Material(readings[place], facts[place], verdict.level, halves[place])
        said = say(self._rules, material)
        kinds = [one.type for one in judged[place].types]
        settled = self._agreement.settled(verdict, material, kinds, said.statements)
        if settled.level is not verdict.level:  # another level has other sections, and more or less room
            said = say(self._rules, replace(material, level=settled.level))
        return settled, said


def linked(briefs: Sequence[Brief]) -> list[Brief]:
    """The briefs, newest first, with each revert and what it undoes pointing at one another, where both are there. What
    a revert took away that was itself taken back is not called reverted: a chain is told by where it ends."""
    reverts = [place for place, one in enumerate(briefs) if one.reverts]
    undone = {place: at for place in reverts if (at := _undone(briefs, place)) is not None}
    out = list(briefs)
    effective = [True] * len(briefs)
    for place, one in enumerate(briefs):  # whoever undoes comes before what it undoes
        at = undone.get(place) if one.reverts else _taken_back(briefs, place, reverts, undone)
        if at is None:
            continue
        name = CommitName(briefs[at].commit.sha, briefs[at].commit.subject)
        own = out[place]
        out[place] = replace(own, reverts=name) if one.reverts else replace(own, restores=name)
        if effective[place]:
            effective[at] = False
            out[at] = replace(out[at], reverted_by=CommitName(one.commit.sha, one.commit.subject))
    return out


def _undone(briefs: Sequence[Brief], place: int) -> int | None:
    """The commit that a revert undoes: by its id, else the latest before it of that title, with the number of its request
    or without, or of that number."""
    named = briefs[place].reverts
    if named is None:
        return None
    if named.sha and (by_sha := _by_sha(briefs, place, named.sha)) is not None:
        return by_sha
    title = without_request(named.subject)[0]
    number = _request(briefs[place])
    earlier = range(place + 1, len(briefs))
    subjects = [briefs[at].commit.subject for at in earlier]
    for alike in (
        lambda subject: subject == named.subject,
        lambda subject: without_request(subject)[0] == title,
        lambda subject: number is not None and without_request(subject)[1] == number,
    ):
        found = next((at for at, subject in zip(earlier, subjects, strict=True) if alike(subject)), None)
        if found is not None:
            return found
    return None


def _by_sha(briefs: Sequence[Brief], place: int, sha: str) -> int | None:
    return next((at for at, one in enumerate(briefs) if at != place and one.commit.sha == sha), None)


def _taken_back(
    briefs: Sequence[Brief], place: int, reverts: Sequence[int], undone: Mapping[int, int]
) -> int | None:
    """The revert that a commit takes back: the one that it names, or the latest before it of what the commit brings
    again, under the same title or with a word for it and the number of the request."""
    brief = briefs[place]
    if (named := brief.restores) is not None:
        by_sha = _by_sha(briefs, place, named.sha) if named.sha else None
        return by_sha if by_sha is not None else _undoer(briefs, place, named.subject)
    title = without_request(brief.commit.subject)[0]
    cited = {int(number) for number in _CITED.findall(title)} if _AGAIN.search(title) else set()
    for revert in (at for at in reverts if at > place):
        if name := briefs[revert].reverts:
            at = undone.get(revert)
            subject, number = without_request(name.subject if at is None else briefs[at].commit.subject)
            if subject == title or (cited and {number, _request(briefs[revert])} & cited):
                return revert
    return None


def _request(revert: Brief) -> int | None:
    """The number of the request that the message of a revert names."""
    found = parse(revert.commit.message).revert
    return found.pull_request if found else None


def _undoer(briefs: Sequence[Brief], place: int, subject: str) -> int | None:
    """The latest revert of a subject before the commit at `place`."""
    for at in range(place + 1, len(briefs)):
        reverts = briefs[at].reverts
        if reverts and reverts.subject == subject:
            return at
    return None
