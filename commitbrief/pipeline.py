"""How a report is made: commits in, words out. Everything below is a call into one of the rooms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from classifier.brief import Briefer, in_turn
from classifier.importance.formula import FormulaJudge
from classifier.importance.interface import ImportanceJudge
from classifier.overview import headlines
from classifier.rules import RuleBook, load_rules
from commitbrief.choices import Bots, Format, ImportanceBy
from commitbrief.forks import spread
from commitbrief.recorded import Wanted, recorded
from commitbrief.resources import packaged_model, rules_folder
from commitbrief.settings import Settings
from commitbrief.sources import Source
from commitbrief.version import __version__
from history.bots import is_bot
from history.briefs import Brief, Edition, Provenance, SetAside
from history.filters import author_wanted, is_filtered_out
from history.records import Commit
from report.document import document
from report.render import render_html, render_json, render_markdown
from report.tree import Document

BATCH = 256  # commits that `score` holds at a time
BATCH_CHARACTERS = 8 << 20
Watch = Callable[[Iterable[Commit]], Iterator[Commit]]


@dataclass(frozen=True, slots=True)
class Tools:
    """What decides: loaded once, used for every source."""

    book: RuleBook
    judge: ImportanceJudge
    briefer: Briefer


def load_tools(settings: Settings, *, explain: bool = True) -> Tools:
    """The rules and the judge that the settings name. Raises `ClassifierError`.

    Without `explain` a model gives no grounds for its verdicts: for those who would not print them."""
    book = load_rules(rules_folder(), *settings.rules)
    judge = load_judge(settings, explain=explain)
    return Tools(book, judge, Briefer(book, judge, is_bot))


def load_judge(settings: Settings, *, explain: bool = True) -> ImportanceJudge:
    """Who says how much a commit matters."""
    match settings.importance:
        case ImportanceBy.FORMULA:
            return FormulaJudge()
        case ImportanceBy.MODEL:
            from classifier.importance.judge import ModelJudge
            from classifier.importance.model import load_model

            model = load_model(settings.model or packaged_model())
            return ModelJudge(
                model,
                ignore_declared=settings.ignore_declared,
                thresholds=model.thresholds.moved(settings.medium_from, settings.high_from),
                explain=explain,
            )
        case _:
            assert_never(settings.importance)


def make_edition(
    source: Source, wanted: Wanted, settings: Settings, tools: Tools, *, watch: Watch = iter
) -> Edition:
    """Read, judge and say: one report, before it has words. `watch` sees the commits pass."""
    coverage = source.about(wanted)
    sieve = Sieve(settings)
    commits = sieve.commits(watch(source.commits(coverage)))
    # A source that is asked over a network is asked by one process.
    shared = in_turn if settings.api else spread(settings.jobs)
    briefs = sieve.briefs(tools.briefer.brief(commits, source.contents, source.places, shared))
    shown = tuple(brief for brief in briefs if not (brief.bot and settings.bots is Bots.COLLAPSE))
    bots = tuple(brief for brief in briefs if brief.bot and settings.bots is Bots.COLLAPSE)
    return Edition(
        repository=coverage.record,
        period=coverage.period,
        briefs=shown,
        provenance=Provenance(
            version=__version__,
            rules_digest=tools.book.digest,
            model_digest=tools.judge.digest,
            revisions=coverage.revisions,
            options=recorded(wanted.selection, settings, coverage.record),
            told=source.told,
        ),
        headlines=headlines(shown, tools.book, source.authors_before(coverage) if shown else None),
        set_aside=SetAside(bots, sieve.left_out),
        gaps=source.gaps,
    )


def scores(
    source: Source, wanted: Wanted, settings: Settings, tools: Tools, *, watch: Watch = iter
) -> Iterator[Brief]:
    """Types and importance of each commit, a batch at a time: memory does not grow with the history."""
    yield from judged(watch(source.commits(source.about(wanted))), settings, tools)


def judged(commits: Iterable[Commit], settings: Settings, tools: Tools) -> Iterator[Brief]:
    """The wanted of the commits with types and importance, in their order."""
    sieve = Sieve(settings)
    for batch in batches(sieve.commits(commits)):
        yield from sieve.briefs(tools.briefer.score(batch))


def batches(commits: Iterable[Commit]) -> Iterator[list[Commit]]:
    """The commits in batches that a model is quick with, none much over `BATCH_CHARACTERS` of diff unless a
    single commit is."""
    batch: list[Commit] = []
    characters = 0
    for commit in commits:
        batch.append(commit)
        characters += sum(len(line) for file in commit.files for hunk in file.hunks for line in hunk.lines)
        if len(batch) == BATCH or characters > BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def render(made: Document, form: Format) -> str:
    """The document as the text of a file."""
    match form:
        case Format.MD:
            return render_markdown(made)
        case Format.HTML:
            return render_html(made)
        case Format.JSON:
            return render_json(made)
        case _:
            assert_never(form)


def make_document(edition: Edition, settings: Settings) -> Document:
    """The edition in the language that was asked for."""
    return document(edition, settings.lang)


class Sieve:
    """The user's filters on whole commits. What it leaves out is counted in `left_out`."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.left_out = 0

    def commits(self, commits: Iterable[Commit]) -> Iterator[Commit]:
        """Those by a wanted author with a wanted file, as far as the commit alone can tell."""
        for commit in commits:
            if is_filtered_out(commit) or not author_wanted(commit.author, self._settings.author):
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
