"""An entry put into the changelog that a project keeps: before the others, or in the place of its earlier state."""

from __future__ import annotations

import re
from itertools import pairwise

from report.footer import FOOTER

_TITLE = re.compile(r"# \S")
_ENTRY = re.compile(r"## +(?P<title>\S.*?)\s*#*$")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_DATE = re.compile(r"\s*(?:[-–—:(（]\s*)?\d{4}-\d\d-\d\d\s*[)）]?$")


def is_changelog(text: str) -> bool:
    """Whether a text is a file of entries under a title, and not an entry alone."""
    return any(_TITLE.match(line) for line in text.lstrip("\ufeff").splitlines()[:20])


def entered(text: str, entry: str) -> str:
    """The changelog with the entry in it: in the place of the one with its title, else before the first. All else
    stays as it is. The entry leaves its footer behind, as it is no report of its own there."""
    body = re.sub(r"\n{3,}", "\n\n", FOOTER.sub("", entry)).strip("\n")
    name = _name(body.split("\n", 1)[0])
    if "\r\n" in text:
        body = body.replace("\n", "\r\n")
    lines = text.splitlines(keepends=True)
    starts = _starts(lines)
    for start, end in pairwise([*starts, len(lines)]):
        if _name(lines[start]) == name:
            return _between("".join(lines[:start]), body, "".join(lines[end:]))
    first = starts[0] if starts else len(lines)
    return _between("".join(lines[:first]), body, "".join(lines[first:]))


def _between(before: str, body: str, after: str) -> str:
    end = "\r\n" if "\r\n" in before + after else "\n"
    head = f"{before.rstrip()}{end}{end}" if before.strip() else ""
    tail = f"{end}{after}" if after.strip() else ""
    return f"{head}{body}{end}{tail}"


def _starts(lines: list[str]) -> list[int]:
    """The lines at which entries begin; what stands in a block of code is none."""
    found, fence = [], ""
    for number, line in enumerate(lines):
        if mark := _FENCE.match(line):
            fence = "" if fence == mark[1] else fence or mark[1]
        elif not fence and _ENTRY.match(line.rstrip()):
            found.append(number)
    return found


def _name(line: str) -> str:
    """The title of an entry without its date, brackets and links: `## [1.2.0](…) - 2026-01-23` is 1.2.0."""
    hit = _ENTRY.match(line.rstrip())
    title = _DATE.sub("", hit["title"]) if hit else ""
    return re.sub(r"[\[\]\\]", "", re.sub(r"\]\([^)]*\)", "]", title)).strip().casefold().removeprefix("v")
