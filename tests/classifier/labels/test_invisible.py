"""No convention by which maintainers say how much a commit matters may reach the features: the label would learn itself.

Each convention is a file that tells the level, and what people write about it in messages.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from classifier.importance.extraction import extract
from classifier.labels.carriers import carrier_of
from history.records import FileChange, FileStatus
from tests.support.commits import change, commit

SOURCE = change("src/oven.py", "-    heat = 1", "+    heat = 2")
PLAIN = extract(commit("Heat more\n\nThe bread stayed pale.", SOURCE))

FILES = {
    "news fragment": ("news/12.feature.rst", "+Added an oven."),
    "news fragment with a counter": ("changelog/12.bugfix.2.rst", "+Fixed the oven."),
    "news fragment of a package": ("src/oven/newsfragments/12.removal", "+Gone."),
    "news fragment, old form": ("oven/topfiles/12.misc", "+"),
    "news fragment, orphan": ("CHANGES/+lint.contrib.rst", "+Linted."),
    "news fragment by issue alone": ("changelog.d/12.md", "+An oven."),
    "news fragment, news.d": ("news.d/12.feature.rst", "+An oven."),
    "blurb": (
        "Misc/NEWS.d/next/Library/2024-05-01-10-00-00.gh-issue-12.AbC1Ef.rst",
        "+An oven.",
    ),
    "changeset": (".changeset/warm-ovens-bake.md", "+---", "+'oven': minor", "+---", "+An oven."),
    "changeset of a prerelease": (".changeset/pre.json", '+{"mode": "pre"}'),
    "version plan": (".nx/version-plans/warm.md", "+oven: minor"),
    "chronus": (".chronus/changes/warm.md", "+changeKind: feature"),
    "yarn versions": (".yarn/versions/1a2b.yml", "+releases:", "+  oven: minor"),
    "beachball": ("change/@scope-oven-1a2b.json", '+{"type": "minor"}'),
    "rush": ("common/changes/@scope/oven_2026.json", '+{"type": "minor"}'),
    "changie": (".changes/unreleased/Added-20260101.yaml", "+kind: Added"),
    "botocore": (".changes/next-release/feature-oven-1.json", '+{"type": "feature"}'),
    "reno": ("releasenotes/notes/oven-1a2b.yaml", "+features:", "+  - oven"),
    "antsibull": ("changelogs/fragments/12-oven.yml", "+minor_changes:", "+  - oven"),
    "gitlab": ("changelogs/unreleased/12-oven.yml", "+type: added"),
    "calens": ("changelog/unreleased/issue-12", "+Enhancement: an oven"),
    "go-changelog": (".changelog/12.txt", "+```release-note:enhancement"),
    "elasticsearch": ("docs/changelog/12.yaml", "+type: enhancement"),
    "RELEASE file": ("hypothesis-python/RELEASE.rst", "+RELEASE_TYPE: minor", "+", "+An oven."),
    "RELEASE file, Markdown": ("RELEASE.md", "+RELEASE_TYPE: patch"),
    "changelog": ("CHANGELOG.md", "+## Added", "+- An oven (#12)"),
    "changelog of a package": ("packages/oven/CHANGELOG.md", "+### Minor Changes"),
    "changelog, older": ("CHANGELOG-1.x.md", "+## Added"),
    "changelog by version": ("changelogs/0.2.x.md", "+## Enhancements"),
    "changes": ("CHANGES.rst", "+Features"),
    "news": ("NEWS", "+* an oven"),
    "history": ("HISTORY.md", "+## 1.2.0"),
    "release notes": ("docs/release-notes/v2.md", "+An oven."),
    "what's new": ("docs/whatsnew/2.0.rst", "+An oven."),
}
TRACES = {
    "news fragments": (
        "Add a news fragment", "Added newsfragment", "Created news/12.feature.rst", "12.bugfix.rst",
        "newsfragments/12.feature.rst: An oven", "See CHANGES/12.breaking.rst", "Towncrier entry", "news entry added",
    ),
    "changesets": (
        "Add a changeset", "chore: changeset", "changeset: minor", "Add .changeset/warm-ovens-bake.md",
        "minor-changeset added", "'@scope/oven': minor", "`oven`: patch", "- oven: major", "Create warm-ovens-bake.md in .changeset",
    ),
    "RELEASE files": ("RELEASE_TYPE: minor", "Add RELEASE.rst", "Update the release file"),
    "changelog lines": (
        "Update the changelog", "Add a CHANGELOG entry", "Changelog: [BUGFIX] Oven: burn less.", "NEWS: an oven",
        "Add to the release notes", "relnotes: an oven", "Release note: An oven", "update CHANGES", "update HISTORY.md",
    ),
    "trailers": (
        "Changelog: added", "Changelog-Entry: an oven", "Release-Note: none", "Relnotes: yes", "Type: feature",
        "Signed-off-by: Ada <ada@example.org>", "Co-authored-by: Bo <bo@example.org>", "Reviewed-by: Cy",
        "Author: ada", "Semver: minor", "Reviewer: bo", "Change-Id: I0123456789",
    ),
    "headings": (
        "## Changelog\nAn oven.", "### Release notes\nA grand new oven.", "## What's new\nAn oven.", "**Changelog**\nAn oven.",
        "# Type of change\nNew feature", "## Changelog\n\n### Added\n\n- An oven\n\n### Fixed\n\n- Burns", "## Does this PR introduce a user-facing change?\nYes, an oven.",
    ),
    "forms": (
        "- [x] Added an entry to the release notes", "- [x] New feature", "<!-- Tell users what is new -->",
        "```release-note\nA grand new oven.\n```",
        "<details>\n<summary>Release notes</summary>\n\nNew features\n</details>",
    ),
    "what bots quote": (
        "Release notes:\n\n* breaking: everything", "Sourced from the oven's releases\n\nfeature: everything",
        "### Release Notes\n\n#### 2.0\n\n- breaking",
    ),
}  # fmt: skip


@pytest.mark.parametrize("convention", FILES)
def test_a_file_that_tells_the_level_changes_no_feature(convention: str) -> None:
    path, *lines = FILES[convention]
    added = change(path, *lines, status=FileStatus.ADDED)
    gone = replace(
        change(path, *(f"-{line[1:]}" for line in lines), status=FileStatus.DELETED), new_path=None
    )
    moved = replace(added, status=FileStatus.RENAMED, old_path=f"{path}.orig")
    for told in (added, change(path, *lines), gone, moved):
        for files in ((SOURCE, told), (told, SOURCE), (told, SOURCE, told)):
            assert extract(commit("Heat more\n\nThe bread stayed pale.", *files)) == PLAIN


@pytest.mark.parametrize(
    ("convention", "trace"), [(name, trace) for name, traces in TRACES.items() for trace in traces]
)
def test_what_people_write_about_it_changes_no_feature(convention: str, trace: str) -> None:
    said = extract(commit(f"Heat more\n\nThe bread stayed pale.\n\n{trace}\n", SOURCE))
    assert said == PLAIN


@pytest.mark.parametrize("path", [FILES[name][0] for name in FILES])
def test_a_commit_of_records_alone_looks_like_one_of_nothing(path: str) -> None:
    alone: tuple[FileChange, ...] = (change(path, "+words", status=FileStatus.ADDED),)
    assert carrier_of(path) is not None
    assert extract(commit("Heat more", *alone)) == extract(commit("Heat more"))


def test_a_section_that_tells_the_level_ends_at_the_next_of_its_depth() -> None:
    told = "Heat more\n\n## Changelog\n\n### Added\n\nAn oven.\n\n## Why\n\nThe bread stayed pale.\n"
    assert extract(commit(told, SOURCE)) == PLAIN
