"""The two sides of a changed file as symbols, from whole contents where they can be had and from the
hunks alone where not."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from classifier.facts.interface import Subject
from classifier.facts.symbols.budget import Budget
from classifier.facts.symbols.grammar import Grammar
from classifier.facts.symbols.model import Site, Symbol
from classifier.facts.symbols.parsing import (
    MAX_BYTES,
    Outlined,
    SourceLimitError,
    outlined,
    symbols_of,
    tree_of,
)
from classifier.facts.symbols.spans import Spans
from classifier.inline_tests import NEITHER, LinesOfTests, Sides
from history.briefs import Side
from history.records import FileChange, FileStatus, Hunk


@dataclass(frozen=True, slots=True)
class Run:
    """Lines removed and the lines that took their place, as half-open ranges on either side."""

    old: tuple[int, int]
    new: tuple[int, int]


def runs(hunks: Sequence[Hunk]) -> Iterator[Run]:
    """Yield the runs of changed lines without a context line inside, in order."""
    for hunk in hunks:
        # A side without lines is numbered by the line before it.
        old = hunk.old_start + (hunk.old_count == 0)
        new = hunk.new_start + (hunk.new_count == 0)
        old_first, new_first = old, new
        for line in hunk.lines:
            mark = line[:1]
            if mark == "-":
                old += 1
            elif mark == "+":
                new += 1
            else:
                if (old, new) != (old_first, new_first):
                    yield Run((old_first, old), (new_first, new))
                old, new = old + 1, new + 1
                old_first, new_first = old, new
        if (old, new) != (old_first, new_first):
            yield Run((old_first, old), (new_first, new))


@dataclass(frozen=True, slots=True)
class SideLines:
    """What changed on one side of a file: `touched` are the changed lines or, where the other side
    alone has some, the two lines around the place; `changed` are the changed lines only, and `gaps` the lines after
    which the other side alone has some."""

    touched: Spans
    changed: Spans
    texts: dict[int, str]
    gaps: Sequence[int] = ()

    def grew(self, first: int, last: int) -> bool:
        """Whether the other side has more between two of the lines from `first` to `last`."""
        index = bisect_left(self.gaps, first)
        return index < len(self.gaps) and self.gaps[index] < last


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A changed source file with its touched symbols on either side.

    `exact` is whether both sides were read whole; a side that does not exist counts as read. `limited` is
    whether that was for their size. `whole` are the texts where both were.
    """

    change: FileChange
    grammar: Grammar
    in_tests: bool
    exact: bool
    limited: bool
    runs: tuple[Run, ...]
    old: SideLines
    new: SideLines
    before: tuple[Symbol, ...]
    after: tuple[Symbol, ...]
    roots: tuple[tuple[Site, ...], tuple[Site, ...]]  # the trees of either side: one, or one for each hunk
    whole: Mapping[Side, str] = field(repr=False, default_factory=dict)

    def defines(self, side: Side, symbol: Symbol) -> bool:
        """Whether a side as a whole, changed or not, has a declaration of that kind and name in that place: the other
        branch of an `#if`, another overload. Where the parser did not understand all of the side, every mention
        of the name might be one. Of a side that is not known whole, the answer is no."""
        source = self.whole.get(side)
        if source is None or symbol.name not in source:
            return False
        names = _names(source, self.grammar)
        if names is None:
            return re.search(rf"(?<!\w){re.escape(symbol.name)}(?!\w)", source) is not None
        return (symbol.subject, symbol.owner, symbol.name, symbol.variant) in names


@lru_cache(maxsize=16)
def _names(source: str, grammar: Grammar) -> frozenset[tuple[Subject, str, str, str]] | None:
    """The names that a source declares and as what, `None` where it was not understood as a whole."""
    try:
        if tree_of(source, grammar).tree.root_node.has_error:
            return None
        return frozenset(
            (one.subject, one.owner, one.name, one.variant) for one in symbols_of(source, grammar)
        )
    except SourceLimitError:
        return None


def side_lines(change: FileChange, all_runs: Sequence[Run], side: Side) -> SideLines:
    """What the runs of changed lines come to on one side of a file."""
    touched, changed, gaps = [], [], []
    for run in all_runs:
        first, stop = run.old if side is Side.OLD else run.new
        if first < stop:
            changed.append((first, stop - 1))
            touched.append((first, stop - 1))
        else:
            touched.append((first - 1, first))
            gaps.append(first - 1)
    texts: dict[int, str] = {}
    for hunk in change.hunks:
        texts.update(hunk.removed() if side is Side.OLD else hunk.added())
    return SideLines(Spans(touched), Spans(changed), texts, tuple(sorted(gaps)))


def read_source(
    change: FileChange, grammar: Grammar, budget: Budget, *, in_tests: bool, tested: Sides = NEITHER
) -> SourceFile:
    """Read the symbols of a file that its hunks touch, of which `tested` are lines of tests: from whole contents as far as the
    budget goes. Raises `SourceLimitError` for what cannot be parsed at all."""
    contents = budget.contents
    all_runs = tuple(runs(change.hunks))
    sides = {side: side_lines(change, all_runs, side) for side in Side}
    before, after = (contents.before(change), contents.after(change)) if contents else (None, None)
    whole = {
        Side.OLD: "" if change.status is FileStatus.ADDED else before,
        Side.NEW: "" if change.status is FileStatus.DELETED else after,
    }
    for side, absent in ((Side.NEW, FileStatus.ADDED), (Side.OLD, FileStatus.DELETED)):
        if whole[side] is None and change.status is absent:
            whole[side] = complete(change.hunks, side)
    exact = all(source is not None and len(source) <= MAX_BYTES for source in whole.values())
    if exact and grammar.indented:  # elsewhere a brace stands there, and overloads beside it
        sides = {side: _up_to_text(sides[side], whole[side] or "") for side in Side}
    found: dict[Side, list[Outlined]] = {side: [] for side in Side}
    try:
        for side in Side:
            source = whole[side]
            if exact and source is not None:
                found[side] += [
                    budget.paid(outlined(source, grammar, sides[side].touched, in_tests=in_tests))
                ]
                continue
            for hunk in change.hunks:
                budget.ask()
                found[side] += [
                    budget.paid(_fragment_outline(hunk, side, grammar, sides[side], in_tests=in_tests))
                ]
    except SourceLimitError as error:
        budget.spent += error.cost
        raise
    found = {side: _marked(found[side], lines) for side, lines in zip(Side, tested, strict=True)}
    return SourceFile(
        change,
        grammar,
        in_tests,
        exact,
        any(source is not None and len(source) > MAX_BYTES for source in whole.values()),
        all_runs,
        sides[Side.OLD],
        sides[Side.NEW],
        tuple(symbol for each in found[Side.OLD] for symbol in each.symbols),
        tuple(symbol for each in found[Side.NEW] for symbol in each.symbols),
        (
            tuple(each.root for each in found[Side.OLD]),
            tuple(each.root for each in found[Side.NEW]),
        ),
        {side: source for side, source in whole.items() if exact and source is not None},
    )


def _marked(found: Sequence[Outlined], lines: LinesOfTests) -> list[Outlined]:
    """The declarations, with those that stand in tests of the file known as such."""
    if not lines:
        return list(found)
    return [
        replace(
            one,
            symbols=[replace(each, in_tests=each.in_tests or each.line in lines) for each in one.symbols],
        )
        for one in found
    ]


def _up_to_text(lines: SideLines, source: str) -> SideLines:
    """The lines of a side, where the other side alone has some behind blank lines: what those come after is touched too. What
    was at the end of a function is so told of the function."""
    if not lines.gaps:
        return lines
    rows = source.split("\n")
    above = []
    for gap in lines.gaps:
        line = min(gap, len(rows))
        while line > 0 and not rows[line - 1].strip():
            line -= 1
        above.append((line, line))
    return replace(lines, touched=Spans([*lines.touched.ranges, *above]))


def complete(hunks: Sequence[Hunk], side: Side) -> str | None:
    """The whole file from the single hunk of an addition or deletion."""
    if len(hunks) != 1:
        return "" if not hunks else None
    mark = "+" if side is Side.NEW else "-"
    return "\n".join(line[1:] for line in hunks[0].lines if line[:1] == mark) + "\n"


def _fragment_outline(
    hunk: Hunk, side: Side, grammar: Grammar, lines: SideLines, *, in_tests: bool
) -> Outlined:
    """The declarations that can be seen in a hunk itself, numbered as in the file."""
    source, numbers = _fragment(hunk, side, grammar)
    if len(source) > MAX_BYTES:
        raise SourceLimitError
    found = outlined(source, grammar, in_tests=in_tests)
    symbols = []
    for symbol in found.symbols:
        placed = replace(
            symbol,
            line=numbers[symbol.line - 1],
            first=numbers[symbol.first - 1],
            last=numbers[min(symbol.last, len(numbers)) - 1],
            site=replace(symbol.site, rows=numbers) if symbol.site else None,
        )
        if lines.touched.touch(placed.first, placed.last):
            symbols.append(placed)
    return Outlined(symbols, replace(found.root, rows=numbers), found.cost)


def _fragment(hunk: Hunk, side: Side, grammar: Grammar) -> tuple[str, list[int]]:
    """One side of a hunk as source, inside the blocks that it cannot have been outside of, and the line
    number in the file of each of its rows. Rows made up here get the number of the hunk's first line."""
    other = "+" if side is Side.OLD else "-"
    start = hunk.old_start if side is Side.OLD else hunk.new_start
    body = [line[1:] for line in hunk.lines if line[:1] != other]
    head = (_indented_blocks if grammar.indented else _braced_blocks)(body, hunk.heading)
    numbers = [start] * len(head) + list(range(start, start + len(body)))
    return "\n".join([*head, *body]), numbers or [start]


def _indented_blocks(body: Sequence[str], heading: str) -> list[str]:
    """The headers that make the indentation of a fragment legal, with the hunk's heading as the
    outermost of them where it opens a block."""
    levels: list[int] = []
    for line in body:
        stripped = line.lstrip()
        if not stripped or stripped.startswith("#"):
            continue
        indent = len(line) - len(stripped)
        if not levels or indent < levels[-1]:
            levels.append(indent)
        if not indent:
            break
    if not levels or levels[0] == 0:
        return []
    opened = [indent for indent in reversed(levels[1:]) if indent] if levels[-1] == 0 else levels[:0:-1]
    head = heading if heading.rstrip().endswith(":") and heading[:1].strip() else "if 1:"
    return [head, *(" " * indent + "if 1:" for indent in opened)]


def _braced_blocks(body: Sequence[str], heading: str) -> list[str]:
    """Opening braces for those that a fragment only closes, the first of them on the hunk's heading. The
    block that a heading opens has ended where the fragment starts in the first column."""
    depth = lowest = 0
    for line in body:
        for char in line if len(line) < 1000 else "":
            if char == "{":
                depth += 1
            elif char == "}":
                depth -= 1
                lowest = min(lowest, depth)
    first = next((line for line in body if line.strip()), "")
    opens = heading.rstrip().endswith("{") and first[:1] in {" ", "\t", "}", ")"}
    if not opens:
        return ["{"] * -lowest
    return [heading, *["{"] * max(0, -lowest - 1)]
