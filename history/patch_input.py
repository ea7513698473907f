"""What a pipe or a shell made of patches on their way, undone: byte order marks, UTF-16, colours, zero bytes."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import BinaryIO

_COLOUR = re.compile(rb"\x1b\[[0-9;]*[mK]")
_COLOURED = re.compile(rb"(?:\x1b\[[0-9;]*m)+(?:commit |diff --|From |index |--- |@@ )")
_COMMIT_AFTER_ZERO = re.compile(rb"\0(?=commit [0-9a-f]{40})")
_LOOKED_AT = 50  # lines


def lines_of(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream, with their line feeds. Colours are taken off where git's own lines have them: then the
    whole was coloured, and escapes in somebody's code are not told apart from git's."""
    lines = _parted(_decoded(stream))
    first = list(islice(lines, _LOOKED_AT))
    everything = chain(first, lines)
    if any(_COLOURED.match(line) for line in first):
        return (_COLOUR.sub(b"", line) for line in everything)
    return everything


def _parted(lines: Iterator[bytes]) -> Iterator[bytes]:
    """The lines, also where `git log -z` put a zero byte between two commits instead of a line feed."""
    for line in lines:
        if b"\0" in line and _COMMIT_AFTER_ZERO.search(line):
            *before, last = _COMMIT_AFTER_ZERO.split(line)
            yield from (piece + b"\n" for piece in before)
            yield last
        else:
            yield line


def _decoded(stream: BinaryIO) -> Iterator[bytes]:
    """The lines as UTF-8, without a mark: PowerShell writes UTF-16, and puts a mark before UTF-8."""
    first = stream.readline()
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = (first + stream.read()).decode("utf-16", "replace")
        yield from io.BytesIO(text.encode("utf8", "replace"))
        return
    yield first.removeprefix(codecs.BOM_UTF8)
    yield from stream
