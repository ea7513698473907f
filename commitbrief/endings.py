"""What the program does when it is told to end. Loaded before anything else, so it loads next to nothing itself."""

import os
import signal
import sys
from collections.abc import Callable

INTERRUPTED = 130  # `Exit.INTERRUPTED`, which would have to be loaded
SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGALRM")  # the last is our own, see `hear_again`


class ToldToEndError(KeyboardInterrupt):
    """Not `KeyboardInterrupt` itself: Python remembers one that passed a piece of code which was made from a string, as the
    methods of dataclasses are, and ends by the signal, whatever status the program gives."""


def hear_endings(act: Callable[..., object]) -> None:
    """Have `act` called on Ctrl-C, SIGTERM and a terminal that is closed, but for what the program's caller ignores, as
    `nohup` does."""
    for name in SIGNALS:
        number = getattr(signal, name, None)  # Windows has two of them
        if number and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, act)


def leave(*_: object) -> None:
    """End at once: nothing is made yet, or everything is done, and there is nothing to clean up."""
    os._exit(INTERRUPTED)


def interrupt(*_: object) -> None:
    """Leave what is at work, so that what was made on the way is cleaned up."""
    raise ToldToEndError


def hear_again(lost: "sys.UnraisableHookArgs") -> None:
    """Where Python can raise nothing, as while it forgets a value, it would print our interrupt and go on: a moment later it
    comes anew."""
    if not isinstance(lost.exc_value, ToldToEndError):
        sys.__unraisablehook__(lost)
    elif hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0.01)
    else:
        leave()
