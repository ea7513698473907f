"""Where to look first: the one advice that any larger change deserves, with its own place and figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from classifier.facts.interface import Change, Fact
from classifier.paths import Role
from classifier.statements.engine import evidence_of
from classifier.statements.literal import short_path
from classifier.statements.material import Material, file_evidence, largest
from history.briefs import Section, Statement, Value

SMALL = 30  # lines: such a change is read whole anyway
ENOUGH = 2  # statements of advice beside which this one is padding
READ_LATER = frozenset({Role.TEST, Role.DOCUMENTATION, Role.DATA, Role.ASSET})
BODIES = frozenset({Change.ADDED, Change.CHANGED, Change.SIGNATURE_CHANGED})


def review(material: Material, advice: Sequence[Statement]) -> Iterator[Statement]:
    """The declaration, or else the file, that holds most of the change."""
    total = sum(file.churn for file in material.written)
    if len(advice) >= ENOUGH or total < SMALL:
        return
    heavy = max(
        (fact for fact in material.facts if _weighs(fact, material)),
        key=lambda fact: int(fact.extra["changed_lines"]),
        default=None,
    )
    if heavy is not None and (name := material.grounds.name(heavy.name)) is not None:
        lines = int(heavy.extra["changed_lines"])
        file = material.grounds.code(short_path(heavy.path))
        if 5 * lines >= total and file is not None:
            params: tuple[tuple[str, Value], ...] = (
                ("name", name),
                ("file", file),
                ("lines", lines),
                ("percent", min(100, round(100 * lines / total))),
            )
            key = "advice-read-new" if heavy.change is Change.ADDED else "advice-read-changed"
            yield Statement(Section.ADVICE, key, "advice-read-first", evidence_of([heavy]), params, 10)
            return
    program = [file for file in material.written if material.roles.get(file.path) not in READ_LATER]
    if not program:
        return
    first = largest(program)[0]
    path = material.grounds.code(short_path(first.path))
    if path is not None and len(material.written) > 1 and 2 * first.churn >= total:
        params = (("file", path), ("lines", first.churn), ("percent", round(100 * first.churn / total)))
        yield Statement(
            Section.ADVICE, "advice-read-file", "advice-read-first", (file_evidence(first),), params, 8
        )


def _weighs(fact: Fact, material: Material) -> bool:
    return (
        fact.change in BODIES
        and fact.extra.get("changed_lines", "").isdigit()
        and material.role_of(fact) is not Role.TEST
        and "test" not in fact.extra
    )
