"""The wiring of `labels check`: a label file held against its repository, against the packaged data and against a
model that has not seen it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from classifier.importance.extraction import extract
from classifier.importance.features import Row
from classifier.importance.model import arrange, load_model
from classifier.importance.tables import FeatureTable
from classifier.labels.carriers import carrier_of
from classifier.labels.levels import load_levels
from classifier.labels.mining import OWN_FILES
from classifier.labels.noise import Doubt, doubts, held_out
from classifier.labels.records import LEVELS, Label, one_name
from classifier.labels.towncrier import find_fragments
from classifier.labels.twins import Fingerprint, Twins, fingerprint, twins
from commitbrief.learning.examples import packaged_tables
from commitbrief.resources import packaged_model, training_data_folder
from history.options import ReadOptions
from history.outline import Outline
from history.records import Commit
from history.repository import LocalRepository
from history.selection import Everything

Watch = Callable[[Iterable[Commit]], Iterator[Commit]]
MAIN_LINE = ReadOptions(first_parent=True)
LEAST_WORDS = 20  # hashed words under which two rows of features are alike by chance
LEAST_JUDGED = 50  # labels under which a cross-validated model says nothing
_PATHS = frozenset(OWN_FILES)  # whose evidence is a path


@dataclass(frozen=True, slots=True)
class Seen:
    """A labelled commit as it was read from the clone."""

    label: Label
    subject: str
    row: Row
    print: Fingerprint
    visible: tuple[str, ...]  # records of the repository's own that features do not know to be records


@dataclass(frozen=True, slots=True)
class Packaged:
    """Labelled commits that are in the packaged data too: under their own id, or (`copy`) as the same row of
    features under another."""

    sha: str
    repository: str
    same_level: bool
    copy: str = ""


def read_labelled(
    clone: Path, labels: Sequence[Label], watch: Watch = iter
) -> tuple[list[Seen], list[Label]]:
    """The labelled commits of the clone's main line, newest first, and the labels of others. Raises `HistoryError`."""
    with Outline(clone) as outline:
        levels = load_levels(training_data_folder() / "levels.toml")
        own = find_fragments(outline.text, levels, outline.paths())
    with LocalRepository.open(clone) as repository:
        chosen = repository.choose(Everything(), MAIN_LINE)
        names = one_name([*(label.sha for label in labels), *chosen.shas])
        by_sha = {names[label.sha]: label for label in labels}
        wanted = [sha for sha in chosen.shas if sha in by_sha]
        seen = []
        for commit in watch(repository.read(chosen, MAIN_LINE, only=wanted)):
            paths = (change.path for change in commit.files)
            visible = tuple(path for path in paths if own.type_of(path) and carrier_of(path) is None)
            label = by_sha[commit.sha]
            seen.append(Seen(label, commit.subject, extract(commit), fingerprint(commit), visible))
    found = set(wanted)
    return seen, [label for sha, label in by_sha.items() if sha not in found]


def told_by_path(labels: Sequence[Label]) -> list[Label]:
    """Labels whose own evidence is a file that features would read."""
    return [
        label
        for label in labels
        if label.source in _PATHS and label.evidence and carrier_of(label.evidence) is None
    ]


def in_packaged_data(labels: Sequence[Label], seen: Sequence[Seen]) -> list[Packaged]:
    """The labelled commits that the packaged model was trained on."""
    tables = packaged_tables()
    places = {sha: (table, row) for table in tables for row, sha in enumerate(table.shas)}
    names = one_name([*(label.sha for label in labels), *places])
    found = [
        _packaged(label, *place) for label in labels if (place := places.get(names[label.sha])) is not None
    ]
    known = {one.sha for one in found}
    rows = {_key(one.row): one.label for one in seen if len(one.row.words) >= LEAST_WORDS}
    for table in tables:
        for row in range(len(table)):
            twin = rows.get(_table_key(table, row))
            if twin is not None and twin.sha not in known:
                known.add(twin.sha)
                found.append(_packaged(twin, table, row, copy=table.shas[row]))
    return found


def _packaged(label: Label, table: FeatureTable, row: int, copy: str = "") -> Packaged:
    return Packaged(label.sha, table.repository, LEVELS[int(table.levels[row])] is label.level, copy)


def _key(row: Row) -> tuple[bytes, bytes]:
    return np.array(row.figures, np.uint16).tobytes(), np.array(row.words, np.uint16).tobytes()


def _table_key(table: FeatureTable, row: int) -> tuple[bytes, bytes]:
    words = table.words[table.starts[row] : table.starts[row + 1]]
    return table.figures[row].tobytes(), words.tobytes()


def same_changes(seen: Sequence[Seen]) -> list[Twins]:
    """Labelled commits that make the same change, each with the first that made it."""
    return twins(one.print for one in reversed(seen))


def second_looks(seen: Sequence[Seen], model: Path | None) -> tuple[float, list[tuple[Seen, Doubt]]] | None:
    """(share of the labels that a cross-validated model agrees with, the labels that it confidently disagrees with);
    `None` for too few labels to tell."""
    if len(seen) < LEAST_JUDGED:
        return None
    levels: NDArray[np.int8] = np.array([LEVELS.index(one.label.level) for one in seen], np.int8)
    rows = arrange([one.row for one in seen])
    told = held_out(load_model(model or packaged_model()), rows, levels, [one.print.sha for one in seen])
    agreed = float((told.argmax(axis=1) == levels).mean())
    return agreed, [(seen[doubt.row], doubt) for doubt in doubts(levels, told)]
