"""A commit that is small enough to be shown whole.

Where a dozen lines change, all of them are shown: a hole in so small a change misleads. What changes of a thing that has a
name stands below the line that names it. Of somewhat larger commits tests, pages, imports and long comments are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from math import inf

from classifier.paths import Role
from classifier.statements.completing import (
    SMALLEST_GAP,
    ended,
    filled,
    goes_on,
    reasons,
    shown_rows,
    without_talk,
)
from classifier.statements.cutting import Row, imported
from classifier.statements.line_kinds import CONDITION, ELSE, LICENCE, VALUE, is_sentence
from classifier.statements.literal import IMPORT
from classifier.statements.material import Material
from classifier.statements.parts import FAR_ASIDE, LINES, Part, asides, moved_lines, part_of, showable
from classifier.statements.surroundings import NAMES
from history.briefs import ELISION, Importance, Piece, PieceLine
from history.records import FileChange

LONGEST_LINE = 280  # characters: links and table rows change at their end
MOST_WHOLE = 5  # hunks of a commit that is shown whole
# Lines with words of a commit that is shown without leaving out any, and of one whose tests and pages alone are left out; with
# blank lines and those of brackets, twice as many.
MOST_CHANGED = 12
MOST_OF_PROGRAMS = {Importance.HIGH: 24, Importance.MEDIUM: 20, Importance.LOW: 16}
NEARLY_ALL = 0.8  # of a comment
MANY_ROWS = 3  # of comments, beside which the mark of what is left out is short
MOST_PIECES = 6  # of such a commit
APART, APART_MOVED = 3, 7  # rows
_WORD = re.compile(r"\w+")
_OPENS = re.compile(r"\w.*[(\[{:]\s*$")
_IN_CONDITION = re.compile(r"^\W*(?:and|or|not|for|while|loop|with|try|async)\b|^\s*(?:&&|\|\|)")
_TABLE = re.compile(r"\s*\[+[\w.\"'-]+\]+\s*$")  # of TOML, of INI
_FIRST_ARGUMENT = re.compile(r"\s*[\"'][\w.-]+[\"'],\s*$")


def entire(material: Material, said: Mapping[tuple[str, int], str]) -> tuple[Piece, ...]:
    """Every changed line, where they are few; of programs alone where tests and pages make them more. Comments that the section
    quotes (`said`, by the line where a quotation begins) are left out at either end, where anything else is to be shown."""
    lost = asides(material)
    files = sorted((file for file in showable(material) if file.hunks), key=lambda file: -lost[file.path])
    main = [file for file in files if lost[file.path] > FAR_ASIDE]
    nothing: Mapping[tuple[str, int], str] = {}
    ways = ((files, MOST_CHANGED), (main, MOST_OF_PROGRAMS[material.level]))
    tried = (_entire(material, some, told, most) for told in (said, nothing) for some, most in ways)
    return next(filter(None, tried), ())


def _entire(
    material: Material, files: Sequence[FileChange], said: Mapping[tuple[str, int], str], most: int
) -> tuple[Piece, ...]:
    if sum(file.churn for file in files) > 2 * most:
        return ()
    found: list[tuple[bool, Piece]] = []
    brought: list[tuple[frozenset[str], Piece]] = []  # the names of imports alone
    used: set[str] = set()
    changed = 0
    for file in files:
        for hunk in file.hunks:
            part = part_of(file, hunk, lines=material.roles.get(file.path) in LINES)
            rows = part.rows
            marked = [place for place, row in enumerate(rows) if row.mark != " " and not row.is_blank]
            again = _told_again(part, material)
            changed += sum(rows[place].says_something for place in marked if place not in again)
            imports = _imports(part)
            talk = _told_elsewhere(part, said)
            if all(row.mark == "+" for row in rows):  # what a new program imports is no news
                marked = [place for place in marked if place not in imports] or marked
            for places, heads in _under_heads(part, marked, talk, again):
                shown = ended(part, filled(part, places | heads, SMALLEST_GAP) if heads else places)
                news = {place for place in places if rows[place].mark != " "}
                if news <= imports:
                    brought.append((_names(part, news), piece_of(part, sorted(shown))))
                    continue
                used |= _names(part, news)
                # Comments alone come last.
                aside = all(part.prose[place] for place in places)
                found.append((aside, piece_of(part, sorted(shown))))
    # What is brought in for the lines that are shown follows from them.
    found += [(True, piece) for names, piece in brought if not found or not names & used]
    told = list(_different((piece for _, piece in sorted(found, key=lambda one: one[0])), frozenset()))
    return tuple(told) if changed <= most and len(set(map(_text, told))) <= MOST_PIECES else ()


def _under_heads(
    part: Part, marked: Sequence[int], talk: set[int], again: set[int]
) -> Iterator[tuple[set[int], set[int]]]:
    """The runs of changed rows with the rows that name what they belong to; those of one name are one."""
    held: tuple[set[int], set[int]] = set(), set()
    for run in _runs(part, marked):
        inside = [place for place in range(run[0], run[1] + 1) if not part.rows[place].is_blank]
        places = set(_without_talk(inside, talk)) - again
        if all(part.rows[place].mark == " " for place in places):
            continue
        named = named_by(part.rows, min(places))
        if named is not None and named in held[0] | held[1]:
            held[0].update(places)
            continue
        if held[0]:
            yield held
        held = places, set() if named is None else {named}
    if held[0]:
        yield held


def _told_elsewhere(part: Part, said: Mapping[tuple[str, int], str]) -> set[int]:
    """The rows of comments of which nearly all is `said`, with those that they came in the place of, and of heads of licences."""
    found: set[int] = set()
    for prose, run in groupby(range(len(part.rows)), key=part.prose.__getitem__):
        comment = list(run)
        rows = [part.rows[each] for each in comment]
        came = sum(_letters(row.text) for row in rows if row.mark == "+")
        quoted = sum(_letters(said.get((part.file.path, row.line), "")) for row in rows if row.mark == "+")
        is_licence = any(LICENCE.search(row.text) for row in rows)
        if prose and (is_licence or (quoted and quoted >= NEARLY_ALL * came)):
            found.update(comment)
    return found


def _told_again(part: Part, material: Material) -> set[int]:
    """The rows that say what another row says, shown there."""
    told, path = material.same.told, part.file.path
    return {place for place, row in enumerate(part.rows) if (path, row.mark, row.line) in told}


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _without_talk(places: Sequence[int], talk: set[int]) -> Sequence[int]:
    """The places without those that are said elsewhere at either end, and those between if they are many."""
    kept = [at for at, place in enumerate(places) if place not in talk]
    inside = places[kept[0] : kept[-1] + 1] if kept else ()
    if len(talk.intersection(inside)) < MANY_ROWS:
        return inside
    return [place for place in inside if place not in talk]


def _imports(part: Part) -> frozenset[int]:
    """The rows that only bring in names."""
    listed = imported(part.rows, part.hunk.heading)
    return frozenset(place for place, row in enumerate(part.rows) if listed[place] or IMPORT.match(row.text))


def named_by(rows: Sequence[Row], place: int) -> int | None:
    """The row above that names what the one at `place` belongs to: the option, the key, the item, the definition.
    `None` where there is none within the hunk.
    """
    least = rows[place].indent
    is_value = VALUE.search(rows[place].text) is not None
    for above in range(place - 1, -1, -1):
        row = rows[above]
        if row.mark == "-" or row.is_blank:
            continue
        is_name = NAMES.match(row.text) is not None or _TABLE.match(row.text) is not None
        if is_value and is_name and row.indent <= least:
            return above
        if row.indent >= least or row.text.lstrip()[:1] in ")]}":
            continue
        if _OPENS.search(row.text) and not (
            CONDITION.search(row.text) or ELSE.match(row.text) or _IN_CONDITION.match(row.text)
        ):
            return above + 1 if above + 1 < place and _FIRST_ARGUMENT.match(rows[above + 1].text) else above
        least = row.indent
    return None


def piece_of(part: Part, places: Sequence[int]) -> Piece:
    """The rows at these places, as a section shows them."""
    shown = list(shown_rows(part, places))
    if places and (more := goes_on(part, places[-1])):
        shown.append(more)
    # Common indentation says nothing and costs width.
    margin = min((row.indent for row in shown if not row.is_blank), default=0)
    lines = tuple(PieceLine(row.mark, row.line, _shortened(row.text[margin:].rstrip())) for row in shown)
    return Piece(part.file.path, part.hunk.heading.strip()[:120], lines)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_LINE else text[: LONGEST_LINE - 1] + ELISION


def whole(material: Material, room: int, said: Collection[tuple[str, int]] | None) -> tuple[Piece, ...]:
    """All changed lines, where they are few: those of tests and pages only where there is nothing else. Comments that say
    why are among them, but for those whose lines are `said`; without it, none are."""
    lost = asides(material)
    main = [file for file in showable(material) if lost.get(file.path, -inf) > FAR_ASIDE]
    if sum(len(file.hunks) for file in main) > MOST_WHOLE or sum(file.churn for file in main) > 2 * room:
        return ()
    found = []
    for file in main:
        role = material.roles.get(file.path, Role.OTHER)
        for hunk in file.hunks:
            part = part_of(file, hunk, lines=role in LINES)
            rows = part.rows
            marked = [
                place
                for place, row in enumerate(rows)
                if row.mark != " " and not row.is_blank and not IMPORT.match(row.text)
            ]
            again = _told_again(part, material)
            for first, last in _runs(part, marked):
                places = [
                    place
                    for place in range(first, last + 1)
                    if not rows[place].is_blank and place not in again
                ]
                if all(rows[place].mark == " " for place in places):
                    continue
                talk = all(
                    part.prose[place]
                    or rows[place].mark == " "
                    or (role is Role.SOURCE and is_sentence(rows[place].text))
                    for place in places
                )
                shown = without_talk(part, places)
                if said is not None:
                    shown = sorted({*shown, *reasons(part, set(shown), said)})
                found.append((talk, piece_of(part, sorted(ended(part, set(shown))))))
    moved = moved_lines(material)
    told = list(_different((piece for talk, piece in found if not talk), moved)) or [
        piece for _, piece in found
    ]
    return tuple(told) if sum(map(len, set(map(_text, told)))) <= room else ()


def _different(some: Iterable[Piece], moved: frozenset[str]) -> Iterator[Piece]:
    """The pieces, but for those of lines that are gone and came elsewhere. Those that say the same are made one by `repeats`, which
    lists where; what leaves out lines is no more than alike, and shown once."""
    seen: set[tuple[str, ...]] = set()
    for one in some:
        changed = [line for line in one.lines if line.mark != " "]
        if all(line.mark == "-" and " ".join(line.text.split()) in moved for line in changed):
            continue
        if _text(one) not in seen or not any(line.text.strip() == ELISION for line in one.lines):
            seen.add(_text(one))
            yield one


def _text(one: Piece) -> tuple[str, ...]:
    return tuple(f"{line.mark}{line.text}" for line in one.lines)


def _names(part: Part, places: Collection[int]) -> frozenset[str]:
    """The words of changed rows that the other side of them does not have."""
    gone, came = (
        Counter(
            word
            for place in places
            if part.rows[place].mark == mark
            for word in _WORD.findall(part.rows[place].text)
        )
        for mark in "-+"
    )
    return frozenset({*(gone - came), *(came - gone)})


def _runs(part: Part, marked: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Changed rows in runs; two rows of context between them do not part them, nor do those that a statement is moved
    over, which are what it is about."""
    held: tuple[int, int] | None = None
    for run in _near(marked):
        if held is not None and run[0] - held[1] <= APART_MOVED and _is_moved(part, held, run):
            held = held[0], run[1]
            continue
        if held is not None:
            yield held
        held = run
    if held is not None:
        yield held


def _is_moved(part: Part, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Whether what one run takes out the other puts in."""
    sides = [
        [(row.mark, row.key) for row in part.rows[begin : end + 1] if row.says_something]
        for begin, end in (first, second)
    ]
    marks = [{mark for mark, _ in side} for side in sides]
    return (
        marks in ([{"+"}, {"-"}], [{"-"}, {"+"}])
        and len({tuple(key for _, key in side) for side in sides}) == 1
    )


def _near(marked: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = last = None
    for place in marked:
        if start is None or last is None:
            start = last = place
        elif place - last <= APART:
            last = place
        else:
            yield start, last
            start = last = place
    if start is not None and last is not None:
        yield start, last
