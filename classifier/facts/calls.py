"""Calls in source text: where the parentheses close and what the arguments are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from classifier.facts.lines import Block

MOST_CALL_CHARACTERS = 4_000
NO_VALUE = frozenset({"None", "null", "nil", "undefined", ""})
_PUNCTUATION = re.compile(r"[()\[\]{},]")
_STRING = re.compile(r"""^[rbfuRBFU]{0,2}(?:"([^"\n]*)"|'([^'\n]*)'|`([^`\n]*)`)$""")


@dataclass(frozen=True, slots=True)
class Call:
    """The arguments of one call, each as it is written, and the last line of the call."""

    arguments: tuple[str, ...]
    end: int  # the offset behind the closing parenthesis, in the block

    def keyword(self, name: str) -> str | None:
        """The expression given for a keyword (`name=…`, `name: …`), `None` if there is none."""
        for argument in self.arguments:
            head, mark, value = argument.partition("=")
            if mark and head.strip() == name and not value.startswith("="):
                return " ".join(value.split())
            head, mark, value = argument.partition(":")
            if mark and head.strip() == name:
                return " ".join(value.split())
        return None

    def strings(self) -> list[str]:
        """The arguments that are plain string literals, unquoted, in order."""
        return [text for argument in self.arguments if (text := unquoted(argument)) is not None]


def unquoted(expression: str) -> str | None:
    """The value of a string literal, `None` for any other expression."""
    match = _STRING.match(expression.strip())
    return next((group for group in match.groups() if group is not None), None) if match else None


def value_text(expression: str | None) -> str | None:
    """An expression as a report shows it: a string without its quotes, others on one line."""
    if expression is None:
        return None
    plain = unquoted(expression)
    if plain is None and expression.strip() in NO_VALUE:
        return None
    return " ".join((expression if plain is None else plain).split())[:120]


def call_at(block: Block, opening: int) -> Call | None:
    """The call whose opening bracket is at `opening` in the block; `None` if it does not close there."""
    code = block.code
    depth = 0
    begin = opening + 1
    arguments: list[str] = []
    for match in _PUNCTUATION.finditer(code, opening, opening + MOST_CALL_CHARACTERS):
        mark = match.group()
        if mark in "([{":
            depth += 1
        elif mark in ")]}":
            depth -= 1
            if depth == 0:
                last = block.bare[begin : match.start()].strip()
                if last:
                    arguments.append(last)
                return Call(tuple(arguments), match.end())
        elif depth == 1:
            arguments.append(block.bare[begin : match.start()].strip())
            begin = match.end()
    return None
