"""A small trained model, made once for the tests of this folder."""

from __future__ import annotations

import pytest

from classifier.importance.model import Model, dump_model, parse_model
from classifier.importance.training import Data, train
from history.records import Commit
from tests.support.labelled import SMALL, data_of, many


@pytest.fixture(scope="session")
def told() -> list[tuple[Commit, int]]:
    return many()


@pytest.fixture(scope="session")
def data(told: list[tuple[Commit, int]]) -> Data:
    return data_of(told)


@pytest.fixture(scope="session")
def raw_model(data: Data) -> bytes:
    """The file of a small model."""
    return dump_model(train(data, SMALL, {"made": "for tests"}))


@pytest.fixture(scope="session")
def model(raw_model: bytes) -> Model:
    return parse_model(raw_model, "model.xz")
