"""Passages of source files: what one person wrote in one go, as a comment, a docstring, or a text shown to users."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from classifier.facts.lines import Block, TokenKind
from classifier.facts.words.places import Place, defined, documented, enclosing, owner_of_docstring
from classifier.facts.words.prose import has_words, without_marks
from history.briefs import Origin

# Texts shown to users by what stands before them, the first that fits.
_SHOWN = (
    (
        Origin.TEST_NAME,
        re.compile(r"(?:^|\W)(?:it|test|describe|context|specify|should|t\.Run)(?:\.\w+)?\s*\(?\s*$"),
    ),
    (
        Origin.HELP,
        re.compile(
            r"(?i)(?:\bhelp(?:_text|_msg)?|description|about|usage|summary|doc|hint|tooltip|placeholder)\"?'?\s*[=:(]\s*\(?\s*[fr]?$"
            r"|\b(?:flag|flags|fs|pflag)\.\w+\(.*,\s*$|\.(?:Flag|Arg|help|describe|option|StringVar|BoolVar|IntVar|Bool|String|Int|Duration)\(.*,\s*$"
            r"|add_argument\([^)]*$|#\[(?:arg|clap)\([^)]*$"
        ),
    ),
    (
        Origin.ERROR,
        re.compile(
            r"(?i)\b(?:raise|throw|panic!?|bail!|anyhow!|ensure!|errorf?|errors\.new|err\w*|exception|fatal\w*|abort|reject|fail\w*|"
            r"assert\w*|expect|invalid|die|\w*error|\w*exception)\b[^;]*$"
        ),
    ),
    (
        Origin.LOG,
        re.compile(
            r"(?i)\b(?:log\w*|\w*logger|warn\w*|info\w*|debug|notice|print\w*|echo|console\.\w+|puts|trace|deprecat\w*)\b[^;]*$"
        ),
    ),
)
# A call right before a text that writes it to a log, whatever stands before that: below an error of another branch, say.
_LOGS = re.compile(
    r"(?i)(?:\blog\w*|\w*logger|tracing|slog|klog|console|warnings)(?:\.|::)(?:trace|debug|info|notice|warn)\w*!?\s*\((?:[^()\"'`;{}]*,)?\s*[fr]?$"
    r"|(?<![\w.])(?:trace|debug|info|warn)!\s*\((?:[^()\"'`;{}]*,)?\s*$"
)
_BETWEEN = re.compile(r"[\s\\+.]*(?:[fFrRbBuU]{0,2})\Z")  # what may stand between the pieces of one text
MOST_OF_TEXT = 40  # lines
_TEXT_OF_KEY = re.compile(
    r"\s*(?:- )?(?:description|summary|help|title|text|message|body|notes?)\s*:\s*[|>][+-]?\d?\s*$"
)
REACH = 12  # lines from a comment to what it documents
_DOCUMENTS = re.compile(r"\s*(?:///|//!|/\*)")
# The last line of a comment that is a line of code which was put out of use: a decorator, a call, what closes either.
_PUT_OUT = re.compile(
    r"@[\w.]+(?:\(.*\))?$|[)\]}]+[;,]?$|(?:return |await |yield |raise |throw )?[\w.:>-]+\(.*\)[;,]?$|.*[\w)\]\"'];$"
)
_DECORATES = re.compile(r"\s*(?:@\w|#!?\[)")
_BULLET = re.compile(r"^(\s*)\*\s")  # of a list: within a docstring a star is no mark of the comment
_QUOTES = re.compile(r"^(?:\"\"\"|'''|[\"'`])|(?:\"\"\"|'''|[\"'`])$")


@dataclass(frozen=True, slots=True)
class Passage:
    """Numbered lines without the comment's marks, of one author's words; a `header` heads its file."""

    origin: Origin
    lines: tuple[tuple[int, str], ...]
    place: Place
    header: bool = False  # of a whole file
    columns: tuple[int, ...] = ()  # at which the words of each line begin


Wanted = Callable[[int, int], bool]  # whether somebody asks for what stands from one line to another


def passages(block: Block, first: int, wanted: Wanted) -> Iterator[Passage]:
    """The passages of a stretch of source that begins at line `first`, as far as their lines are `wanted`."""
    text = block.text
    starts = [0, *(hit.end() for hit in re.finditer("\n", text))]
    lines = text.split("\n")

    def line_of(offset: int) -> int:
        return bisect_right(starts, offset) - 1

    comments: list[tuple[int, int, bool]] = []  # first line, last line, with code before
    strings: list[tuple[int, int]] = []
    for kind, begin, end in block.tokens:
        if kind is TokenKind.STRING:
            strings.append((begin, end))
            continue
        top, bottom = line_of(begin), line_of(max(begin, end - 1))
        before = text[starts[top] : begin].strip()
        if kind is TokenKind.COMMENT:
            comments.append((top, bottom, bool(before)))
        elif before in {"", "r", "R", "u"}:
            if wanted(top + first, bottom + first):
                yield from _docstring(lines, top, bottom, first)
        else:
            strings.append((begin, end))
    for group in _together(comments):
        top, bottom, beside = group[0][0], group[-1][1], group[0][2]
        if not wanted(top + first, (top if beside else bottom) + first) or _in_text(lines, top):
            continue
        if beside or not _is_of_code_put_out(lines[top : bottom + 1]):
            yield _comment(lines, top, bottom, first, beside=beside)
    for pieces in _one_text(text, strings):
        if wanted(line_of(pieces[0][0]) + first, line_of(pieces[-1][1]) + first):
            yield from _shown(text, pieces, lines, line_of, first)


def _in_text(lines: Sequence[str], at: int) -> bool:
    """Whether a line that looks like a comment is one of a text that a key of YAML goes on with: `description: |`."""
    indent = len(lines[at]) - len(lines[at].lstrip())
    above = (line for line in reversed(lines[max(0, at - MOST_OF_TEXT) : at]) if line.strip())
    head = next((line for line in above if len(line) - len(line.lstrip()) < indent), "")
    return _TEXT_OF_KEY.match(head) is not None


def _docstring(lines: Sequence[str], top: int, bottom: int, first: int) -> Iterator[Passage]:
    header = top + first == 1 or all(
        not line.strip() or line.lstrip().startswith("#") for line in lines[:top]
    )
    place = Place() if header else owner_of_docstring(lines, top)
    if not header and not place.name:
        return
    marked = [_BULLET.sub(r"\1- ", line) for line in lines[top : bottom + 1]]
    yield _lined(Origin.DOC_COMMENT, marked, top + first, place, header and first == 1)


def _together(found: Sequence[tuple[int, int, bool]]) -> list[list[tuple[int, int, bool]]]:
    """Comments on neighbouring lines are one passage; one beside code stands for itself."""
    groups: list[list[tuple[int, int, bool]]] = []
    for one in found:
        last = groups[-1][-1] if groups else None
        alone = one[2] or (last is not None and last[2])
        if last is not None and not alone and one[0] == last[1] + 1:
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _is_of_code_put_out(comment: Sequence[str]) -> bool:
    """Whether a comment ends in code that is not run: what stands above that is about it, and not about what runs below."""
    if _DOCUMENTS.match(comment[0]):
        return False  # which shows how something is called
    words = [text for line in comment if (text := without_marks(line))]
    return len(words) > 1 and _PUT_OUT.match(words[-1]) is not None


def _comment(lines: Sequence[str], top: int, bottom: int, first: int, *, beside: bool) -> Passage:
    if beside:
        code = lines[top]
        mark = re.search(r"(?:#|//|--|;|/\*)+(?=\s)(?!.*(?:\s#\s|\s//\s))", code)
        words = code[mark.end() :] if mark else ""
        own = ((top + first, without_marks(f"# {words.strip()}")),)
        return Passage(Origin.COMMENT, own, enclosing(lines, top))
    header = first == 1 and all(not line.strip() or line.startswith("#!") for line in lines[:top])
    place = documented(lines, bottom + 1)
    if not _DOCUMENTS.match(lines[top]) and _DECORATES.match("".join(lines[bottom + 1 : bottom + 2])):
        place = Place()  # what stands above a decorator may be about that alone
    marked = re.match(r"\s*(?:///|//!|/\*\*|#\[doc)", lines[top]) is not None
    if header and not marked and not _defines(lines, bottom + 1, place.name):
        place = Place()  # at the head of a file, above its first setting: about the file
    doc = place.name or marked
    origin = Origin.DOC_COMMENT if doc or header else Origin.COMMENT
    if not place.name:
        place = enclosing(lines, top)
    elif not lines[top][:1].isspace() or re.match(r"\s*(?:///|/\*\*)", lines[top]):
        pass
    else:
        origin = Origin.DOC_COMMENT if _defines(lines, bottom + 1, place.name) else Origin.COMMENT
        place = place if origin is Origin.DOC_COMMENT else enclosing(lines, top)
    return _lined(origin, lines[top : bottom + 1], top + first, place, header)


def _defines(lines: Sequence[str], after: int, name: str) -> bool:
    """Whether what stands below a comment is the definition of a name, and no step that only speaks of it."""
    return any(defined(line) == name for line in lines[after : after + REACH])


def _lined(origin: Origin, lines: Sequence[str], first: int, place: Place, header: bool) -> Passage:
    """A passage of lines as they stand in the file, the first of which has the number `first`."""
    bare = [without_marks(line) for line in lines]
    columns = tuple(max(0, line.find(words)) for line, words in zip(lines, bare, strict=True))
    return Passage(origin, tuple(enumerate(bare, first)), place, header, columns)


def _one_text(text: str, strings: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Strings that follow one another are pieces of one text."""
    groups: list[list[tuple[int, int]]] = []
    for one in strings:
        if groups and one[0] - groups[-1][-1][1] < 120 and _BETWEEN.match(text, groups[-1][-1][1], one[0]):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _shown(
    text: str,
    pieces: Sequence[tuple[int, int]],
    lines: Sequence[str],
    line_of: Callable[[int], int],
    first: int,
) -> Iterator[Passage]:
    """An error, log or help text, or the name of a behaviour test."""
    words = [
        (line_of(begin) + first + place, piece.rstrip("\\").strip())
        for begin, end in pieces
        for place, piece in enumerate(_QUOTES.sub("", text[begin:end]).split("\n"))
    ]
    if sum(len(piece) for _, piece in words) < 24:
        return
    whole = " ".join(piece for _, piece in words)
    if whole.isascii() and not has_words(whole):
        return
    begin = pieces[0][0]
    before = text[max(0, begin - 240) : begin]
    before = before[max(0, before.rfind("\n\n"), before.rfind(";\n"), before.rfind("}\n")) :]
    led = " ".join(before.split())
    origin = Origin.LOG if _LOGS.search(led) else _origin_after(f"{led} ") or _origin_after(led)
    if origin is not None:
        yield Passage(origin, tuple(words), enclosing(lines, line_of(begin)))


def _origin_after(led: str) -> Origin | None:
    return next((kind for kind, pattern in _SHOWN if pattern.search(led)), None)
