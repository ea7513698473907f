"""A linear measure that was learned: the weights that come with commitbrief, and the figures that they are of."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Weights:
    """A weight for each figure."""

    intercept: float
    of: tuple[float, ...]

    def worth(self, figures: Sequence[float]) -> float:
        """The log-odds that a reader wants what has these figures."""
        return self.intercept + sum(
            weight * figure for weight, figure in zip(self.of, figures, strict=True) if figure
        )


@lru_cache(maxsize=4)
def shipped(name: str, figures: tuple[str, ...]) -> Weights:
    """The weights of the figures by their names, from a file of this folder."""
    found = tomllib.loads(files("classifier.statements").joinpath(name).read_text("utf-8"))
    return Weights(found["intercept"], tuple(found["weights"][figure] for figure in figures))


def against_the_best(rows: Sequence[Sequence[float]], places: Sequence[int]) -> list[tuple[float, ...]]:
    """The rows of one commit, each with how far its figures at `places` are behind the best of the commit."""
    best = [max((row[place] for row in rows), default=0.0) for place in places]
    return [(*row, *(row[place] - most for place, most in zip(places, best, strict=True))) for row in rows]
