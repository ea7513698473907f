"""The facts that come from commits written as two versions of some files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from classifier.facts.code import CodeExtractor
from classifier.facts.docs import docs_facts
from classifier.facts.interface import CommitView, Extractor, Fact
from classifier.facts.symbols import read_code, symbol_facts
from classifier.facts.tests import tests_facts
from history.records import FileChange, Gap
from tests.support.facts import FactsOf, Files, texts, view_of, view_on


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
