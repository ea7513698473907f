"""The shortcuts of counting leave no match out: what they skip, the expression alone would not find either."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.importance.counting import Changed, Signal, Signals, at_start, within
from classifier.importance.line_patterns import DOCS_SIGNALS, SOURCE_SIGNALS, TEST_SIGNALS

ALL = (*SOURCE_SIGNALS.all, *TEST_SIGNALS.all, *DOCS_SIGNALS.all)
NOISE = (
    "",
    "    ",
    "x = 1",
    "\tself.run()",
    "}",
    "// why",
    "name",
    ": Any",
    "- item",
    "_",
    "–",
    "\x0c",
    "a\rb",
)


def named(signal: Signal) -> str:
    return signal.name


def plainly(signal: Signal, changed: Changed) -> int:
    """The count by the expression alone."""
    if signal.starts:
        return sum(signal.pattern.match(line) is not None for line in changed.lines)
    return len(signal.pattern.findall(changed.text))


def lines_like(signal: Signal) -> st.SearchStrategy[list[str]]:
    """Lines of which many match, beside some that hold a hint or begin as a match would and do not."""
    near = st.sampled_from([*signal.hints, *signal.starts, *NOISE])
    whole = st.from_regex(signal.pattern).map(lambda text: text.split("\n"))
    return st.lists(st.one_of(whole, near.map(lambda text: [text]))).map(
        lambda pieces: [line for piece in pieces for line in piece]
    )


@pytest.mark.parametrize("signal", ALL, ids=named)
@settings(max_examples=15)  # of each of the signals
@given(data=st.data())
def test_only_lines_that_cannot_match_are_skipped(signal: Signal, data: st.DataObject) -> None:
    changed = Changed(data.draw(lines_like(signal)), 5000)
    assert Signals(signal).count(changed) == [plainly(signal, changed)]


@pytest.mark.parametrize("signal", ALL, ids=named)
def test_a_first_character_is_listed_once(signal: Signal) -> None:
    assert len(set(signal.starts)) == len(signal.starts)


@settings(max_examples=60)
@given(data=st.data())
def test_signals_are_told_from_names_only_where_they_cannot_match(data: st.DataObject) -> None:
    for _ in range(2):  # once with names that were never seen, once with some that are remembered
        pieces = data.draw(st.lists(st.sampled_from(SOURCE_SIGNALS.all).flatmap(lines_like), max_size=4))
        changed = Changed([line for piece in pieces for line in piece], 5000)
        assert SOURCE_SIGNALS.count(changed) == [plainly(signal, changed) for signal in SOURCE_SIGNALS.all]


def test_each_signal_is_counted_by_itself() -> None:
    both = Signals(at_start("loop", "", r"for\b", "f"), within("call", "", r"\w+\(", "("))
    assert both.count(Changed(["    for x in f(y):", "g(1); h(2)", "for", "form"], 1000)) == [2, 3]


def test_text_beyond_the_limit_is_not_counted() -> None:
    assert Signals(within("call", "", r"\w\(", "(")).count(Changed(["a(", "b("], 3)) == [1]
