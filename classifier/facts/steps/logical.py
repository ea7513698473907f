"""The logical lines of a body: physical lines joined until their brackets close, without comments.

A line that was only wrapped or indented otherwise gives the same step, so that layout is never told as a
change. Where braces make blocks, a line that opens one ends its step: the inside of a closure is not part
of the call that takes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from classifier.facts.lines import Source

MOST_ROWS = 40  # physical lines in a step; a longer literal is data
LONGEST = 600  # characters of a step that are looked at
_GOES_ON = re.compile(r"(?:\\|&&|\|\||[^=!<>]=|->)$")
_CONTINUES = re.compile(r"^(?:\.[A-Za-z_]|\?\.|&&|\|\||\? |: )")
_SPACES = re.compile(r"\s+")
_LAYOUT = re.compile(r"\s+|,(?=\s*[)\]}])")


@dataclass(frozen=True, slots=True)
class Step:
    """One logical line: `text` without comments, `code` also without the insides of strings (as long as
    `text`), and the first and last physical line, counted from 1 in the file."""

    text: str
    code: str
    first: int
    last: int

    @property
    def key(self) -> str:
        """The text without layout: what makes two steps the same."""
        return _LAYOUT.sub("", self.text)


def steps(source: Source, first: int) -> Iterator[Step]:
    """The steps of a source whose first line has the number `first`."""
    braces = source.language != "python"
    rows: list[tuple[str, str]] = []
    start = last = depth = 0
    saved: list[int] = []
    lines = zip(source.bare.split("\n"), source.code.split("\n"), strict=False)
    for number, (bare, code) in enumerate(lines, first):
        text = bare.strip()
        if not text:
            continue
        begin = len(bare) - len(bare.lstrip())
        masked = code[begin : begin + len(text)]
        if rows and depth <= 0 and not _CONTINUES.match(text) and not _GOES_ON.search(rows[-1][1]):
            yield _joined(rows, start, last)
            rows = []
        if braces and text[0] == "}":
            depth = saved.pop() if saved else 0
        start = start if rows else number
        rows.append((text, masked))
        last = number
        depth = max(0, depth + _balance(masked, braces=not braces))
        opens = braces and masked.endswith("{")
        if opens or len(rows) == MOST_ROWS:
            yield _joined(rows, start, number)
            rows = []
            if opens:
                saved.append(depth)
            depth = 0
    if rows:
        yield _joined(rows, start, last)


def _balance(masked: str, *, braces: bool) -> int:
    code = masked[:LONGEST]
    round_and_square = code.count("(") + code.count("[") - code.count(")") - code.count("]")
    return round_and_square + (code.count("{") - code.count("}") if braces else 0)


def _joined(rows: list[tuple[str, str]], first: int, last: int) -> Step:
    text = " ".join(row for row, _ in rows)[:LONGEST]
    code = " ".join(row for _, row in rows)[:LONGEST]
    return Step(text, code, first, last)
