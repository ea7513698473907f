"""Ranges of lines."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator


class Spans:
    """Ranges of lines, both ends included, in ascending order."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        self.ranges: list[tuple[int, int]] = []
        for first, last in sorted(ranges):
            if self.ranges and first <= self.ranges[-1][1] + 1:
                self.ranges[-1] = (self.ranges[-1][0], max(last, self.ranges[-1][1]))
            else:
                self.ranges.append((first, last))
        self._lasts = [last for _, last in self.ranges]

    def touch(self, first: int, last: int) -> bool:
        """Whether any line from `first` to `last` is among them."""
        index = bisect_left(self._lasts, first)
        return index < len(self.ranges) and self.ranges[index][0] <= last

    def lines_within(self, first: int, last: int) -> int:
        """How many lines from `first` to `last` are among them."""
        index = bisect_left(self._lasts, first)
        total = 0
        while index < len(self.ranges) and self.ranges[index][0] <= last:
            start, end = self.ranges[index]
            total += min(end, last) - max(start, first) + 1
            index += 1
        return total

    def numbers_within(self, first: int, last: int) -> Iterator[int]:
        """Yield the lines from `first` to `last` that are among them."""
        index = bisect_left(self._lasts, first)
        while index < len(self.ranges) and self.ranges[index][0] <= last:
            start, end = self.ranges[index]
            yield from range(max(start, first), min(end, last) + 1)
            index += 1

    def __bool__(self) -> bool:
        return bool(self.ranges)


EVERYTHING = Spans([(0, 1 << 60)])
