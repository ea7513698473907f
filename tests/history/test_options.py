"""What is kept of a commit is bounded by its lines and its bytes, whatever its files are."""

from __future__ import annotations

from history.options import Budget, Limits

LIMITS = Limits(file_bytes=10_000, commit_bytes=50_000, commit_lines=5_000)


def kept(sections: list[bytes]) -> list[bool]:
    budget = Budget(LIMITS)
    return [budget.keeps(one) for one in sections]


def test_short_lines_count_as_lines() -> None:
    assert sum(kept([b"x\n" * 1500] * 40)) == 3


def test_bytes_count_too() -> None:
    assert sum(kept([b"x" * 9_000] * 40)) == 6


def test_a_large_file_takes_nothing_from_the_others() -> None:
    assert kept([b"x" * 20_000, b"x\n"]) == [False, True]


def test_even_small_ones_end_somewhere() -> None:
    found = kept([b"x" * 1000] * 1000)
    assert all(found[:70])
    assert not any(found[80:])


def test_many_files_that_are_short_end_somewhere() -> None:
    found = kept([b"x\n"] * 1_000)
    assert all(found[:100])
    assert not any(found[300:])
