"""The end of a message: footers by Conventional Commits 1.0.0 (items 8 to 16), and what announces a breaking change.

An example of a footer is none: what stands in a code block or in a comment of HTML is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from classifier.message import patterns

MOST = 1000  # footers beyond this are not read


@dataclass(frozen=True, slots=True)
class Footer:
    """A Conventional Commits footer. `breaking` says that it announces a breaking change; `line` counts the
    lines of the message from 1."""

    token: str
    value: str
    line: int
    breaking: bool = False


@dataclass(frozen=True, slots=True)
class Announcement:
    """What an author says breaks, in one piece. `line` counts the lines of the message from 1."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Ending:
    """What follows a title. `notes` are the announcements of breaking changes, in their order."""

    body: str | None = None
    footers: tuple[Footer, ...] = ()
    notes: tuple[Announcement, ...] = ()


def readable(text: str) -> list[str]:
    """The lines of a message, blank where they are in a fenced block of code or a comment of HTML, with the
    punctuation of Chinese and Japanese input methods in its plain form, and commits that `git merge --squash` quotes
    moved to the margin. Each stands at its place. A fence or comment without an end hides nothing."""
    if not text.isascii():
        text = text.translate(patterns.FULLWIDTH)
    if "<!--" in text:
        text = _without_comments(text)
    lines = text.split("\n")
    if "```" in text or "~~~" in text:
        _hide_fences(lines)
    if "commit" in text and patterns.SQUASHED_LOG.search(text):
        lines = [line.removeprefix("    ") for line in lines]
    return lines


def _without_comments(text: str) -> str:
    pieces, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        hidden = text[start : end + 3].split("\n")
        pieces += [text[at:start], "\n".join(" " * len(line) for line in hidden)]
        at = end + 3
    return "".join([*pieces, text[at:]])


def _hide_fences(lines: list[str]) -> None:
    opened: tuple[int, str] | None = None
    for index, line in enumerate(lines):
        fence = patterns.FENCE.match(line)
        if fence is None:
            continue
        if opened is None:
            opened = (index, fence[1])
        elif fence[1].startswith(opened[1]) and not line[fence.end() :].strip():
            for hidden in range(opened[0], index + 1):
                lines[hidden] = ""
            opened = None


def nothing_said(value: str) -> bool:
    """Whether an announcement says that there is nothing to announce: `BREAKING CHANGE: none`."""
    return not value.strip() or patterns.NOTHING.fullmatch(value.strip()) is not None


def ending_of(lines: list[str], plain: Sequence[str], first: int) -> Ending:
    """Split what follows the title into body, footers and announcements. `plain` are the `readable` lines."""
    while first < len(lines) and not lines[first].strip():
        first += 1
    last = len(lines)
    while last > first and not lines[last - 1].strip():
        last -= 1
    lines, plain = lines[:last], plain[:last]
    heads = _footer_lines(plain, first)
    opening = _opening_note(plain, first, heads)
    if opening is not None:
        del heads[first]
    start = _section_start(plain, first, heads)
    body = _text([opening or "", *lines[first + 1 : start]] if opening is not None else lines[first:start])
    footers = _footers(lines, plain, start, heads)
    notes = [Announcement(footer.value, footer.line) for footer in footers if footer.breaking]
    notes += _announced_items(plain, first)
    if opening is not None and not nothing_said(body):
        notes.append(Announcement(body, first + 1))
    return Ending(body or None, footers, tuple(sorted(notes, key=lambda note: note.line)))


def _announces(line: str) -> bool:
    return line.startswith(("BREAKING CHANGE:", "BREAKING-CHANGE:"))


def _footer_lines(lines: Sequence[str], first: int) -> dict[int, re.Match[str]]:
    """Map each line that opens a footer to what matched. Only an announcement may have its value on the
    lines that follow."""
    heads: dict[int, re.Match[str]] = {}
    for index in range(first, len(lines)):
        line = lines[index]
        if ":" not in line and " #" not in line:
            continue
        match = patterns.FOOTER.match(line)
        if match and (match.end() < len(line) or _announces(line)):
            heads[index] = match
    return heads


def _section_start(lines: Sequence[str], first: int, heads: dict[int, re.Match[str]]) -> int:
    """Return where the footers begin, `len(lines)` if there are none.

    Footers run to the end of the message. Their first line is the earliest of: the line from which on
    everything is a footer, an indented continuation or blank; the paragraph from which on every paragraph opens
    with a footer (a value may run over several lines); an announcement of a breaking change.
    """
    start = len(lines)
    announced = next(
        (index for index, head in heads.items() if head[1][0] == "B" and _announces(lines[index])), start
    )
    only_footers = True
    for index in range(len(lines) - 1, first - 1, -1) if heads else ():
        line = lines[index]
        if only_footers and index in heads:
            start = index
        elif line and not line.isspace():
            only_footers = only_footers and line[0].isspace()
            if index == first or not lines[index - 1].strip():
                if index in heads:
                    start = index
                elif not only_footers and index < announced:
                    break
    return min(start, announced)


def _opening_note(lines: Sequence[str], first: int, heads: dict[int, re.Match[str]]) -> str | None:
    """Return the rest of the line of a body that *is* the note: `BREAKING CHANGE: …` running on unindented.
    The reference parser takes it for a body with a token before it, not for a footer."""
    if first not in heads or not _announces(lines[first]) or first + 1 >= len(lines):
        return None
    following = lines[first + 1]
    runs_on = bool(following.strip()) and not following[0].isspace() and first + 1 not in heads
    return lines[first][heads[first].end() :].strip() if runs_on else None


def _footers(
    lines: Sequence[str], plain: Sequence[str], start: int, heads: dict[int, re.Match[str]]
) -> tuple[Footer, ...]:
    opens = [index for index in heads if index >= start][: MOST + 1]
    ends = [*opens[1:], len(lines)]
    found = []
    for index, end in zip(opens[:MOST], ends, strict=False):
        head, line = heads[index], lines[index]
        announces = _announces(plain[index])
        more = lines[index + 1 : _end_of_note(plain, index + 1, end) if announces else end]
        if all(line[:1].isspace() or not line for line in more):
            more = [line.strip() for line in more]
        value = _text([line[len(line) - len(plain[index]) + head.end() :], *more])
        if not value:
            continue  # an announcement of nothing
        shouted = bool(head[2]) and head[1].lower() not in patterns.EXCLAMATIONS
        breaking = (shouted or announces) and not nothing_said(value)
        found.append(Footer(head[1], value, index + 1, breaking))
    return tuple(found)


def _end_of_note(plain: Sequence[str], first: int, end: int) -> int:
    """Where an announcement ends before the next footer: at another squashed title, or at the rule that GitHub draws
    under what was squashed."""
    for index in range(first, end):
        line = plain[index]
        item = patterns.ITEM.match(line)
        if patterns.RULE.match(line) or (item and patterns.SQUASHED_TITLE.match(line, item.end())):
            return index
    return end


def _announced_items(plain: Sequence[str], first: int) -> Iterator[Announcement]:
    """Announcements as items of a list; what is indented below one belongs to it."""
    found = 0
    for index in range(first, len(plain)):
        match = patterns.ANNOUNCED_ITEM.match(plain[index]) if "BREAKING" in plain[index] else None
        if match is None or found == MOST:
            continue
        found += 1
        text = [plain[index][match.end() :]]
        margin = len(plain[index]) - len(plain[index].lstrip())
        for line in plain[index + 1 :]:
            if not line.strip() or len(line) - len(line.lstrip()) <= margin:
                break
            text.append(line.strip())
        if not nothing_said(value := _text(text)):
            yield Announcement(value, index + 1)


def _text(lines: Sequence[str]) -> str:
    return "\n".join(line.rstrip() for line in lines).strip("\n")
