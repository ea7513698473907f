"""Shares of a whole that add up to it when they are rounded: by largest remainders (Hamilton's method)."""

from __future__ import annotations

from collections.abc import Sequence


def percentages(parts: Sequence[float], steps: int = 100) -> list[int]:
    """What each part is of all of them, in so many steps, which add up; all zero where there is nothing. Of equal
    remainders the earlier part gets the step."""
    total = sum(parts)
    if not total:
        return [0] * len(parts)
    exact = [round(steps * part / total, 9) for part in parts]
    shares = [int(one) for one in exact]
    ranked = sorted(range(len(parts)), key=lambda place: (shares[place] - exact[place], place))
    for place in ranked[: steps - sum(shares)]:
        shares[place] += 1
    return shares
