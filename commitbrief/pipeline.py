"""How a report is made: commits in, words out. Everything below is a call into one of the rooms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, assert_never

from classifier.allowances import allowed
from classifier.importance.interface import ImportanceJudge
from classifier.overview import overview
from classifier.rulebook import RuleBook, load_rules
from classifier.unseen import without_unseen
from commitbrief.config.choices import Bots, FailOn, Format, Layout
from commitbrief.config.settings import Settings
from commitbrief.errors import ConfigError
from commitbrief.forks import spread
from commitbrief.kept.briefs import KeptBriefs, scope_of
from commitbrief.kept.shelf import NO_SHELF, Shelf
from commitbrief.kept.tables import kept_tables
from commitbrief.recorded import Wanted, recorded
from commitbrief.resources import rules_folder
from commitbrief.scoring import Sieve, load_judge
from commitbrief.sources import Source
from commitbrief.version import __version__
from history.bots import is_bot
from history.editions import Edition, PeriodKind, Provenance, SetAside
from history.records import Commit
from report.document import document
from report.render import prepare, render_changelog, render_comment, render_html, render_json, render_markdown
from report.tree import Document

if TYPE_CHECKING:
    from classifier.brief import Briefer


@dataclass(frozen=True)
class Tools:
    """What decides: loaded once, used for every source."""

    book: RuleBook
    judge: ImportanceJudge
    shelf: Shelf = NO_SHELF

    @cached_property
    def briefer(self) -> Briefer:
        """Who decides and says: some hundred modules, which a report of kept briefs does not need."""
        from classifier.brief import Briefer

        return Briefer(self.book, self.judge, is_bot)


class Onlooker(Protocol):
    """Somebody who waits."""

    def reading(self, commits: Iterable[Commit], /) -> Iterator[Commit]:
        """Pass the commits through as they are read."""
        ...

    def step(self) -> None:
        """Half of the work on a commit is done: its facts, or what is said of it. Not called for what was kept."""
        ...


class Unwatched:
    """Nobody."""

    def reading(self, commits: Iterable[Commit], /) -> Iterator[Commit]:
        return iter(commits)

    def step(self) -> None: ...


def load_tools(settings: Settings, shelf: Shelf = NO_SHELF) -> Tools:
    """The rules and the judge that the settings name, and where what is made is kept. Raises `ClassifierError`."""
    with kept_tables(shelf) as tables_of:
        book = load_rules(rules_folder(), *settings.rules, tables_of=tables_of)
    return Tools(book, load_judge(settings), shelf)


def make_edition(
    source: Source,
    wanted: Wanted,
    settings: Settings,
    tools: Tools,
    *,
    onlooker: Onlooker | None = None,
) -> Edition:
    """Read, judge and say: one report, before it has words. An onlooker is told how far it is."""
    onlooker = onlooker or Unwatched()
    coverage = source.about(wanted)
    sieve = Sieve(settings)
    commits = list(sieve.commits(onlooker.reading(source.commits(coverage))))
    known = source.authors_before(coverage) if commits else None
    # A source that is asked over a network is asked by one process.
    shared = spread(1 if settings.api else settings.jobs, onlooker.step, prepare)
    kept = KeptBriefs(tools.shelf if source.reading else NO_SHELF, said_by(settings, tools, source))
    found = kept.briefs(
        commits, lambda some: tools.briefer.brief(some, source.contents, source.places, shared)
    )
    if coverage.period.kind is not PeriodKind.ALL:  # a whole history has had its users
        found = without_unseen(found, tools.book.breaking)
    briefs = sieve.briefs(found)
    configured = settings.allowances
    briefs = [replace(brief, allowed=allowed(brief, configured, tuple(FailOn))) for brief in briefs]
    shown = tuple(brief for brief in briefs if not (brief.bot and settings.bots is Bots.COLLAPSE))
    bots = tuple(brief for brief in briefs if brief.bot and settings.bots is Bots.COLLAPSE)
    authors = known() if known is not None else None
    head = overview(shown, tools.book, authors if shown else None)
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
        leads=head.leads,
        headlines=head.headlines,
        set_aside=SetAside(bots, sieve.left_out),
        gaps=source.gaps,
    )


def said_by(settings: Settings, tools: Tools, source: Source) -> str:
    """All that shapes what is said of commits beside them."""
    return scope_of(settings, tools.book.digest, tools.judge.digest, source.reading)


def written(edition: Edition, made: Document, settings: Settings) -> str:
    """The edition and its document as the text of a file, laid out as the settings say. Raises `ConfigError` for a
    layout that there is not in their format."""
    check_layout(settings)
    match settings.layout:
        case Layout.DAY:
            return render(made, settings.format)
        case Layout.CHANGELOG:
            from classifier.retelling import retelling
            from report.changelog import changelog

            log = changelog(edition, made, retelling(edition.briefs))
            return render_changelog(log, made.provenance)
        case Layout.COMMENT:
            return render_comment(made)
        case _:
            assert_never(settings.layout)


def check_layout(settings: Settings) -> None:
    """Raises `ConfigError` for a layout that there is not in the format that is asked for."""
    if settings.layout is not Layout.DAY and settings.format is not Format.MD:
        raise ConfigError(f"--layout {settings.layout} is Markdown: there is no {settings.format} of it")


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
