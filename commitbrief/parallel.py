"""Many things done by several processes, with the results in the order of the things."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from commitbrief.orphans import begin_copy, end_copies

Thing = TypeVar("Thing")
Result = TypeVar("Result")


@contextmanager
def shared_out(
    do: Callable[[Thing], Result], things: Sequence[Thing], jobs: int
) -> Iterator[Iterable[Result]]:
    """What comes of each thing, by up to `jobs` processes. What has not begun when the block is left is not done.
    With one job, or one thing, everything is done in this process."""
    jobs = min(jobs, len(things))
    if jobs <= 1:
        yield map(do, things)
        return
    with ProcessPoolExecutor(jobs, initializer=begin_copy) as pool:
        try:
            yield pool.map(do, things)
        except BaseException:
            end_copies()
            raise
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
