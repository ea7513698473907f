"""Small edits said exactly: what stood in a line before and what stands there now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from classifier.facts.difference import difference
from history.briefs import Evidence, Side
from history.records import FileChange, Hunk


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
                found = difference(before, after)
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
