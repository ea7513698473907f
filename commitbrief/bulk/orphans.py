"""Worker processes that go when the one that started them is gone. Loky's wait for work for ever, after its death by
SIGKILL."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache

LOOK = 2.0  # seconds between two looks
_at_end: list[Callable[[], None]] = []


def at_end(clean: Callable[[], None]) -> None:
    """What is to be cleaned up by a process that goes so: it runs nothing else any more."""
    _at_end.append(clean)


@cache
def follow(parent: int) -> None:
    """End this process soon after its parent, which has this id, did."""
    if os.getpid() != parent:
        threading.Thread(target=_wait, args=(parent,), daemon=True).start()


def _wait(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK)
    for clean in _at_end:
        with suppress(Exception):  # what cannot be cleaned up must not keep the process
            clean()
    os._exit(1)
