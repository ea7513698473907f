"""Which files carry labels: those, and no source that happens to be called `history.py`."""

from __future__ import annotations

import pytest

from classifier.labels.carriers import Carrier, carrier_of, fragment_type


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("news/123.feature.rst", Carrier.FRAGMENT),
        ("news/requests.vendor.rst", Carrier.FRAGMENT),
        ("changelog/4422.bugfix.1.rst", Carrier.FRAGMENT),
        ("src/twisted/web/newsfragments/9999.misc", Carrier.FRAGMENT),
        ("twisted/conch/topfiles/77.bugfix", Carrier.FRAGMENT),
        ("CHANGES/+lint.contrib.rst", Carrier.FRAGMENT),
        ("changes.d/12.breaking.md", Carrier.FRAGMENT),
        ("changelog.d/12.md", Carrier.FRAGMENT),
        ("news.d/12.feature.rst", Carrier.FRAGMENT),
        ("Misc/NEWS.d/next/Library/2024-05-01-10-00-00.gh-issue-118500.AbC1Ef.rst", Carrier.CHANGESET),
        (".changes/unreleased/Added-20240101-120000.yaml", Carrier.CHANGESET),
        (".changes/next-release/feature-oven-1234.json", Carrier.CHANGESET),
        ("changelog/unreleased/issue-123", Carrier.CHANGESET),
        ("changelogs/unreleased/123-fix.yml", Carrier.CHANGESET),
        (".changelog/12345.txt", Carrier.CHANGESET),
        ("change/@scope-oven-1a2b.json", Carrier.CHANGESET),
        ("common/changes/@rush/oven_2024.json", Carrier.CHANGESET),
        (".changeset/quick-mice-run.md", Carrier.CHANGESET),
        (".changeset/pre.json", Carrier.CHANGESET),
        ("releasenotes/notes/fix-thing-1a2b.yaml", Carrier.CHANGESET),
        ("docs/changelog/12345.yaml", Carrier.CHANGESET),
        ("hypothesis-python/RELEASE.rst", Carrier.RELEASE_FILE),
        ("CHANGELOG.md", Carrier.CHANGELOG),
        ("CHANGES", Carrier.CHANGELOG),
        ("NEWS.rst", Carrier.CHANGELOG),
        ("packages/kit/CHANGELOG.md", Carrier.CHANGELOG),
        ("changelogs/0.9.x.md", Carrier.CHANGELOG),
        ("docs/release-notes/v2.rst", Carrier.CHANGELOG),
        ("doc/en/changelog.rst", Carrier.CHANGELOG),
        ("HISTORY.txt", Carrier.CHANGELOG),
        ("docs/whatsnew/3.14.rst", Carrier.CHANGELOG),
    ],
)
def test_every_convention_is_known(path: str, kind: Carrier) -> None:
    assert carrier_of(path) is kind


@pytest.mark.parametrize(
    "path",
    [
        "history.py",
        "src/history/reader.rs",
        "crates/db/src/changes.rs",
        "twisted/news/nntp.py",
        "news/views.py",
        "src/releases.ts",
        "changelog/parser.go",
        "tools/news/template.html.py",
        "docs/index.md",
        "src/fragments/header.tsx",
        "whatsnew.css",
        "README.md",
        "news/.gitignore",
    ],
)
def test_sources_stay_visible(path: str) -> None:
    assert carrier_of(path) is None


def test_a_fragments_type_is_the_word_behind_the_issue() -> None:
    assert fragment_type("news/123.feature.rst") == "feature"
    assert fragment_type("news/123.feature.2.rst") == "feature"
    assert fragment_type("news/README.rst") == ""
    assert fragment_type("src/123.feature.rst") == ""
