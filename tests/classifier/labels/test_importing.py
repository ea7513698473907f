"""Tables as people send them."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.labels.importing import (
    KnownIds,
    Origin,
    added_to,
    labels_of,
    records_of,
    rows_of_csv,
    rows_of_records,
    text_of,
)
from classifier.labels.pulls import is_export, read_pulls
from classifier.labels.records import Label, LabelError, Skip, format_labels
from history.briefs import Importance

A, B = "a" * 40, "b" * 40
ORIGIN = Origin("import", "me/project", "2026-01-23T00:00:00Z")


def told(text: str) -> dict[str, str]:
    records = records_of(text)
    rows = rows_of_csv(text) if records is None else rows_of_records(records)
    done = labels_of(rows, ORIGIN, KnownIds([A, B]))
    assert done.problems == []
    return {label.sha: label.level.value for label in done.labels}


@pytest.mark.parametrize(
    "text",
    [
        f"sha,level\n{A},high\n{B},low\n",
        f"SHA, Importance\n{A}, High\n\n{B}, LOW\n",
        f"subject;Commit Hash;Label\r\nx;{A[:9]};H\r\n\"y\nz\";{B[:9]};l\r\n",
        f"commit_id\tpriority\n{A}\t高\n{B}\t低\n",
        f"{A},high\n{B},low\n",
        f"high,{A}\nlow,{B}\n",
        f"id,level\nhttps://example.org/me/project/commit/{A},high\n{B},low\n",
        f'{{"sha": "{A}", "level": "high"}}\n\n{{"oid": "{B}", "importance": "low", "extra": null}}\n',
        json.dumps([{"commit": A, "level": "high"}, {"commit": B, "level": "low"}], indent=1),
    ],
)  # fmt: skip
def test_the_usual_forms_are_read(text: str) -> None:
    assert told(text) == {A: "high", B: "low"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_spreadsheets_encodings_are_read(encoding: str) -> None:
    data = f"提交,重要程度\n{A},高\n{B},低\n".encode(encoding)
    assert told(text_of(data, "it")) == {A: "high", B: "low"}


def test_another_encoding_is_named() -> None:
    with pytest.raises(LabelError, match="UTF-8"):
        text_of("sha,level,é\n".encode("latin-1"), "it")


@pytest.mark.parametrize("text", ["a,b\n1,2\n", f"{A}\n", "sha\n", "level,comment\nhigh,x\n"])
def test_a_table_without_the_columns_is_refused(text: str) -> None:
    with pytest.raises(LabelError, match="sha and level"):
        list(rows_of_csv(text))


def test_every_bad_line_is_named() -> None:
    text = f"sha,level\n{A},high\nzzz,low\n{B},huge\n{'c' * 40},low\n"
    done = labels_of(rows_of_csv(text), ORIGIN, KnownIds([A, B]))

    assert [problem.partition(":")[0] for problem in done.problems] == ["line 3", "line 4", "line 5"]
    assert "the clone has no commit" in done.problems[2]
    assert [label.sha for label in done.labels] == [A]


def test_an_ambiguous_id_is_named() -> None:
    done = labels_of(
        rows_of_csv(f"sha,level\n{A[:8]},high\n"), ORIGIN, KnownIds([A[:9] + "0" * 31, A[:9] + "1" * 31])
    )
    assert "several commits" in done.problems[0]


def test_a_contradiction_leaves_neither_label() -> None:
    text = f"sha,level\n{A},high\n{B},low\n{A[:7]},low\n"
    done = labels_of(rows_of_csv(text), ORIGIN, KnownIds([A, B]))

    assert done.problems == [f"line 4: {A[:10]} is low, and high at line 2: keep one of them"]
    assert [label.sha for label in done.labels] == [B]


def test_a_label_says_where_and_when_it_comes_from() -> None:
    done = labels_of(rows_of_csv(f"sha,level,comment\n{A},high,new flag\n{B},low,\n"), ORIGIN, None)

    assert [label.evidence for label in done.labels] == ["new flag", "line 3"]
    assert {(label.source, label.repository, label.at) for label in done.labels} == {
        ("import", "me/project", "2026-01-23T00:00:00Z")
    }


def test_what_the_file_has_already_is_not_added_and_must_not_be_contradicted() -> None:
    done = labels_of(rows_of_csv(f"sha,level\n{A},high\n{B},low\n"), ORIGIN, None)
    known = [Label(A, Importance.HIGH, "fragment"), Label(B, Importance.HIGH, "fragment")]

    assert added_to(known, done) == []
    assert len(done.problems) == 1
    assert "high by fragment" in done.problems[0]


def test_a_label_file_keeps_its_provenance() -> None:
    labels = [
        Label(A, Importance.LOW, "annotator:bo", "them/theirs", "", "2026-01-01T00:00:00Z"),
        Label(A, Importance.HIGH, "annotator:bo", "them/theirs", "", "2026-01-02T00:00:00Z"),
        Label(B, Importance.LOW, "fragment", "them/theirs", "news/1.misc"),
    ]
    text = format_labels([*labels, Skip("c" * 40, "annotator:bo")])

    done = labels_of(rows_of_records(records_of(text) or []), ORIGIN, None)

    assert done.problems == []
    assert done.labels == labels[1:]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["sha", "level", "labels", "x"]), inner)
    ),
    max_leaves=8,
)
TABLES = st.lists(
    st.sampled_from(
        [
            "sha",
            "level",
            ",",
            ";",
            "\t",
            "\n",
            "\r",
            '"',
            "\0",
            "{",
            "[",
            "]",
            A,
            B[:9],
            "high",
            "\ufeff",
            "é",
        ]
    )
).map("".join)


@given(
    TABLES
    | st.text()
    | JSON.map(json.dumps)
    | st.lists(JSON).map(lambda items: "\n".join(map(json.dumps, items)))
)
def test_whatever_a_table_holds_gives_labels_or_problems(text: str) -> None:
    try:
        records = records_of(text)
        rows = list(rows_of_csv(text) if records is None else rows_of_records(records))
    except LabelError:
        return  # not a table, which is said
    done = labels_of(rows, ORIGIN, KnownIds([A, B]))
    assert {label.sha for label in done.labels} <= {A, B}
    assert len(done.labels) + len(done.problems) <= len(rows)


@given(st.lists(JSON, max_size=4))
def test_whatever_an_export_holds_gives_pull_requests_or_counts(items: list[object]) -> None:
    records = [(f"item {number}", item) for number, item in enumerate(items)]
    skipped: Counter[str] = Counter()
    is_export(records)
    assert len(read_pulls(records, skipped)) + skipped.total() == len(items)
