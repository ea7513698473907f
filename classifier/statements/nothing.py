"""Sections in which nothing was found, and what was looked for where."""

from __future__ import annotations

from collections.abc import Iterator, Set

from classifier.paths import Role
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
ALONE = {
    "test": frozenset({Role.TEST}),
    "documentation": frozenset({Role.DOCUMENTATION, Role.CHANGELOG, Role.ASSET}),
    "ci": frozenset({Role.CI}),
    "build": frozenset({Role.BUILD, Role.CI, Role.TOOLING}),
    "example": frozenset({Role.EXAMPLE, Role.BENCHMARK}),
}


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
            yield Nothing(section, _key(section, material) if params else "nothing-at-all", params)


def _key(section: Section, material: Material) -> str:
    """The sentence: for advice, that of what alone was touched."""
    if section is not Section.ADVICE:
        return f"nothing-{section}"
    roles = {material.roles.get(file.path, Role.OTHER) for file in material.written}
    kind = next((kind for kind, among in ALONE.items() if roles <= among), "")
    return f"nothing-advice-{kind}" if kind else "nothing-advice"
