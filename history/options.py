"""How history is read: what is compared, and where reading stops."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes beyond which a diff is counted and not kept, in bytes and lines of diff text; the files of a commit, and the
    characters of their paths, beyond which files are only counted; and the number of commits that a merge lists. A line takes sixty
    bytes of memory however short it is, and reading a megabyte of source for what it proves takes seconds: what is larger than a
    commit's share was made by a program."""

    file_bytes: int = 4 << 20
    commit_bytes: int = 4 << 20
    commit_lines: int = 120_000
    commit_files: int = (
        10_000  # of 2,000 the lines are read; each of the others takes a third of a millisecond
    )
    commit_paths: int = 1_600_000  # each is gone through by some fifty patterns
    merged: int = 250


class Room:
    """What is left of the files of a commit that are looked at, in the order in which they come."""

    def __init__(self, limits: Limits) -> None:
        self._files, self._characters = limits.commit_files, limits.commit_paths

    def takes(self, path: str) -> bool:
        """Whether a file is looked at. After the first one that is not, none is."""
        self._files -= 1
        self._characters -= len(path)
        return self._files >= 0 and self._characters >= 0


class Budget:
    """What is left of a commit's share, file after file in the order of their paths. When it is used up only very short
    diffs are kept, and when half as much again has come, none."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._bytes = limits.commit_bytes
        self._lines = limits.commit_lines

    @property
    def largest(self) -> int:
        """The most bytes that the next file's diff may have and be kept."""
        left = min(self._bytes / self._limits.commit_bytes, self._lines / self._limits.commit_lines)
        if left > 0:
            return self._limits.file_bytes
        return _SHORT if left > -0.5 else 0

    def keeps(self, section: bytes) -> bool:
        """Whether this file's diff is kept. One that would go beyond the share of lines alone is not."""
        lines = section.count(b"\n")
        if len(section) > self.largest or lines > max(self._lines, _SHORT):
            return False
        self._bytes -= len(section)
        self._lines -= max(lines, _LEAST)
        return True


_SHORT = 1024  # bytes of a file's diff, and lines
_LEAST = 60  # lines: to read a file however short takes as long as to read so many lines of one


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """`first_parent` follows main-line history only and compares merges with their first parent.
    `keep` says of a path whether its change is wanted; a change is kept if either of its paths is. `counted` says of
    one whether nobody will look at its lines: they are counted, and there are no hunks."""

    first_parent: bool = False
    keep: Callable[[str], bool] | None = None
    counted: Callable[[str], bool] | None = None
    limits: Limits = field(default_factory=Limits)
