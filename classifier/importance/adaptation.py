"""A trained model brought nearer to one repository by labels of its own.

A new repository's class prior is the largest single error of a model that has never seen it; its words are the
next. So each question's log-odds get a slope and an offset (Platt 1999), and weights for the words of the labelled
commits, that make the labels likeliest: all held near what they were by normal priors (Chelba and Acero 2006,
"Adaptation of maximum entropy capitalizer: little data can help a lot"). Ten labels move little, hundreds as far
as they say. It takes a second, and leaves the trees as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from classifier.importance.model import WORD_COLUMNS, Floats, Head, Model, Rows
from classifier.importance.tables import FeatureTable, TableError

# Standard deviations of the priors, in log-odds: narrow enough that ten labels cannot do harm.
OFFSET_SPREAD = 0.4
SLOPE_SPREAD = 0.2
WORD_SPREAD = 0.3
LEAST_SLOPE = 0.05  # a question is never turned round
_MOST_STEPS = 200


@dataclass(frozen=True, slots=True)
class Shift:
    """What is changed of one question: its log-odds times `slope`, plus `offset`, plus `weights` of `words`
    (columns, ascending)."""

    slope: float
    offset: float
    words: NDArray[np.int64]
    weights: Floats

    def of(self, log_odds: Floats, rows: Rows) -> Floats:
        """The log-odds of commits as they are after the change."""
        weights = np.zeros(WORD_COLUMNS)
        weights[self.words] = self.weights
        which = np.repeat(np.arange(len(rows)), np.diff(rows.starts))
        told = np.bincount(which, weights=weights[rows.words], minlength=len(rows))
        return self.slope * log_odds + self.offset + told

    def applied(self, head: Head) -> Head:
        """The question as it is after the change."""
        slope = self.slope * head.slope
        words = head.linear.words.astype(np.float64)
        words[self.words] += self.weights / (0.5 * slope)
        linear = replace(head.linear, words=words.astype(np.float32))
        return replace(head, linear=linear, slope=slope, offset=self.slope * head.offset + self.offset)


def adapted(model: Model, rows: Rows, levels: NDArray[np.int8]) -> Model:
    """The model with both questions moved to fit labelled commits of one repository. Any number of labels
    will do, of any classes; none leave the model as it is. The digest is that of no file."""
    not_low, high = (
        fitted(head.log_odds(rows), rows, levels > question).applied(head)
        for question, head in enumerate((model.not_low, model.high))
    )
    return replace(model, not_low=not_low, high=high, digest="")


def brought_nearer(model: Model, table: FeatureTable) -> Model:
    """The model adapted to the labels of a repository, saying so in its `about`. Raises `TableError` where there
    are none."""
    if not len(table):
        raise TableError("no labelled commits: nothing to learn from")
    nearer = adapted(model, Rows(table.figures, table.words, table.starts), table.levels)
    return replace(nearer, about={**model.about, "adapted to": {table.repository: len(table)}})


def fitted(log_odds: Floats, rows: Rows, told: NDArray[np.bool_]) -> Shift:
    """The likeliest change of a question whose answers are `told`, from the log-odds that it has now."""
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix
    from threadpoolctl import threadpool_limits

    words, columns = np.unique(rows.words, return_inverse=True)
    if not len(told):
        return Shift(1.0, 0.0, words.astype(np.int64), np.zeros(0))
    present = csr_matrix((np.ones(len(columns)), columns, rows.starts), shape=(len(told), len(words)))
    start = np.concatenate([np.zeros(len(words)), [1.0, 0.0]])
    precision = np.concatenate([np.full(len(words), WORD_SPREAD), [SLOPE_SPREAD, OFFSET_SPREAD]]) ** -2.0
    signs = np.where(told, 1.0, -1.0)

    def loss(change: Floats) -> tuple[float, Floats]:
        weights, slope, offset = change[:-2], change[-2], change[-1]
        margins = signs * (slope * log_odds + offset + present @ weights)
        pull = -signs / (1.0 + np.exp(np.clip(margins, -30, 30)))
        away = change - start
        value = np.logaddexp(0.0, -margins).sum() + 0.5 * (precision * away * away).sum()
        slopes = np.concatenate([present.T @ pull, [log_odds @ pull, pull.sum()]])
        return float(value), slopes + precision * away

    with threadpool_limits(1):
        found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _MOST_STEPS}).x
    return Shift(max(float(found[-2]), LEAST_SLOPE), float(found[-1]), words.astype(np.int64), found[:-2])
