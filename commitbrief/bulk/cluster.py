"""Tasks on a Dask cluster, through joblib's own backend for it.

One thing is changed in that backend: a task that Dask gives up is told, where joblib 1.6 waits for it for ever. Dask
gives one up after several workers died that had it (its setting `allowed-failures`), and where nobody can take it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager, closing
from typing import TYPE_CHECKING, Any, Protocol

from commitbrief.bulk.fanout import Lost, Result, Task, do
from commitbrief.errors import ConfigError

if TYPE_CHECKING:
    from distributed import Client

PATIENCE = 30.0  # seconds to wait for a scheduler and its first worker
AHEAD = 64  # tasks that a small cluster is given at a time, so that an adaptive one sees that it should grow
ABANDONED = 600.0  # seconds without any worker after which nobody is waited for: clusters grow in minutes
DEATHS = "worker after worker died reading it: too little memory?"


class Cluster(AbstractContextManager["Cluster"]):
    """The workers of a Dask scheduler. Raises `ConfigError` where the extra is not installed, and where no
    scheduler with workers answers.

    Dask gives the task of a worker that died to another one, and suspects whatever lay there; what it gives up
    is begun once more, by itself, so that none is given up for another's fault."""

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client
        except ImportError as error:
            raise ConfigError("Dask is not installed: pip install 'commitbrief[dask]'") from error
        _refuse_nonsense(address)
        try:
            self._client = Client(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise ConfigError(f"no Dask scheduler answers at {address}: {error}") from error
        try:
            self._client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            self._client.close()
            raise ConfigError(f"the Dask scheduler at {address} has no workers: start some") from error

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def workers(self) -> int:
        threads: dict[str, int] = self._client.nthreads()
        return max(1, sum(threads.values()))

    def results(self, tasks: Sequence[Task]) -> Iterator[Result]:
        suspects: list[int] = []
        for number, result in self._together(enumerate(tasks)):
            if isinstance(result, Lost) and result.reason == DEATHS:
                suspects.append(number)
            else:
                yield number, result
        for number in suspects:
            yield from self._together([(number, tasks[number])])

    def _together(self, tasks: Iterable[tuple[int, Task]]) -> Iterator[Result]:
        from joblib import Parallel, delayed, parallel_config

        backend = _telling(self._client)
        with parallel_config(backend=backend):
            ahead = max(AHEAD, 4 * self.workers())
            run = Parallel(return_as="generator_unordered", batch_size=1, pre_dispatch=ahead)
        done = threading.Event()
        watch = threading.Thread(target=_watch, args=(self._client, backend, done), daemon=True)
        watch.start()
        try:
            with closing(run(delayed(do)(number, task) for number, task in tasks)) as results:
                yield from results
        finally:
            done.set()
            watch.join()


def _refuse_nonsense(address: str) -> None:
    """Raise `ConfigError` for what Dask would make half a client of, and complain when that is thrown away."""
    from distributed.comm.addressing import get_address_host_port

    try:
        get_address_host_port(address)
    except ValueError as error:
        raise ConfigError(
            f"{address!r} is no address of a Dask scheduler, as tcp://host:8786 is: {error}"
        ) from error


class _Telling(Protocol):
    def abandon(self, reason: str) -> None: ...


def _telling(client: Client) -> _Telling:
    """joblib's backend, with a voice."""
    from joblib._dask import DaskDistributedBackend

    class Telling(DaskDistributedBackend):  # type: ignore[misc] # joblib has no types
        def __init__(self) -> None:
            super().__init__(client=client)
            self._out: dict[int, Callable[[list[Result]], None]] = {}
            self._abandoned: str | None = None
            self._lock = threading.Lock()

        def effective_n_jobs(self, n_jobs: int) -> int:  # noqa: ARG002 - Dask shares the work out
            """At least 2: for one, joblib would do the work here; for none, give up at once."""
            return 2

        def submit(self, func: Any, callback: Callable[[list[Result]], None]) -> Future[object]:
            number: int = func.items[0][1][0]
            with self._lock:
                self._out[number] = callback
            submitted: Future[object] = super().submit(func, lambda result: self._tell(number, result))
            submitted.add_done_callback(lambda done: self._failed(number, done.exception()))
            if self._abandoned:
                self._tell(number, [(number, Lost(self._abandoned))])
            return submitted

        def abandon(self, reason: str) -> None:
            """Give up what is under way and what would follow."""
            self._abandoned = reason
            for number in list(self._out):
                self._tell(number, [(number, Lost(reason))])

        def _failed(self, number: int, error: BaseException | None) -> None:
            if error is not None:
                self._tell(number, [(number, Lost(_reason(error)))])

        def _tell(self, number: int, result: Any) -> None:
            with self._lock:
                callback = self._out.pop(number, None)
            if callback is not None:  # it is heard once
                gone = isinstance(result, BaseException)  # what Dask gives for a task that it cancelled
                callback([(number, Lost(_reason(result)))] if gone else result)

    made: _Telling = Telling()
    return made


def _watch(client: Client, backend: _Telling, done: threading.Event) -> None:
    """Give all up where there are no workers for long, or no scheduler any more."""
    missing = 0.0
    step = min(5.0, ABANDONED / 4)
    while not done.wait(step):
        if client.status not in ("running", "connecting"):
            backend.abandon("the Dask scheduler went away")
            return
        missing = 0.0 if client.scheduler_info()["workers"] else missing + step
        if missing > ABANDONED:
            backend.abandon("no worker was left, and none came")
            return


def _reason(error: BaseException) -> str:
    from distributed import KilledWorker

    if isinstance(error, KilledWorker):
        return DEATHS
    return f"no worker could take it: {type(error).__name__}: {error}"
