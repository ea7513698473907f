"""Words as figures: tokens of the message, the paths and the changed code, hashed.

Hashing (Weinberger et al. 2009, "Feature hashing for large scale multitask learning") keeps no word of
anybody's text in the training data or the model. CRC-32 is the hash: the same on every machine and in
every version of Python.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterable, Iterator
from enum import IntEnum
from functools import lru_cache
from zlib import crc32

BUCKETS = 1 << 14  # for each channel; the four channels fill 16 bits


class Channel(IntEnum):
    """Where a word stands. Each channel has its own buckets."""

    SUBJECT = 0
    BODY = 1
    PATH = 2
    CODE = 3


MOST = {Channel.SUBJECT: 60, Channel.BODY: 80, Channel.PATH: 40, Channel.CODE: 80}
_REMEMBERED = 1 << 14  # some 5 MB
_WORD = re.compile(r"[a-z][a-z]+|--?[a-z][\w-]+|[一-鿿]")
_IDENTIFIER = re.compile(r"--[a-z][\w-]+|[A-Za-z_][A-Za-z0-9_]{2,}")
_SIMPLE = 8  # letters: longer names are taken apart too
_CAMEL = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}")
_DIGITS = re.compile(r"\d+")


def bucket(channel: Channel, word: str) -> int:
    """The column of a word, 0 to 65535."""
    return _columns(channel, [word])[0]


def _columns(channel: Channel, words: Iterable[str]) -> list[int]:
    first = channel * BUCKETS
    return [first + crc32(word.encode("utf-8", "replace")) % BUCKETS for word in words]


def subject_words(subject: str) -> Iterator[str]:
    """Words and pairs of neighbours, with marks for the start and for what stands before a colon."""
    words = _WORD.findall(subject.lower())
    head, colon, _ = subject.lower().partition(":")
    yield from words
    yield from (f"{a} {b}" for a, b in zip(["^", *words], words, strict=False))
    if colon and len(head) < 40:
        yield f"{head.split('(')[0].strip()}:"


def body_words(body: str) -> Iterator[str]:
    """Words and pairs of neighbours, from the body's start."""
    words = _WORD.findall(body[:3000].lower())
    yield from words
    yield from (f"{a} {b}" for a, b in itertools.pairwise(words))


def path_words(path: str) -> Iterator[str]:
    """Folders, words of the name, and extension."""
    folder, _, name = path.lower().rpartition("/")
    yield from (f"{part}/" for part in folder.split("/") if part)
    stem, dot, extension = name.rpartition(".")
    if dot:
        yield f".{extension}"
    yield from _WORD.findall(stem)


def identifiers(text: str) -> frozenset[str]:
    """The identifiers and flags in changed lines."""
    return frozenset(_IDENTIFIER.findall(text))


def name_words(mark: str, name: str) -> Iterator[str]:
    """A changed identifier, and the words that it is made of, each with the mark of its side."""
    yield mark + _DIGITS.sub("0", name.lower())
    if len(name) > _SIMPLE:
        yield from (f"{mark}{part.lower()}~" for part in _CAMEL.findall(name))


def name_columns(mark: str, names: Collection[str]) -> set[int]:
    """The columns of the `name_words` of many identifiers, found together: a fifth of the time."""
    start = crc32(mark.encode("ascii"))
    wholes = _DIGITS.sub("0", "\n".join(names).lower()).encode("utf-8", "replace").split(b"\n")
    parts = set(_CAMEL.findall("\n".join([name for name in names if len(name) > _SIMPLE])))
    found = {crc32(whole, start) % BUCKETS for whole in wholes} if names else set()
    found |= {crc32(f"{part.lower()}~".encode("ascii"), start) % BUCKETS for part in parts}
    return {Channel.CODE * BUCKETS + column for column in found}


@lru_cache(_REMEMBERED)
def path_columns(path: str) -> tuple[int, ...]:
    """The columns of a path. Remembered: a history is made of the same ones again."""
    return tuple(_columns(Channel.PATH, path_words(path)))


def hashed(channel: Channel, words: Iterable[str]) -> list[int]:
    """The columns of a text in its order: distinct, the first `MOST` of the channel, sorted."""
    first = dict.fromkeys(_columns(channel, words))
    return sorted(list(first)[: MOST[channel]])


def smallest(channel: Channel, columns: Iterable[int]) -> list[int]:
    """The columns of texts that have no order: distinct, sorted, the `MOST` smallest (a bottom-k sketch)."""
    return sorted(set(columns))[: MOST[channel]]
