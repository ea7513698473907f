"""The index lists every report and names those that failed."""

from __future__ import annotations

from markdown_it import MarkdownIt

from history.editions import Edition
from report.document import document
from report.index import Entry, entry, index
from report.render import render_index_html, render_index_markdown
from report.sentences import Catalogue, Language

ENTRIES = [
    Entry("acme/engine", "2026-01-22", "2026/acme/engine/2026-01-22.md"),
    Entry("acme/engine", "2026-01-23", "2026/acme/engine/2026-01-23.md", 10, 1, 2, 7),
    Entry("b|c", "2026-01-23", failure="no such | `thing` <b>"),
]


def test_a_reports_line_has_its_counts(edition: Edition, catalogue: Catalogue, language: Language) -> None:
    made = entry(document(edition, language, catalogue=catalogue), "x y.md")
    assert (made.repository, made.commits, made.high, made.medium, made.low) == ("acme/engine", 10, 1, 1, 4)


def test_reports_are_listed_by_date_and_by_repository(language: Language) -> None:
    made = index(ENTRIES, language)
    assert [table.heading for table in made.chapters[0].tables] == ["2026-01-23", "2026-01-22"]
    assert [table.heading for table in made.chapters[1].tables] == ["acme/engine", "b|c"]
    assert [row.name for row in made.chapters[1].tables[0].rows] == ["2026-01-23", "2026-01-22"]


def test_a_report_that_failed_is_named() -> None:
    text = render_index_markdown(index(ENTRIES, Language.EN))
    tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(text)
    cells = [
        "".join(child.content for child in token.children or []) for token in tokens if token.type == "inline"
    ]
    assert "Not written: no such | `thing` <b>" in cells
    assert "&lt;b&gt;" in render_index_html(index(ENTRIES, Language.EN))


def test_a_day_without_commits_says_so_and_is_linked() -> None:
    text = render_index_markdown(index(ENTRIES, Language.ZH))
    assert "| [acme/engine](2026/acme/engine/2026-01-22.md) | 无提交 |" in text


def test_an_index_of_nothing_says_so() -> None:
    assert "还没有报告。" in render_index_markdown(index([], Language.ZH))
