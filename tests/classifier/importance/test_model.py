"""A model's file is refused unless it is whole and ours, and its predictions are scikit-learn's."""

from __future__ import annotations

import hashlib
import json
import lzma
import pickle
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix, hstack
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from classifier.importance.features import FEATURES
from classifier.importance.model import WORD_COLUMNS, Model, dump_model, load_model, parse_model
from classifier.importance.model_header import ModelError
from classifier.importance.training import (
    TOLERANCE,
    Data,
    as_trees,
    learn_linear,
    learn_trees,
    of_one_habit,
    train,
)
from tests.support.labelled import SMALL


def test_trees_give_what_scikit_learn_gives(data: Data) -> None:
    figures = data.figures.astype(np.float64)
    learner = HistGradientBoostingClassifier(max_iter=40, min_samples_leaf=5, early_stopping=False)
    learner.fit(figures, data.levels > 0)
    strangers = figures[::-1] * 3 + 1
    for rows in (figures, strangers):
        assert np.allclose(as_trees(learner).raw(rows), learner.decision_function(rows), rtol=0, atol=1e-9)


def test_the_linear_part_gives_what_scikit_learn_gives(data: Data) -> None:
    linear = learn_linear(data, data.levels > 0, SMALL)
    ones = np.ones(len(data.words))
    words = csr_matrix((ones, data.words.astype(np.int32), data.starts), shape=(len(data), WORD_COLUMNS))
    columns = hstack([words, csr_matrix(linear.scaled(data.figures))]).tocsr()
    learner = LogisticRegression(C=SMALL.strength, solver="liblinear", tol=TOLERANCE, random_state=0)
    learner.fit(columns, data.levels > 0, sample_weight=of_one_habit(data, data.levels > 0))
    assert np.allclose(linear.raw(data.rows), learner.decision_function(columns), rtol=0, atol=1e-4)


def test_how_much_a_repository_tells_is_not_learned_from_its_words() -> None:
    """Two repositories with a word each; one tells its users nine commits of ten, the other one of ten."""
    count = 100
    groups = np.repeat(np.arange(2), count)
    told = (np.arange(2 * count) % 10 == 0) ^ (groups == 1)
    data = Data(
        np.zeros((2 * count, len(FEATURES)), np.uint16),
        groups.astype(np.uint16),
        np.arange(2 * count + 1, dtype=np.int64),
        told.astype(np.int8),
        groups,
        np.ones(2 * count),
    )
    weights = of_one_habit(data, told)
    assert [round(float(weights[groups == group].sum()), 6) for group in (0, 1)] == [count, count]
    quiet, talkative = learn_linear(data, told, SMALL).words[:2]
    assert abs(talkative - quiet) < 1e-3


def test_the_attributions_of_trees_add_up(data: Data) -> None:
    trees = learn_trees(data, data.levels > 0, SMALL)
    figures = data.figures.astype(np.float64)
    told = trees.contributions(figures, figures.shape[1]).sum(axis=1) + trees.expected
    assert np.allclose(told, trees.raw(figures), rtol=0, atol=1e-9)


def test_the_same_data_give_the_same_bytes(data: Data, raw_model: bytes) -> None:
    assert dump_model(train(data, SMALL, {"made": "for tests"})) == raw_model


def test_a_model_comes_back_as_it_was_written(
    data: Data, raw_model: bytes, model: Model, tmp_path: Path
) -> None:
    path = tmp_path / "model.xz"
    path.write_bytes(raw_model)
    again = load_model(path)
    assert np.array_equal(again.probabilities(data.rows), model.probabilities(data.rows))
    assert again.digest == model.digest == hashlib.sha256(raw_model).hexdigest()[:16]
    assert again.about == {"made": "for tests", "usual": list(model.usual)}


def test_a_row_has_the_same_probabilities_alone_and_among_others(data: Data, model: Model) -> None:
    together = model.probabilities(data.rows)
    alone = [model.probabilities(data.take(np.array([row])).rows)[0] for row in range(len(data))]
    assert np.array_equal(together, np.array(alone))


def test_probabilities_are_probabilities(data: Data, model: Model) -> None:
    likely = model.probabilities(data.rows)
    assert (likely >= 0).all()
    assert np.allclose(likely.sum(axis=1), 1)


def altered(raw: bytes, key: str, value: object) -> bytes:
    """The model with one key of its header changed, whole in all other respects."""
    line, _, payload = lzma.decompress(raw).partition(b"\n")
    return lzma.compress(json.dumps({**json.loads(line), key: value}).encode() + b"\n" + payload)


def with_a_byte_changed(raw: bytes) -> bytes:
    """The model with a changed figure, packed again so that the archive itself is sound."""
    content = bytearray(lzma.decompress(raw))
    content[-9] ^= 1
    return lzma.compress(bytes(content))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda _: b"", "truncated"),
        (lambda raw: raw[: len(raw) // 2], "truncated"),
        (lambda raw: raw[:-100] + b"\0" * 100, "damaged"),
        (with_a_byte_changed, "digest"),
        (lambda _: b"not a model", "not a model"),
        (lambda _: pickle.dumps([print]), "not a model"),
        (lambda _: lzma.compress(b"{}\n"), "not a model"),
        (lambda _: lzma.compress(b"[1]\n"), "not a model"),
        (lambda raw: altered(raw, "magic", "another"), "another format"),
        (lambda raw: altered(raw, "format", 99), "another format"),
        (lambda raw: altered(raw, "schema", "0123456789abcdef"), "feature schema 0123456789abcdef"),
        (lambda raw: altered(raw, "arrays", [["a", "|O8", 1]]), "kind"),
        (lambda raw: altered(raw, "arrays", []), "fill"),
        (lambda raw: altered(raw, "thresholds", "high"), "not a model"),
    ],
)
def test_what_is_no_whole_model_of_ours_is_refused_in_one_line(
    spoil: object, said: str, raw_model: bytes, tmp_path: Path
) -> None:
    assert callable(spoil)
    path = tmp_path / "model.xz"
    path.write_bytes(spoil(raw_model))
    with pytest.raises(ModelError) as caught:
        load_model(path)
    text = str(caught.value)
    assert text.startswith(str(path))
    assert said in text
    assert "commitbrief train" in text
    assert "\n" not in text


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        load_model(tmp_path / "none.xz")


@pytest.mark.parametrize("odd", [float("nan"), float("inf"), 1e300])
@pytest.mark.parametrize("key", ["slope", "offset", "baseline", "intercept"])
def test_a_model_of_what_is_no_number_is_refused(key: str, odd: float) -> None:
    raw = lzma.decompress((Path(__file__).parents[3] / "training_data" / "model.xz").read_bytes())
    line, _, payload = raw.partition(b"\n")
    header = json.loads(line)
    header["heads"]["high"][key] = odd
    with pytest.raises(ValueError, match="no number"):
        parse_model(lzma.compress(json.dumps(header).encode() + b"\n" + payload), "odd")
