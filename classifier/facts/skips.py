"""Marks that keep a test from running, or from failing: where they stand, and why.

`skip_mark.added`, `.removed`: the name is the mark as written (`pytest.mark.skip`, `t.Skip`, `@Disabled`), `owner` the test that
it is on or in, "" for one in a list of cases; `extra` has `reason`, in the words of its author, and `when`, the condition on
which it holds. `skip_mark.changed`: `before` and `after` are the marks, or, with `what` `reason`, the two reasons.

Read from the lines of test files by brackets and quotation marks, so that every language is read alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from classifier.facts.interface import Change, Fact, Subject
from classifier.facts.symbols import CodeChanges, TestRole
from history.briefs import EVIDENCE_CHARACTERS, Evidence, Side
from history.records import FileChange, Hunk

MOST_CHARACTERS = 1500  # of what a mark is given
MOST_LINES = 20_000  # of a file's hunks
_MARK = re.compile(
    r"""(?<![\w.$])(?:
    @?pytest\.mark\.(?:skip|skipif|xfail)\b | pytest\.(?:skip|xfail)(?=\() | @?unittest\.(?:skip(?:If|Unless)?|expectedFailure)\b
    | self\.skipTest(?=\() | @(?:Disabled|Ignore)(?:If\w*|On\w*)?\b | \#\[ignore\b | [tb]\.Skipf?(?=\() | XCTSkip(?:If|Unless)?(?=\()
    | GTEST_SKIP(?=\() | \$this->markTest(?:Skipped|Incomplete)(?=\() | @tag\s+:?skip\b | Skip(?=\s*=\s*") | assume(?:True|False)(?=\()
    | (?:it|test|describe|context)\.(?:skip|failing|todo)(?=\() | x(?:it|describe|test)(?=\() | skip(?=\s+["']) | pending(?=\s+["'])
    )""",
    re.VERBOSE,
)
_HINT = re.compile(
    r"skip|xfail|failing|failure|ignore|disabled|incomplete|pending|todo|assume|xit|xdescribe|xtest",
    re.IGNORECASE,
)
_CONDITIONAL = re.compile(r"(?:[iI]f|Unless|On\w+|xfail|expectedFailure)$")
_SKIPS = re.compile(r"\bskip(?:[iI]f|Unless)?$")
NEAR = 30  # lines between two marks of one hunk of which one gave way to the other
_TITLED = re.compile(r"^(?:it|test|describe|context|x\w+)\b")  # their first string is the name of the test
_NAMED = re.compile(r"\b(?:reason|message|msg)\s*[:=]\s*")
_PIECE = re.compile(r"\s*(?:\+|,(?=\s*$))?\s*[fFrRuU@$]{0,2}(\"\"\"|'''|\"|'|`)(.*?)(?<!\\)\1", re.DOTALL)
_ENDS = (".", "!", "?", ":", ";")


@dataclass(frozen=True, slots=True)
class _Mark:
    name: str
    reason: str
    when: str
    line: int
    text: str
    changed: bool
    hunk: int = 0  # where the hunk begins on the new side

    @property
    def same(self) -> tuple[str, str, str]:
        """What makes two marks the same, however they are laid out."""
        return self.name, self.reason, self.when


def skip_facts(files: Iterable[FileChange], code: CodeChanges) -> Iterator[Fact]:
    """Yield the marks that came to test files, went from them or became others. Where the tests of a new file run is no
    news: what they check is."""
    for change in files:
        if change.old_path is None or change.new_path is None:
            continue
        old, new = ([mark for hunk in change.hunks for mark in _marks(hunk, side)] for side in Side)
        came, went = _less(new, old), _less(old, new)
        tests = _tests(code, change.path)
        for mark in came:
            other = next((one for one in went if _exchanged(one, mark)), None)
            if other is not None:
                went.remove(other)
                yield _changed(change, other, mark, tests)
            elif mark.changed and not (_CONDITIONAL.search(mark.name) and _is_new(mark, tests)):
                yield _fact(change, Change.ADDED, mark, Side.NEW, tests[Side.NEW])
        for mark in went:
            if mark.changed and not _is_gone(mark, tests):
                yield _fact(change, Change.REMOVED, mark, Side.OLD, tests[Side.OLD])


Tests = dict[Side, Sequence[tuple[int, int, str]]]  # first and last line and name of the tests of either side


def _tests(code: CodeChanges, path: str) -> Tests:
    found: dict[Side, list[tuple[int, int, str]]] = {side: [] for side in Side}
    for pair in code.pairs:
        for side, symbol in ((Side.OLD, pair.old), (Side.NEW, pair.new)):
            if symbol is not None and symbol.role is not TestRole.NONE and pair.path(Side.NEW) == path:
                found[side].append((symbol.first, symbol.last, symbol.name))
    return {side: sorted(each, key=lambda one: one[1] - one[0]) for side, each in found.items()}


def is_conditional(fact: Fact) -> bool:
    """Whether a test runs in spite of a mark: on a condition, or to fail."""
    return _CONDITIONAL.search(fact.name) is not None


def _is_new(mark: _Mark, tests: Tests) -> bool:
    """Whether the test that a mark is on came with it: where it may run is then no news."""
    owner = _owner(tests[Side.NEW], mark.line)
    return owner != "" and owner not in {name for _, _, name in tests[Side.OLD]}


def _is_gone(mark: _Mark, tests: Tests) -> bool:
    """Whether the test that a mark was on went with it: it does not run now."""
    owner = _owner(tests[Side.OLD], mark.line)
    return owner != "" and owner not in {name for _, _, name in tests[Side.NEW]}


def _less(marks: Sequence[_Mark], others: Sequence[_Mark]) -> list[_Mark]:
    """The marks that the other side does not have, one for one."""
    left = [one.same for one in others]
    found = []
    for one in marks:
        if one.same in left:
            left.remove(one.same)
        else:
            found.append(one)
    return found


def _exchanged(old: _Mark, new: _Mark) -> bool:
    if _SKIPS.search(old.name) and _SKIPS.search(new.name) and old.hunk == new.hunk and old.name != new.name:
        return abs(old.line - new.line) <= NEAR  # on a condition now, or always
    return (old.name == new.name and bool(old.reason) and bool(new.reason)) or (
        bool(old.reason) and old.reason == new.reason
    )


def _marks(hunk: Hunk, side: Side) -> Iterator[_Mark]:
    """The marks that one side of a hunk shows, `changed` where one of their lines is."""
    other, own = ("+", "-") if side is Side.OLD else ("-", "+")
    shown = [line for line in hunk.lines[:MOST_LINES] if line[:1] != other]
    first = hunk.old_start if side is Side.OLD else hunk.new_start
    text = "\n".join(line[1:] for line in shown)
    if not any(line[:1] == own for line in shown) or not _HINT.search(text):
        return
    for match in _MARK.finditer(text):
        row = text.count("\n", 0, match.start())
        begin = text.rfind("\n", 0, match.start()) + 1
        if text[begin : match.start()].lstrip()[:2] in {"//", "# ", "* ", "--"}:
            continue
        given, end = _given(text, match.end())
        last = text.count("\n", 0, end)
        name = match.group().strip().lstrip("@#[")
        yield _Mark(
            name,
            "" if _TITLED.match(name) else _reason(given),
            "" if _TITLED.match(name) or name.endswith("Unless") else _when(given),
            first + row,
            shown[row][1:].strip(),
            any(line[:1] == own for line in shown[row : last + 1]),
            hunk.new_start,
        )


def _given(text: str, start: int) -> tuple[str, int]:
    """What stands between the brackets behind a name, or else in the rest of its line, and where that ends."""
    stop = min(len(text), start + MOST_CHARACTERS)
    begin = start + len(text[start:stop]) - len(text[start:stop].lstrip(" "))
    if text[begin : begin + 1] != "(":
        end = text.find("\n", start)
        end = stop if end < 0 else end
        return text[start:end], end
    depth, quote, place = 0, "", begin
    while place < stop:
        mark = text[place]
        if quote:
            if mark == "\\":
                place += 1
            elif mark in {quote, "\n"}:
                quote = ""
        elif mark in "\"'`":
            quote = mark
        elif mark in "([{":
            depth += 1
        elif mark in ")]}":
            depth -= 1
            if not depth:
                behind = text[place + 1 : text.find("\n", place) if "\n" in text[place:] else stop]
                return (
                    (behind, place)
                    if text[begin + 1 : place].strip() == "" and "<<" in behind
                    else (text[begin + 1 : place], place)
                )
        place += 1
    return text[begin + 1 : stop], stop  # the hunk ends before the brackets do


def _reason(given: str) -> str:
    """The words of a reason: those that are named so, else the first string."""
    named = _NAMED.search(given)
    place = (
        named.end()
        if named
        else next((match.start() for match in re.finditer(r"[fFrRuU@$]{0,2}[\"'`]", given)), -1)
    )
    if place < 0:
        return ""
    words = ""
    while (match := _PIECE.match(given, place)) is not None:
        piece = match.group(2)
        if words and given[place:].lstrip(" \n+")[:1] not in "\"'`":
            return words.strip() if words.rstrip().endswith(_ENDS) else ""
        words += piece
        place = match.end()
    return "" if "\\" in words or "\n" in words else words.strip()


def _when(given: str) -> str:
    """The condition on which a mark holds: what stands before its reason and is no string."""
    named = _NAMED.search(given)
    head = given[: named.start()] if named else re.split(r"[fFrRuU@$]{0,2}[\"'`]", given, maxsplit=1)[0]
    text = " ".join(head.split()).rstrip(", ")
    return (
        text
        if text.count("(") == text.count(")")
        and re.search(r"\w{2}", text)
        and "=" not in text.replace("==", "").replace("!=", "")
        else ""
    )


def _owner(tests: Sequence[tuple[int, int, str]], line: int) -> str:
    return next((name for first, last, name in tests if first <= line <= last), "")


def _fact(
    change: FileChange, what: Change, mark: _Mark, side: Side, tests: Sequence[tuple[int, int, str]]
) -> Fact:
    path = (change.old_path if side is Side.OLD else change.new_path) or change.path
    extra = {"reason": mark.reason, "when": mark.when}
    return Fact(
        Subject.SKIP_MARK,
        what,
        mark.name,
        (Evidence(path, side, mark.line, mark.text[:EVIDENCE_CHARACTERS]),),
        owner=_owner(tests, mark.line),
        extra=MappingProxyType({key: text for key, text in extra.items() if text}),
    )


def _changed(change: FileChange, old: _Mark, new: _Mark, tests: Tests) -> Fact:
    marks = old.name != new.name
    extra = {"reason": new.reason, "when": new.when, "what": "mark" if marks else "reason"}
    return Fact(
        Subject.SKIP_MARK,
        Change.CHANGED,
        new.name,
        (
            Evidence(change.path, Side.NEW, new.line, new.text[:EVIDENCE_CHARACTERS]),
            Evidence(change.old_path or change.path, Side.OLD, old.line, old.text[:EVIDENCE_CHARACTERS]),
        ),
        owner=_owner(tests[Side.NEW], new.line),
        before=old.name if marks else old.reason,
        after=new.name if marks else new.reason,
        extra=MappingProxyType({key: text for key, text in extra.items() if text}),
    )
