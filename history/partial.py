"""Which commits a clone does not have all the files of: they may kill the git process that compares them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from history.diff import SUBMODULE
from history.git import Git
from history.objects import ObjectReader

_FLAGS = ("diff-tree", "--stdin", "-r", "--root", "-z", "--raw", "--no-abbrev", "--no-renames")
_ID = r"[0-9a-f]{40}(?:[0-9a-f]{24})?"
_TOLD = re.compile(rf"(?:^|\0)({_ID})\0(?=:)|:(\d{{6}}) (\d{{6}}) ({_ID}) ({_ID}) [A-Z]".encode("ascii"))
_NO_FILE, _LINK = b"000000", SUBMODULE.encode("ascii")


def lacking(git: Git, objects: ObjectReader, compared: Iterable[tuple[str, str | None]]) -> frozenset[str]:
    """Those of some commits, each compared with its parent or with nothing, that have a file with a side that is not
    there. Only trees are read."""
    asked = "".join(f"{sha} {parent}\n" if parent else f"{sha}\n" for sha, parent in compared)
    listing = git.read(*_FLAGS, stdin=asked.encode("ascii")).stdout
    blobs: dict[str, set[str]] = {}
    current: set[str] = set()
    for told in _TOLD.finditer(listing):
        if told[1]:
            current = blobs.setdefault(told[1].decode("ascii"), set())
        else:
            sides = ((told[2], told[4]), (told[3], told[5]))
            current.update(blob.decode("ascii") for mode, blob in sides if mode not in (_NO_FILE, _LINK))
    absent = objects.absent([blob for own in blobs.values() for blob in own])
    return frozenset(sha for sha, own in blobs.items() if not absent.isdisjoint(own))
