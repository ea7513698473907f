"""Labels that somebody else wrote down: CSV or JSON Lines of `sha, level`, and labels of pull requests.

Reading gives rows and problems. Nothing stops at the first problem: who has to mend a table wants to see all of them.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from classifier.labels.records import SKIPPED, Label, LabelError, commit_id, is_annotator, latest, one_name
from history.briefs import Importance
from history.foreign import NotationError, json_value

IMPORT = "import"
SHA_NAMES = frozenset(
    {"sha", "sha1", "commit", "commitsha", "commitid", "commithash", "githash", "hash", "revision", "rev", "oid", "id"}
    | {"提交"}
)  # fmt: skip
PULL_NAMES = frozenset({"pr", "pull", "pullrequest", "number", "mr", "mergerequest"})
LEVEL_NAMES = frozenset(
    {"level", "importance", "label", "priority", "weight", "class", "severity", "rating", "重要程度", "等级"}
)
REPOSITORY_NAMES = frozenset({"repository", "repo", "project"})
EVIDENCE_NAMES = frozenset({"evidence", "reason", "comment", "note", "why"})
SOURCE_NAMES, AT_NAMES = frozenset({"source"}), frozenset({"at"})
LEVEL_WORDS = {
    **dict.fromkeys(("high", "h", "高", "🔴"), Importance.HIGH),
    **dict.fromkeys(("medium", "med", "m", "中", "🟡"), Importance.MEDIUM),
    **dict.fromkeys(("low", "l", "低", "🟢"), Importance.LOW),
}
# What words of other scales most likely mean: proposed, never assumed.
PROPOSED = {
    **dict.fromkeys(
        (
            "p0",
            "p1",
            "s0",
            "s1",
            "sev0",
            "sev1",
            "blocker",
            "critical",
            "urgent",
            "highest",
            "major",
            "breaking",
            "feature",
        ),
        Importance.HIGH,
    ),
    **dict.fromkeys(
        ("p2", "s2", "sev2", "normal", "moderate", "bug", "fix", "improvement", "enhancement"),
        Importance.MEDIUM,
    ),
    **dict.fromkeys(
        (
            "p3",
            "p4",
            "p5",
            "s3",
            "s4",
            "sev3",
            "sev4",
            "minor",
            "trivial",
            "lowest",
            "chore",
            "internal",
            "none",
        ),
        Importance.LOW,
    ),
}
_PULL = re.compile(r"(?:#|!|GH-|PR ?#?)?(\d{1,6})\Z", re.IGNORECASE)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_A_WORD = re.compile(r"[\W_]+")
_ID = re.compile(r"[0-9a-fA-F]{7,64}\Z")


@dataclass(frozen=True, slots=True)
class Row:
    """One label as it stands in a table, unchecked. `place` says where: `line 3`. `source` and `at` are those of a
    label file, which keeps its provenance."""

    place: str
    sha: str
    level: str
    repository: str = ""
    evidence: str = ""
    source: str = ""
    at: str = ""


@dataclass(slots=True)
class Imported:
    """What a table gave, and what is wrong with the rest: one line for each problem."""

    labels: list[Label] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    unknown: Counter[str] = field(default_factory=Counter)  # words that are no level, by frequency


class CommitIds(Protocol):
    """The commits of a clone."""

    def matching(self, start: str) -> Sequence[str]:
        """The full ids that begin with `start`; two are enough to show that it is ambiguous."""
        ...


class KnownIds:
    """The commits of a clone, by a list of their ids."""

    def __init__(self, shas: Iterable[str]) -> None:
        self._shas = sorted(shas)

    def matching(self, start: str) -> Sequence[str]:
        from bisect import bisect_left

        first = bisect_left(self._shas, start)
        return [sha for sha in self._shas[first : first + 2] if sha.startswith(start)]


def text_of(data: bytes, where: str) -> str:
    """A table's text: UTF-8, or what its byte order mark says. Raises `LabelError`."""
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise LabelError(f"{where}: not UTF-8 ({error}): save it as UTF-8") from error


def records_of(text: str) -> list[tuple[str, object]] | None:
    """(place, record) of each record of a JSON array or JSON Lines; `None` for a text that is no JSON."""
    start = text.lstrip()[:1]
    if start == "[":
        listed = _parsed(text, "the list")
        items = listed if isinstance(listed, list) else []
        return [(f"item {number}", item) for number, item in enumerate(items, start=1)]
    if start == "{":
        return [
            (f"line {number}", _parsed(line, f"line {number}"))
            for number, line in enumerate(text.split("\n"), start=1)
            if line.strip()
        ]
    return None


def _parsed(text: str, place: str) -> object:
    try:
        return json_value(text)
    except NotationError as error:
        raise LabelError(f"{place} is not JSON ({error})") from error


def rows_of_records(records: Iterable[tuple[str, object]]) -> Iterator[Row]:
    """Rows of JSON records, whatever their keys are called among the usual names."""
    for place, record in records:
        if isinstance(record, Mapping):
            named = {_plain(str(key)): value for key, value in record.items()}
            yield _row(place, {name: str(value) for name, value in named.items() if value is not None})
        else:
            yield Row(place, "", "")


def rows_of_csv(text: str) -> Iterator[Row]:
    """Rows of a table with commas, semicolons or tabs; a header is needed unless the first line is itself a commit
    id and a level. Raises `LabelError`."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(
        io.StringIO(text.lstrip("\n"), newline=""), delimiter=delimiter, skipinitialspace=True
    )
    names: list[str] | None = None
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if names is None:
                names, is_header = _columns(cells)
                if is_header:
                    continue
            yield _row(f"line {reader.line_num}", dict(zip(names, cells, strict=False)))
    except csv.Error as error:
        raise LabelError(f"line {reader.line_num} is no line of a table ({error})") from error


def _columns(cells: Sequence[str]) -> tuple[list[str], bool]:
    """(names of the columns, whether these cells are the header)."""
    plain = [_plain(cell) for cell in cells]
    if (SHA_NAMES | PULL_NAMES).intersection(plain) and LEVEL_NAMES.intersection(plain):
        return plain, True
    kinds = [_kind(cell) for cell in cells]
    if "sha" in kinds and "level" in kinds:
        return kinds, False
    raise LabelError("the first line names no columns: call them sha and level")


def _kind(cell: str) -> str:
    if _ID.match(_last_part(cell)):
        return "sha"
    return "level" if cell.strip().lower() in LEVEL_WORDS else ""


def _row(place: str, cells: Mapping[str, str]) -> Row:
    def of(names: frozenset[str]) -> str:
        return next((value.strip() for name, value in cells.items() if name in names and value.strip()), "")

    return Row(
        place,
        _last_part(of(SHA_NAMES) or of(PULL_NAMES)),
        of(LEVEL_NAMES),
        of(REPOSITORY_NAMES),
        of(EVIDENCE_NAMES),
        of(SOURCE_NAMES),
        of(AT_NAMES),
    )


def _last_part(cell: str) -> str:
    """A commit id, also where a link to the commit stands."""
    return cell.strip().rstrip("/").rpartition("/")[2]


def _plain(name: str) -> str:
    return _NOT_A_WORD.sub("", name).lower()


@dataclass(frozen=True, slots=True)
class Origin:
    """What is the same for all labels of one import: who spoke, of which repository, when it was imported."""

    source: str = IMPORT
    repository: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a table's words mean beside our own: `words` by level, in lower case, and the commits that brought pull
    requests, by number."""

    words: Mapping[str, Importance] = field(default_factory=dict)
    merged_by: Mapping[int, str] = field(default_factory=dict)


def names_pulls(rows: Iterable[Row]) -> bool:
    """Whether rows name pull requests in place of commits."""
    return any(_PULL.match(row.sha) for row in rows)


def labels_of(
    rows: Iterable[Row],
    origin: Origin,
    ids: CommitIds | None,
    meaning: Meaning = Meaning(),
) -> Imported:
    """Check rows and make them labels. With `ids`, abbreviated ids are completed and unknown ones are problems."""
    done = Imported()
    placed: list[tuple[Label, str]] = []
    for row in rows:
        if row.level == SKIPPED:
            continue
        try:
            sha = _resolved(commit_id(_commit_of(row, meaning), row.place), row.place, ids)
            level = _level(row, meaning, done.unknown)
        except LabelError as error:
            done.problems.append(str(error))
            continue
        source, at = (row.source, row.at) if row.source else (origin.source, origin.at)
        evidence = row.evidence or ("" if row.source else row.place)
        label = Label(sha, level, source, row.repository or origin.repository, evidence, at)
        placed.append((label, row.place))
    _settle(placed, done)
    return done


def _commit_of(row: Row, meaning: Meaning) -> str:
    """The id that a row gives, or that of the commit which brought the pull request that it names."""
    match = _PULL.match(row.sha)
    if match is None:
        return row.sha
    found = meaning.merged_by.get(int(match[1]))
    if found is None:
        raise LabelError(f"{row.place}: no commit of the clone brings pull request #{match[1]}")
    return found


def proposed(unknown: Iterable[str]) -> dict[str, Importance]:
    """What words that are no level most likely mean, as far as anybody can guess."""
    return {word: PROPOSED[word.lower()] for word in unknown if word.lower() in PROPOSED}


def _level(row: Row, meaning: Meaning, unknown: Counter[str]) -> Importance:
    word = row.level.lower()
    level = LEVEL_WORDS.get(word) or meaning.words.get(word)
    if level is None:
        unknown[row.level] += 1
        raise LabelError(f"{row.place}: level {row.level!r} is none of high, medium, low")
    return level


def _resolved(sha: str, place: str, ids: CommitIds | None) -> str:
    if ids is None:
        return sha
    found = ids.matching(sha)
    if not found:
        raise LabelError(f"{place}: the clone has no commit {sha}")
    if len(found) > 1:
        raise LabelError(f"{place}: {sha} names several commits: write more digits")
    return found[0]


def _settle(placed: Sequence[tuple[Label, str]], done: Imported) -> None:
    """One label a commit; a commit with two levels is a problem and has no label."""
    names = one_name(label.sha for label, _ in placed)
    first: dict[str, tuple[Label, str]] = {}
    contradicted: set[str] = set()
    for label, place in placed:
        known, before = first.setdefault(names[label.sha], (label, place))
        if is_annotator(label.source) and label.source == known.source:
            first[names[label.sha]] = (label, place)  # their last word
        elif known.level is not label.level:
            contradicted.add(names[label.sha])
            done.problems.append(
                f"{place}: {label.sha[:10]} is {label.level}, and {known.level} at {before}: keep one of them"
            )
    done.labels = [label for sha, (label, _) in first.items() if sha not in contradicted]


def added_to(known: Sequence[Label], imported: Imported) -> list[Label]:
    """The imported labels that the `known` do not have. Those that contradict them become problems."""
    levels: dict[str, Label] = {}
    everything = one_name(label.sha for label in (*known, *imported.labels))
    for label in latest(known):
        levels.setdefault(everything[label.sha], label)
    new = []
    for label in imported.labels:
        old = levels.get(everything[label.sha])
        if old is None:
            new.append(label)
        elif old.level is not label.level:
            imported.problems.append(
                f"{label.sha[:10]} is {label.level} ({label.evidence or label.source}), and {old.level} by {old.source} in the "
                "label file already"
            )
    return new
