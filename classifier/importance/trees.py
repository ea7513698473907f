"""Boosted trees as plain arrays: prediction and exact attributions with numpy alone.

What scikit-learn's `HistGradientBoostingClassifier` learns is a list of binary trees. Stored as arrays they can
be loaded without trusting anybody's pickle, without importing scikit-learn (half a second of every report), and by
any of its versions; a test holds the two predictions equal.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_DEEP = 64  # steps of a walk; what scikit-learn learns for us has a tenth of it


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees with their nodes in one row. A node goes left where `row[feature] <= threshold`; a leaf has
    `left == -1`. `value` is the leaf's, or, inside, what the training commits below it had on average.
    Children come after their parents; `roots` are the first nodes of the trees."""

    baseline: float
    roots: NDArray[np.int32]
    feature: NDArray[np.int16]
    threshold: NDArray[np.float64]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float64]

    def check(self, columns: int) -> None:
        """Raise `ValueError` unless every walk ends and every column exists."""
        count = len(self.feature)
        nodes = np.arange(count)
        inner = self.left >= 0
        sound = (
            all(len(a) == count for a in (self.threshold, self.left, self.right, self.value))
            and bool(np.all((self.left[inner] > nodes[inner]) & (self.left[inner] < count)))
            and bool(np.all((self.right[inner] > nodes[inner]) & (self.right[inner] < count)))
            and bool(np.all((self.feature >= 0) & (self.feature < columns)))
            and bool(np.all((self.roots >= 0) & (self.roots < count)))
            and bool(np.all(np.isfinite(self.value)))
        )
        if not sound or np.isnan(self.threshold).any() or self._depth() > MOST_DEEP:
            raise ValueError("its trees do not fit together")

    def _depth(self) -> int:
        """How many steps the longest walk has, where children come after their parents."""
        depth = np.zeros(len(self.left) + 1, np.int64)
        for node in np.flatnonzero(self.left >= 0):
            for child in (self.left[node], self.right[node]):
                depth[child] = max(depth[child], depth[node] + 1)
        return int(depth.max())

    def raw(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """The sum of the leaves of each row, in log-odds. Trees are added in their order, so that a row's
        sum is the same whatever stands beside it."""
        leaves = self._leaves(rows)
        total = np.full(len(rows), self.baseline)
        for tree in range(len(self.roots)):
            total += self.value[leaves[:, tree]]
        return total

    def contributions(self, rows: NDArray[np.float64], columns: int) -> NDArray[np.float64]:
        """What each column added to each row's sum, compared with the average training commit.

        Along a row's path, each step changes the expected value; the change belongs to the column that
        was asked (Saabas 2014, "Interpreting random forests"). The contributions of a row and `expected`
        add up to `raw`.
        """
        steps = self._walk(rows)
        told = np.zeros((len(rows), columns))
        index = np.arange(len(rows))
        for before, after in pairwise(steps):
            change = self.value[after] - self.value[before]
            asked = self.feature[before]
            for tree in range(before.shape[1]):
                told[index, asked[:, tree]] += change[:, tree]
        return told

    @property
    def expected(self) -> float:
        """The sum for the average training commit."""
        total = self.baseline
        for value in self.value[self.roots]:
            total += float(value)
        return total

    def _leaves(self, rows: NDArray[np.float64]) -> NDArray[np.intp]:
        """Where `_walk` ends, in half of its time: a leaf is its own child on both sides, so that all trees are
        walked until the deepest ends."""
        here = np.arange(len(self.left))
        leaf = self.left < 0
        children = np.column_stack(
            [np.where(leaf, here, self.left), np.where(leaf, here, self.right)]
        ).ravel()
        values, start = rows.ravel(), (np.arange(len(rows)) * rows.shape[1])[:, None]
        nodes = np.repeat(self.roots[None, :].astype(np.intp), len(rows), axis=0)
        while not leaf.take(nodes).all():
            goes_right = values.take(start + self.feature.take(nodes)) > self.threshold.take(nodes)
            nodes = children.take(2 * nodes + goes_right)
        return nodes

    def _walk(self, rows: NDArray[np.float64]) -> list[NDArray[np.int32]]:
        """The nodes that each row visits in each tree, step by step until all are in leaves."""
        nodes = np.broadcast_to(self.roots, (len(rows), len(self.roots)))
        steps = [nodes]
        index = np.arange(len(rows))[:, None]
        while True:
            left = self.left[nodes]
            inner = left >= 0
            if not inner.any():
                return steps
            goes_left = rows[index, self.feature[nodes]] <= self.threshold[nodes]
            nodes = np.where(inner, np.where(goes_left, left, self.right[nodes]), nodes)
            steps.append(nodes)
