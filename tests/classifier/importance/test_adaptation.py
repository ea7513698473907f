"""Own labels bring a model nearer to a repository: few a little, many as far as they say."""

from __future__ import annotations

import numpy as np
import pytest

from classifier.importance.adaptation import adapted, brought_nearer, fitted
from classifier.importance.folds import rows_of
from classifier.importance.model import Model, dump_model, parse_model
from classifier.importance.tables import FeatureTable, TableError
from history.records import Commit
from tests.support.labelled import tables_of


@pytest.fixture(scope="module")
def table(told: list[tuple[Commit, int]]) -> FeatureTable:
    return tables_of(told, 1)[0]


def test_no_labels_change_nothing(model: Model, table: FeatureTable) -> None:
    nothing = table.take(np.zeros(0, np.int64))
    same = adapted(model, rows_of(nothing), nothing.levels)
    assert np.allclose(same.log_odds(rows_of(table)), model.log_odds(rows_of(table)), atol=1e-6)


@pytest.mark.parametrize("level", [0, 1, 2])
def test_one_class_moves_the_model_towards_it_and_no_further(
    model: Model, table: FeatureTable, level: int
) -> None:
    rows, levels = rows_of(table), np.full(len(table), level, np.int8)
    before, after = model.log_odds(rows).mean(axis=0), adapted(model, rows, levels).log_odds(rows)
    for question in range(2):
        up = level > question
        assert (after[:, question].mean() > before[question]) == up
    assert np.isfinite(after).all()


def test_more_labels_move_it_further(model: Model, table: FeatureTable) -> None:
    rows = rows_of(table)
    before = model.log_odds(rows)[:, 1].mean()

    def moved(count: int) -> float:
        few = rows_of(table.take(np.arange(count)))
        nearer = adapted(model, few, np.zeros(count, np.int8))
        return float(abs(nearer.log_odds(rows)[:, 1].mean() - before))

    assert 0 < moved(3) < moved(30) < moved(240)


def test_the_shift_and_the_model_agree(model: Model, table: FeatureTable) -> None:
    rows, told = rows_of(table), table.levels == 0
    shift = fitted(model.high.log_odds(rows), rows, told)
    of_model = shift.applied(model.high).log_odds(rows)
    assert np.allclose(shift.of(model.high.log_odds(rows), rows), of_model, atol=1e-4)


def test_an_adapted_model_is_a_model(model: Model, table: FeatureTable) -> None:
    nearer = brought_nearer(model, table)
    again = parse_model(dump_model(nearer), "m.xz")
    assert again.about["adapted to"] == {"a0/oven": len(table)}
    assert np.array_equal(again.log_odds(rows_of(table)), nearer.log_odds(rows_of(table)))
    assert dump_model(nearer) == dump_model(brought_nearer(model, table))


def test_there_must_be_labels(model: Model, table: FeatureTable) -> None:
    with pytest.raises(TableError, match="no labelled commits"):
        brought_nearer(model, table.take(np.zeros(0, np.int64)))
