"""Which lines of a passage go on with one another: paragraphs, items of lists, and fields of what is documented."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from classifier.facts.words.passages import Passage

ROOM_LEFT = 14  # characters that a line of a wrapped text leaves at most
_MARKER = re.compile(r"\+\w+(?::\w+)*(?:=\S*)?$")  # `+optional`, `+kubebuilder:default=true`: for a generator
_ITEM = re.compile(r"(?:[-*+•‣]|\d{1,2}[.)])\s|<(?:li|dt|dd)\b")
_BREAK = re.compile(r"</?(?:p|ul|ol|dl|h\d|pre|table|tr|br|blockquote)\b")
_TAG = re.compile(r"[@\\]\w|:\w+[^:\n]*:(?:\s|$)|[A-Z][a-z]+:$")
# What documents one parameter, one error, a result: nothing that it says can be told without saying of what.
_FIELD = re.compile(
    r":(?:param|parameter|arg|argument|key|keyword|kwarg|type|i?var|cvar|vartype|raises?|except|exception|rtype|returns?|yields?)\b[^:\n]*:"
    r"|[@\\](?:t?param|arg|throws?|exception|returns?|yields?|property|type|typedef|template|retval)\b"
    r"|(?P<numpy>\*{0,2}\w+(?:, \*{0,2}\w+)*\s:\s\S)"
)
_NAMED = re.compile(  # `size: how many`, `**more (dict): others`, `--flag: ...`
    r"[*`'\"-]{0,3}(?!e\.g|i\.e)[\w.-]+[`'\"]?(?:\s*\((?:[^()]|\([^()]*\))*\))?:(?:\s|$)"
)
_SECTION = re.compile(  # of Google's and NumPy's docstrings
    r"(?:(?:keyword |other )?(?:args|arguments|parameters)|params|kwargs|attributes|returns?|yields?|receives|raises|warns|throws|"
    r"examples?(?: usage)?|usage|see also|references)\s*:?$",
    re.IGNORECASE,
)
_NAME = re.compile(r"\*{0,2}\w+(?:, \*{0,2}\w+)*$")  # above what is said of it
_STOPS = (".", ":", ";", "!", "?", "。")
_CAPITAL = re.compile(r"[A-Z][a-z]|[A-Z]{2,}\b")
_GOES_ON = (
    ",",
    ";",
    "(",
    "-",
    "/",
    " a",
    " an",
    " the",
    " of",
    " and",
    " or",
    " to",
    " in",
    " for",
    " with",
    " by",
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Numbered lines of a passage that go on with one another."""

    lines: tuple[tuple[int, str], ...]
    listed: bool = False  # an item of a list, a field, or what stands among fields
    field: bool = False  # of one parameter, error or result


def paragraphs(passage: Passage) -> Iterator[Paragraph]:
    """The passage in paragraphs: blank lines, items of lists and tags begin a new one; code between fences goes."""
    part: list[tuple[int, str]] = []
    begins = 0  # the column of the part's first line
    among: int | None = None  # the column of the heading of the fields that are gone through
    fenced = False
    width = max((len(line) for _, line in passage.lines), default=0)
    columns = passage.columns or (0,) * len(passage.lines)
    for (number, line), column in zip(passage.lines, columns, strict=True):
        fence = line.startswith(("```", "~~~"))
        fenced = fenced != fence
        words = "" if fence or fenced or _MARKER.match(line) else line
        if part and (not words or _parts(part, begins, words, column, width)):
            yield _paragraph(part, among is not None)
            part = []
        if words:
            if not part:
                begins = column
                among = _heading(words, column, among)
            part.append((number, words))
    if part:
        yield _paragraph(part, among is not None)


def _heading(words: str, column: int, among: int | None) -> int | None:
    """Where the fields begin that a line belongs to, or heads."""
    if _SECTION.match(words):
        return column
    out = (
        among is not None and column <= among and not any(one.match(words) for one in (_FIELD, _NAMED, _NAME))
    )
    return None if out else among


def _paragraph(part: Sequence[tuple[int, str]], among: bool) -> Paragraph:
    first = part[0][1]
    field = _FIELD.match(first) is not None or (among and len(part) > 1 and _NAME.match(first) is not None)
    return Paragraph(
        tuple(part), among or field or any(one.match(first) for one in (_ITEM, _TAG, _NAMED)), field
    )


def _parts(part: Sequence[tuple[int, str]], begins: int, line: str, column: int, width: int) -> bool:
    """Whether a line goes on with nothing of the part above it, whose first line begins in a column."""
    head, above = part[0][1], part[-1][1]
    if _starts(above, line, width):
        return True
    if _FIELD.match(head) or (_NAME.match(head) and column > begins):
        return False
    if _ITEM.match(head) and column <= begins and _CAPITAL.match(line):
        return True  # it is not set in as what belongs to the item
    return _begins_anew(above, line, width)


def _starts(above: str, line: str, width: int) -> bool:
    """Whether a line is an item of a list: one that begins with a name and a colon, unless the sentence above only went on
    there for want of room."""
    if any(one.match(line) for one in (_ITEM, _TAG, _BREAK)) or (
        (hit := _FIELD.match(line)) and not hit["numpy"]
    ):
        return True
    wrapped = len(above) + len(line.split(maxsplit=1)[0]) + 1 >= width and not above.endswith(_STOPS)
    named = _NAMED.match(line) or _FIELD.match(line)
    return named is not None and not (wrapped and not _NAMED.match(above))


def _begins_anew(above: str, line: str, width: int) -> bool:
    """Whether a line goes on with nothing, though the one above has no stop: it begins with a capital, and its first word
    would have had room there, or is that of the one above."""
    if not _CAPITAL.match(line) or above.rstrip().endswith(_GOES_ON):
        return False
    word = line.split(maxsplit=1)[0]
    return above.split(maxsplit=1)[0] == word or len(above) + len(word) + ROOM_LEFT < width
