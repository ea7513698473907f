"""What somebody says is known: `Commitbrief-allow: <rule> <name>: reason` in a message, or the same in a configuration.

It takes nothing out of a report; it says who let a finding pass, and why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from classifier.message.parse import parse
from classifier.statements.shown import codes
from history.briefs import Allowance, Brief, Section, Statement

TRAILER = "commitbrief-allow"
ALL = "*"
GATED = (Section.COMPATIBILITY, Section.SECURITY)
_SAID = re.compile(r"(?P<rule>[\w-]{1,80})\s+(?P<name>\S{1,300}):\s+(?P<reason>\S.*)", re.DOTALL)


def allowance(text: str, by: str = "") -> Allowance | None:
    """`<rule> <name>: reason` as a value; `None` for anything else. `by` is who says so, "" for the configuration."""
    hit = _SAID.fullmatch(text.strip())
    return Allowance(hit["rule"], hit["name"], " ".join(hit["reason"].split()), by) if hit else None


def allowed(brief: Brief, configured: Sequence[Allowance], kinds: Iterable[str]) -> tuple[Allowance, ...]:
    """What is let pass of a commit: of the configuration and of its own message, as far as it is about something in it.
    `kinds` are the gates' names, which stand for all rules of their sections."""
    own = (
        allowance(one.value, brief.commit.author.name)
        for one in parse(brief.commit.message).trailers
        if one.token.lower() == TRAILER
    )
    said = dict.fromkeys((*(one for one in own if one), *configured))
    named = frozenset(kinds)
    return tuple(one for one in said if one.rule in named or any(covers(one, two) for two in gated(brief)))


def gated(brief: Brief) -> tuple[Statement, ...]:
    """The statements that a gate may be about."""
    return tuple(one for one in brief.statements if one.section in GATED)


def covers(one: Allowance, statement: Statement, kind: str = "") -> bool:
    """Whether an allowance is about a statement, of whose gate `kind` is the name."""
    if one.rule not in (statement.rule, kind):
        return False
    return one.name == ALL or any(one.name == code.text for code in codes(statement))
