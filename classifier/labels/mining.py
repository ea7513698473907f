"""`labels mine`: every source a repository has, the best of them, and an account of what was left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from classifier.labels.carriers import Carrier
from classifier.labels.changelogs import circular, is_changelog, mine_changelogs, told_by_type
from classifier.labels.declared import (
    Mined,
    changeset_kind,
    fragment_kind,
    mine_declared,
    release_kind,
)
from classifier.labels.levels import Levels
from classifier.labels.towncrier import find_fragments
from history.records import Commit

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

    The chosen source is the first, in the order fragments, changesets, RELEASE files, changelogs, that
    tells of at least `LEAST_TOLD` commits and is not circular.
    """
    own = levels.for_repository(repository)
    paths = snapshot.paths()
    fragments = find_fragments(snapshot.text, own, paths)
    kinds = (
        fragment_kind(fragments),
        changeset_kind(snapshot.blob, own),
        release_kind(snapshot.blob, own),
    )
    sources = [mine_declared(commits, kind, repository) for kind in kinds]
    if fragments.configured:
        sources[0].notes.append("towncrier")
    texts = [(path, text) for path in paths if is_changelog(path) and (text := snapshot.text(path))]
    changelog = mine_changelogs(commits, texts, own, repository)
    if circular(changelog.labels, commits):
        changelog.notes.append("circular")
    sources.append(changelog)
    for mined in sources:
        mined.typed, mined.by_type = told_by_type(mined.labels, commits)
    chosen = next((mined for mined in sources if _usable(mined)), None)
    return Harvest(tuple(sources), chosen)


def _usable(mined: Mined) -> bool:
    _, medium, high = mined.balance
    doubts = {"circular", "cites-other-numbers", "too-few-listed"} & set(mined.notes)
    return medium + high >= LEAST_TOLD and not doubts and mined.source in set(Carrier)
