"""Bytes of unknown encoding into text, without ever failing and without surrogates."""

from __future__ import annotations

import codecs
import re

# Codecs that commits are really written in. Python knows others (idna, unicode_escape, utf_7) that are
# slow on hostile input or give lone surrogates.
_USUAL = re.compile(
    r"(iso|cp|koi8|gb|big5|euc|shift|mac|utf-(8|16|32)|tis|johab|hz|kz|ptcp|latin)", re.IGNORECASE
)


def decode(data: bytes | bytearray, encoding: str | None = None) -> str:
    """Decode UTF-8, else `encoding` if it is a usual one and fits, else Latin-1, which fits always."""
    try:
        return data.decode("utf8")
    except UnicodeDecodeError:
        pass
    if encoding:
        try:
            name = codecs.lookup(encoding).name
            if _USUAL.match(name):
                return data.decode(name)
        except (LookupError, ValueError):  # ValueError: undecodable, or a name with a NUL
            pass
    return data.decode("latin-1")


# Encodings of seven-bit bytes, which are UTF-8 too, and say something else.
_SEVEN_BIT = re.compile(r"(iso2022|hz|utf-7)")


def decode_declared(data: bytes, encoding: str | None) -> str:
    """Decode what says itself how it is encoded, a message or a name: as it says, if that fits, as git does; else as
    `decode` does."""
    if encoding:
        try:
            name = codecs.lookup(encoding).name
            if name != "utf-8" and (_USUAL.match(name) or _SEVEN_BIT.match(name)):
                text = data.decode(name)
                text.encode("utf8")  # no lone surrogates
                return text
        except (LookupError, ValueError):
            pass
    return decode(data, encoding)


def decode_path(path: bytes | bytearray) -> str:
    """Decode a path; bytes that are no UTF-8 become `\\xNN`, so that different paths stay different."""
    return path.decode("utf8", "backslashreplace")
