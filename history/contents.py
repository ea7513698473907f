"""Whole files on either side of a commit."""

from __future__ import annotations

from history.decoding import decode
from history.diff import SUBMODULE, SYMLINK
from history.objects import ObjectReader
from history.records import Commit, FileChange

CONTENT_LIMIT = 2 << 20  # bytes of a file that is worth reading whole
COMMIT_LIMIT = 24 << 20  # of all files of a commit, in the order in which they are asked for
_BINARY_WITHIN = 8000  # where git looks for a NUL


class BlobContents:
    """The `Contents` of a commit of a local repository; for a rename, the old side is the old path's. Of a commit
    that changes more than `COMMIT_LIMIT` of files the rest is known by its hunks alone, and named in `left_out`."""

    def __init__(self, objects: ObjectReader, commit: Commit, limit: int = CONTENT_LIMIT) -> None:
        self._objects = objects
        self._commit = commit
        self._limit = limit
        self._left = COMMIT_LIMIT
        self._read: set[str] = set()
        self._left_out: dict[str, None] = {}

    @property
    def left_out(self) -> tuple[str, ...]:
        """The paths of which a side was asked for and not given, because others of the commit had taken all there is."""
        return tuple(self._left_out)

    def before(self, change: FileChange) -> str | None:
        """The file before the commit; `None` if absent, missing, binary, too large, or no plain file."""
        return self._text(change.old_blob, change.old_mode, change.path)

    def after(self, change: FileChange) -> str | None:
        """The file after the commit; `None` as for `before`."""
        return self._text(change.new_blob, change.new_mode, change.path)

    def _text(self, blob: str | None, mode: str | None, path: str) -> str | None:
        if blob is None or mode in (SUBMODULE, SYMLINK):
            return None
        found = self._objects.read(blob, self._limit)
        if found is None or found.data is None or b"\0" in found.data[:_BINARY_WITHIN]:
            return None
        if blob not in self._read:
            if len(found.data) > self._left:
                self._left_out[path] = None
                return None
            self._left -= len(found.data)
            self._read.add(blob)
        return decode(found.data)
