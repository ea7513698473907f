"""From source text to symbols: loads grammars when they are first needed, parses and walks, within bounds.

Work is bounded by counting, never by the clock, so that the same input always gives the same answer:
`MAX_BYTES` of source, numbers of parser steps and of reads that grow with the size (`steps_allowed`), `MAX_ANGLES` type
arguments open at a time, and `MAX_DEPTH` containers inside each other. Walking is a loop over a stack of our own,
so depth of nesting costs no recursion.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from classifier.facts.symbols.grammar import Grammar, Scope, last_line_of, line_of, text
from classifier.facts.symbols.model import Decorator, Site, Symbol
from classifier.facts.symbols.spans import EVERYTHING, Spans

if TYPE_CHECKING:
    from tree_sitter import Language, Node, Query, Tree

MAX_BYTES = 1_000_000
MAX_DEPTH = 8
MAX_SYMBOLS = 10_000
MAX_PARAMETERS = 100  # of one declaration; decorators too
# The parser reports every 100 operations. Of 750 files in nine languages none needed more than 18 reports a
# kilobyte, small ones most; source that is made to confuse needs 20 to 70, each of them ten times as long.
STEPS_AT_LEAST = 500
STEPS_PER_KILOBYTE = 20
STEPS_PER_KILOBYTE_OF_MORE = 12
KILOBYTES = 300  # from here on
MAX_ANGLES = 200  # `<` without `>` in one statement: the Java parser's memory grows with their square
# Zero-width and direction marks in UTF-8. Where they are the text, the Scala parser takes a gigabyte for 72 kB.
INVISIBLE = re.compile(rb"\xe2\x80[\x8b-\x8f\xaa-\xae]|\xe2\x81[\xa0-\xa4]|\xef\xbb\xbf")
MOST_INVISIBLE = 100
# Where a parser finds no sense in a line it may take the square of the line: ten seconds for 36,000 marks in Swift or
# Scala, and the reports do not come more often. Files of programs with such a line are data that is written as source.
MOST_IN_LINE = 10_000
COMMENT_BYTES = 2000  # of a comment that are read
CHUNK = 1 << 10  # asked for again whenever a node's text is read
# A scanner that looks for the end of a text or a block that never ends reads the rest of the file at every token. Of
# 120 files in six languages none had a chunk read more than 46 times a kilobyte; source that is made to confuse, 5,000.
READS_AT_LEAST = 150
READS_PER_KILOBYTE = 50


# What a try costs a commit (`budget`) is counted in steps too. A step over source that makes sense takes some 25 µs, one over
# source that confuses the parser 20 to 100 times as long; it also takes more of them. Of what people wrote and the grammar
# does not quite understand (macros), 100 sides of files needed less than 10 a kilobyte.
BROKEN = 4
BROKEN_PER_KILOBYTE = 12
BROKEN_AT_LEAST = 4
CONFUSED = 40
MOST_CONFUSED = 2_000  # steps of one file that count so: dense data that is given up costs no more than that
OF_A_TREE = 10  # that a query, a walk and an empty source take
OF_BROKEN = 80  # more: over a hundred bytes that confuse, a parser takes three milliseconds in four steps


class SourceLimitError(Exception):
    """The parser needed more steps than any ordinary source of that size. `cost` is what the try cost the commit."""

    def __init__(self, cost: int = 0) -> None:
        super().__init__()
        self.cost = cost


@dataclass(frozen=True, slots=True)
class Parsed:
    """A syntax tree, and what it cost in steps of the parser over ordinary source."""

    tree: Tree
    cost: int


@cache
def _language(package: str, function: str) -> Language:
    from tree_sitter import Language

    return Language(getattr(importlib.import_module(package), function)())


def parse(source: bytes, grammar: Grammar) -> Parsed:
    """The syntax tree of some source. Raises `SourceLimitError` where the parser does not get along."""
    from tree_sitter import Parser

    if grammar.language == "java" and _angles(source) > MAX_ANGLES:
        raise SourceLimitError
    if not source.isascii() and len(INVISIBLE.findall(source)) > MOST_INVISIBLE + len(source) // 50:
        raise SourceLimitError
    if grammar.read is not None and max(map(len, source.split(b"\n"))) > MOST_IN_LINE:
        raise SourceLimitError
    budget = steps_allowed(len(source))
    most = READS_AT_LEAST + len(source) * READS_PER_KILOBYTE // 1024
    steps = reads = 0
    parsing = True

    def count(_offset: int, _error: bool) -> bool:
        nonlocal steps
        steps += 1
        return steps > budget or reads > most

    def chunk(at: int, _point: object) -> bytes:
        nonlocal reads
        reads += parsing
        return source[at : at + CHUNK]  # always: a scanner that is told of an end within a token may crash

    parser = Parser(_language(grammar.package, grammar.function))
    try:
        bounded = parser.parse(chunk, progress_callback=count)
    except ValueError as error:  # what py-tree-sitter raises when a progress callback says stop
        raise SourceLimitError(_of_confused(steps)) from error
    parsing = False
    broken = bounded.root_node.has_error
    if reads > most or (grammar.read is not None and _is_deep(bounded)) or (broken and _is_wide(bounded)):
        raise SourceLimitError(_of_confused(steps))
    cost = OF_A_TREE + (_of_broken(steps, len(source)) if broken else steps)
    # Only a parse by callback can be stopped, but it asks for a chunk again whenever a node's text is
    # read. A sound tree is taken over as it is by a second parse, which has the bytes at hand; over a broken one it would
    # do all that is wrong again, unbounded.
    return Parsed(bounded if broken else parser.parse(source, old_tree=bounded), cost)


def _of_broken(steps: int, size: int) -> int:
    if steps > BROKEN_AT_LEAST + size * BROKEN_PER_KILOBYTE // 1024:
        return _of_confused(steps)
    return OF_BROKEN + steps * BROKEN


def _of_confused(steps: int) -> int:
    return min(steps, MOST_CONFUSED) * CONFUSED


def _is_deep(tree: Tree) -> bool:
    """Whether nodes stand in one another deeper than in any program that people wrote."""
    cursor = tree.walk()
    for index in range(0, tree.root_node.descendant_count, DEPTH_STEP):
        cursor.goto_descendant(index)
        if cursor.depth > MOST_DEPTH:
            return True
    return False


def _is_wide(tree: Tree) -> bool:
    """Whether the parser gave up on a run of tokens that is longer than any that people wrote."""
    cursor = tree.walk()
    for index in range(DEPTH_STEP, tree.root_node.descendant_count, DEPTH_STEP):
        cursor.goto_descendant(index)
        cursor.goto_parent()
        node = cursor.node
        if node is not None and node.is_error and node.child_count > MOST_IN_ERROR:
            return True
    return False


MATCH_LIMIT = (
    512  # matches of a query that are in progress at a time; of 240 files in ten languages none had 128
)
MOST_DEPTH = 1_000  # nodes inside one another; each that a query asks for is in progress until it ends
DEPTH_STEP = 64  # every so-many-th node of a tree is asked how deep it is
MOST_IN_ERROR = 10_000  # children of one error: a query takes the square of them, and so does a walk
KEPT_TREES = 16
KEPT_BYTES = 1 << 17  # of a source whose tree is kept: it takes up to a hundred times as much


def tree_of(source: str, grammar: Grammar) -> Parsed:
    """The syntax tree of a whole side of a file. That of ordinary files is kept, since it may be asked for again. Raises
    `SourceLimitError`."""
    if len(source) > KEPT_BYTES:
        return parse(_bytes(source), grammar)
    found = _kept_tree(source, grammar)
    if isinstance(found, int):
        raise SourceLimitError(found)
    return found


@lru_cache(maxsize=KEPT_TREES)
def _kept_tree(source: str, grammar: Grammar) -> Parsed | int:
    """The tree, or what it cost to find that there is none: what a source costs does not go by who asked before."""
    try:
        return parse(_bytes(source), grammar)
    except SourceLimitError as error:
        return error.cost


def _bytes(source: str) -> bytes:
    data = source.encode("utf8", "replace")
    if len(data) > MAX_BYTES:
        raise SourceLimitError
    return data


@cache
def _query(package: str, function: str, source: str) -> Query:
    from tree_sitter import Query

    return Query(_language(package, function), source)


def matches(tree: Tree, grammar: Grammar) -> list[tuple[int, dict[str, list[Node]]]]:
    """What the language's query finds: number of the pattern, captures. Comments are captured too."""
    from tree_sitter import QueryCursor

    comments = " ".join(f"({name})" for name in sorted(grammar.comments))
    query = _query(grammar.package, grammar.function, f"{grammar.query}\n[{comments}] @comment")
    return QueryCursor(query, match_limit=MATCH_LIMIT).matches(tree.root_node)


def matches_within(
    node: Node, package: str, function: str, query: str
) -> list[tuple[int, dict[str, list[Node]]]]:
    """What a query finds inside a node: number of the pattern, captures."""
    from tree_sitter import QueryCursor

    return QueryCursor(_query(package, function, query), match_limit=MATCH_LIMIT).matches(node)


def steps_allowed(size: int) -> int:
    """How many steps the parser may take over some bytes of source."""
    kilobytes = size // 1024
    more = max(0, kilobytes - KILOBYTES)
    return STEPS_AT_LEAST + (kilobytes - more) * STEPS_PER_KILOBYTE + more * STEPS_PER_KILOBYTE_OF_MORE


def _angles(source: bytes) -> int:
    """The most `<` that are open at a time in one statement."""
    most = 0
    for statement in re.split(rb"[;{}]", source):
        if statement.count(b"<") > MAX_ANGLES:
            depth = 0
            for mark in re.findall(rb"[<>]", statement):
                depth = depth + 1 if mark == b"<" else max(0, depth - 1)
                most = max(most, depth)
    return most


@dataclass(frozen=True, slots=True)
class Outlined:
    """The declarations of some source, its whole tree, and what that cost."""

    symbols: list[Symbol]
    root: Site
    cost: int = 0


def symbols_of(
    source: str,
    grammar: Grammar,
    touched: Spans = EVERYTHING,
    *,
    in_tests: bool = False,
) -> list[Symbol]:
    """The declarations in `source` that overlap the touched lines, in the order of their lines.

    Raises `SourceLimitError` for source that is over the limits.
    """
    return outlined(source, grammar, touched, in_tests=in_tests).symbols


def outlined(
    source: str,
    grammar: Grammar,
    touched: Spans = EVERYTHING,
    *,
    in_tests: bool = False,
) -> Outlined:
    """What `symbols_of` finds, with the tree that it was found in."""
    parsed = tree_of(source, grammar)
    tree = parsed.tree
    root = Site(tree.root_node, _bytes(source))
    if grammar.read is not None:
        rows = source.split("\n")
        return Outlined(
            grammar.read(matches(tree, grammar), rows, touched, root.source, in_tests=in_tests),
            root,
            parsed.cost,
        )
    walk = _Walk(grammar, source.split("\n"), touched, root)
    walk.enter(root.node, Scope(in_tests=in_tests))
    walk.run()
    found = sorted(walk.symbols, key=lambda symbol: (symbol.line, symbol.first, -symbol.last))
    return Outlined(grammar.finish(found, root.node) if grammar.finish else found, root, parsed.cost)


@dataclass(slots=True)
class _Leading:
    """The attributes and comments directly above the next declaration."""

    decorators: list[Decorator] = field(default_factory=list)
    documented: bool = False
    deprecated: bool = False
    first: int = 0
    above: int = -1

    def note(self, start: int, last: int) -> None:
        """Take in one more; a comment that a blank line cuts off is no part of it."""
        if start > self.above + 1 and not self.decorators:
            self.first, self.documented, self.deprecated = start, False, False
        self.above = last

    def scope(self, around: Scope, start: int) -> Scope:
        """The scope of what starts on a line: with all this where it is directly above."""
        if not self.first or (start > self.above + 1 and not self.decorators):
            return around
        return replace(
            around,
            decorators=(*around.decorators, *self.decorators),
            documented=self.documented,
            deprecated=self.deprecated,
            first=self.first,
        )


class _Walk:
    """The `Outline` that rules fill, and the loop that feeds them."""

    def __init__(self, grammar: Grammar, lines: Sequence[str], touched: Spans, root: Site) -> None:
        self.symbols: list[Symbol] = []
        self._root = root
        self._item = root.node  # what a rule is being asked about
        self._grammar = grammar
        self._lines = lines
        self._touched = touched
        self._todo: list[tuple[Node, Scope]] = []

    def add(self, symbol: Symbol) -> None:
        if symbol.name and self._touched.touch(symbol.first, symbol.last):
            self.symbols.append(
                replace(
                    symbol,
                    text="\n".join(self._lines[symbol.first - 1 : symbol.last]),
                    parameters=symbol.parameters[:MAX_PARAMETERS],
                    decorators=symbol.decorators[:MAX_PARAMETERS],
                    language=self._grammar.language,
                    separator=self._grammar.separator,
                    site=Site(self._item, self._root.source),
                )
            )

    def enter(self, node: Node | None, scope: Scope) -> None:
        if node is not None and scope.depth <= MAX_DEPTH:
            self._todo.append((node, scope))

    def run(self) -> None:
        while self._todo and len(self.symbols) < MAX_SYMBOLS:
            node, scope = self._todo.pop()
            self._children(node, scope)

    def _children(self, node: Node, scope: Scope) -> None:
        leading = _Leading()
        previous = -1
        for item in node.named_children:
            if len(self.symbols) >= MAX_SYMBOLS:
                break
            if item.type in self._grammar.labels:
                scope = replace(scope, label=text(item))
                continue
            if self._leads(item, leading, previous):
                continue
            self._child(item, leading.scope(scope, line_of(item)))
            leading = _Leading()
            previous = last_line_of(item)

    def _leads(self, item: Node, leading: _Leading, previous: int) -> bool:
        """Whether an item belongs to what comes after it: an attribute or a comment of its own line."""
        start = line_of(item)
        if item.type in self._grammar.attributes:
            leading.note(start, last_line_of(item))
            leading.decorators.append(self._grammar.attributes[item.type](item))
            return True
        if item.type not in self._grammar.comments:
            return False
        if start != previous:  # else it trails what stands before it on the line
            leading.note(start, last_line_of(item))
            comment = (item.text or b"")[:COMMENT_BYTES].decode("utf8", "replace")
            leading.documented |= comment.startswith(self._grammar.doc_marks)
            leading.deprecated |= "@deprecated" in comment or "Deprecated:" in comment
        return True

    def _child(self, item: Node, scope: Scope) -> None:
        if not self._touched.touch(scope.first or line_of(item), last_line_of(item)):
            return
        rule = self._grammar.rules.get(item.type)
        if rule is not None:
            self._item = item
            rule(item, scope, self)
        elif item.type in self._grammar.transparent or item.type == "ERROR":
            self.enter(item, replace(scope, depth=scope.depth + 1))
