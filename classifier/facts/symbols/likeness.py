"""How much the texts of two declarations look alike."""

from __future__ import annotations

import re
from collections import Counter

from classifier.facts.symbols.model import Symbol

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
