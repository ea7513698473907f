"""A trained model of importance: plain arrays, read and written without pickle, applied with numpy alone.

Two questions are answered, "is it more than low?" and "is it high?", each by the mean of two learners' log-odds:
a logistic regression over the hashed words and the figures, and boosted trees over the figures. See
docs/decisions/0010-model-as-arrays.md.

The file is XZ-compressed: one line of JSON (the header), then arrays as the header lists them. A digest over
the arrays is in the header, so that a truncated or altered file is told from a whole one before use.
"""

from __future__ import annotations

import hashlib
import json
import lzma
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from classifier.importance.features import FEATURES, SCHEMA_DIGEST, Row
from classifier.importance.model_header import (
    DEFAULT_THRESHOLDS,
    FORMAT,
    LARGEST,
    MAGIC,
    ModelError,
    Thresholds,
    digest_of,
    header_in,
    number,
    read_model,
    thresholds_in,
)
from classifier.importance.trees import Trees
from classifier.importance.words import BUCKETS, Channel

HEADS = ("not_low", "high")
WORD_COLUMNS = len(Channel) * BUCKETS
MOST_SCALED = 8.0  # where a scaled figure ends: one enormous commit must not outweigh all words
_KINDS = {"<f8", "<f4", "<i4", "<i2"}
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rows:
    """Commits as arrays: figures, words, and where each row's words start (one more than rows)."""

    figures: NDArray[np.uint16]
    words: NDArray[np.uint16]
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.figures)


@dataclass(frozen=True, slots=True)
class Linear:
    """A logistic regression. Figures are taken as `min(log(1 + x) / scale, 8)`; `means` are what the training
    commits had on average, figure by figure, so that a contribution has something to be compared with."""

    words: NDArray[np.float32]
    figures: Floats
    intercept: float
    scales: Floats
    means: Floats

    def scaled(self, figures: NDArray[np.uint16]) -> Floats:
        """Figures as they are weighed."""
        return scale(figures, self.scales)

    def raw(self, rows: Rows) -> Floats:
        """Log-odds. Sums are taken in the order of the columns, the same whatever stands beside a row."""
        total = self.intercept + self.word_effects(rows)
        scaled = self.scaled(rows.figures)
        for column in range(scaled.shape[1]):
            total += scaled[:, column] * self.figures[column]
        return total

    def word_effects(self, rows: Rows) -> Floats:
        """What the words of each row add together."""
        which = np.repeat(np.arange(len(rows)), np.diff(rows.starts))
        weights = self.words[rows.words].astype(np.float64)
        return np.bincount(which, weights=weights, minlength=len(rows)).astype(np.float64)


def scale(figures: NDArray[np.uint16], scales: Floats) -> Floats:
    """Logarithms of figures in units of their spread."""
    return np.minimum(np.log1p(figures.astype(np.float64)) / scales, MOST_SCALED)


@dataclass(frozen=True, slots=True)
class Head:
    """One question: `slope` times the mean of both learners' log-odds, plus `offset`."""

    linear: Linear
    trees: Trees
    slope: float = 1.0
    offset: float = 0.0

    def log_odds(self, rows: Rows) -> Floats:
        """Calibrated log-odds of each row."""
        mean = 0.5 * (self.linear.raw(rows) + self.trees.raw(rows.figures.astype(np.float64)))
        return self.slope * mean + self.offset

    @property
    def base(self) -> float:
        """The log-odds of the average training commit, before its words."""
        average = self.linear.intercept + float(self.linear.means @ self.linear.figures)
        return 0.5 * self.slope * (average + self.trees.expected) + self.offset

    def contributions(self, rows: Rows) -> Floats:
        """What each figure adds to the log-odds of each row, compared with the average training commit. With
        half the slope times the words' weights, these are all that the log-odds are made of."""
        weighed = (self.linear.scaled(rows.figures) - self.linear.means) * self.linear.figures
        walked = self.trees.contributions(rows.figures.astype(np.float64), len(FEATURES))
        return 0.5 * self.slope * (weighed + walked)


@dataclass(frozen=True, slots=True)
class Model:
    """Both questions, the thresholds, and where the model comes from (`about`: plain JSON values)."""

    not_low: Head
    high: Head
    thresholds: Thresholds = DEFAULT_THRESHOLDS
    about: Mapping[str, object] = field(default_factory=dict)
    digest: str = ""

    def log_odds(self, rows: Rows) -> Floats:
        """Calibrated log-odds of both questions, one row per commit."""
        return np.column_stack([self.not_low.log_odds(rows), self.high.log_odds(rows)])

    @property
    def usual(self) -> tuple[float, float]:
        """The shares of commits that are more than low, and high, where the model has learned; 0 where it does not
        say."""
        told = self.about.get("usual")
        if isinstance(told, list) and len(told) == len(HEADS):
            return float(told[0]), float(told[1])
        return 0.0, 0.0

    def probabilities(self, rows: Rows) -> Floats:
        """Probabilities of low, medium, high: rows add up to 1."""
        return level_probabilities(self.log_odds(rows))


def level_probabilities(log_odds: Floats) -> Floats:
    """From both questions' log-odds to three levels; high is never likelier than more than low."""
    told = 1.0 / (1.0 + np.exp(-np.clip(log_odds, -30, 30)))
    not_low = told[:, 0]
    high = np.minimum(told[:, 1], not_low)
    return np.column_stack([1.0 - not_low, not_low - high, high])


def arrange(rows: Sequence[Row]) -> Rows:
    """Rows as arrays."""
    figures = np.array([row.figures for row in rows], np.uint16).reshape(len(rows), len(FEATURES))
    words = np.array([word for row in rows for word in row.words], np.uint16)
    starts = np.concatenate([[0], np.cumsum([len(row.words) for row in rows], dtype=np.int64)])
    return Rows(figures, words, starts.astype(np.int64))


def dump_model(model: Model) -> bytes:
    """The bytes of a model's file; they depend on the model alone."""
    arrays: list[tuple[str, NDArray[np.generic]]] = []
    numbers: dict[str, dict[str, float]] = {}
    for name, head in zip(HEADS, (model.not_low, model.high), strict=True):
        numbers[name] = {
            "slope": head.slope,
            "offset": head.offset,
            "baseline": head.trees.baseline,
            "intercept": head.linear.intercept,
        }
        arrays += [
            (f"{name}.words", head.linear.words.astype("<f4")),
            (f"{name}.figures", head.linear.figures.astype("<f8")),
            (f"{name}.scales", head.linear.scales.astype("<f8")),
            (f"{name}.means", head.linear.means.astype("<f8")),
            (f"{name}.roots", head.trees.roots.astype("<i4")),
            (f"{name}.feature", head.trees.feature.astype("<i2")),
            (f"{name}.threshold", head.trees.threshold.astype("<f8")),
            (f"{name}.left", head.trees.left.astype("<i4")),
            (f"{name}.right", head.trees.right.astype("<i4")),
            (f"{name}.value", head.trees.value.astype("<f8")),
        ]
    payload = b"".join(array.tobytes() for _, array in arrays)
    header = {
        "magic": MAGIC,
        "format": FORMAT,
        "schema": SCHEMA_DIGEST,
        "thresholds": [model.thresholds.not_low, model.thresholds.high, model.thresholds.margin],
        "heads": numbers,
        "arrays": [[name, array.dtype.str, len(array)] for name, array in arrays],
        "sha256": hashlib.sha256(payload).hexdigest(),
        "about": dict(model.about),
    }
    text = json.dumps(header, sort_keys=True, ensure_ascii=False).encode("utf8")
    return lzma.compress(text + b"\n" + payload, format=lzma.FORMAT_XZ, check=lzma.CHECK_SHA256, preset=6)


def load_model(path: Path) -> Model:
    """Read a model. Raises `ModelError` for a file that is foreign, truncated, altered, or of another
    feature schema. Nothing in the file is executed."""
    return read_model(path, lambda raw: parse_model(raw, str(path)))


def parse_model(raw: bytes, name: str) -> Model:
    """A model from the bytes of its file. Raises `ModelError` for another schema, and what the parsers raise."""
    unpacked = lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=256 << 20)
    content = unpacked.decompress(raw, LARGEST)
    if not unpacked.eof:
        raise ValueError("it is truncated or too large")
    line, _, payload = content.partition(b"\n")
    header = header_in(line)
    if header["schema"] != SCHEMA_DIGEST:
        raise ModelError(
            f"{name}: made for feature schema {header['schema']}, this version has {SCHEMA_DIGEST}; "
            "train it again with `commitbrief train`"
        )
    if hashlib.sha256(payload).hexdigest() != header["sha256"]:
        raise ValueError("its digest does not fit its content")
    arrays = _arrays(header["arrays"], payload)
    heads = [_head(name, header["heads"][name], arrays) for name in HEADS]
    return Model(heads[0], heads[1], thresholds_in(header), header["about"], digest_of(raw))


def _arrays(listed: Sequence[Sequence[object]], payload: bytes) -> dict[str, NDArray[np.generic]]:
    arrays: dict[str, NDArray[np.generic]] = {}
    position = 0
    for name, kind, count in listed:
        if kind not in _KINDS:
            raise ValueError(f"an array of kind {kind}")
        array: NDArray[np.generic] = np.frombuffer(payload, str(kind), int(str(count)), position)
        position += array.nbytes
        if not (np.isfinite(array).all() or str(name).endswith(".threshold")):
            raise ValueError(f"{name} holds what is no number")
        arrays[str(name)] = array
    if position != len(payload):
        raise ValueError("its arrays do not fill it")
    return arrays


def _head(name: str, numbers: Mapping[str, float], arrays: Mapping[str, NDArray[np.generic]]) -> Head:
    linear = Linear(
        arrays[f"{name}.words"].astype(np.float32),
        arrays[f"{name}.figures"].astype(np.float64),
        number(numbers["intercept"]),
        arrays[f"{name}.scales"].astype(np.float64),
        arrays[f"{name}.means"].astype(np.float64),
    )
    columns = {len(linear.figures), len(linear.scales), len(linear.means)}
    if len(linear.words) != WORD_COLUMNS or columns != {len(FEATURES)} or not (linear.scales > 0).all():
        raise ValueError("its columns do not fit the schema")
    trees = Trees(
        number(numbers["baseline"]),
        arrays[f"{name}.roots"].astype(np.int32),
        arrays[f"{name}.feature"].astype(np.int16),
        arrays[f"{name}.threshold"].astype(np.float64),
        arrays[f"{name}.left"].astype(np.int32),
        arrays[f"{name}.right"].astype(np.int32),
        arrays[f"{name}.value"].astype(np.float64),
    )
    trees.check(len(FEATURES))
    return Head(linear, trees, number(numbers["slope"]), number(numbers["offset"]))
