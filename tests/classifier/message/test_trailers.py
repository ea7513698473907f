"""The last lines of a message, as git reads them."""

from __future__ import annotations

import pytest

from classifier.message.parse import parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n\nb\n\nSigned-off-by: A <a@b>\nX-Y: z", [("Signed-off-by", "A <a@b>"), ("X-Y", "z")]),
        ("a\n\nprose\nX-Y: z", []),  # not all are trailers, and git wrote none of them
        ("a\n\nprose\nSigned-off-by: A <a@b>", [("Signed-off-by", "A <a@b>")]),
        ("a\n\np\np\np\np\nSigned-off-by: A <a@b>", []),  # less than a quarter
        ("X-Y: z", []),  # the title is no trailer
        ("a\n\nX-Y: z\n  folded\nZ : w", [("X-Y", "z folded"), ("Z", "w")]),
        ("a\n\nX-Y: z\n\nprose", []),
        ("a\n\n(cherry picked from commit 1234567)\nX: y", [("X", "y")]),
        ("a\n\nBREAKING CHANGE: z", []),  # git knows no blank in a token
    ],
)
def test_trailers_follow_git(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(trailer.token, trailer.value) for trailer in parse(text).trailers] == expected


def test_co_authors_are_found_outside_the_last_paragraph() -> None:
    text = "a\n\nCo-authored-by: A B <a@b>\n\nmore\n\nco-authored-by: C <c@d>\nCo-Authored-By: A <A@B>"
    assert [(person.name, person.email, person.line) for person in parse(text).co_authors] == [
        ("A B", "a@b", 3),
        ("C", "c@d", 7),
    ]


def test_where_a_change_was_picked_from() -> None:
    sha = "0123456789abcdef0123456789abcdef01234567"
    assert parse(f"a\n\n(cherry picked from commit {sha})").cherry_picked == sha
