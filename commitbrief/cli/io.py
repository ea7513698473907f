"""Everything that commitbrief prints: results on standard output as UTF-8 whatever the locale, the rest on
standard error.

What people read in a terminal or in the log of a job is said by the line. A title, a path, a name, an answer of git can
hold anything, so that a line stays one, drives no terminal, and is no command to the runner of the job.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from typing import BinaryIO, TextIO, TypeVar

from commitbrief.errors import OutputError, ReaderGoneError, SourceError

T = TypeVar("T")
LONGEST = 2000  # characters of a line for the user: what it quotes may be a stranger's
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


def is_terminal() -> bool:
    """Whether standard output is shown to somebody as it is."""
    return sys.stdout is not None and sys.stdout.isatty()


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
        print(line(shortened(message)), file=sys.stderr, flush=True)  # noqa: T201 - the one place that prints
    except OSError:
        _point_nowhere(sys.stderr)


def command(text: str) -> None:
    """Write lines to standard error as they are: commands to the runner of a job, made by `commitbrief.findings`."""
    if sys.stderr is not None:
        print(text, end="", file=sys.stderr, flush=True)  # noqa: T201 - as `say`


def tell(*lines: str) -> None:
    """Write lines for people to standard output. Raises as `write_out`."""
    write_out("".join(f"{line(one)}\n" for one in lines))


def line(text: str) -> str:
    """Text as one line that can drive neither a terminal nor the job whose log it stands in: GitHub's runner takes
    commands from lines that begin with two colons, it and others from any line with two hashes and a bracket."""
    shown = _HASHES.sub("# #", printable(text))
    return _COLONS.sub(r"\1: :", shown)


_HASHES = re.compile(r"##(?=(?:vso)?\[)")
_COLONS = re.compile(r"^(\s*)::")


def shortened(text: str) -> str:
    """Text without the middle of what nobody reads to its end."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]} … {text[-LONGEST // 2 :]}"


def printable(text: str) -> str:
    """Text that cannot drive a terminal: control characters, line feeds among them, are spelled out."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def counted(number: int, noun: str) -> str:
    """`1 commit`, `2 commits`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def progress(items: Iterable[T], *, label: str, quiet: bool) -> Iterator[T]:
    """Pass `items` through, counting them on standard error if that is a terminal and `quiet` is false."""
    if not is_watched(quiet=quiet):
        yield from items
        return
    try:
        for count, item in enumerate(items, 1):
            if count % STEP == 0:
                show(f"{label}: {count}")
            yield item
    finally:
        show("")


def show(text: str) -> None:
    """Put a line in the place of the one before, on a standard error that is a terminal."""
    sys.stderr.write(f"\r\x1b[K{line(text)}")
    sys.stderr.flush()


def is_watched(*, quiet: bool) -> bool:
    """Whether somebody looks at standard error while a command works."""
    return not quiet and sys.stderr is not None and sys.stderr.isatty()
