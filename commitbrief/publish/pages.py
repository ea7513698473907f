"""A Markdown report where GitHub shows comments: cut into pages, and read as words of another place.

On a page of another repository, `#12` would lead to that repository's issue 12, and a link to an issue would
be announced there; links within a report lead nowhere, as comments have no anchors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

LONGEST = 65_536  # characters of an issue's or a comment's body; we count as JavaScript does, to be sure
WORD_JOINER = "\u2060"
HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)
CODE = r"\\.|(?P<fence>`+)(?!`).+?(?<!`)(?P=fence)(?!`)"
SPECIAL = re.compile(
    rf"{CODE}"
    r"|(?P<target>\]\((?P<url>[^()\s]*)\))"
    r"|(?P<number>#)(?=\d)|(?P<gh>\bGH)(?=-\d)|(?P<at>@)(?=[\w.-])",
    re.IGNORECASE,
)
WITHIN = re.compile(rf"{CODE}|\[(?P<words>(?:\\.|`+[^`]*`+|[^\[\]\\`])*)\]\(#[^()\s]*\)")
NOTIFIES = re.compile(r"^https://github\.com/(?=[^/]+/[^/]+/(?:issues|pull|discussions)/\d)", re.IGNORECASE)
CONTENTS = "## 📋"


def length(text: str) -> int:
    """How long GitHub could think a text is: characters outside of the first plane count twice."""
    return len(text) + sum(ord(char) > 0xFFFF for char in text)


def comment(report: str, *, at_home: bool) -> str:
    """The report for an issue, a comment or a summary: no table of contents, no links within the page.

    `at_home` says that it is shown in the repository that it is about, where `#12` means what it says.
    """
    kept = [part for part in parts(report) if not part.startswith(CONTENTS)]
    text = WITHIN.sub(lambda hit: hit[0] if hit["words"] is None else hit["words"], "".join(kept))
    return text if at_home else SPECIAL.sub(_of_elsewhere, text)


def _of_elsewhere(hit: re.Match[str]) -> str:
    if hit["number"] or hit["at"] or hit["gh"]:
        return f"{hit[0]}{WORD_JOINER}"
    if hit["target"]:
        # GitHub's own address for links that are not announced where they lead.
        return f"]({NOTIFIES.sub('https://redirect.github.com/', hit['url'])})"
    return hit[0]


def parts(report: str) -> list[str]:
    """A report cut before each of its headings; together they are the report."""
    starts = [0, *(hit.start() for hit in HEADING.finditer(report) if hit.start()), len(report)]
    return [report[start:end] for start, end in pairwise(starts)]


def pages(text: str, room: int) -> list[str]:
    """Text in pages of at most `room` characters, cut before headings.

    A section that is longer than a page is cut between its lines, and a table's head is repeated; a line
    that is longer is cut where it must.
    """
    found: list[str] = []
    page = ""
    for part in parts(text):
        for piece in [part] if length(part) <= room else _pieces(part, room):
            if page and length(page) + length(piece) > room:
                found.append(page)
                page = ""
            page += piece
    return [one for one in (*found, page) if one.strip()] or [""]


def _pieces(part: str, room: int) -> Iterator[str]:
    head, piece = "", ""
    before = ""
    for line in part.splitlines(keepends=True):
        if line.startswith("|--"):
            head = before + line
        elif not line.startswith("|"):
            head = ""
        before = line
        for bit in _bits(line, room - length(head)):
            if piece and length(piece) + length(bit) > room:
                yield piece
                piece = "\n" + head if head else ""
            piece += bit
    yield piece


def _bits(line: str, room: int) -> Iterator[str]:
    room = max(room // 2, 1) if length(line) > room else len(line)
    yield from (line[start : start + room] for start in range(0, len(line), max(room, 1)))
