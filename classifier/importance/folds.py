"""Models that have not seen one repository: leave one out, learn from the rest.

Learning one takes about a minute on one core; what was learned is kept, so that an evaluation goes on where it was
stopped. A kept model is used again only if data, settings and scikit-learn are the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from classifier.importance.model import Model, ModelError, dump_model, load_model
from classifier.importance.tables import FeatureTable, TableError, dump_table
from classifier.importance.training import Settings, combine, train

ENDING = ".model.xz"


@dataclass(frozen=True, slots=True)
class Fold:
    """A held-out repository and the model that was learned from all others."""

    held_out: FeatureTable
    model: Model


def folds(tables: Sequence[FeatureTable], settings: Settings, *, jobs: int, kept: Path) -> Iterator[Fold]:
    """Hold each repository out in turn, in the order of the tables, in `jobs` processes; models are `kept` in a
    folder. Raises `TableError` where there are no two repositories to learn and to predict."""
    from joblib import Parallel, delayed

    filled = [table for table in tables if len(table)]
    names = [table.repository for table in filled]
    if len(filled) < 2:
        raise TableError("one repository cannot be held out and learned from: evaluation takes two or more")
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise TableError(f"{twice} is in two feature tables: it would be learned from and predicted")
    marks = [hashlib.sha256(dump_table(table)).hexdigest() for table in filled]
    learned = Parallel(n_jobs=jobs, return_as="generator")(
        delayed(_learn)(filled, place, settings, _kept(kept, filled, place, marks, settings))
        for place in range(len(filled))
    )
    for table, path in zip(filled, learned, strict=True):
        yield Fold(table, load_model(path))


def _kept(
    folder: Path, tables: Sequence[FeatureTable], place: int, marks: Sequence[str], settings: Settings
) -> Path:
    import sklearn

    others = [*marks[:place], *marks[place + 1 :]]
    key = hashlib.sha256(f"{others} {settings} {sklearn.__version__}".encode()).hexdigest()[:12]
    name = "".join(c if c.isalnum() or c in "._-" else "+" for c in tables[place].repository)
    return folder / f"{name}.{key}{ENDING}"


def _learn(tables: Sequence[FeatureTable], place: int, settings: Settings, path: Path) -> Path:
    try:
        load_model(path)
    except ModelError:
        others = [*tables[:place], *tables[place + 1 :]]
        about: dict[str, object] = {"held out": tables[place].repository}
        raw = dump_model(train(combine(others), settings, about))
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".part")
        unfinished.write_bytes(raw)
        unfinished.replace(path)
    return path
