"""Counting in the changed lines of a commit: one regular expression for each kind of line.

Most lines hold nothing that is counted, and a glance tells: a declaration begins with one of a few letters, a flag
holds one of a few words, and a word cannot be there that no identifier of the text holds. So the expressions are
only tried on lines that could match, which gives the same counts as all of them on all lines, several times as fast.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from typing import NamedTuple

from classifier.importance.words import identifiers

_REMEMBERED = 1 << 15  # identifiers
_FEW = 40  # hints that are quicker looked for one by one
_NOTHING = 1  # the bit of what is always there, for hints without a piece
_PIECE = re.compile(r"[A-Za-z_]{3,}")


class Changed:
    """The changed lines of one side, as one text of at most `most` characters."""

    def __init__(self, lines: Iterable[str], most: int) -> None:
        self.text = "\n".join(lines)[:most]

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their indentation."""
        return list(map(str.lstrip, self.text.split("\n"))) if self.text else []

    @cached_property
    def names(self) -> frozenset[str]:
        """The identifiers in them."""
        return identifiers(self.text)

    def holding(self, hints: Iterable[str]) -> str:
        """The lines that hold one of the hints, as one text."""
        return "\n".join(_holding(self.text, hints))


def _holding(text: str, hints: Iterable[str]) -> list[str]:
    """The lines of a text that hold one of the hints, in their order."""
    found: dict[int, int] = {}
    sources = 0
    for hint in hints:
        at = text.find(hint)
        sources += at >= 0
        while at >= 0:
            end = text.find("\n", at)
            if end < 0:
                end = len(text)
            found[text.rfind("\n", 0, at) + 1] = end
            at = text.find(hint, end)
    starts = sorted(found) if sources > 1 else found
    return [text[start : found[start]] for start in starts]


@dataclass(frozen=True, slots=True)
class Signal:
    """A count over changed lines. `name` is the feature's stem, `meaning` goes into its table.

    With `starts`, the pattern is matched at the start of each line, indentation aside, and `starts` are the
    characters that a match can begin with. Otherwise it is searched for, and lies in one line: with `hints`, of
    which every match holds one, in the lines that hold one.
    """

    name: str
    meaning: str
    pattern: re.Pattern[str]
    starts: str = ""
    hints: tuple[str, ...] = ()

    def found(self, changed: Changed, hints: Sequence[str]) -> int:
        """How often the pattern is found, for one that is searched for; `hints` are those that may be there."""
        if not self.hints:
            return len(self.pattern.findall(changed.text))
        text = changed.holding(hints)
        return len(self.pattern.findall(text)) if text else 0


class Pieces:
    """Pieces of identifiers, and which of them identifiers hold. A history is made of the same identifiers again:
    those that hold none are remembered. Sets of pieces are bits of a number."""

    def __init__(self, pieces: Iterable[str]) -> None:
        self.bits = {piece: 2 << place for place, piece in enumerate(dict.fromkeys(pieces))}
        self._plain: set[str] = set()

    def within(self, names: frozenset[str]) -> int:
        """The pieces that are in the identifiers."""
        telling = names - self._plain
        text = "\n".join(telling)
        there = {piece: bit for piece, bit in self.bits.items() if piece in text}
        if len(self._plain) > _REMEMBERED:
            self._plain.clear()
        self._plain |= telling.difference(_holding(text, there))
        return sum(there.values())


class _Search(NamedTuple):
    """A signal that is searched for: each hint with the piece without which it is not there, and all of these."""

    place: int
    signal: Signal
    hints: tuple[tuple[str, int], ...]
    any_piece: int


class Signals:
    """Signals that are counted together, in their order."""

    def __init__(self, *signals: Signal) -> None:
        self.all = signals
        self._by_start: dict[str, list[tuple[int, Callable[[str], object]]]] = defaultdict(list)
        for place, signal in enumerate(signals):
            for start in signal.starts:
                self._by_start[start].append((place, signal.pattern.match))
        hints = [hint for signal in signals for hint in signal.hints]
        self._pieces = Pieces(filter(None, map(_piece, hints if len(hints) > _FEW else ())))
        self._searched = tuple(
            self._search(place, signal) for place, signal in enumerate(signals) if not signal.starts
        )

    def _search(self, place: int, signal: Signal) -> _Search:
        hints = tuple((hint, self._pieces.bits.get(_piece(hint), _NOTHING)) for hint in signal.hints)
        return _Search(place, signal, hints, reduce(or_, (piece for _, piece in hints), 0) or _NOTHING)

    def count(self, changed: Changed) -> list[int]:
        """How often each signal is in the changed lines."""
        counts = [0] * len(self.all)
        if not changed.text:
            return counts
        there = _NOTHING | (self._pieces.within(changed.names) if self._pieces.bits else 0)
        for place, signal, hints, any_piece in self._searched:
            if any_piece & there:
                counts[place] = signal.found(changed, [hint for hint, piece in hints if piece & there])
        by_start = self._by_start
        for line in changed.lines:
            start = line[:1]
            if start in by_start:
                for place, matches in by_start[start]:
                    if matches(line):
                        counts[place] += 1
        return counts


def at_start(name: str, meaning: str, pattern: str, starts: str) -> Signal:
    """A signal that a line begins with."""
    return Signal(name, meaning, re.compile(pattern), starts=starts)


def within(name: str, meaning: str, pattern: str, *hints: str) -> Signal:
    """A signal that is searched for."""
    return Signal(name, meaning, re.compile(pattern, re.MULTILINE), hints=hints)


def _piece(hint: str) -> str:
    """The longest part of a hint that is part of an identifier wherever the hint stands, "" if it has none."""
    return max(_PIECE.findall(hint), key=len, default="")
