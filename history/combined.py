"""What a merge itself changed: the parts of its tree that differ from every parent.

git shows them as a combined diff (`--cc`), with one column of marks per parent. Seen from the first
parent, which is how all other commits are shown, each combined hunk is an ordinary hunk.
"""

from __future__ import annotations

import re

from history.decoding import decode_path
from history.diff import Counted, Entry, read_change, unquote
from history.difftree import RawRecord
from history.records import FileChange

_HEADER = re.compile(rb"^diff --(?:cc|combined) (.*)$", re.MULTILINE)
_HUNK = re.compile(rb"^(@@@+) -(\d+)(?:,\d+)? (?:-\d+(?:,\d+)? )+\+(\d+)(?:,\d+)? @@@+(.*)$")


def combined_changes(
    records: list[RawRecord], sections: list[bytes | Counted], encoding: str | None
) -> list[FileChange]:
    """The changes of the files for which git found something that no parent had."""
    entries = {record.entry.path: record.entry for record in records}
    changes = []
    for section in sections:
        header = section.header if isinstance(section, Counted) else section
        named = _HEADER.match(header)
        entry = entries.get(decode_path(unquote(named[1]))) if named else None
        if entry:
            changes.append(_change(entry, section, encoding))
    return changes


def _change(entry: Entry, section: bytes | Counted, encoding: str | None) -> FileChange:
    plain = section if isinstance(section, Counted) else _from_first_parent(section)
    return read_change(entry, [plain], encoding)


def _from_first_parent(section: bytes) -> bytes:
    """The section as a diff against the first parent, restricted to the combined hunks."""
    lines = section.split(b"\n")
    plain: list[bytes] = []
    place = next((at for at, line in enumerate(lines) if line.startswith(b"@@@")), len(lines))
    plain += lines[:place]
    while place < len(lines):
        header = _HUNK.match(lines[place])
        place += 1
        if not header:
            continue
        parents = len(header[1]) - 1
        body = []
        while place < len(lines) and not lines[place].startswith(b"@@@"):
            body.append(lines[place])
            place += 1
        plain += _hunk(header, body, parents)
    return b"\n".join(plain)


def _hunk(header: re.Match[bytes], body: list[bytes], parents: int) -> list[bytes]:
    lines = []
    old = new = 0
    for line in body:
        marks, text = line[:parents], line[parents:]
        if line.startswith(b"\\"):
            lines.append(line)
        elif b"-" in marks:  # absent from the merge
            if marks[:1] == b"-":
                lines.append(b"-" + text)
                old += 1
        elif marks[:1] == b"+":
            lines.append(b"+" + text)
            new += 1
        else:
            lines.append(b" " + text)
            old += 1
            new += 1
    ranges = b"@@ -%s,%d +%s,%d @@%s" % (header[2], old, header[3], new, header[4])
    return [ranges, *lines]
