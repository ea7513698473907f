"""A judge whose model is unpacked when the first commits are judged: a report of what is kept needs its digest alone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from classifier.importance.model_header import digest_of, judging_digest, read_model, thresholds_of
from classifier.reading import Reading
from history.briefs import TypeDecision, Verdict

if TYPE_CHECKING:
    from classifier.importance.judge import ModelJudge


class WaitingJudge:
    """What `ModelJudge` is, by the model in a file that is known to be sound, with its thresholds moved.

    Raises `ModelError` for a file that is no model."""

    def __init__(
        self,
        path: Path,
        *,
        ignore_declared: bool = False,
        medium_from: float | None = None,
        high_from: float | None = None,
        explain: bool = True,
    ) -> None:
        digest, own = read_model(path, lambda raw: (digest_of(raw), thresholds_of(raw)))
        self._path = path
        self._thresholds = own.moved(medium_from, high_from)
        self._ignore_declared = ignore_declared
        self._explain = explain
        self.digest = judging_digest(digest, self._thresholds, ignore_declared=ignore_declared)

    def judge(self, readings: Sequence[Reading], types: Sequence[tuple[TypeDecision, ...]]) -> list[Verdict]:
        """Return one verdict for each commit."""
        return self._judge.judge(readings, types)

    @cached_property
    def _judge(self) -> ModelJudge:
        from classifier.importance.judge import ModelJudge
        from classifier.importance.model import load_model

        return ModelJudge(
            load_model(self._path),
            ignore_declared=self._ignore_declared,
            thresholds=self._thresholds,
            explain=self._explain,
        )
