"""The parsed tree of one side of a changed file, for those who quote it and cut pieces out of it.

    syntax = syntax_of(edit, Side.NEW)     # `None`: no grammar for it, or no whole text, or over the limits
    syntax.comments                        # what people wrote about the code, by lines
    syntax.documentation("Store.open")     # the doc comment of a definition
    syntax.enclosing(line)                 # "Store.open": the innermost definition around a line
    syntax.statement_span(line)            # where the statement begins and ends that a line is part of

Lines are 1-based and those of the side's whole text. Trees are kept for the files that were asked for last
(`parsing.tree_of`), and what is made of them is made when it is first asked for.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from classifier.facts.edits import Edit
from classifier.facts.symbols.grammar import Grammar, last_line_of, line_of
from classifier.facts.symbols.model import Symbol
from classifier.facts.symbols.parsing import (
    KEPT_BYTES,
    KEPT_TREES,
    MAX_BYTES,
    SourceLimitError,
    captures,
    symbols_of,
    tree_of,
)
from classifier.facts.symbols.registry import grammar_for
from classifier.facts.symbols.sources import complete
from history.briefs import Side
from history.records import FileStatus

if TYPE_CHECKING:
    from tree_sitter import Node, Tree

MOST_NODES = 4_000  # looked at for the blocks of one statement

# What holds statements or declarations one after another, in the names that grammars give it.
_BLOCK = re.compile(
    r"(?:^|_)(?:block|body|statements|program|module|chunk|source|source_file|config_file|document"
    r"|compilation_unit|translation_unit|compound_statement|then|else|ensure|do|do_group|suite"
    r"|(?:declaration|variant|enumerator|member|statement|accessor)_list)$"
    r"|^preproc_(?:if|ifdef|else|elif|elifdef)$|^case_(?:statement|item|clause)$"
)
_OPENS = re.compile(
    r"""^\s*(?:[@]\w+\s+)?(?:~[sS]|[rRbBuUfF]{1,2})?(?:///?!?|/\*[*!]?|\#+!?|--+(?:\[=*\[|\|)?|\"{3}|'{3}|=begin\b|\*(?=[\s/]|$)|["'](?=\w)) ?"""
)
_CLOSES = re.compile(r"""\s*(?:\*+/|\"{3}|'{3}|\]=*\]|^=end)\s*$""")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, or line comments that follow one another, or a docstring.

    `text` is what it says without its marks, one row for each line from `first` to `last`. `is_doc` is whether
    the language takes it for documentation, and `doc_of` the qualified name of what it documents, "" for the
    file itself and for comments that are none. `trailing` ones stand behind code on their line.
    """

    first: int
    last: int
    text: str
    doc_of: str = ""
    is_doc: bool = False
    trailing: bool = False


@dataclass(frozen=True)
class Syntax:
    """One side of a file, parsed. `sound` is whether the parser understood all of it."""

    source: str = field(repr=False)
    grammar: Grammar = field(repr=False)
    tree: Tree = field(repr=False)

    @property
    def language(self) -> str:
        """The language that it was parsed as."""
        return self.grammar.language

    @property
    def sound(self) -> bool:
        """Whether the parser understood all of it."""
        return not self.tree.root_node.has_error

    @cached_property
    def rows(self) -> tuple[str, ...]:
        """The lines of the text, the first at 0."""
        return tuple(self.source.split("\n"))

    @cached_property
    def definitions(self) -> tuple[Symbol, ...]:
        """All declarations of the file, in the order of their lines."""
        return tuple(symbols_of(self.source, self.grammar))

    @cached_property
    def comments(self) -> tuple[Comment, ...]:
        """All comments and docstrings, in the order of their lines."""
        return tuple(self._comments())

    def documentation(self, qualified: str) -> Comment | None:
        """The first documentation of a definition, `None` where it has none; of the file itself for ""."""
        return next((one for one in self.comments if one.is_doc and one.doc_of == qualified), None)

    def comment_at(self, line: int) -> Comment | None:
        """The comment that a line is part of."""
        place = bisect_right(self._comment_starts, line) - 1
        found = self.comments[place] if place >= 0 else None
        return found if found is not None and found.last >= line else None

    def definition_at(self, line: int) -> Symbol | None:
        """The innermost type, function or method whose extent holds a line, documentation above it included."""
        around = [
            symbol
            for symbol in self.definitions
            if symbol.first <= line <= symbol.last and (symbol.is_container or symbol.is_callable)
        ]
        return min(around, key=lambda symbol: (symbol.last - symbol.first, -symbol.line), default=None)

    def enclosing(self, line: int) -> str:
        """The qualified name of the innermost definition around a line, "" at the top of the file."""
        found = self.definition_at(line)
        return found.qualified if found is not None else ""

    def statement_span(self, line: int) -> tuple[int, int]:
        """The first and the last line of the smallest statement or declaration that a line is part of; of one
        with a body, the part without it (its header, its `else`). A comment is whole, a lone bracket alone."""
        comment = self.comment_at(line)
        if comment is not None and not comment.trailing:
            return comment.first, comment.last
        node = self._statement(line)
        if node is None:
            return line, line
        first, last = line_of(node), last_line_of(node)
        for block in _blocks_within(node):
            start, end = _inner_span(block)
            if end < line:
                first = max(first, end + 1)
            elif start > line:
                last = min(last, start - 1)
        return min(first, line), max(last, line)

    def _statement(self, line: int) -> Node | None:
        row = self.rows[line - 1] if 0 < line <= len(self.rows) else ""
        code = row.encode("utf8", "replace")[: self._trailing.get(line)].rstrip()
        begin = len(code) - len(code.lstrip())
        if begin == len(code):
            return None
        node = self.tree.root_node.descendant_for_point_range((line - 1, begin), (line - 1, len(code)))
        while node is not None and node.parent is not None and not _is_block(node.parent):
            node = node.parent
        return None if node is None or node.parent is None or not node.is_named else node

    @cached_property
    def _comment_starts(self) -> list[int]:
        return [comment.first for comment in self.comments]

    @cached_property
    def _comment_nodes(self) -> list[Node]:
        nodes = captures(self.tree, self.grammar, "comment", "doc")
        return sorted(nodes, key=lambda node: node.start_byte)

    @cached_property
    def _trailing(self) -> dict[int, int]:
        """Where, in bytes, the comment begins that stands behind code on a line."""
        return {line_of(node): node.start_point.column for node in self._comment_nodes if self._trails(node)}

    def _comments(self) -> Iterator[Comment]:
        waiting: list[Node] = []
        for node in self._comment_nodes:
            if waiting and not self._continues(waiting[-1], node):
                yield self._comment(waiting)
                waiting = []
            waiting.append(node)
        if waiting:
            yield self._comment(waiting)

    def _continues(self, above: Node, node: Node) -> bool:
        """Whether a line comment goes on with the one above it."""
        single = line_of(above) == last_line_of(above) and line_of(node) == last_line_of(node)
        return (
            single
            and line_of(node) == line_of(above) + 1
            and above.start_point.column == node.start_point.column
            and not self._trails(above)
            and self._is_marked(above) == self._is_marked(node)
        )

    def _trails(self, node: Node) -> bool:
        row = self.rows[node.start_point.row].encode("utf8", "replace")
        return bool(row[: node.start_point.column].strip())

    def _is_marked(self, node: Node) -> bool:
        """Whether a comment has the language's mark of documentation."""
        raw = (node.text or b"")[:8].decode("utf8", "replace")
        return raw.startswith((*self.grammar.doc_marks, *self.grammar.inner_doc_marks))

    def _comment(self, nodes: list[Node]) -> Comment:
        first, last = line_of(nodes[0]), last_line_of(nodes[-1])
        trailing = self._trails(nodes[0])
        rows = [(node.text or b"").decode("utf8", "replace").rstrip("\n") for node in nodes]
        text = "\n".join(_OPENS.sub("", _CLOSES.sub("", row), 1) for row in "\n".join(rows).split("\n"))
        if nodes[0].type not in self.grammar.comments:  # a docstring: what holds it is what it documents
            return Comment(first, last, text, self.enclosing(first), is_doc=True)
        if trailing or not self._is_marked(nodes[0]):
            return Comment(first, last, text, trailing=trailing)
        raw = rows[0]
        if raw.startswith(self.grammar.inner_doc_marks):
            return Comment(first, last, text, self.enclosing(first), is_doc=True)
        below = [one for one in self.definitions if one.first <= first and last < one.line]
        symbol = max(below, key=lambda one: (one.first, -one.line), default=None)
        told = symbol is not None and (
            symbol.first == first or symbol.line - last <= 1 + len(symbol.decorators)
        )
        return Comment(
            first, last, text, symbol.qualified if symbol and told else "", is_doc=bool(symbol and told)
        )


def syntax_of(edit: Edit, side: Side) -> Syntax | None:
    """One side of a changed file, parsed; `None` where no grammar reads it, its whole text cannot be had, it is
    too large, or the side does not exist."""
    status = edit.change.status
    if status is (FileStatus.ADDED if side is Side.OLD else FileStatus.DELETED):
        return None
    path = (edit.change.old_path if side is Side.OLD else edit.change.new_path) or edit.path
    text = edit.before if side is Side.OLD else edit.after
    if text is None and status is (FileStatus.DELETED if side is Side.OLD else FileStatus.ADDED):
        text = complete(edit.change.hunks, side)
    return syntax_of_text(text, path) if text else None


def syntax_of_text(text: str, path: str) -> Syntax | None:
    """The text of a file, parsed by the grammar that its path asks for."""
    grammar = grammar_for(path)
    if grammar is None or len(text) > MAX_BYTES:
        return None
    return _kept_syntax(text, grammar) if len(text) <= KEPT_BYTES else _syntax(text, grammar)


def _syntax(text: str, grammar: Grammar) -> Syntax | None:
    try:
        return Syntax(text, grammar, tree_of(text, grammar))
    except SourceLimitError:
        return None


_kept_syntax = lru_cache(maxsize=KEPT_TREES)(_syntax)


def _is_block(node: Node) -> bool:
    return node.parent is None or _BLOCK.search(node.type) is not None


def _blocks_within(node: Node) -> Iterator[Node]:
    """The blocks of a statement that are in no other of its blocks."""
    waiting = list(node.named_children)
    for _ in range(MOST_NODES):
        if not waiting:
            return
        item = waiting.pop(0)
        if _BLOCK.search(item.type):
            yield item
        elif item.end_point.row > item.start_point.row:
            waiting.extend(item.named_children)


def _inner_span(block: Node) -> tuple[int, int]:
    """The lines of a block without those on which it is opened and closed."""
    inside = [item for item in block.named_children if item.end_byte > item.start_byte]
    if not inside:
        return line_of(block) + 1, last_line_of(block) - 1
    return line_of(inside[0]), max(last_line_of(item) for item in inside[-2:])
