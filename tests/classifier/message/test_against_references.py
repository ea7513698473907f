"""The parser beside the programs that others trust: git's own reading of trailers, run here, and what
conventional-commits-parser said of a table of messages, recorded."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from classifier.message.parse import parse

REFERENCE: dict[str, Any] = json.loads(Path(__file__).with_name("reference_values.json").read_text("utf8"))
LAX = "breaking change is"  # the reference takes a note in any case and without a colon; the specification does not


@pytest.mark.parametrize("case", REFERENCE["cases"], ids=lambda case: case["message"][:40])
def test_what_the_reference_parser_says(case: dict[str, Any]) -> None:
    message = parse(case["message"])
    assert (message.type, message.scope, message.subject) == (case["type"], case["scope"], case["subject"])
    if LAX not in case["message"]:
        assert list(message.notes) == case["notes"]
        assert message.breaking is bool(case["notes"])


LINES = st.sampled_from(
    [
        "",
        "",
        "Signed-off-by: Ada <ada@example.org>",
        "Reviewed-by: Cleo",
        "Fixes: #12",
        "Key:value",
        "Key : value",
        "no trailer here",
        "prose with a colon: inside",
        "  folded on",
        "\tfolded too",
        "(cherry picked from commit 0123456789abcdef0123456789abcdef01234567)",
        "-: x",
        "Ünder: x",
        ": x",
        "Empty:",
        "https://example.org/a",
    ]
)


@settings(max_examples=200)
@given(st.lists(LINES, max_size=9))
@example(["", "Reviewed-by: Cleo", "  folded on", "no trailer here", "Signed-off-by: Ada <ada@example.org>"])
@example(["", "Empty:", "  folded on"])
@example(["", "prose", "", "Key:value", "Fixes: #12", ""])
@example(
    [
        "",
        "Reviewed-by: Cleo",
        "(cherry picked from commit 0123456789abcdef0123456789abcdef01234567)",
        "  folded on",
    ]
)
def test_trailers_are_those_of_git(below: list[str]) -> None:
    text = "\n".join(["fix: the lid", *below]) + "\n"
    command = ["git", "-c", "core.commentChar=;", "interpret-trailers", "--parse", "--no-divider"]
    told = subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout.decode()
    theirs = [tuple(part.strip() for part in line.split(":", 1)) for line in told.splitlines() if ":" in line]
    assert [(one.token, one.value) for one in parse(text).trailers] == theirs
