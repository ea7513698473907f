"""Files and texts that somebody else wrote, read within bounds: the one way in which commands open what they are given.

A path may lead to a device, a pipe that nobody writes to, or a file without end, and a text may be nested deeper than
any parser goes. What cannot be read so is an `OSError` with a `strerror` for people, and a text that is not what it
should be a `NotationError`; who asked says which file it was.
"""

from __future__ import annotations

import errno
import json
import os
import re
import stat
import tomllib
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

MB = 1 << 20
SMALL, LARGE = 4 * MB, 256 * MB  # what a person writes, and what a program does

_DEEPEST = 100  # parts of a key
_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"|\'[^\']*+\'')
_DEEP = re.compile(rf"(?<![\w-])(?:[\w-]++[ \t]*+\.[ \t]*+){{{_DEEPEST}}}")


class NotationError(ValueError):
    """A text that is no JSON or TOML, or one that nobody means to be read. Its message has no line feed."""


def is_there(path: Path) -> bool:
    """Whether a path leads to anything that can be reached: a name that no file can have leads nowhere."""
    try:
        return path.exists()
    except OSError:  # too long, or in a folder that this user may not enter
        return False


def open_regular(path: Path) -> BinaryIO:
    """Open a file for reading. Raises `OSError`, also for what is no regular file."""
    try:
        # Without waiting: else the opening of a pipe ends when somebody writes to it.
        number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except ValueError:  # a NUL, or half a character
        raise OSError(errno.EINVAL, "no file can be called so", str(path)) from None
    mode = os.fstat(number).st_mode
    if stat.S_ISREG(mode):
        return os.fdopen(number, "rb")
    os.close(number)
    kind = "a folder" if stat.S_ISDIR(mode) else "a device or a pipe"
    raise OSError(errno.EINVAL, f"it is {kind}, and no regular file", str(path))


def read_bytes(path: Path, most: int = LARGE) -> bytes:
    """The content of a file of at most so many bytes. Raises `OSError`."""
    with open_regular(path) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise OSError(errno.EFBIG, f"it is larger than {most // MB} MB", str(path))
    return content


def read_text(path: Path, most: int = LARGE, encoding: str = "utf8") -> str:
    """The text of a file of at most so many bytes. Raises `OSError` and `UnicodeDecodeError`."""
    text = read_bytes(path, most).decode(encoding)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def json_value(text: str | bytes) -> Any:
    """What a JSON text says. Raises `NotationError`, also for NaN and infinities, which are not JSON."""
    try:
        return json.loads(text, parse_constant=_no_number)
    except RecursionError:
        raise NotationError("it is nested too deep") from None
    except ValueError as error:
        raise NotationError(_brief(error)) from error


def toml_table(text: str) -> dict[str, Any]:
    """What a TOML text says. Raises `NotationError`."""
    if any(_is_deep(line) for line in text.split("\n")):
        raise NotationError("it is nested too deep")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise NotationError("it is nested too deep") from None
    except ValueError as error:
        raise NotationError(_brief(error)) from error


def _is_deep(line: str) -> bool:
    """Whether a line may have a key of more parts than anybody writes: reading one takes quadratic time."""
    return line.count(".") >= _DEEPEST and _DEEP.search(_STRING.sub("s", line)) is not None


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def _brief(error: ValueError) -> str:
    told = " ".join(str(error).split())[:200]
    return "it has a number of thousands of digits" if "int_max_str_digits" in told else told
