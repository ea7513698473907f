"""What differs between two lines, in pieces that read well by themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.facts.difference import LONGEST_SIDE, difference


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("wait(a, timeout=30)  # soon", "wait(a, timeout=60)  # soon", ("timeout=30", "timeout=60")),
        ("run(a)", "run(a, b)", ("", "b")),
        ("run(a, b)", "run(a)", ("b", "")),
        ("* @one @two", "* @one @three @two", ("", "@three")),
        ('runs: ["blue"]', 'runs: ["red", "blue"]', ("", '"red"')),
        ("image: repo/a:1.2.3", "image: repo/a:1.2.4", ("repo/a:1.2.3", "repo/a:1.2.4")),
        (
            "    timeout-minutes: 45",
            "    timeout-minutes: 75",
            ("timeout-minutes: 45", "timeout-minutes: 75"),
        ),
        (
            '"enable_tuning": True,',
            '"enable_tuning": False,',
            ('"enable_tuning": True', '"enable_tuning": False'),
        ),
        ("if send(load).await {", "if send_ref(&load).await {", ("send(load)", "send_ref(&load)")),
        ('f(suite="small")', 'f(suite="nightly", slow=True)', ('"small"', '"nightly", slow=True')),
    ],
)
def test_the_stretch_that_differs_is_told_in_whole_pieces(
    before: str, after: str, expected: tuple[str, str]
) -> None:
    found = difference(before, after)
    assert found is not None
    assert found == expected


def test_a_long_path_is_told_by_the_part_that_differs() -> None:
    tail = "/a/very/long/way/down/the/tree/of/folders/page.md"
    assert difference(f"[x](../old{tail})", f"[x](../new{tail})") == ("../old", "../new")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a  = 1", "a = 1"),
        ("x" * 60, "y" * 60),
        ("a", "a"),
        ("let report = [Group::title(", "let mut report = vec![Group::title("),
    ],
)
def test_alignment_and_rewrites_are_not_told(before: str, after: str) -> None:
    assert difference(before, after) is None


@given(st.text(alphabet="ab1 _.\"'(@-", max_size=60), st.text(alphabet="ab1 _.\"'(@-", max_size=60))
def test_what_is_told_stands_in_its_line_and_is_short(before: str, after: str) -> None:
    found = difference(before, after)
    if found is not None:
        assert found[0] in before
        assert found[1] in after
        assert found[0] != found[1]
        assert max(map(len, found)) <= LONGEST_SIDE
