"""Labels worth a second look."""

from __future__ import annotations

import numpy as np

from classifier.importance.extraction import extract
from classifier.importance.model import arrange
from classifier.importance.training import train
from classifier.labels.noise import doubts, held_out
from history.briefs import Importance
from tests.support.labelled import SMALL, data_of, many


def test_a_label_that_the_confident_model_denies_is_doubted() -> None:
    levels = np.array([0, 0, 0, 2, 2, 2, 0], np.int8)
    told = np.array([[0.9, 0.1, 0.0]] * 3 + [[0.0, 0.1, 0.9]] * 3 + [[0.02, 0.03, 0.95]])

    (doubt,) = doubts(levels, told)

    assert (doubt.row, doubt.given, doubt.likelier) == (6, Importance.LOW, Importance.HIGH)
    assert doubt.probability == 0.95


def test_a_model_that_only_wavers_denies_nothing() -> None:
    levels = np.array([0, 0, 1, 1], np.int8)
    told = np.array([[0.6, 0.4, 0.0], [0.48, 0.52, 0.0], [0.4, 0.6, 0.0], [0.5, 0.5, 0.0]])
    assert [doubt.row for doubt in doubts(levels, told)] == []


def test_a_level_that_nobody_gave_is_never_likelier() -> None:
    assert doubts(np.array([0, 1], np.int8), np.array([[0.1, 0.1, 0.8], [0.1, 0.1, 0.8]])) == []


def test_planted_errors_are_found_by_a_model_that_has_not_seen_them() -> None:
    told = many(300)
    model = train(data_of(told[:150]), SMALL)
    own = told[150:]
    levels = np.array([level for _, level in own], np.int8)
    wrong = [5, 40, 77, 120]
    levels[wrong] = (levels[wrong] + 1) % 3
    rows = arrange([extract(one) for one, _ in own])

    probabilities = held_out(model, rows, levels, [one.sha for one, _ in own])
    found = {doubt.row for doubt in doubts(levels, probabilities)}

    assert np.allclose(probabilities.sum(axis=1), 1)
    assert set(wrong) <= found
    assert len(found) <= 2 * len(wrong)
