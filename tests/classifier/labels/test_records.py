"""The label file: what is written comes back, and what is wrong is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.labels.records import (
    Label,
    LabelError,
    Skip,
    agreed,
    format_labels,
    latest,
    one_name,
    parse_entries,
    read_entries,
    read_labels,
)
from history.briefs import Importance

A, B = "a" * 40, "b" * 40
HIGH, MEDIUM, LOW = Importance.HIGH, Importance.MEDIUM, Importance.LOW
HEXADECIMAL = st.text("0123456789abcdef", min_size=7, max_size=40)
LABELS = st.builds(
    Label, HEXADECIMAL, st.sampled_from(Importance), st.text(min_size=1), st.text(), st.text(), st.text()
)
SKIPS = st.builds(Skip, HEXADECIMAL, st.text(), st.text(), st.text())


@given(st.lists(LABELS | SKIPS, max_size=5))
def test_what_is_written_comes_back_a_line_each(entries: list[Label | Skip]) -> None:
    text = format_labels(entries)

    assert list(parse_entries(text, "it")) == entries
    assert len(text.encode("utf8").splitlines()) == len(entries)


def test_the_last_line_counts_without_its_line_feed(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text(format_labels([Label(A, LOW, "import")]).rstrip("\n"), "utf8")
    assert read_labels(path) == [Label(A, LOW, "import")]


def test_a_byte_order_mark_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text("\ufeff" + format_labels([Label(A, LOW, "import")]), "utf8")
    assert read_labels(path) == [Label(A, LOW, "import")]


def test_skips_are_entries_and_no_labels(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    entries: list[Label | Skip] = [Label(A, LOW, "import"), Skip(B, "annotator:ada")]
    path.write_text(format_labels(entries), "utf8")
    assert (read_entries(path), read_labels(path)) == (entries, entries[:1])


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"sha": "aaaaaaa", "level": "big", "source": "x"}', "level 'big'"),
        ('{"sha": "xyz", "level": "low", "source": "x"}', "is not a commit id"),
        ('{"sha": "aaaaaaa", "level": "low"}', "no source"),
        ('{"sha": "aaaaaaa", "lev', "not a line of JSON"),
        ("[]", "expected an object"),
        ("[" * 100_000, "not a line of JSON"),
    ],
)
def test_a_bad_line_is_named(line: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text(f"\n{line}\n", "utf8")
    with pytest.raises(LabelError, match=r"labels\.jsonl:2: .*") as caught:
        read_labels(path)
    assert words in str(caught.value)


def test_an_annotators_last_word_counts_and_nobody_elses() -> None:
    mind = [Label(A, LOW, "annotator:ada"), Label(A, HIGH, "annotator:ada")]
    assert latest(mind) == [Label(A, HIGH, "annotator:ada")]
    assert agreed(mind, "it") == [Label(A, HIGH, "annotator:ada")]
    with pytest.raises(LabelError, match="both low and high"):
        agreed([Label(A, LOW, "import"), Label(A, HIGH, "import")], "it")


def test_an_annotators_word_counts_before_what_was_mined() -> None:
    labels = [Label(A, LOW, "fragment"), Label(A, HIGH, "annotator:ada"), Label(A, MEDIUM, "import")]
    assert agreed(labels, "it") == [Label(A, HIGH, "annotator:ada")]
    with pytest.raises(LabelError, match="both high and low"):
        agreed([*labels, Label(A, LOW, "annotator:bo")], "it")


def test_a_short_id_and_its_long_form_are_one_commit() -> None:
    assert agreed([Label(A[:8], LOW, "import"), Label(A, LOW, "fragment")], "it") == [Label(A, LOW, "import")]
    with pytest.raises(LabelError, match="both"):
        agreed([Label(A[:8], LOW, "import"), Label(A, HIGH, "fragment")], "it")


@given(st.lists(st.text("ab", min_size=1, max_size=5), max_size=12))
def test_ids_are_joined_where_that_is_unambiguous(shas: list[str]) -> None:
    names = one_name(shas)
    assert set(names) == set(shas)
    for sha, name in names.items():
        longer = [one for one in shas if one.startswith(sha)]
        longest = max(longer, key=len)
        single = all(longest.startswith(one) for one in longer)
        assert name == (longest if single else sha)
