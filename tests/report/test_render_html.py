"""The page is whole, links within itself and holds no tag that is not ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from history.editions import Edition
from report.document import document
from report.render import render_html
from report.sentences import Catalogue, Language

VOID = {"meta", "br"}


class Page(HTMLParser):
    """Collects what a browser would make of a page; fails on tags that do not nest."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.opened: list[str] = []
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.comments: list[str] = []
        self.words = ""
        self.feed(text)
        self.close()
        assert self.opened == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(name for name, _ in attrs)))
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.addresses += [value or "" for name, value in attrs if name in {"href", "src"}]
        if tag not in VOID:
            self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture
def page(edition: Edition, language: Language, catalogue: Catalogue) -> Page:
    return Page(render_html(document(edition, language, catalogue=catalogue)))


def test_it_says_what_the_markdown_says(page: Page, edition: Edition) -> None:
    for said in ("force_logging", "Béla Nagy", "2026-01-23", "15:59", "dependabot[bot]", "0123456789abcdef"):
        assert said in page.words


def test_every_link_within_the_page_lands(page: Page) -> None:
    inside = {address[1:] for address in page.addresses if address.startswith("#")}
    assert inside
    assert inside <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_it_needs_nothing_else(page: Page) -> None:
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "link", "img", "iframe", "object", "form"}
    assert all(address.startswith(("#", "https://github.com/acme/engine")) for address in page.addresses)


def test_an_empty_day_says_so(empty_edition: Edition) -> None:
    assert "No commits on this day." in Page(render_html(document(empty_edition, Language.EN))).words


BAD = ["<script>alert(1)</script>", "\"><img src=x onerror=y>", "' onclick='x", "</main>", "<!--", "-->", "&lt;", "]]>", "javascript:x", "\x00", "\udcff", "{{ 7*7 }}"]  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(BAD), st.text(max_size=8)), min_size=1, max_size=9)


@settings(deadline=None, max_examples=40)
@given(texts)
def test_no_text_adds_an_element_or_an_attribute(
    edition_of: Callable[[Sequence[str]], Edition], catalogues: Mapping[Language, Catalogue], said: list[str]
) -> None:
    catalogue = catalogues[Language.EN]
    page = Page(render_html(document(edition_of(said), Language.EN, catalogue=catalogue)))
    plain = Page(render_html(document(edition_of(["x `y`", "שלום"]), Language.EN, catalogue=catalogue)))
    assert set(page.elements) <= set(plain.elements) | {("p", ()), ("p", ("class",))}
    assert len(page.comments) == 1
    assert all(address.startswith(("#", "https://github.com/")) for address in page.addresses)


def test_a_low_commit_is_a_line_and_its_diff_is_folded(edition: Edition) -> None:
    text = render_html(document(edition, Language.EN))
    parts = [part.partition("</article>")[0] for part in text.split("<article")[1:]]
    low = [part for part in parts if part.startswith(' class="card commit low"')]

    assert low
    for part in low:
        about, _, rest = part.partition("</p>")
        assert "🟢 Low" in about
        assert "🟢 Low" not in rest
        assert '<div class="part diff">' not in rest


def test_the_page_of_a_day_counts_its_breaks_as_the_other_pages_do(edition: Edition) -> None:
    made = document(edition, Language.EN)

    assert made.breaking > 0
    assert f'<li class="breaks">💥 breaking {made.breaking}</li>' in render_html(made)
