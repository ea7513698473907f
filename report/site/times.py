"""The pages of days, weeks, months and releases."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from report.digest import TYPES, digest
from report.site import pages
from report.site.entry import DayPage, commits_of
from report.site.making import (
    Followed,
    Making,
    as_seen_outside,
    counted,
    crumbs,
    day_line,
    dependencies,
    filters,
    own_feeds,
    week_of,
)
from report.site.pages import Frame, Span, Way


def day_pages(making: Making, one: Followed) -> Iterator[tuple[str, str]]:
    """One page for each day."""
    for place, page in enumerate(one.days):
        path = f"{one.folder}/{page.day}.html"
        home, repository, here = crumbs(making, one, page.day)
        week, month = week_of(page.day), page.day[:7]
        ways = (Way(month, f"{month}.html"), Way(week, f"{week}.html"))
        frame = making.frame(
            path, f"{one.name} · {page.day}", (home, repository, *ways, here), own_feeds(making)
        )
        yield (
            path,
            pages.day(
                _beside(frame, [day.day for day in one.days], place), page, filters(making, page.entries)
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


def span_pages(
    making: Making, one: Followed, heading: str, name_of: Callable[[DayPage], str]
) -> Iterator[tuple[str, str]]:
    """One page for each time that `name_of` calls alike."""
    by_name: dict[str, list[DayPage]] = {}
    for day in one.days:
        by_name.setdefault(name_of(day), []).append(day)
    for place, (name, days) in enumerate(by_name.items()):
        path = f"{one.folder}/{name}.html"
        weeks = sorted({week_of(page.day) for page in days}, reverse=True)
        longer = [Way(name, f"{name}.html") for name in dict.fromkeys(page.day[:7] for page in days)]
        is_month = "W" not in name
        home, repository, here = crumbs(making, one, name)
        above = (home, repository, here) if is_month else (home, repository, *longer[-1:], here)
        title = making.say(heading, name=name)
        frame = making.frame(path, f"{one.name} · {title}", above, own_feeds(making))
        entries = [as_seen_outside(entry) for entry in commits_of(tuple(days))]
        shown = Span(
            heading=f"{one.name} · {title}",
            digest=digest(entries, *making.gather(entries), by_type=False),
            headings=_headings(making),
            counts=counted(entries),
            days=tuple(day_line(day, "") for day in days),
            parts=tuple(Way(week, f"{week}.html") for week in weeks) if is_month else (),
            dependencies=tuple(dependencies(days)),
        )
        yield path, pages.span(_beside(frame, list(by_name), place), shown, filters(making, entries))


def release_pages(making: Making, one: Followed) -> Iterator[tuple[str, str]]:
    """One page for each release of which something is shown."""
    by_sha = {entry.sha: as_seen_outside(entry) for entry in commits_of(one.days)}
    known = [shipped for shipped in one.releases if any(sha in by_sha for sha in shipped.shas)]
    for place, shipped in enumerate(known):
        path = f"{one.folder}/{shipped.file}.html"
        shas = set(shipped.shas)
        entries = [entry for sha, entry in by_sha.items() if sha in shas]
        title = making.say("site-release-of", name=", ".join((shipped.name, *shipped.also)))
        frame = making.frame(
            path, f"{one.name} · {title}", crumbs(making, one, shipped.name), own_feeds(making)
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
        yield path, pages.span(frame, page, filters(making, entries))


def _headings(making: Making) -> dict[str, str]:
    return {name: making.say(f"type-{name}") for name in TYPES}
