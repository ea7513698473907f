"""The features of importance: one table, computed from a commit's message and diff alone.

The same commit gives the same row alone or among thousands: nothing looks at its neighbours. Change
metrics follow Kamei et al. 2013, "A large-scale empirical study of just-in-time quality assurance"
(size, diffusion, purpose), as far as one commit shows them. Counts are integers from 0 to 65535;
shares are per mille.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from classifier.importance.roles import Part, part_of
from classifier.importance.signals import DOCS_SIGNALS, SOURCE_SIGNALS, TEST_SIGNALS, Signal
from classifier.importance.visible import Visible, visible
from classifier.importance.words import Channel, body_words, code_words, hashed, path_words, subject_words
from classifier.labels.carriers import carrier_of
from history.records import Commit, FileChange, FileStatus

MOST_LINES = 250  # changed lines read of one file
MOST_TEXT = 24_000  # characters of changed lines read of one side of a commit, for each part
SCHEMA = 1  # raised whenever a column changes its meaning


class Group(StrEnum):
    """Groups of features: what a contribution speaks of, and what is shuffled together in evaluation."""

    MESSAGE = "message"
    TYPE = "type"
    ROLES = "roles"
    SIZE = "size"
    DIFFUSION = "diffusion"
    SIGNALS = "signals"
    SUBJECT_WORDS = "subject-words"
    BODY_WORDS = "body-words"
    PATH_WORDS = "path-words"
    CODE_WORDS = "code-words"


@dataclass(frozen=True, slots=True)
class Feature:
    """One column of the table."""

    name: str
    group: Group
    meaning: str
    unit: str = "count"
    source: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A commit as the model sees it: the table's figures and the columns of its hashed words."""

    figures: tuple[int, ...]
    words: tuple[int, ...]


_TYPES = (
    "feat",
    "fix",
    "perf",
    "refactor",
    "docs",
    "test",
    "chore",
    "ci",
    "build",
    "style",
    "revert",
    "deps",
)
_TYPE_ALIASES = {
    "feature": "feat",
    "bugfix": "fix",
    "bug": "fix",
    "hotfix": "fix",
    "doc": "docs",
    "tests": "test",
    "testing": "test",
    "performance": "perf",
    "refact": "refactor",
    "cleanup": "refactor",
    "dep": "deps",
    "build(deps)": "deps",
    "maint": "chore",
    "misc": "chore",
    "internal": "chore",
    "tooling": "chore",
    "enh": "feat",
    "cosmetic": "style",
    "lint": "style",
}
_CONVENTIONAL = re.compile(r"^(?P<type>[A-Za-z]{2,14})(?P<scope>\([^)]{0,80}\))?(?P<bang>!)?:\s")
_SCOPE = re.compile(r"^\W{0,2}[\w/.@ -]{2,30}\]?:\s|^\[[^\]]{2,30}\]")
_TOPICS: tuple[tuple[str, str], ...] = (
    (
        "adds",
        r"\b(?:add(?:s|ed|ing)?|implement(?:s|ed|ing|ation)?|introduc(?:e|es|ed|ing)|support(?:s|ed|ing)?|new|creat(?:e|es|ed)|provid(?:e|es|ed)|expos(?:e|es|ed))\b",
    ),
    (
        "allows",
        r"\b(?:allow(?:s|ed|ing)?|enabl(?:e|es|ed|ing)|accept(?:s|ed)?|extend(?:s|ed)?|option(?:s|al)?|configurable|opt[- ]in)\b",
    ),
    (
        "fixes",
        r"\b(?:fix(?:es|ed|ing)?|bug(?:s|fix)?|correct(?:s|ed|ly)?|repair|regression|broken|wrong(?:ly)?|incorrect(?:ly)?|hotfix|resolve[sd]?)\b",
    ),
    (
        "guards",
        r"\b(?:prevent(?:s|ed)?|avoid(?:s|ed)?|handl(?:e|es|ed|ing)|ensur(?:e|es|ed)|don'?t|do not|ignor(?:e|es|ed)|crash(?:es)?|panic|error(?:s)?|fail(?:s|ed|ure|ing)?|leak|race|deadlock|hang)\b",
    ),
    ("removes", r"\b(?:remov(?:e|es|ed|ing|al)|drop(?:s|ped)?|delet(?:e|es|ed)|no longer|get rid)\b"),
    ("deprecates", r"\b(?:deprecat\w*|breaking|incompatib\w*|obsolete|backward\w*)\b"),
    (
        "improves",
        r"\b(?:improv\w*|enhanc\w*|better|optimi[sz]\w*|speed ?up|fast(?:er)?|perf\w*|reduc\w*|efficient\w*|memory)\b",
    ),
    (
        "refactors",
        r"\b(?:refactor\w*|clean(?:s|ed|up|ing)?\b|simplif\w*|renam\w*|mov(?:e|es|ed|ing)|extract\w*|reorgani[sz]\w*|split\w*|inline|unus\w+|tidy|internal\w*|rewrite|restructure|dead code)\b",
    ),
    (
        "bumps",
        r"\b(?:bump(?:s|ed)?|updat(?:e|es|ed|ing)|upgrad(?:e|es|ed)|dependenc(?:y|ies)|deps|renovate|pin(?:s|ned)?|lock ?file|from [v\d.]+ to [v\d.]+)\b",
    ),
    (
        "documents",
        r"\b(?:doc(?:s|strings?|umentation|ument(?:ed|s)?)?|readme|typo(?:s)?|comment(?:s)?|spelling|wording|example(?:s)?|guide|link(?:s)?|contributors?|authors)\b",
    ),
    (
        "tests",
        r"\b(?:test(?:s|ed|ing|case)?|coverage|flak(?:y|iness)|mock|fixture(?:s)?|snapshot(?:s)?|benchmark(?:s)?|xfail)\b",
    ),
    (
        "tooling",
        r"\b(?:ci|github actions?|workflow(?:s)?|travis|appveyor|azure|pre-commit|lint(?:s|ing|er)?|mypy|ruff|clippy|eslint|prettier|black|flake8|isort|typing|type[- ]?(?:hints?|annotations?|checking)|tox|nox|codecov|dependabot)\b",
    ),
    (
        "packages",
        r"\b(?:release(?:s|d)?|version|wheel(?:s)?|packag(?:e|es|ing)|publish|docker|installer|build(?:s|ing)?|vendor(?:ed|ing)?|backport)\b",
    ),
    ("reverts", r"\b(?:revert(?:s|ed|ing)?|roll ?back|undo)\b"),
    (
        "interface",
        r"\b(?:api|flag(?:s)?|cli|command(?:s)?|setting(?:s)?|config\w*|parameter(?:s)?|argument(?:s)?|hook(?:s)?|plugin(?:s)?|endpoint|env(?:ironment)? var\w*|public|user(?:s)?|default(?:s)?)\b|--[a-z]",
    ),
    (
        "security",
        r"\b(?:secur\w*|cve-?\w*|vulnerab\w*|ghsa\S*|injection|xss|dos|sanitiz\w*|redact\w*|credential\w*|leak\w*)\b",
    ),
    (
        "platform",
        r"\b(?:windows|macos|linux|python ?[23]\.\d+|pypy|node ?\d*|bsd|android|ios|arm64|aarch64|x86)\b",
    ),
    (
        "polish",
        r"\b(?:minor|small|nit(?:s)?|trivial|tweak(?:s|ed)?|format(?:ting|ted)?|style|whitespace|misc|chore|cosmetic|follow[- ]?up|wip)\b",
    ),
    ("preview", r"\b(?:preview|experimental|unstable|nightly|alpha|beta|prototype|initial)\b|-z\w+"),
)
_TOPIC_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _TOPICS)
_BOT = re.compile(
    r"\[bot\]|\bbot\b|dependabot|renovate|pre-commit-ci|github-actions|pyup|greenkeeper|snyk|-bot\b|bors",
    re.IGNORECASE,
)
_ISSUE = re.compile(
    r"#\d+|GH-\d+|\b(?:fix(?:es)?|close[sd]?|resolve[sd]?)\b[ :]+(?:#|https?:)", re.IGNORECASE
)
_CLOSES = re.compile(
    r"\b(?:fix(?:es|ed)?|close[sd]?|resolve[sd]?)\b[ :]+(?:#\d|GH-|https?:|[\w./-]+#\d|ticket:)",
    re.IGNORECASE,
)
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s", re.MULTILINE)
_LANGUAGES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("python", (".py", ".pyx", ".pyi")),
    ("rust", (".rs",)),
    ("go", (".go",)),
    ("script", (".js", ".ts", ".mjs", ".cjs", ".tsx", ".jsx", ".svelte", ".vue", ".mts")),
    ("native", (".c", ".cc", ".cpp", ".h", ".hpp", ".cu")),
    ("shell", (".sh", ".ps1", ".bash")),
)


def _table() -> tuple[Feature, ...]:
    message = [
        Feature("subject_length", Group.MESSAGE, "length of the subject", "characters"),
        Feature("subject_words", Group.MESSAGE, "words of the subject"),
        Feature("body_lines", Group.MESSAGE, "lines of the body that are prose"),
        Feature("body_length", Group.MESSAGE, "length of the body", "characters"),
        Feature("body_items", Group.MESSAGE, "list items in the body"),
        Feature("code_spans", Group.MESSAGE, "code spans in the message"),
        Feature("subject_code", Group.MESSAGE, "code spans in the subject"),
        Feature("issue_references", Group.MESSAGE, "references to issues in the whole message"),
        Feature(
            "closes_issue",
            Group.MESSAGE,
            "whether it says that it closes an issue",
            "0 or 1",
            "Kamei et al. 2013, FIX",
        ),
        Feature("is_merge", Group.MESSAGE, "whether it is a merge", "0 or 1"),
        Feature("is_bot", Group.MESSAGE, "whether the author's name or address is a bot's", "0 or 1"),
        Feature("body_versions", Group.MESSAGE, "version numbers in the message"),
        Feature("subject_capital", Group.MESSAGE, "whether the subject starts with a capital", "0 or 1"),
    ]
    message += [
        Feature(f"subject_{name}", Group.MESSAGE, f"words of the topic `{name}` in the subject")
        for name, _ in _TOPICS
    ]
    message += [
        Feature(f"body_{name}", Group.MESSAGE, f"words of the topic `{name}` in the body")
        for name, _ in _TOPICS
    ]
    types = [Feature(f"type_{name}", Group.TYPE, f"conventional type `{name}`", "0 or 1") for name in _TYPES]
    types += [
        Feature("type_other", Group.TYPE, "another word where a conventional type stands", "0 or 1"),
        Feature("type_none", Group.TYPE, "no conventional type", "0 or 1"),
        Feature("has_scope", Group.TYPE, "a scope or area before the subject", "0 or 1"),
        Feature("is_breaking", Group.TYPE, "an exclamation mark or BREAKING CHANGE", "0 or 1"),
    ]
    roles = []
    for part in Part:
        name = part.name.lower()
        roles += [
            Feature(f"files_{name}", Group.ROLES, f"changed files that are {name}"),
            Feature(f"churn_{name}", Group.ROLES, f"changed lines in files that are {name}", "lines"),
            Feature(
                f"share_{name}", Group.ROLES, f"share of changed lines in files that are {name}", "per mille"
            ),
        ]
    roles += [
        Feature(f"churn_{name}", Group.ROLES, f"changed source lines of {name}", "lines")
        for name, _ in _LANGUAGES
    ]
    roles += [
        Feature("source_internal", Group.ROLES, "changed source files with a private or internal path"),
        Feature(
            "source_entry",
            Group.ROLES,
            "changed source files that are entry points or public faces (`__init__`, `lib.rs`, `index.ts`, cli)",
        ),
        Feature("source_and_tests", Group.ROLES, "whether source and tests change together", "0 or 1"),
        Feature("source_and_docs", Group.ROLES, "whether source and documentation change together", "0 or 1"),
    ]
    size = [
        Feature("added", Group.SIZE, "added lines", "lines", "Kamei et al. 2013, LA"),
        Feature("removed", Group.SIZE, "removed lines", "lines", "Kamei et al. 2013, LD"),
        Feature("source_added", Group.SIZE, "added source lines", "lines"),
        Feature("source_removed", Group.SIZE, "removed source lines", "lines"),
        Feature("source_added_share", Group.SIZE, "added of the changed source lines", "per mille"),
        Feature("test_added", Group.SIZE, "added test lines", "lines"),
        Feature("test_removed", Group.SIZE, "removed test lines", "lines"),
        Feature("docs_added", Group.SIZE, "added lines of documentation", "lines"),
        Feature("source_largest", Group.SIZE, "changed lines of the source file that changed most", "lines"),
        Feature("source_files_added", Group.SIZE, "new source files"),
        Feature("source_files_deleted", Group.SIZE, "deleted source files"),
        Feature("files_renamed", Group.SIZE, "renamed files"),
        Feature("test_files_added", Group.SIZE, "new test files"),
        Feature("docs_files_added", Group.SIZE, "new documentation files"),
        Feature("blank_share", Group.SIZE, "blank lines among the changed source lines", "per mille"),
        Feature("moved_share", Group.SIZE, "added source lines whose text was also removed", "per mille"),
        Feature("hunks", Group.SIZE, "hunks in source files"),
    ]
    diffusion = [
        Feature("files", Group.DIFFUSION, "changed files", "count", "Kamei et al. 2013, NF"),
        Feature("directories", Group.DIFFUSION, "directories with changes", "count", "Kamei et al. 2013, ND"),
        Feature(
            "subsystems", Group.DIFFUSION, "top-level folders with changes", "count", "Kamei et al. 2013, NS"
        ),
        Feature(
            "entropy",
            Group.DIFFUSION,
            "entropy of the changed lines over the files, of its maximum",
            "per mille",
            "Kamei et al. 2013, Entropy",
        ),
        Feature("source_directories", Group.DIFFUSION, "directories with changed source"),
        Feature("source_depth", Group.DIFFUSION, "least depth of a changed source file"),
    ]
    signals = [
        Feature(f"{side}_{signal.name}", Group.SIGNALS, f"{signal.meaning} in {side} source lines")
        for side in ("added", "removed")
        for signal in SOURCE_SIGNALS
    ]
    signals += [
        Feature(f"test_{signal.name}", Group.SIGNALS, f"{signal.meaning} in added test lines")
        for signal in TEST_SIGNALS
    ]
    signals += [
        Feature(f"docs_{signal.name}", Group.SIGNALS, f"{signal.meaning} in added documentation")
        for signal in DOCS_SIGNALS
    ]
    signals += [
        Feature("public_net", Group.SIGNALS, "public declarations added and not removed"),
        Feature("public_gone", Group.SIGNALS, "public declarations removed and not added"),
        Feature("flag_net", Group.SIGNALS, "flags added and not removed"),
        Feature("environment_net", Group.SIGNALS, "environment variables added and not removed"),
    ]
    return (*message, *types, *roles, *size, *diffusion, *signals)


FEATURES = _table()
SCHEMA_DIGEST = hashlib.sha256(
    repr((SCHEMA, [(feature.name, feature.group.value, feature.unit) for feature in FEATURES])).encode()
).hexdigest()[:16]


def extract(commit: Commit) -> Row:
    """The row of a commit. About a millisecond for an ordinary one; never raises on its content."""
    words = visible(commit.message)
    seen = [change for change in commit.files if carrier_of(change.path) is None]
    parts = [part_of(change.path) for change in seen]
    texts = _Texts(seen, parts)
    figures = [
        *_message(commit, words),
        *_types(commit, words.subject),
        *_roles(seen, parts),
        *_size(seen, parts, texts),
        *_diffusion(seen, parts),
        *_signals(texts),
    ]
    columns = [
        *hashed(Channel.SUBJECT, subject_words(words.subject)),
        *hashed(Channel.BODY, body_words(words.body)),
        *hashed(Channel.PATH, path_words(change.path for change in seen[:40])),
        *hashed(Channel.CODE, code_words(texts.source_added, texts.source_removed)),
    ]
    return Row(tuple(min(max(figure, 0), 65535) for figure in figures), tuple(columns))


class _Texts:
    """The changed lines that signals are counted in, by part and side."""

    def __init__(self, changes: Sequence[FileChange], parts: Sequence[Part]) -> None:
        self.source_added, self.source_removed = _sides(changes, parts, Part.SOURCE)
        self.test_added, _ = _sides(changes, parts, Part.TEST)
        self.docs_added, _ = _sides(changes, parts, Part.DOCS)


def _sides(changes: Sequence[FileChange], parts: Sequence[Part], wanted: Part) -> tuple[str, str]:
    added: list[str] = []
    removed: list[str] = []
    for change, part in zip(changes, parts, strict=True):
        if part is not wanted:
            continue
        left = MOST_LINES
        for hunk in change.hunks:
            for line in hunk.lines:
                mark = line[:1]
                if mark == " ":
                    continue
                (added if mark == "+" else removed).append(line[1:400])
                left -= 1
            if left <= 0:
                break
    return "\n".join(added)[:MOST_TEXT], "\n".join(removed)[:MOST_TEXT]


def is_bot(commit: Commit) -> bool:
    """Whether the author's name or address is a bot's."""
    return bool(_BOT.search(commit.author.name) or _BOT.search(commit.author.email.partition("@")[0]))


def _message(commit: Commit, words: Visible) -> list[int]:
    subject, body = words.subject, words.body
    low, low_body = subject.lower(), body[:3000].lower()
    whole = commit.message[:8000]
    return [
        len(subject),
        len(subject.split()),
        body.count("\n") + 1 if body else 0,
        len(body),
        len(_ITEM.findall(body)),
        (subject.count("`") + body.count("`")) // 2,
        subject.count("`") // 2,
        len(_ISSUE.findall(whole)),
        int(bool(_CLOSES.search(whole))),
        int(commit.is_merge),
        int(is_bot(commit)),
        len(re.findall(r"\bv?\d+\.\d+(?:\.\d+)?\b", f"{subject} {body[:1000]}")),
        int(subject[:1].isupper()),
        *(len(pattern.findall(low)) for _, pattern in _TOPIC_PATTERNS),
        *(len(pattern.findall(low_body)) for _, pattern in _TOPIC_PATTERNS),
    ]


def _types(commit: Commit, subject: str) -> list[int]:
    match = _CONVENTIONAL.match(subject)
    kind = match["type"].lower() if match else ""
    kind = _TYPE_ALIASES.get(kind, kind)
    breaking = (
        (match and match["bang"])
        or "BREAKING CHANGE" in commit.message
        or "BREAKING-CHANGE" in commit.message
    )
    return [
        *(int(kind == name) for name in _TYPES),
        int(bool(kind) and kind not in _TYPES),
        int(not kind),
        int(bool((match and match["scope"]) or (not match and _SCOPE.match(subject)))),
        int(bool(breaking)),
    ]


_INTERNAL = re.compile(r"(^|/)(_\w|internal|private|impl|detail)", re.IGNORECASE)
_ENTRY = re.compile(
    r"(^|/)(__init__\.py|__main__\.py|lib\.rs|main\.\w+|mod\.rs|index\.[jt]s|cli[\w-]*(\.\w+|/)|commands?/|options?\.\w+|settings\.\w+|config\.\w+|public\.d\.ts|api(\.\w+|/))"
)


def _permille(part: int, whole: int) -> int:
    return round(1000 * part / whole) if whole else 0


def _roles(changes: Sequence[FileChange], parts: Sequence[Part]) -> list[int]:
    files: Counter[Part] = Counter(parts)
    churn: Counter[Part] = Counter()
    for change, part in zip(changes, parts, strict=True):
        churn[part] += change.churn
    total = churn.total()
    figures: list[int] = []
    for part in Part:
        figures += [files[part], churn[part], _permille(churn[part], total)]
    source = [change for change, part in zip(changes, parts, strict=True) if part is Part.SOURCE]
    figures += [sum(c.churn for c in source if c.path.endswith(endings)) for _, endings in _LANGUAGES]
    return [
        *figures,
        sum(bool(_INTERNAL.search(change.path)) for change in source),
        sum(bool(_ENTRY.search(change.path)) for change in source),
        int(files[Part.SOURCE] > 0 and files[Part.TEST] > 0),
        int(files[Part.SOURCE] > 0 and files[Part.DOCS] > 0),
    ]


def _size(changes: Sequence[FileChange], parts: Sequence[Part], texts: _Texts) -> list[int]:
    def of(part: Part) -> list[FileChange]:
        return [change for change, own in zip(changes, parts, strict=True) if own is part]

    source, test, docs = of(Part.SOURCE), of(Part.TEST), of(Part.DOCS)
    added, removed = sum(c.added for c in source), sum(c.removed for c in source)
    new = [line.strip() for line in texts.source_added.split("\n")]
    old = Counter(line.strip() for line in texts.source_removed.split("\n"))
    told = [line for line in new if len(line) > 3]
    moved = sum((Counter(told) & old).values())
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


def _count(signals: Sequence[Signal], text: str) -> list[int]:
    return [len(signal.pattern.findall(text)) for signal in signals] if text else [0] * len(signals)


_PUBLIC = [i for i, signal in enumerate(SOURCE_SIGNALS) if signal.name.startswith("public_")]
_FLAG = next(i for i, signal in enumerate(SOURCE_SIGNALS) if signal.name == "flag")
_ENVIRONMENT = next(i for i, signal in enumerate(SOURCE_SIGNALS) if signal.name == "environment")


def _signals(texts: _Texts) -> list[int]:
    added = _count(SOURCE_SIGNALS, texts.source_added)
    removed = _count(SOURCE_SIGNALS, texts.source_removed)
    public = sum(added[i] - removed[i] for i in _PUBLIC)
    return [
        *added,
        *removed,
        *_count(TEST_SIGNALS, texts.test_added),
        *_count(DOCS_SIGNALS, texts.docs_added),
        public,
        -public,
        added[_FLAG] - removed[_FLAG],
        added[_ENVIRONMENT] - removed[_ENVIRONMENT],
    ]
