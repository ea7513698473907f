"""Releases and what is recorded of them: the section that a changelog gains, and the project's own version."""

from __future__ import annotations

import pytest

from history.briefs import ChangeType, Importance, Section
from tests.support import RepoBuilder
from tests.support.sayings import BriefsOf, edited, words

OLD = "1.2.0\n=====\n\n* A kiln.\n"
MARKDOWN = "## [Unreleased](https://a.example/v{0}...main)\n\n{1}## [1.2.0](https://a.example/v1.1.0...v1.2.0)\n\n* A kiln.\n"
ENTRIES = (
    "## [1.3.0](https://a.example/v1.2.0...v1.3.0) - 2026-01-23\n\n### Added\n\n- A lid by @potter in https://a.example/7\n"
    "- A door\n  that opens\n    - slowly\n\n### Removed\n\n- The `chimney` of the kiln (#8 by potter)\n\n"
)


def test_a_section_is_told_with_its_size_and_what_asks_something_of_users(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    before, after = MARKDOWN.format("1.2.0", ""), MARKDOWN.format("1.3.0", ENTRIES)
    edited(repo, "Update CHANGELOG", {"CHANGELOG.md": (before, after)})
    brief = briefs_of(Importance.LOW)[0]
    assert words(brief, Section.SUMMARY) == (
        "CHANGELOG.md gets the section 1.3.0 with 3 entries (2 under “Added”, 1 under “Removed”).\n"
        "“The `chimney` of the kiln” (change record at “Removed”)."
    )
    assert brief.types[0].type is ChangeType.RELEASE


@pytest.mark.parametrize(
    ("path", "before", "after", "said"),
    [
        (
            "CHANGES.rst",
            OLD,
            f"1.3.0\n=====\n\n* A lid.\n* A door.\n* A fan.\n* A hood.\n\n{OLD}",
            "CHANGES.rst gets the section 1.3.0 with 4 entries.",
        ),
        (
            "NEWS",
            "1.2.0  2025-01-23\n - A kiln.\n",
            "1.3.0  2026-01-23\n - A lid.\n - A door.\n - A fan.\n - A hood.\n\n1.2.0  2025-01-23\n - A kiln.\n",
            "NEWS gets the section 1.3.0 with 4 entries.",
        ),
        (
            "CHANGELOG.md",
            "## Unreleased\n\n### Fixed\n\n- A kiln.\n",
            "## Unreleased\n\n### Fixed\n\n- A kiln.\n- A lid.\n- A door.\n",
            "“A lid” (change record at “Fixed”).\n“A door” (change record at “Fixed”).",
        ),
        (
            "CHANGELOG.md",
            "## Unreleased\n\n### Fixed\n\n- A kiln.\n\n### Docs\n",
            "## Unreleased\n\n### Fixed\n\n- A kiln.\n- A lid.\n- A door.\n- A fan.\n- A hood.\n\n### Docs\n",
            "CHANGELOG.md gets 4 entries (4 under “Fixed”).",
        ),
    ],
    ids=["rst", "plain", "few", "many"],
)
def test_entries_are_read_in_every_form(
    repo: RepoBuilder, briefs_of: BriefsOf, path: str, before: str, after: str, said: str
) -> None:
    edited(repo, "Note what is new", {path: (before, after)})
    assert words(briefs_of(Importance.LOW)[0], Section.SUMMARY) == said


def test_the_own_version_is_no_dependency(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    own = '[package]\nname = "kiln"\nversion = "{0}"\n\n[dependencies]\nkiln-lid = {{ path = "lid", version = "{0}" }}\nclay = "{1}"\n'
    lid = '[package]\nname = "kiln-lid"\nversion = "{0}"\n'
    edited(
        repo,
        "chore: Bump the kiln from 0.53.0 to 0.54.0",
        {
            "Cargo.toml": (own.format("0.53.0", "2.1.0"), own.format("0.54.0", "2.2.0")),
            "lid/Cargo.toml": (lid.format("0.53.0"), lid.format("0.54.0")),
        },
    )
    brief = briefs_of(Importance.LOW)[0]
    assert words(brief, Section.SUMMARY) == (
        "The project's own version goes from 0.53.0 to 0.54.0.\nclay moves from 2.1.0 to 2.2.0."
    )
    assert brief.types[0].type is ChangeType.RELEASE
    assert not any("kiln-lid" in str(one.params) for one in brief.statements)


def test_a_package_of_several_has_a_version_of_its_own(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    own = '{{\n  "name": "lid",\n  "version": "{0}",\n  "private": false\n}}\n'
    edited(
        repo, "release: lid@8.2.3", {"packages/lid/package.json": (own.format("8.2.2"), own.format("8.2.3"))}
    )
    said = words(briefs_of(Importance.LOW)[0], Section.SUMMARY)
    assert said == "The version of packages/lid goes from 8.2.2 to 8.2.3."


def test_a_table_that_names_the_own_version_is_not_told_beside_it(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    page = "# Kiln\n\n| Part | Version |\n| --- | --- |\n| lid | {} |\n"
    files = {
        "VERSION": ("1.4.0\n", "1.5.0\n"),
        "docs/parts.md": (page.format("1.4.0"), page.format("1.5.0")),
    }
    edited(repo, "chore: bump version to 1.5.0", files)
    said = words(briefs_of(Importance.LOW)[0], Section.SUMMARY)
    assert said == "The project's own version goes from 1.4.0 to 1.5.0."


def test_an_entry_that_is_put_otherwise_is_no_new_one(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    log = "## 1.2.0\n\n- A kiln that fires to three at most.\n- A lid{} the kiln that opens.\n- A door{} the kiln that opens.\n"
    edited(repo, "Mend the words", {"CHANGELOG.md": (log.format(" off", " off"), log.format(" of", " of"))})
    assert "entries" not in words(briefs_of(Importance.LOW)[0], Section.SUMMARY)


def test_one_entry_beside_the_change_that_it_tells_of_is_its_summary(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    log = "## Unreleased\n\n- A kiln.\n"
    source = "def fire(heat):\n    if heat > 3:\n        return None\n    return heat\n"
    edited(
        repo,
        "Check the heat",
        {
            "CHANGELOG.md": (log, f"{log}- The heat of the kiln is now checked before it fires.\n"),
            "src/kiln.py": ("def fire(heat):\n    return heat\n", source),
        },
    )
    assert "The heat of the kiln is now checked" in words(briefs_of(Importance.LOW)[0], Section.SUMMARY)
