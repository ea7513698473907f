"""Headings and links of Markdown, MDX, reStructuredText and AsciiDoc, read line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

LINE_LIMIT = 2000  # characters; longer lines are data, not prose
TITLE_LIMIT = 300  # characters of a title that are kept


class Markup(StrEnum):
    """A markup language for documentation."""

    MARKDOWN = "markdown"
    RST = "rst"
    ASCIIDOC = "asciidoc"


_SUFFIXES = {
    "md": Markup.MARKDOWN,
    "mdx": Markup.MARKDOWN,
    "markdown": Markup.MARKDOWN,
    "rst": Markup.RST,
    "adoc": Markup.ASCIIDOC,
    "asciidoc": Markup.ASCIIDOC,
}


def markup_of(path: str) -> Markup | None:
    """The markup language of a path by its suffix, `None` for anything else."""
    _, dot, suffix = path.rpartition("/")[2].rpartition(".")
    return _SUFFIXES.get(suffix.lower()) if dot else None


@dataclass(frozen=True, slots=True)
class Heading:
    """A section: its title without marks, its level from 1, the line of the title and the last line of
    its own text, before the next heading."""

    title: str
    level: int
    line: int
    last: int


_ATX = re.compile(r" {0,3}(#{1,6})[ \t]+(\S.*?)[ \t]*#*[ \t]*$")
_SETEXT = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
_FENCE = re.compile(r"\s{0,3}(?:[-*+]\s+|\d+\.\s+)?(`{3,}|~{3,})(.*)$")
_ASCIIDOC = re.compile(r"(={1,6})[ \t]+(\S.*)$")
_RST_RULE = re.compile(r"([!-/:-@\[-`{-~])\1{2,}[ \t]*$")
_MARKS = re.compile(r"\[([^\]]*)\]\([^)]*\)|[*_`]{1,3}|<[^>]+>")


def headings(rows: Sequence[str], markup: Markup) -> list[Heading]:
    """The sections of a page, in order."""
    find = {Markup.MARKDOWN: _markdown, Markup.RST: _rst, Markup.ASCIIDOC: _asciidoc}[markup]
    found = list(find([row if len(row) <= LINE_LIMIT else "" for row in rows]))
    ends = [line - 1 for _, _, line in found][1:] + [len(rows)] * bool(found)
    return [
        Heading(plain_title(title), level, line, end)
        for (title, level, line), end in zip(found, ends, strict=True)
    ]


def plain_title(title: str) -> str:
    """A title without links, emphasis and tags."""
    return _MARKS.sub(lambda match: match.group(1) or "", title[:TITLE_LIMIT]).strip()


def _markdown(rows: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    fence = ""
    front_matter = bool(rows) and rows[0].strip() == "---"
    for number, row in enumerate(rows, 1):
        if front_matter:
            front_matter = number == 1 or row.strip() != "---"
            continue
        mark = _FENCE.match(row)
        if fence:
            if mark and mark.group(1).startswith(fence) and not mark.group(2).strip():
                fence = ""
            continue
        if mark:
            fence = mark.group(1)
            continue
        title = _ATX.match(row)
        if title:
            yield title.group(2), len(title.group(1)), number
            continue
        under = _SETEXT.match(row)
        above = rows[number - 2].strip() if number > 1 else ""
        starts_paragraph = number < 3 or not rows[number - 3].strip()
        if under and above and starts_paragraph and not above.startswith(("#", "|", "-", ">", "*", "<")):
            yield above, 1 if under.group(1)[0] == "=" else 2, number - 1


def _rst(rows: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    styles: list[str] = []
    for number in range(1, len(rows)):
        title, rule = rows[number - 1], rows[number]
        match = _RST_RULE.match(rule)
        text = title.strip()
        if not match or not text or _RST_RULE.match(title) or len(rule.strip()) < len(text):
            continue
        over = number > 1 and rows[number - 2].strip() == rule.strip()
        before = rows[number - 3] if over and number > 2 else rows[number - 2] if number > 1 else ""
        if (before.strip() and not over) or (title[:1].isspace() and not over):
            continue
        style = match.group(1) * (2 if over else 1)
        if style not in styles:
            styles.append(style)
        yield text, styles.index(style) + 1, number


def _asciidoc(rows: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    block = ""
    for number, row in enumerate(rows, 1):
        mark = row.strip()
        if re.fullmatch(r"-{4,}|\.{4,}|={4,}|\+{4,}|`{3,}", mark):
            block = "" if block == mark else block or mark
            continue
        match = None if block else _ASCIIDOC.match(row)
        if match:
            yield match.group(2), len(match.group(1)), number


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link as written: its target and the line that it stands on."""

    target: str
    line: int


_MARKDOWN_LINK = re.compile(r"\]\(\s*<?([^)\s<>]{1,500})>?(?:\s+[\"'][^\"')]{0,200}[\"'])?\s*\)")
_REFERENCE = re.compile(r"^ {0,3}\[[^\]\n]{1,200}\]:\s*<?(\S{1,500}?)>?(?:\s|$)")
_RST_LINK = re.compile(r"`[^`<]{0,200}<([^>`\s]{1,500})>`__?|^\.\. _[^:\n]{1,200}:\s+(\S{1,500})")
_ASCIIDOC_LINK = re.compile(r"(?:link|xref):([^\[\s]{1,500})\[")
_BARE = re.compile(r"(?<![\w(<\"'])<?(https?://[^\s<>\"'`)\]]{1,500})")


def links(numbered: Sequence[tuple[int, str]], markup: Markup) -> Iterator[PageLink]:
    """Yield the links on some numbered lines: inline, by reference and bare."""
    forms = {
        Markup.MARKDOWN: (_MARKDOWN_LINK, _REFERENCE, _BARE),
        Markup.RST: (_RST_LINK, _BARE),
        Markup.ASCIIDOC: (_ASCIIDOC_LINK, _BARE),
    }[markup]
    for number, row in numbered:
        seen = set()
        for form in forms if len(row) <= LINE_LIMIT else ():
            for match in form.finditer(row):
                target = next(group for group in match.groups() if group).rstrip(".,;:")
                if target not in seen:
                    seen.add(target)
                    yield PageLink(target, number)


def anchor(title: str) -> str:
    """The anchor that GitHub and most generators give a heading."""
    return re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-")
