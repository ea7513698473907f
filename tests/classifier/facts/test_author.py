"""What the author says is quoted as theirs; what templates and bots add is not."""

from __future__ import annotations

import pytest

from classifier.facts.author import AuthorsWords
from tests.support.facts import FactsOf

MESSAGE = """feat: keep routes (#12)

The router lost routes on restart. It now keeps them,
and says so in the log.

- store routes on disk
- read them at start

BREAKING CHANGE: the file format
is another one

Closes #7, see other/project#8.

Signed-off-by: A <a@example.org>
Co-authored-by: B <b@example.org>
"""


def said(told_by: FactsOf, message: str) -> list[tuple[str, str, int]]:
    return [
        (f.subject.value, f.name, f.evidence[0].line)
        for f in told_by(AuthorsWords(), "", "x\n", path="a", message=message)
    ]


def test_squashed_commits_are_said_without_their_headers_and_the_title_not_again(told_by: FactsOf) -> None:
    message = (
        "fix(ci): skip the door on forks (#9)\n\n* fix(ci): skip the door on forks\n\n"
        "* fix(ci): keep the door open when the key is lost\n* note: the door is red\n"
    )
    assert [name for _, name, _ in said(told_by, message)] == [
        "keep the door open when the key is lost",
        "note: the door is red",
    ]


def test_sentences_items_breaks_and_issues(told_by: FactsOf) -> None:
    assert said(told_by, MESSAGE) == [
        ("author_issue", "7", 12),
        ("author_issue", "8", 12),
        ("author_sentence", "The router lost routes on restart.", 3),
        ("author_sentence", "It now keeps them, and says so in the log.", 3),
        ("author_item", "store routes on disk", 6),
        ("author_item", "read them at start", 7),
        ("author_breaking", "the file format is another one", 9),
        ("author_sentence", "Closes #7, see other/project#8.", 12),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "- [x] I have run the tests",
        "<!-- please describe\nyour change here -->",
        "## Checklist\nI have read all the rules",
        "Signed-off-by: A <a@example.org>",
        "Dependabot will resolve any conflicts with this PR",
        "```\nsome code in a block\n```",
        "* wip",
        "---",
    ],
)
def test_templates_trailers_and_bots_are_not_quoted(told_by: FactsOf, body: str) -> None:
    assert said(told_by, f"fix: x\n\n{body}\n") == []


def test_a_line_end_that_was_typed_out_ends_a_sentence(told_by: FactsOf) -> None:
    found = said(told_by, "fix: a queue\n\nThe queue is drained once.\\n\\nSecond thing that it says\n")
    assert [name for _, name, _ in found] == ["The queue is drained once.", "Second thing that it says"]
