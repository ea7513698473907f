"""Learns a model from feature tables, with scikit-learn; the same tables give the same model on any number of
threads.

Every repository weighs the same, however many labels it has.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from classifier.importance.features import FEATURES, Group
from classifier.importance.hiding import has_type, kept_starts, without_types
from classifier.importance.model import HEADS, WORD_COLUMNS, Head, Linear, Model, Rows, scale
from classifier.importance.model_header import DEFAULT_THRESHOLDS, Thresholds
from classifier.importance.tables import FeatureTable, TableError
from classifier.importance.trees import Trees
from classifier.importance.words import BUCKETS, Channel

if TYPE_CHECKING:
    from sklearn.ensemble import HistGradientBoostingClassifier

Floats = NDArray[np.float64]
# The linear learner stops when it is this near: at 1e-2 a last bit of the processor's arithmetic decided about one
# more step, and log-odds differed by .04 between machines.
TOLERANCE = 1e-4
_SEEN_WITHOUT_DIFF = (Group.ROLES, Group.SIZE, Group.DIFFUSION, Group.SIGNALS)
LEAST_PER_CLASS = 5
# Of its commits a repository is taken to tell so many, and not to tell so many: of few, none counts for all the others.
LEAST_SHARE = 0.01


@dataclass(frozen=True, slots=True)
class Settings:
    """What was chosen by leave-one-repository-out; docs/model-card.md says how and what it gave.

    `slopes` and `offsets` calibrate the two questions' log-odds; `strength` is the logistic regression's inverse
    penalty, in which a figure's spread counts `figure_weight` of a word; `merges_without_diff` is the share of
    merges that are also shown without their diff, as a report over all commits shows them; `types_hidden` the share of
    commits with a conventional type that are also shown without it, so that the diff has to speak.
    """

    rounds: int = 120
    rate: float = 0.1
    leaves: int = 15
    bins: int = 63
    smallest_leaf: int = 40
    penalty: float = 5.0
    columns_per_split: float = 0.3
    strength: float = 0.02
    figure_weight: float = 0.3
    slopes: tuple[float, float] = (1.0, 1.0)
    offsets: tuple[float, float] = (0.0, 0.0)
    thresholds: Thresholds = DEFAULT_THRESHOLDS
    merges_without_diff: float = 0.15
    types_hidden: float = 0.25


DEFAULT_SETTINGS = Settings()
QUICK_SETTINGS = Settings(rounds=40)
QUICK_SAMPLE = 400  # commits of a repository


@dataclass(frozen=True, slots=True)
class Data:
    """Feature tables laid end to end. `groups` numbers the repositories; `weights` have mean 1."""

    figures: NDArray[np.uint16]
    words: NDArray[np.uint16]
    starts: NDArray[np.int64]
    levels: NDArray[np.int8]
    groups: NDArray[np.int64]
    weights: Floats

    def __len__(self) -> int:
        return len(self.levels)

    @property
    def rows(self) -> Rows:
        """What a model sees of the data."""
        return Rows(self.figures, self.words, self.starts)

    def take(self, rows: NDArray[np.int64]) -> Data:
        """Some of the rows, in the order given; weights as they are."""
        lengths = np.diff(self.starts)[rows]
        starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        source = np.repeat(self.starts[:-1][rows] - starts[:-1], lengths) + np.arange(starts[-1])
        return Data(
            self.figures[rows],
            self.words[source],
            starts,
            self.levels[rows],
            self.groups[rows],
            self.weights[rows],
        )


def combine(tables: Sequence[FeatureTable]) -> Data:
    """Lay tables end to end, each weighing the same. Raises `TableError` where nothing can be learned."""
    filled = [table for table in tables if len(table)]
    if not filled:
        raise TableError("no labelled commits: nothing to learn from")
    total = sum(len(table) for table in filled)
    levels = np.concatenate([table.levels for table in filled])
    counts = np.bincount(levels, minlength=3)
    if (counts < LEAST_PER_CLASS).any():
        low, medium, high = counts.tolist()
        raise TableError(
            f"{low} low, {medium} medium and {high} high labels: at least {LEAST_PER_CLASS} of each are needed; "
            "label more, or learn on top of the packaged data"
        )
    return Data(
        np.concatenate([table.figures for table in filled]),
        np.concatenate([table.words for table in filled]),
        np.concatenate([[0], np.cumsum(np.concatenate([np.diff(table.starts) for table in filled]))]).astype(
            np.int64
        ),
        levels,
        np.repeat(np.arange(len(filled)), [len(table) for table in filled]),
        np.concatenate([np.full(len(table), total / len(filled) / len(table)) for table in filled]),
    )


def train(data: Data, settings: Settings = DEFAULT_SETTINGS, about: dict[str, object] | None = None) -> Model:
    """Learn both questions from the data."""
    from threadpoolctl import threadpool_limits

    with warnings.catch_warnings(), threadpool_limits(1):
        warnings.simplefilter("ignore")
        shown = with_hidden_types(with_bare_merges(data, settings.merges_without_diff), settings.types_hidden)
        heads = [
            Head(
                learn_linear(shown, shown.levels > question, settings),
                learn_trees(shown, shown.levels > question, settings),
                settings.slopes[question],
                settings.offsets[question],
            )
            for question in range(len(HEADS))
        ]
    usual = [
        round(float(np.average(data.levels > question, weights=data.weights)), 4)
        for question in range(len(HEADS))
    ]
    return Model(heads[0], heads[1], settings.thresholds, {**(about or {}), "usual": usual})


def with_bare_merges(data: Data, share: float) -> Data:
    """The data, and some of its merges once more as a report over all commits shows them: the branch's commits
    have the diff, the merge has its message. Which ones depends on their own words only."""
    merge = next(i for i, feature in enumerate(FEATURES) if feature.name == "is_merge")
    diff = np.array([feature.group in _SEEN_WITHOUT_DIFF for feature in FEATURES])
    chosen = np.array(
        [
            row
            for row in np.flatnonzero(data.figures[:, merge])
            if int(data.words[data.starts[row] : data.starts[row + 1]].sum()) % 1000 < 1000 * share
        ],
        np.int64,
    )
    copies = data.take(chosen)
    figures = copies.figures.copy()
    figures[:, diff] = 0
    kept = copies.words < Channel.PATH * BUCKETS
    return _and(data, copies, Rows(figures, copies.words[kept], kept_starts(copies.starts, kept)))


def with_hidden_types(data: Data, share: float) -> Data:
    """The data, and some of the commits with a conventional type once more as if they had none."""
    sums = np.add.reduceat(np.append(data.words, 0).astype(np.int64), data.starts[:-1])
    chosen = np.flatnonzero(has_type(data.rows) & (sums % 1000 < 1000 * share))
    copies = data.take(chosen.astype(np.int64))
    return _and(data, copies, without_types(copies.rows))


def _and(data: Data, copies: Data, shown: Rows) -> Data:
    """The data, and copies of some of its rows as they are shown."""
    return Data(
        np.concatenate([data.figures, shown.figures]),
        np.concatenate([data.words, shown.words]),
        np.concatenate([data.starts, data.starts[-1] + shown.starts[1:]]).astype(np.int64),
        np.concatenate([data.levels, copies.levels]),
        np.concatenate([data.groups, copies.groups]),
        np.concatenate([data.weights, copies.weights]),
    )


def learn_linear(data: Data, told: NDArray[np.bool_], settings: Settings) -> Linear:
    """A logistic regression over words and scaled figures."""
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression

    spread = np.log1p(data.figures.astype(np.float64)).std(axis=0)
    scales = np.where(spread > 0, spread, 1.0) / settings.figure_weight
    figures = scale(data.figures, scales)
    words = csr_matrix(
        (np.ones(len(data.words)), data.words.astype(np.int32), data.starts), shape=(len(data), WORD_COLUMNS)
    )
    learner = LogisticRegression(C=settings.strength, solver="liblinear", tol=TOLERANCE, random_state=0)
    learner.fit(hstack([words, csr_matrix(figures)]).tocsr(), told, sample_weight=of_one_habit(data, told))
    weights = learner.coef_[0]
    return Linear(
        weights[:WORD_COLUMNS].astype(np.float32),
        weights[WORD_COLUMNS:].copy(),
        float(learner.intercept_[0]),
        scales,
        np.average(figures, axis=0, weights=data.weights),
    )


def of_one_habit(data: Data, told: NDArray[np.bool_]) -> Floats:
    """Weights with which every repository tells its users the same share of its commits, and weighs what it did: how
    talkative a project is says nothing of its words, and its words would be learned to say it."""
    repositories = int(data.groups.max()) + 1
    whole = np.bincount(data.groups, data.weights, repositories)
    share = np.bincount(data.groups, data.weights * told, repositories) / np.where(whole > 0, whole, 1.0)
    share = share.clip(LEAST_SHARE, 1 - LEAST_SHARE)
    usual = share.mean()
    own = share[data.groups]
    weights = data.weights * np.where(told, usual / own, (1 - usual) / (1 - own))
    now = np.bincount(data.groups, weights, repositories)
    return np.asarray(weights * (whole / np.where(now > 0, now, 1.0))[data.groups])


def learn_trees(data: Data, told: NDArray[np.bool_], settings: Settings) -> Trees:
    """Boosted trees over the figures."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    learner = HistGradientBoostingClassifier(
        max_iter=settings.rounds,
        learning_rate=settings.rate,
        max_leaf_nodes=settings.leaves,
        max_bins=settings.bins,
        min_samples_leaf=settings.smallest_leaf,
        l2_regularization=settings.penalty,
        max_features=settings.columns_per_split,
        early_stopping=False,
        random_state=0,
    )
    return as_trees(learner.fit(data.figures.astype(np.float64), told, sample_weight=data.weights))


def as_trees(learner: HistGradientBoostingClassifier) -> Trees:
    """What a fitted booster holds, as arrays. Inner nodes get the mean of the leaves below them, weighted by
    the training commits that went there."""
    nodes = [stage[0].nodes for stage in learner._predictors]
    offsets = np.concatenate([[0], np.cumsum([len(tree) for tree in nodes])]).astype(np.int32)
    joined = np.concatenate(nodes)
    shift = np.repeat(offsets[:-1], [len(tree) for tree in nodes]).astype(np.int32)
    leaf = joined["is_leaf"].astype(bool)
    left = np.where(leaf, -1, joined["left"].astype(np.int32) + shift).astype(np.int32)
    right = np.where(leaf, -1, joined["right"].astype(np.int32) + shift).astype(np.int32)
    value = joined["value"].astype(np.float64).copy()
    count = joined["count"].astype(np.float64)
    for node in range(len(joined) - 1, -1, -1):
        if left[node] >= 0:
            a, b = left[node], right[node]
            value[node] = (count[a] * value[a] + count[b] * value[b]) / (count[a] + count[b])
    return Trees(
        float(np.ravel(learner._baseline_prediction)[0]),
        offsets[:-1].copy(),
        np.where(leaf, 0, joined["feature_idx"]).astype(np.int16),
        np.where(leaf, 0.0, joined["num_threshold"]).astype(np.float64),
        left,
        right,
        value,
    )


def sampled(table: FeatureTable, most: int = QUICK_SAMPLE) -> FeatureTable:
    """At most so many commits of a table: those with the smallest ids, which are as good as drawn."""
    chosen = sorted(range(len(table)), key=table.shas.__getitem__)[:most]
    return table.take(np.array(sorted(chosen), np.int64))


def packaged(tables: Sequence[FeatureTable], settings: Settings = DEFAULT_SETTINGS) -> Model:
    """The model of the given tables, saying in its `about` what it was made of."""
    import sklearn

    about: dict[str, object] = {
        "scikit-learn": sklearn.__version__,
        "repositories": {table.repository: len(table) for table in tables},
    }
    return train(combine(tables), settings, about)
