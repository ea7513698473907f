"""What becomes of tests that went: whether something else holds now what they held.

A test that was merged into another, written anew under another name, or that tested what the commit removes, protects
nothing less; only of the others can it be said that nobody will notice when what they held breaks.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from classifier.facts.interface import CommitView
from classifier.facts.symbols import CodeChanges, Pair, TestRole
from classifier.paths import Role

KEPT = 0.5  # share of a test's telling lines that other tests gained
MOST_COMPARED = 400  # names of tests that came
LIKE = 0.5  # share of words that two names have in common
_LEAST_TELLING = 9  # characters of a line
_LEAST_NAMED = 6  # letters of an identifier that is not everybody's
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_DEFINES = re.compile(r"\b(?:def|fn|func|fun|function|void)\s+([A-Za-z_]\w{5,})\s*[(<]")
_NAME = re.compile(r"[A-Za-z_][\w-]*\w")
_EVERY_TEST = frozenset(
    {"test", "tests", "should", "when", "with", "does", "the", "and", "not", "for", "from"}
)


class KeptTests:
    """The tests of a commit, asked for what became of one that went."""

    def __init__(self, view: CommitView, code: CodeChanges) -> None:
        self._view, self._code = view, code
        tests = [pair for pair in code.pairs if pair.symbol.role is TestRole.CASE]
        self._came = [pair for pair in tests if pair.old is None]
        self._gone = [pair for pair in tests if pair.new is None]
        self._went, self._came_to = Counter(map(_file, self._gone)), Counter(map(_file, self._came))
        self._left_class, self._joined_class = (
            Counter(map(_class, self._gone)),
            Counter(map(_class, self._came)),
        )
        self._names = [_words(pair.symbol.name) for pair in self._came[:MOST_COMPARED]]
        self._gone_names = {
            pair.symbol.name
            for pair in code.pairs
            if pair.new is None and not pair.symbol.in_tests and len(pair.symbol.name) >= _LEAST_NAMED
        }
        widened = (pair for pair in tests if pair.new and pair.new.parametrised)
        self._tables = {
            _file(pair)
            for pair in widened
            if pair.new and (pair.old is None or pair.old.parametrised != pair.new.parametrised)
        }

    def fate(self, pair: Pair) -> str:
        """Of a test that went: `merged` into one with a table, `rewritten`, `of_removed` if what it tested went too, or "".
        What is true of half of those that went from a file is taken to be so of all."""
        known = self._fates_in[_file(pair)]
        own = self._fates.get(id(pair), "")
        return own or (known[0] if known and 2 * len(known) >= self._went[_file(pair)] else "")

    @cached_property
    def _fates_in(self) -> Mapping[str, list[str]]:
        """Those that are known, by file."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for pair in self._gone:
            if fate := self._fates[id(pair)]:
                found[_file(pair)].append(fate)
        return found

    @cached_property
    def _fates(self) -> dict[int, str]:
        return {id(pair): self._fate(pair) for pair in self._gone}

    def _fate(self, pair: Pair) -> str:
        old = pair.old
        assert old is not None
        if _file(pair) in self._tables:
            return "merged"
        if old.name in self._standing:
            return "rewritten"
        words = _words(old.name)
        if any(len(words & other) >= LIKE * len(words | other) for other in self._names if words):
            return "rewritten"
        others = self._came_to[_file(pair)] >= self._went[_file(pair)]
        fewer = pair.symbol.owner and 2 * self._joined_class[_class(pair)] >= self._left_class[_class(pair)]
        if others or fewer:  # in its file, or of the same thing
            return "rewritten"
        lines = _telling(old.text.split("\n")[1:])
        if lines and len(lines & self._gained) >= KEPT * len(lines):
            return "rewritten"
        named = {name for name in _NAME.findall(old.text) if len(name) >= _LEAST_NAMED}
        return "of_removed" if named & (self._gone_names | self._given_up) else ""

    @cached_property
    def _standing(self) -> frozenset[str]:
        """The functions that stand, after the commit, in what it shows of its files: one of them was there twice."""
        shown = (
            text
            for file, _ in self._view.files
            for hunk in file.hunks
            for text in (hunk.heading, *(line[1:] for line in hunk.lines if line[:1] != "-"))
        )
        return frozenset(name for text in shown for name in _DEFINES.findall(text))

    @cached_property
    def _gained(self) -> frozenset[str]:
        """The lines that tests and their helpers have now and had not before."""
        found: set[str] = set()
        for pair in self._code.pairs:
            if pair.new is not None and pair.new.in_tests:
                found |= _telling(pair.new.text.split("\n")) - _telling(
                    (pair.old.text if pair.old else "").split("\n")
                )
        return frozenset(found)

    @cached_property
    def _given_up(self) -> frozenset[str]:
        """What source no longer names anywhere that the commit shows: flags, variables, keys."""
        beside = {
            line.strip()
            for pair in self._code.pairs
            if pair.old is not None and pair.old.in_tests
            for line in pair.old.text.split("\n")
        }
        return _named(self._source("-") - beside) - _named(self._source("+ "))

    def _source(self, marks: str) -> frozenset[str]:
        return frozenset(
            line[1:].strip()
            for file, role in self._view.files
            if role in _SOURCES
            for hunk in file.hunks
            for line in hunk.lines
            if line[:1] and line[0] in marks
        )


_SOURCES = frozenset({Role.SOURCE, Role.CONFIGURATION})


def _named(lines: frozenset[str]) -> frozenset[str]:
    """Identifiers of two words or more, which are nobody's local variable of every day."""
    names = (name for line in lines for name in _NAME.findall(line))
    return frozenset(name for name in names if len(name) >= _LEAST_NAMED and len(_WORDS.findall(name)) > 1)


def _telling(lines: Iterable[str]) -> frozenset[str]:
    return frozenset(text for line in lines if len(text := line.strip()) >= _LEAST_TELLING)


def _words(name: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORDS.findall(name)) - _EVERY_TEST


def _class(pair: Pair) -> tuple[str, str]:
    return _file(pair), pair.symbol.owner


def _file(pair: Pair) -> str:
    return pair.new_file.change.path
