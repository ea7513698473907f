"""`labels mine`: every source a repository has, the best of them, and an account of what was left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from classifier.labels.carriers import Carrier
from classifier.labels.changelog_lines import SOURCE, mine_lines
from classifier.labels.changelogs import circular, is_changelog, mine_changelogs, told_by_type
from classifier.labels.declared import (
    Mined,
    RecordKind,
    changeset_kind,
    fragment_kind,
    mine_declared,
    mine_messages,
    reader_kind,
    release_kind,
)
from classifier.labels.levels import Levels
from classifier.labels.readers import text_records, yaml_records
from classifier.labels.readers.all import FILE_READERS, MESSAGE_READERS
from classifier.labels.towncrier import find_fragments
from history.records import Commit

OWN_FILES = tuple(reader.name for reader in FILE_READERS)  # records that a change brings as a file
RECORDS = (*OWN_FILES, *(reader.name for reader in MESSAGE_READERS), SOURCE, Carrier.CHANGELOG.value)
LEAST_TOLD = 20  # a source that tells of fewer commits is named but not used by itself


class Snapshot(Protocol):
    """The files at the tip of a repository, and any blob of its history."""

    def paths(self) -> Sequence[str]:
        """All paths at the tip."""
        ...

    def text(self, path: str) -> str | None:
        """The file at the tip, `None` if it is absent or not text."""
        ...

    def blob(self, blob_id: str) -> str | None:
        """A blob by its id, `None` if it is missing or not text."""
        ...


@dataclass(frozen=True, slots=True)
class Harvest:
    """What each source gave, in the order of trust, and the one whose labels to use."""

    sources: tuple[Mined, ...]
    chosen: Mined | None


def mine(commits: Sequence[Commit], snapshot: Snapshot, levels: Levels, repository: str) -> Harvest:
    """Read all sources over `commits`: the main line, newest first, with files but without hunks.

    The chosen source is the one that tells most among those that tell of at least `LEAST_TOLD` commits and are not
    circular; a file that each change brings is believed before a message, and a message before a changelog.
    """
    own = levels.for_repository(repository)
    paths = snapshot.paths()
    fragments = find_fragments(snapshot.text, own, paths)
    kinds = (
        fragment_kind(fragments, silence=own.silence_is_low),
        changeset_kind(snapshot.blob, own),
        release_kind(snapshot.blob, own),
    )
    others = (
        reader_kind(reader, snapshot.blob, own) for reader in (*yaml_records.READERS, *text_records.READERS)
    )
    sources = [
        mine_declared(commits, kind, repository)
        for kind in (*kinds, *(kind for kind in others if _occurs(kind, commits)))
    ]
    sources += [mine_messages(commits, reader, own, repository) for reader in MESSAGE_READERS]
    if fragments.configured:
        sources[0].notes.append("towncrier")
    texts = [(path, text) for path in paths if is_changelog(path) and (text := snapshot.text(path))]
    changelog = mine_changelogs(commits, texts, own, repository)
    if circular(changelog.labels, commits):
        changelog.notes.append("circular")
    if not any(
        map(_usable, sources)
    ):  # two whole changelogs to compare for each commit: only where it is needed
        lines = mine_lines(commits, snapshot.blob, own, repository)
        if circular(lines.labels, commits):
            lines.notes.append("circular")
        sources.append(lines)
    sources.append(changelog)
    for mined in sources:
        mined.typed, mined.by_type = told_by_type(mined.labels, commits)
    return Harvest(tuple(sources), _chosen(sources, own.record))


def _occurs(kind: RecordKind, commits: Sequence[Commit]) -> bool:
    return any(kind.is_record(change.path) for commit in commits for change in commit.files)


def _chosen(sources: Sequence[Mined], wanted: str) -> Mined | None:
    """Of the usable records the one that tells most: files of a change's own before messages before changelogs."""
    usable = [mined for mined in sources if _usable(mined) and wanted in ("", mined.source)]
    return max(usable, key=lambda mined: (_trust(mined.source), _told(mined)), default=None)


def _trust(source: str) -> int:
    if source in (Carrier.CHANGELOG, SOURCE):
        return 0
    return 2 if source in OWN_FILES else 1


def _told(mined: Mined) -> int:
    _, medium, high = mined.balance
    return medium + high


def _usable(mined: Mined) -> bool:
    doubts = {"circular", "cites-other-numbers", "too-few-listed"} & set(mined.notes)
    return _told(mined) >= LEAST_TOLD and not doubts
