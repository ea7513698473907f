"""The packaged model is what the packaged data gives."""

from __future__ import annotations

import numpy as np
import pytest

from classifier.importance.model import load_model
from classifier.importance.training import combine, packaged
from commitbrief.learning.examples import packaged_tables
from commitbrief.resources import packaged_model


@pytest.mark.slow
def test_the_packaged_model_is_what_the_packaged_data_gives() -> None:
    tables = packaged_tables()
    shipped, made = load_model(packaged_model()), packaged(tables)
    rows = combine(tables).rows

    assert made.thresholds == shipped.thresholds
    assert np.abs(made.probabilities(rows) - shipped.probabilities(rows)).max() < 1e-3
