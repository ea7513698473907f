"""Commits that were never in a repository: somebody's, with changed files of a hunk each."""

from __future__ import annotations

from datetime import UTC, datetime

from history.records import Commit, FileChange, FileStatus, Hunk, Person

SOMEONE = Person("Ada", "ada@example.org")
WHEN = datetime(2026, 1, 23, tzinfo=UTC)


def change(path: str, *lines: str, status: FileStatus = FileStatus.MODIFIED) -> FileChange:
    """A changed file with one hunk; `lines` begin with `+`, `-` or a space."""
    added, removed = (sum(line.startswith(mark) for line in lines) for mark in "+-")
    hunk = Hunk(1, len(lines) - added, 1, len(lines) - removed, "", lines)
    old = None if status is FileStatus.ADDED else path
    return FileChange(status, old, path, added=added, removed=removed, hunks=(hunk,) if lines else ())


def commit(message: str, *files: FileChange, sha: str = "a" * 40, author: Person = SOMEONE) -> Commit:
    """A commit without parents."""
    return Commit(sha, (), author, WHEN, author, WHEN, message, files)
