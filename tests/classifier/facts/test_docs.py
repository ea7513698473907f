"""What is said of documentation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from classifier.facts.docs.markup import Markup, anchor, headings
from classifier.facts.interface import Fact
from tests.support.facts import FactsOf

PAGE = """\
---
title: x
---
# Guide

Read [the manual](manual.md) or [setup](#set-up).

## Set up

Install it.

```bash
# not a heading
make
```

## Use

Call it.
"""


def told(facts: list[Fact]) -> list[tuple[str, str]]:
    return [(fact.kind, fact.name) for fact in facts]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("## Use\n", "## Tune\n\nTurn it.\n\n## Use\n", [("section.added", "Tune")]),
        ("## Use\n\nCall it.\n", "", [("section.removed", "Use")]),
        ("Call it.", "Call it twice.", [("section.changed", "Use")]),
        ("# not a heading", "# still not one", [("section.changed", "Set up")]),
        ("# Guide", "# Guide to it", [("section.renamed", "Guide to it")]),
        (
            "Call it.",
            "See https://example.org/x.",
            [("section.changed", "Use"), ("link.added", "https://example.org/x")],
        ),
        (
            "Read [the manual](manual.md)",
            "Read",
            [("section.changed", "Guide"), ("link.removed", "manual.md")],
        ),
    ],
)
def test_change_of_a_page_is_named(
    docs_facts_of: FactsOf, old: str, new: str, expected: list[tuple[str, str]]
) -> None:
    facts = docs_facts_of({"docs/guide.md": PAGE}, {"docs/guide.md": PAGE.replace(old, new, 1)})
    assert told(facts) == expected


def test_link_to_a_heading_that_went_is_broken(docs_facts_of: FactsOf) -> None:
    after = PAGE.replace("## Set up", "## Installation")
    facts = docs_facts_of({"docs/guide.md": PAGE}, {"docs/guide.md": after})
    (broken,) = [fact for fact in facts if fact.kind == "link.missing"]
    assert (broken.name, broken.extra["why"], broken.evidence[0].line) == ("#set-up", "heading", 6)


def test_link_to_a_page_that_went_is_broken(docs_facts_of: FactsOf) -> None:
    before = {"docs/guide.md": PAGE, "docs/manual.md": "# Manual\n"}
    facts = docs_facts_of(before, {"docs/guide.md": PAGE + "\nMore.\n"})
    assert ("link.missing", "docs/manual.md") in told(facts)
    assert ("page.removed", "docs/manual.md") in told(facts)


def test_link_to_a_page_that_stays_is_not_broken(docs_facts_of: FactsOf) -> None:
    facts = docs_facts_of({"docs/guide.md": PAGE}, {"docs/guide.md": PAGE + "\nMore.\n"})
    assert told(facts) == [("section.changed", "Use")]


def test_section_that_went_to_another_page_moved(docs_facts_of: FactsOf) -> None:
    facts = docs_facts_of(
        {"a.md": "# A\n\n## Limits\n\nTen.\n", "b.md": "# B\n"},
        {"a.md": "# A\n", "b.md": "# B\n\n## Limits\n\nTen.\n"},
    )
    assert [(fact.kind, fact.before, fact.after) for fact in facts] == [("section.moved", "a.md", "b.md")]


def test_new_page_has_a_title_and_marks_its_sections(docs_facts_of: FactsOf) -> None:
    page, *sections = docs_facts_of({}, {"docs/guide.md": PAGE})
    assert (page.kind, page.extra["title"]) == ("page.added", "Guide")
    assert {fact.extra.get("container") for fact in sections if fact.subject == "section"} == {"added"}


def test_hunks_alone_do_not_take_code_for_headings(docs_facts_of: FactsOf) -> None:
    before, after = PAGE, PAGE.replace("make\n", "# build\nmake all\n")
    facts = docs_facts_of({"g.md": before}, {"g.md": after}, whole=False, context=1)
    assert [fact for fact in facts if fact.subject == "section" and fact.name == "build"] == []


@pytest.mark.parametrize(
    ("path", "source", "missing"),
    [
        ("a.py", "def shown():\n    return 1\n", ["shown"]),
        ("a.py", 'def shown():\n    """Says."""\n', []),
        ("a.py", "def _hidden():\n    return 1\n", []),
        ("a.py", "class Shown:\n    def __init__(self):\n        pass\n", ["Shown"]),
        ("a.rs", "pub fn shown() {}\nfn hidden() {}\n", ["shown"]),
        ("a.rs", "/// Says.\n#[inline]\npub fn shown() {}\n", []),
        ("a.rs", "// Not documentation.\npub fn shown() {}\n", ["shown"]),
        ("a.go", "package a\n\n// Shown says.\nfunc Shown() {}\n\nfunc Bare() {}\n", ["Bare"]),
        ("a.ts", "/** Says. */\nexport function shown() {}\n\nexport function bare() {}\n", ["bare"]),
        ("tests/test_a.py", "def test_it():\n    pass\n\n\ndef helper():\n    pass\n", []),
    ],
)
def test_new_public_names_without_documentation(
    docs_facts_of: FactsOf, path: str, source: str, missing: list[str]
) -> None:
    facts = docs_facts_of({}, {path: source})
    assert [fact.name for fact in facts if fact.kind == "docstring.missing"] == missing


def test_documentation_that_came_or_went(docs_facts_of: FactsOf) -> None:
    bare, told_of = "def shown():\n    return 1\n", 'def shown():\n    """Says."""\n    return 1\n'
    assert told(docs_facts_of({"a.py": bare}, {"a.py": told_of})) == [("docstring.added", "shown")]
    assert told(docs_facts_of({"a.py": told_of}, {"a.py": bare})) == [("docstring.removed", "shown")]


@pytest.mark.parametrize(
    ("markup", "page", "expected"),
    [
        (Markup.MARKDOWN, "One\n===\n\nTwo\n---\n\n- item\n---\n", [("One", 1), ("Two", 2)]),
        (Markup.MARKDOWN, "## [A](b.md) `c` ##\n\n#no\n", [("A c", 2)]),
        (Markup.MARKDOWN, "~~~\n# no\n```\n# no\n~~~\n# yes\n", [("yes", 1)]),
        (
            Markup.RST,
            "=====\nTitle\n=====\n\nPart\n----\n\nText\n\nMore\n----\n",
            [("Title", 1), ("Part", 2), ("More", 2)],
        ),
        (Markup.RST, "a | b\n--\n", []),
        (Markup.ASCIIDOC, "= Title\n\n----\n== no\n----\n== Part\n", [("Title", 1), ("Part", 2)]),
    ],
)
def test_headings(markup: Markup, page: str, expected: list[tuple[str, int]]) -> None:
    assert [(item.title, item.level) for item in headings(page.split("\n"), markup)] == expected


def test_anchor_is_what_the_forge_makes_of_a_title() -> None:
    assert anchor("Set up: the `x` (fast)") == "set-up-the-x-fast"


def test_fact_is_frozen_with_its_evidence(docs_facts_of: FactsOf) -> None:
    (fact,) = docs_facts_of({"a.md": "# A\n\nx\n"}, {"a.md": "# A\n\ny\n"})
    assert replace(fact).evidence[0].text == "y"


def test_a_heading_that_every_page_has_did_not_move(docs_facts_of: FactsOf) -> None:
    old = {
        "docs/a.md": "# A\n\n## Prerequisites\n\nA kiln and some clay.\n\nAnd time.\n",
        "docs/b.md": "# B\n",
    }
    other = {"docs/a.md": "# A\n", "docs/b.md": "# B\n\n## Prerequisites\n\nA wheel.\n"}
    same = {
        "docs/a.md": "# A\n",
        "docs/b.md": "# B\n\n## Prerequisites\n\nA kiln and some clay.\n\nAnd time.\n",
    }
    kinds = {fact.kind for fact in docs_facts_of(old, other) if fact.subject == "section"}
    assert kinds == {"section.added", "section.removed"}
    assert {fact.kind for fact in docs_facts_of(old, same) if fact.subject == "section"} == {"section.moved"}
