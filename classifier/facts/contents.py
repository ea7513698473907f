"""Whole files on either side of a commit, as extractors are given them."""

from __future__ import annotations

from typing import Protocol

from history.records import FileChange


class Contents(Protocol):
    """Whole files on either side of a commit; `None` where they cannot be had (a patch, a missing
    blob, a file over the size limit, a binary file)."""

    def before(self, change: FileChange) -> str | None:
        """The file that the commit found."""
        ...

    def after(self, change: FileChange) -> str | None:
        """The file that the commit left."""
        ...

    @property
    def left_out(self) -> tuple[str, ...]:
        """The paths of which a side could be had and was not given, because the commit has too many of them."""
        ...
