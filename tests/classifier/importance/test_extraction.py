"""What the features may see of a commit, and what they must not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.importance.extraction import extract, word_texts
from classifier.importance.features import FEATURES
from history.records import FileStatus
from tests.support.commits import change, commit

SOURCE = change("src/oven.py", "-    heat = 1", "+    heat = 2")


@pytest.mark.parametrize(
    ("path", "lines"),
    [
        ("news/12.feature.rst", ("+Added an oven.",)),
        ("changelog/12.bugfix.1.rst", ("+Fixed the oven.",)),
        ("src/oven/newsfragments/12.removal", ("+Gone.",)),
        ("oven/topfiles/12.misc", ()),
        ("CHANGES/12.breaking.rst", ("+Broken.",)),
        ("changelog.d/12.md", ("+An oven.",)),
        (".changeset/warm-ovens-bake.md", ("+---", "+'oven': minor", "+---", "+An oven.")),
        ("releasenotes/notes/oven-1a2b.yaml", ("+features:", "+  - oven")),
        ("RELEASE.rst", ("+RELEASE_TYPE: minor", "+", "+An oven.")),
        ("CHANGELOG.md", ("+## Added", "+- An oven (#12)")),
        ("NEWS", ("+* an oven",)),
        ("docs/release-notes/v2.md", ("+An oven.",)),
    ],
)
def test_files_that_carry_the_label_change_nothing(path: str, lines: tuple[str, ...]) -> None:
    plain = extract(commit("Heat more", SOURCE))
    for status in (FileStatus.ADDED, FileStatus.MODIFIED):
        assert extract(commit("Heat more", SOURCE, change(path, *lines, status=status))) == plain
        assert extract(commit("Heat more", change(path, *lines, status=status), SOURCE)) == plain


@pytest.mark.parametrize(
    "trace",
    [
        "Add a changeset",
        "chore: changeset",
        "Adds a news fragment",
        "Update the changelog",
        "Created news/12.feature.rst",
        "12.bugfix.rst",
        "Towncrier entry",
        "See CHANGES/12.breaking.rst",
        "- [x] Added an entry to the release notes",
        "- [ ] I have updated the tests",
        "Signed-off-by: Ada <ada@example.org>",
        "Co-authored-by: Bo <bo@example.org>",
        "Reviewed-by: Cy",
        "Author: ada",
        "## Release notes\nA grand new oven.",
        "```release-note\nA grand new oven.\n```",
        "<!-- Tell users what is new -->",
        "<details>\n<summary>Release notes</summary>\n\nNew features\n</details>",
        "Release notes:\n\n* breaking: everything",
    ],
)
def test_traces_of_the_label_in_the_body_are_no_words(trace: str) -> None:
    assert (
        extract(commit(f"Heat more\n\n{trace}\n", SOURCE)).words == extract(commit("Heat more", SOURCE)).words
    )


@pytest.mark.parametrize("subject", ["Heat more (changelog)", "Heat more [towncrier]"])
def test_traces_of_the_label_in_the_subject_are_no_words(subject: str) -> None:
    assert extract(commit(subject, SOURCE)).words == extract(commit("Heat more", SOURCE)).words


def test_trailers_do_not_stand_for_a_merge_title() -> None:
    plain = commit("Merge branch 'oven-door'\n\nOpen the oven door")
    signed = commit(
        "Merge branch 'oven-door'\n\nAuthor: ada\nReviewer: bo\nFixes: ticket:12\n\nOpen the oven door"
    )
    assert word_texts(plain) == word_texts(signed)


def test_who_wrote_a_commit_is_no_feature() -> None:
    assert not {"author", "email", "name"} & {
        word for feature in FEATURES for word in feature.name.split("_")
    }


def test_every_feature_has_a_name_of_its_own_and_a_meaning() -> None:
    assert len({feature.name for feature in FEATURES}) == len(FEATURES)
    assert all(feature.meaning and feature.unit for feature in FEATURES)


def test_the_figures_follow_the_table() -> None:
    one = commit(
        "fix(oven)!: it no longer burns `bread`", SOURCE, change("tests/test_oven.py", "+def test_it():")
    )
    told = dict(zip((feature.name for feature in FEATURES), extract(one).figures, strict=True))
    for name, expected in {
        "type_fix": 1,
        "has_scope": 1,
        "is_breaking": 1,
        "subject_code": 1,
        "files": 2,
        "files_source": 1,
        "files_test": 1,
        "churn_source": 2,
        "source_and_tests": 1,
        "added": 2,
        "removed": 1,
        "test_test_case": 1,
        "directories": 2,
    }.items():
        assert told[name] == expected, name


@given(st.text(max_size=300), st.text(max_size=60), st.lists(st.text(max_size=60), max_size=6))
def test_nothing_that_a_commit_holds_stops_it(message: str, path: str, lines: list[str]) -> None:
    row = extract(commit(message, change(path, *(f"+{line}" for line in lines))))
    assert len(row.figures) == len(FEATURES)
    assert all(0 <= value <= 65535 for value in (*row.figures, *row.words))
