"""How much a reader would miss a sentence: a linear measure over its traits, learned from what readers of commits kept and struck.

What counts is how a sentence compares with the others of its commit, so some traits are weighed by their distance from the best
one there as well. The weights are in `weights.toml`; how they came about stands in docs/decisions/0031-what-leads-is-learned.md.
"""

from __future__ import annotations

from collections.abc import Sequence

from classifier.statements.linear import shipped
from classifier.statements.material import Material
from classifier.statements.traits import TRAITS, traits
from history.briefs import Statement

AGAINST_THE_BEST = (
    "shared part",
    "shared",
    "shared line",
    "score",
    "share",
    "novel",
    "area",
    "past",
    "reason",
)
AT_BEST = ("score", "two values", "kind: words")
MANY_QUOTED, MANY = 20, 40  # sentences
FIGURES: tuple[str, ...] = (
    *TRAITS,
    *(f"{name}, against the best" for name in AGAINST_THE_BEST),
    *(f"{name}, at best" for name in AT_BEST),
    "quoted sentences",
    "sentences",
)
_PLACE = {name: place for place, name in enumerate(TRAITS)}


WEIGHTS = "weights.toml"


def figures(rows: Sequence[Sequence[float]]) -> list[tuple[float, ...]]:
    """The `FIGURES` of the sentences of one commit, of which each row has the traits."""
    best = [max(column) for column in zip(*rows, strict=True)]
    quoted = sum(row[_PLACE["quoted"]] for row in rows)
    common = (
        *(best[_PLACE[name]] for name in AT_BEST),
        min(1.0, quoted / MANY_QUOTED),
        min(1.0, len(rows) / MANY),
    )
    return [
        (*row, *(row[_PLACE[name]] - best[_PLACE[name]] for name in AGAINST_THE_BEST), *common)
        for row in rows
    ]


def worths(statements: Sequence[Statement], material: Material) -> list[float]:
    """The log-odds that a reader would miss each of the sentences that a section of one commit could say."""
    if not statements:
        return []
    weights = shipped(WEIGHTS, FIGURES)
    return [weights.worth(row) for row in figures([traits(one, material) for one in statements])]
