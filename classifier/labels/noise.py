"""Labels worth a second look: those that a model which has not seen them confidently disagrees with.

Confident learning (Northcutt, Jiang and Chuang 2021, "Confident learning: estimating uncertainty in dataset labels"),
in its simplest form. The model is cross-validated: each label is judged by the given model brought nearer to the other
folds' labels.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifier.importance.adaptation import adapted
from classifier.importance.model import Floats, Model, Rows
from classifier.labels.records import LEVELS
from history.briefs import Importance

FOLDS = 5


@dataclass(frozen=True, slots=True)
class Doubt:
    """A label and the level that is likelier. `row` is its place, `margin` by how much the probability of the
    likelier level is larger."""

    row: int
    given: Importance
    likelier: Importance
    probability: float
    margin: float


def held_out(model: Model, rows: Rows, levels: NDArray[np.int8], shas: Sequence[str]) -> Floats:
    """Probabilities of low, medium and high for each row, by a model that has not been brought nearer to its label.
    The folds depend on the ids alone."""
    folds = np.array([int(hashlib.sha256(sha.encode()).hexdigest()[:8], 16) % FOLDS for sha in shas])
    told = np.zeros((len(levels), len(LEVELS)))
    for fold in range(FOLDS):
        out, rest = np.flatnonzero(folds == fold), np.flatnonzero(folds != fold)
        if len(out):
            nearer = adapted(model, _take(rows, rest), levels[rest])
            told[out] = nearer.probabilities(_take(rows, out))
    return told


def _take(rows: Rows, chosen: NDArray[np.int64]) -> Rows:
    parts = [rows.words[rows.starts[row] : rows.starts[row + 1]] for row in chosen]
    starts = np.concatenate([[0], np.cumsum([len(part) for part in parts], dtype=np.int64)])
    words = np.concatenate([np.zeros(0, np.uint16), *parts]).astype(np.uint16)
    return Rows(rows.figures[chosen], words, starts.astype(np.int64))


def doubts(levels: NDArray[np.int8], probabilities: Floats) -> list[Doubt]:
    """The labels off the diagonal of the confident joint, the most doubtful first.

    A level is confident where its probability reaches the mean probability that the level has among the commits
    labelled with it; the likeliest of the confident levels is what the label should be.
    """
    thresholds = np.array([
        probabilities[levels == level, level].mean() if (levels == level).any() else np.inf
        for level in range(len(LEVELS))
    ])  # fmt: skip
    confident = np.where(probabilities >= thresholds, probabilities, -1.0)
    likeliest = confident.argmax(axis=1)
    found = []
    for row in np.flatnonzero((confident.max(axis=1) > 0) & (likeliest != levels)):
        given, other = int(levels[row]), int(likeliest[row])
        likelier = float(probabilities[row, other])
        margin = likelier - float(probabilities[row, given])
        found.append(Doubt(int(row), LEVELS[given], LEVELS[other], likelier, margin))
    return sorted((one for one in found if one.margin > 0), key=lambda one: (-one.margin, one.row))
