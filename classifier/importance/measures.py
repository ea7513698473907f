"""How predicted levels and probabilities compare with labels.

Macro-F1 and quadratically weighted kappa (Cohen 1968) judge levels; the area under the ROC curve and the expected
calibration error over ten bins of equal width (Naeini et al. 2015) judge probabilities; Spearman's rank
correlation and three figures within a day judge the order. Days count that have at least eight commits and more
than one level: how many pairs of different levels are in the right order, whether the day's first commit is of its
highest level, and NDCG@5 (Järvelin and Kekäläinen 2002) with gains 0, 1 and 3.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from classifier.importance.model import level_probabilities
from classifier.importance.model_header import Thresholds

BOOTSTRAP = 100  # draws
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Levels = NDArray[np.int8]
LEAST_A_DAY = 8
BINS = 10
DIGITS = 4  # of a figure: more says nothing of a thousand commits


@dataclass(frozen=True, slots=True)
class Scores:
    """How predictions of one repository (or the mean over several) compare with its labels; `None` where a score
    is not defined, such as calibration for a rule without probabilities."""

    macro_f1: float | None
    kappa: float | None
    accuracy: float | None
    auc_high: float | None
    auc_not_low: float | None
    spearman: float | None
    precision_top: float | None
    ece_high: float | None
    ece_not_low: float | None
    pairwise: float | None
    day_top: float | None
    day_ndcg: float | None


@dataclass(frozen=True, slots=True)
class Bin:
    """Commits of about one predicted probability: their mean probability, the share that was so, their number."""

    predicted: float
    observed: float
    commits: int


@dataclass(frozen=True, slots=True)
class Point:
    """One threshold: of the commits above it, the share that was so; of those that were so, the share above it."""

    threshold: float
    precision: float
    recall: float


def predicted(log_odds: Floats, thresholds: Thresholds) -> Levels:
    """The levels that the thresholds make of both questions' log-odds."""
    not_low, high = chances(log_odds)
    return np.where(high >= thresholds.high, 2, np.where(not_low >= thresholds.not_low, 1, 0)).astype(np.int8)


def chances(log_odds: Floats) -> tuple[Floats, Floats]:
    """The probabilities of being more than low, and of being high."""
    likely = level_probabilities(log_odds)
    return likely[:, 1] + likely[:, 2], likely[:, 2]


def scores_of(
    told: Levels, days: NDArray[np.int32], levels: Levels, log_odds: Floats | None = None
) -> Scores:
    """Compare levels, and probabilities where there are any, with the labels `told` on the `days`. Without
    commits, no score is defined."""
    from sklearn.metrics import accuracy_score, cohen_kappa_score, f1_score

    if not len(told):
        return Scores(*[None] * len(fields(Scores)))
    known = log_odds is not None
    not_low, high = chances(log_odds) if log_odds is not None else (levels > 0, levels > 1)
    order = high.astype(np.float64) + not_low
    top = np.argsort(-high.astype(np.float64), kind="stable")[: max(1, len(told) // 10)]
    pairwise, day_top, day_ndcg = within_days(days, told, order)
    several = len(set(told.tolist()) | set(levels.tolist())) > 1
    return Scores(
        macro_f1=_figure(f1_score(told, levels, labels=[0, 1, 2], average="macro", zero_division=0)),
        kappa=_figure(cohen_kappa_score(told, levels, labels=[0, 1, 2], weights="quadratic"))
        if several
        else None,
        accuracy=_figure(accuracy_score(told, levels)),
        auc_high=area(told > 1, high),
        auc_not_low=area(told > 0, not_low),
        spearman=_rank_correlation(told, order),
        precision_top=_figure((told[top] > 1).mean()) if known else None,
        ece_high=_calibration_error(told > 1, high) if known else None,
        ece_not_low=_calibration_error(told > 0, not_low) if known else None,
        pairwise=pairwise,
        day_top=day_top,
        day_ndcg=day_ndcg,
    )


def mean_scores(all_scores: Sequence[Scores]) -> Scores:
    """The mean of each score over repositories, each counting the same; of those where it is defined."""
    return Scores(
        *(_mean([getattr(scores, field.name) for scores in all_scores]) for field in fields(Scores))
    )


def spread_of_difference(told: Levels, before: Levels, after: Levels) -> float:
    """The bootstrap's standard deviation of a difference in macro-F1: what other commits would have made of it."""
    from sklearn.metrics import f1_score

    def f1(levels: Levels, rows: NDArray[np.int64]) -> float:
        return float(f1_score(told[rows], levels[rows], labels=[0, 1, 2], average="macro", zero_division=0))

    draws = np.random.default_rng(0).integers(0, len(told), (BOOTSTRAP, len(told)))
    return float(np.std([f1(after, rows) - f1(before, rows) for rows in draws]))


def area(told: Bools, score: NDArray[np.generic]) -> float | None:
    """The area under the ROC curve; `None` where all are so, or none."""
    from sklearn.metrics import roc_auc_score

    return _figure(roc_auc_score(told, score)) if 0 < told.sum() < len(told) else None


def calibration(told: Bools, likely: Floats) -> tuple[Bin, ...]:
    """The bins of equal width that hold commits, from the least probable on."""
    bins = np.minimum((likely * BINS).astype(np.int64), BINS - 1)
    return tuple(
        Bin(
            round(float(likely[own].mean()), DIGITS),
            round(float(told[own].mean()), DIGITS),
            int(own.sum()),
        )
        for own in (bins == number for number in range(BINS))
        if own.any()
    )


def precision_recall(told: Bools, likely: Floats, steps: int = 50) -> tuple[Point, ...]:
    """Precision and recall at thresholds from 0 on, in steps of equal width, while commits are above them."""
    points = []
    for step in range(steps):
        above = likely >= step / steps
        if not above.any() or not told.any():
            break
        points.append(
            Point(
                step / steps,
                round(float(told[above].mean()), DIGITS),
                round(float(above[told].mean()), DIGITS),
            )
        )
    return tuple(points)


def confusion(told: Levels, levels: Levels) -> tuple[tuple[int, ...], ...]:
    """How many commits of each label (rows: low, medium, high) got each level (columns)."""
    counts = np.bincount(3 * told.astype(np.int64) + levels, minlength=9).reshape(3, 3)
    return tuple(tuple(row) for row in counts.tolist())


def within_days(
    days: NDArray[np.int32], told: Levels, order: Floats
) -> tuple[float | None, float | None, float | None]:
    """Share of pairs in the right order, share of days whose first is of the highest level, and NDCG@5: means
    over the days that count. Ties count half, and as a day's first in the average of their order."""
    found = [_day(told[own], order[own]) for own in _full_days(days, told)]
    return (
        _mean([one[0] for one in found]),
        _mean([one[1] for one in found]),
        _mean([one[2] for one in found]),
    )


def _full_days(days: NDArray[np.int32], told: Levels) -> Iterator[NDArray[np.int64]]:
    ranked = np.argsort(days, kind="stable")
    starts = np.flatnonzero(np.diff(days[ranked], prepend=-1))
    for own in np.split(ranked, starts[1:]):
        if len(own) >= LEAST_A_DAY and len(set(told[own].tolist())) > 1:
            yield own


def _day(told: Levels, order: Floats) -> tuple[float, float, float]:
    above = told[:, None] > told[None, :]
    gap = order[:, None] - order[None, :]
    first = np.flatnonzero(order == order.max())
    gains = (1 << told.astype(np.int64)) - 1
    discounts = 1.0 / np.log2(np.arange(2, len(told) + 2))
    discounts[5:] = 0.0
    shared = _shared(order, discounts)
    best = float(np.sort(gains)[::-1] @ discounts)
    return (
        float(((gap > 0) + 0.5 * (gap == 0))[above].mean()),
        float((told[first] == told.max()).mean()),
        float(gains @ shared) / best,
    )


def _shared(order: Floats, discounts: Floats) -> Floats:
    """The discount of each commit: those that are tied share what their places have."""
    ranked = np.argsort(-order, kind="stable")
    _, group = np.unique(-order[ranked], return_inverse=True)
    means = np.bincount(group, weights=discounts) / np.bincount(group)
    shared = np.empty(len(order))
    shared[ranked] = means[group]
    return shared


def _rank_correlation(told: Levels, order: Floats) -> float | None:
    from scipy.stats import spearmanr

    if len(set(order.tolist())) < 2 or len(set(told.tolist())) < 2:
        return None
    return _figure(spearmanr(told, order).statistic)


def _calibration_error(told: Bools, likely: NDArray[np.generic]) -> float:
    bins = calibration(told, likely.astype(np.float64))
    return round(sum(one.commits * abs(one.predicted - one.observed) for one in bins) / len(told), DIGITS)


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return _figure(math.fsum(known) / len(known)) if known else None


def _figure(value: float) -> float:
    return round(float(value), DIGITS)
