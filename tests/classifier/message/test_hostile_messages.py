"""Nothing that a message holds makes the parser fail or slow."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.message.parse import parse
from history.records import bare

# What makes patterns backtrack and parsers recurse, as an alphabet.
HOSTILE = (
    st.text(st.sampled_from("feat(fix)!: #12\n\r\t[]\"'-*,./\\@<>é✨\u2028\x00BREAKING CHANGE")) | st.text()
)


@given(HOSTILE)
def test_no_message_makes_the_parser_fail(text: str) -> None:
    message = parse(text)
    lines = message.text.split("\n")
    assert message.header.text in ("", bare(lines[message.header_line - 1]))
    assert all(footer.line <= len(lines) for footer in message.footers)
    assert all(reference.line <= len(lines) for reference in message.references)


def steps(text: str) -> int:
    """Return how many lines of Python the parser runs: unlike time, the same on every machine."""
    count = 0

    def trace(*_: object) -> Any:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        parse(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        "x\n",
        "a: b\n",
        "a:\n",
        "#1 ",
        "a/b#1 ",
        "feat(",
        "((",
        "[a]",
        "fix ",
        'Revert "',
        "BREAKING CHANGE: x\n",
        "* feat: x\n",
        "Signed-off-by: a\n",
    ],
)
def test_twice_the_message_is_at_most_twice_the_steps(piece: str) -> None:
    small, large = (steps("feat: x\n\n" + piece * count) for count in (1000, 2000))
    assert large <= 2.2 * small + 200


@pytest.mark.parametrize(
    "piece",
    [
        "x",
        "\n",
        "x\n",
        ":",
        "a:",
        "a: b\n",
        "(",
        "feat(",
        "[",
        "[a]",
        "fix ",
        " ",
        "#1",
        "a/",
        "https://",
        'Revert "',
        "reverts ",
        "a,",
        "🎉\u200d",
        "Merge ",
        "co-authored-by:",
        "See merge request ",
    ],
)
def test_two_million_characters_are_read(piece: str) -> None:
    """No limit of time is asserted: a parser that is not linear would not come back from this."""
    text = piece * (2_000_000 // len(piece))
    assert parse(f"feat: {text}").text == f"feat: {text}"
