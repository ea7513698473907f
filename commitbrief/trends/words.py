"""What answers are told with, in either language."""

from __future__ import annotations

from dataclasses import dataclass

from commitbrief.trends.questions import By, Trend
from history.briefs import Term
from report.sentences import Catalogue, Language


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a language for titles, columns and notes."""

    catalogue: Catalogue

    @classmethod
    def of(cls, language: Language) -> Words:
        """The shipped words."""
        return cls(Catalogue.load(language))

    def title(self, trend: Trend, by: By) -> str:
        """What an answer is about."""
        return self.catalogue.words(f"trends-{trend}", by=Term(f"trends-by-{by}"))

    def column(self, name: str) -> str:
        """The heading of a column."""
        return self.catalogue.words(f"trends-column-{name}")

    def level(self, name: str) -> str:
        """A level of importance."""
        return self.catalogue.words(f"level-{name}")

    def type(self, name: str) -> str:
        """A change type."""
        return self.catalogue.words(f"type-{name}")

    def more(self, rows: int) -> str:
        """That rows were left out."""
        return self.catalogue.words("trends-note-more", count=rows)

    @property
    def nothing(self) -> str:
        """There is no row."""
        return self.catalogue.words("trends-nothing")

    @property
    def others(self) -> str:
        """What is left when the most frequent were named."""
        return self.catalogue.words("trends-others")

    @property
    def unreleased(self) -> str:
        """In place of a release, where there was none yet."""
        return self.catalogue.words("trends-unreleased")

    @property
    def weight(self) -> str:
        """What weight is."""
        return self.catalogue.words("trends-note-weight")

    @property
    def undeclared(self) -> str:
        """Which breaks are not counted."""
        return self.catalogue.words("trends-note-breaks")
