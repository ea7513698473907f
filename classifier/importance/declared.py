"""Where a commit says itself how much it matters: the record for users that it adds, as a file or in its message.

The shipped meaning of the words only (`training_data/levels.toml` is for mining): types that every project means
the same by. What nobody can read without the project's own configuration is left to the model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from classifier.labels.carriers import carrier_of, fragment_type
from classifier.labels.declared import BUMP, MOST_RECORDS, RELEASE_TYPE, is_changeset, is_release_file
from classifier.labels.readers.all import MESSAGE_READERS, readers_of
from classifier.labels.records import LEVELS
from classifier.labels.sentences import text_as_added
from history.briefs import EVIDENCE_CHARACTERS, Evidence, Importance, Side
from history.records import Commit, FileChange, FileStatus

_HIGH, _MEDIUM, _LOW = Importance.HIGH, Importance.MEDIUM, Importance.LOW
FRAGMENTS = {
    **dict.fromkeys(("removal", "breaking", "deprecation", "feature", "security"), _HIGH),
    **dict.fromkeys(("bugfix", "bug", "improvement", "packaging", "docker", "performance", "perf"), _MEDIUM),
    **dict.fromkeys(("doc", "docs", "misc", "trivial", "process", "contrib", "vendor", "internal"), _LOW),
}
_FIRST_LINES = 60
BUMPS = {"major": _HIGH, "minor": _HIGH, "patch": _MEDIUM, "none": _LOW}


@dataclass(frozen=True, slots=True)
class Declaration:
    """The maintainers' word, and the line that says it."""

    level: Importance
    evidence: tuple[Evidence, ...]


def declaration(commit: Commit) -> Declaration | None:
    """The highest level that an added record of the commit declares; `None` where it adds none, or where
    it only collects or carries over records (a release, a merge of many changes)."""
    added = [change for change in commit.files if change.status is FileStatus.ADDED]
    told = [said for change in added if (said := _told(change))] or list(_in_message(commit.message))
    gone = sum(change.status is FileStatus.DELETED and _is_record(change.path) for change in commit.files)
    others = any(carrier_of(change.path) is None for change in commit.files)
    if not told or len(told) > MOST_RECORDS or gone or not others:
        return None
    level = max((level for level, _ in told), key=LEVELS.index)
    return Declaration(level, tuple(proof for own, proof in told if own is level)[:3])


def _is_record(path: str) -> bool:
    return bool(readers_of(path))


def _told(change: FileChange) -> tuple[Importance, Evidence] | None:
    path = change.path
    if kind := fragment_type(path):
        level = FRAGMENTS.get(kind)
        return (level, Evidence(path, Side.NEW, 0)) if level else None
    if is_changeset(path):
        return _largest(change, BUMP)
    return _largest(change, RELEASE_TYPE) if is_release_file(path) else _read(change)


def _read(change: FileChange) -> tuple[Importance, Evidence] | None:
    """The highest level of the entries of a record of another form, with its line."""
    for reader in readers_of(change.path):
        entries = reader.read(change.path, text_as_added(change))
        found = [
            (level, Evidence(change.path, Side.NEW, told.line, told.text[:EVIDENCE_CHARACTERS]))
            for told in entries
            if (level := reader.kinds.level(told))
        ]
        if entries:
            return max(found, key=lambda item: LEVELS.index(item[0]), default=None)
    return None


def _in_message(message: str) -> Iterator[tuple[Importance, Evidence]]:
    """What a form in the message says in so many words; where the kind leaves it open, it is no declaration."""
    for reader in MESSAGE_READERS:
        for told in reader.read(message):
            if level := reader.kinds.levels.get(told.kind):
                text = told.text or message.split("\n")[told.line - 1].strip()
                yield level, Evidence("", Side.NEW, told.line, text[:EVIDENCE_CHARACTERS])


def _largest(change: FileChange, pattern: re.Pattern[str]) -> tuple[Importance, Evidence] | None:
    """The largest bump in the first lines of an added record, with its line."""
    found = []
    fences = 0
    for number, text in (line for hunk in change.hunks[:1] for line in islice(hunk.added(), _FIRST_LINES)):
        fences += text.strip() == "---"
        if fences == 2:  # behind a changeset's front matter stands prose
            break
        if match := pattern.match(text):
            found.append(
                (BUMPS[match[1]], Evidence(change.path, Side.NEW, number, text.strip()[:EVIDENCE_CHARACTERS]))
            )
    return max(found, key=lambda item: LEVELS.index(item[0]), default=None)
