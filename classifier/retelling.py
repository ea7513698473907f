"""Commits as a changelog tells them: each in one line of people's words, those that are one thing together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from classifier.message.parse import Message, parse
from classifier.together import Belonging, Change, belonging, gathered
from history.briefs import Brief, ChangeType, Evidence, Origin, Quote, Term
from history.editions import Claim, Retelling
from history.records import Commit, FileStatus

SHARED = 2  # words of a title that a line of a record must have to speak of the same commit
STEM = 5  # letters
_WORD = re.compile(r"[^\W\d_]{4,}")


def retelling(briefs: Sequence[Brief]) -> Retelling:
    """How these commits, newest first, are told where each has a line."""
    messages = [parse(brief.commit.message) for brief in briefs]
    found = gathered(
        [
            Change(
                brief.commit.sha, belongs(brief.commit, message), brief.reverts.sha if brief.reverts else ""
            )
            for brief, message in zip(briefs, messages, strict=True)
        ]
    )
    claims = tuple(_claim(brief, message) for brief, message in zip(briefs, messages, strict=True))
    return Retelling(claims, found.groups, found.undone)


def belongs(commit: Commit, message: Message | None = None) -> Belonging:
    """What a commit says of where it belongs."""
    return belonging(message or parse(commit.message), commit.subject, commit.message)


def _claim(brief: Brief, message: Message) -> Claim:
    title = message.claim or brief.commit.subject
    told = _record(brief, title)
    scope = message.title.scope or message.title.area or ""
    return Claim(
        text=told or title,
        scope="" if told else scope,
        pull=message.pull_request or 0,
        recorded=bool(told),
        announced=tuple(one.text for one in message.announced),
    )


def _record(brief: Brief, title: str) -> str:
    """What users were told of the commit, "" where nothing is. A release moves the lines of many commits, and a commit that
    tidies a changelog those of others: a line counts if it is a file of its own or speaks of what the title speaks of."""
    if any(one.type in (ChangeType.RELEASE, ChangeType.DOCS) for one in brief.types[:1]):
        return ""
    own = {file.path for file in brief.commit.files if file.status is FileStatus.ADDED}
    wanted = _stems(title)
    for text, evidence in _records(brief):
        if evidence.path in own or len(wanted & _stems(text)) >= SHARED:
            return text.rstrip(" -–—")
    return ""


def _records(brief: Brief) -> Iterator[tuple[str, Evidence]]:
    """The sentence that a section opens with may be one, and then is not quoted again."""
    for said in brief.statements:
        params = dict(said.params)
        text = params.get("said")
        if params.get("origin") == Term(f"origin-{Origin.RECORD}") and isinstance(text, Quote):
            yield text.text, said.evidence[0]
    yield from ((one.text, one.evidence) for one in brief.quotations if one.origin is Origin.RECORD)


def _stems(text: str) -> set[str]:
    return {word[:STEM].casefold() for word in _WORD.findall(text)}
