"""Worker processes that go when the one that started them is gone. Loky's wait for work for ever, after its death by
SIGKILL."""

from __future__ import annotations

import os
import threading
import time
from functools import cache

LOOK = 2.0  # seconds between two looks


@cache
def follow(parent: int) -> None:
    """End this process soon after its parent, which has this id, did."""
    if os.getpid() != parent:
        threading.Thread(target=_wait, args=(parent,), daemon=True).start()


def _wait(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK)
    os._exit(1)
