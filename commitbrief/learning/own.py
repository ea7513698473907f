"""A repository's own model: the packaged one brought nearer to what its record told its users, up to a revision.

The same revision and packaged model give the same model, so that a report need only name the revision.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from classifier.importance.adaptation import brought_nearer
from classifier.importance.baselines import BASELINES
from classifier.importance.evaluation import CHOICES
from classifier.importance.folds import rows_of
from classifier.importance.measures import Scores, predicted, scores_of, spread_of_difference
from classifier.importance.model import Model, dump_model, load_model
from classifier.importance.model_header import Thresholds
from classifier.importance.tables import FeatureTable, table_of
from classifier.labels.levels import load_levels
from classifier.labels.mining import mine
from classifier.labels.records import LabelError
from commitbrief.learning.examples import read_examples
from commitbrief.output import write_whole_bytes
from commitbrief.resources import packaged_model, training_data_folder
from history.outline import Outline
from history.repository import LocalRepository
from history.selection import Everything

NEWEST = 1500  # labelled commits learned from: habits change
JUDGED = 0.25  # of them, the newest, that the comparison does not learn from
LEAST_OF_A_LEVEL = 8  # medium and high ones among these, from which on thresholds can be chosen
LEAST_GAIN = 0.02  # of macro-F1, for other thresholds
LEAST = 40  # labelled commits from which on a record teaches anything


@dataclass(frozen=True, slots=True)
class Own:
    """The labelled commits of a repository, newest first, and where they end."""

    table: FeatureTable
    record: str
    revision: str


@dataclass(frozen=True, slots=True)
class Gain:
    """What own labels give, on the newest commits, which were not learned from."""

    learned: int
    judged: int
    before: Scores
    after: Scores
    rule: float | None  # macro-F1 of the simple rule, and of the formula
    formula: float | None
    spread: float  # of the difference in macro-F1, had other commits been drawn (standard deviation)

    @property
    def is_loss(self) -> bool:
        """Whether the newest commits are told worse after than before."""
        return (self.after.macro_f1 or 0.0) < (self.before.macro_f1 or 0.0)


def own_labels(clone: Path, revision: str) -> Own:
    """What the record of a clone tells of the newest commits up to a revision. Raises `HistoryError`, and `LabelError`
    where it keeps none."""
    with LocalRepository.open(clone) as repository:
        name = repository.record.name
    with Outline(clone, revision) as outline:
        commits = list(outline.commits(Everything(revision)))
        levels = load_levels(training_data_folder() / "levels.toml")
        chosen = mine(commits, outline, levels, name).chosen
    if chosen is None or len(chosen.labels) < LEAST:
        raise LabelError(
            f"{clone}: no record of what users were told that says enough; label some commits instead: "
            "`commitbrief labels annotate`, then `commitbrief train`"
        )
    examples, _ = read_examples(clone, chosen.labels[:NEWEST], commits[0].sha)
    return Own(table_of(name, examples), chosen.source, commits[0].sha)


def adapted_to(own: Own) -> tuple[Model, Gain]:
    """The packaged model, brought nearer to all of them, with the thresholds that suit the newest, and what that gave on
    these. Where it made them worse, the habits have changed and the packaged model stays as it is."""
    base = load_model(packaged_model())
    newest, older = _cut(own.table)
    near = brought_nearer(base, older)
    suited = replace(near, thresholds=suiting(near, newest))
    found = compared(base, suited, newest, len(older))
    if found.is_loss:
        return base, found
    return replace(brought_nearer(base, own.table), thresholds=suited.thresholds), found


def suiting(model: Model, table: FeatureTable) -> Thresholds:
    """Thresholds with which a model is best on the labels of a table; its own where too few are medium or high to tell,
    or the gain could be chance."""
    own = model.thresholds
    if min(np.bincount(table.levels, minlength=3)[1:]) < LEAST_OF_A_LEVEL:
        return own
    log_odds = model.log_odds(rows_of(table))

    def macro_f1(thresholds: Thresholds) -> float:
        told = scores_of(table.levels, table.days, predicted(log_odds, thresholds)).macro_f1
        return told or 0.0

    best = max((own.moved(*choice) for choice in CHOICES), key=macro_f1)
    return best if macro_f1(best) > macro_f1(own) + LEAST_GAIN else own


def gain(table: FeatureTable, base: Model) -> Gain:
    """A model before and after the older labels of a table, newest first, judged by the newest."""
    newest, older = _cut(table)
    return compared(base, brought_nearer(base, older), newest, len(older))


def _cut(table: FeatureTable) -> tuple[FeatureTable, FeatureTable]:
    """What judges, and what is learned from to be judged."""
    cut = max(1, int(JUDGED * len(table)))
    return table.take(np.arange(cut)), table.take(np.arange(cut, len(table)))


def compared(before: Model, after: Model, table: FeatureTable, learned: int = 0) -> Gain:
    """Two models judged by the same labels."""
    levels, scores = [], []
    for model in (before, after):
        log_odds = model.log_odds(rows_of(table))
        levels.append(predicted(log_odds, model.thresholds))
        scores.append(scores_of(table.levels, table.days, levels[-1], log_odds))
    rule, formula = (
        scores_of(table.levels, table.days, BASELINES[name](table)).macro_f1
        for name in ("simple rule", "formula")
    )
    spread = spread_of_difference(table.levels, levels[0], levels[1])
    return Gain(learned, len(table), scores[0], scores[1], rule, formula, spread)


def kept_model(clone: Path, revision: str, cache: Path) -> Path:
    """The file of a repository's own model, made unless it is there. Raises `HistoryError` and `LabelError`."""
    with Outline(clone, revision) as outline:
        full = next(iter(outline.commits(Everything(revision)))).sha
    path = _place(clone, full, cache)
    if not path.is_file():
        write_whole_bytes(path, dump_model(adapted_to(own_labels(clone, full))[0]))
    return path


def keep(own: Own, model: Model, clone: Path, cache: Path) -> Path:
    """Write a model to where `kept_model` looks for it."""
    path = _place(clone, own.revision, cache)
    write_whole_bytes(path, dump_model(model))
    return path


def remember_offer(clone: Path, cache: Path) -> bool:
    """Remember that `adapt` was offered for a folder; false where it was before, or cannot be remembered."""
    name = hashlib.sha256(str(clone.resolve()).encode("utf8", "surrogateescape")).hexdigest()[:16]
    path = cache / "offered" / name
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.open("x").close()
        return True
    return False


def _place(clone: Path, revision: str, cache: Path) -> Path:
    """Two packaged models, names or revisions never share a file: the name and the levels decide what is mined."""
    with LocalRepository.open(clone) as repository:
        name = repository.record.name
    parts: Sequence[bytes] = (
        packaged_model().read_bytes(),
        (training_data_folder() / "levels.toml").read_bytes(),
        f"{name} {revision}".encode(),
    )
    digest = hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()[:16]
    return cache / "models" / f"{digest}.model.xz"
