"""Whether two declarations are the same but for comments and layout."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from classifier.facts.symbols.model import Symbol
from classifier.facts.symbols.registry import row_comments


def squeezed(value: str) -> str:
    """A piece of code without white space and trailing commas: what a formatter leaves alone."""
    return re.sub(r"\s+|,(?=\s*[\])}])", "", value)


def is_comment(row: str, language: str) -> bool:
    """Whether a row holds nothing but a comment, as far as one row can tell."""
    return row.lstrip().startswith(row_comments(language))


def same_code(old: Symbol, new: Symbol, *, skip_header: bool = False) -> bool:
    """Whether two declarations differ in nothing but comments and layout. Where indentation has meaning,
    as many lines indented otherwise are another program; more or fewer lines were only wrapped."""
    (left, bare), (right, now) = (_code(symbol, skip_header) for symbol in (old, new))
    if bare != now:
        return False
    if new.language != "python" or len(left) != len(right):
        return True
    return _indents(left) == _indents(right)


def _code(symbol: Symbol, skip_header: bool) -> tuple[Sequence[str], str]:
    return _rows_of(symbol.text, symbol.line - symbol.first + 1 if skip_header else 0, symbol.language)


@lru_cache(maxsize=64)  # many declarations may stand on one line, which may be long
def _rows_of(text: str, skipped: int, language: str) -> tuple[Sequence[str], str]:
    """The rows of a declaration that hold code, and what a formatter leaves alone of them."""
    rows = [row for row in text.split("\n")[skipped:] if row.strip() and not is_comment(row, language)]
    return rows, squeezed("".join(rows))


def _indents(rows: Sequence[str]) -> list[int]:
    found = [len(row) - len(row.lstrip()) for row in rows]
    return [indent - found[0] for indent in found]
