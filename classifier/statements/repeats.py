"""Where an edit that a piece shows was made again: one place shown alone would read as the only one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from classifier.statements.material import Material
from classifier.statements.parts import MOST_READ
from history.briefs import ELISION, EVIDENCE_CHARACTERS, Evidence, Piece, Side
from history.records import Hunk

LEAST = 12  # characters of an edit that can be known again
MOST = 20  # places

Edit = tuple[tuple[str, str], ...]  # marks and texts of changed lines


def with_repeats(material: Material, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces, each with the places in other hunks where exactly its lines were changed too; of those that look
    alike the first alone."""
    alike = {tuple((line.mark, _key(line.text)) for line in one.lines): one for one in reversed(pieces)}
    wanted = [(one, _edit(one)) for one in pieces if any(one is kept for kept in alike.values())]
    if not any(edit for _, edit in wanted):
        return tuple(pieces)
    known = {(one.path, line.mark, line.line) for one, _ in wanted for line in one.lines}
    changes = list(_changes(material))
    return tuple(
        replace(one, again=tuple(_again(edit, changes, known))[:MOST]) if edit else one
        for one, edit in wanted
    )


def _edit(piece: Piece) -> Edit:
    """The changed lines of a piece; none where some are left out, or where they are hardly a word."""
    edit = tuple((line.mark, _key(line.text)) for line in piece.lines if line.mark != " ")
    if (
        any(line.text.strip() == ELISION for line in piece.lines)
        or sum(len(text) for _, text in edit) < LEAST
    ):
        return ()
    return edit


def _key(text: str) -> str:
    return " ".join(text.split())


Changed = tuple[str, int, str]  # mark, number on its side, text


def _changes(material: Material) -> Iterator[tuple[str, str, list[Changed]]]:
    """The changed lines of each hunk, with the paths of both sides."""
    left = MOST_READ
    for file in material.written:
        for hunk in file.hunks:
            left -= len(hunk.lines)
            if left < 0:
                return
            yield file.path, file.old_path or file.path, list(_changed(hunk))


def _changed(hunk: Hunk) -> Iterator[Changed]:
    old, new = hunk.old_start, hunk.new_start
    for line in hunk.lines:
        if line[:1] == "-":
            yield "-", old, line[1:]
        elif line[:1] == "+":
            yield "+", new, line[1:]
        old += line[:1] in {"-", " "}
        new += line[:1] in {"+", " "}


def _again(
    edit: Edit, changes: Sequence[tuple[str, str, list[Changed]]], known: set[tuple[str, str, int]]
) -> Iterator[Evidence]:
    for path, old_path, lines in changes:
        said = [line for line in lines if line[2].strip()]
        for at in range(len(said) - len(edit) + 1):
            run = said[at : at + len(edit)]
            if any((mark, _key(text)) != own for (mark, _, text), own in zip(run, edit, strict=True)):
                continue
            if any((path, mark, number) in known for mark, number, _ in run):
                continue
            mark, number, text = next((line for line in run if line[0] == "+"), run[0])
            side = Side.OLD if mark == "-" else Side.NEW
            yield Evidence(
                old_path if mark == "-" else path, side, number, text.strip()[:EVIDENCE_CHARACTERS]
            )
