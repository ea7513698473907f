"""Commits written as two versions of some files, as extractors of facts see them."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from textwrap import dedent

from classifier.facts.contents import Contents
from classifier.facts.interface import CommitView, Fact
from classifier.paths import PathTable
from classifier.reading import read
from classifier.rulebook import load_rules
from history.records import Commit, FileChange, FileStatus, Hunk
from tests.support.commits import commit

FactsOf = Callable[..., list[Fact]]
Files = Mapping[str, str]
POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: main
    image: example.org/web:1.0
    ports:
    - containerPort: 8000
    resources:
      limits:
        cpu: "1"
        memory: 2Gi
"""
RULES = Path(__file__).resolve().parents[2] / "rules"


class Given:
    """Contents that are known, or that cannot be had."""

    left_out: tuple[str, ...] = ()

    def __init__(self, before: Files, after: Files) -> None:
        self._before, self._after = before, after

    def before(self, change: FileChange) -> str | None:
        return self._before.get(change.old_path or "")

    def after(self, change: FileChange) -> str | None:
        return self._after.get(change.new_path or "")


def hunks_between(old: str, new: str, context: int) -> tuple[Hunk, ...]:
    """The hunks of a diff with so many lines around each change."""
    left, right = old.split("\n"), new.split("\n")
    hunks = []
    for group in difflib.SequenceMatcher(None, left, right, autojunk=False).get_grouped_opcodes(context):
        lines: list[str] = []
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                lines += [" " + row for row in left[i1:i2]]
            else:
                lines += ["-" + row for row in left[i1:i2]] + ["+" + row for row in right[j1:j2]]
        old_count, new_count = group[-1][2] - group[0][1], group[-1][4] - group[0][3]
        old_start = group[0][1] + (old_count > 0)
        new_start = group[0][3] + (new_count > 0)
        heading = next((row for row in reversed(left[: group[0][1]]) if row[:1].isalpha()), "")
        hunks.append(Hunk(old_start, old_count, new_start, new_count, heading, tuple(lines)))
    return tuple(hunks)


def change_of(path: str, before: Files, after: Files, context: int) -> FileChange:
    """What became of one path."""
    old, new = before.get(path), after.get(path)
    if old is None or new is None:
        mark, whole, status = ("+", new, FileStatus.ADDED) if old is None else ("-", old, FileStatus.DELETED)
        rows = (whole or "").removesuffix("\n").split("\n")
        hunk = Hunk(int(mark == "-"), 0, int(mark == "+"), 0, "", tuple(mark + row for row in rows))
        added = len(rows) if mark == "+" else 0
        return FileChange(
            status,
            path if mark == "-" else None,
            path if mark == "+" else None,
            added=added,
            removed=len(rows) - added,
            hunks=(Hunk(hunk.old_start, len(rows) - added, hunk.new_start, added, "", hunk.lines),),
        )
    hunks = hunks_between(old, new, context)
    added = sum(1 for hunk in hunks for _ in hunk.added())
    removed = sum(1 for hunk in hunks for _ in hunk.removed())
    return FileChange(FileStatus.MODIFIED, path, path, added=added, removed=removed, hunks=hunks)


def view_of(before: Files, after: Files, *, context: int = 3, whole: bool = True) -> CommitView:
    """A commit that makes the later files of the earlier ones; without `whole`, nothing is known of them but the
    hunks."""
    paths = sorted({*before, *after})
    files = tuple(
        change_of(path, before, after, context) for path in paths if before.get(path) != after.get(path)
    )
    return view_on(commit("change", *files), Given(before, after) if whole else Given({}, {}))


def view_on(one: Commit, contents: Contents) -> CommitView:
    """What extractors see of a commit."""
    return CommitView(read(one, paths()), contents)


@cache
def paths() -> PathTable:
    """The packaged table of paths."""
    return load_rules(RULES).paths


def texts(text: Files | str, path: str) -> Files:
    """Files as they are, or a text without its indentation as the one file."""
    return {path: dedent(text)} if isinstance(text, str) else text


def said(facts: list[Fact]) -> list[tuple[str, str, str | None, str | None]]:
    """Facts in short: what happened to what, before and after."""
    return [
        (f"{fact.kind}:{fact.extra['what']}" if "what" in fact.extra else fact.kind, fact.name, fact.before, fact.after)
        for fact in facts
    ]  # fmt: skip
