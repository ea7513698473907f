"""What a model's file says of itself in its first line, read without numpy and without its arrays."""

from __future__ import annotations

import hashlib
import lzma
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from classifier.errors import ClassifierError
from history.foreign import json_value, read_bytes

MAGIC = "commitbrief-model"
FORMAT = 1
LARGEST = 64 << 20  # bytes of arrays that a model may have
LONGEST_LINE = 1 << 20  # bytes
MOST_NUMBER = 1e6  # that a header may hold: products of such are finite
Parsed = TypeVar("Parsed")


class ModelError(ClassifierError):
    """A model file that cannot be used; the message names the file and the way out."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which probability on a commit is medium (of being more than low) or high (of being high), and
    how near to one of them, in probability, it is called borderline."""

    not_low: float = 0.45
    high: float = 0.3
    margin: float = 0.05

    def moved(self, not_low: float | None, high: float | None) -> Thresholds:
        """With those that are given in the place of its own."""
        return Thresholds(
            self.not_low if not_low is None else not_low, self.high if high is None else high, self.margin
        )


DEFAULT_THRESHOLDS = Thresholds()


def read_model(path: Path, parse: Callable[[bytes], Parsed]) -> Parsed:
    """What `parse` makes of a model's file. Raises `ModelError` for one that is foreign, truncated or altered."""
    try:
        raw = read_bytes(path, LARGEST)
    except OSError as error:
        raise ModelError(f"{path}: the model cannot be read ({error.strerror})") from error
    try:
        return parse(raw)
    except (
        lzma.LZMAError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        OverflowError,
        MemoryError,
    ) as error:
        raise ModelError(
            f"{path}: not a model of commitbrief, or a damaged one ({error}); make it with `commitbrief train`"
        ) from error


def thresholds_of(raw: bytes) -> Thresholds:
    """The thresholds of a model by the bytes of its file. Raises what the parsers raise for a file that is none."""
    beginning = lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=256 << 20).decompress(raw, LONGEST_LINE)
    return thresholds_in(header_in(beginning.partition(b"\n")[0]))


def header_in(line: bytes) -> Mapping[str, Any]:
    """The first line of an unpacked file. Raises `ValueError` for one that is none of a model."""
    header: Mapping[str, Any] = json_value(line)
    if header["magic"] != MAGIC or header["format"] != FORMAT:
        raise ValueError("another format")
    return header


def thresholds_in(header: Mapping[str, Any]) -> Thresholds:
    """Those that a header gives. Raises `ValueError` for what is no number."""
    return Thresholds(*(number(value) for value in header["thresholds"]))


def number(value: object) -> float:
    """The value as training gives it. Raises `ValueError` for any other."""
    if not isinstance(value, int | float) or not abs(value) < MOST_NUMBER:
        raise ValueError(f"{value!r} is no number that training gives")
    return float(value)


def digest_of(raw: bytes) -> str:
    """The first 16 hex digits of SHA-256 over a model's file."""
    return hashlib.sha256(raw).hexdigest()[:16]


def judging_digest(model: str, thresholds: Thresholds, *, ignore_declared: bool) -> str:
    """The digest of a judge: of its model's digest and of how it is used."""
    return hashlib.sha256(f"{model} {thresholds} {ignore_declared}".encode()).hexdigest()[:16]
