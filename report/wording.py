"""What everything in a report is written with."""

from __future__ import annotations

from dataclasses import dataclass

from report.sentences import Catalogue, Surroundings


@dataclass(frozen=True, slots=True)
class Wording:
    """A language's sentences, and what they can link to."""

    catalogue: Catalogue
    around: Surroundings
