"""Commits written as two versions of some files, and the facts that come from them."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from textwrap import dedent

import pytest

from classifier.facts.code import CodeExtractor
from classifier.facts.docs import docs_facts
from classifier.facts.interface import CommitView, Contents, Extractor, Fact
from classifier.facts.symbols import read_code, symbol_facts
from classifier.facts.tests import tests_facts
from classifier.paths import PathTable
from classifier.reading import read
from classifier.rules import load_rules
from history.records import Commit, FileChange, FileStatus, Gap, Hunk, Person

Files = Mapping[str, str]
RULES = Path(__file__).resolve().parents[3] / "rules"


class Given:
    """Contents that are known, or that cannot be had."""

    def __init__(self, before: Files, after: Files) -> None:
        self._before, self._after = before, after

    def before(self, change: FileChange) -> str | None:
        return self._before.get(change.old_path or "")

    def after(self, change: FileChange) -> str | None:
        return self._after.get(change.new_path or "")


def hunks_between(old: str, new: str, context: int) -> tuple[Hunk, ...]:
    left, right = old.split("\n"), new.split("\n")
    hunks = []
    for group in difflib.SequenceMatcher(None, left, right, autojunk=False).get_grouped_opcodes(context):
        lines: list[str] = []
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                lines += [" " + row for row in left[i1:i2]]
            else:
                lines += ["-" + row for row in left[i1:i2]] + ["+" + row for row in right[j1:j2]]
        old_count, new_count = group[-1][2] - group[0][1], group[-1][4] - group[0][3]
        old_start = group[0][1] + (old_count > 0)
        new_start = group[0][3] + (new_count > 0)
        heading = next((row for row in reversed(left[: group[0][1]]) if row[:1].isalpha()), "")
        hunks.append(Hunk(old_start, old_count, new_start, new_count, heading, tuple(lines)))
    return tuple(hunks)


def change_of(path: str, before: Files, after: Files, context: int) -> FileChange:
    old, new = before.get(path), after.get(path)
    if old is None or new is None:
        mark, whole, status = ("+", new, FileStatus.ADDED) if old is None else ("-", old, FileStatus.DELETED)
        rows = (whole or "").removesuffix("\n").split("\n")
        hunk = Hunk(int(mark == "-"), 0, int(mark == "+"), 0, "", tuple(mark + row for row in rows))
        added = len(rows) if mark == "+" else 0
        return FileChange(
            status,
            path if mark == "-" else None,
            path if mark == "+" else None,
            added=added,
            removed=len(rows) - added,
            hunks=(Hunk(hunk.old_start, len(rows) - added, hunk.new_start, added, "", hunk.lines),),
        )
    hunks = hunks_between(old, new, context)
    added = sum(1 for hunk in hunks for _ in hunk.added())
    removed = sum(1 for hunk in hunks for _ in hunk.removed())
    return FileChange(FileStatus.MODIFIED, path, path, added=added, removed=removed, hunks=hunks)


def view_of(before: Files, after: Files, *, context: int = 3, whole: bool = True) -> CommitView:
    paths = sorted({*before, *after})
    files = tuple(
        change_of(path, before, after, context) for path in paths if before.get(path) != after.get(path)
    )
    somebody, when = Person("A", "a@example.org"), datetime(2026, 1, 1, tzinfo=UTC)
    commit = Commit("1" * 40, (), somebody, when, somebody, when, "change", files)
    return view_on(commit, Given(before, after) if whole else Given({}, {}))


def view_on(commit: Commit, contents: Contents) -> CommitView:
    return CommitView(read(commit, paths()), contents)


@cache
def paths() -> PathTable:
    return load_rules(RULES).paths


def texts(text: Files | str, path: str) -> Files:
    return {path: dedent(text)} if isinstance(text, str) else text


FactsOf = Callable[..., list[Fact]]


@pytest.fixture
def facts_of() -> FactsOf:
    """The facts about symbols of a commit from texts before and after."""

    def facts(
        before: Files | str, after: Files | str, *, path: str = "", context: int = 3, whole: bool = True
    ) -> list[Fact]:
        view = view_of(texts(before, path), texts(after, path), context=context, whole=whole)
        return list(symbol_facts(read_code(view)))

    return facts


@pytest.fixture
def test_facts_of() -> FactsOf:
    """The facts about tests of a commit."""

    def facts(before: Files, after: Files, *, context: int = 3, whole: bool = True) -> list[Fact]:
        view = view_of(before, after, context=context, whole=whole)
        return list(tests_facts(view, read_code(view)))

    return facts


@pytest.fixture
def docs_facts_of() -> FactsOf:
    """The facts about documentation of a commit."""

    def facts(before: Files, after: Files, *, context: int = 3, whole: bool = True) -> list[Fact]:
        view = view_of(before, after, context=context, whole=whole)
        return list(docs_facts(view, read_code(view)))

    return facts


@pytest.fixture
def everything_of() -> Callable[[Files, Files], list[Fact | Gap]]:
    """All that the extractor yields, gaps included."""

    def everything(before: Files, after: Files) -> list[Fact | Gap]:
        return list(CodeExtractor().facts(view_of(before, after)))

    return everything


@pytest.fixture
def told_by() -> Callable[..., list[Fact]]:
    """The facts that one extractor tells of texts before and after; `message` is the commit's. The only gap
    there may be is that of a file that no parser accepts."""

    def told(
        extractor: Extractor,
        before: Files | str,
        after: Files | str,
        *,
        path: str = "",
        context: int = 3,
        whole: bool = True,
        message: str = "change",
    ) -> list[Fact]:
        view = view_of(texts(before, path), texts(after, path), context=context, whole=whole)
        view = view_on(replace(view.commit, message=message), view.contents)
        found = list(extractor.facts(view))
        assert all(isinstance(each, Fact) or each.detail == "structure" for each in found)
        return [each for each in found if isinstance(each, Fact)]

    return told


@pytest.fixture
def told_by_files() -> Callable[[Extractor, tuple[FileChange, ...]], list[Fact | Gap]]:
    """What one extractor tells of changed files whose contents cannot be had."""

    def told(extractor: Extractor, files: tuple[FileChange, ...]) -> list[Fact | Gap]:
        view = view_of({}, {})
        return list(extractor.facts(view_on(replace(view.commit, files=files), view.contents)))

    return told


@pytest.fixture
def view() -> Callable[..., CommitView]:
    """A commit that changes one text into another."""
    return lambda before, after, path: view_of(texts(before, path), texts(after, path))
