"""An entry put into a changelog that is there: nothing else in the file moves."""

from __future__ import annotations

import pytest

from report.changelog_file import entered, is_changelog

HEAD = "# Changelog\n\nAll notable changes.\n\n"
OLD = "## 1.0.0 (2026-01-05)\n\n- the first\n"
ENTRY = '## v1.1.0 (2026-01-23)\n\n<!-- commitbrief {"version":"1"} -->\n\n### New\n\n- a thing\n'
WRITTEN = "## v1.1.0 (2026-01-23)\n\n### New\n\n- a thing\n"


def test_it_stands_before_the_others_without_its_footer() -> None:
    assert entered(HEAD + OLD, ENTRY) == f"{HEAD}{WRITTEN}\n{OLD}"


@pytest.mark.parametrize(
    "title", ["## v1.1.0 (2026-01-20)", "## [1.1.0] - 2026-01-20", "## [v1.1.0](https://example.org/c/1..2)"]
)
def test_it_takes_the_place_of_its_earlier_state(title: str) -> None:
    assert entered(f"{HEAD}{title}\n\n- so far\n\n{OLD}", ENTRY) == f"{HEAD}{WRITTEN}\n{OLD}"


def test_twice_is_as_once() -> None:
    once = entered(HEAD + OLD, ENTRY)
    assert entered(once, ENTRY) == once


def test_a_changelog_without_entries_gets_its_first() -> None:
    assert entered(HEAD, ENTRY) == HEAD + WRITTEN


def test_what_stands_in_a_block_of_code_is_no_entry() -> None:
    head = HEAD + "```\n## 0.0.0\n```\n\n"
    assert entered(head + OLD, ENTRY) == f"{head}{WRITTEN}\n{OLD}"


def test_line_ends_stay_as_the_file_has_them() -> None:
    assert entered((HEAD + OLD).replace("\n", "\r\n"), ENTRY) == f"{HEAD}{WRITTEN}\n{OLD}".replace(
        "\n", "\r\n"
    )


def test_an_entry_alone_is_no_changelog() -> None:
    assert is_changelog(HEAD + OLD)
    assert not is_changelog(ENTRY)
