"""Runs of commits on many processes, of this machine or of a Dask cluster: the same work, the same results.

A task says where its repository lies and what is to be read of it, in values: whoever takes it opens the
repository for itself. What a task gives is its commits or the reason why there are none, so that a repository
that cannot be read, and a process that dies, cost their own tasks alone. Results come as they are ready.
See docs/decisions/0017-fan-out.md.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, replace
from functools import cache
from typing import Protocol, Self

from classifier.errors import ClassifierError
from commitbrief.bulk.scored import Scored
from commitbrief.bulk.shards import Shard, score_shard
from commitbrief.bulk.store import Maker
from commitbrief.config.settings import Settings
from commitbrief.errors import CommitbriefError
from commitbrief.orphans import deaf_children, followed
from commitbrief.scoring import load_scorer
from commitbrief.version import __version__
from history.access import Access
from history.address import Address
from history.errors import HistoryError
from history.mirror import Mirror

Reach = Callable[[Settings], Access]
DEATH = "the process that read it died: too little memory?"


@dataclass(frozen=True, slots=True)
class Task:
    """A run of commits, and who may judge it. Where `address` is given the repository is a clone in the
    cache of whoever takes the task, reached as `reach` says *there*: no token travels with a task.

    It has slots, and must: joblib's Dask backend would keep a copy of anything that can be referred to weakly
    on some worker, to be lost with it."""

    shard: Shard
    maker: Maker
    reach: Reach
    address: Address | None = None


@dataclass(frozen=True, slots=True)
class Lost:
    """Nothing came of a task, and why."""

    reason: str


Result = tuple[int, list[Scored] | Lost]


class Runner(Protocol):
    """Who does tasks; a context manager."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...

    def workers(self) -> int:
        """How many tasks are done at a time, now."""
        ...

    def results(self, tasks: Sequence[Task]) -> Iterator[Result]:
        """The number of each task and what came of it, as they are done."""
        ...


class Processes(AbstractContextManager["Processes"]):
    """Processes of this machine. After the death of one, those tasks that were under way are begun again,
    each by itself; one that then kills its process is given up."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs

    def __exit__(self, *_: object) -> None: ...

    def workers(self) -> int:
        return self._jobs

    def results(self, tasks: Sequence[Task]) -> Iterator[Result]:
        if self._jobs == 1:
            yield from (do(number, task) for number, task in enumerate(tasks))
            return
        from joblib.externals.loky.process_executor import BrokenProcessPool

        waiting = dict(enumerate(tasks))
        while waiting:
            begun: list[int] = []
            try:
                for number, result in self._together(_noted(waiting, begun)):
                    del waiting[number]
                    yield number, result
            except BrokenProcessPool:
                suspects = [number for number in begun if number in waiting]
                if not suspects:  # no process can be had at all
                    raise
                for number in suspects:
                    yield _alone(number, waiting.pop(number))

    def _together(self, tasks: Iterable[tuple[int, Task]]) -> Iterator[Result]:
        from joblib import Parallel, delayed

        with followed(), deaf_children():  # who start here
            run = Parallel(
                n_jobs=self._jobs, return_as="generator_unordered", batch_size=1, pre_dispatch="2*n_jobs"
            )
            given = run(delayed(do)(*one) for one in tasks)
        with closing(given) as results:
            yield from results


def _noted(tasks: dict[int, Task], begun: list[int]) -> Iterator[tuple[int, Task]]:
    for number, task in list(tasks.items()):
        begun.append(number)
        yield number, task


def _alone(number: int, task: Task) -> Result:
    """What a task gives in a process of its own."""
    from joblib import Parallel, delayed
    from joblib.externals.loky.process_executor import BrokenProcessPool

    try:
        with followed():
            (result,) = Parallel(n_jobs=2)(delayed(do)(*one) for one in [(number, task)])
    except BrokenProcessPool:
        return number, Lost(DEATH)
    given: Result = result
    return given


_reading = threading.Lock()  # a Dask worker may have several threads, and a process reads one repository


def do(number: int, task: Task) -> Result:
    """Do a task, in whatever process of whatever machine this is."""
    with _reading:
        try:
            mine = maker_of(task.shard.settings)
            if mine != task.maker:
                return number, Lost(_other(mine, task.maker))
            return number, score_shard(_here(task))
        except (HistoryError, ClassifierError, CommitbriefError) as error:
            return number, Lost(str(error))


def _here(task: Task) -> Shard:
    """The task's shard as it is read here: a clone is made, or brought up to date, where it lacks commits."""
    if task.address is None:
        return task.shard
    mirror = Mirror(task.address, task.reach(task.shard.settings))
    if not mirror.has(task.shard.coverage.revisions):
        mirror.update()
    mirror.fetch_files(task.shard.shas)
    return replace(task.shard, path=mirror.folder)


def _other(mine: Maker, wanted: Maker) -> str:
    """How two makers differ."""
    if mine.version != wanted.version:
        return f"a worker runs commitbrief {mine.version}, and {wanted.version} was asked for: install that there"
    what = "rules" if mine.rules != wanted.rules else "model"
    return f"a worker has another {what} than was asked for: give all workers the same files"


@cache
def maker_of(settings: Settings) -> Maker:
    """Who decides under these settings. Raises `ClassifierError` and `ConfigError`."""
    scorer = load_scorer(settings)
    return Maker(__version__, scorer.book.digest, scorer.judge.digest)
