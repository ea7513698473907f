"""Untrusted characters are shown, long text is cut where a reader would cut it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.inline import CodeSpan, Text, plain
from report.text import clean, graphemes, shorten, title, width


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\n\tb", "a b"),
        ("  a  b ", "a  b"),
        ("\x1b[31mred", "⟨U+001B⟩[31mred"),
        ("safe\u202egnp.exe", "safe⟨U+202E⟩gnp.exe"),
        ("zero\u200bwidth", "zero⟨U+200B⟩width"),
        ("caf\udce9", "caf\\xe9"),
        ("\ud800", "⟨U+D800⟩"),
        ("👩‍💻 é 中", "👩‍💻 é 中"),
    ],
)
def test_what_cannot_be_seen_is_spelled_out(text: str, expected: str) -> None:
    assert clean(text) == expected


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize("whole", ["é", "👩‍💻", "👍🏽", "🇨🇳", "한", "❤️", "न्"])
def test_what_a_reader_sees_as_one_stays_one(whole: str) -> None:
    assert list(graphemes(f"a{whole}b")) == ["a", whole, "b"]


@given(st.text(), st.integers(1, 80))
def test_shortened_text_fits(text: str, columns: int) -> None:
    short = shorten(text, columns)
    assert width(short) <= columns
    assert short == text or short.endswith("…")


def test_wide_characters_count_twice() -> None:
    assert shorten("统计摘要", 8) == "统计摘要"
    assert shorten("统计摘要", 7) == "统计摘…"


def test_a_cut_leaves_no_half_flag() -> None:
    assert shorten("🇨🇳🇩🇪🇫🇷", 5) == "🇨🇳🇩🇪…"


def test_a_title_is_words_and_code() -> None:
    assert title("Use `Rc` in ``a`b`` and ` alone", 80) == (
        Text("Use "), CodeSpan("Rc"), Text(" in "), CodeSpan("a`b"), Text(" and ` alone")
    )  # fmt: skip


def test_a_title_is_not_cut_within_code() -> None:
    assert title("Use `create_handle` here", 12) == (Text("Use "), Text("…"))
    assert title("`create_handle` here", 6) == (CodeSpan("creat…"),)


@given(st.text(alphabet="ab` é中😀", max_size=60), st.integers(1, 40))
def test_titles_fit(subject: str, columns: int) -> None:
    assert width(plain(title(subject, columns))) <= columns


def test_a_title_of_millions_of_characters_is_quick_to_cut() -> None:
    assert len(title("`x" * 1_000_000, 60)) <= 60
    assert title("a" * 2_000_000, 10) == (Text("aaaaaaaaa…"),)
