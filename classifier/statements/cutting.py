"""How a hunk falls into statements: told by brackets and indentation, in any language.

A statement is a logical line (its brackets closed), or the head of a block. What gave way to it stands with it: the
two are one unit, so that neither side of an edit is shown alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from classifier.statements.line_kinds import CONDITION, is_sentence
from history.records import Hunk

COMMENT = re.compile(
    r"^\s*(?://|/\*|\*(?:\s|/|$)|#(?!\[|!\[|include|define|if|endif|el|undef|pragma)|--\s|<!--|\"\"\"|''')"
)
_STRING = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'")
_FENCE = re.compile(r"(?:[rbRB]?(?:\"\"\"|'''))")
_GOES_ON = re.compile(r"(?:\\|&&|\|\||\s(?:and|or|not|in)|[^=!<>+\-*/|]=|(?:=>|->)|\+|\|)\s*$")
_GOES_ON_BEHIND = frozenset("\\&|=>+drtn")  # the last characters of what goes on
_LED = re.compile(r"^\s*(?:\.\w|\?\.|&&|\|\||\?\s|:\s|(?:and|or)\s|\|>)")
_MACRO_END = re.compile(r"(?:\s{2,}|(?<=[{};]) )\\$")
_TOKEN = re.compile(r"\w+")
_SAYS = re.compile(r"\w")
LONGEST_STATEMENT = 12  # rows: longer ones are taken apart by their indentation
LONGEST = 300  # characters of a line that are looked at
LONGEST_CONDITION = 10  # rows: a longer one is not shown whole
DEEPEST = 8  # heads that a statement is known to stand in
MOST_PAIRED = 4_000  # pairs of statements of one run that are compared
ALIKE = 0.4  # share of words from which a statement is what became of another


@dataclass(frozen=True)
class Row:
    """A line of a hunk with its mark and its number on its side."""

    mark: str
    line: int
    text: str

    @cached_property
    def key(self) -> str:
        return " ".join(self.text.split())

    @cached_property
    def is_blank(self) -> bool:
        return not self.text.strip()

    @cached_property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip())

    @cached_property
    def code(self) -> str:
        """The text without the aligned backslash that ends a line of a macro."""
        text = self.text.rstrip()
        return _MACRO_END.sub("", text).rstrip() if text.endswith("\\") else text

    @cached_property
    def depth(self) -> int:
        """How many brackets the line opens and leaves open."""
        text = self.text
        if '"' in text or "'" in text:
            text = _STRING.sub("", text)
        return sum(map(text.count, "([{")) - sum(map(text.count, ")]}"))

    @cached_property
    def says_something(self) -> bool:
        """Whether there is more than brackets and stops."""
        return _SAYS.search(self.text) is not None


def rows_of(hunk: Hunk) -> list[Row]:
    """The lines of a hunk, of long ones the beginning."""
    rows = []
    old, new = hunk.old_start, hunk.new_start
    for line in hunk.lines:
        mark, text = line[:1], line[1 : LONGEST + 1].rstrip("\r")
        rows.append(Row(mark, old if mark == "-" else new, text))
        old += mark != "+"
        new += mark != "-"
    return rows


_LISTS_IMPORTS = re.compile(
    r"\s*(?:from\s+\S+\s+import\s*\(|(?:pub\s+)?use\s[\w:]*\{|import\s*(?:type\s*)?[({])[^)}]*$"
)


def _lists_imports(text: str) -> bool:
    return ("import" in text or "use" in text) and _LISTS_IMPORTS.match(text) is not None


def imported(rows: Sequence[Row], heading: str = "") -> list[bool]:
    """Which rows are of an import of several lines, which may have begun before the hunk (by its heading)."""
    found = [False] * len(rows)
    begun = _lists_imports(heading) and _goes_on(rows)
    for mark in "-+":
        inside = begun
        for place, row in enumerate(rows):
            if row.mark not in {" ", mark}:
                continue
            if inside:
                found[place] = True
                inside = row.text.lstrip()[:1] not in {")", "}"}
            else:
                found[place] = inside = _lists_imports(row.text)
    return found


def _goes_on(rows: Sequence[Row]) -> bool:
    """Whether a hunk begins within the import of its heading: git shows the last line of its kind, long after its end."""
    for row in rows:
        text = row.text.strip()
        if text[:1] in {")", "}"}:
            return True
        if _DOES_SOMETHING.search(text) and not COMMENT.match(row.text):
            return False
    return True


_DOES_SOMETHING = re.compile(r"[=({]|^(?:var|func|fn|type|const|def|class|let|return|struct|enum|impl)\b")


def explained(rows: Sequence[Row]) -> list[bool]:
    """Which rows are comments or documentation strings: what they say is quoted, or not worth a line."""
    found: list[bool] = []
    inside = _begun(rows)
    for row in rows:
        text = row.text.strip()
        if inside:
            found.append(True)
            if inside in text:
                inside = ""
            continue
        fence = _fence(text)
        if fence:
            mark = fence[0][-3:]
            found.append(True)
            inside = "" if mark in text[fence.end() :] else mark
            continue
        found.append(COMMENT.match(row.text) is not None)
    return found


def _fence(text: str) -> re.Match[str] | None:
    """The mark of a documentation string with which a text begins."""
    return _FENCE.match(text) if '"""' in text or "'''" in text else None


def _begun(rows: Sequence[Row]) -> str:
    """The mark that closes the documentation string in which a hunk begins, "" where it begins outside: its first mark stands
    alone on a line, and words stand above it, or no words below."""
    if rows and rows[0].line <= 1:
        return ""
    for place, row in enumerate(rows):
        text = row.text.strip()
        fence = _fence(text)
        if fence is None:
            continue
        if text != fence[0][-3:]:
            return ""
        above = next((one.text.strip() for one in reversed(rows[:place]) if not one.is_blank), None)
        if above is not None:
            return "" if above.endswith((":", "(", "=", ",")) or COMMENT.match(above) else text
        below = next((one for one in rows[place + 1 :] if not one.is_blank), None)
        return "" if below is None or is_sentence(below.text) else text
    return ""


def operands(rows: Sequence[Row], prose: Sequence[bool]) -> frozenset[int]:
    """The rows that go on with a condition of several rows: without them nobody knows when it holds."""
    found: set[int] = set()
    for mark in "-+":
        side = _side(rows, prose, mark)
        for at, place in enumerate(side):
            if (
                CONDITION.match(rows[place].text)
                and 0 < (end := _end(rows, side, at)) - at < LONGEST_CONDITION
            ):
                found.update(side[at + 1 : end + 1])
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Unit:
    """A changed statement: the places of its rows in the hunk, those that gave way to it among them, in order;
    `above` are the places that it stands in, the innermost first; `paired` is whether it has both sides."""

    rows: tuple[int, ...]
    head: int
    above: tuple[int, ...]
    paired: bool


@dataclass(frozen=True, slots=True)
class _Logical:
    """A logical line of one side."""

    places: tuple[int, ...]
    above: tuple[int, ...]


def units(rows: Sequence[Row], prose: Sequence[bool], *, lines: bool = False) -> list[Unit]:
    """The changed statements of a hunk, in its order. `prose` tells the rows that are none; with `lines`, each row is
    one (as in a page)."""
    sides = {mark: list(_logical(rows, prose, mark, lines=lines)) for mark in "-+"}
    holders: dict[int, list[tuple[str, _Logical]]] = {}
    for mark, found in sides.items():
        for one in found:
            for place in one.places:
                if rows[place].mark == " ":
                    holders.setdefault(place, []).append((mark, one))
    partner = {id(pair[0][1]): pair[1][1] for pair in holders.values() if len(pair) == 2}
    merged = {id(other) for other in partner.values()}
    alone = {
        mark: [one for one in found if id(one) not in partner and id(one) not in merged]
        for mark, found in sides.items()
    }
    partner |= _partners(rows, alone["-"], alone["+"])
    merged |= {id(other) for other in partner.values()}
    whole: list[Unit] = []
    for one in (*sides["-"], *sides["+"]):
        if id(one) in merged:
            continue
        other = partner.get(id(one))
        if not any(rows[place].mark != " " for place in (*one.places, *(other.places if other else ()))):
            continue
        leading = other or one
        places = tuple(sorted({*one.places, *(other.places if other else ())}))
        marks = {rows[place].mark for place in places} - {" "}
        whole.append(Unit(places, leading.places[0], leading.above, len(marks) == 2))
    return sorted(whole, key=lambda unit: unit.rows[0])


def _logical(rows: Sequence[Row], prose: Sequence[bool], mark: str, *, lines: bool) -> Iterator[_Logical]:
    """The logical lines of one side, those without a changed row too."""
    side = _side(rows, prose, mark)
    opened: list[tuple[int, int]] = []  # indentation and place of what is open
    at = 0
    while at < len(side):
        end = at if lines else _end(rows, side, at)
        head = rows[side[at]]
        closes = head.text.lstrip().startswith((")", "]"))  # goes on with what opened it
        while opened and (opened[-1][0] > head.indent or (opened[-1][0] == head.indent and not closes)):
            opened.pop()
        yield _Logical(tuple(side[at : end + 1]), tuple(place for _, place in reversed(opened[-DEEPEST:])))
        if head.says_something and not closes:
            opened.append((head.indent, side[at]))
        at = end + 1


def _side(rows: Sequence[Row], prose: Sequence[bool], mark: str) -> list[int]:
    """The places of the code of one side."""
    return [
        place
        for place, row in enumerate(rows)
        if row.mark in {" ", mark} and not row.is_blank and not prose[place]
    ]


def _end(rows: Sequence[Row], side: Sequence[int], at: int) -> int:
    """Where the logical line ends that begins at `at`: with its last bracket, or with its head where it is too long."""
    end, depth = at, rows[side[at]].depth
    while True:
        text = rows[side[end]].code
        if text.endswith("{"):
            return end if end - at < LONGEST_STATEMENT else at
        following = rows[side[end + 1]] if end + 1 < len(side) else None
        if depth <= 0 and not _goes_on_behind(text) and not _is_led(following, rows[side[at]]):
            return end
        if following is None:
            return end
        if end - at + 1 >= LONGEST_STATEMENT:
            return at
        end += 1
        depth += following.depth


def _goes_on_behind(code: str) -> bool:
    return code[-1:] in _GOES_ON_BEHIND and _GOES_ON.search(code) is not None


def _is_led(following: Row | None, head: Row) -> bool:
    """Whether a line goes on with what stands above it, by how it begins."""
    return following is not None and _LED.match(following.text) is not None and following.indent > head.indent


def _partners(rows: Sequence[Row], gone: Sequence[_Logical], came: Sequence[_Logical]) -> dict[int, _Logical]:
    """What became of what went, within each run of changed rows: alike, in order, or the only ones."""
    found: dict[int, _Logical] = {}
    run_of = _run_numbers(rows)
    by_run: dict[int, tuple[list[_Logical], list[_Logical]]] = {}
    for which, some in enumerate((gone, came)):
        for one in some:
            if rows[one.places[0]].mark != " ":
                by_run.setdefault(run_of[one.places[0]], ([], []))[which].append(one)
    for left, right in by_run.values():
        if len(left) == len(right) == 1:
            found[id(left[0])] = right[0]
        elif left and right and len(left) * len(right) <= MOST_PAIRED:
            found |= _alike(rows, left, right)
    return found


def _run_numbers(rows: Sequence[Row]) -> list[int]:
    numbers, number = [], 0
    for row in rows:
        number += row.mark == " "
        numbers.append(number)
    return numbers


def _alike(rows: Sequence[Row], left: Sequence[_Logical], right: Sequence[_Logical]) -> dict[int, _Logical]:
    """Pairs in order, those the most alike first: what stands between two pairs is paired between them."""
    words = {id(one): _words(rows, one.places) for one in (*left, *right)}
    shares = []
    for new, one in enumerate(right):
        own = words[id(one)]
        for old, other in enumerate(left):
            theirs = words[id(other)]
            share = 2 * len(own & theirs) / max(1, len(own) + len(theirs))
            if share > ALIKE:
                shares.append((-share, old, new))
    taken: list[tuple[int, int]] = []
    for _, old, new in sorted(shares):
        if all((old < before) == (new < after) and old != before and new != after for before, after in taken):
            taken.append((old, new))
    return {id(left[old]): right[new] for old, new in taken}


def _words(rows: Sequence[Row], places: Iterable[int]) -> frozenset[str]:
    return frozenset(word for place in places for word in _TOKEN.findall(rows[place].text))
