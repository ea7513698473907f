"""Labels of pull requests, as the two interfaces of GitHub print them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from classifier.labels.levels import load_levels
from classifier.labels.pulls import Pull, is_export, pull_level, read_pulls, rows_of_pulls
from history.briefs import Importance

LEVELS = Path(__file__).resolve().parents[3] / "training_data" / "levels.toml"
A = "a" * 40


def read(*records: object) -> tuple[list[Pull], Counter[str]]:
    skipped: Counter[str] = Counter()
    return read_pulls([(f"line {n}", record) for n, record in enumerate(records, 1)], skipped), skipped


def test_both_forms_of_a_pull_request_are_read() -> None:
    pulls, skipped = read(
        {"number": 1, "labels": [{"name": "bug"}], "mergeCommit": {"oid": A}},
        {"number": 2, "labels": [{"name": "bug"}], "merge_commit_sha": A, "merged_at": "2026-01-01"},
        {"number": 3, "labels": ["bug"], "mergeCommit": None, "mergedAt": "2026-01-01"},
    )

    assert [(pull.number, pull.labels, pull.commit) for pull in pulls] == [
        (1, ("bug",), A), (2, ("bug",), A), (3, ("bug",), ""),
    ]  # fmt: skip
    assert not skipped


def test_what_was_not_merged_is_counted() -> None:
    pulls, skipped = read(
        {"number": 1, "labels": [], "merge_commit_sha": A, "merged_at": None, "state": "closed"},
        {"number": 2, "labels": [], "state": "OPEN"},
        {"title": "what?"},
        17,
    )
    assert pulls == []
    assert skipped == {"not-merged": 2, "no-pull-request": 2}


def test_an_export_is_told_from_a_table() -> None:
    assert is_export([("line 1", {"number": 1, "labels": []})])
    assert not is_export([("line 1", {"sha": A, "label": "high"})])
    assert not is_export([])


@pytest.mark.parametrize(
    ("labels", "level"),
    [
        (["bug"], Importance.MEDIUM),
        (["Kind/Feature", "area/docs"], Importance.HIGH),
        (["documentation"], Importance.LOW),
        (["documentation", "bug"], Importance.MEDIUM),
        (["breaking change", "dependencies"], Importance.HIGH),
        (["feature", "backport 3.9"], None),
        (["good first issue"], None),
        ([], None),
    ],
)
def test_the_highest_level_counts_unless_a_label_says_skip(
    labels: list[str], level: Importance | None
) -> None:
    assert pull_level(labels, load_levels(LEVELS).pulls)[0] == level


def test_a_mapping_of_ones_own_wins_key_by_key(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[pull_requests]\nlow = ["T-*"]\notherwise = "low"\n', "utf8")
    mapping = load_levels(LEVELS, own).pulls

    assert pull_level(["t-tooling"], mapping)[0] is Importance.LOW
    assert pull_level(["bug"], mapping)[0] is Importance.MEDIUM
    assert pull_level(["anything"], mapping) == (Importance.LOW, "")


def test_labels_without_a_level_are_counted_so_that_a_mapping_can_be_written() -> None:
    mapping = load_levels(LEVELS).pulls
    pulls = [
        Pull("line 1", 1, ("area/x", "odd"), A),
        Pull("line 2", 2, ("odd",), A),
        Pull("line 3", 3, ("bug",), ""),
        Pull("line 4", 4, ("bug",), ""),
    ]
    told = rows_of_pulls(pulls, mapping, {4: A})

    assert told.unknown == {"odd": 2, "area/x": 1}
    assert told.skipped == {"no-label-with-a-level": 2, "commit-not-found": 1}
    assert [(row.sha, row.level, row.evidence) for row in told.rows] == [(A, "medium", "#4: bug")]
