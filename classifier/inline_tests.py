"""Tests that stand in the files of a program: which lines they take.

    #[cfg(test)]            test "adds" {          unittest {         TEST_CASE("adds") {
    mod tests {             Zig                    D                  C++
    Rust

What only tests hold is no interface, no default and no behaviour of the program. Everybody who reads a changed file or its
hunks asks here. Examples in doc comments are comments, and those of Go stand in files of tests.

A file whose text is at hand is read whole. Of a hunk it is known by git's heading whether it begins inside tests: git heads
it with the line before it that begins in the first column, `mod tests {`.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from classifier.facts.lines import Source, language_of
from classifier.paths import Role
from history.records import FileChange, Hunk

MOST_CHARACTERS = 2_000_000  # of a text; a longer one is taken for a program
Texts = tuple[str | None, str | None]  # a file before and after
MOST_LINE_CHARACTERS = 2_000  # of a line of a hunk

_RUST_TEST = (
    r"(?:cfg\(\s*(?:test\s*\)|all\((?:[^()\n]*,)?\s*test\s*[,)])"  # not `any(…)`, which is built without tests too
    r"|(?:\w+::)*(?:\w+_)?test\s*[\](]|(?:rstest|test_case|quickcheck|proptest|bench)\b)"
)
_RUST_ITEM = re.compile(
    r"(?:pub(?:\([^)\n]*\))?\s+)?(?:const|async|unsafe|extern|fn|mod|impl|struct|enum|trait|static|type|use|macro_rules|union"
    r"|let|if|for|loop|while|match|return|unsafe)\b|\{"
)
_CPP = (
    r"(?:DOCTEST_)?(?:TEST_CASE|SCENARIO)|TEST(?:_F|_P)?|TYPED_TEST(?:_P)?|BOOST_(?:AUTO|FIXTURE)_TEST_CASE"
)


@dataclass(frozen=True, slots=True)
class _Form:
    """How tests look in a language: where one `opens`, the `heading` of a hunk inside of one, and words without which a file
    has none."""

    opens: re.Pattern[str]
    heading: re.Pattern[str]
    words: tuple[str, ...]
    mask: str = ""  # the language whose comments and strings look the same


def _form(opens: str, heading: str, *words: str, mask: str = "") -> _Form:
    return _Form(re.compile(opens, re.MULTILINE), re.compile(heading), words, mask)


_FORMS = {
    "rust": _form(
        rf"^[ \t]*#!?\[\s*{_RUST_TEST}",
        r"^\s*(?:pub(?:\([^)]*\))?\s+)?mod\s+(?:\w+_)?tests?(?:_\w+)?\s*\{|^\s*(?:async\s+)?fn\s+test_\w+|^\s*#\[cfg\(test\)\]",
        "test", "bench", "proptest", "quickcheck",
    ),
    "zig": _form(r"^[ \t]*test\b[ \t]*(?:\"[^\"\n]*\"|\w+)?[ \t]*\{", r"^test\b\s*(?:\"|\w+\s*\{|\{)", "test"),
    "d": _form(r"\bunittest\s*\{", r"\bunittest\b", "unittest", mask="java"),
    "cpp": _form(rf"^[ \t]*(?:{_CPP})\s*\([^;{{}}]{{0,400}}\)\s*\{{", rf"^(?:{_CPP})\s*\(", "TEST", "SCENARIO"),
    "javascript": _form(r"\bif\s*\(\s*import\.meta\.vitest\s*\)\s*\{", r"import\.meta\.vitest", "import.meta.vitest"),
}  # fmt: skip
_FORMS["typescript"] = _FORMS["javascript"]
_FORMS["cuda"] = _FORMS["c"] = _FORMS["cpp"]
_OPENING, _CLOSING = "([{", ")]}"
_BRACKET = re.compile(r"[()\[\]{};,]")
_COMMENT_ABOVE = re.compile(r"[ \t]*(?:///?|#\[)")


def _form_of(path: str) -> tuple[str, _Form] | None:
    language = "d" if path.endswith(".d") else language_of(path)
    form = _FORMS.get(language)
    return None if form is None else (form.mask or language, form)


@dataclass(frozen=True, slots=True)
class LinesOfTests:
    """Ranges of lines, both ends included, in ascending order."""

    ranges: tuple[tuple[int, int], ...] = ()

    def __contains__(self, line: int) -> bool:
        place = bisect_right(self.ranges, (line, sys.maxsize)) - 1
        return place >= 0 and self.ranges[place][1] >= line

    def __bool__(self) -> bool:
        return bool(self.ranges)

    def blanked(self, text: str, first: int = 1) -> str:
        """The text, whose first line has the number `first`, with nothing in these lines."""
        if not self.ranges:
            return text
        rows = text.split("\n")
        for start, last in self.ranges:
            for place in range(max(0, start - first), min(len(rows), last - first + 1)):
                rows[place] = ""
        return "\n".join(rows)


NONE = LinesOfTests()
Sides = tuple[LinesOfTests, LinesOfTests]  # before and after
NEITHER: Sides = (NONE, NONE)


def lines_of_tests(text: str, path: str, first: int = 1, heading: str = "") -> LinesOfTests:
    """The lines of tests in a text, which is a file of a program, or one side of a hunk under its `heading`. `first` is the
    number of its first line."""
    found = _form_of(path)
    if found is None or len(text) > MOST_CHARACTERS:
        return NONE
    language, form = found
    inside = heading != "" and form.heading.search(heading) is not None
    if not inside and not (any(word in text for word in form.words) and form.opens.search(text)):
        return NONE
    code = Source(text, language).code
    ranges: list[tuple[int, int]] = []
    rows = _Rows(code)
    at = 0
    if inside:
        at = _first_column_close(code)
        ranges.append((0, rows.at(at)))
    for match in form.opens.finditer(code, at):
        if match.start() < at:
            continue
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        begin = rows.at(start) - (_above(text, start) if language == "rust" else 0)
        at = _end(code, match)
        ranges.append((begin, rows.at(max(at - 1, start))))
    return LinesOfTests(tuple((first + start, first + last) for start, last in ranges))


class _Rows:
    """The rows of offsets that are asked for in ascending order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._offset = self._row = 0

    def at(self, offset: int) -> int:
        self._row += self._text.count("\n", self._offset, offset)
        self._offset = offset
        return self._row


def _above(text: str, offset: int) -> int:
    """How many lines above an attribute are comments and attributes of the same item."""
    count, end = 0, text.rfind("\n", 0, offset)
    while end > 0:
        begin = text.rfind("\n", 0, end) + 1
        if not _COMMENT_ABOVE.match(text, begin, end):
            break
        count, end = count + 1, begin - 1
    return count


def _first_column_close(code: str) -> int:
    """Where the block that a heading opened in the first column ends: at the bracket in the first column."""
    found = re.search(r"^\}", code, re.MULTILINE)
    return len(code) if found is None else found.end()


def _end(code: str, match: re.Match[str]) -> int:
    """Where a test ends that begins with a match: behind its block, or the stop of what has none."""
    if match.group().lstrip().startswith("#!"):
        return len(code)  # `#![cfg(test)]`: all that follows
    if match.group().endswith("{"):
        return _closed(code, match.end() - 1)
    at = match.start() + match.group().index("#")
    while True:  # the attributes, one after another
        bracket = code.find("[", at)
        at = _closed(code, bracket)
        rest = code[at : at + 400].lstrip()
        if not rest.startswith("#["):
            break
    item = _RUST_ITEM.match(rest) is not None
    depth = 0
    for mark in _BRACKET.finditer(code, at):
        one = mark.group()
        if one == "{" and depth == 0:
            return _closed(code, mark.start())
        if one in _OPENING:
            depth += 1
        elif one in _CLOSING:
            if depth == 0:
                return mark.start()
            depth -= 1
        elif depth == 0 and (one == ";" or not item):
            return mark.end()
    return len(code)


def _closed(code: str, at: int) -> int:
    """Behind the bracket that closes the one at an offset; the end of the text where none does."""
    depth = 0
    for mark in _BRACKET.finditer(code, max(at, 0)):
        one = mark.group()
        depth += (one in _OPENING) - (one in _CLOSING)
        if depth == 0 and one in _CLOSING:
            return mark.end()
    return len(code)


@dataclass(frozen=True, slots=True)
class Halves:
    """A changed file as what it changes of the program, and of the tests that stand in it."""

    program: FileChange
    tests: FileChange


def may_hold_tests(change: FileChange) -> bool:
    """Whether a file is in a language that has tests in the files of programs."""
    return bool(change.hunks) and _form_of(change.path) is not None


def tests_in(change: FileChange, texts: Texts) -> Sides:
    """The lines of tests on either side of a changed file; of a side whose text is not known those that the hunks show."""
    if not may_hold_tests(change):
        return NEITHER
    shown = [tests_of_hunk(hunk, change.path) for hunk in change.hunks] if None in texts else []
    old, new = (
        LinesOfTests(tuple(lines for each in shown for lines in each[side].ranges))
        if text is None
        else lines_of_tests(text, path or change.path)
        for side, (text, path) in enumerate(zip(texts, (change.old_path, change.new_path), strict=True))
    )
    return old, new


def halves_of(
    files: Iterable[tuple[FileChange, Role]], known: Mapping[str, Sides] | None = None
) -> Mapping[str, Halves]:
    """The halves of the changed files of a program that change tests in them, by path. `known` are the lines of tests of
    each; without it, those that the hunks show."""
    found = {}
    for change, role in files:
        if role is not Role.SOURCE:
            continue
        lines = tests_in(change, (None, None)) if known is None else known.get(change.path, NEITHER)
        if any(lines) and (each := _halves(change, lines)) is not None:
            found[change.path] = each
    return found


def _halves(change: FileChange, lines: Sides) -> Halves | None:
    parts: tuple[list[Hunk], list[Hunk]] = ([], [])
    for hunk in change.hunks:
        for tested, part in _parted(hunk, *lines):
            parts[tested].append(part)
    if not parts[1]:
        return None
    program, tests = (_with_hunks(change, each) for each in parts)
    return Halves(program, tests)


def _with_hunks(change: FileChange, hunks: Sequence[Hunk]) -> FileChange:
    added, removed = (sum(hunk.marked(mark) for hunk in hunks) for mark in "+-")
    return replace(change, hunks=tuple(hunks), added=added, removed=removed)


def _parted(hunk: Hunk, gone: LinesOfTests, came: LinesOfTests) -> Iterator[tuple[bool, Hunk]]:
    """The runs of a hunk's lines with whether they are tests, those without a changed line left out."""
    marked = _marked(hunk, gone, came)
    if not any(marked):
        yield False, hunk
        return
    old, new = hunk.old_start + (hunk.old_count == 0), hunk.new_start + (hunk.new_count == 0)
    start = 0
    while start < len(marked):
        stop = start
        while stop < len(marked) and marked[stop] == marked[start]:
            stop += 1
        lines = hunk.lines[start:stop]
        olds, news = (sum(line[:1] != mark for line in lines) for mark in "+-")
        if any(line[:1] in {"+", "-"} for line in lines):
            places = (old - (olds == 0), olds, new - (news == 0), news)
            yield marked[start], Hunk(*places, hunk.heading if start == 0 else "", lines)
        old, new, start = old + olds, new + news, stop


def tests_of_hunk(hunk: Hunk, path: str) -> tuple[LinesOfTests, LinesOfTests]:
    """The lines of tests that a hunk shows, on the old and on the new side."""
    old, new = (
        "\n".join(line[1 : MOST_LINE_CHARACTERS + 1] for line in hunk.lines if line[:1] != other)
        for other in "+-"
    )
    return (
        lines_of_tests(old, path, hunk.old_start, hunk.heading),
        lines_of_tests(new, path, hunk.new_start, hunk.heading),
    )


def _marked(hunk: Hunk, gone: LinesOfTests, came: LinesOfTests) -> list[bool]:
    """For each line of a hunk whether it is one of a test, on its own side; context is what it is on the new one."""
    if not gone and not came:
        return [False] * len(hunk.lines)
    old, new = hunk.old_start + (hunk.old_count == 0), hunk.new_start + (hunk.new_count == 0)
    found = []
    for line in hunk.lines:
        mark = line[:1]
        found.append(old in gone if mark == "-" else new in came)
        old, new = old + (mark != "+"), new + (mark != "-")
    return found


def as_changed(change: FileChange, role: Role, halves: Mapping[str, Halves]) -> Role:
    """What a file is for, as far as it changes: a test where nothing but tests in it do."""
    found = halves.get(change.path)
    return Role.TEST if found is not None and not found.program.hunks else role
