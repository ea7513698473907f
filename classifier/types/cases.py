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
from classifier.message.patterns import RUNNING, RUNNING_CHARACTER
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


_QUOTED = re.compile(r"\"[^\"]{1,80}\"|“[^”]{1,80}”|`[^`]{1,80}`")
_LETTER = f"[^\\W{RUNNING}]"  # of a script that puts blanks between words


@lru_cache(4096)
def words_pattern(words: tuple[str, ...], plain: bool = False) -> re.Pattern[str]:
    """Return a pattern that finds any of the words or phrases as whole words, in lower case. In Chinese, Japanese and
    Korean nothing parts a word from the next, so theirs are found anywhere. `plain` is for texts that are ASCII."""
    longest_first = [re.escape(word.lower()) for word in sorted(words, key=len, reverse=True)]
    if plain:
        return re.compile(rf"(?<!\w)(?:{'|'.join(filter(str.isascii, longest_first)) or '(?!)'})(?!\w)")
    return re.compile("|".join(map(_bounded, longest_first)) or "(?!)")


def _bounded(word: str) -> str:
    before = "" if RUNNING_CHARACTER.match(word[0]) else f"(?<!{_LETTER})"
    after = "" if RUNNING_CHARACTER.match(word[-1]) else f"(?!{_LETTER})"
    return f"{before}{word}{after}"


# What Japanese and Korean let follow a verb that ends a title, and what else may stand there.
_ENDING = (
    r"(?:し(?:まし)?た|する|します|の?対応|完了|함|했음|하였음|하기|한다|했다|합니다|했습니다|됨|완료|기능)?[。.!！]*"
    r"(?:[ \t]*[(（][#!]?\d{1,9}[)）])?\s*$"
)


@lru_cache(4096)
def endings_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern that finds any of the words where a title ends."""
    return re.compile(f"(?:{words_pattern(words).pattern}){_ENDING}")


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
        """The title that tells the change: of a merge that has none, what the merged commits' titles have in
        common."""
        message = self.reading.message
        if message.title.convention is Convention.MERGE:
            return merged_title(self.reading.commit) or message.title
        return message.title

    @cached_property
    def subject(self) -> str:
        """What words are looked for in, in lower case; "" of a merge that says nothing but what was merged."""
        subject = self.title.subject[:SUBJECT_SPAN].lower()
        only_merges = self.title.convention is Convention.MERGE or (
            self.reading.commit.is_merge and subject.startswith(("merge ", "merged "))
        )
        return "" if only_merges else subject

    @cached_property
    def own_words(self) -> str:
        """The subject without what it quotes: `new` in the name of a thing makes nothing new."""
        return _QUOTED.sub(" ", self.subject)

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
            | traits("emoji", [title.emoji] if title.emoji else ())
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


def merged_title(commit: Commit) -> Header | None:
    """Return the title of the one commit that a merge brought in, or the first of several that all declare the
    same type; `None` where there is no such title."""
    if not commit.merged:
        return None
    headers = [read_header(one.subject[:SUBJECT_SPAN]) for one in commit.merged]
    first = headers[0]
    alike = first.type is not None and all(header.type == first.type for header in headers)
    return first if alike or len(headers) == 1 else None


def _pattern(words: tuple[str, ...], text: str) -> re.Pattern[str]:
    return words_pattern(words, text.isascii())


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
    pattern = _pattern(phrases, case.source_text)
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
    match = _pattern(phrases, case.body).search(case.body)
    if not match:
        return None
    text = case.reading.message.text
    start = text.lower().find(match[0])
    line = text[text.rfind("\n", 0, start) + 1 :].partition("\n")[0]
    return (Evidence("", Side.NEW, text.count("\n", 0, start) + 1, line.strip()[:EVIDENCE_CHARACTERS]),)


def _squashed(case: Case, types: tuple[str, ...]) -> Answer:
    reading = case.reading
    listed = _found(
        Evidence("", Side.NEW, line.line, line.header.text[:EVIDENCE_CHARACTERS])
        for line in reading.message.squashed
        if line.header.type in types
    )
    return listed or _said(case, any(read_header(one.subject).type in types for one in reading.commit.merged))


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
    "first": lambda case, asked: _said(case, bool(_pattern(asked.first, case.subject).match(case.subject))),
    "last": lambda case, asked: _said(case, bool(endings_pattern(asked.last).search(case.subject))),
    "words": lambda case, asked: _said(
        case, bool(_pattern(asked.words, case.subject).search(case.own_words))
    ),
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
