"""A commit as a row of features, computed from its message and diff alone.

The same commit gives the same row alone or among thousands: nothing looks at its neighbours. Files, lines and hunks
are counted in the whole diff. What is told from the text of changed lines (signals, names, blank and moved lines) is
told from as much of it as `MOST_LINES` and `MOST_TEXT` let through.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from classifier.importance.counting import Changed
from classifier.importance.definitions import definitions
from classifier.importance.features import LANGUAGES, Row
from classifier.importance.line_patterns import DOCS_SIGNALS, SOURCE_SIGNALS, TEST_SIGNALS
from classifier.importance.roles import READ_PARTS, Part, part_of
from classifier.importance.topics import (
    CLOSES,
    CONVENTIONAL,
    ISSUE,
    ITEM,
    SCOPE,
    TOPIC_PATTERNS,
    TYPE_ALIASES,
    TYPES,
)
from classifier.importance.visible import Visible, visible
from classifier.importance.words import (
    Channel,
    body_words,
    hashed,
    name_columns,
    name_words,
    path_columns,
    path_words,
    smallest,
    subject_words,
)
from classifier.labels.carriers import carrier_of
from history.records import Commit, FileChange, FileStatus

VULNERABILITY = re.compile(r"\bCVE-\d{4}-\d{4,7}\b|\bGHSA(?:-[0-9a-z]{4}){3}\b", re.IGNORECASE)
MOST_LINES = 250  # changed lines read of one side of a file
_LONGEST = 400  # characters of a line
_MOST = 65535  # of any figure
MOST_TEXT = 8_000  # characters of changed lines read of one side of a commit, for each part


def extract(commit: Commit) -> Row:
    """The row of a commit. About a millisecond for an ordinary one; never raises on its content."""
    words, seen, parts, texts = _seen(commit)
    figures = [
        *_message(commit, words),
        *_types(commit, words.subject),
        *_roles(seen, parts),
        *_size(seen, parts, texts),
        *_diffusion(seen, parts),
        *_signals(texts),
        *_defined(seen, parts),
        len(set(VULNERABILITY.findall(commit.message[:20_000]))),
    ]
    brought, taken = _names(texts)
    columns = [
        *hashed(Channel.SUBJECT, subject_words(words.subject)),
        *hashed(Channel.BODY, body_words(words.body)),
        *smallest(Channel.PATH, itertools.chain.from_iterable(map(path_columns, _paths(seen)))),
        *smallest(Channel.CODE, name_columns("+", brought) | name_columns("-", taken)),
    ]
    if max(figures) > _MOST or min(figures) < 0:
        figures = [min(max(figure, 0), _MOST) for figure in figures]
    return Row(tuple(figures), tuple(columns))


def word_texts(commit: Commit) -> dict[Channel, list[str]]:
    """The words behind the columns of a row, by channel: for explanations, never stored."""
    words, seen, _, texts = _seen(commit)
    return {
        Channel.SUBJECT: list(subject_words(words.subject)),
        Channel.BODY: list(body_words(words.body)),
        Channel.PATH: [word for path in _paths(seen) for word in path_words(path)],
        Channel.CODE: [
            word
            for mark, names in zip("+-", _names(texts), strict=True)
            for name in sorted(names)
            for word in name_words(mark, name)
        ],
    }


def _defined(changes: Sequence[FileChange], parts: Sequence[Part]) -> tuple[int, ...]:
    sources = (
        change
        for change, part in zip(changes, parts, strict=True)
        if part in (Part.SOURCE, Part.BUILD, Part.DATA)
    )
    return definitions(sources, MOST_LINES).figures


def _seen(commit: Commit) -> tuple[Visible, list[FileChange], list[Part], _Texts]:
    seen = [change for change in commit.files if carrier_of(change.path) is None]
    parts = [part_of(change.path) for change in seen]
    return visible(commit.message), seen, parts, _Texts(seen, parts)


def _paths(seen: Sequence[FileChange]) -> list[str]:
    return [change.path for change in seen[:40]]


def _names(texts: _Texts) -> tuple[frozenset[str], frozenset[str]]:
    """Identifiers that only the added lines have, and that only the removed ones have: what the change brings
    and takes away."""
    new, old = texts.source_added.names, texts.source_removed.names
    return new - old, old - new


class _Texts:
    """The changed lines that are read, by part and side: signals are counted in them, and names found."""

    def __init__(self, changes: Sequence[FileChange], parts: Sequence[Part]) -> None:
        added = {part: _Lines("+") for part in READ_PARTS}
        removed = {Part.SOURCE: _Lines("-")}
        for change, part in zip(changes, parts, strict=True):
            for side in (added, removed):
                if part in side:
                    side[part].take(change)
        self.source_added = Changed(added[Part.SOURCE].found, MOST_TEXT)
        self.source_removed = Changed(removed[Part.SOURCE].found, MOST_TEXT)
        self.test_added = Changed(added[Part.TEST].found, MOST_TEXT)
        self.docs_added = Changed(added[Part.DOCS].found, MOST_TEXT)


class _Lines:
    """Changed lines of one side, collected file by file: `MOST_LINES` of each, until they have `MOST_TEXT`
    characters."""

    def __init__(self, mark: str) -> None:
        self._mark = mark
        self._left = MOST_TEXT
        self.found: list[str] = []

    def take(self, change: FileChange) -> None:
        """Add those of a file."""
        lines = MOST_LINES
        for hunk in change.hunks:
            if lines <= 0 or self._left <= 0:
                return
            texts = [text[:_LONGEST] for text in hunk.texts(self._mark)[:lines]]
            self.found += texts
            lines -= len(texts)
            self._left -= sum(map(len, texts)) + len(texts)


def _message(commit: Commit, words: Visible) -> list[int]:
    subject, body = words.subject, words.body
    whole = commit.message[:8000]
    return [
        len(subject),
        len(subject.split()),
        body.count("\n") + 1 if body else 0,
        len(body),
        len(ITEM.findall(body)),
        (subject.count("`") + body.count("`")) // 2,
        subject.count("`") // 2,
        len(ISSUE.findall(whole)),
        int(bool(CLOSES.search(whole))),
        int(commit.is_merge),
        len(re.findall(r"\bv?\d+\.\d+(?:\.\d+)?\b", f"{subject} {body[:1000]}")),
        int(subject[:1].isupper()),
        *_topics(subject.lower()),
        *_topics(body[:3000].lower()),
    ]


def _topics(text: str) -> list[int]:
    if not text:
        return [0] * len(TOPIC_PATTERNS)
    return [len(pattern.findall(text)) for _, pattern in TOPIC_PATTERNS]


def _types(commit: Commit, subject: str) -> list[int]:
    match = CONVENTIONAL.match(subject)
    kind = match["type"].lower() if match else ""
    kind = TYPE_ALIASES.get(kind, kind)
    breaking = (
        (match and match["bang"])
        or "BREAKING CHANGE" in commit.message
        or "BREAKING-CHANGE" in commit.message
    )
    return [
        *(int(kind == name) for name in TYPES),
        int(bool(kind) and kind not in TYPES),
        int(not kind),
        int(bool((match and match["scope"]) or (not match and SCOPE.match(subject)))),
        int(bool(breaking)),
    ]


_INTERNAL = re.compile(r"(^|/)(_\w|internal|private|impl|detail)", re.IGNORECASE)
_ENTRY = re.compile(
    r"(^|/)(__init__\.py|__main__\.py|lib\.rs|main\.\w+|mod\.rs|index\.[jt]s|cli[\w-]*(\.\w+|/)|commands?/|options?\.\w+|settings\.\w+|config\.\w+|public\.d\.ts|api(\.\w+|/))"
)


@lru_cache(1 << 14)
def _is_internal(path: str) -> bool:
    return _INTERNAL.search(path) is not None


@lru_cache(1 << 14)
def _is_entry(path: str) -> bool:
    return _ENTRY.search(path) is not None


def _permille(part: int, whole: int) -> int:
    return round(1000 * part / whole) if whole else 0


def _roles(changes: Sequence[FileChange], parts: Sequence[Part]) -> list[int]:
    files, churn = [0] * len(Part), [0] * len(Part)
    for change, part in zip(changes, parts, strict=True):
        files[part] += 1
        churn[part] += change.churn
    total = sum(churn)
    figures: list[int] = []
    for part in Part:
        figures += [files[part], churn[part], _permille(churn[part], total)]
    source = [change for change, part in zip(changes, parts, strict=True) if part is Part.SOURCE]
    figures += [sum(c.churn for c in source if c.path.endswith(endings)) for _, endings in LANGUAGES]
    return [
        *figures,
        sum(_is_internal(change.path) for change in source),
        sum(_is_entry(change.path) for change in source),
        int(files[Part.SOURCE] > 0 and files[Part.TEST] > 0),
        int(files[Part.SOURCE] > 0 and files[Part.DOCS] > 0),
    ]


def _size(changes: Sequence[FileChange], parts: Sequence[Part], texts: _Texts) -> list[int]:
    def of(part: Part) -> list[FileChange]:
        return [change for change, own in zip(changes, parts, strict=True) if own is part]

    source, test, docs = of(Part.SOURCE), of(Part.TEST), of(Part.DOCS)
    added, removed = sum(c.added for c in source), sum(c.removed for c in source)
    new = texts.source_added.lines
    told = [line for line in new if len(line) > 3]
    moved = _both(told, texts.source_removed.lines)
    return [
        sum(c.added for c in changes),
        sum(c.removed for c in changes),
        added,
        removed,
        _permille(added, added + removed),
        sum(c.added for c in test),
        sum(c.removed for c in test),
        sum(c.added for c in docs),
        max((c.churn for c in source), default=0),
        sum(c.status is FileStatus.ADDED for c in source),
        sum(c.status is FileStatus.DELETED for c in source),
        sum(c.status is FileStatus.RENAMED for c in changes),
        sum(c.status is FileStatus.ADDED for c in test),
        sum(c.status is FileStatus.ADDED for c in docs),
        _permille(sum(not line for line in new), len(new)),
        _permille(moved, len(told)),
        sum(len(c.hunks) for c in source),
    ]


def _both(some: list[str], others: list[str]) -> int:
    """How many lines are among both, each as often as where it is seldomer."""
    return (Counter(some) & Counter(others)).total() if some and others else 0


def _diffusion(changes: Sequence[FileChange], parts: Sequence[Part]) -> list[int]:
    folders = [change.path.rpartition("/")[0] for change in changes]
    source = [folder for folder, part in zip(folders, parts, strict=True) if part is Part.SOURCE]
    churn = [change.churn for change in changes if change.churn]
    total = sum(churn)
    entropy = (
        -sum(n / total * math.log2(n / total) for n in churn) / math.log2(len(churn))
        if len(churn) > 1
        else 0.0
    )
    return [
        len(changes),
        len(set(folders)),
        len({folder.partition("/")[0] for folder in folders}),
        round(1000 * entropy),
        len(set(source)),
        min((folder.count("/") + bool(folder) for folder in source), default=0),
    ]


_PUBLIC = [i for i, signal in enumerate(SOURCE_SIGNALS.all) if signal.name.startswith("public_")]
_FLAG = next(i for i, signal in enumerate(SOURCE_SIGNALS.all) if signal.name == "flag")
_ENVIRONMENT = next(i for i, signal in enumerate(SOURCE_SIGNALS.all) if signal.name == "environment")


def _signals(texts: _Texts) -> list[int]:
    added = SOURCE_SIGNALS.count(texts.source_added)
    removed = SOURCE_SIGNALS.count(texts.source_removed)
    public = sum(added[i] - removed[i] for i in _PUBLIC)
    return [
        *added,
        *removed,
        *TEST_SIGNALS.count(texts.test_added),
        *DOCS_SIGNALS.count(texts.docs_added),
        public,
        -public,
        added[_FLAG] - removed[_FLAG],
        added[_ENVIRONMENT] - removed[_ENVIRONMENT],
    ]
