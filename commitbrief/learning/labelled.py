"""Labelled commits for `train` and `evaluate`: from a label file and a clone, or from feature tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from classifier.importance.tables import FeatureTable, load_tables, table_of
from classifier.labels.records import LabelError, agreed, read_labels
from commitbrief.learning.examples import Watch, packaged_tables, read_examples
from history.repository import LocalRepository

FEW = 50  # labels under which a repository moves a model little
Tell = Callable[[str], None]


def own_table(labels: Path, clone: Path, tell: Tell, watch: Watch = iter) -> FeatureTable:
    """The commits that a label file speaks of, as figures. `tell` hears what a user should know: labels of
    commits that are not there, few labels, one class only. Raises `LabelError` where nothing can be learned
    from them, and `HistoryError`."""
    given = agreed(read_labels(labels), str(labels))
    if not given:
        raise LabelError(f"{labels}: no labels")
    with LocalRepository.open(clone) as repository:
        name = repository.record.name
    examples, missing = read_examples(clone, given, watch=watch)
    if missing:
        named = ", ".join(label.sha[:10] for label in missing[:3])
        said = (
            f"{len(missing)} of {len(given)} labels are of commits that are not on the main line of {clone}"
        )
        if not examples:
            raise LabelError(
                f"{labels}: {said} ({named}): is it the right clone, and whole (not a shallow one)?"
            )
        tell(f"{labels}: {said}, and are left out: {named} (a shallow clone has only the newest commits)")
    table = table_of(name, examples)
    _remark(table, labels, tell)
    return table


def _remark(table: FeatureTable, labels: Path, tell: Tell) -> None:
    found = set(table.levels.tolist())
    if len(found) == 1:
        level = ("low", "medium", "high")[found.pop()]
        tell(f"{labels}: all {len(table)} labels are {level}: they say how common it is, and nothing else")
    elif len(table) < FEW:
        tell(f"{labels}: {len(table)} labels move a model little; from some {FEW} on they help")


def given_tables(paths: Sequence[Path]) -> list[FeatureTable]:
    """The feature tables of files and folders, or, without any, the packaged ones. Raises `TableError`."""
    return load_tables(paths) if paths else packaged_tables()
