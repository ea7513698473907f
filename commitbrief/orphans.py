"""Worker processes: begun so that a signal to the whole group is the first process's business alone, and gone when that
is gone, whatever ended it, with what they had in the temporary folder. Those of the standard library and of joblib would
else wait for work for ever after its death by SIGKILL."""

from __future__ import annotations

import atexit
import multiprocessing
import os
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from multiprocessing import resource_tracker
from queue import SimpleQueue
from typing import NoReturn, TypeVar

from commitbrief.endings import SIGNALS
from history.git import prefix, sweep

Item = TypeVar("Item")
LOOK = 2.0  # seconds between two looks


@contextmanager
def deaf_children() -> Iterator[None]:
    """Programs that are started meanwhile never hear Ctrl-C: it reaches the whole group, and in the midst of their
    start they would print a traceback each. This process hears it at the end."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Patience:
    """Hears what ends this process only where it waits: an exception in the midst of the standard library would leave a
    lock locked, and a thread that waits for it would keep the process for ever."""

    def __init__(self) -> None:
        self._heard = self._waiting = False

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Until the end, only `wait` is interrupted. Raises `KeyboardInterrupt` there, or at the end."""
        if threading.current_thread() is not threading.main_thread():  # which alone hears signals
            yield
            return
        numbers = [getattr(signal, name) for name in SIGNALS if hasattr(signal, name)]
        before = {number: signal.getsignal(number) for number in numbers}
        before = {number: handler for number, handler in before.items() if callable(handler)}
        for number in before:
            signal.signal(number, self._hear)
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
        if self._heard:
            raise KeyboardInterrupt

    def wait(self, queue: SimpleQueue[Item]) -> Item:
        """The next of a queue. Raises `KeyboardInterrupt`."""
        self._waiting = True
        try:
            if self._heard:
                raise KeyboardInterrupt
            return queue.get()
        finally:
            self._waiting = False

    def _hear(self, *_: object) -> None:
        if self._waiting:
            self._heard = False
            raise KeyboardInterrupt
        self._heard = True


def begin_copy() -> None:
    """What a copy of this process does first."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _terminated)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, _terminated)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def end_copies() -> None:
    """Have copies leave what they are at: nobody wants it any more."""
    for copy in multiprocessing.active_children():
        copy.terminate()


def _terminated(*_: object) -> NoReturn:
    _end(0)


@contextmanager
def followed() -> Iterator[None]:
    """Workers of joblib that are started meanwhile end soon after this process did. Their temporary folders are in one of
    its own: when it ends early they are killed, and can take nothing away themselves."""
    folder = _folder_of_workers(os.getpid())
    from joblib import parallel_config

    resource_tracker.ensure_running()  # which lets signals through again, before a worker starts
    with parallel_config("loky", initializer=_follow, initargs=(os.getpid(), folder)):
        yield


@cache
def _folder_of_workers(process: int) -> str:
    made = tempfile.mkdtemp(prefix=prefix())
    atexit.register(_remove, process, made)
    return made


def _remove(process: int, folder: str) -> None:
    if os.getpid() == process:  # and no copy
        shutil.rmtree(folder, ignore_errors=True)


def _follow(parent: int, folder: str) -> None:
    if os.getpid() != parent:
        threading.Thread(target=_wait, args=(parent, tempfile.gettempdir()), daemon=True).start()
        tempfile.tempdir = folder


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        _end(parent.pid or 0)


def _wait(parent: int, place: str) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK)
    tempfile.tempdir = place
    _end(parent)


def _end(parent: int) -> NoReturn:
    with suppress(Exception):  # what cannot be cleaned up must not keep the process
        sweep(os.getpid(), *([parent] if parent else []))
    os._exit(1)
