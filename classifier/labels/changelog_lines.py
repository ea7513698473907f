"""Labels from the lines that a commit adds to a changelog: entries of its own under the headings of what comes next."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from classifier.labels.carriers import carrier_of
from classifier.labels.changelogs import Entry, entry_level, ignorer, is_changelog, items
from classifier.labels.declared import MOST_RECORDS, Mined, is_backport
from classifier.labels.levels import Levels
from classifier.labels.readers.interface import Kinds, begins_new, one_line, words
from classifier.labels.readers.interface import levels as by_level
from classifier.labels.readers.yaml_records import ENVOY
from classifier.labels.records import LEVELS, Label
from history.briefs import Importance
from history.records import Commit, FileChange, FileStatus

SOURCE = "changelog-lines"
# Keep a Changelog's headings and those that mean the same everywhere. "Changed" is no break by itself.
KINDS = Kinds(
    by_level(
        "added, new, new features, features, feature, deprecated, deprecations, removed, removals, security, breaking,"
        " breaking changes, breaking change",
        "fixed, fixes, fix, bug fixes, bugfixes, bugfix, bug, bug-fixes, performance",
        "internal, documentation, docs, dependencies, internal changes, under the hood",
    ),
    words("changed, changes, change, enhancements, enhancement, improvements, improved, enh, chg"),
)


def first_paragraph(text: str, line: int) -> str:
    """The entry that begins at this line, up to the next entry, heading or empty line."""
    lines = text.split("\n")
    end = next(
        (number for number in range(line, len(lines)) if lines[number].lstrip()[:2] in ("- ", "* ", "+ ")
         or lines[number].startswith("#")),
        len(lines),
    )  # fmt: skip
    return one_line(lines[line - 1 : end])


def mine_lines(
    commits: Sequence[Commit], blob: Callable[[str], str | None], levels: Levels, repository: str
) -> Mined:
    """Label `commits` (newest first) by the entries that they add to a changelog; the others are low, from the first
    commit with an entry in the history to the last."""
    mined = Mined(SOURCE)
    ignored = ignorer(levels)
    shown = [(commit, *_decide(commit, blob, levels)) for commit in commits]
    telling = [index for index, (_, level, reason, _) in enumerate(shown) if level and not reason]
    if not telling:
        return mined
    for commit, level, why, evidence in shown[telling[0] : telling[-1] + 1]:
        silent = "silent" if level is None and not levels.silence_is_low else ""
        reason = why or ("ignored" if ignored(commit) else silent)
        if reason:
            mined.skipped[reason] += 1
            mined.unknown.update([evidence.rpartition(": ")[2]] if reason == "heading-without-level" else [])
            continue
        mined.labels.append(Label(commit.sha, level or Importance.LOW, SOURCE, repository, evidence))
    mined.skipped["outside-window"] = len(commits) - (telling[-1] - telling[0] + 1)
    return mined


def _decide(
    commit: Commit, blob: Callable[[str], str | None], levels: Levels
) -> tuple[Importance | None, str, str]:
    """(level, reason to skip, evidence) of one commit; no level and no reason means low."""
    told = [change for change in commit.files if is_changelog(change.path) or ENVOY.holds(change.path)]
    others = any(carrier_of(change.path) is None for change in commit.files)
    if is_backport(commit) or not others:
        return None, "backport" if is_backport(commit) else "only-records" if commit.files else "empty", ""
    found: list[tuple[Importance | None, str]] = []
    for change in told:
        if change.status is not FileStatus.MODIFIED:
            continue
        for entry in added_entries(change, blob):
            level, heading = _level(entry, levels)
            found.append((level, f"{change.path}: {heading}"))
    if len(found) > MOST_RECORDS:
        return None, "several-changes", ""
    known = [(level, evidence) for level, evidence in found if level is not None]
    if known:
        level, evidence = max(known, key=lambda item: LEVELS.index(item[0]))
        return level, "", evidence
    if found:
        return None, "heading-without-level", found[0][1]
    return None, "edits-record" if told else "", ""


def _level(entry: Entry, levels: Levels) -> tuple[Importance | None, str]:
    level, heading = entry_level(entry, levels)
    if level is None and not heading.strip("# "):
        return (Importance.HIGH if begins_new(entry.text) else Importance.MEDIUM), ""
    return level, heading


def added_entries(change: FileChange, blob: Callable[[str], str | None]) -> Iterator[Entry]:
    """The entries of a changelog that begin in lines which a change adds."""
    new, old = blob(change.new_blob or ""), blob(change.old_blob or "")
    if new is None or old is None:
        return
    after, before = new.split("\n"), old.split("\n")
    first = _common(after, before)
    last = _common(after[first:][::-1], before[first:][::-1])
    gone = {line.strip() for line in before[first : len(before) - last]}
    end = len(after) - last
    text = "\n".join(after[: min(len(after), end + 6)])
    if ENVOY.holds(change.path):
        for told in ENVOY.read(change.path, new):
            if first < told.line <= end and after[told.line - 1].strip() not in gone:
                yield Entry((told.kind.replace("_", " "),), told.text, (), told.line)
        return
    for entry in items(text):
        if first < entry.line <= end and after[entry.line - 1].strip() not in gone:
            yield entry


def _common(some: Sequence[str], others: Sequence[str]) -> int:
    """How many lines from the start are the same."""
    count = 0
    for one, other in zip(some, others, strict=False):
        if one != other:
            break
        count += 1
    return count
