"""All pages of one repository, and of all: what leads where, and what is shown of which days."""

from __future__ import annotations

from calendar import Calendar
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from history.briefs import Code
from report.digest import TYPES, digest
from report.sentences import Catalogue, Language
from report.site import pages
from report.site.entry import DayPage, Entry, TopicLines, commits_of
from report.site.feeds import Feed, Item, atom
from report.site.pages import (
    Card,
    Cell,
    Chart,
    Counts,
    DayLine,
    Filters,
    Frame,
    Month,
    Overview,
    Share,
    Span,
    Spark,
    Way,
)
from report.site.search import Found, index
from report.tree import Level

LATEST, HOME_DAYS, HOME_WEEK, SPARK_DAYS = 10, 3, 7, 60
BREAKS, DEPENDENCIES, SHARES, IN_FEED = 15, 12, 12, 60
FILTERED = 40  # names in one list of a filter
LEVELS: tuple[Level, ...] = ("high", "medium", "low")
ASSETS = "assets"

Gather = Callable[[Sequence[Entry]], tuple[Sequence[Sequence[int]], Sequence[int]]]
"""The places of commits that stand together, and of those that came to nothing."""


@dataclass(frozen=True, slots=True)
class Shipped:
    """A release: its name, when it was, and the ids of what it was the first to ship."""

    name: str
    file: str
    day: str
    shas: tuple[str, ...]


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


def site(making: Making, followed: Sequence[Followed]) -> Iterator[tuple[str, str]]:
    """All files of one language, as (path below its folder, text): what is led to comes before what leads there."""
    for one in followed:
        yield from _repository(making, one)
    yield from _search(making, followed)
    yield from _feeds(making, followed)
    yield "index.html", pages.home(_home_frame(making), [_card(making, one) for one in followed])


def _home_frame(making: Making) -> Frame:
    feeds = (
        Way(making.say("site-feed-all"), "feed.xml"),
        Way(making.say("site-feed-breaks"), "breaks.xml"),
    )
    return making.frame("index.html", making.say("site-name"), feeds=feeds)


# Repositories


def _repository(making: Making, one: Followed) -> Iterator[tuple[str, str]]:
    yield from _days(making, one)
    yield from _spans(making, one, "site-week-of", lambda day: week_of(day.day))
    yield from _spans(making, one, "site-month-of", lambda day: day.day[:7])
    yield from _releases(making, one)
    path = f"{one.folder}/index.html"
    frame = making.frame(
        path, f"{one.name} · {making.say('site-name')}", _crumbs(making, one, ""), _own_feeds(making)
    )
    yield path, pages.repository(frame, _overview(making, one))


def _own_feeds(making: Making) -> tuple[Way, ...]:
    return (Way(making.say("site-feed"), "feed.xml"), Way(making.say("site-feed-breaks"), "breaks.xml"))


def _crumbs(making: Making, one: Followed, here: str) -> tuple[Way, ...]:
    home = Way(making.say("site-home"), "../" * (one.folder.count("/") + 1) + "index.html")
    if not here:
        return (home, Way(one.name, ""))
    return (home, Way(one.name, "index.html"), Way(here, ""))


def _days(making: Making, one: Followed) -> Iterator[tuple[str, str]]:
    for place, page in enumerate(one.days):
        path = f"{one.folder}/{page.day}.html"
        home, repository, here = _crumbs(making, one, page.day)
        week, month = week_of(page.day), page.day[:7]
        ways = (Way(month, f"{month}.html"), Way(week, f"{week}.html"))
        frame = making.frame(
            path, f"{one.name} · {page.day}", (home, repository, *ways, here), _own_feeds(making)
        )
        yield (
            path,
            pages.day(
                _beside(frame, [day.day for day in one.days], place), page, _filters(making, page.entries)
            ),
        )


def _beside(frame: Frame, names: Sequence[str], place: int) -> Frame:
    """With the neighbours of a page; the names are those of all pages of its kind, newest first."""
    older = names[place + 1] if place + 1 < len(names) else ""
    newer = names[place - 1] if place else ""
    return replace(
        frame,
        older=Way(older, f"{older}.html") if older else None,
        newer=Way(newer, f"{newer}.html") if newer else None,
    )


def _spans(
    making: Making, one: Followed, heading: str, name_of: Callable[[DayPage], str]
) -> Iterator[tuple[str, str]]:
    by_name: dict[str, list[DayPage]] = {}
    for day in one.days:
        by_name.setdefault(name_of(day), []).append(day)
    for place, (name, days) in enumerate(by_name.items()):
        path = f"{one.folder}/{name}.html"
        weeks = sorted({week_of(page.day) for page in days}, reverse=True)
        longer = [Way(name, f"{name}.html") for name in dict.fromkeys(page.day[:7] for page in days)]
        is_month = "W" not in name
        home, repository, here = _crumbs(making, one, name)
        crumbs = (home, repository, here) if is_month else (home, repository, *longer[-1:], here)
        title = making.say(heading, name=name)
        frame = making.frame(path, f"{one.name} · {title}", crumbs, _own_feeds(making))
        entries = [_outward(entry) for entry in commits_of(tuple(days))]
        shown = Span(
            heading=f"{one.name} · {title}",
            digest=digest(entries, *making.gather(entries), by_type=False),
            headings=_headings(making),
            counts=counted(entries),
            days=tuple(_line(day, "") for day in days),
            parts=tuple(Way(week, f"{week}.html") for week in weeks) if is_month else (),
            dependencies=tuple(_dependencies(days)),
        )
        yield path, pages.span(_beside(frame, list(by_name), place), shown, _filters(making, entries))


def _releases(making: Making, one: Followed) -> Iterator[tuple[str, str]]:
    by_sha = {entry.sha: _outward(entry) for entry in commits_of(one.days)}
    known = [shipped for shipped in one.releases if any(sha in by_sha for sha in shipped.shas)]
    for place, shipped in enumerate(known):
        path = f"{one.folder}/{shipped.file}.html"
        shas = set(shipped.shas)
        entries = [entry for sha, entry in by_sha.items() if sha in shas]
        title = making.say("site-release-of", name=shipped.name)
        frame = making.frame(
            path, f"{one.name} · {title}", _crumbs(making, one, shipped.name), _own_feeds(making)
        )
        older, newer = known[place + 1 : place + 2], known[place - 1 : place] if place else []
        frame = replace(
            frame,
            older=Way(older[0].name, f"{older[0].file}.html") if older else None,
            newer=Way(newer[0].name, f"{newer[0].file}.html") if newer else None,
        )
        page = Span(
            heading=f"{one.name} · {title} · {shipped.day}",
            digest=digest(entries, *making.gather(entries), by_type=True),
            headings=_headings(making),
            counts=counted(entries),
            days=(),
            parts=(),
            before=len(shas) - len(entries) if not one.days or shipped.day <= one.days[-1].day else 0,
        )
        yield path, pages.span(frame, page, _filters(making, entries))


def _headings(making: Making) -> dict[str, str]:
    return {name: making.say(f"type-{name}") for name in TYPES}


def _dependencies(days: Iterable[DayPage]) -> Iterator[TopicLines]:
    for page in days:
        for topic in page.topics:
            if topic.topic == "dependencies":
                yield TopicLines(
                    page.day, topic.heading, tuple(outward(line, page.day) for line in topic.lines)
                )


def _overview(making: Making, one: Followed) -> Overview:
    entries = commits_of(one.days)
    breaking = [_outward(entry) for entry in entries if entry.breaking][:BREAKS]
    shas = {entry.sha for entry in entries}
    return Overview(
        name=one.name,
        url=one.url,
        counts=counted(entries),
        months=tuple(_months(making, one)),
        latest=tuple(_line(page, "") for page in one.days[:LATEST]),
        weeks=tuple(
            Way(name, f"{name}.html") for name in dict.fromkeys(week_of(page.day) for page in one.days)
        ),
        releases=tuple(
            Way(shipped.name, f"{shipped.file}.html", shipped.day)
            for shipped in one.releases
            if not shas.isdisjoint(shipped.shas)
        ),
        breaks=tuple((f"{entry.day}.html#{entry.anchor}", entry) for entry in breaking),
        dependencies=tuple(
            (Way(topic.topic, f"{topic.topic}.html"), topic.lines)
            for topic in list(_dependencies(one.days))[:DEPENDENCIES]
        ),
        charts=one.charts,
        places=_shares(Counter(place for entry in entries for place in entry.places), {}),
        people=_people(entries),
    )


def _people(entries: Sequence[Entry]) -> tuple[Share, ...]:
    """Who works on what: the places at which somebody is most often at work."""
    at_work: dict[str, Counter[str]] = {}
    for entry in entries:
        at_work.setdefault(entry.author, Counter()).update(entry.places[:2])
    on = {name: ", ".join(place for place, _ in places.most_common(3)) for name, places in at_work.items()}
    return _shares(Counter(entry.author for entry in entries), on)


def _shares(counts: Counter[str], also: dict[str, str]) -> tuple[Share, ...]:
    most = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:SHARES]
    top = most[0][1] if most else 1
    return tuple(Share(name, count, round(100 * count / top), also.get(name, "")) for name, count in most)


def _months(making: Making, one: Followed) -> Iterator[Month]:
    by_day = {page.day: page for page in one.days}
    most = max((page.commits for page in one.days), default=1)
    for name in dict.fromkeys(page.day[:7] for page in one.days):
        year, month = map(int, name.split("-"))
        rows = []
        for days in Calendar().monthdatescalendar(year, month):
            inside = [f"{day:%Y-%m-%d}" if day.month == month else "" for day in days]
            shown = [by_day.get(day) for day in inside if day]
            week = week_of(next(day for day in inside if day))
            cells = tuple(_cell(making, day, by_day.get(day), most) for day in inside)
            rows.append((Way(week[5:], f"{week}.html" if any(shown) else ""), cells))
        yield Month(Way(name, f"{name}.html"), tuple(rows))


def _cell(making: Making, day: str, page: DayPage | None, most: int) -> Cell | None:
    if not day:
        return None
    number = int(day[8:])
    if page is None:
        return Cell(number, "", 0, "", breaking=False, words="")
    counts = counted(commits_of((page,)))
    level = next((level for level in LEVELS if getattr(counts, level)), "low")
    words = making.say(
        "site-day-words", day=day, commits=page.commits, high=counts.high, breaking=counts.breaking
    )
    shade = 1 + min(3, 4 * (page.commits - 1) // max(most, 1)) if page.commits else 1
    return Cell(number, f"{day}.html", shade, level, bool(counts.breaking), words)


# Home


def _card(making: Making, one: Followed) -> Card:
    newest = date.fromisoformat(one.days[0].day) if one.days else date.min
    week = [page for page in one.days if (newest - date.fromisoformat(page.day)).days < HOME_WEEK]
    return Card(
        way=Way(one.name, f"{one.folder}/index.html"),
        url=one.url,
        latest=tuple(_line(page, f"{one.folder}/") for page in one.days[:HOME_DAYS]),
        week=counted(commits_of(tuple(week))),
        spark=_spark(making, one, newest),
    )


def _spark(making: Making, one: Followed, newest: date) -> Spark:
    counts = [0] * SPARK_DAYS
    for page in one.days:
        back = (newest - date.fromisoformat(page.day)).days
        if back < SPARK_DAYS:
            counts[SPARK_DAYS - 1 - back] = page.commits
    most = max(counts)
    if not most:
        return Spark("", "")
    points = " ".join(
        f"{100 * place / (SPARK_DAYS - 1):.1f},{19 - 18 * count / most:.1f}"
        for place, count in enumerate(counts)
    )
    return Spark(points, making.say("site-spark", days=SPARK_DAYS, most=most, commits=sum(counts)))


# What is under more than one repository


def _search(making: Making, followed: Sequence[Followed]) -> Iterator[tuple[str, str]]:
    found = [
        (entry.moment, Found(
            title=entry.subject,
            text=f"{entry.said} {' '.join(entry.places)} {entry.sha} {entry.short}",
            address=f"{one.folder}/{entry.day}.html#{entry.anchor if not entry.bot else 'content'}",
            repository=one.name,
            day=entry.day,
            level=entry.level,
            icon=entry.icon,
            author=entry.author,
        ))
        for one in followed
        for page in one.days
        for entry in page.entries
    ]  # fmt: skip
    found.sort(key=lambda item: item[0], reverse=True)
    for name, text in index([one for _, one in found]):
        yield f"search/{name}", text
    frame = making.frame(
        "search.html",
        f"{making.say('site-search')} · {making.say('site-name')}",
        (Way(making.say("site-home"), "index.html"), Way(making.say("site-search"), "")),
    )
    yield "search.html", pages.search(frame, [one.name for one in followed], "search/")


def _feeds(making: Making, followed: Sequence[Followed]) -> Iterator[tuple[str, str]]:
    everything: list[Item] = []
    broken: list[Item] = []
    for one in followed:
        days = [_day_item(making, one, page) for page in one.days[:IN_FEED]]
        breaks = [_break_item(making, one, entry) for entry in commits_of(one.days) if entry.breaking][
            :IN_FEED
        ]
        yield from _pair(making, f"{one.folder}/", one.name, days, breaks)
        everything += days
        broken += breaks
    yield from _pair(making, "", making.say("site-name"), everything, broken)


def _pair(
    making: Making, folder: str, name: str, days: Sequence[Item], breaks: Sequence[Item]
) -> Iterator[tuple[str, str]]:
    titles = (
        ("feed.xml", name, days),
        ("breaks.xml", f"{name} · {making.say('site-breaks-heading')}", breaks),
    )
    for file, title, items in titles:
        base = f"{making.url}{making.folder}{folder}" if making.url else ""
        latest = sorted(items, key=lambda item: item.updated, reverse=True)[:IN_FEED]
        own = replace_addresses(latest, making, folder)
        yield (
            f"{folder}{file}",
            atom(
                Feed(
                    name=f"{making.language.value}/{folder}{file}",
                    title=title,
                    address=f"{base}index.html",
                    own=f"{base}{file}" if base else "",
                    language=making.language.value,
                    items=tuple(own),
                    generator="commitbrief",
                )
            ),
        )


def replace_addresses(items: Iterable[Item], making: Making, folder: str) -> Iterator[Item]:
    """Addresses below the folder of the language as seen from a feed, or whole where the site's own is known."""
    base = f"{making.url}{making.folder}" if making.url else "../" * folder.count("/")
    for one in items:
        content = one.content.replace('href="@', f'href="{base}')
        yield replace(one, address=f"{base}{one.address}", content=content)


def _day_item(making: Making, one: Followed, page: DayPage) -> Item:
    folder = f"@{one.folder}/"
    entries = commits_of((page,))
    lines = "".join(
        f'<li>{entry.icon} <a href="{folder}{page.day}.html#{entry.anchor}">{entry.title}</a><br>{outward(entry.told, folder + page.day)}</li>'
        for entry in entries
        if entry.level != "low" or entry.breaking
    )
    headline = outward(page.headline, folder + page.day)
    return Item(
        name=f"{making.language.value}/{one.folder}/{page.day}",
        title=f"{one.name} · {page.title}",
        address=f"{one.folder}/{page.day}.html",
        updated=max((entry.moment for entry in page.entries), default=f"{page.day}T00:00:00+00:00"),
        author=one.name,
        content=f"<p>{headline}</p><p>{outward(page.lead, folder + page.day)}</p><ul>{lines}</ul>".replace(
            "<ul></ul>", ""
        ),
    )


def _break_item(making: Making, one: Followed, entry: Entry) -> Item:
    here = f"@{one.folder}/{entry.day}"
    duties = "".join(f"<li>{outward(duty, here)}</li>" for duty in entry.duties)
    return Item(
        name=f"{making.language.value}/{one.folder}/breaks/{entry.sha}",
        title=f"{one.name}: {entry.subject}",
        address=f"{one.folder}/{entry.day}.html#{entry.anchor}",
        updated=entry.moment,
        author=entry.author,
        content=f"<p>{outward(entry.told, here)}</p><ul>{duties}</ul>".replace("<ul></ul>", ""),
        categories=entry.types,
    )


# Pieces


def week_of(day: str) -> str:
    """The ISO week of a day: 2026-W04."""
    year, week, _ = date.fromisoformat(day).isocalendar()
    return f"{year}-W{week:02}"


def outward(html: str, page: str) -> str:
    """Links within the page of a day as links to it."""
    return html.replace('href="#', f'href="{page}.html#')


def _outward(entry: Entry) -> Entry:
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


def _line(page: DayPage, folder: str) -> DayLine:
    headline = outward(page.headline, folder + page.day)
    return DayLine(Way(page.day, f"{folder}{page.day}.html"), counted(commits_of((page,))), headline)


def _filters(making: Making, entries: Iterable[Entry]) -> Filters:
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
