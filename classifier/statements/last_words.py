"""What the changed lines themselves say, where nothing else is known of a commit but which files it touches: the entry of
a list that came, the sentence that went, the word that gave way to another, the line of a program before and after.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from classifier.facts.difference import difference
from classifier.facts.docs.links import label_of
from classifier.facts.docs.markup import markup_of
from classifier.paths import Role
from classifier.statements.changed_lines import is_read
from classifier.statements.line_kinds import decides
from classifier.statements.lines import says_nothing
from classifier.statements.literal import COMMENT, IMPORT
from classifier.statements.material import Material, largest
from classifier.statements.prose import plain, shortened
from classifier.statements.ranking import stems, subject_stems
from classifier.statements.replacements import alike, in_step, is_keyed
from classifier.statements.shown import says_the_same_twice
from history.briefs import EVIDENCE_CHARACTERS, Code, Evidence, Quote, Section, Side, Statement, Value
from history.records import FileChange, Hunk

MOST = 2  # sentences
MOST_CHURN = 60  # changed lines of a program, of which one line may still tell the most
MOST_RUNS = 40  # of a file
MOST_LINES = 400  # of a hunk
LONGEST_QUOTE = 160  # characters
LONGEST_CODE = 100
MOST_UNPAIRED = 2  # lines that one side has more, where each line gives way to the one in its place
AROUND = 6  # words and spaces that are shown on either side of those that changed
MOST_WORDS = 600  # that are compared
REWRITTEN = 0.6  # of the words: beyond it two texts are shown whole
MOST_ALONE = 3  # lines of a run, of which any may stand for it
LEAST_DECIDED = 0.8  # by a line that stands for more
OF_TITLE = 0.5  # what a line gains for each word of the title
WEIGHT = 50
_COMMENT_MARK = re.compile(
    r"^\s*(?:///?!?|//!|#+!?|\*+/?|/\*+[*!]?|--+|;+|<!--|\"{3}|'{3}|\.\.)\s?|\s*(?:\*/|-->)\s*$"
)
_ITEM = re.compile(r"^\s*(?:[-*+•]|\d{1,3}[.)])\s+|^\s*\|.*\|\s*$|^\s*\[[^\]]+\]:\s")
_PROSE_ROLES = frozenset({Role.DOCUMENTATION, Role.CHANGELOG, Role.LICENSE})
_OPEN = re.compile(r"(?:[(|&+=\\]|\b(?:and|or|not|in|return))\s*$")
_RULE_OF_TABLE = re.compile(r"^\s*\|?[\s:|+=-]*[-=]{3}[\s:|+=-]*$")
_ITEM_MARK = re.compile(r"^\s*(?:[-*+•]|\d{1,3}[.)])\s+")
_TARGET = re.compile(r"\]\(([^)\s]*)\)")  # where a link leads
_WORDS = re.compile(
    r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+|\s+"
)
_GOES_ON = re.compile(r"\s*(?:\.\w|\?\.|&&|\|\||[+|]\s|(?:and|or)\b)")
# An `if` or `else` without a mark of a block behind it: part of an expression.
_OF_VALUE = re.compile(r"\s*(?:if\b(?!.*(?:[:{(,]|\b(?:do|then))\s*$)|else\s+[^\s:{].*[^:{]$)")
_FOR_TOOLS = re.compile(  # comments that nobody is told anything by
    r"^\s*(?://go:\w|//\s*\+build\b|//\s*(?:eslint|prettier|biome|@ts|nolint|swiftlint|clang-format)\b|//nolint"
    r"|#\s*(?:noqa|type:|pylint:|mypy:|ruff:|isort:|fmt:|pragma:|rubocop:|shellcheck\b|yamllint\b|credo:)|/\*\s*eslint)"
)
_GIVEN_TO = re.compile(r"^\s*(?:(?:let|const|var|val|auto)\s+)?[\w.]+\s*(?::[^=]{1,60})?:?=(?!=)\s*")
LEAST_KEPT = 10  # characters of what is known again within another line
_INNER = re.compile(r"^\s*#!?\[")  # an attribute of Rust
_GIVEN = re.compile(
    r"^\s*(?:return\s+|(?:(?:let|const|var|val|auto|final)\s+)*(?:mut\s+)?[\w.]+\s*(?::\s*[\w.<>\[\], |]+)?\s*:?=(?!=)\s*)|;\s*$"
)
_STEP = re.compile(r"^\s*-?\s*(?:name|uses|run|id|stage|label|key):\s*\S")  # of a workflow
_VERSIONS = re.compile(r"[=<>~!]=[^\s;,\"']+")  # what a line that asks for any may get
_NAME = re.compile(r"[A-Za-z_]\w*")
_BRACES = re.compile(r"^[\s{}()\[\];,]*$")


@dataclass(frozen=True, slots=True)
class _Run:
    """Changed lines without one between them that stays, as (number, text) of either side; `inner` are those that go on with
    what the line above began."""

    gone: Sequence[tuple[int, str]]
    came: Sequence[tuple[int, str]]
    inner: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()  # lines of the hunk that stay, without blanks


Numbered = tuple[int, str]
Params = tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """What a run says: the sentence, and the lines that show it."""

    key: str
    params: Params
    lines: Sequence[tuple[Side, Numbered]]


def last_words(material: Material) -> list[Statement]:
    """The sentences, those about what the title names first; at most one of a file where there are several."""
    title = subject_stems(material.reading.message.subject)
    aside = {Role.TEST, Role.CHANGELOG} if material.share_of(Role.SOURCE) else {Role.CHANGELOG}
    found: list[tuple[bool, float, Statement]] = []
    imports_alone = True
    for file in largest(material.written):
        runs = [run for hunk in file.hunks for run in _runs(hunk)][:MOST_RUNS]
        written = [_bare("".join(text for run in runs for _, text in side(run))) for side in (_came, _gone)]
        went, came = (
            {row for run in runs for _, text in side(run) for row in (_bare(text), _title(text))}
            for side in (_gone, _came)
        )
        lines = (text for run in runs for _, text in (*run.gone, *run.came))
        imports_alone = imports_alone and all(IMPORT.match(text) for text in lines if text.strip())
        if _only_ordered(runs):
            continue
        for run in runs:
            one = _told(file, run, frozenset(went & came), material)
            if one is not None and _is_kept(one, written):
                continue
            if one is not None and not says_the_same_twice(one):
                text = " ".join(text for _, text in (*run.came, *run.gone))
                score = len(stems(text) & title) + 0.5 * decides(one.evidence[0].text, about_logs=False)
                found.append((material.roles.get(file.path) in aside, -score, one))
    if not imports_alone:  # what needs another module, or needs it no more, is what the change is
        found = [each for each in found if not IMPORT.match(each[2].evidence[0].text)]
    found.sort(key=lambda each: each[:2])
    found = [
        one for one in found if one[0] is found[0][0]
    ]  # what is beside the change only where nothing else is
    told: dict[object, Statement] = {}
    files = {one.evidence[0].path for _, _, one in found}
    for _, _, one in found:
        place = one.evidence[0].path if len(files) > 1 else one.params
        told.setdefault(place, one)
    return list({(one.key, one.params): one for one in reversed(told.values())}.values())[::-1][:MOST]


def _is_kept(one: Statement, written: Sequence[str]) -> bool:
    """Whether what a line came or went with is written on the other side too: within a longer line, with one more argument."""
    if one.key not in {"summary-inserted", "summary-deleted"}:
        return False
    other = written[one.key == "summary-inserted"]
    held = _bare(_GIVEN_TO.sub("", one.evidence[0].text)).rstrip(")]};,")
    return len(held) >= LEAST_KEPT and held in other


def _runs(hunk: Hunk) -> Iterator[_Run]:
    old, new = hunk.old_start, hunk.new_start
    gone: list[tuple[int, str]] = []
    came: list[tuple[int, str]] = []
    inner: set[str] = set()
    around = frozenset(_bare(line[1:]) for line in hunk.lines[:MOST_LINES] if line[:1] == " ")
    above = {"-": "", "+": ""}
    for line in (*hunk.lines[:MOST_LINES], " "):
        mark, text = line[:1], line[1:]
        for side in "-+" if mark == " " else mark:
            last = above[side]
            if _OPEN.search(last) or (last in inner and last.endswith(",")):
                inner.add(text)
            if _GOES_ON.match(text):
                inner.update((last, text))
            above[side] = text
        if mark == "-":
            gone.append((old, text))
        elif mark == "+":
            came.append((new, text))
        else:
            if gone or came:
                yield _Run(gone, came, frozenset(inner), around)
            gone, came = [], []
        old, new = old + (mark != "+"), new + (mark != "-")


def _only_ordered(runs: Sequence[_Run]) -> bool:
    """Whether both sides have the same words, and those not in the same lines."""
    rows = [[text for run in runs for _, text in side(run)] for side in (_gone, _came)]
    words = [[re.findall(r"\w+", text) for text in side] for side in rows]
    flat = [sorted(word for line in side for word in line) for side in words]
    return bool(flat[0]) and flat[0] == flat[1] and words[0] != words[1]


def _gone(run: _Run) -> Sequence[tuple[int, str]]:
    return run.gone


def _came(run: _Run) -> Sequence[tuple[int, str]]:
    return run.came


def _told(file: FileChange, run: _Run, stays: frozenset[str], material: Material) -> Statement | None:
    name = material.grounds.file(file.path)
    if name is None:
        return None
    lines = [text for _, text in (*run.gone, *run.came) if text.strip()]
    if lines and all(_FOR_TOOLS.match(text) for text in lines):
        return None
    pages = markup_of(file.path) is not None or (
        material.roles.get(file.path) in _PROSE_ROLES and not is_read(file.path)
    )
    if not lines or not (pages or all(map(_is_comment, lines))):
        found = _of_code(run, stays, material) if lines and file.churn <= MOST_CHURN else None
    else:
        found = _of_prose(_without(run, stays), material)
    if found is None:
        return None
    proofs = tuple(
        Evidence(
            (file.old_path or file.path) if side is Side.OLD else file.path,
            side,
            number,
            text.strip()[:EVIDENCE_CHARACTERS],
        )
        for side, (number, text) in found.lines
    )
    params = (("file", name), *found.params)
    return Statement(Section.SUMMARY, found.key, "summary-last-words", proofs, params, WEIGHT)


def _first(lines: Sequence[tuple[int, str]]) -> tuple[int, str]:
    return next((line for line in lines if line[1].strip()), lines[0])


def _without(run: _Run, stays: frozenset[str]) -> _Run:
    """A run but for the lines that stand elsewhere on the page on the other side; a heading may do so on another level."""
    gone, came = (
        [
            line
            for line in side
            if not {_bare(line[1]), _title(line[1])} & stays and not _RULE_OF_TABLE.match(line[1])
        ]
        for side in (run.gone, run.came)
    )
    laid_out = {_bare(text) for _, text in gone} & {
        _bare(text) for _, text in came
    }  # other widths of columns
    gone, came = ([line for line in side if _bare(line[1]) not in laid_out] for side in (gone, came))
    return replace(run, gone=gone, came=came)


def _title(text: str) -> str:
    return _bare(text).lstrip("#")


def _of_prose(run: _Run, material: Material) -> _Said | None:
    lines = [(side, _first(rows)) for side, rows in ((Side.NEW, run.came), (Side.OLD, run.gone)) if rows]
    raw = [
        " ".join(" ".join(_ITEM_MARK.sub("", _COMMENT_MARK.sub("", text)) for _, text in side).split())
        for side in (run.gone, run.came)
    ]
    before, after = map(plain, raw)
    if all(raw) and (links := _led_elsewhere(*raw)) is not None:
        shown = [material.grounds.code(each) for each in links]
        if all(shown):
            pairs = zip(("whole_before", "whole_after"), shown, strict=True)
            told: list[tuple[str, Value]] = [(name, code) for name, code in pairs if code]
            if label := label_of(raw[1], links[1]):
                return _Said("link-named-elsewhere", (("label", Quote(label)), *told), lines)
            return _Said("link-elsewhere", tuple(told), lines)
    if all(raw) and _links(raw[0]) != _links(raw[1]):
        before, after = raw  # where a link leads
    if before == after:
        before, after = raw  # what is a name
    if before == after or not re.search(r"\w", before + after):
        return None
    if before and after:
        windows = _windows(before, after)
        if _bare(windows[0]) == _bare(windows[1]):
            return None  # they differ in what is not seen
        quotes = map(Quote, windows)
        return _Said("summary-replaced", tuple(zip(("before", "after"), quotes, strict=True)), lines)
    entry = _ITEM.match(lines[0][1][1]) is not None
    keys = (
        ("summary-documents", "summary-entry")
        if after
        else ("summary-documents-no-more", "summary-entry-gone")
    )
    return _Said(keys[entry], (("said", Quote(shortened(before or after, LONGEST_QUOTE))),), lines)


def _led_elsewhere(before: str, after: str) -> tuple[str, str] | None:
    """Where the one link leads that differs, before and after, where nothing else does."""
    if _TARGET.sub("]()", before) != _TARGET.sub("]()", after):
        return None
    pairs = zip(_TARGET.findall(before), _TARGET.findall(after), strict=True)
    other = [pair for pair in pairs if pair[0] != pair[1]]
    return other[0] if len(other) == 1 and all(other[0]) else None


def _links(text: str) -> list[str]:
    return re.findall(r"\]\([^)]*\)?", text)


def _windows(before: str, after: str) -> tuple[str, str]:
    """The words that differ with some around them; both texts whole where hardly any is the same."""
    old, new = _WORDS.findall(before)[:MOST_WORDS], _WORDS.findall(after)[:MOST_WORDS]
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
    text = "".join(words[start:stop]).strip()
    whole = shortened(text, LONGEST_QUOTE) if stop == len(words) else text[:LONGEST_QUOTE]
    return f"{'… ' if start else ''}{whole}{' …' if stop < len(words) else ''}"


def _of_code(run: _Run, stays: frozenset[str], material: Material) -> _Said | None:
    """A line of a program before and after, or the one that came or went. What `stays` in the file only moved; a line that
    stands beside it as well is no entry of its own."""
    gone, came = (
        [
            (number, text)
            for number, text in side
            if not _BRACES.match(text) and not _is_comment(text) and _bare(text) not in stays
        ]
        for side in (run.gone, run.came)
    )
    same = {_given(text) for _, text in gone} & {_given(text) for _, text in came} - {""}
    if same:  # with a name now, or without one
        gone, came = ([line for line in side if _given(line[1]) not in same] for side in (gone, came))
    near = abs(len(gone) - len(came)) <= MOST_UNPAIRED
    for old, new in in_step(gone, came) if near else ():
        if _bare(_renamed(old[1], material)) == _bare(new[1]) or not run.inner.isdisjoint((old[1], new[1])):
            continue
        params = _exchanged(old[1], new[1], material)
        if params is not None and not _stand_on(params, run, (old, new)):
            return _Said("summary-replaced", params, ((Side.NEW, new), (Side.OLD, old)))
    if [_bare(text) for _, text in gone] == [_bare(text) for _, text in came]:
        return None
    side = came if 2 * len(came) >= len(gone) else gone
    title = subject_stems(material.reading.message.subject)
    shown = [
        (
            decides(code.text, about_logs=False)
            + (_STEP.match(line[1]) is not None)
            + OF_TITLE * len(stems(line[1]) & title),
            code,
            line,
        )
        for line in side
        if line[1] not in run.inner
        and _bare(line[1]) not in run.around
        and not (side is gone and _OF_VALUE.match(line[1]))
        and not _is_laid_out_anew(line[1], gone if side is came else came, material)
        and (IMPORT.match(line[1]) or not says_nothing(line[1]))
        and (code := _line(line[1], material)) is not None
    ]
    best = max(shown, key=lambda one: one[0], default=None)
    stands_for_more = bool(gone and came) or len(side) > MOST_ALONE
    if best is None or (stands_for_more and best[0] < LEAST_DECIDED):
        return None
    if gone and came and _STEP.match(best[2][1]) is None:  # half of what gave way to something else
        known = {word for _, text in gone for word in _NAME.findall(text)}
        if side is gone or known.issuperset(_NAME.findall(best[2][1])):
            return None
    if side is came:
        return _Said("summary-inserted", (("after", best[1]),), ((Side.NEW, best[2]),))
    return _Said("summary-deleted", (("before", best[1]),), ((Side.OLD, best[2]),))


def _given(text: str) -> str:
    """What a line returns or gives a name to; "" where that is a name or nothing."""
    value = _bare(_GIVEN.sub("", text))
    return value if "(" in value and value != _bare(text) else ""


def _stand_on(params: Params, run: _Run, lines: tuple[Numbered, Numbered]) -> bool:
    """Whether the name that seems to have given way to another one stands in what came all the same, or the other in what went."""
    sides = zip((value for _, value in params), (run.came, run.gone), lines[::-1], strict=False)
    return any(
        isinstance(value, Code)
        and re.fullmatch(r"[\w.]+", value.text) is not None
        and any(line != own and re.search(rf"(?<!\w){re.escape(value.text)}(?!\w)", line[1]) for line in side)
        for value, side, own in sides
    )


def _renamed(text: str, material: Material) -> str:
    """A line with the names that took the place of others throughout the commit."""
    names = {one.before: one.after for one in material.recurring.exchanges if one.before and one.after}
    return _NAME.sub(lambda found: names.get(found[0], found[0]), text)


def _is_laid_out_anew(text: str, others: Sequence[Numbered], material: Material) -> bool:
    """Whether a line that came or went is part of one of the other side, which was broken or joined, whatever its names."""
    own = _bare(_renamed(text, material))
    return any(own in _bare(_renamed(other, material)) for _, other in others)


def _is_comment(text: str) -> bool:
    return COMMENT.match(text) is not None and not _INNER.match(text)


def _bare(text: str) -> str:
    return "".join(text.split()).rstrip(",;")


def _exchanged(before: str, after: str, material: Material) -> Params | None:
    pieces = difference(before, after)
    values: list[Value | None] = []
    if not alike(before, after) and _VERSIONS.sub("", before).strip() != _VERSIONS.sub("", after).strip():
        return None
    keyed = is_keyed(before) and is_keyed(after)
    if not keyed and pieces is not None and all(re.search(r"\w", piece) for piece in pieces):
        values = [material.grounds.value(piece) for piece in pieces]
    if not values or None in values:
        values = [_line(text, material) for text in (before, after)]
    told = [value for value in values if value is not None]
    if len(told) < len(values):
        return None
    return ("before", told[0]), ("after", told[1])


def _line(text: str, material: Material) -> Code | None:
    text = text.strip().rstrip(",;")
    if re.fullmatch(r"[\w.]+(?:::\w+)*|.*[:{(\[|&+=\\]", text):
        return None  # a name, or the beginning of something
    whole = all(text.count(left) == text.count(right) for left, right in ("()", "[]", "{}"))
    return material.grounds.code(text) if whole and len(text) <= LONGEST_CODE else None
