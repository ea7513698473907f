"""What the parser says of messages: Conventional Commits to the letter, reverts and squashed lines."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.message.parse import Message, parse

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("conventional_commits.toml").read_text("utf8")
)["case"]


READERS: dict[str, Callable[[Message], object]] = {
    "conventional": lambda message: message.conventional,
    "type": lambda message: message.type or "",
    "scope": lambda message: message.scope or "",
    "subject": lambda message: message.subject,
    "body": lambda message: message.body or "",
    "breaking": lambda message: message.breaking,
    "notes": lambda message: list(message.notes),
    "footers": lambda message: [[footer.token, footer.value] for footer in message.footers],
    "references": lambda message: [reference.number for reference in message.references],
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["message"])[:50])
def test_conventional_commits(case: dict[str, Any]) -> None:
    message = parse(case["message"])
    expected = {key: value for key, value in case.items() if key in READERS}
    assert {key: READERS[key](message) for key in expected} == expected


def test_the_table_of_cases_is_whole() -> None:
    assert len(CASES) == 42


def test_footers_need_no_blank_line_between_them_and_stop_at_the_next_token() -> None:
    message = parse(
        "fix: a\n\nprose\n\nReviewed-by: Z\nruns on\n  and on\nRefs #12\nBREAKING-CHANGE: gone\n\nwith a\n\nparagraph"
    )
    assert message.body == "prose"
    assert [(footer.token, footer.value) for footer in message.footers] == [
        ("Reviewed-by", "Z\nruns on\n  and on"),
        ("Refs", "12"),
        ("BREAKING-CHANGE", "gone\n\nwith a\n\nparagraph"),
    ]
    assert message.notes == ("gone\n\nwith a\n\nparagraph",)


@pytest.mark.parametrize(
    "token", ["breaking change", "Breaking Change", "BREAKING  CHANGE", "BREAKING CHANGES"]
)
def test_breaking_change_must_be_upper_case_and_exact(token: str) -> None:
    assert not parse(f"fix: a\n\n{token}: gone").breaking


def test_an_announcement_may_begin_on_the_next_line() -> None:
    message = parse("feat: a\n\nbody\n\nBREAKING CHANGE:\n\n* one\n* two")
    assert message.notes == ("* one\n* two",)
    assert message.body == "body"


def test_an_announcement_of_nothing_breaks_nothing() -> None:
    assert not parse("feat: a\n\nbody\n\nBREAKING CHANGE:").breaking


def test_prose_with_a_colon_is_no_footer() -> None:
    body = "First line.\nIMPORTANT: see elsewhere.\nAnother line."
    message = parse(f"fix: a\n\n{body}")
    assert (message.body, message.footers) == (body, ())


def test_a_body_never_voids_a_header() -> None:
    message = parse("feat(a)!: b\n\n((: [x\n\x00\nfoo(: bar\nBREAKING CHANGE\n---\n+++")
    assert (message.conventional, message.type, message.scope, message.breaking) == (True, "feat", "a", True)


def test_windows_line_ends_are_line_ends() -> None:
    message = parse("feat: a\r\n\r\nbody\r\n\r\nRefs #1\r\n")
    assert (message.subject, message.body, message.footers[0].value) == ("a", "body", "1")


SHA = "0123456789abcdef0123456789abcdef01234567"


@pytest.mark.parametrize(
    ("text", "sha", "subject", "reapplies"),
    [
        (f'Revert "feat: x"\n\nThis reverts commit {SHA}.', SHA, "feat: x", False),
        (f'Revert "Revert "x""\n\nThis reverts commit {SHA}.', SHA, "x", True),
        (f'Reapply "x"\n\nThis reverts commit {SHA}.', SHA, "x", True),
        ("revert: feat: x", "", "feat: x", False),
        ("[Revert] Add x", "", "Add x", False),
        ("revert: noodles\n\nRefs: 676104e, a215868", "676104e", "noodles", False),
        (f"Take it back\n\nThis reverts commit {SHA}.", SHA, "Take it back", False),
        ('[Frontend][Core] Revert "Add a limit" (#34 and #36) (#38)', "", "Add a limit", False),
        ('Revert: "[Bug] Mend it" (#33)', "", "[Bug] Mend it", False),
        ("[Core] revert the limit", "", "the limit", False),
        ('Revert "x (#5)" (#6)', "", "x (#5)", False),
    ],
)
def test_reverts(text: str, sha: str, subject: str, reapplies: bool) -> None:
    revert = parse(text).revert
    assert revert is not None
    assert (revert.sha, revert.subject, revert.reapplies) == (sha, subject, reapplies)


@pytest.mark.parametrize(
    "text", ["feat: revert dialog", "Reverse the list", "fix: x\n\nA revert would be wrong."]
)
def test_what_is_no_revert(text: str) -> None:
    assert parse(text).revert is None


def test_the_pull_request_that_a_revert_takes_back() -> None:
    for text in ('Revert "x (#5)"\n\nReverts owner/repo#5', "Revert #5", 'Revert "x (#5)" (#6)'):
        revert = parse(text).revert
        assert revert is not None
        assert revert.pull_request == 5


def test_squashed_lines() -> None:
    message = parse("Export (#9)\n\n* feat(csv)!: write\n\n* fix: typo\n- prose: no\n1. docs: guide")
    assert [(line.header.type, line.header.subject, line.line) for line in message.squashed] == [
        ("feat", "write", 3),
        ("fix", "typo", 5),
        ("docs", "guide", 7),
    ]


NOUN = st.from_regex(r"[a-z][a-z0-9]{0,9}(-[a-z0-9]{1,9})?", fullmatch=True)


WORDS = st.from_regex(r"[A-Za-z]{1,10}( [a-z]{1,10}){0,5}", fullmatch=True)


TOKEN = st.from_regex(r"[A-Z][a-z]{1,9}(-[a-z]{1,9})?", fullmatch=True)


@given(
    type_=NOUN,
    scope=st.none() | WORDS,
    mark=st.booleans(),
    subject=WORDS,
    body=st.none() | WORDS,
    footers=st.lists(st.tuples(TOKEN, WORDS), max_size=4),
)
def test_what_is_written_to_the_specification_is_read_back(
    *,
    type_: str,
    scope: str | None,
    mark: bool,
    subject: str,
    body: str | None,
    footers: list[tuple[str, str]],
) -> None:
    title = f"{type_}{f'({scope})' if scope else ''}{'!' if mark else ''}: {subject}"
    blocks = [
        title,
        *([body] if body else []),
        *(["\n".join(f"{t}: {v}" for t, v in footers)] if footers else []),
    ]
    message = parse("\n\n".join(blocks))
    assert message.conventional
    assert (message.type, message.scope, message.header.breaking) == (type_, scope, mark)
    assert (message.subject, message.body) == (subject, body)
    assert [(footer.token, footer.value) for footer in message.footers] == footers
