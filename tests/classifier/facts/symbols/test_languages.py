"""What is known of each language that is a folder of data. Its fixtures are a folder too:

- `source.<suffix>` and, where there is a test runner, `tests.<suffix>`: what the language has;
- `outline.txt`: what is read from them, a line for each declaration (`--update-golden` writes it; read the difference);
- `edits.toml`: one change at a time to the source, what has to be said of it, and what must not be.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from classifier.facts.symbols import Symbol
from classifier.facts.symbols.pages import Page, pages
from classifier.facts.symbols.parsing import symbols_of, tree_of
from classifier.facts.symbols.registry import grammar_for
from tests.support.facts import FactsOf

FIXTURES = Path(__file__).parent / "languages"
LANGUAGES = [page for page, _ in pages()]


def name_of(page: Page) -> str:
    return page.language


def described(symbol: Symbol) -> str:
    marks = [symbol.visibility, *(["not public"] if not symbol.public else [])]
    marks += [mark for mark in ("documented", "deprecated", "skipped") if getattr(symbol, mark)]
    marks += [symbol.role.value] if symbol.role != "none" else []
    parameters = ", ".join(
        f"{one.kind}{one.name}{': ' if one.type else ''}{one.type}{' = ' if one.default else ''}{one.default}"
        for one in symbol.parameters
    )
    rest = f" ({parameters})" if symbol.is_callable and not symbol.title else ""
    rest += f" : {symbol.type}" if symbol.type else ""
    rest += f" = {symbol.value}" if symbol.value else ""
    rest += f" {' '.join('@' + one.name for one in symbol.decorators)}" if symbol.decorators else ""
    variant = f"/{symbol.variant}" if symbol.variant else ""
    return f"{symbol.subject} {symbol.qualified}{variant} [{', '.join(marks)}]{rest}"


def outline(page: Page) -> Iterator[str]:
    for stem in ("source", "tests"):
        path = FIXTURES / page.language / f"{stem}.{page.suffixes[0]}"
        if path.is_file():
            grammar = grammar_for(path.name)
            assert grammar is not None
            text = path.read_text("utf8")
            assert not tree_of(text, grammar).tree.root_node.has_error
            yield f"{stem}:"
            yield from (f"  {described(one)}" for one in symbols_of(text, grammar, in_tests=stem == "tests"))


@pytest.mark.parametrize("page", LANGUAGES, ids=name_of)
def test_declarations_of_a_language_are_read(page: Page, request: pytest.FixtureRequest) -> None:
    expected = FIXTURES / page.language / "outline.txt"
    found = "".join(f"{line}\n" for line in outline(page))
    if request.config.getoption("--update-golden"):
        expected.write_text(found, "utf8")
    assert found == expected.read_text("utf8")


def edits() -> Iterator[object]:
    for page in LANGUAGES:
        table = tomllib.loads((FIXTURES / page.language / "edits.toml").read_text("utf8"))
        for number, edit in enumerate(table["edit"]):
            yield pytest.param(page, edit, id=f"{page.language}-{number}")


@pytest.mark.parametrize(("page", "edit"), list(edits()))
def test_a_change_is_told_as_what_it_is(facts_of_edit: FactsOf, page: Page, edit: dict[str, str]) -> None:
    suffix = page.suffixes[0]
    source = (FIXTURES / page.language / f"source.{suffix}").read_text("utf8")
    facts = facts_of_edit(f"lib/store.{suffix}", source, edit["old"], edit["new"])
    said = [f"{fact.kind} {fact.owner} {fact.name}" for fact in facts]
    assert set(edit.get("says", ())) <= set(said)
    assert [one for one in said if one.startswith(tuple(edit.get("never", ())))] == []


@pytest.mark.parametrize("page", LANGUAGES, ids=name_of)
def test_a_source_that_says_nothing_is_read_as_nothing(page: Page) -> None:
    grammar = grammar_for(f"a.{page.suffixes[0]}")
    assert grammar is not None
    for source in ("", "\n", "\0\0", "((((((", "}}}}}}", "\ufeff", "é" * 50):
        symbols_of(source, grammar)  # whatever it finds, it does not fail


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("a.py", 'def fill(cup):\n    """{} words."""\n    return cup\n'),
        (
            "a.ex",
            'defmodule Cup do\n  @doc """\n  {} words.\n  """\n  @doc since: "1.3"\n  def fill(x), do: x\nend\n',
        ),
        ("a.rs", '#[doc = "{} words"]\npub fn fill(x: u8) -> u8 {{\n    x\n}}\n'),
        ("a.kt", "/**\n {} words\n */\nfun fill(x: Int): Int {{\n  return x\n}}\n"),
    ],
)
def test_where_only_documentation_changes_no_code_does(facts_of: FactsOf, path: str, source: str) -> None:
    facts = facts_of(source.format("Old"), source.format("New"), path=path)
    assert [(fact.kind, fact.extra.get("what")) for fact in facts] == [("function.changed", "comments")]
