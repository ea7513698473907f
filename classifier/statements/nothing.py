"""Sections in which nothing was found, and what was looked for where."""

from __future__ import annotations

from collections.abc import Iterator, Set

from classifier.statements.grounds import short_path
from classifier.statements.material import Material, largest
from history.briefs import Importance, Listing, Nothing, Section, Value

EXPECTED = {
    Importance.HIGH: (
        Section.ARCHITECTURE,
        Section.PERFORMANCE,
        Section.SECURITY,
        Section.MAINTAINABILITY,
        Section.COMPATIBILITY,
        Section.RISK,
        Section.ADVICE,
    ),
    Importance.MEDIUM: (Section.ADVICE,),
    Importance.LOW: (),
}
NAMED = 2


def nothings(material: Material, filled: Set[Section]) -> Iterator[Nothing]:
    """One for each section that the level shows and that stayed empty."""
    names = [
        code
        for file in largest(material.written)[:NAMED]
        if (code := material.grounds.code(short_path(file.path))) is not None
    ]
    params: tuple[tuple[str, Value], ...] = (
        (("names", Listing(tuple(dict.fromkeys(names)), len(material.commit.files) - len(set(names)))),)
        if names
        else ()
    )
    for section in EXPECTED[material.level]:
        if section not in filled:
            yield Nothing(section, f"nothing-{section}" if params else "nothing-at-all", params)
