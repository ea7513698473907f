"""What publishing does, one line each: said before it is done (`--dry-run`) and after."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verb(StrEnum):
    """What becomes of one thing."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    KEEP = "unchanged"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing and what becomes of it: `create reports/2026/a/2026-01-23.md`."""

    verb: Verb
    what: str

    def __str__(self) -> str:
        return f"{self.verb} {self.what}"


@dataclass(frozen=True, slots=True)
class Published:
    """All steps, in order, and the page that shows the result ("" where nothing has one yet)."""

    steps: tuple[Step, ...]
    url: str = ""

    @property
    def changed(self) -> bool:
        """Whether anything is, or would be, different afterwards."""
        return any(step.verb is not Verb.KEEP for step in self.steps)
