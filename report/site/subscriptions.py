"""The feeds of a site: of days and of breaks, for all repositories and for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from report.site.entry import DayPage, Entry, commits_of
from report.site.feeds import Feed, Item, atom
from report.site.making import Followed, Making, outward

IN_FEED = 60


def feed_pages(making: Making, followed: Sequence[Followed]) -> Iterator[tuple[str, str]]:
    """All feeds, as (path, text)."""
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
