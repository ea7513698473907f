"""What more teachers give: a learning curve over the number of repositories that are learned from.

Each draw holds out another part of the communities, and learns from some of the other repositories, drawn at random,
with the linear learner alone: it takes seconds, and follows the whole model. So the curve says what teachers are
worth, not how good the model is.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from classifier.importance.folds import community, rows_of, shared_out
from classifier.importance.measures import Scores, mean_scores, predicted, scores_of
from classifier.importance.model import HEADS
from classifier.importance.tables import FeatureTable
from classifier.importance.training import (
    Settings,
    combine,
    learn_linear,
    with_bare_merges,
    with_hidden_types,
)

DRAWS = 3
COUNTS = (3, 6, 12, 24, 48)


@dataclass(frozen=True, slots=True)
class Taught:
    """What so many teachers give: means over draws of the means over the repositories held out, and the spread of
    macro-F1 from draw to draw (standard deviation)."""

    teachers: int
    macro_f1: float
    kappa: float
    auc_high: float
    auc_not_low: float
    spread: float


def teaching_curve(
    tables: Sequence[FeatureTable], settings: Settings, *, jobs: int = 1
) -> tuple[Taught, ...]:
    """The curve over `COUNTS`, as far as there are so many teachers in every draw; empty where there are not enough
    for two points."""
    from joblib import Parallel, delayed

    part_of = shared_out(tables, DRAWS)
    draws = [
        (
            [one for one in tables if part_of[community(one.repository)] != draw],
            [one for one in tables if part_of[community(one.repository)] == draw],
        )
        for draw in range(DRAWS)
    ]
    most = min(len(teachers) for teachers, _ in draws)
    counts = [count for count in COUNTS if count <= most]
    if len(counts) < 2:
        return ()
    found = Parallel(n_jobs=jobs)(
        delayed(_draw)(_drawn(teachers, count, draw), held_out, settings)
        for count in counts
        for draw, (teachers, held_out) in enumerate(draws)
    )
    return tuple(
        _taught(count, found[place * DRAWS : (place + 1) * DRAWS]) for place, count in enumerate(counts)
    )


def _drawn(teachers: Sequence[FeatureTable], count: int, draw: int) -> list[FeatureTable]:
    """Some of them; more of the same draw are these and others."""
    order = np.random.default_rng(draw).permutation(len(teachers))[:count]
    return [teachers[place] for place in sorted(order.tolist())]


def _draw(teachers: Sequence[FeatureTable], held_out: Sequence[FeatureTable], settings: Settings) -> Scores:
    from threadpoolctl import threadpool_limits

    with warnings.catch_warnings(), threadpool_limits(1):
        warnings.simplefilter("ignore")
        data = with_hidden_types(
            with_bare_merges(combine(teachers), settings.merges_without_diff), settings.types_hidden
        )
        learned = [learn_linear(data, data.levels > question, settings) for question in range(len(HEADS))]
        scores = []
        for table in held_out:
            log_odds = np.column_stack([one.raw(rows_of(table)) for one in learned])
            levels = predicted(log_odds, settings.thresholds)
            scores.append(scores_of(table.levels, table.days, levels, log_odds))
    return mean_scores(scores)


def _taught(count: int, draws: Sequence[Scores]) -> Taught:
    mean = mean_scores(draws)
    spread = float(np.std([one.macro_f1 or 0.0 for one in draws]))
    return Taught(
        count,
        mean.macro_f1 or 0.0,
        mean.kappa or 0.0,
        mean.auc_high or 0.0,
        mean.auc_not_low or 0.0,
        round(spread, 4),
    )
