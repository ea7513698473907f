"""A changed file as two sides of text that the extractors search.

Where whole files can be had, a side is searched around its changed lines and, if something is found,
as a whole; where only the diff is there, a side is what the hunks show. Tests that stand in the file of a program are
blanked (`classifier.inline_tests`): what only they hold is nothing of the program.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from classifier.facts.contents import Contents
from classifier.facts.lines import Block, Source, language_of
from classifier.facts.written import is_product, is_written
from classifier.inline_tests import NEITHER, NONE, LinesOfTests, Sides
from classifier.paths import Role
from history.briefs import EVIDENCE_CHARACTERS, Evidence, Side
from history.records import FileChange, Hunk

MARGIN = 60  # lines searched on either side of a changed line
MOST_CHARACTERS = 2_000_000  # of a whole file; beyond it the hunks alone are read
MOST_LINE_CHARACTERS = 2_000  # a longer line is data or minified: never searched


@dataclass(frozen=True)
class SideText:
    """One side of a changed file."""

    side: Side
    path: str
    language: str
    changed: dict[int, str]  # the changed lines of this side, by number
    headings: tuple[tuple[int, str], ...]  # (first line, heading) of each hunk, in order
    blocks: tuple[Block, ...]  # what is searched first
    whole: Block | None  # the whole file, where it can be had

    @property
    def searched(self) -> tuple[Block, ...]:
        """The widest text there is."""
        return (self.whole,) if self.whole is not None else self.blocks

    def touches(self, first: int, last: int) -> bool:
        """Whether a line from `first` to `last`, both included, changed."""
        if last - first > len(self.changed):
            return any(first <= number <= last for number in self.changed)
        return any(number in self.changed for number in range(first, last + 1))

    def evidence(self, line: int, text: str | None = None) -> Evidence:
        """The line as proof; `text` replaces what it shows."""
        if text is None:
            text = self.changed.get(line)
        if text is None:
            text = self._line(line)
        return Evidence(self.path, self.side, line, text.strip()[:EVIDENCE_CHARACTERS].rstrip())

    def heading(self, line: int) -> str:
        """The heading of the hunk that holds `line`: git's guess at the enclosing definition."""
        index = bisect_left(self.headings, (line + 1, "")) - 1
        return self.headings[index][1].strip() if index >= 0 else ""

    def _line(self, number: int) -> str:
        for block in self.searched:
            index = number - block.source_first
            starts = block.source.line_starts
            if 0 <= index < len(starts):
                end = starts[index + 1] - 1 if index + 1 < len(starts) else len(block.source.text)
                return block.source.text[starts[index] : end]
        return ""


@dataclass(frozen=True)
class Edit:
    """One changed file, prepared for searching."""

    change: FileChange
    role: Role
    language: str
    before: str | None = field(repr=False, default=None)  # whole texts, where they can be had
    after: str | None = field(repr=False, default=None)
    tested: Sides = NEITHER  # the lines of tests on either side

    @property
    def path(self) -> str:
        """Where the file is, or was if it is gone."""
        return self.change.path

    @property
    def is_product(self) -> bool:
        """Whether the file is part of what runs or is built: neither a test nor a page."""
        return is_product(self.role)

    @cached_property
    def old(self) -> SideText:
        """The file before the commit, without the tests in it."""
        return _without_tests(self, Side.OLD)

    @cached_property
    def new(self) -> SideText:
        """The file after the commit, without the tests in it."""
        return _without_tests(self, Side.NEW)

    @cached_property
    def old_as_written(self) -> SideText:
        """The file before the commit with all that it holds."""
        return _side(self, Side.OLD, NONE) if self.tests(Side.OLD) else self.old

    @cached_property
    def as_written(self) -> SideText:
        """The file after the commit with all that it holds."""
        return _side(self, Side.NEW, NONE) if self.tests(Side.NEW) else self.new

    def tests(self, side: Side) -> LinesOfTests:
        """The lines of a side that are tests in the file of a program: of a hunk those it shows."""
        return NONE if self.role is Role.TEST else self.tested[side is Side.NEW]

    @property
    def sides(self) -> tuple[SideText, SideText]:
        """Both, the old one first."""
        return self.old, self.new

    @property
    def hunk_blocks(self) -> Iterator[tuple[Block | None, Block | None]]:
        """What each hunk shows of the old and of the new side."""
        tests = [self.tests(side) for side in (Side.OLD, Side.NEW)]
        for hunk in self.change.hunks:
            old, new = (
                _hunk_block(hunk, side, self.language, lines)
                for side, lines in zip((Side.OLD, Side.NEW), tests, strict=True)
            )
            yield old, new

    def mentions(self, *needles: str) -> bool:
        """Whether any of the searched text holds one of the needles: a cheap gate before patterns."""
        return any(needle in block.text for side in self.sides for block in side.blocks for needle in needles)


def edits_of(
    files: Iterable[tuple[FileChange, Role]], contents: Contents, tested: Mapping[str, Sides]
) -> tuple[Edit, ...]:
    """The files of a commit whose lines were written by people, in the commit's order. `tested` are the lines of tests in
    them by path."""
    return tuple(
        edit_of(
            change, role, contents.before(change), contents.after(change), tested.get(change.path, NEITHER)
        )
        for change, role in files
        if change.hunks and is_written(change.path, role) and not change.is_submodule
    )


def edit_of(
    change: FileChange, role: Role, before: str | None, after: str | None, tested: Sides = NEITHER
) -> Edit:
    """Prepare one changed file; the whole texts are `None` where they cannot be had."""
    return Edit(change, role, language_of(change.path), _usable(before), _usable(after), tested)


def _usable(text: str | None) -> str | None:
    return text if text is not None and len(text) <= MOST_CHARACTERS else None


def _without_tests(edit: Edit, side: Side) -> SideText:
    return _side(edit, side, edit.tests(side))


def _side(edit: Edit, side: Side, tests: LinesOfTests) -> SideText:
    change, whole = edit.change, edit.before if side is Side.OLD else edit.after
    path = (change.old_path if side is Side.OLD else change.new_path) or change.path
    changed: dict[int, str] = {}
    headings: list[tuple[int, str]] = []
    for hunk in change.hunks:
        lines = hunk.removed() if side is Side.OLD else hunk.added()
        changed.update(
            (number, text)
            for number, text in lines
            if len(text) <= MOST_LINE_CHARACTERS and not (tests and number in tests)
        )
        headings.append((_start(hunk, side), hunk.heading))
    if whole is not None and change.hunks:
        source = Source(tests.blanked(_without_long_lines(whole)), edit.language)
        count = len(source.line_starts)
        full = Block(source, 1, 0, len(source.text))
        blocks = tuple(
            _window(source, first, last) for first, last in _spans(changed, change.hunks, side, count)
        )
        return SideText(side, path, edit.language, changed, tuple(headings), blocks, full)
    blocks = tuple(block for hunk in change.hunks if (block := _hunk_block(hunk, side, edit.language, tests)))
    return SideText(side, path, edit.language, changed, tuple(headings), blocks, None)


def _without_long_lines(text: str) -> str:
    text = text.replace("\r\n", "\n")
    lines = text.split("\n")
    if max(map(len, lines)) <= MOST_LINE_CHARACTERS:
        return text
    return "\n".join(line if len(line) <= MOST_LINE_CHARACTERS else "" for line in lines)


def _spans(changed: Iterable[int], hunks: Iterable[Hunk], side: Side, count: int) -> list[tuple[int, int]]:
    """Ranges of lines around what changed, merged where they meet."""
    marks = sorted({*changed, *((h.old_start if side is Side.OLD else h.new_start) for h in hunks)})
    spans: list[tuple[int, int]] = []
    for number in marks:
        first, last = max(1, number - MARGIN), min(count, number + MARGIN)
        if first > last:
            continue
        if spans and first <= spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], max(last, spans[-1][1]))
        else:
            spans.append((first, last))
    return spans


def _window(source: Source, first: int, last: int) -> Block:
    starts = source.line_starts
    end = starts[last] if last < len(starts) else len(source.text)
    return Block(source, first, starts[first - 1], end)


def _start(hunk: Hunk, side: Side) -> int:
    return hunk.old_start if side is Side.OLD else hunk.new_start


def _rows_of(hunk: Hunk, side: Side) -> str:
    other = "+" if side is Side.OLD else "-"
    return "\n".join(
        line[1:].rstrip("\r") if len(line) <= MOST_LINE_CHARACTERS else ""
        for line in hunk.lines
        if line[:1] != other
    )


def _hunk_block(hunk: Hunk, side: Side, language: str, tests: LinesOfTests) -> Block | None:
    rows = _rows_of(hunk, side)
    if not rows and not (hunk.old_count if side is Side.OLD else hunk.new_count):
        return None
    first = _start(hunk, side)
    source = Source(tests.blanked(rows, first), language)
    return Block(source, first, 0, len(source.text), first)
