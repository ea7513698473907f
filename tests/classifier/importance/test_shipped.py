"""The packaged model is what the packaged data gives."""

from __future__ import annotations

import numpy as np
import pytest

from classifier.importance.measures import predicted
from classifier.importance.model import load_model
from classifier.importance.training import combine, packaged
from commitbrief.learning.examples import packaged_tables
from commitbrief.resources import packaged_model


@pytest.mark.slow
def test_the_packaged_model_is_what_the_packaged_data_gives() -> None:
    tables = packaged_tables()
    shipped, made = load_model(packaged_model()), packaged(tables)
    rows = combine(tables).rows
    expected, found = shipped.probabilities(rows), made.probabilities(rows)

    # Two kernels of a linear algebra library differ in the last bits of a sum: converged training keeps that small.
    assert np.abs(found - expected).max() < 1e-4
    assert made.thresholds == shipped.thresholds
    levels = [predicted(each.log_odds(rows), each.thresholds) for each in (shipped, made)]
    assert (levels[0] == levels[1]).all()
