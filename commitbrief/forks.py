"""Work on the commits of a report, shared out among copies of this process.

A fork has everything that is loaded already, so that two cores pay off from a few commits on; only the results cross
over. They come back by place: who did what, and when, shows nowhere.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.reduction import ForkingPickler
from queue import SimpleQueue
from types import MappingProxyType
from typing import TypeVar

from classifier.spreading import Spread, in_turn
from commitbrief.orphans import Patience, begin_copy

Result = TypeVar("Result")
LEAST = 4  # pieces of work: fewer are done before the copies are made


def _frozen(mapping: dict[str, str]) -> MappingProxyType[str, str]:
    return MappingProxyType(mapping)


# Facts hold mappings that cannot be written to; pickle has to be told how to make one.
ForkingPickler.register(MappingProxyType, lambda mapping: (_frozen, (dict(mapping),)))
_given: list[Callable[[int], object]] = []  # in a copy: what it is there for


def _nothing() -> None: ...


def spread(
    jobs: int, step: Callable[[], None] = _nothing, meanwhile: Callable[[], None] = _nothing
) -> Spread:
    """A way to do work by up to `jobs` processes; 0 is one for each core. One that has been given its share
    by another does all of it itself, and so does any where processes cannot be copied safely: that is
    anywhere but on Linux. `step` is called, in this process, after each piece, and `meanwhile` once the copies
    are at work: this process has nothing to do but wait."""
    alone = sys.platform != "linux" or multiprocessing.parent_process() is not None
    jobs = 1 if alone else jobs or len(os.sched_getaffinity(0))

    def shared(work: Callable[[int], Result], costs: Sequence[int]) -> list[Result]:
        if jobs == 1 or len(costs) < LEAST:
            return in_turn(counted(work), costs)
        try:
            return _forked(work, costs, min(jobs, len(costs)), step, meanwhile)
        except BrokenProcessPool:  # a copy was killed, most likely for want of memory
            return in_turn(counted(work), costs)

    def counted(work: Callable[[int], Result]) -> Callable[[int], Result]:
        def done(place: int) -> Result:
            result = work(place)
            step()
            return result

        return done

    return shared


def _forked(
    work: Callable[[int], Result],
    costs: Sequence[int],
    jobs: int,
    step: Callable[[], None],
    meanwhile: Callable[[], None],
) -> list[Result]:
    dearest_first = sorted(range(len(costs)), key=lambda place: -costs[place])
    patience = Patience()
    done: SimpleQueue[object] = SimpleQueue()
    # A copy is handed the work as it is: nothing is pickled on the way there.
    with (
        patience.kept(),
        ProcessPoolExecutor(jobs, multiprocessing.get_context("fork"), _begin, (work,)) as pool,
    ):
        try:
            pending = {place: pool.submit(_do, place) for place in dearest_first}
            for one in pending.values():
                one.add_done_callback(done.put)
            meanwhile()
            for _ in pending:
                patience.wait(done)
                step()
            return [pending[place].result() for place in range(len(costs))]  # type: ignore[misc]  # of `work`
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _begin(work: Callable[[int], object]) -> None:
    begin_copy()
    gc.freeze()  # looking through what was there before would copy it page by page
    _given.append(work)


def _do(place: int) -> object:
    return _given[-1](place)
