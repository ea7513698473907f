"""Labels from changelogs whose entries cite pull requests.

Reads Markdown and reStructuredText as far as headings, list items and `[TAG]` prefixes go, which is all
that a changelog's structure is made of. An entry's pull requests are matched to the main line's
commits by the number in a squash subject (`… (#123)`) or a merge subject (`Merge pull request #123`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from classifier.labels.carriers import Carrier, carrier_of
from classifier.labels.declared import Mined, is_backport
from classifier.labels.levels import Levels, normal
from classifier.labels.readers.interface import CITED
from classifier.labels.records import LEVELS, Label
from history.briefs import Importance
from history.records import Commit

_ATX = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_UNDERLINE = re.compile(r"^([=\-~^\"'`+*#_.:])\1{2,}\s*$")
_ITEM = re.compile(r"^(\s{0,3})[-*+•]\s+(.*)$")
_BOLD_HEADING = re.compile(r"^\*\*([^*]{3,60})\*\*:?\s*$")
_TAG = re.compile(r"^\[([A-Z]{3,14})\]\s*")
_NUMBERED_TAG = re.compile(r"^([A-Z][a-z]{2,8}) (?=#\d+)")  # `Bug #123: …`
_NUMBER = re.compile(
    r"(?<![\w&/])#(\d{1,6})\b|/(?:pull|issues|merge_requests)/(\d{1,6})\b|:pr:`(\d{1,6})`|\bGH-(\d{1,6})\b"
)
_SQUASH = re.compile(r"\(#(\d{1,6})\)\s*$")
_MERGE = re.compile(r"^(?:Merge pull request|Auto merge of|Merge PR|Rollup merge of) #(\d{1,6})\b")
_VERSION = re.compile(r"\d+\.\d+")
_COMMIT_LINK = re.compile(r"\(\[?`?[0-9a-f]{7,40}`?\]?(\(|\))|/commit/[0-9a-f]{7,40}")
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)
_CONVENTIONAL = re.compile(r"^(?P<type>[a-zA-Z]+)(\([^)]*\))?!?:\s")
LEAST_LISTED = 20  # fewer commits found in a changelog say nothing about those that are not


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a changelog: its headings from the version down, its text, the numbers it cites, its first line,
    counted from 1."""

    headings: tuple[str, ...]
    text: str
    numbers: tuple[int, ...]
    line: int = 0

    @property
    def kind(self) -> str:
        """What the nearest heading or tag that is no version calls it, in lower case; "" without one."""
        if tag := _tag(self.text):
            return normal(tag[1])
        near = next((title for title in reversed(self.headings) if not _VERSION.search(title)), "")
        return normal(near)


def entries(text: str) -> Iterator[Entry]:
    """The items of a changelog that cite a pull request or issue, in their order."""
    return (entry for entry in _parts(text) if entry.numbers)


def items(text: str) -> Iterator[Entry]:
    """The list items of a changelog, in their order."""
    lines = text.split("\n")
    for entry in _parts(text):
        if _ITEM.match(lines[entry.line - 1]) or _TAG.match(lines[entry.line - 1]):
            yield entry


def _parts(text: str) -> Iterator[Entry]:
    """Whatever stands between two headings, list marks or tags."""
    stack: list[tuple[int, str]] = []
    item: list[str] = []
    first = 1
    lines = text.split("\n")
    for index, line in enumerate(lines):
        heading = _heading(line, lines[index + 1] if index + 1 < len(lines) else "")
        starts = _ITEM.match(line)
        if heading or starts or _TAG.match(line.lstrip()):
            yield from _entry(stack, item, first)
            item, first = [], index + 1
        if heading:
            depth, title = heading
            while stack and stack[-1][0] >= depth:
                stack.pop()
            stack.append((depth, title))
        elif not _UNDERLINE.match(line):
            item.append(starts[2] if starts else line.strip())
    yield from _entry(stack, item, first)


def _heading(line: str, following: str) -> tuple[int, str] | None:
    if match := _ATX.match(line):
        return len(match[1]), match[2]
    if match := _BOLD_HEADING.match(line.strip()):
        return 9, match[1]
    under = _UNDERLINE.match(following)
    if under and line.strip() and not line.startswith((" ", "\t")) and not _UNDERLINE.match(line):
        return 2 + "=-~^\"'`+*#_.:".index(under[1]) // 2 if not _VERSION.search(line) else 1, line.strip()
    return None


def _entry(stack: Sequence[tuple[int, str]], item: Sequence[str], line: int) -> Iterator[Entry]:
    text = " ".join(part for part in item if part)
    if text:
        numbers = tuple(dict.fromkeys(int(next(filter(None, match))) for match in _NUMBER.findall(text)))
        yield Entry(tuple(title for _, title in stack), text, numbers, line)


def _tag(text: str) -> re.Match[str] | None:
    return _TAG.match(text) or _NUMBERED_TAG.match(text)


def entry_level(entry: Entry, levels: Levels) -> tuple[Importance | None, str]:
    """(level, heading that says so) of an entry; no level where its headings say none."""
    tag = _tag(entry.text)
    words = ([tag[1]] if tag else []) + [
        title for title in reversed(entry.headings) if not _VERSION.search(title)
    ]
    body = entry.text[tag.end() :] if tag else entry.text
    if words and body.lower().lstrip("*- ").startswith(tuple(mark.lower() for mark in levels.breaking_marks)):
        return Importance.HIGH, words[0]
    for word in words:
        heading = normal(word)
        if heading in levels.skip:
            return None, word
        if heading in levels.headings:
            return levels.headings[heading], word
        if heading in levels.mixed:
            return _mixed(body, levels), word
    return None, words[0] if words else ""


def _mixed(text: str, levels: Levels) -> Importance | None:
    plain = re.sub(r"^\\?\[[^\]]*\]:?|[*`]", "", CITED.sub("", text.strip())).strip()
    first = _WORD.match(plain)
    return Importance.HIGH if first and first[0].lower() in levels.new_words else levels.otherwise


def pull_request(subject: str) -> int | None:
    """The number of the pull request that a main-line commit brings."""
    match = _MERGE.match(subject) or _SQUASH.search(subject)
    return int(match[1]) if match else None


def is_changelog(path: str) -> bool:
    """Whether this path, at the tip, is a changelog of the repository itself rather than of a part."""
    return (
        carrier_of(path) is Carrier.CHANGELOG
        and path.count("/") <= 4
        and path.rpartition(".")[2].lower() in ("md", "rst", "txt", "markdown", "adoc", path.lower())
    )


def mine_changelogs(
    commits: Sequence[Commit], texts: Iterable[tuple[str, str]], levels: Levels, repository: str
) -> Mined:
    """Label `commits` (newest first) by the `(path, text)` of changelogs. Commits whose number no
    changelog cites are low, between the oldest and the newest that one does."""
    mined = Mined(Carrier.CHANGELOG)
    listed = _listed(texts, levels, mined)
    numbers = [pull_request(commit.subject) for commit in commits]
    found = [index for index, number in enumerate(numbers) if number in listed]
    if len(found) < LEAST_LISTED:
        mined.notes.append("too-few-listed")
        return mined
    matched = {numbers[index] for index in found}
    if len(matched) < 0.4 * len(listed):
        mined.notes.append("cites-other-numbers")  # issues, or pull requests to other branches
    ignored = ignorer(levels)
    stray = len(found) // 100  # old pull requests cited long after, and the other way round
    newest, oldest = found[stray], found[-1 - stray]
    for index in range(newest, oldest + 1):
        commit, number = commits[index], numbers[index]
        level, evidence = listed.get(number, (Importance.LOW, "")) if number is not None else (None, "")
        reason = _skip(commit, number, level, ignored=ignored(commit))
        if reason or level is None:
            heading = evidence.rpartition(": ")[2]
            skips = reason == "heading-without-level" and normal(heading) in levels.skip
            mined.skipped["heading-says-skip" if skips else reason] += 1
            mined.unknown.update([heading] if reason == "heading-without-level" and not skips else [])
            continue
        mined.labels.append(Label(commit.sha, level, Carrier.CHANGELOG, repository, evidence))
    mined.skipped["outside-window"] = len(commits) - (oldest - newest + 1)
    return mined


def _listed(
    texts: Iterable[tuple[str, str]], levels: Levels, mined: Mined
) -> dict[int, tuple[Importance | None, str]]:
    """For each cited number, the highest level any entry gives it and the heading it stands under."""
    listed: dict[int, tuple[Importance | None, str]] = {}
    generated = total = 0
    for path, text in texts:
        for entry in entries(text):
            total += 1
            generated += bool(_COMMIT_LINK.search(entry.text))
            level, heading = entry_level(entry, levels)
            evidence = f"{path}: {heading}" if heading else path
            for number in entry.numbers:
                old = listed.get(number)
                if old is None or old[0] is None or (level and LEVELS.index(level) > LEVELS.index(old[0])):
                    listed[number] = (level, evidence)
    if total and generated > 0.5 * total:
        mined.notes.append("entries-cite-commits")
    return listed


def _skip(commit: Commit, number: int | None, level: Importance | None, *, ignored: bool) -> str:
    others = [change for change in commit.files if carrier_of(change.path) is None]
    if ignored:
        return "ignored"
    if is_backport(commit):
        return "backport"
    if number is None:
        return "no-pull-request"
    if level is None:
        return "heading-without-level"
    return "" if others else "only-records"


def ignorer(levels: Levels) -> Callable[[Commit], bool]:
    """Whether the record of a repository never speaks of a commit."""
    from pathspec import GitIgnoreSpec

    folders = GitIgnoreSpec.from_lines(levels.ignore_paths)

    def ignored(commit: Commit) -> bool:
        if any(pattern.search(commit.subject) for pattern in levels.ignore_subjects):
            return True
        inside = sum(folders.match_file(change.path) for change in commit.files) if levels.ignore_paths else 0
        return inside > 0.5 * len(commit.files)

    return ignored


def told_by_type(labels: Sequence[Label], commits: Sequence[Commit]) -> tuple[float, float]:
    """(share of the labels whose commit has a conventional type, share of these whose level is the commonest of
    their type): near 1, a model could learn the types and nothing else."""
    subjects = {commit.sha: commit.subject for commit in commits}
    typed: dict[str, Counter[Importance]] = defaultdict(Counter)
    for label in labels:
        if match := _CONVENTIONAL.match(subjects.get(label.sha, "")):
            typed[match["type"].lower()][label.level] += 1
    count = sum(levels.total() for levels in typed.values())
    commonest = sum(max(levels.values()) for levels in typed.values())
    return (count / len(labels), commonest / count) if count else (0.0, 0.0)


def circular(labels: Sequence[Label], commits: Sequence[Commit]) -> bool:
    """Whether the labels look generated from the commit types: nearly every listed commit has a
    conventional type, and its type says its heading."""
    subjects = {commit.sha: commit.subject for commit in commits}
    listed = [label for label in labels if label.level is not Importance.LOW]
    typed: dict[str, list[str]] = defaultdict(list)
    for label in listed:
        if match := _CONVENTIONAL.match(subjects.get(label.sha, "")):
            typed[match["type"].lower()].append(label.evidence)
    count = sum(map(len, typed.values()))
    if len(listed) < LEAST_LISTED or count < 0.9 * len(listed) or len(typed) < 2:
        return False
    pure = sum(max(map(values.count, set(values))) for values in typed.values())
    return pure > 0.95 * count
