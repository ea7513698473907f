"""Families that are read by pattern alone: one extractor for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from classifier.facts.compare import Family, Item, compare, moves
from classifier.facts.edits import Edit
from classifier.facts.interface import CommitView, Fact
from classifier.facts.lines import Block
from classifier.facts.roles import FileKind

Finder = Callable[[Block], Iterable[Item]]


@dataclass(frozen=True, slots=True)
class Reader:
    """One family, the files it reads, and the words without which it has nothing to find."""

    family: Family
    owns: Callable[[Edit], bool]
    needles: tuple[str, ...] = ()


class Families:
    """Reads several families; a thing that leaves one file and comes to another has moved."""

    def __init__(self, readers: Iterable[Reader]) -> None:
        self._readers = tuple(readers)

    def facts(self, view: CommitView) -> Iterator[Fact]:
        found: list[Fact] = []
        for edit in view.edits:
            for reader in self._readers:
                if reader.owns(edit) and (not reader.needles or edit.mentions(*reader.needles)):
                    found += compare(edit, reader.family)
        yield from moves(found, {reader.family.subject for reader in self._readers})


def source_in(*languages: str) -> Callable[[Edit], bool]:
    """Whether an edit is a source file, no test and no page, in one of the languages."""
    return lambda edit: edit.language in languages and edit.kind is FileKind.SOURCE
