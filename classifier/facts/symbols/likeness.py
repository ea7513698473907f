"""How much the texts of two declarations look alike."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from classifier.facts.interface import Subject
from classifier.facts.symbols.model import Symbol
from classifier.facts.symbols.sources import SourceFile
from history.briefs import Side

LIKE = 0.6  # share of common lines from which two bodies count as the same one
SHORT = 6  # lines; below it, bodies are alike by custom (getters, delegating methods) ...
LIKE_SHORT = 0.95  # ... and have to be the same, unless the names share a word
LIKE_MEMBER = 0.5  # of two functions of one name in types of like names
LEAST_MEMBERS = 2  # that tell that a type is another one renamed

_NAME = re.compile(r"[A-Za-z_]\w*")
_FALLIBLE = re.compile(
    r"\b(?:(?:std|anyhow|typing)(?:::|\.))?(?:Result|Option|Optional|Promise|Future|Awaitable|None|null|impl)\b"
)
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def words_of(name: str) -> frozenset[str]:
    """The words of a name, in lower case."""
    return frozenset(word.lower() for word in _WORDS.findall(name))


def dice(left: Counter[str], right: Counter[str]) -> float:
    """The share of lines that two declarations have in common (Dice's coefficient on multisets, Dice 1945);
    0 for bodies that differ and are too short to tell."""
    sizes = (left.total(), right.total())
    if left != right and min(sizes) < 3:
        return 0.0
    return 2 * (left & right).total() / sum(sizes) if sum(sizes) else 0.0


def lines_of(symbol: Symbol) -> Counter[str]:
    """The lines of a declaration without blanks, its own name masked."""
    masked = re.sub(rf"\b{re.escape(symbol.name)}\b", "\0", symbol.text)
    return Counter(line for raw in masked.split("\n") if len(line := raw.strip()) > 1)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A declaration with what comparing it needs: its lines, the words of its name, its run of changes, its members."""

    symbol: Symbol
    lines: Counter[str]
    words: frozenset[str]
    run: int
    members: Mapping[tuple[Subject, str], Symbol]

    @classmethod
    def of(cls, symbol: Symbol, file: SourceFile, side: Side) -> Candidate:
        runs = file.runs
        starts = [(run.old if side is Side.OLD else run.new)[0] for run in runs]
        index = bisect_right(starts, symbol.line) - 1
        inside = index >= 0 and symbol.line < (runs[index].old if side is Side.OLD else runs[index].new)[1]
        members = {
            (one.subject, one.name): one
            for one in ((file.before if side is Side.OLD else file.after) if symbol.is_container else ())
            if one.owner == symbol.qualified
        }
        return cls(symbol, lines_of(symbol), words_of(symbol.name), index if inside else -1, members)


def renamed_likeness(left: Candidate, right: Candidate) -> float:
    """How much a removed and an added declaration look like one that was renamed, 0 for not at all."""
    old, new = left.symbol, right.symbol
    same_place = left.run == right.run != -1 and bool(left.words & right.words)
    if old.is_callable and new.is_callable and (_gives_another(old, new) or _takes_another(old, new)):
        return 0.0  # who called the one cannot call the other
    if old.is_callable or old.is_container:
        likeness = dice(left.lines, right.lines)
        brief = min(left.lines.total(), right.lines.total()) < SHORT
        if brief and old.is_callable and _gives(old) != _gives(new):
            return 0.0  # a getter of something else is another getter
        short = brief and not left.words & right.words
        if likeness >= (LIKE_SHORT if short else LIKE):
            return likeness
        if old.is_container and (left.words <= right.words or right.words <= left.words):
            return 0.3 if _common_members(left, right) >= LEAST_MEMBERS else 0.0
        signature = [(item.name, item.type) for item in old.parameters]
        same_signature = signature == [(item.name, item.type) for item in new.parameters]
        return 0.1 + likeness / 2 if same_place and same_signature and signature else 0.0
    return 0.5 if same_place and (old.type, _masked(old)) == (new.type, _masked(new)) else 0.0


def _common_members(left: Candidate, right: Candidate) -> int:
    """How many members two types share that tell them from others: fields of one type, functions whose bodies are alike."""
    return sum(
        dice(lines_of(one), lines_of(other)) >= LIKE_MEMBER
        if one.is_callable
        else bool(one.type) and (one.type, one.value) == (other.type, other.value)
        for key, one in left.members.items()
        if (other := right.members.get(key)) is not None
    )


def _masked(symbol: Symbol) -> str:
    """The value of a declaration without its own name, which enums repeat in it."""
    return symbol.value.replace(symbol.name, "\0")


def _gives(symbol: Symbol) -> str:
    """The type of what a callable returns, as written and without blanks."""
    return "".join(symbol.type.split())


def _gives_another(old: Symbol, new: Symbol) -> bool:
    """Whether two callables say that they return something else: another shape, or types whose names share no word. What
    only waits or may fail now returns what it did."""
    left, right = (_NAME.findall(_FALLIBLE.sub("", _gives(one))) for one in (old, new))
    if not left or not right:
        return False
    return len(left) != len(right) or any(
        one != other and not words_of(one) & words_of(other) for one, other in zip(left, right, strict=True)
    )


def _takes_another(old: Symbol, new: Symbol) -> bool:
    """Whether two callables both take something, and nothing of it goes by one name or is of one type."""
    left, right = (
        {item.name for item in one.parameters} | {item.type for item in one.parameters} for one in (old, new)
    )
    own = {"self", "cls", "&self", "&mut self", "this", ""}
    return bool(left - own and right - own) and not (left - own) & (right - own)
