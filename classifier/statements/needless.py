"""Changed lines that nobody needs to see: code that is only laid out anew, drawings and generated pages, a declaration beside
its body, one of dozens of equal versions, code that came over from another place with hardly a word changed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby, islice, takewhile

from classifier.paths import Role
from classifier.statements.cutting import Row
from classifier.statements.deciding import Telling
from classifier.statements.line_kinds import CONDITION, IDLE, LOG, SIGNATURE
from classifier.statements.material import Material
from classifier.statements.parts import LINES, MOST_COMPARED, Part
from history.briefs import Piece

TAB = 4
DRAWINGS = (".svg", ".drawio", ".excalidraw")
PAGES = (".html", ".htm")
MANY_PAGES = 4  # of documentation in a commit: so many are written by a tool
LONG = 200  # characters of a line of markup or data that tools write
MANY_EQUAL = 6  # statements that change one version for another
LEAST_ROWS = 4  # that came over together
LEAST_WORDS = 3  # of a statement that can be known again
NEARLY = 0.6  # share of words from which one is what became of another
OF_A_GUARD = 1.1  # what it is worth less than what the function does
MOST_LIKE = 40  # rows with a word, beyond which it tells nothing
# Where indentation says what belongs to what.
_BY_INDENTATION = (
    ".py",
    ".pyi",
    ".yaml",
    ".yml",
    ".md",
    ".rst",
    ".nim",
    ".coffee",
    ".pug",
    ".sass",
    ".haml",
    ".fs",
    ".hs",
    ".elm",
)
_BRACES = re.compile(r"\s*\{\s*$|^\s*\}", re.MULTILINE)
_PACKAGE = re.compile(r"(?<![\w.\"'/])(?:[a-z]\w*\.){2,}(?=[A-Z])")  # before a name that is then brought in
_LAYOUT = re.compile(r",\s*\n\s*(?=[)\]}])|\s+")
_STRING = re.compile(r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`[^`]*`")
_VERSION = re.compile(r"\d+(?:\.\d+)+[\w.+-]*")
_WORD = re.compile(r"[a-z_]\w*")
_FRAME = re.compile(r"\s*(?:\{%.*%\}\s*)+")


def is_drawn(path: str, material: Material) -> bool:
    """Whether a file is a drawing, or one of many pages that a tool wrote: nobody reads their lines."""
    if path.endswith(DRAWINGS):
        return True
    if not path.endswith(PAGES) or material.roles.get(path) is not Role.DOCUMENTATION:
        return False
    pages = (file.path for file in material.commit.files if file.path.endswith(PAGES))
    return sum(material.roles.get(each) is Role.DOCUMENTATION for each in pages) >= MANY_PAGES


def laid_out(part: Part) -> frozenset[int]:
    """The changed rows of runs that say the same before and after, but for blanks, line breaks, the braces that these bring and the packages of names."""
    found: set[int] = set()
    indented = part.file.path.endswith(_BY_INDENTATION)
    rows = part.rows
    for changed, run in groupby(range(len(rows)), key=lambda place: rows[place].mark != " "):
        places = list(run)
        sides = [
            [rows[place] for place in places if rows[place].mark == mark and not rows[place].is_blank]
            for mark in "-+"
        ]
        if changed and all(sides) and _is_same(*sides, indented=indented):
            found.update(places)
    return frozenset(found)


def _is_same(gone: Sequence[Row], came: Sequence[Row], *, indented: bool) -> bool:
    if indented:
        return [_collapsed(row.text) for row in gone] == [_collapsed(row.text) for row in came]
    if len(gone) == len(came) and _strings(gone) != _strings(came):
        return False  # blanks in a text are no layout
    gone_text, came_text = (_PACKAGE.sub("", "\n".join(row.text for row in rows)) for rows in (gone, came))
    return any(
        _LAYOUT.sub("", left) == _LAYOUT.sub("", right)
        for left, right in (
            (gone_text, came_text),
            (_BRACES.sub("", gone_text), _BRACES.sub("", came_text)),
        )
    )


def _strings(rows: Iterable[Row]) -> list[str]:
    return [found for row in rows for found in _STRING.findall(row.text)]


def without_needless(pieces: Sequence[Piece], material: Material) -> tuple[Piece, ...]:
    """The pieces but for those of drawings, those that look alike before and after, and where there are others those without a
    word in what changed, with other blanks alone, or of pages with another order alone."""
    seen = [one for one in pieces if not is_drawn(one.path, material) and not _is_alike(one, _seen)]
    return tuple(one for one in seen if _says_something(one) and not _is_alike(one, _collapsed)) or tuple(
        seen
    )


def _says_something(one: Piece) -> bool:
    return any(re.search(r"\w", line.text) for line in one.lines if line.mark != " ")


def _is_alike(one: Piece, look: Callable[[str], tuple[int, str]]) -> bool:
    """Whether each change of a piece has the same lines on both sides, one beside the other."""
    runs = [list(run) for changed, run in groupby(one.lines, key=lambda line: line.mark != " ") if changed]
    sides = [
        [[look(line.text) for line in run if line.mark == mark and line.text.strip()] for mark in "-+"]
        for run in runs
    ]
    return all(gone and gone == came for gone, came in sides)


def _is_put_elsewhere(one: Piece, material: Material) -> bool:
    """Whether a page has the same lines in another order."""
    gone, came = (sorted(line.text for line in one.lines if line.mark == mark) for mark in "-+")
    return material.roles.get(one.path) in LINES and gone == came


def _seen(text: str) -> tuple[int, str]:
    """A line as a page shows it, where a tab is some blanks."""
    wide = text.expandtabs(TAB)
    return len(wide) - len(wide.lstrip()), wide.strip()


def _collapsed(text: str) -> tuple[int, str]:
    if _STRING.search(text):  # where a blank may matter
        return _seen(text)
    return _seen(text)[0], " ".join(text.split())


def worth_showing(material: Material, found: Sequence[Telling]) -> list[Telling]:
    """The statements but for those that nobody needs, where there are others; what nearly stood elsewhere is marked as moved."""
    declared = _declared_only(found)
    versions = _equal_versions(found)
    layouts = {id(part): laid_out(part) for part in {id(one.part): one.part for one in found}.values()}
    drawn = {path for path in {one.part.file.path for one in found} if is_drawn(path, material)}
    seen = [one for one in found if one.part.file.path not in drawn and not _is_data(one)]
    needed = [
        one
        for one in seen
        if id(one) not in declared
        and id(one) not in versions
        and not layouts[id(one.part)].issuperset(_changed(one))
        and not _is_told(one, material)
        and not _is_frame(one)
    ]
    return [_as_guard(one) for one in _with_moves(material, needed or seen)]


def _is_frame(one: Telling) -> bool:
    """Whether a statement is a mark of a template alone: what it holds is the news."""
    return all(_FRAME.fullmatch(one.part.rows[place].text) for place in _changed(one))


def _as_guard(one: Telling) -> Telling:
    """The statement, worth less where it only turns back at the door of a new function, or leads to a log line: what the
    function does is the news."""
    rows, unit = one.part.rows, one.unit
    head = unit.head
    if not IDLE.match(rows[head].text):
        if not CONDITION.match(rows[head].text):
            return one
        inside = takewhile(
            lambda row: row.is_blank or row.indent > rows[head].indent, rows[unit.rows[-1] + 1 :]
        )
        steps = list(islice((row for row in inside if not row.is_blank), 2))
        if not steps or not (LOG.match(steps[0].text) or (len(steps) == 1 and IDLE.match(steps[0].text))):
            return one
    holder = next((above for above in unit.above if SIGNATURE.match(rows[above].text)), None)
    if holder is None or rows[holder].mark != "+" or rows[head].mark != "+":
        return one
    return replace(one, worth=one.worth - OF_A_GUARD) if _is_at_the_door(one.part, holder, head) else one


def _is_at_the_door(part: Part, holder: int, head: int) -> bool:
    """Whether a definition does nothing before a step but ask."""
    rows = part.rows
    begun = max(
        place
        for place in range(holder, head)
        if rows[place].indent <= rows[holder].indent and not rows[place].is_blank
    )
    return all(
        part.prose[place] or rows[place].is_blank or rows[place].indent > rows[head].indent
        for place in range(begun + 1, head)
        if not CONDITION.match(rows[place].text)
    )


def _is_told(one: Telling, material: Material) -> bool:
    """Whether a statement is changed by what is shown elsewhere, and in brackets and stops."""
    path, rows = one.part.file.path, one.part.rows
    places = [(path, rows[at].mark, rows[at].line) for at in _changed(one)]
    told, layout = material.same.told, material.same.layout
    return any(each in told for each in places) and all(each in told or each in layout for each in places)


def _is_data(one: Telling) -> bool:
    """Whether a statement is markup or data without end on one line, as tools write it."""
    return all(
        len(row.text) >= LONG and row.text.lstrip().startswith(("<", "{", "["))
        for row in (one.part.rows[place] for place in _changed(one))
    )


def _changed(one: Telling) -> list[int]:
    return [place for place in one.unit.rows if one.part.rows[place].mark != " "]


def _declared_only(found: Sequence[Telling]) -> set[int]:
    """Declarations that change as the head of a body does: a prototype in a header, say."""
    heads: set[str] = set()
    for one in found:
        rows = [one.part.rows[place] for place in _changed(one)]
        text = " ".join(row.key for row in rows if row.mark == "+")
        if not text.endswith(";"):
            heads.add(text.rstrip(" {"))
    declared = set()
    for one in found:
        texts = [row.key for place in _changed(one) if (row := one.part.rows[place]).mark == "+"]
        text = " ".join(texts)
        if text.endswith(");") and text.removeprefix("extern ").rstrip(";") in heads:
            declared.add(id(one))
    return declared


def _equal_versions(found: Sequence[Telling]) -> set[int]:
    """Statements that change one version for another as many others do, and nothing else."""
    by_edit: dict[tuple[str, str], list[Telling]] = defaultdict(list)
    for one in found:
        gone, came = (
            [one.part.rows[place].key for place in _changed(one) if one.part.rows[place].mark == mark]
            for mark in "-+"
        )
        if len(gone) == len(came) == 1 and _VERSION.sub("", gone[0]) == _VERSION.sub("", came[0]):
            numbers = [" ".join(_VERSION.findall(text)) for text in (*gone, *came)]
            by_edit[numbers[0], numbers[1]].append(one)
    return {id(one) for some in by_edit.values() if len(some) >= MANY_EQUAL for one in some}


def _with_moves(material: Material, found: Sequence[Telling]) -> list[Telling]:
    """The statements, those marked as moved that only came and have, several in a row, nearly the words of lines that went from
    another file."""
    went = _Went(material)
    moved: set[int] = set()
    known = [one.moved or went.hold(one) for one in found]
    for (is_known, _), run in groupby(
        zip(known, found, strict=True), key=lambda pair: (pair[0], id(pair[1].part))
    ):
        some = [one for _, one in run]
        if is_known and sum(len(_changed(one)) for one in some) >= LEAST_ROWS:
            moved.update(map(id, some))
    return [replace(one, moved=True) if id(one) in moved else one for one in found]


class _Went:
    """The lines that went, by their words."""

    def __init__(self, material: Material) -> None:
        self._lines: list[tuple[str, frozenset[str]]] = []
        self._of: dict[str, list[int]] = defaultdict(list)
        left = MOST_COMPARED
        for file in material.written:
            for hunk in file.hunks:
                left -= len(hunk.lines)
                if left < 0:
                    return
                for text in hunk.texts("-"):
                    words = _words(text)
                    if len(words) >= LEAST_WORDS:
                        for word in words:
                            self._of[word].append(len(self._lines))
                        self._lines.append((file.path, words))

    def hold(self, one: Telling) -> bool:
        """Whether a statement only came, and each line of it that says much is nearly one that went from another file."""
        rows = [one.part.rows[place] for place in _changed(one)]
        if not self._lines or any(row.mark != "+" for row in rows):
            return False
        lines = [words for row in rows if len(words := _words(row.text)) >= LEAST_WORDS]
        return bool(lines) and all(self._has(words, one.part.file.path) for words in lines)

    def _has(self, words: frozenset[str], here: str) -> bool:
        places = (self._of.get(word, ()) for word in words)
        like = Counter(at for some in places if len(some) <= MOST_LIKE for at in some)
        return any(
            self._lines[at][0] != here
            and 2 * len(words & self._lines[at][1]) >= NEARLY * (len(words) + len(self._lines[at][1]))
            for at, _ in like.most_common(MOST_LIKE)
        )


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))
