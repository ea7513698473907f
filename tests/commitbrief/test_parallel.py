"""Work that is shared out comes back in its order, and is not begun when nobody wants it any more."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from commitbrief.parallel import shared_out


def square_and_place(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


def leave_a_mark(path: Path) -> None:
    path.touch()


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_stand_in_the_order_of_the_things(jobs: int) -> None:
    with shared_out(square_and_place, range(8), jobs) as results:
        found = list(results)

    assert [number for number, _ in found] == [number * number for number in range(8)]
    assert (os.getpid() in {place for _, place in found}) == (jobs == 1)


def test_one_thing_is_done_here() -> None:
    with shared_out(square_and_place, [3], 4) as results:
        assert list(results) == [(9, os.getpid())]


def test_what_nobody_asked_for_is_not_done(tmp_path: Path) -> None:
    marks = [tmp_path / str(number) for number in range(3)]

    with shared_out(leave_a_mark, marks, 1) as results:
        next(iter(results))

    assert [mark.exists() for mark in marks] == [True, False, False]
