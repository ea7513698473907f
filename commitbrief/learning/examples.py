"""From labels and clones to feature tables: the wiring of training."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from classifier.importance.extraction import extract
from classifier.importance.formula import HIGH_FROM, MEDIUM_FROM, contributions_of
from classifier.importance.tables import ENDING, Example, FeatureTable, dump_table, load_tables, table_of
from classifier.labels.levels import load_levels
from classifier.labels.mining import mine
from classifier.labels.records import Label, LabelError
from commitbrief.errors import ConfigError, SourceError
from commitbrief.output import write_whole_bytes
from commitbrief.parallel import shared_out
from commitbrief.resources import training_data_folder
from history.bots import is_bot
from history.foreign import read_text, toml_table
from history.options import Limits, ReadOptions
from history.outline import Outline
from history.records import Commit
from history.repository import LocalRepository
from history.selection import Days, Everything

SECONDS_A_DAY = 86_400
# How much of a commit was read when the packaged data were made. What is read for reports has come down since, which would
# move a handful of 41,102 rows; the data, the model and its card are made again together or not at all.
PACKAGED_LIMITS = Limits(commit_bytes=6 << 20, commit_lines=250_000)
DEFAULT_LIMITS = Limits()
Watch = Callable[[Iterable[Commit]], Iterator[Commit]]


@dataclass(frozen=True, slots=True)
class TrainingSource:
    """One repository of `training_data/sources.toml`."""

    name: str
    tip: str
    since: date | None = None
    most: int = 4000
    licence: str = ""
    record: str = ""
    tip_date: date | None = None

    @property
    def folder(self) -> str:
        """The name of its clone, and of its table."""
        return self.name.replace("/", "+")


def training_sources() -> list[TrainingSource]:
    """The repositories of the packaged training data, in their order."""
    path = training_data_folder() / "sources.toml"
    try:
        listed = toml_table(read_text(path))["repository"]
        return [TrainingSource(**entry) for entry in listed]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConfigError(f"{path}: {error}") from error


def packaged_tables() -> list[FeatureTable]:
    """The feature tables of the packaged training data, in the order of its sources."""
    folder = training_data_folder()
    return load_tables(folder / f"{source.folder}{ENDING}" for source in training_sources())


def rebuild(clones: Path, output: Path, jobs: int) -> Iterator[str]:
    """Make the packaged tables again from clones; yields a line about each. Raises `HistoryError` and
    `ClassifierError` for clones that cannot be read or have another record, and `OutputError`."""
    with shared_out(partial(_rebuild_one, clones, output), training_sources(), jobs) as lines:
        yield from lines


def _rebuild_one(clones: Path, output: Path, source: TrainingSource) -> str:
    table = mined_table(clones / source.folder, source)
    write_whole_bytes(output / f"{source.folder}{ENDING}", dump_table(table))
    low, medium, high = ((table.levels == level).sum() for level in range(3))
    return f"{source.name}: {len(table)} commits: {low} low, {medium} medium, {high} high"


def mined_table(clone: Path, source: TrainingSource) -> FeatureTable:
    """Mine a repository's labels and compute their commits' features."""
    place = clone / "repo" if (clone / "repo").is_dir() else clone
    levels = load_levels(training_data_folder() / "levels.toml")
    with Outline(place, source.tip) as outline:
        commits = list(outline.commits(Days(source.since, None, ref=source.tip)))
        harvest = mine(commits, outline, levels, source.name)
    if harvest.chosen is None:
        raise LabelError(f"{place}: no record of {source.name} that labels could be read from")
    labels = sorted(harvest.chosen.labels, key=lambda label: hashlib.sha256(label.sha.encode()).digest())[
        : source.most
    ]
    examples, _ = read_examples(place, labels, source.tip, limits=PACKAGED_LIMITS)
    return table_of(source.name, examples)


def read_examples(
    clone: Path,
    labels: Sequence[Label],
    ref: str = "HEAD",
    watch: Watch = iter,
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[list[Example], list[Label]]:
    """The features of labelled commits, newest first, and the labels whose commits are not on the main
    line behind `ref` or have nothing to read. Raises `HistoryError`."""
    options = ReadOptions(first_parent=True, limits=limits)
    by_sha = {label.sha: label for label in labels}
    with LocalRepository.open(clone) as repository:
        chosen = repository.choose(Everything(ref), options)
        full = _completed(by_sha, chosen.shas)
        wanted = tuple(sha for sha in chosen.shas if sha in full)
        commits = watch(repository.read(replace(chosen, shas=wanted), options))
        examples = [example_of(commit, full[commit.sha]) for commit in commits]
    known = set(wanted)
    missing = [label for sha, label in full.items() if sha not in known]
    missing += [label for sha, label in by_sha.items() if sha not in full and not _completes(sha, wanted)]
    return examples, missing


def _completes(short: str, shas: Iterable[str]) -> bool:
    return any(sha.startswith(short) for sha in shas)


def _completed(labels: dict[str, Label], shas: Sequence[str]) -> dict[str, Label]:
    """Labels by full id; abbreviated ones are looked up. An ambiguous one is an error."""
    short = {sha for sha in labels if len(sha) < len(shas[0])} if shas else set()
    full = {sha: label for sha, label in labels.items() if sha not in short}
    for sha in sorted(short):
        matches = [one for one in shas if one.startswith(sha)]
        if len(matches) > 1:
            raise SourceError(f"{sha} names {len(matches)} commits: write more digits")
        for match in matches:
            full[match] = replace(labels[sha], sha=match)
    return full


def example_of(commit: Commit, label: Label) -> Example:
    """A labelled commit as figures."""
    day = int(commit.committed.timestamp()) // SECONDS_A_DAY
    points = sum(part.effect for part in contributions_of(commit))
    formula = (points >= MEDIUM_FROM) + (points >= HIGH_FROM)
    return Example(label, extract(commit), day, is_bot(commit.author), commit.is_merge, formula)
