"""How much may be said of a commit, by its importance."""

from __future__ import annotations

from dataclasses import dataclass

from history.briefs import Importance


@dataclass(frozen=True, slots=True)
class Room:
    """How much a summary may say: sentences besides the quotation, kinds in a sentence, names of a kind,
    edits said exactly, sentences about steps, names of changed lines; characters of a quotation (0: none), of paths
    and of all sentences, and of a changed line that is shown."""

    sentences: int
    kinds: int
    names: int
    edits: int
    steps: int
    mentions: int
    quote: int
    line: int = 72
    paths: int = 0
    characters: int = 10_000


ROOMS = {
    Importance.HIGH: Room(sentences=4, kinds=3, names=4, edits=1, steps=2, mentions=7, quote=220),
    Importance.MEDIUM: Room(sentences=3, kinds=3, names=3, edits=2, steps=3, mentions=12, quote=170),
    Importance.LOW: Room(
        sentences=2, kinds=2, names=2, edits=1, steps=2, mentions=2, quote=0, paths=36, characters=56, line=52
    ),
}
