"""All pages of one repository, and of all: what leads where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from report.site import pages
from report.site.home import card
from report.site.making import Followed, Making, crumbs, own_feeds, week_of
from report.site.overview import overview
from report.site.pages import Frame, Way
from report.site.search import Found, index
from report.site.subscriptions import feed_pages
from report.site.times import day_pages, release_pages, span_pages


def site(making: Making, followed: Sequence[Followed]) -> Iterator[tuple[str, str]]:
    """All files of one language, as (path below its folder, text): what is led to comes before what leads there."""
    for one in followed:
        yield from _repository(making, one)
    yield from _search(making, followed)
    yield from feed_pages(making, followed)
    yield "index.html", pages.home(_home_frame(making), [card(making, one) for one in followed])


def _home_frame(making: Making) -> Frame:
    feeds = (
        Way(making.say("site-feed-all"), "feed.xml"),
        Way(making.say("site-feed-breaks"), "breaks.xml"),
    )
    return making.frame("index.html", making.say("site-name"), feeds=feeds)


def _repository(making: Making, one: Followed) -> Iterator[tuple[str, str]]:
    yield from day_pages(making, one)
    yield from span_pages(making, one, "site-week-of", lambda day: week_of(day.day))
    yield from span_pages(making, one, "site-month-of", lambda day: day.day[:7])
    yield from release_pages(making, one)
    path = f"{one.folder}/index.html"
    frame = making.frame(
        path, f"{one.name} · {making.say('site-name')}", crumbs(making, one, ""), own_feeds(making)
    )
    yield path, pages.repository(frame, overview(making, one))


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
    found.sort(key=lambda item: item[0])
    for name, text in index([one for _, one in found]):
        yield f"search/{name}", text
    frame = making.frame(
        "search.html",
        f"{making.say('site-search')} · {making.say('site-name')}",
        (Way(making.say("site-home"), "index.html"), Way(making.say("site-search"), "")),
    )
    yield "search.html", pages.search(frame, [one.name for one in followed], "search/")
