"""What each group of features is worth to a model: what is lost where it is shuffled among the commits
(permutation importance, Breiman 2001)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifier.importance.features import FEATURES, Group
from classifier.importance.measures import area
from classifier.importance.model import Floats, Head, Model, Rows
from classifier.importance.words import BUCKETS, Channel

_WORDS = {
    Channel.SUBJECT: Group.SUBJECT_WORDS,
    Channel.BODY: Group.BODY_WORDS,
    Channel.PATH: Group.PATH_WORDS,
    Channel.CODE: Group.CODE_WORDS,
}


@dataclass(frozen=True, slots=True)
class Loss:
    """How much smaller the areas under both ROC curves are without what a group tells."""

    group: Group
    not_low: float
    high: float


def losses(model: Model, rows: Rows, levels: NDArray[np.int8]) -> tuple[Loss, ...]:
    """What shuffling each group loses, in the order of the groups. Nothing where a class is missing."""
    log_odds = model.log_odds(rows)
    before = _areas(log_odds, levels)
    if before is None:
        return ()
    shuffled = np.random.default_rng(0).permutation(len(rows))
    found = []
    for group in Group:
        channel = next((channel for channel, own in _WORDS.items() if own is group), None)
        moved = (
            _without_figures(model, rows, group, shuffled)
            if channel is None
            else log_odds + _other_words(model, rows, channel, shuffled)
        )
        after = _areas(moved, levels)
        if after is not None:
            found.append(Loss(group, round(before[0] - after[0], 4), round(before[1] - after[1], 4)))
    return tuple(found)


def _without_figures(model: Model, rows: Rows, group: Group, shuffled: NDArray[np.int64]) -> Floats:
    columns = np.array([place for place, feature in enumerate(FEATURES) if feature.group is group])
    figures = rows.figures.copy()
    figures[:, columns] = rows.figures[np.ix_(shuffled, columns)]
    return model.log_odds(Rows(figures, rows.words, rows.starts))


def _other_words(model: Model, rows: Rows, channel: Channel, shuffled: NDArray[np.int64]) -> Floats:
    """What it changes that each commit has another one's words. The trees do not see words."""
    moved = []
    for head in (model.not_low, model.high):
        told = _word_effects(head, rows, channel)
        moved.append(0.5 * head.slope * (told[shuffled] - told))
    return np.column_stack(moved)


def _word_effects(head: Head, rows: Rows, channel: Channel) -> Floats:
    which = np.repeat(np.arange(len(rows)), np.diff(rows.starts))
    own = rows.words // BUCKETS == channel
    weights = np.where(own, head.linear.words[rows.words].astype(np.float64), 0.0)
    return np.bincount(which, weights=weights, minlength=len(rows)).astype(np.float64)


def _areas(log_odds: Floats, levels: NDArray[np.int8]) -> tuple[float, float] | None:
    not_low, high = area(levels > 0, log_odds[:, 0]), area(levels > 1, log_odds[:, 1])
    return (not_low, high) if not_low is not None and high is not None else None
