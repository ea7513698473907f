"""What everything in a report is written with."""

from __future__ import annotations

from dataclasses import dataclass

from report.sentences import Catalogue, Surroundings


@dataclass(frozen=True, slots=True)
class Wording:
    """A language's sentences, and what they can link to. `default_branch` is "" where no forge named it."""

    catalogue: Catalogue
    around: Surroundings
    default_branch: str = ""
