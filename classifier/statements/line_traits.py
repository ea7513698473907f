"""What is known of a changed statement that a section could show, as plain figures: what it proves, what it shares with the title,
what it does, what became of it, where it stands. `classifier.statements.deciding` weighs them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log1p, sqrt

from classifier.paths import Role
from classifier.statements.cutting import COMMENT, Row, Unit
from classifier.statements.focus import Focus, squashed, words_of
from classifier.statements.line_kinds import (
    ASSERTS,
    CATCH,
    CONDITION,
    DECLARES,
    DECORATES,
    ELSE,
    ERROR,
    IDLE,
    LOG,
    OPERATES,
    PASSED_ON,
    RESULT,
    SIGNATURE,
    TARGET,
    TYPED,
    VALUE,
    begins_test,
    decides,
)
from classifier.statements.parts import Part
from history.briefs import Importance, Side

_ROLES = (Role.SOURCE, Role.TEST, Role.DOCUMENTATION, Role.CI, Role.CONFIGURATION, Role.BUILD, Role.SCRIPT)
LINE_TRAITS: tuple[str, ...] = (
    *(f"in: {role.value}" for role in _ROLES),
    "said first", "said", "said by several", "found", "found by several", "quoted", "explained",
    "shared", "shared rare", "named", "target", "meant", "shared above", "named above", "shared file", "brought",
    "form", "error", "idle", "decorates", "signature", "typed", "condition", "else", "result", "value", "log", "log wanted",
    "table", "silent", "declares", "passed on", "operates", "call",
    "paired", "layout", "renaming", "only gone", "only gone as said", "moved", "again",
    "runs already", "new file", "share", "aside", "in a test", "asserts", "long", "rows", "depth", "first of its hunk", "late in its file",
    "small commit", "large commit", "high", "low",
)  # fmt: skip
MOST_ASKED = 400  # characters of a statement
LONG = 8  # rows
_STATEMENTS = 60  # of a commit from which on there are many
_WORD = re.compile(r"\w+")
_NAME = re.compile(r"[A-Za-z_]\w{3,}")
_CALL = re.compile(r"^\s*(?:await\s+)?[\w.:>-]+!?\(")


@dataclass(frozen=True, slots=True)
class Read:
    """A statement with what is asked of it again and again: its changed rows, those that are new (else those that went),
    their text, and the words of all of them."""

    part: Part
    unit: Unit
    changed: Sequence[Row]
    news: Sequence[Row]
    text: str
    words: frozenset[str]

    @property
    def head(self) -> str:
        return self.part.rows[self.unit.head].text

    @property
    def above(self) -> Iterator[str]:
        """The heads that it stands in, the innermost first."""
        return (self.part.rows[place].text for place in self.unit.above)


def read(part: Part, unit: Unit) -> Read:
    """A statement of a hunk."""
    changed = [part.rows[place] for place in unit.rows if part.rows[place].mark != " "]
    news = [row for row in changed if row.mark == "+"] or changed
    text = " ".join(row.text.strip() for row in news)[:MOST_ASKED]
    return Read(part, unit, changed, news, text, words_of(" ".join(row.text for row in changed)))


def is_moved(one: Read, focus: Focus) -> bool:
    """Whether most of it stood elsewhere."""
    return 2 * sum(row.key in focus.moved for row in one.changed) >= len(one.changed)


def line_traits(one: Read, focus: Focus, level: Importance, like: int, statements: int) -> tuple[float, ...]:
    """The figures of `LINE_TRAITS`, each about 0 to 1, of one of so many `statements` of a commit, of which `like` are alike
    but for their numbers and strings."""
    part, path, text = one.part, one.part.file.path, one.text
    role = focus.roles.get(path, Role.OTHER)
    above = tuple(one.above)
    heads = " ".join((*above, part.hunk.heading))
    shared = one.words & focus.title
    squeezed = squashed(text) if focus.names else ""
    target = TARGET.match(text) if focus.names else None
    said, found = _proved(one, focus.proofs), _proved(one, focus.found)
    only_gone = not one.unit.paired and one.changed[0].mark == "-"
    figures: Mapping[str, float] = {
        "said first": float(said[0] >= 1.0),
        "said": said[0],
        "said by several": said[1],
        "found": found[0],
        "found by several": found[1],
        "quoted": float(any((path, row.line) in focus.quoted for row in one.news)),
        "explained": float(any((path, row.line) in focus.explained for row in one.news)),
        "shared": min(4, len(shared)) / 4,
        "shared rare": min(3.0, sum(focus.rare.get(word, 1.0) for word in shared)) / 3,
        "named": float(any(name in squeezed for name in focus.names)),
        "target": float(target is not None and any(name in squashed(target[1]) for name in focus.names)),
        "meant": float(any(meant.search(text) for meant in focus.meant)),
        "shared above": min(2, len((words_of(heads) & focus.title) - one.words)) / 2,
        "named above": float(bool(focus.names) and any(name in squashed(heads) for name in focus.names)),
        "shared file": min(2, len(words_of(path.rpartition("/")[2]) & focus.title)) / 2,
        "brought": float(bool(focus.brought & frozenset(_NAME.findall(text)))),
        "form": decides(text, about_logs=focus.about_logs) / 3,
        "error": float(ERROR.search(text) is not None),
        "idle": float(IDLE.match(text) is not None),
        "decorates": float(DECORATES.match(text) is not None),
        "signature": float(SIGNATURE.match(one.head) is not None),
        "typed": float(TYPED.match(text) is not None),
        "condition": float(CONDITION.search(text) is not None),
        "else": float(ELSE.match(text) is not None),
        "result": float(RESULT.match(text) is not None),
        "value": float(VALUE.search(text) is not None),
        "log": float(LOG.match(text) is not None),
        "log wanted": float(LOG.match(text) is not None and focus.about_logs),
        "table": float(_is_table(one)),
        "silent": float(_is_silent(one)),
        "declares": float(DECLARES.search(text) is not None),
        "passed on": float(
            bool(above) and PASSED_ON.fullmatch(text) is not None and above[0].rstrip().endswith("(")
        ),
        "operates": float(OPERATES.search(text) is not None),
        "call": float(_CALL.match(text) is not None),
        "paired": float(one.unit.paired),
        "layout": float(one.unit.paired and _is_layout(one)),
        "renaming": float(one.unit.paired and _is_renaming(one, focus)),
        "only gone": float(only_gone),
        "only gone as said": float(only_gone and focus.removes),
        "moved": float(is_moved(one, focus)),
        "again": min(1.0, log1p(like - 1) / 3),
        "runs already": float(part.hunk.old_count > 0),
        "new file": float(not part.hunk.old_count),
        "share": sqrt(focus.shares.get(path, 0.0)),
        "aside": -focus.aside.get(path, 0.0) / 6,
        "in a test": float(any(map(begins_test, (part.hunk.heading, one.head, *above)))),
        "asserts": float(any(ASSERTS.search(row.text) for row in one.changed)),
        "long": min(1.0, max(0, len(one.changed) - LONG) / 8),
        "rows": min(1.0, len(one.changed) / LONG),
        "depth": len(above) / 8,
        "first of its hunk": float(one.unit is part.units[0]),
        "late in its file": min(1.0, one.news[0].line / 2000),
        "small commit": float(statements <= 12),
        "large commit": float(statements > _STATEMENTS),
        "high": float(level is Importance.HIGH),
        "low": float(level is Importance.LOW),
    }  # fmt: skip
    return (*(float(role is each) for each in _ROLES), *figures.values())


def _proved(one: Read, proofs: Mapping[tuple[str, Side, int], float]) -> tuple[float, float]:
    """What the best of the sentences or facts that these lines prove is worth, and the others together."""
    file = one.part.file
    found = []
    for row in one.changed:
        side, path = (Side.OLD, file.old_path) if row.mark == "-" else (Side.NEW, file.new_path)
        found.append(proofs.get((path or file.path, side, row.line), 0.0))
    found.sort(reverse=True)
    return found[0], min(1.0, sum(found[1:]) / 2)


def _is_silent(one: Read) -> bool:
    """Whether a statement catches something and does nothing about it."""
    if not CATCH.match(one.head):
        return False
    following = one.part.rows[one.unit.head + 1 :]
    below = next((row.text for row in following if row.mark != "-" and not row.is_blank), "")
    return IDLE.match(below) is not None or below.strip().startswith("}")


def _is_table(one: Read) -> bool:
    """Whether a statement opens a list of values."""
    rows, head = one.part.rows, one.unit.head
    if not one.head.rstrip().endswith(("{", "[", "(", ":")) or len(one.unit.rows) > 1:
        return False
    inside = [row.text.split("  #")[0] for row in rows[head + 1 : head + 7] if row.indent > rows[head].indent]
    return len(inside) > 2 and sum(map(bool, map(VALUE.search, inside))) >= len(inside) - 1


def _is_layout(one: Read) -> bool:
    """Whether the two sides differ in case, spacing and stops only."""
    gone, came = (squashed(" ".join(row.text for row in one.changed if row.mark == mark)) for mark in "-+")
    return gone == came


def _is_renaming(one: Read, focus: Focus) -> bool:
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
