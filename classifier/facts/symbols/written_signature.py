"""Parameters from the text between the brackets: grammars name their parts differently, languages write them in three
ways. A piece that is written otherwise is kept whole as a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from classifier.facts.symbols.grammar import line_of, shorten
from classifier.facts.symbols.model import Parameter
from classifier.facts.symbols.pages import Signature

if TYPE_CHECKING:
    from tree_sitter import Node

MOST = 100
LONGEST = 8_000  # characters of a list of parameters
_OPEN, _CLOSE = "([{<", ")]}>"
_STRING = re.compile(r"""\"(?:\\.|[^"\\\n])*\"|'(?:\\.|[^'\\\n])*'""")
_ARROW = re.compile(r"[-=]>|<=|>=|<-")
_COMMENT = re.compile(r"/\*[\s\S]*?\*/|//[^\n]*|(?<=\s)#(?!\[)[^\n]*|--[^\n]*")
_ATTRIBUTE = re.compile(r"^(?:@\w+(?:\([^()]*\))?|\[[^\]]*\]|#\[[^\]]*\])\s*")
_WORDS_BEFORE = re.compile(
    r"^(?:(?:public|private|protected|internal|override|final|readonly|val|var|const|mut|in|out|ref|this|params|"
    r"scoped|implicit|using|inline|noinline|crossinline|vararg|comptime|noalias|inout|borrowing|consuming|static)\s+)+"
)
_SPACE = re.compile(r"\s+")


def parameters_of(
    node: Node, lists: Sequence[Node], name: Node, signature: Signature
) -> tuple[Parameter, ...]:
    """The parameters of a declaration: those between the brackets of the captured lists, or else of the first
    brackets behind its name."""
    found: list[Parameter] = []
    if not lists:
        source = (node.text or b"")[name.end_byte - node.start_byte :][:LONGEST].decode("utf8", "replace")
        behind = _behind(source)
        if behind:
            found += _parsed(behind, line_of(name), signature)
    for item in lists:
        source = (item.text or b"")[:LONGEST].decode("utf8", "replace").strip()
        if source[:1] in {"(", "["}:
            source = source[1:-1]
        found += _parsed(source, line_of(item), signature)
    return tuple(found[:MOST])


def _behind(source: str) -> str:
    """What stands between the round brackets that follow a name, type parameters aside."""
    start = 0
    source = source.lstrip()
    if source[:1] in {"<", "["}:
        start = _end(source, 0) + 1
    source = source[start:].lstrip()
    return source[1 : _end(source, 0)] if source[:1] == "(" else ""


def _end(source: str, start: int) -> int:
    depth = 0
    for place in range(start, len(source)):
        char = source[place]
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE and source[place - 1 : place] not in {"-", "="}:
            depth -= 1
            if depth == 0:
                return place
    return len(source)


def _parsed(source: str, line: int, signature: Signature) -> Iterator[Parameter]:
    for piece, rows in _pieces(source):
        parameter = _parameter(_SPACE.sub(" ", piece).strip(), line + rows, signature)
        if parameter is not None:
            yield parameter


def _pieces(source: str) -> Iterator[tuple[str, int]]:
    """The pieces between commas that are in no brackets, each with the number of line feeds before it."""
    blank = _COMMENT.sub(lambda match: _blanked(match[0]), source)
    code = _STRING.sub(lambda match: "_" * len(match[0]), blank)
    code = _ARROW.sub("__", code)
    depth = start = 0
    for place, char in enumerate(code):
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif char == "," and depth == 0:
            yield blank[start:place], _rows(blank, start)
            start = place + 1
    yield blank[start:], _rows(blank, start)


def _blanked(comment: str) -> str:
    return re.sub(r"[^\n]", " ", comment)


def _rows(source: str, start: int) -> int:
    rest = source[start:]
    return source.count("\n", 0, start + len(rest) - len(rest.lstrip()))


def _parameter(piece: str, line: int, signature: Signature) -> Parameter | None:
    for _ in range(8):
        shorter = _ATTRIBUTE.sub("", piece, count=1)
        if shorter == piece:
            break
        piece = shorter
    kind = "..." if re.match(r"(?:vararg|params)\s|[^=]*\.\.\.", piece) else ""
    if not piece or piece == "void":
        return None
    head, default = _split(piece, signature.default_mark)
    match signature.style:
        case "type name":
            head = _WORDS_BEFORE.sub("", head)
            before, _, name = head.rpartition(" ")
            type_name = before.strip()
            name, type_name = (name, type_name) if name else (head, "")
            while name[:1] in {"&", "*"} and len(name) > 1:
                type_name, name = f"{type_name} {name[0]}".strip(), name[1:]
            name = name.removeprefix("...")
        case "name":
            kind = kind or ("**" if head.startswith("**") else "*" if head[:1] in {"*", "&"} else "")
            name, type_name = head.lstrip("*&"), ""
            if name.endswith(":"):  # a keyword that has to be given
                name, kind = name[:-1], "keyword"
            elif not default and (parts := re.fullmatch(r"(\w+):\s*(.+)", name)):
                name, default, kind = parts[1], parts[2], "keyword"
        case _:
            name, _, type_name = head.partition(":")
            name, type_name = _WORDS_BEFORE.sub("", name.strip()), type_name.strip()
            type_name = type_name.removesuffix("...").strip()
    return Parameter(shorten(name.strip() or "_"), shorten(type_name), shorten(default), kind, line)


def _split(piece: str, mark: str) -> tuple[str, str]:
    """What stands before and behind the mark of a default."""
    code = _STRING.sub(lambda match: "_" * len(match[0]), piece)
    place = code.find(mark)
    while mark == "=" and place >= 0 and code[place + 1 : place + 2] in {"=", ">"}:
        place = code.find(mark, place + 2)
    if place < 0:
        return piece.strip(), ""
    return piece[:place].strip(), piece[place + len(mark) :].strip()
