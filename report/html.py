"""Pieces of text as HTML. Everything is escaped; the only tags are those written here."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape as escape_tags

from report.inline import CodeSpan, Inline, Link, Quotation, SectionLink, Text
from report.text import clean, has_right_to_left, spans


def escape(text: str) -> str:
    """Untrusted text as HTML that renders as exactly that text."""
    return escape_tags(_kept_ends(text), quote=True)


def _kept_ends(text: str) -> str:
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and text.strip() else ""
    return f"{before}{clean(text)}{after}"


def inline(nodes: Iterable[Inline]) -> str:
    """Nodes as HTML. Somebody's words are isolated from the direction of the text around them."""
    return "".join(_node(node) for node in nodes)


def _node(node: Inline) -> str:
    match node:
        case Text():
            return isolated(node.text)
        case CodeSpan():
            span = f'<code dir="ltr">{escape(node.text)}</code>'
            return _anchor(node.url, span) if node.url else span
        case Quotation():
            words = inline(spans(node.text))
            return f"{escape(node.opening)}<q>{words}</q>{escape(node.closing)}"
        case Link():
            return _anchor(node.url, inline(node.parts))
        case SectionLink():
            return _anchor(f"#{node.section}", inline(node.parts))


def isolated(text: str) -> str:
    """Untrusted text as HTML, kept from reordering what is around it."""
    return f"<bdi>{escape(text)}</bdi>" if has_right_to_left(text) else escape(text)


def _anchor(url: str, words: str) -> str:
    return f'<a href="{escape_tags(url, quote=True)}">{words}</a>'
