"""Thresholds of a repository's own model: other ones where its labels ask for them, and only then."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from classifier.importance.features import FEATURES
from classifier.importance.folds import rows_of
from classifier.importance.measures import predicted
from classifier.importance.model import Head, Model, load_model
from classifier.importance.tables import FeatureTable
from commitbrief.learning.own import suiting
from commitbrief.resources import packaged_model
from tests.support.labelled import many, tables_of


def looking_at(head: Head, **weights: float) -> Head:
    """A question answered by nothing but some figures, each 0 or 1: log-odds of -4, plus these weights."""
    figures = np.array([2.0 * weights.get(one.name, 0.0) / np.log(2.0) for one in FEATURES])
    linear = replace(
        head.linear,
        words=np.zeros_like(head.linear.words),
        figures=figures,
        scales=np.ones_like(head.linear.scales),
        intercept=-8.0,
    )
    trees = replace(head.trees, value=np.zeros_like(head.trees.value), baseline=0.0)
    return replace(head, linear=linear, trees=trees, slope=1.0, offset=0.0)


@pytest.fixture
def shy() -> Model:
    """Calls what is titled `feat` high with a probability of .27: below the usual threshold."""
    model = load_model(packaged_model())
    return replace(
        model,
        not_low=looking_at(model.not_low, type_feat=9.0, type_fix=9.0),
        high=looking_at(model.high, type_feat=3.0),
    )


@pytest.fixture
def table() -> FeatureTable:
    return tables_of(many(120), 1)[0]


def test_thresholds_move_to_where_the_labels_are_told_right(shy: Model, table: FeatureTable) -> None:
    log_odds = shy.log_odds(rows_of(table))
    chosen = suiting(shy, table)

    assert chosen.high < shy.thresholds.high
    assert (predicted(log_odds, shy.thresholds) == 2).sum() == 0
    assert (predicted(log_odds, chosen) == table.levels).all()


def test_few_labels_of_a_level_move_nothing(shy: Model, table: FeatureTable) -> None:
    high = np.flatnonzero(table.levels == 2)
    few = table.take(np.sort(np.concatenate([np.flatnonzero(table.levels < 2), high[:7]])))

    assert suiting(shy, few) == shy.thresholds


def test_thresholds_that_are_right_stay(shy: Model, table: FeatureTable) -> None:
    bold = replace(shy, high=looking_at(shy.high, type_feat=9.0))

    assert suiting(bold, table) == shy.thresholds
