"""What the changed files of a commit were read as: said, so that nobody takes silence for an all-clear."""

from __future__ import annotations

from collections.abc import Iterable

from classifier.facts.docs.markup import markup_of
from classifier.facts.lines import language_of
from classifier.facts.structured.reading import FORMATS
from classifier.facts.symbols import grammar_for, is_installed
from classifier.facts.written import is_written
from classifier.paths import Role
from classifier.reading import Reading
from history.briefs import Coverage, ReadAs
from history.records import FileChange, Gap, GapReason


def coverage_of(reading: Reading, gaps: Iterable[Gap]) -> tuple[Coverage, ...]:
    """How each changed file was read, in the commit's order. `gaps` are what the extractors could not read."""
    unread = {gap.path for gap in gaps if gap.detail in {"symbols", "structure"} and gap.reason in _UNREAD}
    pairs = zip(reading.commit.files, reading.roles, strict=True)
    return tuple(_file(change, role, change.path in unread) for change, role in pairs)


_UNREAD = frozenset({GapReason.TOO_LARGE, GapReason.OVER_BUDGET, GapReason.UNREADABLE})


def _file(change: FileChange, role: Role, unread: bool) -> Coverage:
    path, lines = change.path, change.added + change.removed
    grammar = grammar_for(path)
    language = grammar.language if grammar is not None else language_of(path)
    if not change.hunks or change.binary or change.is_submodule or not is_written(path, role):
        return Coverage(path, ReadAs.NOTHING, language, lines)
    if grammar is not None and not is_installed(grammar):
        return Coverage(path, ReadAs.LINES, language, lines, grammar.distribution)
    if unread:
        return Coverage(path, ReadAs.LINES, language, lines)
    if grammar is not None:
        return Coverage(path, ReadAs.SYNTAX, language, lines)
    if language in FORMATS or markup_of(path) is not None:
        return Coverage(path, ReadAs.STRUCTURE, language, lines)
    return Coverage(path, ReadAs.LINES, language, lines)
