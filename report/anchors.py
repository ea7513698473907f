"""The anchors that GitHub gives to headings, so that links into a report land.

GitHub lower-cases the text of a heading, drops all but letters, marks, digits, connectors, hyphens and
spaces, turns spaces into hyphens and numbers what is taken: `html-pipeline`, `TableOfContentsFilter`.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

KEPT_CATEGORIES = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"})


def slug(heading: str) -> str:
    """The anchor of a heading before numbering."""
    kept = (char for char in heading.lower() if char in "- " or unicodedata.category(char) in KEPT_CATEGORIES)
    return "".join(kept).replace(" ", "-")


@dataclass(slots=True)
class Anchors:
    """Anchors of a document's headings, given in their order."""

    seen: dict[str, int] = field(default_factory=dict)
    given: set[str] = field(default_factory=set)

    def would_collide(self, heading: str) -> bool:
        """Whether the numbered anchor is one that an earlier heading already has: `a`, `a`, `a-1`."""
        return self._numbered(slug(heading)) in self.given

    def give(self, heading: str) -> str:
        """The anchor of the next heading."""
        base = slug(heading)
        anchor = self._numbered(base)
        self.seen[base] = self.seen.get(base, 0) + 1
        self.given.add(anchor)
        return anchor

    def _numbered(self, base: str) -> str:
        count = self.seen.get(base, 0)
        return f"{base}-{count}" if count else base
