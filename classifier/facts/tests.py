"""Tests: cases, fixtures and parametrisations that came, went or were skipped; what changed without a test
in the same commit that mentions it; snapshots.

`extra` of these facts:

- `test_case`, `fixture`: as for symbols (`classifier/facts/symbols/changes.py`), and `role` (`case`, `suite`,
  `fixture`, `benchmark`), `skipped`: `true` for a new case that is skipped from the start; of classes and blocks
  of cases only that they are skipped or not; `reason` of one that is skipped now, or no longer; `fate` of one that
  went: `merged`, `rewritten`, `of_removed` (`classifier/facts/kept_tests.py`), or none;
- `skip_mark`: see `classifier/facts/skips.py`;
- `parametrisation`: `before` and `after` are the decorators or tables as written;
- `coverage.missing` of a symbol: a public name that was added or changed and that no line of test code
  in this commit mentions; `what` is `symbol`, `change` what happened to it, `subject` its kind,
  `test_files` how many test files the commit touches. `coverage.added` is the same for a name that a
  test does mention, with that line as the second evidence;
- `coverage.missing` with `what` `source_without_tests` and `coverage.changed` with `what`
  `tests_without_source` speak of the commit: `name` is the first such path, `files` how many there are;
- `snapshot`: `added_lines`, `removed_lines`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType

from classifier.facts.interface import Change, CommitView, Fact, Subject
from classifier.facts.kept_tests import KeptTests
from classifier.facts.skips import is_conditional, skip_facts
from classifier.facts.symbols import CodeChanges, Pair, Symbol, TestRole, evidence_at, facts_of_pair
from classifier.facts.written import is_written
from classifier.paths import Role
from history.briefs import EVIDENCE_CHARACTERS, Evidence, Side
from history.records import FileChange, FileStatus

_SNAPSHOT = re.compile(
    r"(?:^|/)(?:__snapshots__|snapshots|__image_snapshots__)/|\.(?:snap|ambr|approved\.\w+)$"
)
_WORD = re.compile(r"[A-Za-z_]\w{2,}")
_SUBJECTS = {TestRole.FIXTURE: Subject.FIXTURE}
_KEPT = frozenset({Change.ADDED, Change.REMOVED, Change.RENAMED, Change.MOVED, Change.CHANGED})
_LINE_LIMIT = 10_000
MOST_OF_EMPTY = 12  # lines, decorators among them


def tests_facts(view: CommitView, code: CodeChanges) -> Iterator[Fact]:
    """Yield what the commit did to its tests, then what it left without."""
    marks = list(skip_facts([file for file, role in view.files if role is Role.TEST], code))
    told: set[tuple[str, str]] = set()
    kept = KeptTests(view, code)
    for pair in code.pairs:
        if pair.symbol.role is not TestRole.NONE:
            for fact in _case_facts(pair, kept):
                if fact.change not in {Change.SKIPPED, Change.UNSKIPPED}:
                    yield fact
                elif not any(is_conditional(one) and _is_on(one, fact) for one in marks):
                    told.add((fact.path, fact.name))
                    yield _because(fact, marks)
    yield from (mark for mark in marks if (mark.path, mark.owner) not in told)
    for change in view.commit.files:
        if _SNAPSHOT.search(change.path):
            yield _snapshot(change)
    yield from _coverage(view, code)


def _is_on(mark: Fact, test: Fact) -> bool:
    return (mark.path, mark.owner) == (test.path, test.name)


def _because(fact: Fact, marks: Sequence[Fact]) -> Fact:
    """That a test is skipped, or no longer is, with the reason that its mark gives."""
    change = Change.ADDED if fact.change is Change.SKIPPED else Change.REMOVED
    reason = next(
        (
            one.extra["reason"]
            for one in marks
            if one.change is change and _is_on(one, fact) and "reason" in one.extra
        ),
        "",
    )
    return replace(fact, extra=MappingProxyType({**fact.extra, "reason": reason})) if reason else fact


def _case_facts(pair: Pair, kept: KeptTests) -> Iterator[Fact]:
    symbol, old, new = pair.symbol, pair.old, pair.new
    subject = _SUBJECTS.get(symbol.role, Subject.TEST_CASE)
    extra = {"role": symbol.role.value}
    if old is None and symbol.skipped:
        extra["skipped"] = "true"
    if old is None and symbol.language == "python" and _is_empty(symbol.text):
        extra["empty"] = "true"
    if new is None and (fate := kept.fate(pair)):
        extra["fate"] = fate
    told: set[Change] = set()
    for fact in facts_of_pair(pair) if symbol.role is not TestRole.SUITE else ():
        if fact.subject is not symbol.subject:
            continue
        change = Change.CHANGED if fact.change is Change.SIGNATURE_CHANGED else fact.change
        if change in _KEPT and change not in told:
            told.add(change)
            mixed = MappingProxyType({**fact.extra, **extra})
            yield replace(fact, subject=subject, change=change, extra=mixed)
    if old is None or new is None:
        return
    at = (evidence_at(pair.path(Side.NEW), Side.NEW, new, _decorator_line(new)),)
    if old.skipped != new.skipped:
        change = Change.SKIPPED if new.skipped else Change.UNSKIPPED
        if not new.skipped:
            at = (evidence_at(pair.path(Side.OLD), Side.OLD, old, _decorator_line(old)),)
        yield _plain(subject, change, new, at, extra)
    if old.parametrised != new.parametrised:
        change = Change.CHANGED
        if not old.parametrised or not new.parametrised:
            change = Change.ADDED if new.parametrised else Change.REMOVED
        fact = _plain(Subject.PARAMETRISATION, change, new, at, extra)
        yield replace(fact, before=old.parametrised or None, after=new.parametrised or None)


def _is_empty(text: str) -> bool:
    """Whether a test of Python does nothing: it keeps the one of its base from running."""
    rows = [row.strip() for row in text.split("\n", MOST_OF_EMPTY)]
    code = [row for row in rows if row and not row.startswith(("#", "@", '"""'))]
    return len(code) == len(("def", "pass")) and code[0].endswith(":") and code[1] in {"pass", "..."}


def _decorator_line(symbol: Symbol) -> int:
    """The line of the decorator that skips a test or gives it parameters, else that of its name."""
    telling = ("skip", "ignore", "disabled", "xfail", "parametri")
    lines = (item.line for item in symbol.decorators if any(word in item.text.lower() for word in telling))
    return next(lines, symbol.line)


def _plain(
    subject: Subject, change: Change, symbol: Symbol, at: tuple[Evidence, ...], extra: dict[str, str]
) -> Fact:
    return Fact(
        subject,
        change,
        symbol.name,
        at,
        owner=symbol.owner,
        public=symbol.public,
        language=symbol.language,
        extra=MappingProxyType(extra),
    )


def _snapshot(change: FileChange) -> Fact:
    kinds = {
        FileStatus.ADDED: Change.ADDED,
        FileStatus.DELETED: Change.REMOVED,
        FileStatus.RENAMED: Change.RENAMED,
    }
    side = Side.OLD if change.status is FileStatus.DELETED else Side.NEW
    return Fact(
        Subject.SNAPSHOT,
        kinds.get(change.status, Change.CHANGED),
        change.path,
        (Evidence(change.path, side, 0),),
        extra=MappingProxyType({"added_lines": str(change.added), "removed_lines": str(change.removed)}),
    )


def _coverage(view: CommitView, code: CodeChanges) -> Iterator[Fact]:
    tested = {file.change.path for file in code.files if file.in_tests}
    tested |= {pair.path(Side.NEW) for pair in code.pairs if pair.symbol.in_tests}
    test_files = [file for file, role in view.files if role is Role.TEST and is_written(file.path, role)]
    sources = [file for file in code.files if not file.in_tests]
    touched = [pair for pair in code.pairs if not pair.symbol.in_tests]
    count = len({file.path for file in test_files} | tested)
    if sources and not count and touched:
        paths = list(dict.fromkeys(pair.path(Side.NEW) for pair in touched))
        yield _commit_coverage(Change.MISSING, "source_without_tests", paths)
    elif test_files and len(test_files) == len(view.commit.files):
        paths = [file.path for file in test_files]
        yield _commit_coverage(Change.CHANGED, "tests_without_source", paths)
    mentions = _mentions(test_files, code)
    for pair in touched:
        fact = _symbol_coverage(pair, mentions, count)
        if fact is not None:
            yield fact


def _commit_coverage(change: Change, what: str, paths: list[str]) -> Fact:
    at = (Evidence(paths[0], Side.NEW, 0),)
    extra = MappingProxyType({"what": what, "files": str(len(paths))})
    return Fact(Subject.COVERAGE, change, paths[0], at, extra=extra)


def _mentions(test_files: list[FileChange], code: CodeChanges) -> dict[str, Evidence]:
    """Each word of the test code that the commit shows, removed lines aside, with the first line it is on."""
    found: dict[str, Evidence] = {}

    def note(path: str, number: int, row: str) -> None:
        for word in _WORD.findall(row[:_LINE_LIMIT]):
            if word not in found:
                found[word] = Evidence(path, Side.NEW, number, row.strip()[:EVIDENCE_CHARACTERS])

    for file in test_files:
        for hunk in file.hunks:
            number = hunk.new_start
            for line in hunk.lines:
                if line[:1] != "-":
                    note(file.path, number, line[1:])
                    number += 1
    for pair in code.pairs:  # tests beside the code they test
        if pair.new is not None and pair.new.in_tests and not pair.new_file.in_tests:
            for number, row in enumerate(pair.new.text.split("\n"), pair.new.first):
                note(pair.path(Side.NEW), number, row)
    return found


def _symbol_coverage(pair: Pair, mentions: dict[str, Evidence], test_files: int) -> Fact | None:
    new = pair.new
    if new is None or not new.public or not (new.is_callable or (new.is_container and pair.old is None)):
        return None
    if new.name.startswith("__") or new.subject is Subject.MODULE:
        return None
    told = [fact for fact in facts_of_pair(pair) if fact.subject is new.subject]
    changes = [fact.change for fact in told if fact.extra.get("what") != "comments"]
    telling = (Change.ADDED, Change.SIGNATURE_CHANGED, Change.CHANGED)
    change = next((item for item in telling if item in changes), None)
    if change is None:
        return None
    mention = mentions.get(new.name)
    at = evidence_at(pair.path(Side.NEW), Side.NEW, new)
    extra = {
        "what": "symbol",
        "change": change.value,
        "subject": new.subject.value,
        "test_files": str(test_files),
    }
    if pair.owner_fate:
        extra["container"] = pair.owner_fate
    kind = Change.MISSING if mention is None else Change.ADDED
    return _plain(Subject.COVERAGE, kind, new, (at,) if mention is None else (at, mention), extra)
