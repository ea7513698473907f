"""Which lines are shown is learned: the shipped weights are those that the labelled lines give, and they order better than the hand did."""

from __future__ import annotations

import numpy as np
import pytest

from ci.learn_lines import Lines, fit, left_out, order, read
from classifier.statements.deciding import LINE_FIGURES, WEIGHTS, line_figures
from classifier.statements.line_traits import LINE_TRAITS
from classifier.statements.linear import shipped


@pytest.fixture(scope="module")
def lines() -> Lines:
    return read()


def test_the_shipped_weights_are_those_that_the_data_gives(lines: Lines) -> None:
    model = fit(lines)
    weights = shipped(WEIGHTS, LINE_FIGURES)
    assert np.allclose(weights.of, model.coef_[0], atol=0.01)
    assert weights.intercept == pytest.approx(model.intercept_[0], abs=0.01)


def test_on_a_project_that_it_has_not_seen_it_finds_the_lines_of_readers(lines: Lines) -> None:
    found = order(left_out(lines), lines)
    assert found.area > 0.68  # by hand .64
    assert found.among_first > 0.33


def test_a_statement_is_weighed_against_the_others_of_its_commit() -> None:
    row = [0.0] * len(LINE_TRAITS)
    best = list(row)
    best[LINE_TRAITS.index("shared rare")] = 1.0
    against = LINE_FIGURES.index("shared rare, against the best")
    assert [one[against] for one in line_figures([row, best])] == [-1.0, 0.0]
