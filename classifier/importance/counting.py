"""Counting in the changed lines of a commit: one regular expression for each kind of line.

Nearly all lines are told from what is counted by a glance: a declaration begins with one of a few letters, and
a flag holds one of a few words. So the expressions are only tried on lines that could match, which is ten times
as fast as trying all of them on all lines and gives the same counts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property


class Changed:
    """The changed lines of one side, as one text of at most `most` characters."""

    def __init__(self, lines: list[str], most: int) -> None:
        self.text = "\n".join(lines)[:most]

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their indentation."""
        return [line.lstrip() for line in self.text.split("\n")] if self.text else []

    def holding(self, hints: Sequence[str]) -> str:
        """The lines that hold one of the hints, as one text."""
        text = self.text
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
        return "\n".join([text[start : found[start]] for start in starts])


@dataclass(frozen=True, slots=True)
class Signal:
    """A count over changed lines. `name` is the feature's stem, `meaning` goes into its table.

    With `starts`, the pattern is matched at the start of each line, indentation aside, and `starts` are the
    characters that a match can begin with. Otherwise it is searched for: with `hints`, of which every match
    holds one, in the lines that hold one, and else, or if `across` lines, in the whole text.
    """

    name: str
    meaning: str
    pattern: re.Pattern[str]
    starts: str = ""
    hints: tuple[str, ...] = ()
    across: bool = False

    def found(self, changed: Changed) -> int:
        """How often the pattern is found, for one that is searched for."""
        if not self.hints:
            return len(self.pattern.findall(changed.text))
        if self.across:
            hinted = any(hint in changed.text for hint in self.hints)
            return len(self.pattern.findall(changed.text)) if hinted else 0
        text = changed.holding(self.hints)
        return len(self.pattern.findall(text)) if text else 0


class Signals:
    """Signals that are counted together, in their order."""

    def __init__(self, *signals: Signal) -> None:
        self.all = signals
        self._by_start: dict[str, list[tuple[int, Callable[[str], object]]]] = defaultdict(list)
        for place, signal in enumerate(signals):
            for start in signal.starts:
                self._by_start[start].append((place, signal.pattern.match))

    def count(self, changed: Changed) -> list[int]:
        """How often each signal is in the changed lines."""
        if not changed.text:
            return [0] * len(self.all)
        counts = [0 if signal.starts else signal.found(changed) for signal in self.all]
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


def within(name: str, meaning: str, pattern: str, *hints: str, across: bool = False) -> Signal:
    """A signal that is searched for; `across` lines if it may begin on one and end on another."""
    return Signal(name, meaning, re.compile(pattern, re.MULTILINE), hints=hints, across=across)
