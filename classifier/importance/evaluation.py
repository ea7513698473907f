"""How good the model is on repositories that it has never seen: leave one repository out, predict it, compare.

Scores follow the usual definitions: macro-F1, quadratically weighted kappa (Cohen 1968), area under the ROC curve,
Spearman's rank correlation, expected calibration error over ten bins of equal width (Naeini et al. 2015). Within a
day means: of all pairs of one day's commits with different labels, on days with at least eight commits, how many
are in the right order.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, fields
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from classifier.importance.features import FEATURES, Group
from classifier.importance.model import Head, Model, Rows, Thresholds, level_probabilities
from classifier.importance.tables import FeatureTable
from classifier.importance.training import Settings, combine, train
from classifier.importance.words import BUCKETS, Channel

Floats = NDArray[np.float64]
Levels = NDArray[np.int8]
LEAST_A_DAY = 8
BINS = 10
_WORDS = {
    Channel.SUBJECT: Group.SUBJECT_WORDS,
    Channel.BODY: Group.BODY_WORDS,
    Channel.PATH: Group.PATH_WORDS,
    Channel.CODE: Group.CODE_WORDS,
}


@dataclass(frozen=True, slots=True)
class Fold:
    """A held-out repository: calibrated log-odds of both questions for each of its commits, and how much area
    under both curves is lost where one group of features is shuffled among its commits."""

    repository: str
    log_odds: Floats
    losses: dict[Group, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Scores:
    """How predictions of one repository (or the mean over several) compare with its labels; `nan` where a score
    is not defined, such as calibration for a rule without probabilities."""

    macro_f1: float
    kappa: float
    accuracy: float
    auc_high: float
    auc_not_low: float
    spearman: float
    precision_top: float
    ece_high: float
    ece_not_low: float
    pairwise: float


def leave_one_out(tables: Sequence[FeatureTable], settings: Settings, jobs: int) -> Iterator[Fold]:
    """Hold each repository out in turn; folds come in the order of the tables."""
    places = range(len(tables))
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(_fold, places, repeat(list(tables)), repeat(settings))


def _fold(place: int, tables: list[FeatureTable], settings: Settings) -> Fold:
    model = train(combine([*tables[:place], *tables[place + 1 :]]), settings)
    own = tables[place]
    rows = Rows(own.figures, own.words, own.starts)
    return Fold(own.repository, model.log_odds(rows), _losses(model, rows, own.levels))


def _losses(model: Model, rows: Rows, levels: Levels) -> dict[Group, tuple[float, float]]:
    shuffled = np.random.default_rng(0).permutation(len(rows))
    before = _areas(model.log_odds(rows), levels)
    losses: dict[Group, tuple[float, float]] = {}
    for group in dict.fromkeys(feature.group for feature in FEATURES):
        figures = rows.figures.copy()
        columns = np.array([index for index, feature in enumerate(FEATURES) if feature.group is group])
        figures[:, columns] = rows.figures[np.ix_(shuffled, columns)]
        after = _areas(model.log_odds(Rows(figures, rows.words, rows.starts)), levels)
        losses[group] = (before[0] - after[0], before[1] - after[1])
    for channel, group in _WORDS.items():
        moved = [
            head.log_odds(rows) + 0.5 * head.slope * (told[shuffled] - told)
            for head in (model.not_low, model.high)
            for told in [_word_effects(head, rows, channel)]
        ]
        after = _areas(np.column_stack(moved), levels)
        losses[group] = (before[0] - after[0], before[1] - after[1])
    return losses


def _word_effects(head: Head, rows: Rows, channel: Channel) -> Floats:
    which = np.repeat(np.arange(len(rows)), np.diff(rows.starts))
    weights = np.where(
        rows.words // BUCKETS == channel, head.linear.words[rows.words].astype(np.float64), 0.0
    )
    return np.bincount(which, weights=weights, minlength=len(rows)).astype(np.float64)


def _areas(log_odds: Floats, levels: Levels) -> tuple[float, float]:
    return _area(levels > 0, log_odds[:, 0]), _area(levels > 1, log_odds[:, 1])


def _area(told: NDArray[np.bool_], score: Floats) -> float:
    from sklearn.metrics import roc_auc_score

    return float(roc_auc_score(told, score)) if 0 < told.sum() < len(told) else float("nan")


def predicted(log_odds: Floats, thresholds: Thresholds) -> Levels:
    """The levels that the thresholds make of log-odds."""
    likely = level_probabilities(log_odds)
    high, not_low = likely[:, 2], likely[:, 1] + likely[:, 2]
    return np.where(high >= thresholds.high, 2, np.where(not_low >= thresholds.not_low, 1, 0)).astype(np.int8)


def scores_of(table: FeatureTable, levels: Levels, log_odds: Floats | None = None) -> Scores:
    """Compare predicted levels, and probabilities where there are any, with the labels of a table."""
    from scipy.stats import spearmanr
    from sklearn.metrics import accuracy_score, cohen_kappa_score, f1_score

    told = table.levels
    known = log_odds is not None
    likely = level_probabilities(log_odds) if log_odds is not None else np.eye(3)[levels]
    high, not_low = likely[:, 2], likely[:, 1] + likely[:, 2]
    order = high + not_low
    top = np.argsort(-high, kind="stable")[: max(1, len(told) // 10)]
    nan = float("nan")
    flat = len(set(order.tolist())) < 2
    return Scores(
        macro_f1=float(f1_score(told, levels, labels=[0, 1, 2], average="macro", zero_division=0)),
        kappa=float(cohen_kappa_score(told, levels, labels=[0, 1, 2], weights="quadratic")),
        accuracy=float(accuracy_score(told, levels)),
        auc_high=_area(told > 1, high),
        auc_not_low=_area(told > 0, not_low),
        spearman=nan if flat else float(spearmanr(told, order).statistic),
        precision_top=float((told[top] > 1).mean()) if known else nan,
        ece_high=_calibration_error(told > 1, high) if known else nan,
        ece_not_low=_calibration_error(told > 0, not_low) if known else nan,
        pairwise=_pairwise(table.days, told, order),
    )


def mean_scores(all_scores: Sequence[Scores]) -> Scores:
    """The mean of each score over repositories, each counting the same."""
    names = [field.name for field in fields(Scores)]
    values = [[getattr(scores, name) for scores in all_scores] for name in names]
    means = [
        float(np.mean(known)) if (known := [v for v in own if not math.isnan(v)]) else float("nan")
        for own in values
    ]
    return Scores(*means)


def _calibration_error(told: NDArray[np.bool_], likely: Floats) -> float:
    return sum(count * abs(mean - share) for mean, share, count in calibration(told, likely)) / len(told)


def calibration(told: NDArray[np.bool_], likely: Floats) -> list[tuple[float, float, int]]:
    """For each bin of the probability that holds commits: (mean probability, share that was so, commits)."""
    bins = np.minimum((likely * BINS).astype(np.int64), BINS - 1)
    return [
        (float(likely[own].mean()), float(told[own].mean()), int(own.sum()))
        for own in (bins == number for number in range(BINS))
        if own.any()
    ]


def _pairwise(days: NDArray[np.int32], levels: Levels, order: Floats) -> float:
    right: list[float] = []
    for day in np.unique(days):
        own = np.flatnonzero(days == day)
        if len(own) < LEAST_A_DAY or len(set(levels[own].tolist())) < 2:
            continue
        above = levels[own][:, None] > levels[own][None, :]
        gap = order[own][:, None] - order[own][None, :]
        right.append(float(((gap > 0) + 0.5 * (gap == 0))[above].mean()))
    return float(np.mean(right)) if right else float("nan")


_PLACES = {feature.name: place for place, feature in enumerate(FEATURES)}


def by_majority(table: FeatureTable) -> Levels:
    """Everything is low."""
    return np.zeros(len(table), np.int8)


def by_size(table: FeatureTable) -> Levels:
    """The tenth with the most changed lines is high, the next three tenths medium."""
    churn = table.figures[:, [_PLACES["added"], _PLACES["removed"]]].astype(np.int64).sum(axis=1)
    medium, high = np.quantile(churn, [0.6, 0.9])
    levels: Levels = ((churn > medium).astype(np.int8) + (churn > high)).astype(np.int8)
    return levels


def by_formula(table: FeatureTable) -> Levels:
    """The seed's formula."""
    return table.formula


def by_simple_rule(table: FeatureTable) -> Levels:
    """No source file: low; `feat` or a word of adding: high; `fix`, `perf` or a word of fixing: medium; else low."""
    shown = table.figures > 0
    high = shown[:, _PLACES["type_feat"]] | shown[:, _PLACES["subject_adds"]]
    medium = (
        shown[:, _PLACES["type_fix"]] | shown[:, _PLACES["type_perf"]] | shown[:, _PLACES["subject_fixes"]]
    )
    levels = np.zeros(len(table), np.int8)
    levels[medium] = 1
    levels[high] = 2
    levels[~shown[:, _PLACES["files_source"]]] = 0
    return levels


BASELINES: dict[str, Callable[[FeatureTable], Levels]] = {
    "majority": by_majority,
    "size": by_size,
    "formula": by_formula,
    "simple rule": by_simple_rule,
}
