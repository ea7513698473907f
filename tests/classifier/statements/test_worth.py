"""What leads is learned: the shipped weights are those that the labelled sentences give, and they order better than chance and hand."""

from __future__ import annotations

import numpy as np
import pytest

from ci.learn_sentences import Sentences, fit, left_out, read, told
from classifier.statements.linear import shipped
from classifier.statements.traits import TRAITS
from classifier.statements.worth import FIGURES, WEIGHTS, figures


@pytest.fixture(scope="module")
def data() -> Sentences:
    return read()


def test_the_shipped_weights_are_those_that_the_data_gives(data: Sentences) -> None:
    model = fit(data.figures, data.kept)
    assert np.allclose(shipped(WEIGHTS, FIGURES).of, model.coef_[0], atol=0.01)
    assert shipped(WEIGHTS, FIGURES).intercept == pytest.approx(model.intercept_[0], abs=0.01)


def test_on_a_project_that_it_has_not_seen_it_begins_with_one_of_the_readers_best(data: Sentences) -> None:
    first, every = told(left_out(data), data)
    able = {reading for reading, best in zip(data.readings, data.best, strict=True) if best}
    hits = [bool(data.best[place]) for place in first if data.readings[place] in able]
    assert np.mean(hits) > 0.68
    assert data.kept[every].mean() > 0.45


def test_a_sentence_is_weighed_against_the_others_of_its_commit() -> None:
    row = [0.0] * len(TRAITS)
    best = list(row)
    best[TRAITS.index("shared part")] = 1.0
    against = FIGURES.index("shared part, against the best")
    alone, beside = figures([row])[0], figures([row, best])[0]
    assert (alone[against], beside[against]) == (0.0, -1.0)
