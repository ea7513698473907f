"""Atom feeds (RFC 4287). Entries have ids that stay, and the dates of their commits."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from report.text import clean

ATOM = "http://www.w3.org/2005/Atom"
SPACE = uuid.UUID("5a4b2c53-6a0c-5f0e-9c53-1f7f0a6f2b1d")  # of the ids of this program's entries
NEVER = "1970-01-01T00:00:00+00:00"


@dataclass(frozen=True, slots=True)
class Item:
    """An entry. `name` is what it is called for ever, `address` where it is, seen from the feed or whole; `content` is
    HTML."""

    name: str
    title: str
    address: str
    updated: str
    author: str
    content: str
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed. `own` is its own whole address, "" where the site has none yet."""

    name: str
    title: str
    address: str
    own: str
    language: str
    items: tuple[Item, ...]
    generator: str


def atom(feed: Feed) -> str:
    """The feed as a file. The same feed gives the same bytes."""
    root = Element("feed", {"xmlns": ATOM, "xml:lang": "zh-Hans" if feed.language == "zh" else "en"})
    _say(root, "id", _id(feed.name))
    _say(root, "title", feed.title)
    _say(root, "updated", _moment(max((one.updated for one in feed.items), default=NEVER, key=_seconds)))
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.address})
    if feed.own:
        SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": feed.own})
    _say(SubElement(root, "author"), "name", "commitbrief")
    _say(root, "generator", feed.generator)
    for one in feed.items:
        _entry(root, one)
    indent(root, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _entry(root: Element, item: Item) -> None:
    entry = SubElement(root, "entry")
    _say(entry, "id", _id(item.name))
    _say(entry, "title", item.title)
    _say(entry, "updated", _moment(item.updated))
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": item.address})
    _say(SubElement(entry, "author"), "name", item.author or "?")
    for category in item.categories:
        SubElement(entry, "category", {"term": category})
    content = _say(entry, "content", item.content)
    content.set("type", "html")


def _say(parent: Element, name: str, text: str) -> Element:
    child = SubElement(parent, name)
    child.text = clean(text)  # XML has no way to write a control character
    return child


def _id(name: str) -> str:
    return f"urn:uuid:{uuid.uuid5(SPACE, name)}"


def _moment(text: str) -> str:
    return datetime.fromisoformat(text).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _seconds(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()
