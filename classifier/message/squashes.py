"""The titles of the commits that a squash merge made into one, as its body lists them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from classifier.message import patterns
from classifier.message.header import Header, read_header
from classifier.message.requests import LONGEST_TITLE

MOST = 1000  # lines beyond this are not read


@dataclass(frozen=True, slots=True)
class SquashedLine:
    """A conventional title in the body of a squash merge: one of the commits that were squashed."""

    header: Header
    line: int


def squashed_lines(lines: Sequence[str], plain: Sequence[str], first: int) -> tuple[SquashedLine, ...]:
    """Find them from line `first` on: items of a list, and lines that are a title alone. `plain` are the `readable`
    lines, by which is decided where to look."""
    found: list[SquashedLine] = []
    for index in range(first, len(lines)):
        line = plain[index]
        if ":" not in line and line.isascii():
            continue
        item = patterns.ITEM.match(line)
        if item is None or not _may_be_title(line, item.end()):
            continue
        start = len(lines[index]) - len(line) + item.end()
        header = read_header(lines[index][start : start + LONGEST_TITLE])
        listed = item.end() > 0 and not item[0].isspace()
        if header.type in patterns.TYPE_WORDS or (header.breaking and (listed or header.emoji)):
            found.append(SquashedLine(header, index + 1))
            if len(found) == MOST:
                break
    return tuple(found)


def _may_be_title(line: str, at: int) -> bool:
    """A look that costs little: most lines with a colon are prose."""
    title = patterns.SQUASHED_TITLE.match(line, at)
    if title is None:
        return patterns.EMOJI.match(line, at) is not None
    return bool(title[2]) or title[1].rpartition(" ")[2].lower() in patterns.TYPE_WORDS
