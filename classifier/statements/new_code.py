"""What a new function does, where nobody wrote down what it is for: the calls that matter in it."""

from __future__ import annotations

from collections.abc import Iterator

from classifier.paths import Role
from classifier.statements.material import Material
from classifier.statements.ranking import stems, subject_stems
from history.briefs import Code, Listing, Section, Statement

MOST = 3  # names
LEAST = 3  # of a name's worth: at least a word of the title
WEIGHT = 50


def new_code(material: Material) -> Iterator[Statement]:
    """A sentence for each new function that calls something that the title names and its own
    name does not."""
    title = subject_stems(material.reading.message.subject)
    for fact in material.facts:
        if fact.kind != "call.added" or fact.extra.get("form") != "new":
            continue
        if material.role_of(fact) in {Role.TEST, Role.EXAMPLE, Role.BENCHMARK}:
            continue
        if fact.owner.endswith(("__init__", "::new")):  # its class may have been there before
            continue
        place = material.grounds.name(fact.owner)
        names = fact.extra["calls"].split("\n")
        worth = {name: _worth(name, title - stems(fact.owner)) for name in names}
        best = sorted((name for name in names if worth[name] >= LEAST), key=lambda name: -worth[name])[:MOST]
        shown: list[Code] = [
            code for name in names if name in best and (code := material.grounds.code(name)) is not None
        ]
        if place is None or not shown:
            continue
        weight = WEIGHT + 2 * max(worth.values()) + (4 if stems(fact.owner) & title else 0)
        params = (("place", place), ("names", Listing(tuple(shown))))
        yield Statement(
            Section.SUMMARY, "summary-new-calls", "summary-new-calls", fact.evidence[:1], params, weight
        )


def _worth(name: str, title: frozenset[str]) -> int:
    """What a called name tells: words of the title that its caller's name does not have, and another module."""
    if name.startswith(("super()", "Self::", "self.", "this.")):
        return 0
    outside = "." in name or "::" in name
    return 3 * min(2, len(stems(name) & title)) + (1 if outside else 0)
