"""Reads diffs that somebody else wrote: paths, modes and hunks from the text alone.

The walk counts the lines that each hunk header promises, so that a removed line `-- a` is not taken for
a file header, and whatever stands around and between the diffs is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from history.decoding import decode_path
from history.diff import Entry, counted_section, file_change, parse_hunks, read_change, unquote
from history.options import Budget, Limits, Room
from history.records import FileChange, FileStatus, Gap, GapReason, unlisted

_HUNK = re.compile(rb"^@@ -\d{1,12}(?:,(\d{1,12}))? \+\d{1,12}(?:,(\d{1,12}))? @@")
_EXTENDED = re.compile(
    rb"^(old mode|new mode|deleted file mode|new file mode|copy from|copy to|rename from|rename to"
    rb"|rename old|rename new|similarity index|dissimilarity index|index|---|\+\+\+) ?(.*)$",
    re.DOTALL,
)
_INDEX = re.compile(rb"^([0-9a-f]+)\.\.([0-9a-f]+)(?: (\d{6}))?\s*$")
_PREFIX = re.compile(rb"^[abciow12]/")
_TWO_QUOTED = re.compile(rb'^("(?:[^"\\]|\\.)*"|\S+) ("(?:[^"\\]|\\.)*"|\S+)\s*$', re.DOTALL)
_FULL_IDS = (40, 64)
_NOWHERE = b"/dev/null"


@dataclass(slots=True)
class _Header:
    """What the lines between `diff --git` and the first hunk say."""

    left: bytes = b""
    right: bytes = b""
    fields: dict[str, bytes] = field(default_factory=dict)
    binary: bool = False
    combined: bool = False


def starts_diff(lines: Sequence[bytes], at: int) -> bool:
    """Whether a file's diff begins at this line."""
    line = lines[at]
    if line.startswith((b"diff --git ", b"diff --cc ", b"diff --combined ")):
        return True
    return (
        line.startswith(b"--- ")
        and at + 2 < len(lines)
        and lines[at + 1].startswith(b"+++ ")
        and _HUNK.match(lines[at + 2]) is not None
    )


def read_diff(lines: Sequence[bytes], encoding: str | None, limits: Limits) -> Iterator[FileChange]:
    """The changes in lines of text without their line feeds; text that is no diff is passed over."""
    budget = Budget(limits)
    waiting: tuple[_Header, Entry, bytes] | None = None  # gone, or soon there as another kind of file
    for header, hunks in _sections(lines):
        entry = _entry(header)
        if waiting and _is_remade(waiting[1], entry):
            yield _remade(*waiting[1:], entry, hunks)
            waiting = None
            continue
        if waiting:
            yield _change(*waiting, encoding, budget)
            waiting = None
        if entry.status is FileStatus.DELETED and not header.combined:
            waiting = header, entry, hunks
        else:
            yield _change(header, entry, hunks, encoding, budget)
    if waiting:
        yield _change(*waiting, encoding, budget)


def bounded_diff(
    lines: Sequence[bytes], encoding: str | None, limits: Limits
) -> tuple[tuple[FileChange, ...], tuple[Gap, ...]]:
    """As many changes as are looked at, and what is said of the others."""
    room = Room(limits)
    files: list[FileChange] = []
    beyond = 0
    for change in read_diff(lines, encoding, limits):
        if room.takes(change.path):
            files.append(change)
        else:
            beyond += 1
    return tuple(files), unlisted(beyond)


def _sections(lines: Sequence[bytes]) -> Iterator[tuple[_Header, bytes]]:
    """The header of each file, and its hunks."""
    at = 0
    while at < len(lines):
        if not starts_diff(lines, at):
            at += 1
            continue
        header, at = _read_header(lines, at)
        end = _end_of_hunks(lines, at)
        yield header, b"\n".join(lines[at:end])
        at = end


def _is_remade(gone: Entry, made: Entry) -> bool:
    """Whether two files are one that became a link, or the reverse: git writes that as a deletion and an addition."""
    if made.status is not FileStatus.ADDED or gone.old_path != made.new_path:
        return False
    kinds = {gone.old_mode[:3] if gone.old_mode else "", made.new_mode[:3] if made.new_mode else ""}
    return "" not in kinds and len(kinds) == 2


def _remade(gone: Entry, before: bytes, made: Entry, after: bytes) -> FileChange:
    whole = made._replace(
        status=FileStatus.TYPE_CHANGED,
        old_path=gone.old_path,
        old_mode=gone.old_mode,
        old_blob=gone.old_blob,
    )
    return read_change(whole, [before, after])


def end_of_file(lines: Sequence[bytes], at: int) -> int:
    """Where the diff of the file that begins at this line ends."""
    return _end_of_hunks(lines, _read_header(lines, at)[1])


def _read_header(lines: Sequence[bytes], at: int) -> tuple[_Header, int]:
    header = _Header()
    if lines[at].startswith(b"diff --git "):
        header.left, header.right = _two_paths(lines[at].removeprefix(b"diff --git "))
        at += 1
    elif lines[at].startswith(b"diff --"):
        header.combined = True
        header.left = header.right = lines[at].split(b" ", 2)[2]
        return header, at + 1
    else:  # a diff without git's line: `starts_diff` has seen both names, which may be empty
        header.fields["---"], header.fields["+++"] = lines[at][4:], lines[at + 1][4:]
        return header, at + 2
    while at < len(lines):
        line = lines[at]
        found = _EXTENDED.match(line)
        if line.startswith((b"Binary files ", b"GIT binary patch")):
            header.binary = True
        elif not found or (found[1] == b"---" and "---" in header.fields) or line.rstrip() == b"---":
            break
        else:
            header.fields.setdefault(found[1].decode("ascii"), found[2])
        at += 1
    return header, at


def _end_of_hunks(lines: Sequence[bytes], at: int) -> int:
    while at < len(lines):
        found = _HUNK.match(lines[at])
        if not found:
            break
        at = _end_of_hunk(lines, at + 1, int(found[1] or 1), int(found[2] or 1))
    return at


def _end_of_hunk(lines: Sequence[bytes], at: int, old: int, new: int) -> int:
    while at < len(lines) and (old > 0 or new > 0):
        mark = lines[at][:1]
        if mark in (b" ", b"", b"\r"):
            old -= 1
            new -= 1
        elif mark == b"-":
            old -= 1
        elif mark == b"+":
            new -= 1
        elif mark != b"\\":
            return at
        at += 1
    while at < len(lines) and lines[at].startswith(b"\\ "):
        at += 1
    return at


def _change(header: _Header, entry: Entry, hunks: bytes, encoding: str | None, budget: Budget) -> FileChange:
    if header.combined:
        return file_change(entry, gap=GapReason.UNSUPPORTED, detail="combined")
    if header.binary:
        return file_change(entry, binary=True, gap=GapReason.UNSUPPORTED, detail="binary")
    section = hunks if budget.keeps(hunks) else counted_section(hunks)
    return read_change(entry, [section], encoding, parse_hunks)


def _entry(header: _Header) -> Entry:
    fields = header.fields
    old, new = _sides(header)
    index = _INDEX.match(fields.get("index", b""))
    mode = index[3] if index else None
    old_mode = fields.get("old mode") or fields.get("deleted file mode") or mode
    new_mode = fields.get("new mode") or fields.get("new file mode") or mode
    similarity = re.match(rb"(\d{1,3})%", fields.get("similarity index", b""))
    return Entry(
        status=_status(header, old, new),
        old_path=None if old is None else decode_path(old),
        new_path=None if new is None else decode_path(new),
        old_mode=_mode(old_mode) if old is not None else None,
        new_mode=_mode(new_mode) if new is not None else None,
        old_blob=_blob(index[1]) if index and old is not None else None,
        new_blob=_blob(index[2]) if index and new is not None else None,
        similarity=int(similarity[1]) if similarity else None,
    )


def _status(header: _Header, old: bytes | None, new: bytes | None) -> FileStatus:
    fields = header.fields
    if old is None:
        return FileStatus.ADDED
    if new is None:
        return FileStatus.DELETED
    if "copy from" in fields:
        return FileStatus.COPIED
    if "rename from" in fields or "rename old" in fields:
        return FileStatus.RENAMED
    return FileStatus.MODIFIED


def _sides(header: _Header) -> tuple[bytes | None, bytes | None]:
    """The two paths without prefixes, `None` for a side where the file does not exist."""
    fields = header.fields
    for before, after in (
        ("rename from", "rename to"),
        ("rename old", "rename new"),
        ("copy from", "copy to"),
    ):
        if before in fields and after in fields:
            return unquote(fields[before].rstrip(b"\r")), unquote(fields[after].rstrip(b"\r"))
    old = _named(fields["---"]) if "---" in fields else header.left
    new = _named(fields["+++"]) if "+++" in fields else header.right
    # Without prefixes (`diff.noprefix`) the two names are the same; then `a/` is a real folder.
    prefixed = header.left != header.right if header.left else _PREFIX.match(old) and _PREFIX.match(new)
    if not header.left and _NOWHERE in (old, new):
        prefixed = True
    if prefixed:
        old, new = _PREFIX.sub(b"", old), _PREFIX.sub(b"", new)
    gone = "deleted file mode" in fields or new == _NOWHERE
    made = "new file mode" in fields or old == _NOWHERE
    return (None if made else old), (None if gone and not made else new)


def _named(text: bytes) -> bytes:
    """The path of a `---` or `+++` line, which a tab and a time may follow."""
    text = text.rstrip(b"\r")
    if text.startswith(b'"'):
        return unquote(text[: text.rfind(b'"') + 1])
    return text.partition(b"\t")[0]


def _two_paths(text: bytes) -> tuple[bytes, bytes]:
    """The two paths of a `diff --git` line: quoted, or of the same length, or parted by one space."""
    text = text.rstrip(b"\r")
    middle = len(text) // 2
    if len(text) % 2 and text[middle : middle + 1] == b" " and not text.startswith(b'"'):
        left, right = text[:middle], text[middle + 1 :]
        if _PREFIX.sub(b"", left) == _PREFIX.sub(b"", right):
            return left, right
    found = _TWO_QUOTED.match(text)
    if found:
        return unquote(found[1]), unquote(found[2])
    left, _, right = text.partition(b" b/")
    return left, b"b/" + right


def _mode(mode: bytes | None) -> str | None:
    return None if mode is None else mode.strip().decode("ascii", "replace")


def _blob(name: bytes) -> str | None:
    whole = len(name) in _FULL_IDS and name.strip(b"0")
    return name.decode("ascii") if whole else None
