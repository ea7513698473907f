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


def decode_path(path: bytes | bytearray) -> str:
    """Decode a path; bytes that are no UTF-8 become `\\xNN`, so that different paths stay different."""
    return path.decode("utf8", "backslashreplace")
