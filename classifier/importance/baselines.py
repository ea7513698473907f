"""What a model of importance must beat: levels that need no training."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from classifier.importance.features import FEATURES
from classifier.importance.tables import FeatureTable

Levels = NDArray[np.int8]
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
