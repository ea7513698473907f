"""Ways to do work that falls into pieces which do not need one another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

Result = TypeVar("Result")


class Spread(Protocol):
    """A way to do such work."""

    def __call__(self, work: Callable[[int], Result], costs: Sequence[int]) -> list[Result]:
        """Return what the work gives for each place in `costs`, in their order. A cost says how much a
        piece takes beside the others."""
        ...


def in_turn(work: Callable[[int], Result], costs: Sequence[int]) -> list[Result]:
    """One piece after the other."""
    return [work(place) for place in range(len(costs))]
