"""What the changed files of some commits were read as, for `commitbrief explain --coverage`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from commitbrief.cli.io import counted
from history.briefs import Brief, Coverage, ReadAs
from history.records import Gap, GapReason

HEADINGS = {
    ReadAs.SYNTAX: "parsed by a grammar",
    ReadAs.STRUCTURE: "read as settings or as a document",
    ReadAs.LINES: "searched line by line",
    ReadAs.NOTHING: "counted, not read",
}
NAMED = 20  # files that are named


def coverage_of(briefs: Sequence[Brief], *, as_json: bool) -> str:
    """A table by how files were read, and the code that was not parsed; or every file as JSON."""
    if as_json:
        return f"{json.dumps(_values(briefs), ensure_ascii=False, indent=2)}\n"
    return "".join(f"{line}\n" for line in _lines(briefs))


def _values(briefs: Sequence[Brief]) -> list[dict[str, str | int]]:
    return [
        {
            "sha": brief.commit.sha,
            "path": one.path,
            "read_as": one.read_as.value,
            "language": one.language,
            "lines": one.lines,
            "install": one.install,
        }
        for brief in briefs
        for one in brief.coverage
    ]


def _lines(briefs: Sequence[Brief]) -> Iterator[str]:
    files = [one for brief in briefs for one in brief.coverage]
    yield f"{counted(len(briefs), 'commit')}, {counted(len(files), 'changed file')}"
    yield ""
    for read_as, heading in HEADINGS.items():
        some = [one for one in files if one.read_as is read_as]
        if some:
            changed = sum(one.lines for one in some)
            yield f"{heading:34} {len(some):6} files {changed:8} lines  {_languages(some)}"
    unread = list(_unparsed(briefs))
    if unread:
        yield ""
        yield "code that was not parsed:"
        yield from unread[:NAMED]
        if len(unread) > NAMED:
            yield f"  … and {len(unread) - NAMED} more"


def _languages(files: Sequence[Coverage]) -> str:
    counted = Counter(one.language or "other" for one in files)
    return ", ".join(
        f"{name} {count}" for name, count in sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    )


def _unparsed(briefs: Sequence[Brief]) -> Iterator[str]:
    """Each file of code that was not parsed, once, with why."""
    gaps = dict.fromkeys(gap for brief in briefs for gap in brief.notes if gap.path)
    for gap in gaps:
        why = _reason(gap)
        if why:
            yield f"  {gap.path}: {why}"


def _reason(gap: Gap) -> str:
    if gap.reason is GapReason.UNINSTALLED:
        return f"its grammar is not installed; install {gap.detail}"
    if gap.reason is GapReason.UNPARSED:
        return "no grammar reads its language"
    if gap.reason is GapReason.OVER_BUDGET:
        return "its commit is too large to parse whole"
    return "too large to parse" if gap.reason is GapReason.TOO_LARGE and gap.detail == "symbols" else ""
