"""Signals: what careful reviewers look for in added and removed lines, by the rules of `signals.toml`.

A signal is told once for each file and side, with `extra["count"]` lines and `extra["match"]`, the text
that gave it away; `owner` is the enclosing definition as the hunk's heading has it. A line that moved, and
a line that changed around what gives the signal, are no signal. Comments, strings and tests are left out
unless the rule asks for them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from pydantic import Field, field_validator

from classifier.facts.edits import Edit, SideText
from classifier.facts.interface import Change, CommitView, Fact, Subject
from classifier.facts.lines import Source
from classifier.facts.secrets import masked
from classifier.facts.written import PROSE
from classifier.paths import Role
from classifier.rulefiles import Problem, Rule, Table
from history.briefs import Side

MOST_EVIDENCE = 5
MOST_CHARACTERS = 500  # of a line that is searched
MOST_LINES = 20_000  # of one side of a file

_SCHEMA_FOLDER = re.compile(r"(?:^|/)crds?/", re.IGNORECASE)
_ENCLOSING = re.compile(
    r"^\s*(?!if\b|for\b|while\b|return\b|import\b|from\b)[^=]*\b"
    r"(?:def|class|fn|func|function|impl|struct|enum|trait|interface|mod|module|namespace|template)\b"
)


class Example(Table):
    """A line, or lines, of a language in which a signal is or is not."""

    language: str
    text: str


class SignalRule(Rule):
    """A row of `rules/signals.toml`; its keys are explained there."""

    patterns: Mapping[str, str] = Field(min_length=1)
    where: Literal["code", "bare", "text"] = "code"
    side: Literal["both", "added", "removed"] = "both"
    tests: bool = False
    documentation: bool = False
    paths: str = ""
    examples: tuple[Example, ...] = Field(min_length=1)
    near_misses: tuple[Example, ...] = ()

    @field_validator("patterns")
    @classmethod
    def _compiles(cls, patterns: Mapping[str, str]) -> Mapping[str, str]:
        for pattern in patterns.values():
            try:
                re.compile(pattern, re.MULTILINE)
            except re.error as error:
                raise ValueError(f"{pattern!r} is no regular expression: {error}") from None
        return patterns

    @cached_property
    def compiled(self) -> dict[str, re.Pattern[str]]:
        """The patterns by language; `*` stands for every language."""
        return {
            language.strip(): re.compile(pattern, re.MULTILINE)
            for languages, pattern in self.patterns.items()
            for language in languages.split(",")
        }

    def pattern(self, language: str) -> re.Pattern[str] | None:
        """The pattern for a language, `None` if the rule has nothing to say of it."""
        return self.compiled.get(language) or self.compiled.get("*")

    def reads(self, edit: Edit) -> bool:
        """Whether the rule is meant for such a file."""
        if edit.role is Role.TEST and not self.tests:
            return False
        if edit.role in PROSE and not self.documentation:
            return False
        if self.where != "text" and _is_schema(edit):
            return False
        return not self.paths or re.search(self.paths, edit.path) is not None


def _is_schema(edit: Edit) -> bool:
    """Whether the file only describes what manifests may hold: a key in it is a word, not a setting."""
    if edit.language not in {"yaml", "template"}:
        return False
    return _SCHEMA_FOLDER.search(edit.path) is not None or any(
        "openAPIV3Schema:" in block.text for side in edit.sides for block in side.searched
    )


class _Lines:
    """The changed lines of one side in one reading. A pattern never sees more than one line, so that none
    can cost more than the square of a line's length."""

    def __init__(self, side: SideText, where: str, moved: Counter[str]) -> None:
        readings = dict(_readings(side, where))
        self.rows = [
            (number, readings[number])
            for number, text in side.changed.items()
            if number in readings and text and len(text) <= MOST_CHARACTERS and not moved[text.strip()]
        ][:MOST_LINES]

    def matches(self, pattern: re.Pattern[str]) -> list[tuple[int, str]]:
        """The lines that match, with what matched."""
        search = pattern.search
        return [(number, match.group()) for number, row in self.rows if (match := search(row))]


class _Readings(dict[tuple[Side, str], _Lines]):
    """The readings of both sides, each made when a rule first asks for it."""

    def __init__(self, edit: Edit, moved: Counter[str]) -> None:
        super().__init__()
        self._sides = {side.side: side for side in edit.sides}
        self._moved = moved

    def __missing__(self, key: tuple[Side, str]) -> _Lines:
        self[key] = _Lines(self._sides[key[0]], key[1], self._moved)
        return self[key]


def _readings(side: SideText, where: str) -> Iterator[tuple[int, str]]:
    if where == "text":
        yield from side.changed.items()
        return
    for block in side.blocks:
        yield from block.numbered(getattr(block, where))


class Signals:
    """Reads the signals of all rules."""

    def __init__(self, rules: Iterable[SignalRule]) -> None:
        self._rules = tuple(rules)

    def facts(self, view: CommitView) -> Iterator[Fact]:
        moved = _moved(view.edits)
        for edit in view.edits:
            rules = [rule for rule in self._rules if rule.pattern(edit.language) and rule.reads(edit)]
            if not rules:
                continue
            lines = _Readings(edit, moved)
            for rule in rules:
                yield from _told(edit, rule, lines)


def _moved(edits: Iterable[Edit]) -> Counter[str]:
    """Lines that the commit removes somewhere and adds somewhere, stripped."""
    gone: Counter[str] = Counter()
    come: Counter[str] = Counter()
    for edit in edits:
        gone.update(text.strip() for text in edit.old.changed.values())
        come.update(text.strip() for text in edit.new.changed.values())
    return gone & come


def _enclosing(heading: str) -> str:
    """The heading of a hunk, where it is a definition; git also takes any line that is not indented."""
    return heading[:120] if _ENCLOSING.search(heading) else ""


def _matches(
    side: SideText, rule: SignalRule, pattern: re.Pattern[str], lines: _Readings
) -> list[tuple[int, str]]:
    """The changed lines of a side that give the signal. The plain text is asked first: it costs least."""
    if not lines[side.side, "text"].matches(pattern):
        return []
    return lines[side.side, rule.where].matches(pattern)


def _told(edit: Edit, rule: SignalRule, lines: _Readings) -> Iterator[Fact]:
    pattern = rule.pattern(edit.language)
    if pattern is None:
        return
    found = [_matches(side, rule, pattern, lines) for side in edit.sides]
    tokens = [Counter(" ".join(text.split()) for _, text in matches) for matches in found]
    for side, matches, other, change in (
        (edit.old, found[0], tokens[1], Change.REMOVED),
        (edit.new, found[1], tokens[0], Change.ADDED),
    ):
        if rule.side not in {"both", change.value}:
            continue
        left = Counter(other)
        fresh = []
        for number, text in matches:
            token = " ".join(text.split())
            if left[token]:
                left[token] -= 1
            else:
                fresh.append((number, token))
        if fresh:
            number, token = fresh[0]
            extra = {"count": str(len(fresh)), "match": masked(token)[:80]}
            yield Fact(
                Subject.SIGNAL,
                change,
                rule.id,
                tuple(side.evidence(each, masked(side.changed[each])) for each, _ in fresh[:MOST_EVIDENCE]),
                owner=_enclosing(side.heading(number)),
                language=edit.language,
                extra=MappingProxyType(extra),
            )


def check_signals(rules: Iterable[SignalRule]) -> list[Problem]:
    """Run the examples and near misses of every signal; an empty list means that all hold."""
    problems = []
    for rule in rules:
        for wanted, examples in ((True, rule.examples), (False, rule.near_misses)):
            for example in examples:
                if _holds(rule, example) is not wanted:
                    said = "does not match its example" if wanted else "matches its near miss"
                    problems.append(Problem(rule.file, rule.id, f"{said} {example.text!r}"))
    return problems


def _holds(rule: SignalRule, example: Example) -> bool:
    pattern = rule.pattern(example.language)
    if pattern is None:
        return False
    source = Source(example.text, example.language)
    reading = {"code": source.code, "bare": source.bare, "text": source.text}[rule.where]
    return any(pattern.search(row) for row in reading.split("\n"))
