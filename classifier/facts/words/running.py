"""What stands in the removed or the added lines of a commit, as running words, and whether a sentence stood there.

A sentence of which a word was exchanged, re-cased or inflected is the old one: told as new, it would lead readers to take
an old rule for what the commit brings.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from classifier.facts.edits import SideText
from classifier.facts.words.prose import SMALL, plain

MOST_COMPARED = 1 << 30  # characters that are gone through for the sentences of a commit
MOST_INDEXED = 1 << 21  # characters of which the words are known by their places
ALIKE = 0.75  # of the words that say something
LEAST_WORDS = 3  # that say something
SLACK = 2  # words on either side
MOST_ANCHORS, MOST_PLACES = 3, 60
_SPACE = re.compile(r"[\W_]+")
_HUMP = re.compile(r"(?<=[a-z\d])(?=[A-Z])")
_HAN = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"  # written without blanks: each sign is a word
_WORD = re.compile(rf"[{_HAN}]|[^\W_{_HAN}]+")
_ENDING = re.compile(r"(?:ing|ed|es|s|e)$")
_TURNS = frozenset(["not", "no", "never", "cannot", "only", "always", "longer", "unless", "except"])


def bare(text: str) -> str:
    """A text without marks and case."""
    return _SPACE.sub(" ", text).strip().lower()


def _words(text: str) -> list[str]:
    """The words of a text without case and ending; names fall into their parts.

    >>> _words("The EntryPoints listened"), _words("the entry_point listens")
    (['the', 'entry', 'point', 'listen'], ['the', 'entry', 'point', 'listen'])
    """
    found = _WORD.findall(_HUMP.sub(" ", text.replace("n't", " not")).lower())
    return [_ENDING.sub("", word) if len(word) > 4 else word for word in found]


_SMALL = frozenset(_words(" ".join(SMALL)))


class Running:
    """The changed lines of one side of a commit as running words."""

    def __init__(self, sides: Sequence[SideText]) -> None:
        self._sides = sides
        self._left = MOST_COMPARED

    @cached_property
    def _lines(self) -> list[str]:
        return [plain(text) for side in self._sides for _, text in sorted(side.changed.items())]

    @cached_property
    def _text(self) -> str:
        return " ".join(map(bare, self._lines))

    def held(self, sentence: str) -> bool:
        """Whether the words stood there, or the first nine tenths of them did; so it is said of all when more was asked
        than anybody would tell."""
        self._left -= len(self._text)
        if self._left < 0:
            return True
        words = bare(sentence)
        return words in self._text or words[: max(24, len(words) * 9 // 10)] in self._text

    @cached_property
    def _indexed(self) -> tuple[list[str], dict[str, list[int]]]:
        words: list[str] = []
        left = MOST_INDEXED
        for line in self._lines:
            left -= len(line)
            if left < 0:
                break
            words += _words(line)
        places: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(words):
            places[word].append(place)
        return words, places

    def nearly_held(self, sentence: str) -> bool:
        """Whether nearly the same words stood there together: three of four of those that say something, and none that turns
        what is said into its contrary."""
        own = _words(sentence)
        telling = {word for word in own if word not in _SMALL}
        if len(telling) < LEAST_WORDS:
            return False
        words, places = self._indexed
        known = sorted((word for word in telling if word in places), key=lambda one: (len(places[one]), one))
        if len(known) < ALIKE * len(telling):
            return False
        turns = _TURNS.intersection(own)
        for word in known[:MOST_ANCHORS]:
            for place in places[word][:MOST_PLACES]:
                first = place - own.index(word)
                near = {*words[max(0, first - SLACK) : first + len(own) + SLACK]}
                close = {*words[max(0, first - 1) : first + len(own) + 1]}
                if len(telling & near) >= ALIKE * len(telling) and turns == _TURNS & close:
                    return True
        return False
