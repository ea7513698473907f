"""Families that are read by pattern alone: one extractor for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType

from classifier.facts.compare import Family, Item, compare, moves
from classifier.facts.edits import Edit
from classifier.facts.interface import Change, CommitView, Fact, Subject
from classifier.facts.lines import Block

Finder = Callable[[Block], Iterable[Item]]


@dataclass(frozen=True, slots=True)
class Reader:
    """One family, the files it reads, and the words without which it has nothing to find."""

    family: Family
    owns: Callable[[Edit], bool]
    needles: tuple[str, ...] = ()


class Families:
    """Reads several families. A thing that leaves one file and comes to another has moved, if its kind is
    one whose names mean the same everywhere (`travelling`)."""

    def __init__(self, readers: Iterable[Reader], travelling: Iterable[Subject] = ()) -> None:
        self._readers = tuple(readers)
        self._travelling = frozenset(travelling)

    def facts(self, view: CommitView) -> Iterator[Fact]:
        found: list[Fact] = []
        for edit in view.edits:
            for reader in self._readers:
                if reader.owns(edit) and (not reader.needles or edit.mentions(*reader.needles)):
                    found += compare(edit, reader.family)
        yield from moves([reworded(fact) for fact in found], self._travelling)


# Files that set a key prove nothing about who reads it: these come and go as weaker facts.
_ONLY_SET = frozenset({Subject.CONFIG_KEY})


def reworded(fact: Fact) -> Fact:
    """A key that a file merely sets, told as `changed` with `extra["what"]`, never as an interface."""
    if fact.subject not in _ONLY_SET or fact.change not in {Change.ADDED, Change.REMOVED, Change.RENAMED}:
        return fact
    extra = MappingProxyType({**fact.extra, "role": "set", "what": str(fact.change)})
    return replace(fact, change=Change.CHANGED, extra=extra)


def source_in(*languages: str) -> Callable[[Edit], bool]:
    """Whether an edit is a source file, no test and no page, in one of the languages."""
    return lambda edit: edit.language in languages and edit.is_product
