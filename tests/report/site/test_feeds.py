"""The feeds are feeds: for a reader, and by the rules of RFC 4287."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import feedparser
import pytest

from report.site.feeds import Feed, Item, atom

SPACE = "{http://www.w3.org/2005/Atom}"
ITEMS = (
    Item("en/r/a/2026-01-05", "a · <b>1</b> & \x00 \udcff", "https://example.org/a.html", "2026-01-05T23:30:00+08:00", "Ada", "<p>1 &lt; 2</p>"),
    Item("en/r/a/2026-01-06", "b", "https://example.org/b.html", "2026-01-05T20:30:00+00:00", "", "", ("fix",)),
)  # fmt: skip


def feed(items: tuple[Item, ...] = ITEMS) -> str:
    own = "https://example.org/feed.xml"
    return atom(Feed("en/feed.xml", "What changed", "https://example.org/", own, "en", items, "commitbrief"))


def test_a_reader_reads_it() -> None:
    found = feedparser.parse(feed().encode("utf8", "replace"))
    assert not found.bozo
    assert found.version == "atom10"
    assert [one.link for one in found.entries] == ["https://example.org/a.html", "https://example.org/b.html"]
    assert found.entries[0].content[0].value == "<p>1 &lt; 2</p>"


@pytest.mark.parametrize("items", [ITEMS, ()])
def test_it_has_what_the_standard_asks_for(items: tuple[Item, ...]) -> None:
    root = ElementTree.fromstring(feed(items).encode("utf8", "replace"))
    assert root.tag == f"{SPACE}feed"
    for element in (root, *root.iter(f"{SPACE}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(SPACE + name)) == 1
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", element.findtext(f"{SPACE}id") or "")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", element.findtext(f"{SPACE}updated") or "")
        assert all(author.findtext(f"{SPACE}name") for author in element.findall(f"{SPACE}author"))
        kinds = [(link.get("rel"), link.get("type")) for link in element.findall(f"{SPACE}link")]
        assert len(kinds) == len(set(kinds))
    assert root.find(f"{SPACE}author") is not None
    ids = [one.findtext(f"{SPACE}id") for one in root.iter(f"{SPACE}entry")]
    assert len(ids) == len(set(ids)) == len(items)


def test_ids_stay_whatever_a_day_says_later() -> None:
    later = tuple(
        Item(one.name, "else", one.address, "2026-03-01T00:00:00+00:00", "", "more") for one in ITEMS
    )
    ids = [re.findall(r"<id>(.*)</id>", feed(items)) for items in (ITEMS, later)]
    assert ids[0] == ids[1]


def test_dates_are_those_of_the_newest_commit() -> None:
    assert feedparser.parse(feed()).feed.updated == "2026-01-05T20:30:00Z"
