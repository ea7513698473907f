"""How good importance is judged on repositories that the model has not seen: the figures of a report card."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifier.importance.adaptation import fitted
from classifier.importance.baselines import BASELINES
from classifier.importance.features import FEATURES, LANGUAGES, SCHEMA_DIGEST
from classifier.importance.folds import Fold, rows_of
from classifier.importance.hiding import has_type, without_types
from classifier.importance.measures import (
    Bin,
    Point,
    Scores,
    calibration,
    chances,
    confusion,
    mean_scores,
    precision_recall,
    predicted,
    scores_of,
)
from classifier.importance.model import Floats, Model
from classifier.importance.model_header import Thresholds
from classifier.importance.shuffling import Loss, losses
from classifier.importance.tables import FeatureTable
from classifier.importance.teaching import Taught

OWN_LABELS = (0, 10, 25, 50, 100, 200)
DRAWS = 4
LEAST_LEFT = 200  # commits that must be left to predict, or the repository has no part in the learning curve
TYPED = (
    0.5  # share of commits with a conventional type from which on a repository is judged without them, too
)
CHOICES = tuple(itertools.product((0.35, 0.4, 0.45, 0.5, 0.55), (0.25, 0.3, 0.35, 0.4)))


@dataclass(frozen=True, slots=True)
class Judged:
    """A repository that the model had not seen, and the log-odds that it gave to both questions."""

    table: FeatureTable
    model: Model
    log_odds: Floats


@dataclass(frozen=True, slots=True)
class Learned:
    """What a number of a repository's own labels gives: means over draws, on commits that were not drawn, and
    the spread of macro-F1 from draw to draw (standard deviation)."""

    labels: int
    macro_f1: float
    kappa: float
    spread: float


@dataclass(frozen=True, slots=True)
class RepositoryCard:
    """One repository. `balance` counts its labels, low to high; `nested` are the scores with thresholds that
    were chosen on the other repositories alone. `language` is that of most of its changed source (a name of
    `LANGUAGES`), `typed` the share of its commits with a conventional type, and `untyped` are the scores with these
    types hidden, where half of the commits or more have one."""

    repository: str
    language: str
    typed: float
    balance: tuple[int, int, int]
    bots: int
    model: Scores
    people: Scores
    nested: Scores
    untyped: Scores | None
    baselines: Mapping[str, Scores]
    confusion: tuple[tuple[int, ...], ...]
    losses: tuple[Loss, ...]
    learned: tuple[Learned, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One question over all commits together: calibration, and precision against recall."""

    calibration: tuple[Bin, ...]
    curve: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A report card: repositories, their means, and both questions over all commits. `judged` is the digest of
    the one model that predicted them, as the footers of its reports have it; empty where each was predicted by a model learned from the others, of
    which `sampled` says that they are small ones, learned from a part of the commits. `schema` is that of the
    features. `taught` says what more teachers give, where models were learned."""

    judged: str
    sampled: bool
    schema: str
    thresholds: tuple[float, float]
    repositories: tuple[RepositoryCard, ...]
    model: Scores
    people: Scores
    nested: Scores
    baselines: Mapping[str, Scores]
    not_low: Question
    high: Question
    losses: tuple[Loss, ...]
    learned: tuple[Learned, ...]
    taught: tuple[Taught, ...]


def judged(fold: Fold) -> Judged:
    """Predict the repository that was held out."""
    return Judged(fold.held_out, fold.model, fold.model.log_odds(rows_of(fold.held_out)))


def evaluate(
    found: Sequence[Judged],
    thresholds: Thresholds,
    *,
    jobs: int = 1,
    digest: str = "",
    sampled: bool = False,
) -> Evaluation:
    """The report card of predictions, made in `jobs` processes; what more teachers give is not in it."""
    from joblib import Parallel, delayed

    cards = tuple(
        Parallel(n_jobs=jobs)(
            delayed(_card)(one, chosen, thresholds)
            for one, chosen in zip(found, chosen_thresholds(found, thresholds), strict=True)
        )
    )
    levels = np.concatenate([one.table.levels for one in found])
    not_low, high = chances(np.concatenate([one.log_odds for one in found]))
    return Evaluation(
        judged=digest,
        sampled=sampled,
        schema=SCHEMA_DIGEST,
        thresholds=(thresholds.not_low, thresholds.high),
        repositories=cards,
        model=mean_scores([card.model for card in cards]),
        people=mean_scores([card.people for card in cards]),
        nested=mean_scores([card.nested for card in cards]),
        baselines={name: mean_scores([card.baselines[name] for card in cards]) for name in BASELINES},
        not_low=Question(calibration(levels > 0, not_low), precision_recall(levels > 0, not_low)),
        high=Question(calibration(levels > 1, high), precision_recall(levels > 1, high)),
        losses=_mean_losses([card.losses for card in cards if card.losses]),
        learned=_mean_learned([card.learned for card in cards if card.learned]),
        taught=(),
    )


def _card(one: Judged, chosen: Thresholds, thresholds: Thresholds) -> RepositoryCard:
    table = one.table
    low, medium, high = np.bincount(table.levels, minlength=3).tolist()
    levels = predicted(one.log_odds, thresholds)
    people = np.flatnonzero(~table.bots)
    typed = has_type(rows_of(table))
    return RepositoryCard(
        repository=table.repository,
        language=language_of(table),
        typed=round(float(typed.mean()), 4),
        balance=(low, medium, high),
        bots=int(table.bots.sum()),
        model=scores_of(table.levels, table.days, levels, one.log_odds),
        people=scores_of(table.levels[people], table.days[people], levels[people], one.log_odds[people]),
        nested=scores_of(table.levels, table.days, predicted(one.log_odds, chosen), one.log_odds),
        untyped=_untyped(one, thresholds) if typed.mean() >= TYPED else None,
        baselines={name: scores_of(table.levels, table.days, by(table)) for name, by in BASELINES.items()},
        confusion=confusion(table.levels, levels),
        losses=losses(one.model, rows_of(table), table.levels),
        learned=learning_curve(one, thresholds),
    )


def language_of(table: FeatureTable) -> str:
    """The language that has most of the changed source in most of the commits; "" where none has any."""
    names = [feature.name for feature in FEATURES]
    churn = table.figures[:, [names.index(f"churn_{name}") for name, _ in LANGUAGES]]
    counts = np.bincount(churn[churn.any(axis=1)].argmax(axis=1), minlength=len(LANGUAGES))
    return LANGUAGES[int(counts.argmax())][0] if counts.any() else ""


def _untyped(one: Judged, thresholds: Thresholds) -> Scores:
    table = one.table
    log_odds = one.model.log_odds(without_types(rows_of(table)))
    return scores_of(table.levels, table.days, predicted(log_odds, thresholds), log_odds)


def chosen_thresholds(found: Sequence[Judged], otherwise: Thresholds) -> list[Thresholds]:
    """For each repository, the one of `CHOICES` with the largest mean macro-F1 over all the others."""
    if len(found) < 2:
        return [otherwise] * len(found)
    choices = [Thresholds(*choice) for choice in CHOICES]
    each = np.array([[_macro_f1(one, choice) for choice in choices] for one in found])
    others = (each.sum(axis=0) - each).round(9)
    return [choices[int(place)] for place in others.argmax(axis=1)]


def _macro_f1(one: Judged, thresholds: Thresholds) -> float:
    from sklearn.metrics import f1_score

    levels = predicted(one.log_odds, thresholds)
    return float(f1_score(one.table.levels, levels, labels=[0, 1, 2], average="macro", zero_division=0))


def learning_curve(one: Judged, thresholds: Thresholds) -> tuple[Learned, ...]:
    """What own labels give, drawn at random `DRAWS` times; each draw is scored, whatever the number of
    labels, on the same commits: those outside its largest. Empty where too few would be left."""
    table, most = one.table, max(OWN_LABELS)
    if len(table) < most + LEAST_LEFT:
        return ()
    orders = [np.random.default_rng(draw).permutation(len(table)) for draw in range(DRAWS)]
    return tuple(
        _learned(count, [_drawn(one, order[:count], order[most:], thresholds) for order in orders])
        for count in OWN_LABELS
    )


def _drawn(
    one: Judged, own: NDArray[np.int64], left: NDArray[np.int64], thresholds: Thresholds
) -> tuple[float, float]:
    from sklearn.metrics import cohen_kappa_score, f1_score

    rest = one.table.levels[left]
    levels = predicted(_shifted(one, own, left), thresholds)
    return (
        float(f1_score(rest, levels, labels=[0, 1, 2], average="macro", zero_division=0)),
        float(cohen_kappa_score(rest, levels, labels=[0, 1, 2], weights="quadratic")),
    )


def _shifted(one: Judged, own: NDArray[np.int64], left: NDArray[np.int64]) -> Floats:
    """What `adaptation.adapted` would give, without walking the trees for every draw."""
    shown, hidden = rows_of(one.table.take(own)), rows_of(one.table.take(left))
    told = one.table.levels[own]
    shifts = (fitted(one.log_odds[own, question], shown, told > question) for question in range(2))
    return np.column_stack(
        [shift.of(one.log_odds[left, question], hidden) for question, shift in enumerate(shifts)]
    )


def _learned(count: int, draws: Sequence[tuple[float, float]]) -> Learned:
    values = np.array(draws)
    means, spread = values.mean(axis=0), values[:, 0].std()
    return Learned(count, round(float(means[0]), 4), round(float(means[1]), 4), round(float(spread), 4))


def _mean_learned(curves: Iterable[tuple[Learned, ...]]) -> tuple[Learned, ...]:
    return tuple(
        Learned(
            points[0].labels,
            round(sum(point.macro_f1 for point in points) / len(points), 4),
            round(sum(point.kappa for point in points) / len(points), 4),
            round(sum(point.spread for point in points) / len(points), 4),
        )
        for points in zip(*curves, strict=True)
    )


def _mean_losses(all_losses: Iterable[tuple[Loss, ...]]) -> tuple[Loss, ...]:
    return tuple(
        Loss(
            own[0].group,
            round(sum(loss.not_low for loss in own) / len(own), 4),
            round(sum(loss.high for loss in own) / len(own), 4),
        )
        for own in zip(*all_losses, strict=True)
    )
