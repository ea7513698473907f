"""What makes a changed statement worth showing, from plain features: it proves a sentence or a fact, is about what the title
names, decides something, uses what the commit brings, has an old and a new value. What is moved, repeated, quoted,
logged or only declared is worth little.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import sqrt

from classifier.paths import Role
from classifier.statements.cutting import COMMENT, Row, Unit
from classifier.statements.focus import Focus, focus_of, squashed, words_of
from classifier.statements.line_kinds import (
    ASSERTS,
    CATCH,
    DECLARES,
    ERROR,
    IDLE,
    OPERATES,
    PASSED_ON,
    SIGNATURE,
    TARGET,
    TEST,
    VALUE,
    decides,
    is_sentence,
)
from classifier.statements.literal import IMPORT
from classifier.statements.material import Material
from classifier.statements.parts import ASIDE, LINES, Part
from history.briefs import Quotation, Side, Statement


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


@dataclass(frozen=True, slots=True)
class _Read:
    """A statement with what is asked of it again and again: its changed rows, those that are new (else those that went),
    and their text."""

    part: Part
    unit: Unit
    changed: Sequence[Row]
    news: Sequence[Row]
    text: str

    @property
    def head(self) -> str:
        return self.part.rows[self.unit.head].text

    @property
    def above(self) -> Iterator[str]:
        """The heads that it stands in, the innermost first."""
        return (self.part.rows[place].text for place in self.unit.above)


def tellings(
    material: Material, parts: Sequence[Part], statements: Sequence[Statement], quoted: Sequence[Quotation]
) -> list[Telling]:
    """The changed statements of a commit with their worth, in the order of the parts. What says nothing is not among
    them."""
    read = [_read(part, unit) for part in parts for unit in part.units]
    words = [words_of(" ".join(row.text for row in one.changed)) for one in read]
    focus = focus_of(material, parts, statements, quoted, words)
    return [
        _telling(one, own, focus)
        for one, own in zip(read, words, strict=True)
        if not _says_nothing(one, focus)
    ]


def _read(part: Part, unit: Unit) -> _Read:
    changed = [part.rows[place] for place in unit.rows if part.rows[place].mark != " "]
    news = [row for row in changed if row.mark == "+"] or changed
    return _Read(part, unit, changed, news, " ".join(row.text.strip() for row in news)[:MOST_ASKED])


def _says_nothing(one: _Read, focus: Focus) -> bool:
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


def _is_import(one: _Read) -> bool:
    return any(map(IMPORT.match, (one.head, one.news[0].text, *islice(one.above, 1))))


def _telling(one: _Read, words: frozenset[str], focus: Focus) -> Telling:
    part, path = one.part, one.part.file.path
    worth = _proved(one, focus) + _about(one, words, focus)
    worth += (
        decides(one.text, about_logs=focus.about_logs)
        + OF_TABLE * _is_table(one)
        - OF_SILENCE * _is_silent(one)
    )
    worth += _of_sides(one, focus)
    if part.hunk.old_count:  # what runs already
        worth += OF_RUNNING
        if not SIGNATURE.match(one.head) and focus.brought & frozenset(_NAME.findall(one.text)):
            worth += OF_USE
    if one.unit.above and PASSED_ON.fullmatch(one.text) and next(one.above).rstrip().endswith("("):
        worth -= OF_ARGUMENT
    moved = 2 * sum(row.key in focus.moved for row in one.changed) >= len(one.changed)
    worth += OF_SHARE * sqrt(focus.shares.get(path, 0.0)) + focus.aside.get(path, 0.0)
    if not focus.about_tests:
        worth += ASIDE[Role.TEST] * any(map(TEST.search, (part.hunk.heading, one.head, *one.above)))
        worth -= OF_ASSERTION * any(ASSERTS.search(row.text) for row in one.changed)
    if not part.hunk.old_count and not focus.about_logs and DECLARES.search(one.text):
        worth -= OF_DECLARATION
    worth -= OF_LENGTH * max(0, len(one.changed) - LONG)
    return Telling(part, one.unit, worth, words, (path, _definition(one)), _shape(one.text), moved)


MOST_ASKED = 400  # characters of a statement
LEAST_LETTERS = 3
OF_WORD = 1.3  # of the title
OF_TARGET = 0.7  # what is set is what the title names
OF_MEANT = 1.3  # a thing that the title calls by another word
OF_PLACE = 0.4  # a word of the title in what it stands in
OF_USE = 1.2  # of what the commit brings, where other things run already
OF_RUNNING = 0.4
OF_BOTH = 0.5  # an old and a new value
OF_LAYOUT = 3.0  # nothing but the layout changed
OF_RENAMING = 2.0  # nothing but names that are changed everywhere
OF_REMOVAL = 2.4  # nothing came in its place
OF_REMOVAL_WANTED = 0.3
OF_TABLE = 1.0
OF_ARGUMENT = 1.0  # a name that is passed on to a call
OF_SILENCE = 2.5
OF_SHARE = 0.9  # of the file in the changed lines
OF_DECLARATION = 2.0  # a metric, an option of a program that is new as a whole
OF_ASSERTION = 2.5  # as tests make them
OF_LENGTH, LONG = 0.12, 8  # rows
_WORD = re.compile(r"\w+")
_STOPS = re.compile(r"[^\w\s]")
_NAME = re.compile(r"[A-Za-z_]\w{3,}")


def _about(one: _Read, words: frozenset[str], focus: Focus) -> float:
    """What the words of the title add, those the less that stand everywhere."""
    about = sum(focus.rare.get(word, 1.0) for word in words & focus.title)
    if focus.names:
        text = squashed(one.text)
        about += sum(name in text for name in focus.names)
    worth = OF_WORD * min(3.0, about)
    target = TARGET.match(one.text) if focus.names else None
    if target and any(name in squashed(target[1]) for name in focus.names):
        worth += OF_TARGET + 0.5 * bool(OPERATES.search(one.text))
    heads = words_of(" ".join((*one.above, one.part.hunk.heading)))
    if any(meant.search(one.text) for meant in focus.meant):
        worth += OF_MEANT
    return worth + OF_PLACE * min(2, len((heads & focus.title) - words))


def _of_sides(one: _Read, focus: Focus) -> float:
    """What it adds or takes that a statement has two sides, or only an old one."""
    if one.unit.paired:
        return OF_BOTH - OF_LAYOUT * _is_layout(one) - OF_RENAMING * _is_renaming(one, focus)
    if one.changed[0].mark == "-":
        return -(OF_REMOVAL_WANTED if focus.removes else OF_REMOVAL)
    return 0.0


def _proved(one: _Read, focus: Focus) -> float:
    """What sentences and facts that these lines prove add."""
    file = one.part.file
    found = []
    for row in one.changed:
        side, path = (Side.OLD, file.old_path) if row.mark == "-" else (Side.NEW, file.new_path)
        found.append(focus.proofs.get((path or file.path, side, row.line), 0.0))
    found.sort(reverse=True)
    return found[0] + 0.25 * min(2.0, sum(found[1:]))


def _is_silent(one: _Read) -> bool:
    """Whether a statement catches something and does nothing about it."""
    if not CATCH.match(one.head):
        return False
    following = one.part.rows[one.unit.head + 1 :]
    below = next((row.text for row in following if row.mark != "-" and not row.is_blank), "")
    return IDLE.match(below) is not None or below.strip().startswith("}")


def _is_table(one: _Read) -> bool:
    """Whether a statement opens a list of values."""
    rows, head = one.part.rows, one.unit.head
    if not one.head.rstrip().endswith(("{", "[", "(", ":")) or len(one.unit.rows) > 1:
        return False
    inside = [row.text.split("  #")[0] for row in rows[head + 1 : head + 7] if row.indent > rows[head].indent]
    return len(inside) > 2 and sum(map(bool, map(VALUE.search, inside))) >= len(inside) - 1


def _is_layout(one: _Read) -> bool:
    """Whether the two sides differ in case, spacing and stops only."""
    gone, came = (squashed(" ".join(row.text for row in one.changed if row.mark == mark)) for mark in "-+")
    return gone == came


def _is_renaming(one: _Read, focus: Focus) -> bool:
    """Whether nothing but names that the commit renames tells the two sides apart."""
    gone, came = (
        Counter(
            word
            for row in one.changed
            if row.mark == mark and not COMMENT.match(row.text)
            for word in _WORD.findall(row.text)
        )
        for mark in "-+"
    )
    return {*(gone - came), *(came - gone)} <= focus.renamed


def _definition(one: _Read) -> str:
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
