"""What is read in the first line of a message: the conventions, and what a title carries."""

from __future__ import annotations

import pytest

from classifier.message.header import Convention
from classifier.message.parse import parse


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
        ('Merge "Add x" into stable', Convention.PLAIN, "Add x"),
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


@pytest.mark.parametrize("blank", ["\u00a0", "\u202f", "\u2007", "\u3000"])
def test_blanks_that_do_not_break_are_blanks(blank: str) -> None:
    for title in (f"feat!:{blank}x", f"feat(api)!{blank}: x", f"feat{blank}!: x", f"✨ (api)!:{blank}x"):
        assert parse(title).breaking, title
    message = parse(f"fix: y\n\nBREAKING{blank}CHANGE:{blank}the key is gone\n")
    assert [note.text for note in message.announced] == ["the key is gone"]


@pytest.mark.parametrize(
    ("title", "type_", "breaking"),
    [
        ("feat(api(v2))!: drop it", "feat", True),
        ("Draft: drop it", "draft", False),
        ("WIP: drop it", "wip", False),
        ("- drop it: all of it", None, False),
        ('Resolve "the lid: does not open"', None, False),
    ],
)
def test_what_is_put_before_a_type_and_what_is_not(title: str, type_: str | None, breaking: bool) -> None:
    message = parse(title)
    assert (message.type, message.breaking) == (type_, breaking)
