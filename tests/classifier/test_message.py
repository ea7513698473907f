"""What the parser says of messages: Conventional Commits to the letter, other conventions by their habits,
and nothing that a message holds can make it fail or slow."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.header import Convention
from classifier.message import Message, parse

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


@pytest.mark.parametrize(
    ("title", "type_", "scope"),
    [
        ("FEAT(API): x", "feat", "API"),
        ("Fix: x", "fix", None),
        ("chore(@org/pkg-a): x", "chore", "@org/pkg-a"),
        ("custom-type: x", "custom-type", None),
        ("ümlaut: x", "ümlaut", None),
        ("   feat: x   ", "feat", None),
    ],
)
def test_types_are_any_noun_in_any_case(title: str, type_: str, scope: str | None) -> None:
    message = parse(title)
    assert (message.conventional, message.type, message.scope, message.subject) == (True, type_, scope, "x")


@pytest.mark.parametrize(
    "title",
    [
        "feat:",
        "feat: ",
        "feat",
        ": x",
        "(api): x",
        "feat(): x",
        "feat( ): x",
        "feat(a: x",
        "feat (a): x",
        "feat : x",
        "JIRA-123: x",
        "net/http: x",
        "std::move",
        "https://example.org",
        "feat(a)b: x",
        "feat! : x",
        "feat!!: x",
        "two words: x",
        "[feat]: x",
        "fixup! feat: x",
    ],
)
def test_not_conventional_to_the_letter(title: str) -> None:
    assert not parse(title).conventional


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


@pytest.mark.parametrize(
    ("title", "convention", "subject"),
    [
        ("feat: x", Convention.CONVENTIONAL, "x"),
        ("fix(a) : x", Convention.CONVENTIONAL, "x"),
        ("Fix[a]: x", Convention.CONVENTIONAL, "x"),
        ("[Bugfix][Kernel] Stop it", Convention.TAGS, "Stop it"),
        ("[PD] fix: stop it", Convention.TAGS, "stop it"),
        ("net/http: reject x", Convention.AREA, "reject x"),
        ("drm/amd, drm/radeon: x", Convention.AREA, "x"),
        ("x86: y", Convention.AREA, "y"),
        ("✨ x", Convention.EMOJI, "x"),
        (":bug: x", Convention.EMOJI, "x"),
        ("✨ feat: x", Convention.EMOJI, "x"),
        ("Fixed #12 -- Stopped it.", Convention.DJANGO, "Stopped it."),
        ("[4.2.x] Refs #1, #2 -- Added it.", Convention.DJANGO, "Added it."),
        ("Add x", Convention.PLAIN, "Add x"),
        ("JIRA-123: Add x", Convention.PLAIN, "Add x"),
        ("", Convention.EMPTY, ""),
        (" \n\t\n", Convention.EMPTY, ""),
        ("Merge pull request #7 from a/b", Convention.MERGE, "Merge pull request #7 from a/b"),
        ("Merge branch 'a' into 'main'", Convention.MERGE, "Merge branch 'a' into 'main'"),
        ('Merge "Add x" into stable', Convention.MERGE, 'Merge "Add x" into stable'),
        ("Merged in a (pull request #7)", Convention.MERGE, "Merged in a (pull request #7)"),
        ('Revert "x"', Convention.REVERT, 'Revert "x"'),
    ],
)
def test_conventions(title: str, convention: Convention, subject: str) -> None:
    message = parse(title)
    assert (message.convention, message.subject) == (convention, subject)


def test_what_titles_carry() -> None:
    header = parse("[Bugfix][Kernel] fix(moe): stop it (#12)").header
    assert (header.tags, header.type, header.scope) == (("Bugfix", "Kernel"), "fix", "moe")
    assert parse("PROJ-7: feat: x").header.ticket == "PROJ-7"
    assert parse("[PROJ-7] x").header.ticket == "PROJ-7"
    assert parse("net/http: x").header.area == "net/http"
    assert parse("✨ x").header.emoji == "✨"
    assert parse("squash! feat: x").header.autosquash


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("Add x (#12)", 12),
        ("Merge pull request #12 from a/b", 12),
        ("Merged in a/b (pull request #12)", 12),
        ("Fix #12", None),
        ("Add x (#12) y", None),
    ],
)
def test_the_pull_request_of_a_title(title: str, number: int | None) -> None:
    assert parse(title).pull_request == number


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
    assert parse(f"a\n\n(cherry picked from commit {SHA})").cherry_picked == SHA


# What makes patterns backtrack and parsers recurse, as an alphabet.
HOSTILE = (
    st.text(st.sampled_from("feat(fix)!: #12\n\r\t[]\"'-*,./\\@<>é✨\u2028\x00BREAKING CHANGE")) | st.text()
)


@given(HOSTILE)
def test_no_message_makes_the_parser_fail(text: str) -> None:
    message = parse(text)
    lines = message.text.split("\n")
    assert message.header.text == "" or message.header.text == lines[message.header_line - 1].strip()
    assert all(footer.line <= len(lines) for footer in message.footers)
    assert all(reference.line <= len(lines) for reference in message.references)


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


def steps(text: str) -> int:
    """Return how many lines of Python the parser runs: unlike time, the same on every machine."""
    count = 0

    def trace(*_: object) -> Any:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        parse(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        "x\n",
        "a: b\n",
        "a:\n",
        "#1 ",
        "a/b#1 ",
        "feat(",
        "((",
        "[a]",
        "fix ",
        'Revert "',
        "BREAKING CHANGE: x\n",
        "* feat: x\n",
        "Signed-off-by: a\n",
    ],
)
def test_twice_the_message_is_at_most_twice_the_steps(piece: str) -> None:
    small, large = (steps("feat: x\n\n" + piece * count) for count in (1000, 2000))
    assert large <= 2.2 * small + 200


@pytest.mark.parametrize(
    "piece",
    [
        "x",
        "\n",
        "x\n",
        ":",
        "a:",
        "a: b\n",
        "(",
        "feat(",
        "[",
        "[a]",
        "fix ",
        " ",
        "#1",
        "a/",
        "https://",
        'Revert "',
        "reverts ",
        "a,",
        "🎉\u200d",
        "Merge ",
        "co-authored-by:",
        "See merge request ",
    ],
)
def test_two_million_characters_are_read(piece: str) -> None:
    """No limit of time is asserted: a parser that is not linear would not come back from this."""
    text = piece * (2_000_000 // len(piece))
    assert parse(f"feat: {text}").text == f"feat: {text}"
