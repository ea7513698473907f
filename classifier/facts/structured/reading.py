"""A changed file as pairs of trees: of the whole texts where they can be had and parsed, else of each hunk."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from classifier.facts.edits import Edit
from classifier.facts.lines import Block, masked
from classifier.facts.structured.ini_reader import read_ini
from classifier.facts.structured.json_reader import read_json, read_json_fragment
from classifier.facts.structured.line_reader import around, only, read_lines
from classifier.facts.structured.toml_reader import read_toml
from classifier.facts.structured.tree import Node
from classifier.facts.structured.yaml_reader import read_yaml
from classifier.facts.symbols import runs
from classifier.paths import Role
from history.records import FileStatus, Gap, GapReason, Hunk

MOST_CHARACTERS = 400_000  # of a whole text; a larger one is data, and its hunks alone are read
MOST_WHOLE = 40_000  # characters of YAML, which costs most: more is read around its changes

Trees = tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class _Format:
    """How a format is read: a whole text, and what some of its lines show."""

    whole: Callable[[str, int], Trees | None]
    part: Callable[[Block], Trees]


_FORMATS = {
    "yaml": _Format(read_yaml, lambda block: read_lines(block.bare, block.first)),
    "json": _Format(read_json, lambda block: read_json_fragment(block.text, block.first)),
    "toml": _Format(read_toml, lambda block: read_toml(block.text, block.first)),
    "ini": _Format(read_ini, lambda block: read_ini(block.text, block.first)),
}
FORMATS = frozenset(_FORMATS)


@dataclass(frozen=True, slots=True)
class Reading:
    """Both sides of a file as trees, in pairs that belong together; `whole` if they are the whole file's.
    `gap` says why a file that could be had is not read as a whole."""

    pairs: tuple[tuple[Trees, Trees], ...]
    whole: bool
    gap: Gap | None = None

    @property
    def old(self) -> Trees:
        """Everything that is read of the old side."""
        return tuple(node for old, _ in self.pairs for node in old)

    @property
    def new(self) -> Trees:
        """Everything that is read of the new side."""
        return tuple(node for _, new in self.pairs for node in new)


def read_edit(edit: Edit) -> Reading:
    """Read a file in one of the `FORMATS`."""
    form = _FORMATS[edit.language]
    texts = _whole_texts(edit)
    if texts is None:
        return _parts(edit, form, None)
    if edit.language == "yaml" and (max(map(len, texts)) > MOST_WHOLE or edit.role is Role.GENERATED):
        return Reading((_around(edit, texts),), whole=False)
    if max(map(len, texts)) > MOST_CHARACTERS:
        return _parts(edit, form, Gap(GapReason.TOO_LARGE, edit.path, "structure"))
    old, new = (form.whole(text, 1) if text else () for text in texts)
    if old is not None and new is not None:
        return Reading(((old, new),), whole=True)
    if "{{" in texts[0] or "{{" in texts[1]:  # a template is no file that is broken
        return _parts(edit, form, None)
    return _parts(edit, form, Gap(GapReason.UNREADABLE, edit.path, "structure"))


def _around(edit: Edit, texts: tuple[str, str]) -> tuple[Trees, Trees]:
    """What stands around the changed lines of a large file, under the keys that it stands under. A line that both
    sides have is read on both or on neither, so that an item around a new line is not a new item."""
    old = {number for hunk in edit.change.hunks for number, _ in hunk.removed()}
    new = {number for hunk in edit.change.hunks for number, _ in hunk.added()}
    left, right = around(texts[0], sorted(old)), around(texts[1], sorted(new))
    to_new, to_old = _shifts(edit.change.hunks)
    left, right = (
        left | {_moved(number, to_old) for number in right - new},
        right | {_moved(number, to_new) for number in left - old},
    )
    before, after = (
        read_lines(masked(only(text, lines), "yaml")[0])
        for text, lines in zip(texts, (left, right), strict=True)
    )
    return before, after


Shifts = list[tuple[int, int]]  # from which line on by how much the other side's number differs


def _shifts(hunks: Sequence[Hunk]) -> tuple[Shifts, Shifts]:
    """What turns the number of an unchanged line on the old side into that on the new side, and the reverse."""
    to_new: Shifts = [(0, 0)]
    to_old: Shifts = [(0, 0)]
    for run in runs(hunks):
        by = run.new[1] - run.old[1]
        to_new.append((run.old[1], by))
        to_old.append((run.new[1], -by))
    return to_new, to_old


def _moved(number: int, shifts: Shifts) -> int:
    return number + shifts[bisect_right(shifts, (number, sys.maxsize)) - 1][1]


def _whole_texts(edit: Edit) -> tuple[str, str] | None:
    """Both texts, "" for the side on which the file is absent."""
    old = "" if edit.change.status is FileStatus.ADDED else edit.before
    new = "" if edit.change.status is FileStatus.DELETED else edit.after
    return None if old is None or new is None else (old, new)


def _parts(edit: Edit, form: _Format, gap: Gap | None) -> Reading:
    if edit.language == "yaml" and edit.old.whole is not None and edit.new.whole is not None and gap is None:
        return Reading(((form.part(edit.old.whole), form.part(edit.new.whole)),), whole=False)
    pairs = tuple(
        (form.part(old) if old else (), form.part(new) if new else ()) for old, new in edit.hunk_blocks
    )
    return Reading(pairs, whole=False, gap=gap)
