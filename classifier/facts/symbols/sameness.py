"""Whether two declarations are the same but for comments, documentation and layout."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from classifier.facts.symbols.model import Decorator, Symbol
from classifier.facts.symbols.registry import row_comments

_SAYS = re.compile(r"(?:module|type|short)?doc\s*=?\s*(?:~[a-zA-Z])?[\"']")
_BLOCK = re.compile(r"^[ \t]*/\*(?:[^*]|\*(?!/))*\*/[ \t]*$", re.MULTILINE)
# The head up to the first row that ends with a colon, and the string that stands below it.
_DOCSTRING = re.compile(
    r"""\A((?:[^\n]*(?<!:)\n)*?[^\n]*:[ \t]*\n(?:[ \t]*\n)*)([ \t]*[rRuU]?(\"{3}|'{3}|"|')(?:(?!\3)[\s\S])*\3[ \t]*)(?=\n|\Z)"""
)


def squeezed(value: str) -> str:
    """A piece of code without white space and trailing commas: what a formatter leaves alone."""
    return re.sub(r"\s+|,(?=\s*[\])}])", "", value)


def is_comment(row: str, language: str) -> bool:
    """Whether a row holds nothing but a comment, as far as one row can tell."""
    return row.lstrip().startswith(row_comments(language))


def same_code(old: Symbol, new: Symbol, *, skip_header: bool = False) -> bool:
    """Whether two declarations differ in nothing but comments, documentation and layout. Where indentation has meaning,
    as many lines indented otherwise are another program; more or fewer lines were only wrapped."""
    (left, bare), (right, now) = (_code(symbol, skip_header) for symbol in (old, new))
    if bare != now:
        return False
    if new.language != "python" or len(left) != len(right):
        return True
    return _indents(left) == _indents(right)


def _code(symbol: Symbol, skip_header: bool) -> tuple[Sequence[str], str]:
    return _rows_of(
        _without_documentation(symbol), symbol.line - symbol.first + 1 if skip_header else 0, symbol.language
    )


def is_documentation(decorator: Decorator) -> bool:
    """Whether an attribute holds words about what it stands at, and nothing that a compiler acts on."""
    return _SAYS.match(decorator.text) is not None


def _without_documentation(symbol: Symbol) -> str:
    """The text of a declaration with its documentation as blank lines: attributes that hold words, the string that a
    function of Python begins with, and comments in marks that open and close."""
    text = symbol.text
    said = [place for place, item in enumerate(symbol.decorators) if is_documentation(item)]
    if said:
        rows = text.split("\n")
        ends = [*(item.line for item in symbol.decorators[1:]), symbol.line]
        for place in said:
            for row in range(symbol.decorators[place].line - symbol.first, ends[place] - symbol.first):
                if 0 <= row < len(rows):
                    rows[row] = ""
        text = "\n".join(rows)
    if symbol.language == "python":
        return _DOCSTRING.sub(lambda found: found[1] + "\n" * found[2].count("\n"), text, count=1)
    if "/*" in row_comments(symbol.language):
        return _BLOCK.sub(lambda found: "\n" * found[0].count("\n"), text)
    return text


@lru_cache(maxsize=64)  # many declarations may stand on one line, which may be long
def _rows_of(text: str, skipped: int, language: str) -> tuple[Sequence[str], str]:
    """The rows of a declaration that hold code, and what a formatter leaves alone of them."""
    rows = [row for row in text.split("\n")[skipped:] if row.strip() and not is_comment(row, language)]
    return rows, squeezed("".join(rows))


def _indents(rows: Sequence[str]) -> list[int]:
    found = [len(row) - len(row.lstrip()) for row in rows]
    return [indent - found[0] for indent in found]
