"""A running `git diff-tree --stdin`, asked commit by commit.

After each commit's id a line `end <id>` is sent. It is no object name, so git echoes it and flushes: the
answer to each question has a clear end, and no text inside a diff can forge it, because lines of a diff
begin with a mark and no path can hold the hash of a commit that contains it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from history.decoding import decode_path
from history.diff import Counted, Entry, counted_section
from history.git import Git, stop
from history.options import Budget, Limits
from history.records import FileStatus

# Files that came and went of which so many each are compared with one another; those that kept their name or their content
# are found without. Today's git has 1,000 and takes half a minute for 900 of 4,000 lines; older ones had this.
RENAME_LIMIT = 400

_COMMON = (
    *("diff-tree", "--stdin", "-r", "--root", "-z", "--raw", "-p", "--no-commit-id", "--full-index"),
    *("--no-color", "--no-ext-diff", "--no-textconv", "--no-relative", "--diff-algorithm=myers"),
    *("--indent-heuristic", "-U3", "--inter-hunk-context=0", "--src-prefix=a/", "--dst-prefix=b/"),
    *("--submodule=short", "--ignore-submodules=none"),
)
WITH_RENAMES = (*_COMMON, "-M50%", f"-l{RENAME_LIMIT}")
COMBINED = (*_COMMON, "--cc", "--no-renames")
RAW_ONLY = ("diff-tree", "-r", "--root", "-z", "--raw", "--no-commit-id", "--no-abbrev", "-M100%")

_STATUS = {
    "A": FileStatus.ADDED,
    "C": FileStatus.COPIED,
    "D": FileStatus.DELETED,
    "M": FileStatus.MODIFIED,
    "R": FileStatus.RENAMED,
    "T": FileStatus.TYPE_CHANGED,
}
_CHUNK = 1 << 18
_FILE = b"\ndiff --"
_LONGEST_HEADER = 1 << 18  # six times a path of 4,096 bytes, quoted


class StreamEndedError(Exception):
    """git died before it had answered: an object is missing or damaged."""


class RawRecord(NamedTuple):
    """One file of `--raw` output; `combined` where it compares a merge with all its parents."""

    entry: Entry
    combined: bool


class DiffTree:
    """One process. After a `StreamEndedError` it is of no more use; close it."""

    def __init__(self, git: Git, flags: tuple[str, ...], *pathspec: str) -> None:
        self._process = git.stream(*flags, *pathspec)
        self._buffer = bytearray()
        self._at = 0

    def close(self) -> None:
        """End the process."""
        stop(self._process)

    def ask(self, sha: str, parent: str | None = None) -> None:
        """Ask for a commit, compared with `parent`, or with its own parents (`COMBINED`) or nothing."""
        into = self._process.stdin
        assert into
        revisions = f"{sha} {parent}" if parent else sha
        try:
            into.write(f"{revisions}\nend {sha}\n".encode("ascii"))
            into.flush()
        except OSError:
            return  # the answer, or its absence, tells

    def records(self) -> list[RawRecord]:
        """The files of the commit whose answer is next. `sections` must be read before another's."""
        records = []
        while self._peek() == b":":
            header = self._field()
            path = self._field()
            status = header.rsplit(b" ", 1)[1]
            target = self._field() if status[:1] in b"RC" and not header.startswith(b"::") else path
            records.append(parse_record(header, path, target))
        if self._peek() == b"\0":
            self._at += 1
        return records

    def sections(self, sha: str, limits: Limits) -> Iterator[bytes | Counted]:
        """The text of each file's diff, in the order of the records. One over the limit is counted as it
        passes by and not kept; so are all but the smallest once the commit is over its own."""
        budget = Budget(limits)
        end = b"\nend " + sha.encode("ascii") + b"\n"
        if self._starts_with(end[1:]):
            self._at += len(end) - 1
            return
        ended = False
        while not ended:
            to, ended = self._find(end, max(budget.largest, _LONGEST_HEADER))
            if to < 0:
                counted, ended = self._count_rest(end)
                yield counted
            else:
                with memoryview(self._buffer) as view:
                    section = view[self._at : to].tobytes()
                self._at = to + (len(end) if ended else 1)
                yield section if budget.keeps(section) else counted_section(section)

    def _find(self, end: bytes, limit: int) -> tuple[int, bool]:
        """Where the current section ends and whether it is the last; -1 if it is not to be seen within
        `limit` bytes."""
        scanned = self._at + 1
        while True:
            following = self._buffer.find(_FILE, scanned)
            last = self._buffer.find(end, scanned, following if following >= 0 else len(self._buffer))
            if last >= 0 or following >= 0:
                return (last if last >= 0 else following), last >= 0
            if len(self._buffer) - self._at > limit:
                return -1, False
            scanned = max(len(self._buffer) - len(end), self._at + 1) - self._fill()

    def _count_rest(self, end: bytes) -> tuple[Counted, bool]:
        """Count the current section to its end, keeping only its header."""
        first = max(self._buffer.find(b"\n@@", self._at), self._at)
        header = bytes(self._buffer[self._at : first])
        self._at = first
        added = removed = 0
        while True:
            following = self._buffer.find(_FILE, self._at)
            last = self._buffer.find(end, self._at, following if following >= 0 else len(self._buffer))
            done = last >= 0 or following >= 0
            if done:
                to = last if last >= 0 else following
            else:  # to the last line feed whose line is whole enough to tell a mark from an end
                to = self._buffer.rfind(b"\n", self._at, len(self._buffer) - len(end))
            if to > self._at:
                added += self._buffer.count(b"\n+", self._at, to + 1)
                removed += self._buffer.count(b"\n-", self._at, to + 1)
                self._at = to
            if done:
                self._at += len(end) if last >= 0 else 1
                return Counted(header, added, removed), last >= 0
            self._fill()

    def _field(self) -> bytes:
        end = self._buffer.find(b"\0", self._at)
        while end < 0:
            self._fill()
            end = self._buffer.find(b"\0", self._at)
        field = bytes(self._buffer[self._at : end])
        self._at = end + 1
        return field

    def _peek(self) -> bytes:
        while self._at >= len(self._buffer):
            self._fill()
        return bytes(self._buffer[self._at : self._at + 1])

    def _starts_with(self, text: bytes) -> bool:
        while len(self._buffer) - self._at < len(text):
            if not text.startswith(self._buffer[self._at :]):
                return False
            self._fill()
        return self._buffer.startswith(text, self._at)

    def _fill(self) -> int:
        """Read more, dropping what was used up; the number of bytes dropped."""
        out = self._process.stdout
        assert out
        chunk = out.read1(_CHUNK)  # type: ignore[attr-defined]  # a BufferedReader, which Popen hides
        if not chunk:
            raise StreamEndedError
        dropped = self._at
        if dropped:
            del self._buffer[:dropped]
            self._at = 0
        self._buffer += chunk
        return dropped


def parse_record(header: bytes, path: bytes, target: bytes) -> RawRecord:
    """One record of `--raw -z`: `:modes blobs status`, the path, and the second path of a rename.

    Of a combined record the first parent's side is kept."""
    parents = 1 if header[1:2] != b":" else len(header) - len(header.lstrip(b":"))
    fields = header[parents:].decode("ascii").split(" ")
    old, new = _present(fields[0]), _present(fields[parents])
    status = fields[-1]
    kind = _STATUS.get(status[0], FileStatus.MODIFIED)
    moved = parents == 1 and kind in (FileStatus.RENAMED, FileStatus.COPIED)
    entry = Entry(
        kind,
        decode_path(path) if old else None,
        decode_path(target) if new else None,
        old,
        new,
        fields[parents + 1] if old else None,
        fields[-2] if new else None,
        int(status[1:] or 0) if moved else None,
    )
    return RawRecord(entry, parents > 1)


def parse_raw(output: bytes) -> list[Entry]:
    """All records of `--raw -z` output without a diff."""
    fields = iter(output.split(b"\0"))
    entries = []
    for header in fields:
        if not header.startswith(b":"):
            break
        path = next(fields)
        target = next(fields) if header.rsplit(b" ", 1)[1][:1] in b"RC" else path
        entries.append(parse_record(header, path, target).entry)
    return entries


def _present(mode: str) -> str | None:
    return mode if mode != "000000" else None
