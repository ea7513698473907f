"""Findings as commands to GitHub's runner, which shows them at their lines in a pull request.

A title, a path and a line of a stranger are data: nothing in them ends a command or begins another.
"""

from __future__ import annotations

from collections.abc import Sequence

from commitbrief.config.choices import FailOn
from commitbrief.gate import Finding

SHOWN = 1000  # characters of a message


def as_annotations(findings: Sequence[Finding], kinds: Sequence[FailOn]) -> str:  # noqa: ARG001 - as all writers
    """One command a line, those that are not allowed first: the runner shows ten of each level."""
    ranked = sorted(findings, key=lambda one: one.allowed is not None)
    return "".join(f"{_command(one)}\n" for one in ranked)


def _command(one: Finding) -> str:
    level = "error" if one.allowed is None else "notice"
    place = [("file", one.path), ("line", str(one.line))] if one.path else []
    title = f"{one.repository}: {one.kind}" + (" (allowed)" if one.allowed else "")
    pairs = ",".join(f"{name}={_property(value)}" for name, value in (*place, ("title", title)) if value)
    return f"::{level} {pairs}::{_data(one.told[:SHOWN])}"


def _data(text: str) -> str:
    """As the runner takes it back: https://github.com/actions/toolkit, `escapeData`."""
    shown = "".join(
        c if c.isprintable() or c in "\r\n" else c.encode("unicode_escape").decode() for c in text
    )
    return shown.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
