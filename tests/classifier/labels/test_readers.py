"""Every form of record gives its sentence, with its line and what it is called."""

from __future__ import annotations

import pytest

from classifier.labels.carriers import carrier_of
from classifier.labels.readers.all import MESSAGE_READERS, readers_of
from classifier.labels.readers.interface import Told, begins_new
from classifier.labels.readers.yaml_records import ENVOY

CHLOGGEN = """\
# One of 'breaking', 'enhancement'
change_type: enhancement
component: oven
note: "Add a `timer` that rings"
issues: [12]
subtext:
"""
RENO = """\
---
prelude: >
    A quiet release.
features_dough:
  - |
    The oven learns to
    preheat itself.

    It takes a while.
fixes:
  - Burnt crumbs are swept out.
"""
ANSIBLE = """\
bugfixes:
  - oven - do not burn (https://example.org/1).
minor_changes:
  - oven - add option ``timer``.
"""
ISTIO = """\
apiVersion: release-notes/v2
kind: bug-fix
area: baking
releaseNotes:
- |
  **Added** a second shelf.
"""
BLURB = """\
Fix a crumb in :func:`bake`.
Patch by a baker.
"""
HASHICORP = """\
```release-note:bug
oven: fix the door
```

```release-note:deprecation
oven: the `gas` argument goes
```
"""
CHANGESET = """\
---
"oven": minor
"shelf": patch
---

A timer that rings

More about it.
"""

FILES = [
    (".chloggen/timer.yaml", CHLOGGEN, [("enhancement", "high", "Add a `timer` that rings", 4)]),
    (
        "docs/changelog/12.yaml",
        "pr: 12\nsummary: Ring the timer\narea: Oven\ntype: bug\nissues: []\n",
        [("bug", "medium", "Ring the timer", 2)],
    ),
    (
        "docs/changelog/13.yaml",
        "pr: 13\nsummary: Turn the knob\ntype: enhancement\nbreaking:\n  title: Knob\n",
        [("breaking", "high", "Turn the knob", 2)],
    ),
    (
        "changelog/fragments/17-oven.yaml",
        "# Kind can be one of\nkind: bug-fix\n\nsummary: The door shuts\n",
        [("bug-fix", "medium", "The door shuts", 4)],
    ),
    (
        "changelogs/fragments/12-oven.yml",
        ANSIBLE,
        [
            ("bugfixes", "medium", "oven - do not burn (https://example.org/1).", 2),
            ("minor_changes", "high", "oven - add option ``timer``.", 4),
        ],
    ),
    (
        "releasenotes/notes/preheat-0123456789abcdef.yaml",
        RENO,
        [
            ("features", "high", "The oven learns to preheat itself.", 6),
            ("fixes", "medium", "Burnt crumbs are swept out.", 11),
        ],
    ),
    ("releasenotes/notes/12.yaml", ISTIO, [("added", "high", "Added a second shelf.", 6)]),
    (
        ".changes/unreleased/Improvements-12.yaml",
        "component: oven\nkind: Improvements\nbody: Heats faster\n",
        [("improvements", "medium", "Heats faster", 3)],
    ),
    (
        "changelog/new_timer.md",
        "* [#12](https://example.org/12): Add new `Oven/Timer` cop. ([@baker][])\n",
        [("new", "high", "[#12](https://example.org/12): Add new `Oven/Timer` cop. ([@baker][])", 1)],
    ),
    (
        "Misc/NEWS.d/next/Library/2026-01-02-03-04-05.gh-issue-12.AbCdEf.rst",
        BLURB,
        [("library", "medium", "Fix a crumb in :func:`bake`. Patch by a baker.", 1)],
    ),
    (
        "Misc/NEWS.d/next/Security/2026-01-02-03-04-05.gh-issue-12.AbCdEf.rst",
        BLURB,
        [("security", "high", "Fix a crumb in :func:`bake`. Patch by a baker.", 1)],
    ),
    (
        ".changelog/12.txt",
        HASHICORP,
        [
            ("bug", "medium", "oven: fix the door", 2),
            ("deprecation", "high", "oven: the `gas` argument goes", 6),
        ],
    ),
    (".changeset/warm-bread.md", CHANGESET, [("minor", "high", "A timer that rings", 6)]),
    (
        "doc/whats_new/upcoming_changes/oven/12.fix.rst",
        "- :class:`Oven` shuts its door.\n",
        [("fix", "medium", ":class:`Oven` shuts its door.", 1)],
    ),
    (
        "ChangeLog.d/oven-door.txt",
        "Security\n   * The door of the oven could\n     be opened from afar.\n\nBugfix\n   * No crumbs.\n",
        [
            ("security", "high", "The door of the oven could be opened from afar.", 2),
            ("bugfix", "medium", "No crumbs.", 6),
        ],
    ),
    (
        "changelogs/unreleased/gh-12-oven.md",
        "## feature/baking\n\n* Two shelves (gh-12).\n",
        [("feature", "high", "Two shelves (gh-12).", 3)],
    ),
    (
        "changelog/unreleased/issue-12",
        "Enhancement: Allow two shelves\n\nThere was one.\n",
        [("enhancement", "high", "Allow two shelves", 1)],
    ),
    (
        ".changelog/unreleased/bug-fixes/12-door.md",
        "- `[oven]` The door shuts\n",
        [("bug-fixes", "medium", "`[oven]` The door shuts", 1)],
    ),
    (
        "unreleased_history/new_features/shelf.md",
        "A second shelf.\n",
        [("new_features", "high", "A second shelf.", 1)],
    ),
    (
        "changelog/fix-door",
        "Significance: patch\nType: fix\n\nThe door shuts.\n",
        [("fix", "medium", "The door shuts.", 4)],
    ),
    (
        ".changesets/breaking_baker_knob.md",
        "### The knob turns left ([PR #12](https://example.org/12))\n\nIt turned right.\n",
        [("breaking", "high", "It turned right.", 3)],
    ),
    (
        "news/knob.rst",
        "**Added:**\n\n* <news item>\n\n**Fixed:**\n\n* The knob turns.\n",
        [("fixed", "medium", "The knob turns.", 7)],
    ),
]


@pytest.mark.parametrize(("path", "text", "expected"), FILES, ids=[path for path, _, _ in FILES])
def test_a_record_gives_its_entries(path: str, text: str, expected: list[tuple[str, str, str, int]]) -> None:
    reader, told = next((one, found) for one in readers_of(path) if (found := one.read(path, text)))
    shown = [(one.kind, str(reader.kinds.level(one)), one.text, one.line) for one in told]

    assert shown == expected
    assert carrier_of(path) is not None, "no feature may see a file that tells the label"


def test_envoys_file_of_current_changes_is_read_by_section() -> None:
    text = "date: Pending\n\nbug_fixes:\n- area: oven\n  change: |\n    The door\n    shuts.\nnew_features: |\n  A shelf.\n  A timer.\n"

    told = ENVOY.read("changelogs/current.yaml", text)

    assert [(one.kind, one.text, one.line) for one in told if one.kind != "date"] == [
        ("bug_fixes", "The door shuts.", 6),
        ("new_features", "A shelf.", 9),
        ("new_features", "A timer.", 10),
    ]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Ring\n\nText.\n\nChangelog: added\nMR: !1\n", [("added", "high", "Ring", 1)]),
        ("Ring\n\nChangelog: kitchen\n", []),
        (
            "sql: ring\n\nRelease note (bug fix): The timer\nrings again.\n\nMore.\n",
            [("bug fix", "medium", "The timer rings again.", 3)],
        ),
        ("sql: ring\n\nRelease note: None\n", [("none", "low", "", 3)]),
        (
            "sql: ring\n\nRelease note (sql change): Added a timer.\n",
            [("sql change", "high", "Added a timer.", 3)],
        ),
        (
            "Merge ring\n\n```release-note\n[BUGFIX] Oven: ring again\n```\n",
            [("bugfix", "medium", "Oven: ring again", 4)],
        ),
        ("Merge ring\n\n```release-note\nNONE\n```\n", [("none", "low", "", 4)]),
    ],
)
def test_a_message_tells_what_its_form_says(message: str, expected: list[tuple[str, str, str, int]]) -> None:
    shown = [
        (one.kind, str(reader.kinds.level(one)), one.text, one.line)
        for reader in MESSAGE_READERS
        for one in reader.read(message)
    ]

    assert shown == expected


def test_a_named_vulnerability_is_high_whatever_its_kind() -> None:
    (reader,) = readers_of(".chloggen/a.yaml")

    assert reader.kinds.level(Told("bug_fix", "Bump oven (CVE-2026-12345)", 1)) == "high"


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("Add a shelf", True),
        ("`oven`: add a shelf", True),
        ("oven/door - Added option", True),
        ("**Removed** the knob", True),
        ("[#12](https://example.org/12): Add a shelf", True),
        ("#12 - Add a shelf", True),
        ("Make the shelf wider", False),
        ("Address a leak", False),
    ],
)
def test_the_first_word_says_whether_something_is_new(text: str, new: bool) -> None:
    assert begins_new(text) is new


@pytest.mark.parametrize(
    "text", ["", "---", "a: [", "\x00", "- \n", "```release-note:bug", "---\n---\n", "&a *a"]
)
def test_whatever_stands_in_a_record_is_read_without_failing(text: str) -> None:
    for path, _, _ in FILES:
        for reader in readers_of(path):
            reader.read(path, text)
