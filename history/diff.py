"""Turns the text of one file's diff into a `FileChange`.

Hunks whose lines are as many as their header says are taken as they stand: that is nearly all that git writes. Of
what others wrote, each line's mark is looked at too. Whatever else there is, unidiff checks and counts; it is only
asked for metadata, which is four times as fast, and the lines are sliced from the text between the headers that it
has vouched for. Lines end at a line feed and nowhere else: carriage returns, form feeds and Unicode separators are
content.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice
from typing import NamedTuple

from unidiff.errors import UnidiffParseError
from unidiff.patch import PatchSet

from history.decoding import decode
from history.records import FileChange, FileStatus, Gap, GapReason, Hunk

SUBMODULE, SYMLINK = "160000", "120000"
_DETAIL_LENGTH = 200


class Entry(NamedTuple):
    """What is known of a changed file before its lines are read: one record of `git diff --raw`."""

    status: FileStatus
    old_path: str | None
    new_path: str | None
    old_mode: str | None = None
    new_mode: str | None = None
    old_blob: str | None = None
    new_blob: str | None = None
    similarity: int | None = None

    @property
    def path(self) -> str:
        """The path after the change, or before it for a deleted file."""
        return self.new_path or self.old_path or ""


class Counted(NamedTuple):
    """A file's diff that was too large to keep: its header and how many lines it adds and removes."""

    header: bytes
    added: int
    removed: int


class Hunks(NamedTuple):
    """The hunks of one file and the lines they add and remove."""

    hunks: tuple[Hunk, ...] = ()
    added: int = 0
    removed: int = 0


class DiffError(ValueError):
    """Text that is no unified diff."""


def file_change(
    entry: Entry,
    *,
    body: Hunks | None = None,
    binary: bool = False,
    gap: GapReason | None = None,
    detail: str = "",
) -> FileChange:
    """A `FileChange` from an entry and what was read of its lines."""
    lines = body or Hunks()
    return FileChange(
        status=entry.status,
        old_path=entry.old_path,
        new_path=entry.new_path,
        old_mode=entry.old_mode,
        new_mode=entry.new_mode,
        old_blob=entry.old_blob,
        new_blob=entry.new_blob,
        similarity=entry.similarity,
        binary=binary,
        added=lines.added,
        removed=lines.removed,
        hunks=lines.hunks,
        gap=None if gap is None else Gap(gap, entry.path, detail),
    )


_BINARY = re.compile(rb"^(?:Binary files .* differ|GIT binary patch)$", re.MULTILINE)


def git_hunks(text: str) -> Hunks:
    """The hunks of text that git wrote just now. Raises `DiffError`."""
    return plain_hunks(text) or checked_hunks(text)


def no_hunks(text: str) -> Hunks:
    """How many lines text that git wrote adds and removes, and no hunks."""
    return Hunks((), text.count("\n+"), text.count("\n-"))


def read_change(
    entry: Entry,
    sections: Sequence[bytes | Counted],
    encoding: str | None = None,
    hunks_of: Callable[[str], Hunks] = git_hunks,
) -> FileChange:
    """The change of one file from the sections of diff text that there are for it: none, one, or two
    where a file became a link or the reverse."""
    special = _special(entry)
    if special:
        return file_change(entry, body=_counts(sections), gap=GapReason.UNSUPPORTED, detail=special)
    if not sections:
        return file_change(entry)
    section = sections[0]
    if isinstance(section, Counted):
        return file_change(entry, body=_counts(sections), gap=GapReason.TOO_LARGE)
    header, hunks = _split(section)
    if not hunks:
        binary = _BINARY.search(header) is not None
        gap, detail = (GapReason.UNSUPPORTED, "binary") if binary else (None, "")
        return file_change(entry, binary=binary, gap=gap, detail=detail)
    text = decode(hunks, encoding)
    try:
        return file_change(entry, body=hunks_of(text))
    except DiffError as error:
        return file_change(
            entry, body=_counts(sections), gap=GapReason.UNREADABLE, detail=str(error)[:_DETAIL_LENGTH]
        )


def counted_section(section: bytes) -> Counted:
    """A section without its lines."""
    return Counted(_split(section)[0], *count(section))


def count(section: bytes | Counted) -> tuple[int, int]:
    """Lines added and removed, by their marks alone."""
    if isinstance(section, Counted):
        return section.added, section.removed
    hunks = b"\n" + _split(section)[1]
    return hunks.count(b"\n+"), hunks.count(b"\n-")


def parse_hunks(text: str) -> Hunks:
    """Parse the text from a file's first `@@` to the end of its last hunk, whoever wrote it. Raises `DiffError`."""
    plain = plain_hunks(text)
    return plain if plain and all(map(_is_as_told, plain.hunks)) else checked_hunks(text)


def _is_as_told(hunk: Hunk) -> bool:
    """Whether the marks of the lines are those that the header promises."""
    marks = Counter(line[:1] for line in hunk.lines)
    return (
        marks["+"] == hunk.marked("+")
        and marks["-"] == hunk.marked("-")
        and marks[" "] == len(hunk.lines) - hunk.marked("+") - hunk.marked("-")
    )


_NO_LINE_FEED = "\n\\ No newline at end of file"
_HUNK = re.compile(r"-(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@ ?(.*)")


def plain_hunks(text: str) -> Hunks | None:
    """The hunks, if all of them have the lines that their headers say. No line of a hunk begins with `@`, so what
    lies between two headers is all of a hunk."""
    if not text.startswith("@@ "):
        return None
    hunks: list[Hunk] = []
    total_added = total_removed = 0
    text = text[3:].replace(f"{_NO_LINE_FEED}\n", "\n").removesuffix(_NO_LINE_FEED)
    for piece in text.split("\n@@ "):
        lines = piece.split("\n")
        header = _HUNK.match(lines[0])
        if header is None:
            return None
        old_start, old, new_start, new, heading = header.groups()
        old_count, new_count = int(old or 1), int(new or 1)
        del lines[0]
        added, removed = len(lines) - old_count, len(lines) - new_count
        if added < 0 or removed < 0 or added > new_count or not lines:
            return None
        hunks.append(Hunk(int(old_start), old_count, int(new_start), new_count, heading, tuple(lines)))
        total_added += added
        total_removed += removed
    return Hunks(tuple(hunks), total_added, total_removed)


def checked_hunks(text: str) -> Hunks:
    """The hunks, as unidiff finds them. Raises `DiffError`."""
    lines = text.split("\n")
    try:
        patched = PatchSet(["--- a", "+++ b", *lines], metadata_only=True)[0]
    except (UnidiffParseError, ValueError) as error:  # ValueError: a number of thousands of digits
        raise DiffError(str(error)) from error
    marked = "\n\\ " in text
    hunks = []
    start = 0
    for parsed in patched:
        while lines[start][:2] != "@@":
            start += 1
        size = parsed.source_length + parsed.added
        body = lines[start + 1 : start + 1 + size]
        if marked:
            body = _without_markers(lines, start + 1, size)
        if "" in body or "\r" in body:
            # mail programs strip the space of an empty context line
            body = [line if line not in ("", "\r") else " " + line for line in body]
        start += 1 + size
        hunks.append(
            Hunk(
                parsed.source_start,
                parsed.source_length,
                parsed.target_start,
                parsed.target_length,
                parsed.section_header,
                tuple(body),
            )
        )
    return Hunks(tuple(hunks), patched.added, patched.removed)


def _without_markers(lines: list[str], start: int, size: int) -> list[str]:
    """The next `size` lines, not counting "No newline at end of file"."""
    unmarked = (line for at in range(start, len(lines)) if (line := lines[at])[:1] != "\\")
    return list(islice(unmarked, size))


def _special(entry: Entry) -> str:
    """What a file is that has no lines to read, "" for an ordinary one."""
    modes = (entry.old_mode, entry.new_mode)
    if SUBMODULE in modes:
        return "submodule"
    if SYMLINK in modes:
        return "symlink"
    return ""


def _split(section: bytes) -> tuple[bytes, bytes]:
    """A section's header, and its hunks from the first `@@`."""
    if section.startswith(b"@@"):
        return b"", section
    at = section.find(b"\n@@") + 1
    return (section[:at], section[at:]) if at else (section, b"")


def _counts(sections: Sequence[bytes | Counted]) -> Hunks:
    counts = [count(section) for section in sections]
    return Hunks((), sum(added for added, _ in counts), sum(removed for _, removed in counts))


_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(.))", re.DOTALL)
_LETTERS = {b"a": b"\a", b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}


def unquote(path: bytes) -> bytes:
    """Undo git's quoting of a path, if it is quoted."""
    if len(path) < 2 or not (path.startswith(b'"') and path.endswith(b'"')):
        return path
    return _ESCAPE.sub(_unescape, path[1:-1])


def _unescape(found: re.Match[bytes]) -> bytes:
    if found[1]:
        return bytes([int(found[1], 8) & 0xFF])
    return _LETTERS.get(found[2], found[2])
