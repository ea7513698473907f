"""An edition and a language in, a document out: the same for every format."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from history.briefs import Brief, Code, Importance
from history.editions import Edition, Period, PeriodKind
from history.records import UNDATED
from report.anchors import Anchors, slug
from report.inline import Text, plain
from report.links import Links
from report.opening import closing, opening
from report.outline import headings
from report.section_tree import CommitSection
from report.sections import (
    LEVEL_ICONS,
    LEVEL_NAMES,
    commit_section,
    gap_words,
    heading_title,
    missing_value,
)
from report.sentences import Catalogue, Language, Surroundings
from report.text import clean
from report.tree import (
    BotGroup,
    CommitTable,
    Document,
    Group,
    Maker,
    RepositoryName,
    Span,
    Statistics,
    TableRow,
)
from report.wording import Wording

FORMAT: Literal[2] = 2
LEVELS = (Importance.HIGH, Importance.MEDIUM, Importance.LOW)
TABLE_COLUMNS = 120


def document(edition: Edition, language: Language, *, catalogue: Catalogue | None = None) -> Document:
    """Word an edition. `catalogue` replaces the shipped sentences (tests, a user's own words)."""
    catalogue = catalogue or Catalogue.load(language)
    links = Links(edition.repository.web)
    ids = section_ids(edition)
    sections = {
        brief.commit.sha: ids[index] for index, brief in enumerate(edition.briefs) if brief.commit.sha
    }
    told = edition.provenance.told
    wording = Wording(catalogue, Surroundings(links, sections), told.default_branch if told else "")
    written = [
        commit_section(brief, section_id, wording)
        for brief, section_id in zip(edition.briefs, ids, strict=True)
    ]
    bots = tuple(
        commit_section(brief, f"bot-{brief.commit.sha or index + 1}", wording)
        for index, brief in enumerate(edition.set_aside.bots)
    )
    period = _span(edition.period, catalogue)
    statistics = _statistics(edition, catalogue)
    made = Document(
        format=FORMAT,
        language=language.value,
        title=catalogue.words(f"title-{_scope(edition.period)}") + _bracketed(period.label, language),
        repository=_repository(edition, links),
        period=period,
        opening=opening(edition, statistics, wording),
        table=_table(edition, ids, catalogue),
        statistics=statistics,
        groups=tuple(
            _group(level, [one for one in written if one.importance.level == level.value], catalogue)
            for level in LEVELS
            if any(one.importance.level == level.value for one in written)
        ),
        closing=closing(edition, wording),
        bots=BotGroup(_bots_line(edition, catalogue), bots) if bots else None,
        missing=tuple(missing_value(gap) for gap in edition.gaps),
        missing_words=gap_words(edition.gaps, wording),
        empty="" if edition.briefs else catalogue.words(_nothing(edition)),
        provenance=_maker(edition, catalogue),
    )
    return _with_distinct_titles(made)


def _repository(edition: Edition, links: Links) -> RepositoryName:
    told = edition.provenance.told
    branch = clean(told.default_branch) if told else ""
    return RepositoryName(clean(edition.repository.name), links.base, edition.repository.head, branch or None)


def section_ids(edition: Edition) -> list[str]:
    """The ids of the sections, in the order of the commits."""
    seen: Counter[str] = Counter()
    ids = []
    for number, brief in enumerate(edition.briefs, 1):
        name = f"commit-{brief.commit.sha}" if brief.commit.sha else f"patch-{number}"
        seen[name] += 1
        ids.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return ids


def _nothing(edition: Edition) -> str:
    """The message that says why no commit is discussed: there is none, or none but those that are set aside."""
    aside = edition.set_aside
    return f"empty-{'filtered' if aside.filtered else 'bots' if aside.bots else _scope(edition.period)}"


def _scope(period: Period) -> str:
    return "day" if period.kind is PeriodKind.DAY else "span"


def _bracketed(label: str, language: Language) -> str:
    if not label:
        return ""
    return f"（{label}）" if language is Language.ZH else f" ({label})"


def _span(period: Period, catalogue: Catalogue) -> Span:
    zone = ZoneInfo(period.zone)
    since = period.since.astimezone(zone) if period.since else None
    until = period.until.astimezone(zone) if period.until else None
    days = [f"{when:%Y-%m-%d}" for when in (since, until) if when]
    return Span(
        kind=period.kind.value,
        zone=period.zone,
        since=since.isoformat() if since else None,
        until=until.isoformat() if until else None,
        expression=clean(period.expression),
        label=_period_label(period, days, catalogue),
    )


def _period_label(period: Period, days: list[str], catalogue: Catalogue) -> str:
    expression = clean(period.expression)
    match period.kind:
        case PeriodKind.DAY:
            return days[0] if days else expression
        case PeriodKind.DAYS:
            return catalogue.range_of(days) if days else expression
        case PeriodKind.RANGE:
            return expression
        case PeriodKind.ALL:
            return catalogue.words("period-all")
        case PeriodKind.PATCH:
            return expression or catalogue.words("period-patch")


def _group(level: Importance, sections: list[CommitSection], catalogue: Catalogue) -> Group:
    icon = LEVEL_ICONS[level]
    words = catalogue.words(f"group-{level}")
    return Group(LEVEL_NAMES[level], icon, f"{icon} {words} ({len(sections)})", tuple(sections))


def _time(when: datetime, zone: ZoneInfo) -> str:
    """A moment as the table shows it, "" where nobody said one."""
    return "" if when == UNDATED else f"{when.astimezone(zone):%Y-%m-%d %H:%M:%S}"


def _table(edition: Edition, ids: list[str], catalogue: Catalogue) -> CommitTable:
    zone = ZoneInfo(edition.period.zone)
    time, author, message, kind, level = (
        catalogue.words(f"column-{name}") for name in ("time", "author", "message", "type", "level")
    )
    return CommitTable(
        heading=catalogue.words("heading-table"),
        columns=(time, author, message, kind, level),
        rows=tuple(
            TableRow(
                time=_time(brief.commit.authored, zone),
                author=clean(brief.commit.author.name),
                title=heading_title(brief.commit, TABLE_COLUMNS, catalogue),
                section=section_id,
                type_word=catalogue.words(f"type-{brief.types[0].type}") if brief.types else "",
                level=LEVEL_NAMES[brief.verdict.level],
                icon=LEVEL_ICONS[brief.verdict.level],
                breaking=brief.breaking,
            )
            for brief, section_id in zip(edition.briefs, ids, strict=True)
        ),
    )


def _statistics(edition: Edition, catalogue: Catalogue) -> Statistics:
    levels = Counter(brief.verdict.level for brief in edition.briefs)
    bots, filtered = len(edition.set_aside.bots), edition.set_aside.filtered
    changes = [change for brief in edition.briefs for change in brief.commit.files]
    total = len(edition.briefs) + bots + filtered
    pieces = [catalogue.words(f"total-{_scope(edition.period)}", count=total)]
    pieces += [f"{LEVEL_ICONS[level]}{catalogue.words(f'level-{level}')} {levels[level]}" for level in LEVELS]
    if bots:
        pieces.append(f"🤖{catalogue.words('count-bots', count=bots)}")
    if filtered:
        pieces.append(catalogue.words("count-filtered", count=filtered))
    return Statistics(
        heading=catalogue.words("heading-statistics"),
        pieces=tuple(pieces),
        total=total,
        commits=len(edition.briefs),
        high=levels[Importance.HIGH],
        medium=levels[Importance.MEDIUM],
        low=levels[Importance.LOW],
        bots=bots,
        filtered=filtered,
        files=len({change.path for change in changes}),
        added=sum(change.added for change in changes),
        removed=sum(change.removed for change in changes),
        authors=len({_person(brief) for brief in edition.briefs}),
    )


def _person(brief: Brief) -> str:
    """Who counts as one author: the overview names people, so a second address is no second person."""
    author = brief.commit.author
    return author.name or author.email.lower()


def _bots_line(edition: Edition, catalogue: Catalogue) -> str:
    names = Counter(clean(brief.commit.author.name) for brief in edition.set_aside.bots)
    counted = sorted(names.items(), key=lambda item: (-item[1], item[0]))
    listed = plain(catalogue.joined([(Text(f"{name} {count}"),) for name, count in counted]))
    summary = catalogue.words("bots-summary", count=len(edition.set_aside.bots))
    return f"🤖 {summary}{_bracketed(listed, catalogue.language)}"


def _maker(edition: Edition, catalogue: Catalogue) -> Maker:
    made = edition.provenance
    return Maker(
        version=made.version,
        rules_digest=made.rules_digest,
        model_digest=made.model_digest,
        revisions=made.revisions,
        options=made.options,
        told=made.told,
        words=plain(catalogue.sentence("footer-made", (("version", Code(made.version)),))),
    )


def _with_distinct_titles(made: Document) -> Document:
    """Add the short sha to a title whose heading would have an anchor that is empty or taken."""
    anchors = Anchors()
    unclear = set()
    for heading in headings(made):
        if heading.section and (not slug(heading.text) or anchors.would_collide(heading.text)):
            unclear.add(heading.section)
        anchors.give(heading.text)
    if not unclear:
        return made
    groups = tuple(
        replace(group, commits=tuple(_marked(one) if one.id in unclear else one for one in group.commits))
        for group in made.groups
    )
    return replace(made, groups=groups)


def _marked(section: CommitSection) -> CommitSection:
    mark = section.short or section.id
    return replace(section, title=(*section.title, Text(f" · {mark}")))
