"""What the page of a repository shows."""

from __future__ import annotations

from calendar import Calendar
from collections import Counter
from collections.abc import Iterator, Sequence

from report.site.entry import DayPage, Entry, commits_of
from report.site.making import (
    LEVELS,
    Followed,
    Making,
    as_seen_outside,
    counted,
    day_line,
    dependencies,
    week_of,
)
from report.site.pages import Cell, Month, Overview, Share, Way

LATEST, BREAKS, DEPENDENCIES, SHARES = 10, 15, 12, 12


def overview(making: Making, one: Followed) -> Overview:
    """All that the page shows."""
    entries = commits_of(one.days)
    breaking = [as_seen_outside(entry) for entry in entries if entry.breaking][:BREAKS]
    shas = {entry.sha for entry in entries}
    return Overview(
        name=one.name,
        url=one.url,
        counts=counted(entries),
        months=tuple(_months(making, one)),
        latest=tuple(day_line(page, "") for page in one.days[:LATEST]),
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
            for topic in list(dependencies(one.days))[:DEPENDENCIES]
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
