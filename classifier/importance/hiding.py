"""Commits as they would look had nobody written a conventional type: what is left has to speak."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from classifier.importance.features import FEATURES, Group
from classifier.importance.model import Rows
from classifier.importance.topics import TYPE_ALIASES, TYPES
from classifier.importance.words import Channel, bucket

_NAMES = [feature.name for feature in FEATURES]
_NONE = _NAMES.index("type_none")
# The exclamation mark stays: it is said of the change, not of its kind.
_TYPED = np.array([one.group is Group.TYPE and one.name != "is_breaking" for one in FEATURES])
_SPELLED = [
    text for word in (*TYPES, *TYPE_ALIASES) for text in (word, f"^ {word}", f"{word}:")
]  # as the subject's words are hashed


def has_type(rows: Rows) -> NDArray[np.bool_]:
    """Which of the commits have a conventional type."""
    typed: NDArray[np.bool_] = rows.figures[:, _NONE] == 0
    return typed


def without_types(rows: Rows) -> Rows:
    """The same commits as if none had a type."""
    figures = rows.figures.copy()
    figures[:, _TYPED] = 0
    figures[:, _NONE] = 1
    hidden = np.array([bucket(Channel.SUBJECT, text) for text in _SPELLED], np.uint16)
    kept = ~np.isin(rows.words, hidden)
    return Rows(figures, rows.words[kept], kept_starts(rows.starts, kept))


def kept_starts(starts: NDArray[np.int64], kept: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Where each row's words start when only those that are `kept` are left."""
    before = np.concatenate([[0], np.cumsum(kept)])
    return before[starts].astype(np.int64)
