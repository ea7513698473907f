"""The judge that learned: importance by the trained model, unless the maintainers said it themselves.

Contributions are differences in the log-odds of "more than low", and add up, group by group, to how far the commit
is from the average training commit (see `Trees.contributions`). Their keys:

| key                        | speaks of                                                | parameters       |
| -------------------------- | -------------------------------------------------------- | ---------------- |
| `model-message`            | length, form and topics of the message                   |                  |
| `model-topic-<topic>`      | a topic that the subject names (`adds`, `fixes`, …)      |                  |
| `model-type`, `-type-none` | the conventional type, or that there is none             | `type`: `Code`   |
| `model-only-<part>`        | that (nearly) all changed lines are in one kind of file  |                  |
| `model-mostly-<part>`      | that most of them are                                    |                  |
| `model-roles`              | that no kind of file has most of them                    |                  |
| `model-size`               | how much changed                                         | `lines`: `int`   |
| `model-diffusion`          | over how many files and folders it is spread             | `files`: `int`   |
| `model-signal-<signal>`    | a kind of changed line (`deprecated`, `flag`, `flow`, …) | `count`: `int`   |
| `model-signals`            | the kinds that it has none of                            |                  |
| `model-subject-words`      | words of the subject                                     | `word`: `Quote`  |
| `model-body-words`         | words of the body                                        | `word`: `Quote`  |
| `model-path-words`         | words of the paths                                       | `word`: `Code`   |
| `model-code-words`         | identifiers that came or went                            | `word`: `Code`   |
| `model-subject`, `-body`, `-path`, `-code` | the same where no single word stands out |                  |
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from classifier.importance.contributions import grounds_of
from classifier.importance.declared import declaration
from classifier.importance.extraction import extract
from classifier.importance.model import Model, Thresholds, arrange, level_probabilities
from classifier.reading import Reading
from history.briefs import Contribution, Importance, Judge, TypeDecision, Verdict

_BATCH = 512  # commits judged at once: bounds memory, and cannot change a verdict


class ModelJudge:
    """Judges by a trained model; see the module for its contributions.

    `ignore_declared` predicts even where the commit carries the maintainers' own word. `thresholds` stand in for
    the model's own. Without `explain`, verdicts have no contributions and come twice as fast.
    """

    def __init__(
        self,
        model: Model,
        *,
        ignore_declared: bool = False,
        thresholds: Thresholds | None = None,
        explain: bool = True,
    ) -> None:
        self._model = model
        self._explain = explain
        self._ignore_declared = ignore_declared
        self._thresholds = thresholds or model.thresholds
        settled = f"{model.digest} {self._thresholds} {ignore_declared}"
        self.digest = hashlib.sha256(settled.encode()).hexdigest()[:16]

    def judge(
        self,
        readings: Sequence[Reading],
        types: Sequence[tuple[TypeDecision, ...]],  # noqa: ARG002 - the features read the commit themselves
    ) -> list[Verdict]:
        """Return one verdict for each commit."""
        verdicts: list[Verdict] = []
        for start in range(0, len(readings), _BATCH):
            verdicts += self._judge(readings[start : start + _BATCH])
        return verdicts

    def _judge(self, readings: Sequence[Reading]) -> list[Verdict]:
        extracted = [extract(reading.commit) for reading in readings]
        rows = arrange(extracted)
        likely = level_probabilities(self._model.log_odds(rows).round(9)).round(6)
        head = self._model.not_low
        told = head.contributions(rows) if self._explain else None
        verdicts = []
        for index, reading in enumerate(readings):
            declared = None if self._ignore_declared else declaration(reading.commit)
            if declared:
                verdicts.append(Verdict(declared.level, Judge.DECLARED, evidence=declared.evidence))
                continue
            low, medium, high = (float(value) for value in likely[index])
            grounds: tuple[Contribution, ...] = ()
            if told is not None:
                grounds = grounds_of(
                    reading.commit, extracted[index], told[index], head.linear, 0.5 * head.slope
                )
            nearly = self._borderline(medium + high, high)
            level = self._level(medium + high, high)
            verdicts.append(Verdict(level, Judge.MODEL, (low, medium, high), grounds, nearly))
        return verdicts

    def _level(self, not_low: float, high: float) -> Importance:
        if high >= self._thresholds.high:
            return Importance.HIGH
        return Importance.MEDIUM if not_low >= self._thresholds.not_low else Importance.LOW

    def _borderline(self, not_low: float, high: float) -> Importance | None:
        """The level that a small change of the probabilities would have given."""
        level = self._level(not_low, high)
        margin = self._thresholds.margin
        near = (self._level(not_low + margin, high + margin), self._level(not_low - margin, high - margin))
        return next((other for other in near if other is not level), None)
