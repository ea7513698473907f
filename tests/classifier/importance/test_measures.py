"""Scores are what their definitions say, on cases small enough to count by hand."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.importance.measures import (
    Bin,
    calibration,
    confusion,
    mean_scores,
    precision_recall,
    predicted,
    scores_of,
    within_days,
)
from classifier.importance.model_header import Thresholds

ONE_DAY = np.zeros(8, np.int32)
TOLD = np.array([2, 2, 1, 1, 0, 0, 0, 0], np.int8)


def odds(share: float) -> float:
    return float(np.log(share / (1 - share)))


def test_perfect_predictions_score_one() -> None:
    sure = np.array([[9.0 if level > 0 else -9.0, 9.0 if level > 1 else -9.0] for level in TOLD])
    scores = scores_of(TOLD, ONE_DAY, predicted(sure, Thresholds()), sure)
    for name in (
        "macro_f1",
        "kappa",
        "accuracy",
        "auc_high",
        "auc_not_low",
        "pairwise",
        "day_top",
        "day_ndcg",
    ):
        assert getattr(scores, name) == 1, name
    assert scores.ece_high == pytest.approx(0, abs=1e-3)


def test_one_level_for_all_knows_nothing() -> None:
    scores = scores_of(TOLD, ONE_DAY, np.zeros(8, np.int8))
    assert (scores.kappa, scores.accuracy, scores.auc_high, scores.pairwise) == (0, 0.5, 0.5, 0.5)
    assert (scores.ece_high, scores.spearman, scores.precision_top) == (None, None, None)


def test_a_repository_of_one_class_has_no_areas() -> None:
    scores = scores_of(np.zeros(8, np.int8), ONE_DAY, np.zeros(8, np.int8), np.full((8, 2), -1.0))
    assert (scores.auc_high, scores.auc_not_low, scores.pairwise, scores.kappa) == (None, None, None, None)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ([8, 7, 6, 5, 4, 3, 2, 1], (1.0, 1.0, 1.0)),
        ([1, 2, 3, 4, 5, 6, 7, 8], (0.0, 0.0, None)),
        ([1, 1, 1, 1, 1, 1, 1, 1], (0.5, 0.25, None)),
    ],
)
def test_order_within_a_day(order: list[int], expected: tuple[float, float, float | None]) -> None:
    pairs, first, gain = within_days(ONE_DAY, TOLD, np.array(order, np.float64))
    assert (pairs, first) == expected[:2]
    assert gain == expected[2] or (expected[2] is None and gain is not None and gain < 1)


def test_days_with_few_commits_do_not_count() -> None:
    days = np.array([0, 0, 0, 0, 1, 1, 1, 1], np.int32)
    assert within_days(days, TOLD, np.arange(8.0)) == (None, None, None)


def test_ties_give_the_same_gain_whatever_stands_first() -> None:
    order = np.array([1.0, 1, 1, 1, 0, 0, 0, 0])
    turned = np.array([3, 2, 1, 0, 4, 5, 6, 7])
    assert within_days(ONE_DAY, TOLD, order) == within_days(ONE_DAY, TOLD[turned], order[turned])


def test_calibration_compares_what_was_said_with_what_was_so() -> None:
    told = np.array([True, False, True, True])
    assert calibration(told, np.array([0.12, 0.18, 0.9, 1.0])) == (Bin(0.15, 0.5, 2), Bin(0.95, 1.0, 2))


def test_precision_and_recall_start_with_everything() -> None:
    first, *rest = precision_recall(np.array([True, False]), np.array([0.9, 0.1]))
    assert (first.threshold, first.precision, first.recall) == (0, 0.5, 1)
    assert rest[-1].precision == 1


def test_without_commits_nothing_is_defined() -> None:
    """Of a repository that only bots commit to, this is what people get."""
    nobody = np.zeros(0, np.int8)
    scores = scores_of(nobody, np.zeros(0, np.int32), nobody, np.zeros((0, 2)))
    assert {getattr(scores, field.name) for field in fields(scores)} == {None}


def test_confusion_has_labels_as_rows() -> None:
    told, levels = np.array([0, 0, 2], np.int8), np.array([0, 1, 1], np.int8)
    assert confusion(told, levels) == ((1, 1, 0), (0, 0, 0), (0, 1, 0))


def test_means_leave_out_what_is_not_defined() -> None:
    known = scores_of(TOLD, ONE_DAY, TOLD)
    unknown = scores_of(np.zeros(8, np.int8), ONE_DAY, np.zeros(8, np.int8))
    mean = mean_scores([known, unknown])
    assert (mean.pairwise, mean.accuracy) == (1, 1)


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 3)), min_size=1, max_size=40))
def test_every_score_stays_in_its_range(rows: list[tuple[int, int, int]]) -> None:
    told, levels, days = (np.array(column) for column in zip(*rows, strict=True))
    log_odds = np.column_stack([levels - 1.0, levels - 2.0])
    scores = scores_of(told.astype(np.int8), days.astype(np.int32), levels.astype(np.int8), log_odds)
    for name in ("macro_f1", "accuracy", "auc_high", "ece_high", "pairwise", "day_top", "day_ndcg"):
        value = getattr(scores, name)
        assert value is None or 0 <= value <= 1, name


def test_thresholds_make_levels() -> None:
    log_odds = np.array([[odds(0.9), odds(0.31)], [odds(0.5), odds(0.29)], [odds(0.4), odds(0.1)]])
    assert predicted(log_odds, Thresholds(0.45, 0.3)).tolist() == [2, 1, 0]
    assert predicted(log_odds, Thresholds(0.6, 0.1)).tolist() == [2, 2, 2]
