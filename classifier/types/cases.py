"""How the rules for change types are asked of a commit.

Each key of a `Condition` is answered by the evidence that makes it hold, or by `None`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from classifier.message.header import Convention, Header, read_header
from classifier.paths import Role, glob_pattern
from classifier.reading import Reading
from classifier.types.changed_runs import Run, changed_lines
from classifier.types.indicators import Indicators, of_file
from classifier.types.screen import LABELLED, Trait, traits, words_of
from classifier.types.type_rule import Condition, TypeRule
from history.briefs import EVIDENCE_CHARACTERS, Evidence, Side
from history.records import Commit, FileChange

SUBJECT_SPAN, BODY_SPAN = 500, 10_000  # characters of a message that words are looked for in
MOSTLY = 0.6  # of the changed lines, for `mostly`
_LABEL_PREFIX = re.compile(r"^(?:.*[:/]|[a-z]-|[^\w]+)")  # of `type: bug`, `kind/bug`, `C-bug`, `🐛 bug`
FILE_LINES = 3  # what a changed file counts for beside its lines


@lru_cache(4096)
def words_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern that finds any of the words or phrases as whole words, whatever their case."""
    choices = "|".join(re.escape(word.lower()) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{choices})(?!\w)")


@lru_cache(4096)
def titles_pattern(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern that finds any of the regular expressions in a title in lower case."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


@lru_cache(4096)
def paths_pattern(globs: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern that matches a whole lower-case path by any of the globs."""
    return re.compile("|".join(glob_pattern(glob) for glob in globs), re.DOTALL)


_asked = lru_cache(4096)(traits)


@lru_cache(4096)
def _set(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.lower() for word in words)


@dataclass(frozen=True)
class Case:
    """A commit as the rules see it; whatever costs something is made when first asked for."""

    reading: Reading

    @cached_property
    def title(self) -> Header:
        """The title that tells the change: that of the pull request where the commit's own only says "Merge"."""
        message = self.reading.message
        if message.convention is Convention.MERGE:
            after = message.text.split("\n", message.header_line)[-1].lstrip()
            first = after.partition("\n")[0].strip()
            if first and first != message.header.text and len(first) <= SUBJECT_SPAN:
                return read_header(first)
            merged = only_merged(self.reading.commit)
            return read_header(merged) if merged else message.header
        if message.revert and message.revert.reapplies:
            return read_header(message.revert.subject)
        return message.header

    @cached_property
    def subject(self) -> str:
        return self.title.subject[:SUBJECT_SPAN].lower()

    @cached_property
    def traits(self) -> frozenset[Trait]:
        """All that rules are screened by."""
        reading, title = self.reading, self.title
        context = reading.commit.context
        return (
            traits("convention", [reading.message.convention])
            | traits("declared", [title.type or ""])
            | traits("tag", (" ".join(tag.split()) for tag in title.tags))
            | traits("area", (title.area or "", title.scope or ""))
            | traits("emoji", [title.emoji.rstrip("\ufe0f")] if title.emoji else ())
            | traits("role", set(reading.roles))
            | words_of(self.subject)
            | ({LABELLED} if context and context.pull else frozenset())
        )

    @cached_property
    def body(self) -> str:
        return (self.reading.message.body or "")[:BODY_SPAN].lower()

    @cached_property
    def said(self) -> Evidence:
        """The title as evidence."""
        message = self.reading.message
        return Evidence("", Side.NEW, message.header_line, message.header.text[:EVIDENCE_CHARACTERS])

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        return changed_lines(self.reading)

    @cached_property
    def indicators(self) -> Indicators:
        return Indicators(self.reading, self.runs)

    @cached_property
    def source_text(self) -> str:
        """The changed lines of source, each cut, in lower case and ended by a line feed."""
        texts = [text[:500] for run in self.source for text in run.texts]
        return "\n".join([*texts, ""]).lower()

    @property
    def source(self) -> Iterator[Run]:
        return (run for run in self.runs if run.role is Role.SOURCE)

    @cached_property
    def churn(self) -> int:
        return sum(file.churn for file in self.reading.commit.files)


def only_merged(commit: Commit) -> str:
    """Return the subject of the one commit that a merge brought in, "" where it brought in several."""
    return commit.merged[0].subject[:SUBJECT_SPAN] if len(commit.merged) == 1 else ""


Answer = tuple[Evidence, ...] | None  # what proves it, or `None` where it does not hold


def _said(case: Case, holds: bool) -> Answer:
    return (case.said,) if holds else None


def _like(case: Case, patterns: tuple[str, ...]) -> Answer:
    """Answer for the subject, or for the title as it is written."""
    pattern = titles_pattern(patterns)
    written = case.reading.message.header.text[:SUBJECT_SPAN].strip().lower()
    return _said(case, any(pattern.search(text) for text in {case.subject.strip(), written}))


def _has(case: Case, key: str, values: tuple[str, ...]) -> Answer:
    return _said(case, not case.traits.isdisjoint(_asked(key, values)))


def _found(evidence: Iterable[Evidence]) -> Answer:
    first = next(iter(evidence), None)
    return (first,) if first else None


def _only(case: Case, roles: tuple[Role, ...]) -> Answer:
    """Answer for the files that count: change notes and lock files go along with anything."""
    beside = {Role.CHANGELOG, Role.LOCK_FILE} - set(roles)
    files = [
        (file, role)
        for file, role in zip(case.reading.commit.files, case.reading.roles, strict=True)
        if role not in beside
    ]
    if not files or any(role not in roles for _, role in files):
        return None
    return (of_file(max((file for file, _ in files), key=lambda file: file.churn)),)


def _weight(files: Iterable[FileChange]) -> int:
    """Return how much of a change the files are: their lines, and something for being there, so that a few
    lines of configuration do not outweigh forty moved files."""
    return sum(file.churn + FILE_LINES for file in files)


def _mostly(case: Case, roles: tuple[Role, ...]) -> Answer:
    files = case.reading.files(*roles)
    if not files or _weight(files) < MOSTLY * _weight(case.reading.commit.files):
        return None
    return (of_file(max(files, key=lambda file: file.churn)),)


def _paths(case: Case, globs: tuple[str, ...]) -> Answer:
    pattern = paths_pattern(globs)
    return _found(of_file(file) for file in case.reading.commit.files if pattern.fullmatch(file.path.lower()))


def _lines(case: Case, phrases: tuple[str, ...]) -> Answer:
    """Answer for a phrase that one side has more often than the other: a line that changed around it shows
    nothing."""
    if not any(phrase in case.source_text for phrase in _set(phrases)):  # many times as fast as the pattern
        return None
    pattern = words_pattern(phrases)
    balance: Counter[str] = Counter()
    first: dict[tuple[str, Side], tuple[Run, int]] = {}
    for run in case.source:
        for place, text in enumerate(run.texts):
            for match in pattern.finditer(text[:500].lower()):
                balance[match[0]] += 1 if run.side is Side.NEW else -1
                first.setdefault((match[0], run.side), (run, place))
    for phrase, more in balance.items():
        if more:
            run, place = first[phrase, Side.NEW if more > 0 else Side.OLD]
            return (run.evidence(place),)
    return None


def _body(case: Case, phrases: tuple[str, ...]) -> Answer:
    match = words_pattern(phrases).search(case.body)
    if not match:
        return None
    text = case.reading.message.text
    start = text.lower().find(match[0])
    line = text[text.rfind("\n", 0, start) + 1 :].partition("\n")[0]
    return (Evidence("", Side.NEW, text.count("\n", 0, start) + 1, line.strip()[:EVIDENCE_CHARACTERS]),)


def _squashed(case: Case, types: tuple[str, ...]) -> Answer:
    return _found(
        Evidence("", Side.NEW, line.line, line.header.text[:EVIDENCE_CHARACTERS])
        for line in case.reading.message.squashed
        if line.header.type in types
    )


def _labels(case: Case, wanted: tuple[str, ...]) -> Answer:
    """Answer for the labels of the pull request, whole or behind a prefix: `bug` is in `type: bug` too."""
    context = case.reading.commit.context
    pull = context.pull if context else None
    if pull is None:
        return None
    known = _set(wanted)
    return _found(
        Evidence("", Side.NEW, 0, label[:EVIDENCE_CHARACTERS])
        for label in pull.labels
        if known & {label.lower().strip(), _LABEL_PREFIX.sub("", label.lower()).strip()}
    )


def _revert(case: Case, asked: Condition) -> Answer:
    revert = case.reading.message.revert
    return _said(case, asked.revert is (revert is not None and not revert.reapplies))


def _size(case: Case, least: int | None, most: int | None, size: int) -> Answer:
    files = case.reading.commit.files
    holds = bool(files) and (least is None or size >= least) and (most is None or size <= most)
    return _found(of_file(file) for file in files) if holds else None


def _shows(case: Case, asked: Condition) -> Answer:
    return _found(evidence for indicator in asked.shows if (evidence := case.indicators.get(indicator)))


_ANSWERS: Mapping[str, Callable[[Case, Condition], Answer]] = {
    "convention": lambda case, asked: _has(case, "convention", asked.convention),
    "revert": _revert,
    "declared": lambda case, asked: _has(case, "declared", asked.declared),
    "tags": lambda case, asked: _has(case, "tag", asked.tags),
    "areas": lambda case, asked: _has(case, "area", asked.areas),
    "emoji": lambda case, asked: _has(case, "emoji", asked.emoji),
    "first": lambda case, asked: _said(case, bool(words_pattern(asked.first).match(case.subject))),
    "words": lambda case, asked: _said(case, bool(words_pattern(asked.words).search(case.subject))),
    "like": lambda case, asked: _like(case, asked.like),
    "body": lambda case, asked: _body(case, asked.body),
    "squashed": lambda case, asked: _squashed(case, asked.squashed),
    "labels": lambda case, asked: _labels(case, asked.labels),
    "only": lambda case, asked: _only(case, asked.only),
    "touches": lambda case, asked: _found(of_file(file) for file in case.reading.files(*asked.touches)),
    "mostly": lambda case, asked: _mostly(case, asked.mostly),
    "paths": lambda case, asked: _paths(case, asked.paths),
    "min_files": lambda case, asked: _size(case, asked.min_files, None, len(case.reading.commit.files)),
    "max_files": lambda case, asked: _size(case, None, asked.max_files, len(case.reading.commit.files)),
    "min_lines": lambda case, asked: _size(case, asked.min_lines, None, case.churn),
    "max_lines": lambda case, asked: _size(case, None, asked.max_lines, case.churn),
    "shows": _shows,
    "lines": lambda case, asked: _lines(case, asked.lines),
}


def evidence_for(rule: TypeRule, case: Case) -> Answer:
    """Return what makes the rule match the commit, each proof once; `None` where it does not match."""
    proofs: dict[Evidence, None] = {}
    for key, wanted in rule.questions:
        answer = _ANSWERS[key](case, rule.when if wanted else rule.unless)
        if (answer is not None) is not wanted:
            return None
        proofs.update(dict.fromkeys(answer or ()))
    return tuple(proofs) or (case.said,)
