"""Small edits said exactly: what stood in a line before and what stands there now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from history.briefs import Evidence, Side
from history.records import FileChange, Hunk

TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
LETTER = re.compile(r"[^\W\d_]")
LONGEST_LINE = 400
LONGEST_SIDE = 48  # characters: a longer stretch is a rewrite, not a replacement


@dataclass(frozen=True, slots=True)
class Replacement:
    """`before` gave way to `after` in one line of a file; one of them may be "", and they differ."""

    before: str
    after: str
    evidence: tuple[Evidence, Evidence]


def replacements(files: Iterable[FileChange]) -> Iterator[Replacement]:
    """The replacements within lines, in the order of the diff, each pair of texts once."""
    seen: set[tuple[str, str]] = set()
    for file in files:
        for hunk in file.hunks:
            for (old, before), (new, after) in _pairs(hunk):
                found = _difference(before, after)
                if found is None or found in seen:
                    continue
                seen.add(found)
                yield Replacement(
                    *found,
                    (
                        Evidence(file.path, Side.NEW, new, after.strip()[:200]),
                        Evidence(file.old_path or file.path, Side.OLD, old, before.strip()[:200]),
                    ),
                )


def _pairs(hunk: Hunk) -> Iterator[tuple[tuple[int, str], tuple[int, str]]]:
    """Runs of removed lines followed by as many added lines, line by line."""
    old, new = hunk.old_start, hunk.new_start
    gone: list[tuple[int, str]] = []
    came: list[tuple[int, str]] = []
    for line in (*hunk.lines, " "):
        mark, text = line[:1], line[1:]
        if mark == "-" and not came:
            gone.append((old, text))
        elif mark == "+":
            came.append((new, text))
        else:
            if len(gone) == len(came):
                yield from zip(gone, came, strict=True)
            gone, came = ([(old, text)] if mark == "-" else []), []
        old += mark != "+"
        new += mark != "-"


def _difference(before: str, after: str) -> tuple[str, str] | None:
    if max(len(before), len(after)) > LONGEST_LINE:
        return None
    left, right = TOKEN.findall(before), TOKEN.findall(after)
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    end = 0
    while end < min(len(left), len(right)) - start and left[-1 - end] == right[-1 - end]:
        end += 1
    inserted = "".join(right[start : len(right) - end]).strip()
    deleted = "".join(left[start : len(left) - end]).strip()
    if bool(inserted) != bool(deleted):
        return (deleted, inserted) if len(inserted + deleted) <= LONGEST_SIDE else None
    # A version or a dotted name reads as one thing: take its neighbours in.
    while start and _joins(left[start - 1]) and _same(left, right, start - 1):
        start -= 1
    while end and _joins(left[-end]):
        end -= 1
    old = "".join(left[start : len(left) - end]).strip()
    new = "".join(right[start : len(right) - end]).strip()
    if not LETTER.search(old + new) and max(len(before.strip()), len(after.strip())) <= LONGEST_SIDE:
        old, new = (
            side.strip().rstrip(",; ") for side in (before, after)
        )  # a bare number says nothing without its line
    if not old or not new or old == new or max(len(old), len(new)) > LONGEST_SIDE:
        return None
    return old, new


def _same(left: list[str], right: list[str], place: int) -> bool:
    return left[place] == right[place]


def _joins(token: str) -> bool:
    return token in {".", "-", "_", "/", ":"} or token.isalnum() or "_" in token
