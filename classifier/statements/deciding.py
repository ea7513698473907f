"""What makes a changed statement worth showing: a linear measure over its traits, learned from the lines that readers would show.

The weights are in `line_weights.toml`; how they came about stands in docs/decisions/0032-which-lines-is-learned.md.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from classifier.paths import Role
from classifier.statements.cutting import Unit
from classifier.statements.focus import Focus, focus_of
from classifier.statements.line_kinds import ERROR, SIGNATURE, is_sentence
from classifier.statements.line_traits import LINE_TRAITS, Read, is_moved, line_traits, read
from classifier.statements.linear import against_the_best, shipped
from classifier.statements.literal import IMPORT
from classifier.statements.material import Material
from classifier.statements.parts import LINES, Part
from history.briefs import Quotation, Statement

AGAINST_THE_BEST = ("said", "found", "shared rare", "form", "share", "aside")
LINE_FIGURES: tuple[str, ...] = (*LINE_TRAITS, *(f"{name}, against the best" for name in AGAINST_THE_BEST))
_PLACES = tuple(map(LINE_TRAITS.index, AGAINST_THE_BEST))
WEIGHTS = "line_weights.toml"
NOTHING = -4.0  # log-odds from which on a statement is worth something: one reader in fifty would show it
LEAST_LETTERS = 3
_STOPS = re.compile(r"[^\w\s]")


@dataclass(frozen=True, slots=True)
class Telling:
    """A statement with its worth, the words that it is about, and the definition that it stands in (with the path).
    `shape` is the same for edits that are made again and again; `moved` is whether most of it stood elsewhere."""

    part: Part
    unit: Unit
    worth: float
    words: frozenset[str]
    place: tuple[str, str]
    shape: str
    moved: bool = False


def tellings(
    material: Material, parts: Sequence[Part], statements: Sequence[Statement], quoted: Sequence[Quotation]
) -> list[Telling]:
    """The changed statements of a commit with their worth (the log-odds that a reader would show them, above `NOTHING`), in the
    order of the parts. What says nothing is not among them."""
    every = [read(part, unit) for part in parts for unit in part.units]
    focus = focus_of(material, parts, statements, quoted, [one.words for one in every])
    told = [one for one in every if not _says_nothing(one, focus)]
    shapes = [_shape(one.text) for one in told]
    like = Counter(shapes)
    rows = [
        line_traits(one, focus, material.level, like[shape], len(told))
        for one, shape in zip(told, shapes, strict=True)
    ]
    weights = shipped(WEIGHTS, LINE_FIGURES)
    return [
        Telling(
            one.part,
            one.unit,
            weights.worth(figures) - NOTHING,
            one.words,
            (one.part.file.path, _definition(one)),
            shape,
            is_moved(one, focus),
        )
        for one, shape, figures in zip(told, shapes, line_figures(rows), strict=True)
    ]


def line_figures(rows: Sequence[Sequence[float]]) -> list[tuple[float, ...]]:
    """The `LINE_FIGURES` of the statements of one commit, of which each row has the traits."""
    return against_the_best(rows, _PLACES)


def _says_nothing(one: Read, focus: Focus) -> bool:
    """Whether a statement is an import, hardly a word, or a sentence of a comment."""
    if len(_STOPS.sub("", one.text)) < LEAST_LETTERS or _is_import(one):
        return True
    path = one.part.file.path
    role = focus.roles.get(path, Role.OTHER)
    if role in LINES:
        return all((path, row.line) in focus.quoted for row in one.news)
    if role is not Role.SOURCE or ERROR.search(one.text):
        return False
    return all(
        is_sentence(row.text)
        or ((path, row.line) in focus.explained and is_sentence(_STOPS.sub("", row.text)))
        for row in one.news
    )


def _is_import(one: Read) -> bool:
    return any(map(IMPORT.match, (one.head, one.news[0].text, *islice(one.above, 1))))


def _definition(one: Read) -> str:
    """The definition that a statement stands in, or the outermost thing."""
    for text in (one.head, *one.above):
        if SIGNATURE.match(text):
            return " ".join(text.split())
    outermost = one.part.rows[one.unit.above[-1]] if one.unit.above else None
    return outermost.key if outermost and outermost.indent == 0 else one.part.hunk.heading.strip()


_VALUES = re.compile(r"\d+|\"[^\"]*\"|'[^']*'")


def _shape(text: str) -> str:
    """A statement without its numbers and strings."""
    return " ".join(_VALUES.sub("0", text).split())[:200]
