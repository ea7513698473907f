"""How much of some files a commit changed: its lines, and what no line tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from history.records import FileChange, FileStatus, GapReason


class Nature(StrEnum):
    """What no changed line tells of a file's change."""

    EXECUTABLE = "executable"  # mode 100644 → 100755
    NOT_EXECUTABLE = "not_executable"
    LINK = "link"  # a file became a symbolic link
    NO_LINK = "no_link"
    MODE = "mode"  # any other change of mode
    BINARY = "binary"
    RENAMED = "renamed"
    COPIED = "copied"
    EMPTY = "empty"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Size:
    """How much of some files changed: lines, and each nature with the number of files that it is true of, 0 where that
    is all of them."""

    added: int
    removed: int
    natures: tuple[tuple[Nature, int], ...] = ()


REGULAR, EXECUTABLE, SYMLINK = "100644", "100755", "120000"
_UNREAD = frozenset(GapReason) - {GapReason.UNSUPPORTED, GapReason.FILTERED}
_WITHOUT_LINES = {
    FileStatus.RENAMED: Nature.RENAMED,
    FileStatus.COPIED: Nature.COPIED,
    FileStatus.ADDED: Nature.EMPTY,
    FileStatus.DELETED: Nature.EMPTY,
}


def size_of(files: Sequence[FileChange]) -> Size:
    """The size of a change of these files together."""
    counted = Counter(nature for file in files for nature in natures(file))
    return Size(
        sum(file.added for file in files),
        sum(file.removed for file in files),
        tuple((one, 0 if counted[one] == len(files) else counted[one]) for one in Nature if one in counted),
    )


def natures(file: FileChange) -> Iterator[Nature]:
    """What is to be told of a file beside its lines."""
    if (mode := mode_nature(file)) is not None:
        yield mode
    if file.binary:
        yield Nature.BINARY
    elif not file.churn and file.gap is not None and file.gap.reason in _UNREAD:
        yield Nature.UNREAD
    elif not file.churn and file.status in _WITHOUT_LINES:
        yield _WITHOUT_LINES[file.status]


def mode_nature(file: FileChange) -> Nature | None:
    """What became of a file's mode, `None` where it stayed, or is known of one side at most."""
    old, new = file.old_mode, file.new_mode
    if old is None or new is None or old == new or file.is_submodule:
        return None
    if SYMLINK in (old, new):
        return Nature.LINK if new == SYMLINK else Nature.NO_LINK
    exact = {(REGULAR, EXECUTABLE): Nature.EXECUTABLE, (EXECUTABLE, REGULAR): Nature.NOT_EXECUTABLE}
    return exact.get((old, new), Nature.MODE)
