"""Hunks are what the text between their headers says, in linear time, or refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from history.diff import DiffError, checked_hunks, parse_hunks, plain_hunks, unquote

LINE = st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=20)


@given(st.lists(st.tuples(st.sampled_from(" +-"), LINE), min_size=1, max_size=30), LINE)
def test_lines_come_back_as_they_stood(marked: list[tuple[str, str]], heading: str) -> None:
    lines = [mark + text for mark, text in marked]
    old = sum(line[0] != "+" for line in lines)
    new = sum(line[0] != "-" for line in lines)
    text = "\n".join([f"@@ -1,{old} +1,{new} @@ {heading}", *lines])
    (hunk,) = parse_hunks(text).hunks
    assert hunk.lines == tuple(lines)
    assert [text for _, text in hunk.added()] == [text for mark, text in marked if mark == "+"]


ODD = st.sampled_from(
    ["", "\r", "@@", "@@ -1 +1 @@", "\\ No newline at end of file", "\\ odd", "-", "+", " "]
)
HEADER = st.builds("@@ -{},{} +{},{} @@".format, *[st.integers(0, 3)] * 4)


@given(
    st.lists(st.one_of(HEADER, st.builds("{}{}".format, st.sampled_from(" +-\\"), LINE), ODD), max_size=12)
)
def test_what_others_wrote_is_read_as_the_careful_way_reads_it(lines: list[str]) -> None:
    text = "\n".join(["@@ -1 +1 @@", *lines])
    try:
        careful = checked_hunks(text)
    except DiffError:
        with pytest.raises(DiffError):
            parse_hunks(text)
    else:
        assert parse_hunks(text) == careful


def test_the_quick_way_takes_what_git_writes() -> None:
    marker = "\\ No newline at end of file"
    text = f"@@ -1,2 +1 @@ def f():\n a\n-b\n@@ -9,0 +9 @@\n+c\n@@ -20 +20 @@\n-d\n{marker}\n+e\n{marker}"
    quick = plain_hunks(text)
    assert quick
    assert quick == checked_hunks(text)
    assert [hunk.lines for hunk in quick.hunks] == [(" a", "-b"), ("+c",), ("-d", "+e")]


def test_markers_of_a_missing_line_feed_are_no_lines() -> None:
    marker = "\\ No newline at end of file"
    parsed = parse_hunks(f"@@ -1 +1 @@\n-a\n{marker}\n+b\n{marker}")
    assert parsed.hunks[0].lines == ("-a", "+b")
    assert (parsed.added, parsed.removed) == (1, 1)


def test_many_hunks_before_a_marker_take_linear_time() -> None:
    parsed = parse_hunks("@@ -1 +1 @@\n-a\n+b\n" * 30_000 + "\\ No newline at end of file")
    assert len(parsed.hunks) == parsed.added == 30_000


def test_a_stripped_context_line_is_context() -> None:
    (hunk,) = parse_hunks("@@ -1,3 +1,3 @@\n\n-a\n+b\n\r").hunks
    assert hunk.lines == (" ", "-a", "+b", " \r")


@pytest.mark.parametrize(
    "text", ["@@ -1,2 +1 @@\n-a", "@@ -1 +1 @@\nnonsense", "@@ -" + "9" * 5000 + " +1 @@\n-a"]
)
def test_what_is_no_hunk_is_refused(text: str) -> None:
    with pytest.raises(DiffError):
        parse_hunks(text)


def test_quoted_paths() -> None:
    assert unquote(rb'"a\"b\n\303\251\\"') == 'a"b\né\\'.encode()
    assert unquote(b"plain") == b"plain"
