"""The sentences that a commit adds, each with its origin, its place and its line.

`name` is the sentence, `owner` what it stands at (a definition or a heading), `public` whether that can be seen from
outside. `extra` holds `origin`, `last` (its last line), `longest` (the longest of its lines, as written), `block` (what stands in one paragraph shares it), `number` (which sentence of it), `header` ("true"
for a file's own), `fresh` ("true" in a new file), `test` ("true" among the tests of a file of the program), `listed` ("true" in an item of a list and among fields), `ends` ("true" for the last of its paragraph) and, in
documentation, `lead` ("true" for the first of a page); `reworded` is "true" where nearly the same stood there before: of what
is new it may say what that is for, but it is no news by itself. What stands in the field of one parameter or error is not told.
`words.removed`: a sentence of a comment that is gone, and of which nothing like it came.

A sentence counts only where all its words are new: moved, re-wrapped or re-cased text is not, wherever in the commit it
stood before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice
from types import MappingProxyType

from classifier.facts.docs.markup import Markup, headings, markup_of
from classifier.facts.edits import Edit, SideText
from classifier.facts.interface import Change, CommitView, Fact, Subject
from classifier.facts.words.described import LANGUAGES as DESCRIBED
from classifier.facts.words.described import described
from classifier.facts.words.paragraphs import Paragraph, paragraphs
from classifier.facts.words.passages import Passage, passages
from classifier.facts.words.places import Place
from classifier.facts.words.prose import TO_DO, Sentence, is_elliptic, is_prose, plain, sentences
from classifier.facts.words.running import Running, bare
from classifier.paths import Role
from history.briefs import EVIDENCE_CHARACTERS, Evidence, Origin, Side

MOST = 240  # sentences of a commit; beyond it nobody could choose
MOST_OF_A_FILE = 60
MOST_GONE = 20  # sentences of a file that went
_PAGES = frozenset({Role.DOCUMENTATION, Role.CHANGELOG})
_ITEM = re.compile(r"(?:[-*+•]|\d{1,2}[.)])\s")
_NOT_TEXT = re.compile(
    r"^\s*(?:\||<(?!https?:)|import |export |:::|---|\{|\$ |!\[|\.\. \w+::|\[\w+\]:|={3,}|\+[-=]+\+)"
)


class PeoplesWords:
    """Whole sentences of comments, documentation, help and error texts that a commit adds."""

    def facts(self, view: CommitView) -> Iterator[Fact]:
        """Yield them in the order of the files and lines."""
        old = Running([edit.old_as_written for edit in view.edits])
        new = Running([edit.as_written for edit in view.edits])
        left = MOST
        for number, edit in enumerate(view.edits):
            if edit.as_written.changed and left:
                found = list(islice(_of_file(edit, number, old), min(MOST_OF_A_FILE, left)))
                left -= len(found)
                yield from found
            if edit.old.changed and edit.role is not Role.TEST:
                yield from islice(_gone(edit, number, new), MOST_GONE)


def _of_file(edit: Edit, number: int, old: Running) -> Iterator[Fact]:
    new, tests = edit.as_written, edit.tests(Side.NEW)
    markup = markup_of(new.path)
    if markup is not None:
        parts = _page(new, markup, edit.role)
    elif edit.role in _PAGES and not edit.language:
        parts = _page(new, Markup.MARKDOWN, edit.role)
    else:
        parts = _source(new)
    fresh = not edit.old_as_written.changed and edit.change.old_path is None
    lead = True
    to_do = 0  # the last line of a note of what is still to do
    for block, (passage, part) in enumerate(parts):
        lined = [*part.lines]
        for sentence in (every := [*sentences(lined)]):
            if TO_DO.match(sentence.text) or (to_do and sentence.first == to_do + 1):
                to_do = lined[-1][0]
                break  # with all that is said of it
            lines = _numbers(lined, sentence)
            if not any(n in new.changed for n in lines):
                continue
            if is_elliptic(sentence.text) or not is_prose(sentence.text):
                continue
            if old.held(sentence.text):
                continue
            partly = not all(n in new.changed for n in lines)
            if partly and (
                _only_quoted_otherwise(lines, new, old) or not _is_new(sentence.text, edit, lines)
            ):
                continue
            more = {
                "header": passage.header,
                "fresh": fresh,
                "test": sentence.first in tests,
                "lead": lead and passage.origin is Origin.DOCUMENTATION,
                "listed": part.listed,
                "reworded": old.nearly_held(sentence.text),
                "ends": sentence is every[-1],
            }
            told = {name: "true" for name, holds in more.items() if holds}
            yield _fact(Change.SAID, edit, new, passage, sentence, block=f"{number}.{block}", **told)
            lead = False


def _numbers(part: list[tuple[int, str]], sentence: Sentence) -> list[int]:
    """The numbers of a part's lines in which a sentence stands."""
    first, stop = (bisect_left(part, (number, "")) for number in (sentence.first, sentence.last + 1))
    return [number for number, _ in part[first:stop]]


def _gone(edit: Edit, number: int, new: Running) -> Iterator[Fact]:
    """Whole sentences of comments that a program no longer has, and that the commit did not write anew."""
    if markup_of(edit.old.path) is not None or edit.role in _PAGES or not edit.change.new_path:
        return
    for block, (passage, part) in enumerate(_source(edit.old)):
        if passage.origin not in {Origin.COMMENT, Origin.DOC_COMMENT}:
            continue
        lined = [*part.lines]
        for sentence in sentences(lined):
            lines = _numbers(lined, sentence)
            if not all(n in edit.old.changed for n in lines) or new.held(sentence.text):
                continue
            if is_elliptic(sentence.text) or not is_prose(sentence.text) or new.nearly_held(sentence.text):
                continue
            yield _fact(Change.REMOVED, edit, edit.old, passage, sentence, block=f"-{number}.{block}")


def _fact(
    change: Change, edit: Edit, side: SideText, passage: Passage, sentence: Sentence, **more: str
) -> Fact:
    """A sentence with where it stands and the line that shows it."""
    lines = [side.changed.get(number, "").strip() for number in range(sentence.first, sentence.last + 1)]
    text = lines[0]
    own = {
        "longest": max(lines, key=len),
        "origin": passage.origin.value,
        "last": str(sentence.last),
        "number": str(sentence.number),
    }
    return Fact(
        Subject.WORDS,
        change,
        sentence.text,
        (Evidence(side.path, side.side, sentence.first, text[:EVIDENCE_CHARACTERS].rstrip()),),
        owner=passage.place.name,
        public=passage.place.public,
        language=edit.language,
        extra=MappingProxyType(own | more),
    )


def _only_quoted_otherwise(lines: list[int], new: SideText, old: Running) -> bool:
    """Whether the changed lines among some hold the words that others held before them, in other marks."""
    return all(old.held(plain(new.changed[n])) for n in lines if n in new.changed)


def _is_new(sentence: str, edit: Edit, lines: list[int]) -> bool:
    """Whether a sentence, of which some lines were there before, says something else now: most of its words stand in
    lines that came."""
    own = set(bare(sentence).split())
    came = set(bare(" ".join(edit.as_written.changed.get(n, "") for n in lines)).split())
    went = set(bare(" ".join(edit.old.changed.values())).split()) if len(edit.old.changed) < 200 else set()
    return len((own & came) - went) >= max(3, len(own) // 2)


def _source(side: SideText) -> Iterator[tuple[Passage, Paragraph]]:
    for block in side.searched:
        for passage in passages(block, block.first, side.touches):
            if passage.origin in {Origin.COMMENT, Origin.DOC_COMMENT}:
                for part in paragraphs(passage):
                    if not part.field:
                        yield passage, part
            else:
                yield passage, Paragraph(passage.lines)
        if block.language in DESCRIBED:
            for passage in described(block.text, block.language, block.first, side.touches):
                yield passage, Paragraph(passage.lines)


def _page(side: SideText, markup: Markup, role: Role) -> Iterator[tuple[Passage, Paragraph]]:
    """The paragraphs of a page that hold a changed line, each with the heading above it."""
    origin = Origin.RECORD if role is Role.CHANGELOG else Origin.DOCUMENTATION
    for block in side.searched:
        rows = block.text.split("\n")
        titles = [(each.line + block.first - 1, each.title) for each in headings(rows, markup)]
        marked = {line for line, _ in titles}
        part: list[tuple[int, str]] = []
        fenced = front = False
        for index, row in enumerate([*rows, ""]):
            number, line = index + block.first, row.strip()
            if number == 1 and line == "---":
                front = True
                continue
            if front:
                front = line != "---"
                continue
            if line.startswith(("```", "~~~")):
                fenced = not fenced
                line = ""
            elif (
                fenced
                or number in marked
                or _NOT_TEXT.match(row)
                or (row.startswith(("    ", "\t")) and not part)
            ):
                line = ""
            item = _ITEM.match(line)
            if part and (not line or item):
                if side.touches(part[0][0], part[-1][0]):
                    above = bisect_left(titles, (part[0][0], "")) - 1
                    place = titles[above][1] if above >= 0 else ""
                    told = Paragraph(tuple(part), listed=_ITEM.match(part[0][1]) is not None)
                    yield Passage(origin, told.lines, Place(place)), told
                part = []
            if line:
                part.append((number, line))
