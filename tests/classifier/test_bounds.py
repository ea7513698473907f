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
        ("Stop command injection in the driver", "src/a.php"),
        ("Do not leak credentials into the log", "src/a.php"),
    ],
)
def test_what_closes_a_hole_is_never_low(message: str, path: str) -> None:
    found = level({path: "a = 1\n"}, {path: "a = 2\n"}, message, Importance.LOW)
    assert (found.level, found.bound, found.judged) == (Importance.MEDIUM, Bound.SECURITY, Importance.LOW)
    assert found.evidence


@pytest.mark.parametrize(
    ("message", "path", "is_bot"),
    [
        ("Describe the security policy", "SECURITY.md", False),
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
