"""Models that have not seen a community: leave some out, learn from the rest.

Repositories of one owner are one community, and never on both sides. Learning a model takes about a minute on one
core; what was learned is kept, so that an evaluation goes on where it was stopped. A kept model is used again only if
data, settings and scikit-learn are the same.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from classifier.importance.model import Model, Rows, dump_model, load_model
from classifier.importance.model_header import ModelError
from classifier.importance.tables import FeatureTable, TableError, dump_table
from classifier.importance.training import Settings, combine, train

ENDING = ".model.xz"
PARTS = 3  # models of an evaluation: each holds out about a third of the communities


@dataclass(frozen=True, slots=True)
class Fold:
    """A held-out repository and the model that was learned without its community."""

    held_out: FeatureTable
    model: Model


def folds(
    tables: Sequence[FeatureTable], settings: Settings, *, jobs: int, kept: Path, parts: int = PARTS
) -> Iterator[Fold]:
    """Hold each repository out in turn, in the order of the tables, in `jobs` processes; models are `kept` in a
    folder. With no more than so many communities as `parts` each is held out by itself, else some together. Raises
    `TableError` where there are no two communities to learn and to predict."""
    from joblib import Parallel, delayed

    filled = [table for table in tables if len(table)]
    names = [table.repository for table in filled]
    if len(set(map(community, names))) < 2:
        raise TableError("one community cannot be held out and learned from: evaluation takes two or more")
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise TableError(f"{twice} is in two feature tables: it would be learned from and predicted")
    part_of = shared_out(filled, parts)
    marks = [hashlib.sha256(dump_table(table)).hexdigest() for table in filled]
    count = max(part_of.values()) + 1
    others = [
        [place for place, name in enumerate(names) if part_of[community(name)] != part]
        for part in range(count)
    ]
    folder = kept.absolute()  # a process that worked before may stand elsewhere
    learned = Parallel(n_jobs=jobs)(
        delayed(_learn)(
            [filled[place] for place in rest],
            settings,
            _kept(folder, [marks[place] for place in rest], settings),
        )
        for rest in others
    )
    for table in filled:
        yield Fold(table, load_model(learned[part_of[community(table.repository)]]))


def rows_of(table: FeatureTable) -> Rows:
    """What a model sees of a table."""
    return Rows(table.figures, table.words, table.starts)


def community(repository: str) -> str:
    """Whose habits a repository follows: those of its owner."""
    return repository.partition("/")[0].lower()


def shared_out(tables: Sequence[FeatureTable], parts: int) -> dict[str, int]:
    """The part that each community is held out with: the largest first, each to where there is least."""
    sizes: dict[str, int] = defaultdict(int)
    for table in tables:
        sizes[community(table.repository)] += len(table)
    loads = [0] * min(parts, len(sizes))
    part_of = {}
    for name in sorted(sizes, key=lambda name: (-sizes[name], name)):
        part = loads.index(min(loads))
        part_of[name] = part
        loads[part] += sizes[name]
    return part_of


def _kept(folder: Path, marks: Sequence[str], settings: Settings) -> Path:
    import sklearn

    key = hashlib.sha256(f"{list(marks)} {settings} {sklearn.__version__}".encode()).hexdigest()[:12]
    return folder / f"{key}{ENDING}"


def _learn(tables: Sequence[FeatureTable], settings: Settings, path: Path) -> Path:
    try:
        load_model(path)
    except ModelError:
        about: dict[str, object] = {"learned from": [table.repository for table in tables]}
        raw = dump_model(train(combine(tables), settings, about))
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".part")
        unfinished.write_bytes(raw)
        unfinished.replace(path)
    return path
