"""A label, and the file that holds labels: JSON Lines, one label a line.

    {"sha": "40 hex", "level": "high", "source": "fragment", "repository": "pypa/pip", "evidence": "news/1.feature.rst"}

`sha`, `level` and `source` are required. `source` says who spoke: `fragment`, `changeset`,
`release-file`, `changelog` (mined), `import`, `pull-request`, or `annotator:<name>`. `evidence` is the path,
heading, label or line that says so, `at` when it was said. An annotator who could not say is on record too, with
the level `skipped`; it is no label.

A file is only ever appended to. An annotator may change their mind: their last line about a commit counts, and it
counts before what was mined or imported. Other contradictions are errors, which `labels check` lists.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from classifier.errors import ClassifierError
from history.briefs import Importance
from history.foreign import NotationError, json_value
from history.foreign import read_text as text_of_file

LEVELS = (Importance.LOW, Importance.MEDIUM, Importance.HIGH)
SKIPPED = "skipped"  # in the place of a level
ANNOTATOR = "annotator:"
KEYS = ("sha", "level", "source", "repository", "evidence", "at")


class LabelError(ClassifierError):
    """A label file, level mapping or changelog that cannot be used; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Label:
    """How much one commit matters, and who says so. `at` is an ISO 8601 moment, "" where the evidence has its own
    date (a mined record is a commit)."""

    sha: str
    level: Importance
    source: str
    repository: str = ""
    evidence: str = ""
    at: str = ""

    def to_json(self) -> str:
        """One line, keys in a fixed order, empty ones left out."""
        return _line(self, self.level.value, self.evidence)


@dataclass(frozen=True, slots=True)
class Skip:
    """A commit that an annotator was shown and could not say a level of."""

    sha: str
    source: str
    repository: str = ""
    at: str = ""

    def to_json(self) -> str:
        """One line, as a label's."""
        return _line(self, SKIPPED, "")


Entry = Label | Skip


def _line(entry: Entry, level: str, evidence: str) -> str:
    record = {
        "sha": entry.sha,
        "level": level,
        "source": entry.source,
        "repository": entry.repository,
        "evidence": evidence,
        "at": entry.at,
    }
    told = {key: value for key, value in record.items() if value}
    text = json.dumps(told, ensure_ascii=False)
    # Half a surrogate pair (an odd path) has no UTF-8, and some characters look like line ends.
    return text if text.isprintable() else json.dumps(told)


def parse_entry(line: str, where: str) -> Entry:
    """Read one line of a label file. Raises `LabelError` naming `where`."""
    try:
        record = json_value(line)
    except NotationError as error:
        raise LabelError(f"{where}: not a line of JSON ({error})") from error
    if not isinstance(record, dict):
        raise LabelError(f"{where}: expected an object with sha, level and source")
    values = {key: value for key in KEYS if isinstance(value := record.get(key, ""), str)}
    if values.get("level") == SKIPPED:
        sha = commit_id(values.get("sha", ""), where)
        return Skip(sha, values.get("source", ""), values.get("repository", ""), values.get("at", ""))
    return make_label(where=where, **values)


def commit_id(text: str, where: str) -> str:
    """A commit id as somebody wrote it, in lower case. Raises `LabelError` naming `where`."""
    sha = text.strip().lower()
    if not 7 <= len(sha) <= 64 or any(c not in "0123456789abcdef" for c in sha):
        raise LabelError(f"{where}: {sha!r} is not a commit id (7 to 64 hexadecimal digits)")
    return sha


def make_label(  # noqa: PLR0913 (the six fields of a label and its place)
    *,
    where: str,
    sha: str = "",
    level: str = "",
    source: str = "",
    repository: str = "",
    evidence: str = "",
    at: str = "",
) -> Label:
    """Build a label from strings somebody wrote. Raises `LabelError` naming `where`."""
    full = commit_id(sha, where)
    try:
        importance = Importance(level.strip().lower())
    except ValueError:
        raise LabelError(f"{where}: level {level!r} is none of high, medium, low") from None
    if not source:
        raise LabelError(f"{where}: no source says who gave the label")
    return Label(full, importance, source, repository, evidence, at)


def read_entries(path: Path) -> list[Entry]:
    """Read a label file, skips included. A last line without its line feed is read too: an interrupted session
    keeps its answers. Raises `LabelError`."""
    return list(parse_entries(read_text(path), str(path)))


def read_text(path: Path) -> str:
    """The text of a label file. Raises `LabelError`."""
    try:
        return text_of_file(path, encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise LabelError(f"{path}: cannot be read ({error})") from error


def parse_entries(text: str, where: str) -> Iterator[Entry]:
    """The entries of a label file's text. Raises `LabelError` naming `where` and the line."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield parse_entry(line, f"{where}:{number}")


def read_labels(path: Path) -> list[Label]:
    """The labels of a file, as they stand there. Raises `LabelError`."""
    return [entry for entry in read_entries(path) if isinstance(entry, Label)]


def is_annotator(source: str) -> bool:
    """Whether a source is a person at a terminal, who may change their mind."""
    return source.startswith(ANNOTATOR)


def latest(labels: Iterable[Label]) -> list[Label]:
    """The labels without those that their own annotator has replaced, in the order of first mention."""
    kept: dict[tuple[str, str, str], Label] = {}
    for number, label in enumerate(labels):
        own = "" if is_annotator(label.source) else str(number)
        kept[label.sha, label.source, own] = label
    return list(kept.values())


def overruled(labels: Sequence[Label]) -> Sequence[Label]:
    """Of the labels of one commit, those that count: the annotators', where there are any. Whoever looked at the
    commit itself knew what the other sources say."""
    annotated = [label for label in labels if is_annotator(label.source)]
    return annotated or labels


def agreed(labels: Sequence[Label], where: str) -> list[Label]:
    """The labels that count, one a commit, under the longest id that is given of it. Raises `LabelError` naming a
    commit that is given two levels."""
    names = one_name(label.sha for label in labels)
    given: dict[str, list[Label]] = {}
    for label in latest(replace(label, sha=names[label.sha]) for label in labels):
        given.setdefault(label.sha, []).append(label)
    by_sha: dict[str, Label] = {}
    for label in (label for own in given.values() for label in overruled(own)):
        known = by_sha.setdefault(label.sha, label)
        if known.level != label.level:
            raise LabelError(
                f"{where}: {label.sha[:10]} is both {known.level} and {label.level}: keep one of them"
            )
    return list(by_sha.values())


def one_name(shas: Iterable[str]) -> dict[str, str]:
    """For each id, the longest of the given ids that it abbreviates; itself where that is ambiguous."""
    ordered = sorted(set(shas))
    names: dict[str, str] = {}
    for place in range(len(ordered) - 1, -1, -1):
        sha = ordered[place]
        end = bisect_left(ordered, f"{sha}g", place)  # all that begin with it stand behind it
        longer = {names[ordered[place + 1]], names[ordered[end - 1]]} if end > place + 1 else {sha}
        names[sha] = longer.pop() if len(longer) == 1 else sha
    return names


def format_labels(labels: Iterable[Entry]) -> str:
    """The text of a label file."""
    return "".join(f"{label.to_json()}\n" for label in labels)
