"""What differs between two lines, in pieces that read well by themselves.

Lines are compared token by token; a short string is one token, and so is a run of blanks, however long. The
stretch that differs is widened to whole names, versions and paths where that stays short, and to the brackets that
close what it opens. A bare number or truth value takes the name that it belongs to with it. What still does
not read as a piece is not told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

TOKEN = re.compile(r"\"[^\"\n]{0,44}\"|'[^'\n]{0,44}'|\w+|\s+|[^\w\s]")
LETTER = re.compile(r"[^\W\d_]")
VERSION = re.compile(r"\d+(?:\.\d+)+(?:[-.+]?(?:rc|post|dev|alpha|beta|a|b)\.?\d+)*")
SEVERAL = 2  # places
LONGEST_LINE = 400
LONGEST_SIDE = 48  # characters: a longer stretch is a rewrite, not a replacement
_EDGES = ",; "
_OPENS_BODY = re.compile(
    r"(?:(?<=[^:]):|\{|\\)$"
)  # what a line ends with on which a body, or more of it, follows
_BEGINS = re.compile(r"[\w@$#\"']|--?\w|(?:&&|\|\|)\s")
_GOES_ON = re.compile(r"[-+*/%&|<>=^]$|\b(?:and|or|not|in|is)$")
_VALUES = frozenset({"true", "false", "none", "null", "nil", "undefined", "yes", "no", "on", "off"})
_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"))
MOST_PLACES = 12  # places at which an inserted stretch is tried


def difference(before: str, after: str) -> tuple[str, str] | None:
    """What stands in one line and not in the other, in its place; one of the two may be "". `None` where
    the lines differ in blanks alone or the stretch is too long to be told.

    >>> difference("wait(a, timeout=30)", "wait(a, timeout=60)"), difference("run(a)", "run(a, b)")
    (('timeout=30', 'timeout=60'), ('', 'b'))
    >>> difference("if self.lit:", "if self.kiln is not None:")
    ('self.lit', 'self.kiln is not None')
    >>> difference("https://a.example/v1.2/kiln-1.2.zip", "https://a.example/v1.3/kiln-1.3.zip")
    ('1.2', '1.3')
    """
    if max(len(before), len(after)) > LONGEST_LINE:
        return None
    if found := _version(before, after):
        return found
    left, right = TOKEN.findall(before), TOKEN.findall(after)
    start, end = _ends(left, right)
    if start == len(left) - end or start == len(right) - end:
        return _inserted(left, right, start, end)
    for widened in ((True, True), (True, False), (False, False)):
        found = _stretch(left, right, start, end, widened)
        if found is not None:
            return found
    return None


def _version(before: str, after: str) -> tuple[str, str] | None:
    """The two versions that alone tell the lines apart, where they stand in several places, as in an address."""
    old, new = (list(dict.fromkeys(VERSION.findall(line))) for line in (before, after))
    gone, came = ([one for one in own if one not in other] for own, other in ((old, new), (new, old)))
    if len(gone) != 1 or len(came) != 1 or before.count(gone[0]) < SEVERAL:
        return None
    return (gone[0], came[0]) if before.replace(gone[0], came[0]) == after else None


def _ends(left: Sequence[str], right: Sequence[str]) -> tuple[int, int]:
    """How many tokens are the same at the beginning and at the end."""
    shorter = min(len(left), len(right))
    start = 0
    while start < shorter and _same(left[start], right[start]):
        start += 1
    end = 0
    while end < shorter - start and _same(left[-1 - end], right[-1 - end]):
        end += 1
    return start, end


def _same(one: str, other: str) -> bool:
    return one == other or (one.isspace() and other.isspace())


def _inserted(left: Sequence[str], right: Sequence[str], start: int, end: int) -> tuple[str, str] | None:
    """A stretch that stands in one of the lines only. Of the places where it may be said to stand, the one
    that reads best: in "@a @b", what came is "@b", not "b @"."""
    longer = right if len(right) > len(left) else left
    stop = len(longer) - end
    pieces = ["".join(longer[start:stop])]
    while start > 0 and longer[stop - 1] == longer[start - 1] and len(pieces) < MOST_PLACES:
        start, stop = start - 1, stop - 1
        pieces.append("".join(longer[start:stop]))
    piece = max(pieces, key=_reads_well).strip().strip(_EDGES).strip()
    if not LETTER.search(piece) or piece[0] == "=" or len(piece) > LONGEST_SIDE or _is_cut(piece):
        return None
    return ("", piece) if longer is right else (piece, "")


def _reads_well(piece: str) -> int:
    """How well a piece reads by itself: whether it closes what it opens, and how it begins and ends."""
    text = piece.strip().strip(_EDGES).strip()
    closed = not any(_open(text))
    begins = 2 if _BEGINS.match(text) else 0 if text[:1] in ".()[]" else 1
    ends = 0 if text[-1:] in ".([{@$" else 1 if _GOES_ON.search(text) else 2
    return 3 * closed + begins + ends


def _open(text: str) -> tuple[int, ...]:
    """Of each kind of bracket, how many more a text opens than it closes."""
    return tuple(text.count(opening) - text.count(closing) for opening, closing in _BRACKETS)


def _is_cut(piece: str) -> bool:
    """Whether a piece ends where something has to follow: on an operator, a `::`, an opening bracket."""
    return piece.endswith(("::", "!", *"([{=+*&|.")) and not piece.endswith(("++", "...", "…"))


def _stretch(
    left: Sequence[str], right: Sequence[str], start: int, end: int, widened: tuple[bool, bool]
) -> tuple[str, str] | None:
    """The stretch from `start` to `end`, widened to its left, its right or not."""
    while widened[0] and start and _joins(left[start - 1]):
        start -= 1
    while widened[1] and end and _joins(left[-end]):
        end -= 1
    end = _closed(left, right, start, end)
    sides = [_text(left, start, end), _text(right, start, end)]
    if all(not LETTER.search(side) or side.lower() in _VALUES for side in sides):
        start = _with_name(left, start)
        sides = [_text(left, start, end), _text(right, start, end)]
    old, new = _without_ends(*(side.strip(_EDGES) for side in sides))
    if not old or not new or old == new or max(len(old), len(new)) > LONGEST_SIDE:
        return None
    return None if _is_cut(old) or _is_cut(new) else (old, new)


def _without_ends(old: str, new: str) -> tuple[str, str]:
    """Two texts without the marks at which both of them only end a line: they belong to what follows."""
    while (mark := _OPENS_BODY.search(old)) and new.endswith(mark[0]) and _OPENS_BODY.search(new):
        old, new = (side.removesuffix(mark[0]).rstrip(_EDGES) for side in (old, new))
    return old, new


def _closed(left: Sequence[str], right: Sequence[str], start: int, end: int) -> int:
    """The end that takes in the brackets which close those that both sides leave open; the end as it is where
    there are none near."""
    wider = end
    while any(count > 0 for count in _open(_text(left, start, wider)) + _open(_text(right, start, wider))):
        if wider == 0 or end - wider == MOST_PLACES:
            return end
        wider -= 1
    return wider


def _text(tokens: Sequence[str], start: int, end: int) -> str:
    return "".join(tokens[start : len(tokens) - end]).strip()


def _with_name(tokens: Sequence[str], start: int) -> int:
    """The place where the name begins that a bare number belongs to: `est_time=` of `est_time=330`."""
    place = start
    while place and sum(map(len, tokens[place:start])) < LONGEST_SIDE // 2:
        place -= 1
        if LETTER.search(tokens[place]):
            while place and _joins(tokens[place - 1]):
                place -= 1
            return place
    return start


def _joins(token: str) -> bool:
    """Whether a token is part of a version, a dotted name or a path."""
    return token in {".", "-", "_", "/", ":"} or token.isalnum() or "_" in token
