"""Rounded shares add up to the whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from commitbrief.shares import percentages


def test_the_largest_remainders_get_what_is_left() -> None:
    assert percentages([1, 1, 1]) == [34, 33, 33]
    assert percentages([2, 12, 12]) == [8, 46, 46]
    assert percentages([0.3334, 0.3333, 0.3333], 1_000) == [334, 333, 333]
    assert percentages([0, 0]) == [0, 0]


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=9), st.sampled_from([100, 1_000]))
def test_they_add_up_and_none_is_a_step_off(parts: list[int], steps: int) -> None:
    shares = percentages(parts, steps)

    if sum(parts):
        assert sum(shares) == steps
        assert all(
            abs(share - steps * part / sum(parts)) < 1 for share, part in zip(shares, parts, strict=True)
        )
