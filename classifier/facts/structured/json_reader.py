"""JSON with its relatives (comments, trailing commas, single quotes, bare keys), token by token with lines.

`json` says nowhere where a key stands. The tokens are those of RFC 8259 and JSON5; what a string means is
left to `json`. A fragment is read as far as it goes: a bracket that closes nothing ends a structure that
began out of sight, and what follows belongs to the one above.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from classifier.facts.structured.growing import Growing
from classifier.facts.structured.tree import MOST_NODES, Kind, Node, Scalar, plain

_TOKEN = re.compile(
    r"(?P<string>\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')|(?P<mark>[{}\[\]:,])|(?P<line>\n)"
    r"|(?P<comment>//[^\n]*|/\*[\s\S]*?(?:\*/|\Z))|(?P<bare>[^\s{}\[\]:,\"'/]+)|(?P<other>[\"'/])"
)
DEEPEST_NESTING = 1_000  # open structures; a text with more is an attack


def read_json(text: str, first: int = 1) -> tuple[Node, ...] | None:
    """The value of a whole text; `None` where it is not one, or too large."""
    reading = _Reading(text, first)
    node = reading.read()
    return (node,) if node is not None and reading.complete else None


def read_json_fragment(text: str, first: int = 1) -> tuple[Node, ...]:
    """What some lines of a JSON text show."""
    node = _Reading(text, first).read()
    return (node,) if node is not None else ()


class _Reading:
    def __init__(self, text: str, first: int) -> None:
        self._text = text
        self._root = Growing(first)
        self._open = [self._root]
        self._key: tuple[str, int] | None = None
        self._waiting: Scalar | None = None  # a scalar that may turn out to be a key
        self.complete = True
        self._first = first

    def read(self) -> Node | None:
        for count, (token, line) in enumerate(self._tokens()):
            if count > MOST_NODES or len(self._open) > DEEPEST_NESTING:
                self.complete = False
                return None
            if isinstance(token, Scalar):
                self._flush()
                self._waiting = token
            else:
                self._mark(token, line)
        self._flush()
        self.complete = self.complete and len(self._open) == 1 and self._key is None
        root = self._root
        if self.complete and len(root.items) == 1 and not root.pairs:
            only = root.items[0]
            return only.grown() if isinstance(only, Growing) else only
        self.complete = False
        if len(root.items) == 1 and not root.pairs and isinstance(root.items[0], Growing):
            return root.items[0].grown()
        return root.grown()

    def _tokens(self) -> Iterator[tuple[Scalar | str, int]]:
        line = self._first
        for match in _TOKEN.finditer(self._text):
            kind, text = match.lastgroup, match.group()
            if kind == "line":
                line += 1
            elif kind == "mark":
                yield text, line
            elif kind == "string":
                yield Scalar(_unquoted(text), Kind.TEXT, line), line
            elif kind == "bare":
                yield plain(text, line), line
            elif kind == "comment":
                line += text.count("\n")
            else:
                self.complete = False

    def _mark(self, mark: str, line: int) -> None:
        if mark == ":":
            if self._waiting is not None:
                self._key = (self._waiting.text, self._waiting.line)
                self._waiting = None
        elif mark == ",":
            self._flush()
        elif mark in "{[":
            self._flush()
            key, at = self._key or (None, line)
            self._key = None
            self._open.append(self._open[-1].open(key, at, sequence=mark == "["))
        else:
            self._flush()
            if len(self._open) > 1:
                closed = self._open.pop()
                closed.last = max(closed.last, line)
                self.complete = self.complete and closed.sequence is (mark == "]")
            else:
                self.complete = False

    def _flush(self) -> None:
        if self._waiting is not None:
            key, line = self._key or (None, self._waiting.line)
            self._open[-1].put(key, self._waiting, line)
            self._waiting = self._key = None


def _unquoted(text: str) -> str:
    if text[0] == "'" or "\\" not in text:
        return text[1:-1]
    try:
        value = json.loads(text, strict=False)
    except ValueError:
        return text[1:-1]
    return value if isinstance(value, str) else text[1:-1]
