"""What pages are made with: the language and place of a site, the repositories it shows, and pieces that several share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from history.briefs import Code
from report.digest import TYPES
from report.section_tree import Level
from report.sentences import Catalogue, Language
from report.site.entry import DayPage, Entry, TopicLines, commits_of
from report.site.pages import Chart, Counts, DayLine, Filters, Frame, Way

FILTERED = 40  # names in one list of a filter
LEVELS: tuple[Level, ...] = ("high", "medium", "low")
ASSETS = "assets"

Gather = Callable[[Sequence[Entry]], tuple[Sequence[Sequence[int]], Sequence[int]]]
"""The places of commits that stand together, and of those that came to nothing."""


@dataclass(frozen=True, slots=True)
class Shipped:
    """A release: its name, when it was, the ids of what it was the first to ship, and what else its commit is called."""

    name: str
    file: str
    day: str
    shas: tuple[str, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Followed:
    """A repository and its days, newest first. `folder` is where its pages are, below the language's own."""

    name: str
    url: str
    folder: str
    days: tuple[DayPage, ...]
    releases: tuple[Shipped, ...] = ()
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True, slots=True)
class Making:
    """What all pages of one language are made with. `folder` is the language's own, "" for the first; `others` are the
    languages and folders of all; `url` is where the site will be, "" where nobody knows."""

    language: Language
    folder: str
    others: tuple[tuple[Language, str], ...]
    url: str
    made: str
    gather: Gather

    @property
    def catalogue(self) -> Catalogue:
        """The sentences."""
        return Catalogue.load(self.language, strict=True)

    def frame(self, path: str, title: str, crumbs: Sequence[Way] = (), feeds: Sequence[Way] = ()) -> Frame:
        """What is around a page; `path` is below the folder of the language."""
        root = "../" * path.count("/")
        top = root + ("../" if self.folder else "")
        other = next((one for one in self.others if one[0] is not self.language), None)
        return Frame(
            language=self.language.value,
            title=title,
            root=root,
            assets=f"{top}{ASSETS}/",
            made=self.made,
            crumbs=tuple(crumbs),
            feeds=tuple(feeds),
            other=_other(other[0], f"{top}{other[1]}{path}") if other else None,
        )

    def say(self, key: str, **params: str | int) -> str:
        """A short message."""
        values = {name: Code(value) if isinstance(value, str) else value for name, value in params.items()}
        return self.catalogue.words(key, **values)


def _other(language: Language, address: str) -> Way:
    return Way(
        {Language.ZH: "中文", Language.EN: "English"}[language],
        address,
        {Language.ZH: "zh-Hans", Language.EN: "en"}[language],
    )


def own_feeds(making: Making) -> tuple[Way, ...]:
    """The feeds of a repository, from its own pages."""
    return (Way(making.say("site-feed"), "feed.xml"), Way(making.say("site-feed-breaks"), "breaks.xml"))


def crumbs(making: Making, one: Followed, here: str) -> tuple[Way, ...]:
    """The way from the home page to one of the repository's; `here` is its name, "" for the repository's own page."""
    home = Way(making.say("site-home"), "../" * (one.folder.count("/") + 1) + "index.html")
    if not here:
        return (home, Way(one.name, ""))
    return (home, Way(one.name, "index.html"), Way(here, ""))


def week_of(day: str) -> str:
    """The ISO week of a day: 2026-W04."""
    year, week, _ = date.fromisoformat(day).isocalendar()
    return f"{year}-W{week:02}"


def outward(html: str, page: str) -> str:
    """Links within the page of a day as links to it."""
    return html.replace('href="#', f'href="{page}.html#')


def as_seen_outside(entry: Entry) -> Entry:
    """The entry with links that hold outside of the page of its day."""
    return replace(
        entry,
        told=outward(entry.told, entry.day),
        duties=tuple(outward(duty, entry.day) for duty in entry.duties),
    )


def counted(entries: Iterable[Entry]) -> Counts:
    """How many of each level."""
    some = list(entries)
    levels = Counter(entry.level for entry in some)
    return Counts(levels["high"], levels["medium"], levels["low"], sum(entry.breaking for entry in some))


def day_line(page: DayPage, folder: str) -> DayLine:
    """A day in a list; `folder` leads to its page."""
    headline = outward(page.headline, folder + page.day)
    return DayLine(Way(page.day, f"{folder}{page.day}.html"), counted(commits_of((page,))), headline)


def dependencies(days: Iterable[DayPage]) -> Iterator[TopicLines]:
    """What the openings of these days say of dependencies."""
    for page in days:
        for topic in page.topics:
            if topic.topic == "dependencies":
                yield TopicLines(
                    page.day, topic.heading, tuple(outward(line, page.day) for line in topic.lines)
                )


def filters(making: Making, entries: Iterable[Entry]) -> Filters:
    """What can be asked for among entries."""
    some = [entry for entry in entries if not entry.bot]
    places = Counter(place for entry in some for place in entry.places)
    authors = Counter(entry.author for entry in some)
    present = {name for entry in some for name in entry.types}
    return Filters(
        levels=tuple(
            (level, making.say(f"level-{level}"))
            for level in LEVELS
            if any(one.level == level for one in some)
        ),
        types=tuple((name, making.say(f"type-{name}")) for name in TYPES if name in present),
        places=_most(places),
        authors=_most(authors),
    )


def _most(counts: Counter[str]) -> tuple[str, ...]:
    kept = sorted(counts, key=lambda name: (-counts[name], name))[:FILTERED]
    return tuple(sorted(kept, key=lambda name: (name.casefold(), name)))
