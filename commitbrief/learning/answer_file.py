"""The label file of a session: each answer is on the disk before the next question is asked."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import AbstractContextManager
from pathlib import Path

from classifier.labels.records import Entry, LabelError, parse_entries, parse_entry
from commitbrief.errors import OutputError


class AnswerFile(AbstractContextManager["AnswerFile"]):
    """A label file that one session appends to. What it holds is never rewritten: an answer is one write at its end,
    and taking an answer back cuts that end off again.

    `entries` are all of the file's. `torn` is the piece of a last line that an earlier session did not get to finish;
    it is cut off, since it says nothing.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._ends: list[int] = []  # where the file ended before each answer of this session
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as error:
            raise OutputError(f"cannot write {path}: {error.strerror}") from error
        try:
            self._lock()
            self.entries, self.torn = self._read()
            self._sync_folder()
        except BaseException:
            os.close(self._file)
            raise

    def __exit__(self, *_: object) -> None:
        os.close(self._file)

    def append(self, entry: Entry) -> None:
        """Write an answer, and wait until the disk has it. Raises `OutputError`; the file is then as before."""
        end = os.lseek(self._file, 0, os.SEEK_END)
        rest = f"{entry.to_json()}\n".encode()
        try:
            while rest:
                rest = rest[os.write(self._file, rest) :]
            os.fsync(self._file)
        except OSError as error:
            os.ftruncate(self._file, end)
            raise OutputError(f"cannot write {self._path}: {error.strerror}") from error
        self._ends.append(end)
        self.entries.append(entry)

    def take_back(self) -> Entry | None:
        """Remove the latest answer of this session; `None` where there is none."""
        if not self._ends:
            return None
        os.ftruncate(self._file, self._ends.pop())
        os.fsync(self._file)
        return self.entries.pop()

    def _lock(self) -> None:
        if sys.platform == "win32":
            return
        import fcntl

        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise OutputError(f"{self._path} is being written by another session: end that first") from None

    def _read(self) -> tuple[list[Entry], str]:
        if not stat.S_ISREG(os.fstat(self._file).st_mode):
            raise OutputError(f"{self._path} is no regular file: name another one for the answers")
        with os.fdopen(os.dup(self._file), "rb") as stream:
            data = stream.read()
        whole, end, last = data.rpartition(b"\n")
        try:
            text = (whole + end).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise LabelError(f"{self._path}: cannot be read ({error})") from error
        entries = list(parse_entries(text, str(self._path)))
        if not last.strip():
            return entries, ""
        try:
            entries.append(parse_entry(last.decode("utf8"), str(self._path)))
        except (UnicodeDecodeError, LabelError):
            os.ftruncate(self._file, len(whole + end))
            return entries, last.decode("utf8", "replace")
        os.lseek(self._file, 0, os.SEEK_END)
        os.write(self._file, b"\n")
        return entries, ""

    def _sync_folder(self) -> None:
        """Make sure that a new file's name is on the disk too."""
        if sys.platform == "win32":
            return
        folder = os.open(self._path.resolve().parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
