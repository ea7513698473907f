"""The head of a report, which tells the day as a whole; people and busy places are folded at its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from history.briefs import Brief, ChangeType, Code
from history.editions import Consequence, Edition, Headline, HeadlineKind, Lead, PeriodKind
from history.records import CommitName
from report.inline import Inline, SectionLink, Text, plain
from report.proofs import sentence
from report.section_tree import Words
from report.sections import key, mention
from report.sentences import ASIDES, SEPARATORS
from report.text import clean, title
from report.tree import Closing, News, Opening, Statistics, Topic
from report.tree import Lead as LeadLine
from report.wording import Wording

CLAIM_COLUMNS = 110
NEWS_MENTIONS = 4
TOPIC_ICONS = {
    HeadlineKind.BREAKING: "💥",
    HeadlineKind.SECURITY: "🔒",
    HeadlineKind.ACROSS: "🔗",
    HeadlineKind.INTERFACES_GONE: "🗑️",
    HeadlineKind.INTERFACES_NEW: "✨",
    HeadlineKind.DEPENDENCIES: "📦",
    HeadlineKind.HOT_MODULES: "🔥",
    HeadlineKind.PEOPLE: "👥",
}
# What one commit does of these is one line.
TOGETHER = (HeadlineKind.BREAKING, HeadlineKind.SECURITY, HeadlineKind.DEPENDENCIES)
FOLDED = (HeadlineKind.PEOPLE, HeadlineKind.HOT_MODULES)
CONSEQUENCE_ICONS = {
    Consequence.DEFAULT: "⚙️",
    Consequence.ERROR: "🚫",
    Consequence.REMOVAL: "💥",
    Consequence.SECURITY: "🔒",
    Consequence.FIX: "🐛",
    Consequence.DEPRECATION: "⏳",
    Consequence.PERFORMANCE: "🚀",
    Consequence.NEW: "✨",
    Consequence.OTHER: "🔧",
}


def opening(edition: Edition, counts: Statistics, wording: Wording) -> Opening:
    """What stands before everything else."""
    catalogue = wording.catalogue
    scope = "day" if edition.period.kind is PeriodKind.DAY else "span"
    return Opening(
        heading=catalogue.words(f"heading-opening-{scope}"),
        lead=tuple(_counted(edition, scope, counts, wording)) if edition.briefs else (),
        leads=tuple(_lead(one, edition, wording) for one in edition.leads),
        topics=_topics([kind for kind in HeadlineKind if kind not in FOLDED], edition, wording),
    )


def closing(edition: Edition, wording: Wording) -> Closing | None:
    """What stands folded at the end; `None` where there is nothing."""
    topics = _topics(FOLDED, edition, wording)
    if not topics:
        return None
    return Closing(" · ".join(f"{one.icon} {one.heading}" for one in topics), topics)


def _counted(edition: Edition, scope: str, counts: Statistics, wording: Wording) -> Sequence[Words]:
    """How much there is, and of what kinds."""
    catalogue = wording.catalogue
    figures = (
        ("commits", counts.commits),
        ("authors", counts.authors),
        ("files", counts.files),
        ("added", counts.added),
        ("removed", counts.removed),
        ("lines", counts.added + counts.removed),
    )
    lines = [catalogue.sentence(f"opening-{scope}", figures)]
    kinds = Counter(brief.types[0].type for brief in edition.briefs if brief.types)
    order = {one: place for place, one in enumerate(ChangeType)}
    told = sorted(kinds.items(), key=lambda item: (-item[1], order[item[0]]))
    if told:
        counted: list[Words] = [
            (Text(f"{catalogue.words(f'type-{kind}')} {number}"),) for kind, number in told
        ]
        lines.append(catalogue.joined(counted))
    breaking = sum(brief.breaking for brief in edition.briefs)
    if breaking:
        lines.append(catalogue.sentence("opening-breaking", (("count", breaking),)))
    return lines


def _lead(lead: Lead, edition: Edition, wording: Wording) -> LeadLine:
    briefs = {brief.commit.sha: brief for brief in edition.briefs}
    known = [briefs[sha] for sha in lead.shas if sha in briefs]
    commit = known[0].commit
    said = [sentence(commit, one, wording.catalogue, wording.around) for one in lead.effects]
    advice = lead.advice
    return LeadLine(
        consequence=lead.consequence.value,
        icon=CONSEQUENCE_ICONS[lead.consequence],
        word=wording.catalogue.words(f"consequence-{lead.consequence}"),
        title=title(lead.claim, CLAIM_COLUMNS) or (Text(wording.catalogue.words("no-subject")),),
        reach=_reach(lead, wording),
        effects=tuple(said),
        advice=sentence(commit, advice, wording.catalogue, wording.around) if advice else None,
        commits=tuple(
            mention(CommitName(brief.commit.sha, brief.commit.subject), wording.around) for brief in known
        ),
    )


def _reach(lead: Lead, wording: Wording) -> Words:
    """Whom it concerns as the author says; where nobody says so, where most of it is."""
    named: list[Words] = [(Text(clean(word)),) for word in lead.reach]
    if lead.place and not named:
        named.append(wording.catalogue.sentence("reach-place", (("place", Code(lead.place)),)))
    between = SEPARATORS[wording.catalogue.language].between
    return tuple(
        node for index, one in enumerate(named) for node in ((Text(between),) if index else ()) + one
    )


def _topics(kinds: Sequence[HeadlineKind], edition: Edition, wording: Wording) -> tuple[Topic, ...]:
    found: list[Topic] = []
    for kind in kinds:
        told = [one for one in edition.headlines if one.kind is kind]
        together = [list(group) for _, group in groupby(told, key=lambda one: one.shas)]
        if kind not in TOGETHER:
            together = [[one] for one in told]
        if together:
            news = tuple(_news(group, edition, wording) for group in together)
            found.append(
                Topic(kind.value, TOPIC_ICONS[kind], wording.catalogue.words(f"topic-{key(kind)}"), news)
            )
    return tuple(found)


def _news(told: Sequence[Headline], edition: Edition, wording: Wording) -> News:
    """What is said of the same commits, in one line. A headline speaks with the evidence of its commit; of several,
    their sections are the proof."""
    briefs = {brief.commit.sha: brief for brief in edition.briefs}
    first = told[0]
    known = [briefs[sha] for sha in first.shas if sha in briefs]
    words: list[Inline] = []
    for one in told:
        if words:
            apart = " " if plain(words).endswith((".", "。")) else ASIDES[wording.catalogue.language][1]
            words.append(Text(apart))
        words += _said(one, known, wording)
    linked = {node.section for node in words if isinstance(node, SectionLink)}
    shown = [CommitName(brief.commit.sha, brief.commit.subject) for brief in known[:NEWS_MENTIONS]]
    more = len(first.shas) - len(shown)
    count = (("count", more),)
    return News(
        words=tuple(words),
        key=first.statement.key,
        rule=first.statement.rule,
        sections=tuple(mention(name, wording.around) for name in shown),
        more=wording.catalogue.sentence("news-more", count) if more and shown and not linked else (),
    )


def _said(headline: Headline, known: Sequence[Brief], wording: Wording) -> Words:
    statement = headline.statement
    if len(headline.shas) == 1 and known:
        return sentence(known[0].commit, statement, wording.catalogue, wording.around).words
    return wording.catalogue.sentence(statement.key, statement.params, wording.around)
