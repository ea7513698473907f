"""Levels within bounds: what closes a hole or takes much away is not low, what only words a message is not high."""

from __future__ import annotations

from dataclasses import replace

import pytest

from classifier.bounds import bounded
from classifier.reading import read
from classifier.rulebook import load_rules
from classifier.types.decide import decide_types
from history.briefs import Bound, Importance, Judge, Verdict
from tests.support.facts import RULES, Files, view_of


def level(before: Files, after: Files, message: str, judged: Importance, *, is_bot: bool = False) -> Verdict:
    """What a verdict becomes for a commit with this message and these files."""
    book = load_rules(RULES)
    commit = replace(view_of(before, after).commit, message=message)
    reading = read(commit, book.paths)
    types = decide_types(reading, book)
    return bounded(Verdict(judged, Judge.MODEL), reading, types, is_bot=is_bot)


@pytest.mark.parametrize(
    ("message", "path"),
    [
        ("Merge commit from fork", "lib/a.rb"),
        ("Fix reply of bit.tohex (CVE-2024-31449)", "src/a.c"),
        ("bump for CVE-2030-54605, used on one path", "Gemfile.lock"),
        ("Check the CSRF token of the form", "app/a.rb"),
        ("deps: upgrade to address CVEs in the parser", "go.mod"),
        ("chore(deps): bump oven (RUSTSEC-2026-0178)", "Cargo.lock"),
        ("Update dependency oven to v2.17.4 [SECURITY]", "go.mod"),
        ("Stop command injection in the driver", "src/a.php"),
        ("Do not leak credentials into the log", "src/a.php"),
    ],
)
def test_what_closes_a_hole_is_never_low(message: str, path: str) -> None:
    is_bot = "[SECURITY]" in message  # that mark is a program's
    found = level({path: "a = 1\n"}, {path: "a = 2\n"}, message, Importance.LOW, is_bot=is_bot)
    assert (found.level, found.bound, found.judged) == (Importance.MEDIUM, Bound.SECURITY, Importance.LOW)
    assert found.evidence


@pytest.mark.parametrize(
    ("message", "path", "is_bot"),
    [
        ("Describe the security policy", "SECURITY.md", False),
        ("Update dependency oven to v2.17.4 [SECURITY]", ".github/workflows/a.yml", True),
        ("Bump oven from 2.17.3 to 2.17.4", "go.mod", True),
        ("ci: add a security analysis workflow", ".github/workflows/a.yml", False),
        ("ci: add a security analysis workflow", "config/analysis.yaml", False),
        ("Add `Security/Eval` to the defaults", "lib/a.rb", False),
        ("Bump json from 2.18.0 to 2.19.2\n\nRelease notes: fixes CVE-2030-12345", "Gemfile.lock", True),
    ],
)
def test_what_only_speaks_of_security_stays_low(message: str, path: str, is_bot: bool) -> None:
    found = level({path: "a = 1\n"}, {path: "a = 2\n"}, message, Importance.LOW, is_bot=is_bot)
    assert (found.level, found.bound) == (Importance.LOW, None)


def test_what_takes_much_source_away_is_never_low() -> None:
    old = {"src/a.zig": "".join(f"const a{n} = {n};\n" for n in range(600)), "src/b.zig": "const b = 1;\n"}
    found = level(old, {"src/b.zig": "const b = 2;\n"}, "nuke a", Importance.LOW)
    assert (found.level, found.bound) == (Importance.MEDIUM, Bound.REMOVAL)
    tests = {path.replace("src/", "tests/"): text for path, text in old.items()}
    assert level(tests, {}, "nuke a", Importance.LOW).level is Importance.LOW


def test_a_message_worded_otherwise_is_never_high() -> None:
    old = {"src/a.php": "<?php\n$io->writeError('not loaded ('.$why.')');\n"}
    new = {"src/a.php": "<?php\n$io->writeError('not loaded ('.$file.': '.$why.')');\n"}
    found = level(old, new, "feat: name the file in the log", Importance.HIGH)
    assert (found.level, found.bound) == (Importance.MEDIUM, Bound.MESSAGES)
    more = {"src/a.php": new["src/a.php"] + "retry($file);\n"}
    assert level(old, more, "feat: retry", Importance.HIGH).level is Importance.HIGH


@pytest.mark.parametrize(
    ("message", "line"),
    [
        ("refactor!: one way to bake", "refactor!: one way to bake"),
        (
            "refactor: one way to bake\n\nShorter.\n\nBREAKING CHANGE: trays are gone",
            "BREAKING CHANGE: trays are gone",
        ),
    ],
)
def test_what_announces_a_break_is_never_low(message: str, line: str) -> None:
    found = level({"src/a.rs": "a"}, {"src/a.rs": "b"}, message, Importance.LOW)

    assert (found.level, found.bound, found.judged) == (Importance.MEDIUM, Bound.BREAKING, Importance.LOW)
    assert [proof.text for proof in found.evidence] == [line]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("go.mod", "module a\n\ngo 1.22\n", "module a\n\ngo 1.24.0\n"),
        ("Cargo.toml", '[package]\nrust-version = "1.70"\n', '[package]\nrust-version = "1.71"\n'),
        (
            "pyproject.toml",
            '[project]\nrequires-python = ">=3.9"\n',
            '[project]\nrequires-python = ">=3.10"\n',
        ),
        (
            "package.json",
            '{\n  "engines": {\n    "node": ">=18"\n  }\n}\n',
            '{\n  "engines": {\n    "node": ">=20"\n  }\n}\n',
        ),
        ("composer.json", '{"require": {\n  "php": "^8.1"\n}}\n', '{"require": {\n  "php": "^8.2"\n}}\n'),
        ("a.gemspec", '  s.required_ruby_version = ">= 2.6"\n', '  s.required_ruby_version = ">= 2.7"\n'),
    ],
)
def test_what_asks_for_a_newer_language_is_never_low(path: str, old: str, new: str) -> None:
    found = level({path: old}, {path: new}, "chore: tidy up", Importance.LOW)

    assert (found.level, found.bound) == (Importance.MEDIUM, Bound.BREAKING)
    assert [proof.path for proof in found.evidence] == [path]
    moved = level({path: old}, {path: "\n" + old}, "chore: tidy up", Importance.LOW)
    assert moved.level is Importance.LOW


def test_another_version_of_a_dependency_asks_nothing_of_who_builds() -> None:
    old, new = ({"go.mod": f"module a\n\ngo 1.22\n\nrequire example.org/oven v1.{n}.0\n"} for n in (2, 3))
    assert level(old, new, "chore: tidy up", Importance.LOW).level is Importance.LOW


def test_a_sentence_worded_otherwise_on_a_line_of_its_own_is_a_message_too() -> None:
    old = {"src/a.ts": "throw new Error(\n  'cannot print before it listens',\n)\nopen('a b', 'rw')\n"}
    new = {"src/a.ts": old["src/a.ts"].replace("cannot", "Cannot")}
    assert level(old, new, "fix: messages", Importance.HIGH).bound is Bound.MESSAGES
    key = {"src/a.ts": old["src/a.ts"].replace("rw", "r")}
    assert level(old, key, "fix: open", Importance.HIGH).level is Importance.HIGH
