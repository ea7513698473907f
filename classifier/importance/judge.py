"""The judge that learned: importance by the trained model, unless the maintainers said it themselves.

Contributions are differences in the log-odds of one question ("is it high?" for commits called high, "is it more than
low?" for the others), and add up, group by group, to how far the commit is from the average training commit (see
`Trees.contributions`). Their keys:

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

from collections.abc import Sequence
from dataclasses import replace

from classifier.importance.contributions import grounds_of
from classifier.importance.declared import declaration
from classifier.importance.extraction import VULNERABILITY, extract
from classifier.importance.features import Row
from classifier.importance.model import Floats, Model, Rows, arrange, level_probabilities
from classifier.importance.model_header import Thresholds, judging_digest
from classifier.reading import Reading
from history.briefs import (
    EVIDENCE_CHARACTERS,
    Bound,
    Evidence,
    Importance,
    Judge,
    Question,
    Reckoning,
    Side,
    TypeDecision,
    Verdict,
)

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
        self.digest = judging_digest(model.digest, self._thresholds, ignore_declared=ignore_declared)

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
        log_odds = self._model.log_odds(rows)
        likely = level_probabilities(log_odds.round(9)).round(6)
        verdicts = []
        for index, reading in enumerate(readings):
            declared = None if self._ignore_declared else declaration(reading.commit)
            if declared:
                verdicts.append(Verdict(declared.level, Judge.DECLARED, evidence=declared.evidence))
                continue
            low, medium, high = (float(value) for value in likely[index])
            nearly = self._borderline(medium + high, high)
            level = self._level(medium + high, high)
            verdict = Verdict(level, Judge.MODEL, (low, medium, high), (), nearly)
            verdicts.append(_safe(verdict, reading))
        return self._explained(verdicts, readings, extracted, rows, log_odds) if self._explain else verdicts

    def _explained(
        self,
        verdicts: Sequence[Verdict],
        readings: Sequence[Reading],
        extracted: Sequence[Row],
        rows: Rows,
        log_odds: Floats,
    ) -> list[Verdict]:
        """The verdicts with what moved them: of high commits, towards being high, of others, towards being more
        than low."""
        heads = (self._model.not_low, self._model.high)
        told = [head.contributions(rows) for head in heads]
        explained = []
        for index, verdict in enumerate(verdicts):
            if verdict.judge is not Judge.MODEL:
                explained.append(verdict)
                continue
            place = int((verdict.judged or verdict.level) is Importance.HIGH)
            head = heads[place]
            grounds = grounds_of(
                readings[index].commit, extracted[index], told[place][index], head.linear, 0.5 * head.slope
            )
            reckoning = Reckoning(
                (Question.NOT_LOW, Question.HIGH)[place],
                round(head.base, 3),
                round(float(log_odds[index, place]), 3),
                self._model.usual[place],
            )
            explained.append(replace(verdict, contributions=grounds, reckoning=reckoning))
        return explained

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


def _safe(verdict: Verdict, reading: Reading) -> Verdict:
    """The verdict, not low where the message names a vulnerability, with the line that does."""
    if verdict.level is not Importance.LOW:
        return verdict
    for number, line in enumerate(reading.commit.message.split("\n"), start=1):
        if VULNERABILITY.search(line):
            proof = Evidence("", Side.NEW, number, line.strip()[:EVIDENCE_CHARACTERS])
            return replace(
                verdict,
                level=Importance.MEDIUM,
                borderline=None,
                bound=Bound.SECURITY,
                judged=Importance.LOW,
                evidence=(proof,),
            )
    return verdict
