"""The changed lines of a commit, as indicators look at them."""

from __future__ import annotations

from itertools import islice

from classifier.paths import Role
from classifier.reading import Reading
from history.briefs import EVIDENCE_CHARACTERS, Evidence, Side
from history.records import Hunk

MOST_LINES = 20_000  # changed lines looked at; a longer diff shows its nature before that
# Files that programs write or that others wrote: they are counted, and no indicator looks at their lines.
UNREAD_ROLES = frozenset({Role.LOCK_FILE, Role.GENERATED, Role.VENDORED})
_MARKS = {Side.OLD: "-", Side.NEW: "+"}


class Run:
    """The lines of one side of a hunk that are not context, `size` of them. Their texts are only made where
    somebody reads them, and their numbers only counted for the few that become evidence."""

    __slots__ = ("_texts", "hunk", "path", "role", "side", "size")

    def __init__(self, path: str, role: Role, side: Side, hunk: Hunk, size: int) -> None:
        self.path = path
        self.role = role
        self.side = side
        self.hunk = hunk
        self.size = size
        self._texts: list[str] | None = None

    @property
    def texts(self) -> list[str]:
        """The lines without their marks."""
        if self._texts is None:
            self._texts = self.hunk.texts(_MARKS[self.side])[: self.size]
        return self._texts

    def evidence(self, place: int = 0) -> Evidence:
        """Return the line at this place in `texts` as evidence."""
        numbered = self.hunk.removed() if self.side is Side.OLD else self.hunk.added()
        number, text = next(islice(numbered, place, None))
        return Evidence(self.path, self.side, number, text.strip()[:EVIDENCE_CHARACTERS])


def changed_lines(reading: Reading) -> tuple[Run, ...]:
    """Return the changed lines of a commit in the order of the diff, at most `MOST_LINES`: those of files that
    somebody wrote."""
    found: list[Run] = []
    left = MOST_LINES
    for file, role in zip(reading.commit.files, reading.roles, strict=True):
        if role in UNREAD_ROLES:
            continue
        for hunk in file.hunks:
            if removed := min(hunk.marked("-"), left):
                found.append(Run(file.path, role, Side.OLD, hunk, removed))
            if added := min(hunk.marked("+"), left - removed):
                found.append(Run(file.path, role, Side.NEW, hunk, added))
            left -= removed + added
            if not left:
                return tuple(found)
    return tuple(found)
