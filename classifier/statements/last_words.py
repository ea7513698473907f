"""What the changed lines themselves say, where nothing else is known of a commit but which files it touches: the entry of
a list that came, the sentence that went, the word that gave way to another, the line of a program before and after.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from classifier.facts.difference import difference
from classifier.facts.docs.markup import markup_of
from classifier.paths import Role
from classifier.statements.line_kinds import decides
from classifier.statements.lines import says_nothing
from classifier.statements.literal import COMMENT, IMPORT, short_path
from classifier.statements.material import Material, largest
from classifier.statements.prose import plain, shortened
from classifier.statements.ranking import stems, subject_stems
from classifier.statements.replacements import alike, in_step
from history.briefs import EVIDENCE_CHARACTERS, Code, Evidence, Quote, Section, Side, Statement, Value
from history.records import FileChange, Hunk

MOST = 2  # sentences
MOST_CHURN = 60  # changed lines of a program, of which one line may still tell the most
MOST_RUNS = 40  # of a file
MOST_LINES = 400  # of a hunk
LONGEST_QUOTE = 160  # characters
LONGEST_CODE = 100
MOST_UNPAIRED = 2  # lines that one side has more, where each line gives way to the one in its place
AROUND = 3  # words that are shown on either side of those that changed
MOST_WORDS = 300  # that are compared
REWRITTEN = 0.6  # of the words: beyond it two texts are shown whole
OF_IMPORT = 3.0
LEAST_DECIDED = 0.8  # by a line that is shown without the one that it replaces
WEIGHT = 50
_COMMENT_MARK = re.compile(
    r"^\s*(?:///?!?|//!|#+!?|\*+/?|/\*+[*!]?|--+|;+|<!--|\"{3}|'{3}|\.\.)\s?|\s*(?:\*/|-->)\s*$"
)
_ITEM = re.compile(r"^\s*(?:[-*+•]|\d{1,3}[.)])\s+|^\s*\|.*\|\s*$|^\s*\[[^\]]+\]:\s")
_PROSE_ROLES = frozenset({Role.DOCUMENTATION, Role.CHANGELOG, Role.LICENSE})
_OPEN = re.compile(r"(?:[(|&+=\\]|\b(?:and|or|not|in|return))\s*$")
_INNER = re.compile(r"^\s*#!?\[")  # an attribute of Rust
_STEP = re.compile(r"^\s*-?\s*(?:name|uses|run|id|stage|label|key):\s*\S")  # of a workflow
_BRACES = re.compile(r"^[\s{}()\[\];,]*$")


@dataclass(frozen=True, slots=True)
class _Run:
    """Changed lines without one between them that stays, as (number, text) of either side; `inner` are those that go on with
    what the line above began."""

    gone: Sequence[tuple[int, str]]
    came: Sequence[tuple[int, str]]
    inner: frozenset[str] = frozenset()


def last_words(material: Material) -> list[Statement]:
    """The sentences, those about what the title names first; at most one of a file where there are several."""
    title = subject_stems(material.reading.message.subject)
    aside = {Role.TEST, Role.CHANGELOG} if material.share_of(Role.SOURCE) else {Role.CHANGELOG}
    found: list[tuple[bool, float, Statement]] = []
    for file in largest(material.written):
        runs = [run for hunk in file.hunks for run in _runs(hunk)][:MOST_RUNS]
        went, came = ({_bare(text) for run in runs for _, text in side(run)} for side in (_gone, _came))
        if _only_ordered(runs):
            continue
        for run in runs:
            one = _told(file, run, frozenset(went & came), material)
            if one is not None:
                text = " ".join(text for _, text in (*run.came, *run.gone))
                score = len(stems(text) & title) + 0.5 * decides(one.evidence[0].text, about_logs=False)
                score -= OF_IMPORT * (IMPORT.match(one.evidence[0].text) is not None)
                found.append((material.roles.get(file.path) in aside, -score, one))
    found.sort(key=lambda each: each[:2])
    found = [
        one for one in found if one[0] is found[0][0]
    ]  # what is beside the change only where nothing else is
    told: dict[object, Statement] = {}
    files = {one.evidence[0].path for _, _, one in found}
    for _, _, one in found:
        place = one.evidence[0].path if len(files) > 1 else one.params
        told.setdefault(place, one)
    return list(told.values())[:MOST]


def _runs(hunk: Hunk) -> Iterator[_Run]:
    old, new = hunk.old_start, hunk.new_start
    gone: list[tuple[int, str]] = []
    came: list[tuple[int, str]] = []
    inner: set[str] = set()
    above = {"-": "", "+": ""}
    for line in (*hunk.lines[:MOST_LINES], " "):
        mark, text = line[:1], line[1:]
        for side in "-+" if mark == " " else mark:
            last = above[side]
            if _OPEN.search(last) or (last in inner and last.endswith(",")):
                inner.add(text)
            above[side] = text
        if mark == "-":
            gone.append((old, text))
        elif mark == "+":
            came.append((new, text))
        else:
            if gone or came:
                yield _Run(gone, came, frozenset(inner))
            gone, came = [], []
        old, new = old + (mark != "+"), new + (mark != "-")


def _only_ordered(runs: Sequence[_Run]) -> bool:
    """Whether both sides have the same words, in another order or in other lines."""
    words = [
        sorted(re.findall(r"\w+", " ".join(text for run in runs for _, text in side(run))))
        for side in (_gone, _came)
    ]
    return words[0] == words[1] and bool(words[0])


def _gone(run: _Run) -> Sequence[tuple[int, str]]:
    return run.gone


def _came(run: _Run) -> Sequence[tuple[int, str]]:
    return run.came


def _told(file: FileChange, run: _Run, stays: frozenset[str], material: Material) -> Statement | None:
    name = material.grounds.code(short_path(file.path))
    if name is None:
        return None
    lines = [text for _, text in (*run.gone, *run.came) if text.strip()]
    pages = markup_of(file.path) is not None or material.roles.get(file.path) in _PROSE_ROLES
    if not lines or not (pages or all(map(_is_comment, lines))):
        found = _of_code(run, stays, material) if lines and file.churn <= MOST_CHURN else None
    else:
        found = _of_prose(run)
    if found is None:
        return None
    key, params = found
    return Statement(
        Section.SUMMARY, key, "summary-last-words", _proof(file, run, key), (("file", name), *params), WEIGHT
    )


def _proof(file: FileChange, run: _Run, key: str) -> tuple[Evidence, ...]:
    sides = []
    if run.came and not key.endswith(("-gone", "-deleted", "-no-more")):
        number, text = _first(run.came)
        sides.append(Evidence(file.path, Side.NEW, number, text.strip()[:EVIDENCE_CHARACTERS]))
    if run.gone and not key.endswith(("-entry", "-inserted", "-documents")):
        number, text = _first(run.gone)
        sides.append(
            Evidence(file.old_path or file.path, Side.OLD, number, text.strip()[:EVIDENCE_CHARACTERS])
        )
    return tuple(sides)


def _first(lines: Sequence[tuple[int, str]]) -> tuple[int, str]:
    return next((line for line in lines if line[1].strip()), lines[0])


Params = tuple[tuple[str, Value], ...]


def _of_prose(run: _Run) -> tuple[str, Params] | None:
    raw = [
        " ".join(" ".join(_COMMENT_MARK.sub("", text) for _, text in side).split())
        for side in (run.gone, run.came)
    ]
    before, after = map(plain, raw)
    if all(raw) and _links(raw[0]) != _links(raw[1]):
        before, after = raw  # where a link leads
    if before == after:
        before, after = raw  # what is a name
    if before == after or not re.search(r"\w", before + after):
        return None
    if before and after:
        return "summary-replaced", tuple(
            zip(("before", "after"), map(Quote, _windows(before, after)), strict=True)
        )
    rows = run.came or run.gone
    entry = _ITEM.match(_first(rows)[1]) is not None
    said = Quote(shortened(before or after, LONGEST_QUOTE))
    keys = (
        ("summary-entry", "summary-documents")
        if after
        else ("summary-entry-gone", "summary-documents-no-more")
    )
    return keys[not entry], (("said", said),)


def _links(text: str) -> list[str]:
    return re.findall(r"\]\([^)]*\)?", text)


def _windows(before: str, after: str) -> tuple[str, str]:
    """The words that differ with some around them; both texts whole where hardly any is the same."""
    old, new = before.split()[:MOST_WORDS], after.split()[:MOST_WORDS]
    blocks = [
        block
        for block in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if block[0] != "equal"
    ]
    changed = sum(max(i2 - i1, j2 - j1) for _, i1, i2, j1, j2 in blocks)
    if not blocks or changed > REWRITTEN * max(len(old), len(new)):
        return shortened(before, LONGEST_QUOTE), shortened(after, LONGEST_QUOTE)
    first = last = blocks[0]
    for block in blocks[1:]:
        if block[1] - last[2] > AROUND:
            break
        last = block
    return (
        _window(old, first[1], last[2]),
        _window(new, first[3], last[4]),
    )


def _window(words: Sequence[str], first: int, last: int) -> str:
    start, stop = max(0, first - AROUND), min(len(words), last + AROUND)
    text = " ".join(words[start:stop])
    whole = shortened(text, LONGEST_QUOTE) if stop == len(words) else text[:LONGEST_QUOTE]
    return f"{'… ' if start else ''}{whole}{' …' if stop < len(words) else ''}"


def _of_code(run: _Run, stays: frozenset[str], material: Material) -> tuple[str, Params] | None:
    """A line of a program before and after, or the one that came or went. What `stays` in the file only moved."""
    numbered = [
        [
            (number, text)
            for number, text in side
            if not _BRACES.match(text) and not _is_comment(text) and _bare(text) not in stays
        ]
        for side in (run.gone, run.came)
    ]
    near = abs(len(numbered[0]) - len(numbered[1])) <= MOST_UNPAIRED
    for (_, before), (_, after) in in_step(*numbered) if near else ():
        if _bare(before) == _bare(after) or not run.inner.isdisjoint((before, after)):
            continue
        if (one := _exchanged(before, after, material)) is not None:
            return one
    gone, came = ([text for _, text in side] for side in numbered)
    if list(map(_bare, gone)) == list(map(_bare, came)):
        return None
    side = came if 2 * len(came) >= len(gone) else gone
    shown = [
        (decides(code.text, about_logs=False) + (_STEP.match(text) is not None), code)
        for text in side
        if text not in run.inner
        and (IMPORT.match(text) or not says_nothing(text))
        and (code := _line(text, material)) is not None
    ]
    worth, best = max(shown, key=lambda one: one[0], default=(0.0, None))
    if best is None or (gone and came and worth < LEAST_DECIDED):
        return None
    return (
        ("summary-inserted", (("after", best),)) if side is came else ("summary-deleted", (("before", best),))
    )


def _is_comment(text: str) -> bool:
    return COMMENT.match(text) is not None and not _INNER.match(text)


def _bare(text: str) -> str:
    return "".join(text.split()).rstrip(",;")


def _exchanged(before: str, after: str, material: Material) -> tuple[str, Params] | None:
    pieces = difference(before, after)
    values: list[Value | None] = []
    if not alike(before, after):
        return None
    if pieces is not None and all(re.search(r"\w", piece) for piece in pieces):
        values = [material.grounds.value(piece) for piece in pieces]
    if not values or None in values:
        values = [_line(text, material) for text in (before, after)]
    told = [value for value in values if value is not None]
    if len(told) < len(values):
        return None
    return "summary-replaced", (("before", told[0]), ("after", told[1]))


def _line(text: str, material: Material) -> Code | None:
    text = text.strip().rstrip(",;")
    if re.fullmatch(r"\w+|.*[:{(\[|&+=\\]", text):
        return None  # a name, or the beginning of something
    whole = all(text.count(left) == text.count(right) for left, right in ("()", "[]", "{}"))
    return material.grounds.code(text) if whole and len(text) <= LONGEST_CODE else None
