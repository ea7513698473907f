"""The line that says how far a report is."""

from __future__ import annotations

import io
import sys

import pytest

from commitbrief.cli.working import Working
from commitbrief.forks import spread


class Terminal(io.StringIO):
    """A standard error that somebody looks at."""

    def isatty(self) -> bool:
        return True


class Clock:
    """A clock that goes on by a second whenever it is looked at."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 1.0
        return self.now


def test_it_says_how_far_it_is_to_the_very_end_and_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with Working("kiln", quiet=False, clock=Clock()) as working:
        assert list(working.reading(["one", "two"])) == ["one", "two"]
        for _ in range(4):
            working.step()

    lines = terminal.getvalue().split("\r\x1b[K")[1:]
    assert lines[:2] == ["reading kiln: 1 commit", "reading kiln: 2 commits"]
    assert [line.partition(", about")[0] for line in lines[2:6]] == [
        f"working on kiln: {done} of 2 commits" for done in (0, 1, 1, 2)
    ]
    assert lines[4].endswith(" left")
    assert "left" not in lines[5]
    assert lines[6:] == [""]


def test_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with Working("kiln", quiet=True, clock=Clock()) as working:
        list(working.reading(["one"]))
        working.step()

    assert terminal.getvalue() == ""


@pytest.mark.parametrize("jobs", [1, 2])
def test_each_piece_of_work_is_a_step(jobs: int) -> None:
    steps = []

    done = spread(jobs, lambda: steps.append(1))(lambda place: place * place, [1] * 6)

    assert done == [0, 1, 4, 9, 16, 25]
    assert len(steps) == 6
