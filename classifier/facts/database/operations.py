"""What a migration does to a database, one operation at a time, whatever language it is written in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from classifier.facts.interface import Change, Subject
from classifier.facts.lines import Block


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation. `offset` is where it stands in the block; `table` is what a column or index belongs
    to. `loses` says that rows or values are gone afterwards, `unfilled` that a column must not be empty and
    has nothing to fill it with: such an operation fails where the table has rows."""

    subject: Subject
    change: Change
    name: str
    offset: int
    table: str = ""
    before: str = ""
    type: str = ""
    loses: bool = False
    unfilled: bool = False


@dataclass(frozen=True, slots=True)
class Script:
    """What a migration does on its way up. `way_back` is whether it says how to undo that; `None` where
    its tool has none, or keeps it in another file."""

    operations: tuple[Operation, ...] = ()
    way_back: bool | None = None
    rewrites: tuple[int, ...] = ()  # offsets of statements that delete or empty rows


Reader = Callable[[Block], Script]
Operations = Iterable[Operation]
