"""Types and importance of long histories: commits in, decisions out, a batch at a time.

What makes reports (`commitbrief.pipeline`) builds on this; nothing of it is loaded here, since every process of a long
run has to load what it uses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import assert_never

from classifier.importance.formula import FormulaJudge
from classifier.importance.interface import ImportanceJudge
from classifier.importance.waiting import WaitingJudge
from classifier.rulebook import load_rules
from classifier.scoring import ContentsOf, Scorer
from commitbrief.config.choices import ImportanceBy
from commitbrief.config.settings import Settings
from commitbrief.recorded import Wanted
from commitbrief.resources import packaged_model, rules_folder
from commitbrief.sources import Source
from history.bots import is_bot
from history.briefs import Brief
from history.filters import author_wanted, is_filtered_out
from history.records import Commit

BATCH = 256  # commits that are held at a time
BATCH_LINES = 200_000  # of their diffs, some 8 MB
Watch = Callable[[Iterable[Commit]], Iterator[Commit]]


def load_scorer(settings: Settings) -> Scorer:
    """Who decides by the rules and the judge that the settings name, without grounds, which nobody would print.
    Raises `ClassifierError`."""
    return Scorer(load_rules(rules_folder(), *settings.rules), load_judge(settings, explain=False), is_bot)


def load_judge(settings: Settings, *, explain: bool = True) -> ImportanceJudge:
    """Who says how much a commit matters."""
    match settings.importance:
        case ImportanceBy.FORMULA:
            return FormulaJudge()
        case ImportanceBy.MODEL:
            if settings.model is None:
                return WaitingJudge(
                    packaged_model(),
                    ignore_declared=settings.ignore_declared,
                    medium_from=settings.medium_from,
                    high_from=settings.high_from,
                    explain=explain,
                )
            from classifier.importance.judge import ModelJudge
            from classifier.importance.model import load_model

            model = load_model(settings.model)
            return ModelJudge(
                model,
                ignore_declared=settings.ignore_declared,
                thresholds=model.thresholds.moved(settings.medium_from, settings.high_from),
                explain=explain,
            )
        case _:
            assert_never(settings.importance)


def scores(
    source: Source, wanted: Wanted, settings: Settings, scorer: Scorer, *, watch: Watch = iter
) -> Iterator[Brief]:
    """Types and importance of each commit, a batch at a time: memory does not grow with the history."""
    commits = watch(source.commits(source.about(wanted)))
    yield from judged(commits, settings, scorer, source.contents)


def judged(
    commits: Iterable[Commit], settings: Settings, scorer: Scorer, contents_of: ContentsOf
) -> Iterator[Brief]:
    """The wanted of the commits with types and importance, in their order."""
    sieve = Sieve(settings)
    for batch in batches(sieve.commits(commits)):
        yield from sieve.briefs(scorer.score(batch, contents_of))


def batches(commits: Iterable[Commit]) -> Iterator[list[Commit]]:
    """The commits in batches that a model is quick with, none much over `BATCH_LINES` unless a single
    commit is."""
    batch: list[Commit] = []
    lines = 0
    for commit in commits:
        batch.append(commit)
        lines += sum(len(hunk.lines) for file in commit.files for hunk in file.hunks)
        if len(batch) == BATCH or lines > BATCH_LINES:
            yield batch
            batch, lines = [], 0
    if batch:
        yield batch


class Sieve:
    """The user's filters on whole commits. What it leaves out is counted in `left_out`."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._by_path = bool(settings.include or settings.exclude)
        self.left_out = 0

    def commits(self, commits: Iterable[Commit]) -> Iterator[Commit]:
        """Those by a wanted author with a wanted file, as far as the commit alone can tell."""
        for commit in commits:
            if is_filtered_out(commit, self._by_path) or not author_wanted(
                commit.author, self._settings.author
            ):
                self.left_out += 1
            else:
                yield commit

    def briefs(self, briefs: Iterable[Brief]) -> list[Brief]:
        """Those of a wanted change type and level."""
        types, levels = set(self._settings.type), set(self._settings.level)
        kept, passed = [], 0
        for brief in briefs:
            passed += 1
            if types and types.isdisjoint(decision.type for decision in brief.types):
                continue
            if not levels or brief.verdict.level in levels:
                kept.append(brief)
        self.left_out += passed - len(kept)
        return kept
