"""That a project raises its own version, told once in the place of all the lines that do it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from classifier.own_version import share_of
from classifier.statements.material import Material
from history.briefs import Code, Quote, Section, Statement, Value

RULE = "release-version"
MOSTLY = 0.5  # of the changed lines of what is no page
MOST_PROOFS = 4
WEIGHT = 92


def released(material: Material, records: Sequence[Statement]) -> Iterator[Statement]:
    """The sentence, where hardly anything else changes in the program, or the record of a version comes with it."""
    own = material.raised
    if own is None:
        return
    comes = any(one.key in {"record-section", "record-heading"} for one in records)
    if not comes and share_of(own, material.commit.files, material.roles) < MOSTLY:
        return
    before, after = (material.grounds.code(each) for each in (own.before, own.after))
    if before is None or after is None:
        return
    params: tuple[tuple[str, Value], ...] = (("before", before), ("after", after))
    package = material.grounds.code(own.package) if own.package else None
    if package is not None:
        params = (*params, ("package", package))
    key = RULE if package is None else "release-version-of"
    yield Statement(Section.SUMMARY, key, RULE, own.proofs[:MOST_PROOFS], params, WEIGHT)


def is_of_raise(one: Statement, material: Material) -> bool:
    """Whether a sentence only tells that something goes from the one version of the project to the other."""
    sides = {name: value.text for name, value in one.params if isinstance(value, Code | Quote)}
    return material.raised is not None and any(
        material.raised.is_of(sides.get(f"{kind}before"), sides.get(f"{kind}after"))
        for kind in ("", "cell_", "whole_")
    )
