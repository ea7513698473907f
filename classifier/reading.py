"""A commit, read once: what its message says and what its files are for. Types, importance and facts share it."""

from __future__ import annotations

from dataclasses import dataclass

from classifier.message.parse import Message, parse
from classifier.paths import PathTable, Role
from history.records import Commit, FileChange


@dataclass(frozen=True, slots=True)
class Reading:
    """A commit with its message taken apart. `roles` is parallel to `commit.files`."""

    commit: Commit
    message: Message
    roles: tuple[Role, ...]

    def files(self, *roles: Role) -> tuple[FileChange, ...]:
        """Return the changed files with one of the roles, in the commit's order."""
        return tuple(file for file, role in zip(self.commit.files, self.roles, strict=True) if role in roles)


def read(commit: Commit, paths: PathTable) -> Reading:
    """Read a commit. Never raises, whatever the message and the paths hold."""
    return Reading(commit, parse(commit.message), tuple(paths.role(file.path) for file in commit.files))
