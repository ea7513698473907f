"""Reads single objects, and commits as they are written: names, dates and encodings included."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from itertools import islice
from typing import IO

from history.decoding import decode_declared
from history.errors import HistoryError
from history.git import Git, stop
from history.records import Person

_CHUNK = 1 << 20
_AT_ONCE = 32  # commits asked for before an answer is read: the questions fit in any pipe
_LARGEST_COMMIT = 1 << 28


@dataclass(frozen=True, slots=True)
class GitObject:
    """An object's type, its size in bytes, and its data unless it was over the limit asked for."""

    kind: str
    size: int
    data: bytes | None


@dataclass(frozen=True, slots=True)
class CommitHeader:
    """A commit object, decoded. Parents are the true ones, also where a shallow clone ends."""

    sha: str
    parents: tuple[str, ...]
    author: Person
    authored: datetime
    committer: Person
    committed: datetime
    message: str
    encoding: str | None


class ObjectReader:
    """One `git cat-file --batch` process, started when first needed."""

    def __init__(self, git: Git) -> None:
        self._git = git
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0  # the process that started it: a copy of that one has to start its own

    def close(self) -> None:
        """End the process. Harmless when repeated; reading again starts another."""
        if self._process and self._owner == os.getpid():
            stop(self._process)
        self._process = None

    def read(self, name: str, limit: int) -> GitObject | None:
        """The object with this full id, `None` if it is missing or damaged. Data over `limit` bytes is
        skipped."""
        try:
            return self._read(name, limit)
        except OSError:  # git died of a damaged object
            self.close()
            return None

    def absent(self, names: Sequence[str]) -> frozenset[str]:
        """Those of some full ids whose objects are missing; nothing of the others is read."""
        asked = "".join(f"{name}\n" for name in dict.fromkeys(names)).encode("ascii")
        answer = self._git.read(
            "cat-file", "--batch-check=%(objectname)", "--buffer", stdin=asked
        ).stdout.decode("ascii", "replace")
        return frozenset(line.split(" ")[0] for line in answer.splitlines() if line.endswith(" missing"))

    def commit(self, sha: str) -> CommitHeader:
        """The commit with this full id. Raises `HistoryError` if it is missing or damaged."""
        return _header(sha, self.read(sha, _LARGEST_COMMIT))

    def commits(self, shas: Iterable[str]) -> Iterator[CommitHeader]:
        """The commits with these full ids, in their order, read some at a time: to ask for each by itself
        costs two changes of process. Raises `HistoryError` as `commit` does."""
        waiting = iter(shas)
        while some := list(islice(waiting, _AT_ONCE)):
            try:
                found = self._read_all(some, _LARGEST_COMMIT)
            except OSError:  # git died of a damaged object: one of them, but which?
                self.close()
                yield from map(self.commit, some)
            else:
                yield from map(_header, some, found)

    def _read(self, name: str, limit: int) -> GitObject | None:
        return self._read_all([name], limit)[0]

    def _read_all(self, names: Sequence[str], limit: int) -> list[GitObject | None]:
        if self._process is None or self._owner != os.getpid():
            self._process, self._owner = self._git.stream("cat-file", "--batch"), os.getpid()
        into, out = self._process.stdin, self._process.stdout
        assert into
        assert out
        into.write("".join(f"{name}\n" for name in names).encode("ascii"))
        into.flush()
        return [self._answer(out, limit) for _ in names]

    @staticmethod
    def _answer(out: IO[bytes], limit: int) -> GitObject | None:
        answer = out.readline().split()
        if len(answer) != 3:
            if answer[-1:] == [b"missing"]:
                return None
            raise BrokenPipeError
        size = int(answer[2])
        data = out.read(size) if size <= limit else None
        remaining = 0 if data is not None else size
        while remaining:
            skipped = len(out.read(min(remaining, _CHUNK)))
            if not skipped:
                raise BrokenPipeError
            remaining -= skipped
        if out.read(1) != b"\n":
            raise BrokenPipeError
        return GitObject(answer[1].decode("ascii"), size, data)


def _header(sha: str, found: GitObject | None) -> CommitHeader:
    if found is None or found.kind != "commit" or found.data is None:
        raise HistoryError(f"commit {sha} is missing or damaged; check the repository with `git fsck`")
    return parse_commit(sha, found.data)


_DATE = re.compile(rb"\s*(-?\d{1,20})\d*\s*(?:([+-])(\d{1,6}))?")
_EARLIEST = int(datetime(1, 1, 3, tzinfo=UTC).timestamp())
_LATEST = int(datetime(9999, 12, 29, tzinfo=UTC).timestamp())


def parse_commit(sha: str, data: bytes) -> CommitHeader:
    """Parse the text of a commit object. Whatever is absent or absurd gets a harmless value."""
    head, _, message = data.partition(b"\n\n")
    fields: dict[bytes, bytes] = {}
    parents = []
    for line in head.split(b"\n"):
        key, _, value = line.partition(b" ")
        if key == b"parent":
            parents.append(value.decode("ascii", "replace"))
        elif key:  # a line that starts with a space continues a signature
            fields.setdefault(key, value)
    declared = fields.get(b"encoding")
    encoding = declared.decode("ascii", "replace") if declared else None
    author, authored = _person(fields.get(b"author", b""), encoding)
    committer, committed = _person(fields.get(b"committer", b""), encoding)
    text = decode_declared(message, encoding)
    return CommitHeader(sha, tuple(parents), author, authored, committer, committed, text, encoding)


def _person(line: bytes, encoding: str | None) -> tuple[Person, datetime]:
    identity, closed, rest = line.rpartition(b">")
    name, opened, email = identity.partition(b"<")
    if not closed or not opened:
        return Person(decode_declared(line, encoding).strip(), ""), moment(0, 0)
    person = Person(decode_declared(name, encoding).strip(), decode_declared(email, encoding).strip())
    date = _DATE.match(rest)
    if not date:
        return person, moment(0, 0)
    hours, minutes = divmod(int(date[3] or 0), 100)
    offset = hours * 60 + minutes
    return person, moment(int(date[1]), -offset if date[2] == b"-" else offset)


def moment(seconds: int, offset: int) -> datetime:
    """A time from seconds since 1970 and minutes east of UTC. An offset of a day or more counts as
    none, a time outside the years 1 to 9999 as the nearest inside."""
    zone = timezone(timedelta(minutes=offset)) if abs(offset) < 24 * 60 else UTC
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    inside = min(max(seconds, _EARLIEST), _LATEST)
    return (epoch + timedelta(seconds=inside)).astimezone(zone)
