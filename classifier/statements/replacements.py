"""Small edits said exactly: what stood in a line before and what stands there now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from classifier.facts.difference import difference
from classifier.statements.literal import COMMENT
from history.briefs import EVIDENCE_CHARACTERS, Evidence, Side
from history.records import FileChange, Hunk

MOST_COMPARED = 400  # pairs of lines in a run
MOST_TOKENS = 120
ALIKE = 0.6  # difflib's ratio over tokens; below it two lines have nothing to do with one another
LEAST_KEPT = 6  # characters
_GIVES = re.compile(
    r"\s*(?:(?:let|const|var|auto|final)\s+)?(?:mut\s+)?(?P<name>[\w.$>\[\]-]+)(?:\s*:[^=]+)?\s*:?=(?!=)"
)
Numbered = tuple[int, str]  # a line with its number


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
        written = "\n".join(text for hunk in file.hunks for text in hunk.texts("+"))
        for hunk in file.hunks:
            sides = tuple("\n".join(line for line in hunk.lines if line[:1] == mark) for mark in "-+")
            for (old, before), (new, after) in _pairs(hunk):
                found = difference(before, after)
                if found is None or found in seen or _only_wrapped(*found, sides):
                    continue
                if _is_kept(found[0], written):
                    continue  # beside the new one, if not here
                seen.add(found)
                yield Replacement(
                    *found,
                    (
                        Evidence(file.path, Side.NEW, new, after.strip()[:EVIDENCE_CHARACTERS]),
                        Evidence(
                            file.old_path or file.path, Side.OLD, old, before.strip()[:EVIDENCE_CHARACTERS]
                        ),
                    ),
                )


_KEYED = re.compile(r"\s*(?:-\s+)?[\"']?[\w./-]{1,40}[\"']?\s*:\s+\S.{0,30}$")


def is_keyed(line: str) -> bool:
    """Whether a line is a key with a short value, of which the value says nothing alone.

    >>> is_keyed('  "2": 477.59,'), is_keyed("a = 4"), is_keyed("memory: 8Gi")
    (True, False, True)
    """
    return _KEYED.match(line) is not None


def _only_wrapped(before: str, after: str, sides: tuple[str, ...]) -> bool:
    """Whether what seems to have gone, or to have come, stands elsewhere on the other side of the hunk."""
    gone, came = sides
    return (bool(before) and before in came) or (bool(after) and after in gone)


def _is_kept(before: str, written: str) -> bool:
    """Whether a name or a version that seems to have gone stands in another line that the file gets."""
    if len(before) < LEAST_KEPT or re.search(r"\s", before):
        return False
    return re.search(rf"(?<![\w.-]){re.escape(before)}(?![\w-])", written) is not None


def in_step(gone: list[Numbered], came: list[Numbered]) -> Iterator[tuple[Numbered, Numbered]]:
    """Lines that gave way to one another: as many as there were, in order; else those alike, in order,
    comments apart."""
    if len(gone) == len(came):
        yield from zip(gone, came, strict=True)
        return
    gone, came = ([line for line in lines if not COMMENT.match(line[1])] for lines in (gone, came))
    if len(gone) == len(came):
        yield from zip(gone, came, strict=True)
    elif len(gone) * len(came) <= MOST_COMPARED:
        lowest = 0
        for old in gone:
            fitting = [place for place in range(lowest, len(came)) if alike(old[1], came[place][1])]
            if target := _target(old[1]):  # what gives the same name a value, where there is such a line
                same = [place for place in fitting if _target(came[place][1]) == target]
                fitting = same if any(_target(line) == target for _, line in came) else fitting
            match = next(iter(fitting), None)
            if match is not None:
                yield old, came[match]
                lowest = match + 1


def _target(line: str) -> str:
    """What a line gives a value to, "" where it gives none."""
    match = _GIVES.match(line)
    return match["name"] if match else ""


def alike(before: str, after: str) -> bool:
    """Whether two lines have most of their tokens in common."""
    left, right = (re.findall(r"\w+|[^\w\s]", text)[:MOST_TOKENS] for text in (before, after))
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _pairs(hunk: Hunk) -> Iterator[tuple[Numbered, Numbered]]:
    """In each run of removed lines followed by added ones, the lines that belong together."""
    for gone, came in runs(hunk):
        yield from in_step(gone, came)


def runs(hunk: Hunk) -> Iterator[tuple[list[Numbered], list[Numbered]]]:
    """The lines that went and those that came in their place, each with its number on its side."""
    old, new = hunk.old_start, hunk.new_start
    gone: list[Numbered] = []
    came: list[Numbered] = []
    for line in (*hunk.lines, " "):
        mark, text = line[:1], line[1:]
        if mark == "-" and not came:
            gone.append((old, text))
        elif mark == "+":
            came.append((new, text))
        elif mark != "\\":
            if gone and came:
                yield gone, came
            gone, came = ([(old, text)] if mark == "-" else []), []
        old += mark in {"-", " "}
        new += mark in {"+", " "}
