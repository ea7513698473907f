"""The headings of a document in their order: what the table of contents and the anchors are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from report.anchors import Anchors
from report.inline import plain
from report.tree import Document


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the Markdown report: its rank (1 to 6), its text as rendered, and the section's id if
    it is a commit's."""

    rank: int
    text: str
    section: str = ""


def headings(document: Document) -> Iterator[Heading]:
    """All headings, as `templates/report.md.j2` writes them."""
    yield Heading(1, document.title)
    yield Heading(2, document.repository.name)
    yield Heading(3, document.opening.heading)
    if document.table.rows:
        yield Heading(3, document.table.heading)
    yield Heading(3, document.statistics.heading)
    for group in document.groups:
        yield Heading(2, group.heading)
        for commit in group.commits:
            yield Heading(3, plain(commit.title), commit.id)


def anchors(document: Document) -> dict[str, str]:
    """The anchor of each commit's section, by its id, and of each other heading, by its text."""
    given = Anchors()
    found: dict[str, str] = {}
    for heading in headings(document):
        anchor = given.give(heading.text)
        found.setdefault(heading.section or heading.text, anchor)
    return found
