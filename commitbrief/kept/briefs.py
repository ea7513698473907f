"""What was decided and said of commits, kept from one run to the next.

What is said of a commit follows from the commit, from the trees around the commits that it is read with, and from the
program: from nothing else. So all that goes into the key of what is kept, and a key that is
found needs no second look.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

import classifier
import history
from commitbrief.config.settings import Settings
from commitbrief.kept.records import Codec
from commitbrief.kept.shelf import Shelf
from commitbrief.version import __version__
from history import briefs as saying
from history import records, sizes
from history.briefs import Brief
from history.records import Commit, GapReason

MOST = 2000  # commits of one report: what is said of more is not kept
# A clone that lacks something may have it tomorrow, and its trees say less than they hold.
PASSING = frozenset({GapReason.MISSING_OBJECT, GapReason.SHALLOW, GapReason.UNTOLD})
READERS = ("tree-sitter", "unidiff")
RECORDS = Codec(records, sizes, saying)
SAYING = tuple(field.name for field in fields(Brief) if field.name != "commit")

Make = Callable[[Sequence[Commit]], Sequence[Brief]]


class KeptBriefs:
    """The briefs of whole reports on a shelf. `scope` is all that shapes them and is not in the commits."""

    def __init__(self, shelf: Shelf, scope: str) -> None:
        self.scope = scope
        self._shelf = shelf

    def briefs(self, commits: Sequence[Commit], make: Make) -> list[Brief]:
        """What `make` gives for these commits, in their order, made or as it was kept."""
        if not self._shelf.keeps or not 0 < len(commits) <= MOST:
            return list(make(commits))
        key = self._key(commits)
        text = self._shelf.get(key)
        if text is not None and (known := _recalled(text, commits)) is not None:
            return known
        made = list(make(commits))
        if not any(_is_passing(one) for one in made):
            self._shelf.put(key, RECORDS.to_json(tuple(_said(one) for one in made)))
        return made

    def _key(self, commits: Sequence[Commit]) -> str:
        total = hashlib.sha256(self.scope.encode("utf8", "surrogateescape"))
        for one in commits:
            # Whatever git says of it but the lines, which the ids of the files stand for.
            bare = replace(one, files=tuple(replace(file, hunks=()) for file in one.files))
            total.update(repr(bare).encode("utf8", "backslashreplace"))
        return f"briefs {total.hexdigest()}"


def scope_of(settings: Settings, rules_digest: str, model_digest: str, reading: str) -> str:
    """All that shapes what is said beside the commits. `reading` tells apart ways to read the same commits: with whole
    trees, or without."""
    shaping = (settings.include, settings.exclude, settings.first_parent)
    return repr((program(), rules_digest, model_digest, settings.importance.value, shaping, reading))


@cache
def program() -> str:
    """A digest of the program as far as it reads and decides: of its version, its files and the libraries it reads with."""
    total = hashlib.sha256(repr((__version__, sys.version_info[:3])).encode())
    for package in (history, classifier):
        total.update(digest_of(Path(package.__path__[0])))
    for name in sorted(_libraries()):
        total.update(f"{name} {version(name)}\n".encode())
    return total.hexdigest()


def digest_of(folder: Path) -> bytes:
    """A digest of all files under a folder."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.digest()


def _libraries() -> set[str]:
    """Those that commits are read with, whose versions may change what is seen: the diff's and all grammars."""
    try:
        needed = requires("commitbrief") or []
    except PackageNotFoundError:  # run from its folder, without being installed
        return set()
    names = {re.match(r"[\w.-]+", one)[0] for one in needed}  # type: ignore[index]  # all begin with a name
    return {name for name in names if name.startswith(READERS)}


def _said(brief: Brief) -> tuple[object, ...]:
    return tuple(getattr(brief, name) for name in SAYING)


def _recalled(text: bytes, commits: Sequence[Commit]) -> list[Brief] | None:
    """The briefs that were kept of these commits; `None` where the text is no such thing."""
    try:
        said = RECORDS.from_json(text)
        return [
            Brief(commit, **dict(zip(SAYING, one, strict=True)))
            for commit, one in zip(commits, said, strict=True)
        ]
    except (ValueError, TypeError):
        return None


def _is_passing(brief: Brief) -> bool:
    """Whether something could not be read that may be there another time."""
    in_files = (change.gap for change in brief.commit.files if change.gap)
    gaps = (*brief.commit.gaps, *in_files, *brief.notes)
    return any(gap.reason in PASSING for gap in gaps)
