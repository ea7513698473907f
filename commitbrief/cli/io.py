"""Everything that commitbrief prints: results on standard output as UTF-8 whatever the locale, the rest on
standard error, where control characters cannot drive the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import BinaryIO, TextIO, TypeVar

from commitbrief.errors import OutputError, ReaderGoneError, SourceError

T = TypeVar("T")
STEP = 50  # commits between two updates of the progress line


def write_out(text: str) -> None:
    """Write a result to standard output. Raises `ReaderGoneError` when nobody reads it any more, and
    `OutputError` when it cannot be written."""
    write_out_bytes(text.encode("utf8", "replace"))


def write_out_bytes(content: bytes) -> None:
    """As `write_out`, for what is not text."""
    if sys.stdout is None:
        raise OutputError("standard output is closed")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except OSError as error:
        _point_nowhere(sys.stdout)
        if isinstance(error, BrokenPipeError):
            raise ReaderGoneError("standard output was closed") from error
        raise OutputError(f"cannot write to standard output: {error.strerror}") from error


def _point_nowhere(stream: TextIO) -> None:
    """Let go of a stream that cannot be written: the interpreter flushes it once more at exit, and would complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def standard_input() -> BinaryIO:
    """The bytes of standard input."""
    if sys.stdin is None:
        raise SourceError("standard input is closed")
    return sys.stdin.buffer


def say(message: str) -> None:
    """Write a line for the user to standard error. Where it cannot be written the exit status has to say it."""
    if sys.stderr is None:
        return
    try:
        print(printable(message), file=sys.stderr, flush=True)  # noqa: T201 - the one place that prints
    except OSError:
        _point_nowhere(sys.stderr)


def printable(text: str) -> str:
    """Text that cannot drive a terminal: control characters are spelled out."""
    return "".join(c if c.isprintable() or c == "\n" else c.encode("unicode_escape").decode() for c in text)


def counted(number: int, noun: str) -> str:
    """`1 commit`, `2 commits`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def progress(items: Iterable[T], *, label: str, quiet: bool) -> Iterator[T]:
    """Pass `items` through, counting them on standard error if that is a terminal and `quiet` is false."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield from items
        return
    try:
        for count, item in enumerate(items, 1):
            if count % STEP == 0:
                _show(f"{label}: {count}")
            yield item
    finally:
        _show("")


def _show(text: str) -> None:
    sys.stderr.write(f"\r\x1b[K{text}")
    sys.stderr.flush()
