"""How far a report is, for whoever waits for it at a terminal: to the very end, and how long it may take."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import TypeVar

from commitbrief.cli.io import counted, is_watched, show

T = TypeVar("T")
STEP = 0.2  # seconds between two updates of the line
KNOWN = 2.0  # seconds of work after which it is said how long the rest may take
LONG = 100  # seconds that are told as such
TWICE = 2  # every commit is worked on for its facts, and for what is said of it


class Working(AbstractContextManager["Working"]):
    """A line on standard error that is brought up to date, and taken away in the end; none where nobody looks."""

    def __init__(self, name: str, *, quiet: bool, clock: Callable[[], float] = time.monotonic) -> None:
        self._name = name
        self._watched = is_watched(quiet=quiet)
        self._clock = clock
        self._read = self._done = 0
        self._begun = self._shown = clock()

    def __exit__(self, *_: object) -> None:
        if self._watched:
            show("")

    def reading(self, commits: Iterable[T], /) -> Iterator[T]:
        """Pass commits through, counting them."""
        for one in commits:
            self._read += 1
            self._say(f"reading {self._name}: {counted(self._read, 'commit')}")
            yield one
        self._begun = self._clock()

    def step(self) -> None:
        """Half of the work on a commit is done."""
        self._done += 1
        whole = self._read * TWICE
        self._say(
            f"working on {self._name}: {min(self._done // TWICE, self._read)} of {counted(self._read, 'commit')}{self._left(whole)}"
        )

    def _left(self, whole: int) -> str:
        spent = self._clock() - self._begun
        if spent < KNOWN or self._done >= whole:
            return ""
        seconds = round(spent * (whole - self._done) / self._done)
        words = (
            counted(max(seconds, 1), "second") if seconds < LONG else counted(round(seconds / 60), "minute")
        )
        return f", about {words} left"

    def _say(self, line: str) -> None:
        now = self._clock()
        if self._watched and now - self._shown >= STEP:
            self._shown = now
            show(line)
