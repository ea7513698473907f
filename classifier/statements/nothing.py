"""Sections in which nothing was found, and what was looked for where.

"No cache comes or goes" is only said where no changed line speaks of one. Where some do, and what was looked for
did not match, the names are shown, so that nobody takes our silence for a proof.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from classifier.paths import Role
from classifier.statements.literal import short_path
from classifier.statements.material import Material, largest
from classifier.statements.mentions import NAME, STRING, changed_lines
from history.briefs import SECTIONS, Code, Listing, Nothing, Section, Value

ALWAYS_FILLED = frozenset({Section.SUMMARY, Section.SCOPE})
NAMED = 2
ALONE = {
    "test": frozenset({Role.TEST}),
    "documentation": frozenset({Role.DOCUMENTATION, Role.CHANGELOG, Role.ASSET}),
    "ci": frozenset({Role.CI}),
    "build": frozenset({Role.BUILD, Role.CI, Role.TOOLING}),
    "example": frozenset({Role.EXAMPLE, Role.BENCHMARK}),
}
# What a name is about, by the words that it is made of.
TOPICS = {
    Section.PERFORMANCE: frozenset({
        "async", "await", "cache", "cached", "caches", "caching", "clone", "copy", "copies", "deadline",
        "lock", "locked", "locks", "memcpy", "mutex", "semaphore", "spawn", "thread", "threads",
        "timeout", "timeouts",
    }),
    Section.SECURITY: frozenset({
        "auth", "authentication", "authorization", "certificate", "certificates", "cert", "certs",
        "credential", "credentials", "password", "passwords", "permission", "permissions", "pickle",
        "privileged", "rbac", "secret", "secrets", "ssl", "subprocess", "tls",
    }),
}  # fmt: skip
WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
SHOWN = 2


def nothings(material: Material, filled: Set[Section]) -> Iterator[Nothing]:
    """One for each section that the level shows and that stayed empty."""
    names = [
        code
        for file in largest(material.written)[:NAMED]
        if (code := material.grounds.code(short_path(file.path))) is not None
    ]
    params: tuple[tuple[str, Value], ...] = (
        (("names", Listing(tuple(dict.fromkeys(names)), len(material.written) - len(set(names)))),)
        if names
        else ()
    )
    for section in SECTIONS[material.level]:
        if section in filled or section in ALWAYS_FILLED:
            continue
        if not params:
            yield Nothing(section, "nothing-at-all", params)
        elif named := _named(section, material):
            yield Nothing(section, f"nothing-{section}-named", (*params, ("named", Listing(named))))
        else:
            yield Nothing(section, _key(section, material), params)


def _named(section: Section, material: Material) -> tuple[Code, ...]:
    """The first names in changed lines that speak of what the section is about; for the tests, the first files."""
    found: dict[str, Code] = {}
    if section is Section.MAINTAINABILITY:
        tests = [file for file in material.written if material.roles.get(file.path) is Role.TEST]
        found = {
            code.text: code
            for file in largest(tests)
            if (code := material.grounds.code(short_path(file.path)))
        }
        return tuple(found.values())[:SHOWN]
    topic = TOPICS.get(section)
    if topic is None:
        return ()
    for _, _, _, text in changed_lines(material.written):
        for name in NAME.findall(STRING.sub(" ", text)):
            if not topic.isdisjoint(word.lower() for word in WORDS.findall(name)) and (
                code := material.grounds.code(name)
            ):
                found.setdefault(code.text, code)
                if len(found) == SHOWN:
                    return tuple(found.values())
    return tuple(found.values())


def _key(section: Section, material: Material) -> str:
    """The sentence: for advice, that of what alone was touched."""
    if section is not Section.ADVICE:
        return f"nothing-{section}"
    roles = {material.roles.get(file.path, Role.OTHER) for file in material.written}
    kind = next((kind for kind, among in ALONE.items() if roles <= among), "")
    return f"nothing-advice-{kind}" if kind else "nothing-advice"
