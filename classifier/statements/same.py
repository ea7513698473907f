"""Lines that one substitution makes of others, again and again: a reader needs to see it once, and to know where else it was made.

Two lines that gave way to one another have the same substitution as two others if the same words went in the same way and all
else of either line stayed: `self.fire_kiln(a)` to `self.heat_kiln(a)`, `fire = kiln.fire` to `heat = kiln.heat`. Where the old word
stays in a place, the line is told apart: the exception is the news. A bare number, version or truth value is no substitution: it says
nothing without the name that it belongs to.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from classifier.statements.line_kinds import SIGNATURE
from classifier.statements.literal import COMMENT, IMPORT
from classifier.statements.replacements import Numbered, in_step, runs
from history.records import FileChange

FEWEST = 3  # pairs of lines from which a substitution recurs
LONG = 100  # characters of a line: of such two are enough
MOST_LINES = 20_000  # changed ones of a commit
LONGEST_LINE = 1_500
MOST_TOKENS = 240
LEAST_LETTERS = 3
LEAST_PUT_IN = 8  # characters that came, or went, alone
_TOKEN = re.compile(r"[\w.+-]*\w|\s+|[^\w\s]")
_WORD = re.compile(r"[A-Za-z]+|\d+|.")
_VERSION = re.compile(r"(?=.*[A-Za-z]{2})(?:v?\d+\.\d+\.\d+[\w.+-]*|[A-Za-z][\w+-]*\d[\w.+-]*)")
_VALUES = frozenset({"true", "false", "none", "null", "nil", "yes", "off", "and", "not"})
_LAYOUT = re.compile(r"[\s(),;]*")

Place = tuple[str, str, int]  # path after the commit, mark, number of the line on its side
Swap = tuple[str, str]  # what went, what came; one of them may be ""


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two lines that differ in a substitution alone; `run` is the same for those that stand together."""

    file: FileChange
    old: Numbered
    new: Numbered
    run: int

    @property
    def places(self) -> tuple[Place, Place]:
        """Where the two lines are."""
        return (self.file.path, "-", self.old[0]), (self.file.path, "+", self.new[0])


@dataclass(frozen=True, slots=True)
class Same:
    """The pairs of lines that have a substitution in common, of each those first that show it best."""

    groups: Sequence[Sequence[Pair]] = ()
    layout: frozenset[Place] = (
        frozenset()
    )  # lines that differ from what was there in brackets and stops alone
    told: frozenset[Place] = frozenset()  # lines that say what others say already
    _of: Mapping[Place, Sequence[int]] = field(default_factory=dict)

    def of(self, place: Place) -> Iterator[Sequence[Pair]]:
        """The pairs for each substitution of a line, its own among them; none where it is made there alone."""
        return (self.groups[at] for at in self._of.get(place, ()))


def same(files: Sequence[FileChange], aside: Callable[[str], float]) -> Same:
    """The substitutions that recur in the files; a path is the less fit to show one, the more it is `aside`."""
    if sum(file.churn for file in files) > MOST_LINES:
        return Same()
    found: dict[tuple[Swap, bool], list[Pair]] = defaultdict(list)
    keys: dict[Pair, list[tuple[Swap, bool]]] = {}
    layout: set[Place] = set()
    for pair in _pairs(files):
        swaps = _swaps(pair.old[1].strip(), pair.new[1].strip())
        if swaps is not None and not swaps:
            layout.update(pair.places)
        elif swaps is not None:
            keys[pair] = sorted(swaps)
            for key in keys[pair]:
                found[key].append(pair)
    groups = {
        key: sorted(pairs, key=lambda one: (aside(one.file.path), _unfit(one.new[1])))
        for key, pairs in found.items()
        if len(pairs) >= FEWEST or (len(pairs) > 1 and all(len(one.new[1]) >= LONG for one in pairs))
    }
    at = {key: place for place, key in enumerate(groups)}
    of: dict[Place, Sequence[int]] = {}
    told: set[Place] = set()
    for pair, own in keys.items():
        known = [key for key in own if key in groups]
        for place in pair.places if known else ():
            of[place] = [at[key] for key in known]
            if len(known) == len(own) and all(groups[key][0] is not pair for key in own):
                told.add(place)
    return Same(tuple(groups.values()), frozenset(layout), frozenset(told), of)


def _unfit(text: str) -> int:
    """How little a line is fit to show what is done: the head of a definition before a step, that before what brings in names."""
    if IMPORT.match(text) or COMMENT.match(text):
        return 2
    return 0 if SIGNATURE.match(text) else 1


def _pairs(files: Sequence[FileChange]) -> Iterator[Pair]:
    run = 0
    for file in files:
        for hunk in file.hunks:
            for gone, came in runs(hunk):
                run += 1
                yield from (Pair(file, old, new, run) for old, new in in_step(gone, came))


def _swaps(before: str, after: str) -> set[tuple[Swap, bool]] | None:
    """What makes one line of the other, each with whether the word that went stays in it elsewhere; nothing where it is layout
    alone, `None` where it is more than can be known again.

    >>> _swaps("a = kiln.fire_up(1)", "a = kiln.heat_up(1)"), _swaps("fire=self.fire,", "fire=self.heat,")
    ({(('fire', 'heat'), False)}, {(('fire', 'heat'), True)})
    >>> _swaps("lit: true", "lit: false"), _swaps("fire(kiln)", "fire(kiln),")
    (None, set())
    """
    if max(len(before), len(after)) > LONGEST_LINE:
        return None
    left, right = _TOKEN.findall(before), _TOKEN.findall(after)
    if max(len(left), len(right)) > MOST_TOKENS:
        return None
    words = set(_WORD.findall(after))
    swaps: set[tuple[Swap, bool]] = set()
    for tag, *ends in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        gone, came = "".join(left[ends[0] : ends[1]]), "".join(right[ends[2] : ends[3]])
        if tag == "equal" or (_LAYOUT.fullmatch(gone) and _LAYOUT.fullmatch(came)):
            continue
        swap = _known_again(gone, came)
        if swap is None:
            return None
        swaps.add((swap, swap[0] in words))
    return swaps


def _known_again(gone: str, came: str) -> Swap | None:
    """A swap as it can be known in another line, `None` where it says too little by itself."""
    gone, came = gone.strip(" ,"), came.strip(" ,")
    if not gone or not came:
        only = gone or came
        return (gone, came) if len(only) >= LEAST_PUT_IN and re.search(r"[A-Za-z]{3}", only) else None
    if _VERSION.fullmatch(gone) and _VERSION.fullmatch(came):
        return gone, came
    one, other = _core(gone, came)
    both = (
        (one, other)
        if all(len(re.sub(r"[^A-Za-z]", "", each)) >= LEAST_LETTERS for each in (one, other))
        else (gone, came)
    )
    if any(len(re.sub(r"[^A-Za-z]", "", each)) < LEAST_LETTERS or each.lower() in _VALUES for each in both):
        return None
    return both


def _core(gone: str, came: str) -> Swap:
    """The two without the words that both begin and end with."""
    left, right = _WORD.findall(gone), _WORD.findall(came)
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    end = 0
    while end < min(len(left), len(right)) - start and left[-1 - end] == right[-1 - end]:
        end += 1
    return "".join(left[start : len(left) - end]), "".join(right[start : len(right) - end])
