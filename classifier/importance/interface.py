"""What a judge of importance is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from classifier.reading import Reading
from history.briefs import TypeDecision, Verdict


class ImportanceJudge(Protocol):
    """Says how much commits matter. Commits come many at a time, because a model is far quicker so; the
    verdicts come back in the same order and must not depend on how the commits were grouped."""

    @property
    def digest(self) -> str:
        """The first 16 hex digits of SHA-256 over whatever decides the verdicts."""
        ...

    def judge(self, readings: Sequence[Reading], types: Sequence[tuple[TypeDecision, ...]]) -> list[Verdict]:
        """Return one verdict for each commit. Never raises on a commit's content."""
        ...
