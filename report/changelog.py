"""A changelog's entry: what a release or a time came to for those who use it, in people's words.

Breaks come first, with what to do; then what is new, corrected, faster or otherwise. What changes nothing for users is
counted. The site's pages of releases are made of the same digest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from history.briefs import Code, IssueRef, Listing
from history.editions import Claim, Edition, PeriodKind, Retelling
from report.digest import TYPES, Digest, Story, digest
from report.document import section_ids
from report.inline import CodeSpan, Link, Text
from report.links import Links
from report.section_tree import CommitSection, Level, Words
from report.sentences import Catalogue, Language, Surroundings
from report.text import clean, spans
from report.tree import Document

# What users see of each type, and the heading that it stands under; other types are of the inside.
CHAPTERS = (
    ("security", frozenset({"security"})),
    ("feature", frozenset({"feature"})),
    ("fix", frozenset({"fix"})),
    ("performance", frozenset({"performance"})),
    (
        "changed",
        frozenset({"deprecation", "architecture", "refactor", "deps", "config", "build", "revert", "other"}),
    ),
)
ALWAYS = frozenset({"security", "feature", "fix", "performance"})  # told whatever their level
NOTES, DUTIES = 2, 3
_VERSION = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Line:
    """One change: whose part of the program it is about ("" if nobody said), what it is, where to look, and, where it
    breaks somebody's use, what is said of that and what to do."""

    scope: str
    words: Words
    places: Words
    notes: tuple[Words, ...] = ()
    duties: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """The changes of one kind."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Changelog:
    """An entry. `rest` counts what is not told, "" where all is; `empty` says that nothing is told."""

    language: str
    title: str
    chapters: tuple[Chapter, ...]
    rest: str
    empty: str


@dataclass(frozen=True, slots=True)
class _Change:
    """A commit as the digest knows it."""

    section: CommitSection
    claim: Claim

    @property
    def level(self) -> Level:
        return self.section.importance.level

    @property
    def breaking(self) -> bool:
        return self.section.breaking

    @property
    def types(self) -> tuple[str, ...]:
        return tuple(one.type for one in self.section.types)

    @property
    def author(self) -> str:
        return self.section.author.name


def changelog(edition: Edition, made: Document, retold: Retelling) -> Changelog:
    """The entry of an edition that has words."""
    catalogue = Catalogue.load(Language(made.language))
    by_id = {one.id: one for group in made.groups for one in group.commits}
    changes = [
        _Change(by_id[name], claim) for name, claim in zip(section_ids(edition), retold.claims, strict=True)
    ]
    found = digest(changes, retold.groups, retold.undone, by_type=True)
    writer = _Lines(catalogue, Surroundings(Links(edition.repository.web), {}))
    chapters = tuple(_chapters(found, writer))
    return Changelog(
        language=made.language,
        title=_title(edition, catalogue),
        chapters=chapters,
        rest=_rest(edition, found, catalogue),
        empty="" if chapters else catalogue.words("changelog-empty"),
    )


def _title(edition: Edition, catalogue: Catalogue) -> str:
    """The version that a range ends with and its day; a time by its days."""
    period = edition.period
    zone = ZoneInfo(period.zone)
    if period.kind in (PeriodKind.DAY, PeriodKind.DAYS):
        days = dict.fromkeys(
            f"{day.astimezone(zone):%Y-%m-%d}" for day in (period.since, period.until) if day
        )
        return catalogue.range_of(list(days))
    end = clean(period.expression).rpartition("..")[2].lstrip(".").strip()
    if period.kind is not PeriodKind.RANGE or not _VERSION.search(end) or re.search(r"[~^@{]", end):
        return catalogue.words("changelog-unreleased")
    newest = edition.briefs[0].commit.committed if edition.briefs else None
    return f"{end} ({newest.astimezone(zone):%Y-%m-%d})" if newest else end


def _chapters(found: Digest[_Change], writer: _Lines) -> Iterator[Chapter]:
    if found.breaking:
        lines = tuple(writer.line(story, breaking=True) for story in found.breaking)
        yield Chapter(writer.catalogue.words("changelog-breaking"), lines)
    for name, types in CHAPTERS:
        stories = [
            story
            for shelf in found.shelves
            if shelf.type in types
            for story in (*shelf.told, *(shelf.folded if shelf.type in ALWAYS else ()))
        ]
        if stories:
            heading = writer.catalogue.words(f"changelog-{name}")
            yield Chapter(heading, tuple(writer.line(story) for story in stories))


def _rest(edition: Edition, found: Digest[_Change], catalogue: Catalogue) -> str:
    """What is not told, by type: a changelog that leaves out must say what."""
    shown = frozenset[str]().union(*(types for _, types in CHAPTERS))
    counts: Counter[str] = Counter()
    for shelf in found.shelves:
        left = [*(() if shelf.type in ALWAYS else shelf.folded), *(() if shelf.type in shown else shelf.told)]
        counts[shelf.type] += sum(1 + len(story.others) for story in left)
    pieces = [f"{catalogue.words(f'type-{name}')} {counts[name]}" for name in TYPES if counts[name]]
    for key, count in (
        ("changelog-undone", len(found.undone)),
        ("changelog-bots", len(edition.set_aside.bots)),
        ("changelog-filtered", edition.set_aside.filtered),
    ):
        pieces += [catalogue.words(key, count=count)] if count else []
    if not pieces:
        return ""
    return catalogue.words("changelog-rest", what=Listing(tuple(map(Code, pieces))))


@dataclass(frozen=True, slots=True)
class _Lines:
    """Makes lines of stories."""

    catalogue: Catalogue
    around: Surroundings

    def line(self, story: Story[_Change], *, breaking: bool = False) -> Line:
        first = story.first
        words = tuple(spans(clean(first.claim.text))) or (Text(self.catalogue.words("no-subject")),)
        places = self._places((first, *story.others))
        if not breaking:
            return Line(clean(first.claim.scope), words, places)
        notes = tuple(_notes(first))[:NOTES]
        advice = first.section.advice
        duties = tuple(one.words for one in advice.sentences[:DUTIES]) if advice else ()
        return Line(clean(first.claim.scope), words, places, notes, duties)

    def _places(self, changes: Sequence[_Change]) -> Words:
        """The requests of the commits, or their short ids where there is none: each once."""
        found: list[Words] = []
        for one in changes:
            sha, pull = one.section.short, one.claim.pull
            number = self.catalogue.sentence("changelog-pull", (("pull", IssueRef(pull)),), self.around)
            span = (CodeSpan(sha),)
            commit = (Link(span, one.section.url),) if one.section.url else span
            words: Words = number if pull else commit if sha else ()
            if words and words not in found:
                found.append(words)
        return self.catalogue.in_brackets([_joined(found)]) if found else ()


def _joined(pieces: Iterable[Words]) -> Words:
    nodes: Words = ()
    for one in pieces:
        nodes = (*nodes, Text(", "), *one) if nodes else one
    return nodes


def _notes(change: _Change) -> Iterator[Words]:
    """What is said of a break: the author's own announcement, else what the diff shows of it."""
    announced = [clean(text) for text in change.claim.announced]
    yield from (tuple(spans(text)) for text in announced if text != clean(change.claim.text))
    if not announced:
        for part in change.section.insight:
            if part.section == "compatibility":
                yield from (sentence.words for sentence in part.sentences)
