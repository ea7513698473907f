"""Labels that commits carry themselves: news fragments, changesets, RELEASE files.

The unit is the commit of the main line, with its diff against its first parent: that is what a reader
sees merged. Each kind of record is a function from an added file to a level; what to do with commits
that release, that only edit a record, or that bring many, is the same for all of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from classifier.labels.carriers import Carrier, carrier_of
from classifier.labels.levels import Levels
from classifier.labels.readers.interface import Reader, Told
from classifier.labels.readers.messages import MessageReader
from classifier.labels.records import LEVELS, Label
from classifier.labels.towncrier import Fragments
from history.briefs import Importance
from history.records import Commit, FileChange, FileStatus

MOST_RECORDS = 5  # a commit that adds more merges a branch of several changes
_FRONT_MATTER = re.compile(r"\A\ufeff?\s*---[ \t]*\r?\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
BUMP = re.compile(r"""^\s*['"]?[^'":]+['"]?\s*:\s*['"]?(major|minor|patch|none)\b""", re.MULTILINE)
RELEASE_TYPE = re.compile(r"^\s*RELEASE_TYPE:\s*(major|minor|patch)\b", re.MULTILINE)
_BACKPORT = re.compile(
    r"^\[(pr #\d+/[0-9a-f]+ )?backport|^\[\d+\.(\d+|x)\]|^backport\b|\(backport\b", re.IGNORECASE
)


@dataclass(slots=True)
class Mined:
    """What one source gave: labels in the order of the commits, and what was skipped, by reason.

    `unknown` counts the words (types of fragments, headings) that have no level. `typed` is the share of the labelled
    commits whose subject has a conventional type, `by_type` the share of these whose level their type alone tells.
    """

    source: str
    labels: list[Label] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    unknown: Counter[str] = field(default_factory=Counter)
    typed: float = 0.0
    by_type: float = 0.0

    @property
    def balance(self) -> tuple[int, int, int]:
        """Number of labels low, medium, high."""
        counts = Counter(label.level for label in self.labels)
        low, medium, high = (counts[level] for level in LEVELS)
        return low, medium, high


@dataclass(frozen=True, slots=True)
class RecordKind:
    """One kind of record. `is_record` tells its files by path; `level` reads an added one, `None` where
    it says no level that is known; `word` is what it says in place of one. `silence`: a commit without is low."""

    source: str
    is_record: Callable[[str], bool]
    level: Callable[[FileChange], Importance | None]
    word: Callable[[str], str] = lambda path: path.rpartition("/")[2]
    silence: bool = True


def fragment_kind(fragments: Fragments, *, silence: bool = True) -> RecordKind:
    """News fragments: the level is in the file's name."""
    return RecordKind(
        Carrier.FRAGMENT,
        lambda path: bool(fragments.type_of(path)),
        lambda change: fragments.types.get(fragments.type_of(change.path)),
        fragments.type_of,
        silence=silence,
    )


def reader_kind(reader: Reader, blob: Callable[[str], str | None], levels: Levels) -> RecordKind:
    """A record of any other form: the highest level of its entries, as the levels file or the reader itself says."""
    kinds = levels.records.get(reader.name, reader.kinds)

    def told(change: FileChange) -> Sequence[Told]:
        return reader.read(change.path, blob(change.new_blob or "") or "")

    def level(change: FileChange) -> Importance | None:
        known = [own for one in told(change) if (own := kinds.level(one)) is not None]
        return max(known, key=LEVELS.index, default=None)

    return RecordKind(
        reader.name, reader.holds, level, lambda path: path.rpartition("/")[2], silence=levels.silence_is_low
    )


def mine_messages(commits: Sequence[Commit], reader: MessageReader, levels: Levels, repository: str) -> Mined:
    """Label `commits` (newest first) by what their messages tell users; the others are low, from the first commit
    that tells something to the last."""
    mined = Mined(reader.name)
    kinds = levels.records.get(reader.name, reader.kinds)
    shown = []
    for commit in commits:
        told = reader.read(commit.message)
        known = [own for one in told if (own := kinds.level(one)) is not None]
        shown.append((commit, told, max(known, key=LEVELS.index, default=None)))
    telling = [index for index, (_, told, level) in enumerate(shown) if told and level]
    if not telling:
        return mined
    for commit, told, level in shown[telling[0] : telling[-1] + 1]:
        reason = "backport" if is_backport(commit) else "" if commit.files else "empty"
        reason = reason or ("unknown-type" if told and level is None else "")
        reason = reason or ("silent" if not told and not levels.silence_is_low else "")
        if reason:
            mined.skipped[reason] += 1
            mined.unknown.update([told[0].kind] if reason == "unknown-type" else [])
            continue
        evidence = f"message:{told[0].line}" if told else ""
        mined.labels.append(Label(commit.sha, level or Importance.LOW, reader.name, repository, evidence))
    mined.skipped["outside-window"] = len(commits) - (telling[-1] - telling[0] + 1)
    return mined


def changeset_level(text: str, levels: Levels) -> Importance | None:
    """The largest bump in a changeset's front matter; an empty front matter is `none`."""
    front = _FRONT_MATTER.match(text)
    if front is None:
        return None
    bumps = BUMP.findall(front[1]) or ["none"]
    return max(
        (levels.semver[bump] for bump in bumps if bump in levels.semver), key=LEVELS.index, default=None
    )


def release_level(text: str, levels: Levels) -> Importance | None:
    """The level of a RELEASE file's `RELEASE_TYPE`."""
    match = RELEASE_TYPE.search(text)
    return levels.semver.get(match[1]) if match else None


def is_changeset(path: str) -> bool:
    """Whether this is a changeset in the format of https://github.com/changesets/changesets."""
    return path.startswith(".changeset/") and path.endswith(".md") and not path.endswith("README.md")


def is_release_file(path: str) -> bool:
    """Whether this is a RELEASE file with a semver type, as Hypothesis has them."""
    return path.rpartition("/")[2] in ("RELEASE.rst", "RELEASE.md")


def changeset_kind(blob: Callable[[str], str | None], levels: Levels) -> RecordKind:
    """Changesets: the level is in the front matter."""
    return RecordKind(
        Carrier.CHANGESET,
        is_changeset,
        lambda change: changeset_level(blob(change.new_blob or "") or "", levels),
    )


def release_kind(blob: Callable[[str], str | None], levels: Levels) -> RecordKind:
    """RELEASE files: the level is in their first line."""
    return RecordKind(
        Carrier.RELEASE_FILE,
        is_release_file,
        lambda change: release_level(blob(change.new_blob or "") or "", levels),
    )


def is_backport(commit: Commit) -> bool:
    """Whether the subject says that the change was made elsewhere first."""
    return bool(_BACKPORT.search(commit.subject))


def mine_declared(commits: Sequence[Commit], kind: RecordKind, repository: str) -> Mined:
    """Label `commits` (newest first) by the records they add; those without any are low, from the first
    record in the history to the last."""
    mined = Mined(kind.source)
    shown = [(commit, *_decide(commit, kind)) for commit in commits]
    telling = [index for index, (_, level, reason, _) in enumerate(shown) if level and not reason]
    if not telling:
        return mined
    prerelease = _prereleases(shown)
    for index in range(telling[0], telling[-1] + 1):
        commit, level, reason, evidence = shown[index]
        if commit.sha in prerelease:
            reason = "prerelease"
        if not reason and level is None and not kind.silence:
            reason = "silent"
        if reason:
            mined.skipped[reason] += 1
            mined.unknown.update([kind.word(evidence)] if reason == "unknown-type" else [])
            continue
        mined.labels.append(Label(commit.sha, level or Importance.LOW, kind.source, repository, evidence))
    mined.skipped["outside-window"] = len(commits) - (telling[-1] - telling[0] + 1)
    return mined


def _decide(commit: Commit, kind: RecordKind) -> tuple[Importance | None, str, str]:
    """(level, reason to skip, path of the record) of one commit; no level and no reason means low."""
    records = [change for change in commit.files if kind.is_record(change.path)]
    others = [change for change in commit.files if carrier_of(change.path) is None and change not in records]
    added = [change for change in records if change.status is FileStatus.ADDED]
    gone = {change.old_blob for change in records if change.status is FileStatus.DELETED}
    fresh = [change for change in added if change.new_blob not in gone]
    reason = _reason(commit, records=len(records), fresh=len(fresh), gone=len(gone), others=len(others))
    if reason or not fresh:
        return None, reason, ""
    known = [(level, change.path) for change in fresh if (level := kind.level(change)) is not None]
    if not known:
        return None, "unknown-type", fresh[0].path
    level, path = max(known, key=lambda item: LEVELS.index(item[0]))
    return level, "", path


def _reason(commit: Commit, *, records: int, fresh: int, gone: int, others: int) -> str:
    """Why a commit says nothing about itself, "" if it does."""
    if is_backport(commit):
        return "backport"
    if not commit.files:
        return "empty"
    if not others:
        return "only-records"
    if gone > max(1, 2 * fresh) or (gone and not fresh and _touches_changelog(commit)):
        return "release"
    if fresh > MOST_RECORDS:
        return "several-changes"
    return "edits-record" if records and not fresh else ""


def _touches_changelog(commit: Commit) -> bool:
    return any(carrier_of(change.path) is Carrier.CHANGELOG for change in commit.files)


def _prereleases(shown: Sequence[tuple[Commit, Importance | None, str, str]]) -> set[str]:
    """The commits made while `.changeset/pre.json` was there, in a prerelease whose changesets are nearly
    all "patch": the bump then says nothing."""
    found: set[str] = set()
    inside, shas, levels = False, [], Counter[Importance]()
    for commit, level, _, _ in reversed(shown):
        for change in commit.files:
            if change.path == ".changeset/pre.json":
                inside = change.status is not FileStatus.DELETED
        if inside:
            shas.append(commit.sha)
            levels.update([level] if level else [])
        if shas and (not inside or commit is shown[0][0]):
            if levels[Importance.HIGH] <= 0.05 * levels.total():
                found.update(shas)
            shas, levels = [], Counter()
    return found
