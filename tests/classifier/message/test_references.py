"""The issues, pull requests and commits that a message names."""

from __future__ import annotations

from classifier.message.parse import parse


def test_references() -> None:
    message = parse(
        "Add x (#1)\n\nFixes #2, #3 and owner/repo#4.\nSee https://example.org/a/b/issues/5 and GH-6; "
        "not foo#7 nor &#8; nor /issues/9#10\nSee merge request group/sub/name!11"
    )
    assert [(ref.number, ref.repository, ref.action, ref.closes) for ref in message.references] == [
        (1, "", "", False),
        (2, "", "fixes", True),
        (3, "", "fixes", True),
        (4, "owner/repo", "fixes", True),
        (5, "a/b", "see", False),
        (6, "", "see", False),
        (11, "group/sub/name", "", False),
    ]
    assert [ref.line for ref in message.references] == [1, 3, 3, 3, 4, 4, 5]
