"""Markdown that means what it should, whatever the text holds (CommonMark with GitHub's extensions).

`Markdown` is text that is already markup; every other string is escaped on its way into a template
(`report/render.py`), so that forgetting to escape is not possible.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from urllib.parse import quote

from report.inline import CodeSpan, Inline, Link, Quotation, SectionLink, Text
from report.text import clean, isolated, spans

WORD_JOINER = "\u2060"

ALWAYS = re.compile(r"[\\`*\[\]<|~$]")
LONE_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
ENTITY = re.compile(r"&(?=#|[A-Za-z][A-Za-z0-9]*;)")
AUTOLINK = re.compile(r":(?=//)|(?<=www)\.", re.IGNORECASE)
MENTION = re.compile(r"@(?=[\w.-])")
BLOCK_START = re.compile(
    r">|#{1,6}(?=\s|\Z)|[+-](?=[\s-]|\Z)|=(?==*\s*\Z)|(?P<number>\d{1,9})(?P<mark>[.)])(?=\s|\Z)"
)
CLOSING_HASHES = re.compile(r"(?<= )#(?=#*\Z)")

ESCAPE_OR_CODE = re.compile(r"\\.|(?P<fence>`+)(?!`).+?(?<!`)(?P=fence)(?!`)")
NOT_IN_TARGET = re.compile(
    r"[\x00-\x20\x7f-\xa0\u2000-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ud800-\udfff()<>\"\\`|\[\]{}^*~$]"
)


class Markdown(str):
    """Text that is Markdown already and must not be escaped again."""

    __slots__ = ()


def escape(text: str) -> Markdown:
    """Untrusted text as inline Markdown that renders as exactly that text: no emphasis, links, HTML,
    tables, lists or headings, no autolinks, no entities, no mathematics, and no mention of anybody."""
    return Markdown(isolated(_escaped_ends(_escaped(clean(text)))))


def _escaped(text: str) -> str:
    text = ALWAYS.sub(r"\\\g<0>", text)
    text = LONE_UNDERSCORE.sub(r"\\_", text)
    text = ENTITY.sub(r"\\&", text)
    text = AUTOLINK.sub(r"\\\g<0>", text)
    return MENTION.sub("@" + WORD_JOINER, text)


def _escaped_ends(text: str) -> str:
    start = BLOCK_START.match(text)
    if start and start["number"]:
        text = f"{start['number']}\\{text[start.start('mark') :]}"
    elif start:
        text = f"\\{text}"
    return CLOSING_HASHES.sub(r"\\#", text)


def code(text: str) -> Markdown:
    """Untrusted text as a code span, between more backticks than it holds; "" stays ""."""
    text = clean(text)
    if not text:
        return Markdown("")
    runs = {len(run) for run in re.findall("`+", text)}
    fence = "`" * next(n for n in range(1, len(runs) + 2) if n not in runs)
    edge = " " if text[0] == "`" or text[-1] == "`" else ""
    return Markdown(f"{fence}{edge}{text}{edge}{fence}")


def fenced(lines: Iterable[str], language: str) -> Markdown:
    """Lines of code, one line each already, in a block between more backticks than any of them holds."""
    kept = list(lines)
    runs = [len(run) for line in kept for run in re.findall("`{3,}", line)]
    fence = "`" * (max(runs, default=2) + 1)
    return Markdown("\n".join([f"{fence}{language}", *kept, fence]))


def cell(markdown: Markdown) -> Markdown:
    """Inline Markdown for a table cell. Pipes in text are escaped anyway; those in code spans must be too,
    as GitHub splits a row before it looks for code."""
    return Markdown(ESCAPE_OR_CODE.sub(_without_pipes, markdown))


def _without_pipes(hit: re.Match[str]) -> str:
    return hit[0] if hit["fence"] is None else hit[0].replace("|", "\\|")


def target(url: str) -> str:
    """A link target: what could end it, or cannot be seen, is percent-encoded."""
    return NOT_IN_TARGET.sub(lambda hit: quote(hit[0].encode("utf8", "replace"), safe=""), url)


def inline(nodes: Iterable[Inline], anchor: Callable[[str], str]) -> Markdown:
    """Nodes as Markdown. `anchor` gives the fragment of a section's heading, "" if it has none."""
    written = ""
    after_code = False
    for node in nodes:
        piece = _node(node, anchor)
        if after_code and piece.startswith("`"):
            written += " "
        if piece.startswith("[") and written.endswith("!"):
            written = f"{written[:-1]}\\!"  # else the link would be an image
        written += piece
        after_code = piece.endswith("`") if piece else after_code
    return Markdown(written)


def _node(node: Inline, anchor: Callable[[str], str]) -> str:
    match node:
        case Text():
            return _words(node.text)
        case CodeSpan():
            span = code(node.text)
            return f"[{span}]({target(node.url)})" if node.url and span else span
        case Quotation():
            words = "".join(
                code(part.text) if isinstance(part, CodeSpan) else _escaped(part.text)
                for part in spans(clean(node.text))
            )
            return f"{node.opening}{isolated(words)}{node.closing}"
        case Link():
            return f"[{inline(node.parts, anchor)}]({target(node.url)})"
        case SectionLink():
            words = inline(node.parts, anchor)
            fragment = anchor(node.section)
            return f"[{words}](#{target(fragment)})" if fragment else words


def _words(text: str) -> str:
    """Escape, but keep the spaces at the ends: the text may stand between two code spans."""
    escaped = escape(text)
    before = " " if text[:1].isspace() else ""
    after = " " if escaped and text[-1:].isspace() else ""
    return f"{before}{escaped}{after}"
