"""Which commits of a longer time belong together, and which came to nothing: for the digests of weeks and releases.

A commit that is undone within the time, and the one that undoes it, are not told. The parts of a series, a change and
what follows it up, are one thing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from classifier.message.parse import Message

# `[2/5]`, `(part 2)`, `- step 3`, and what a squash merge adds.
_PART = re.compile(
    r"[\[(]\s*\d+\s*(?:/|of)\s*\d+\s*[\])]|[\[(]?\b(?:part|pt|step|phase)\.?\s*\d+\b[\])]?", re.IGNORECASE
)
_NUMBER = re.compile(r"\s*\(#\d+\)|\s*\[#\d+\]")
_TICKET = re.compile(r"\b[A-Z][A-Z0-9]+-\d+\b")
_NO_TICKETS = re.compile(r"^(?:UTF|SHA|ISO|CVE|RFC|GHSA|HTTP|MD|X|AES|RSA|FP|INT|CP|BF|E)-?\d*-")
_FOLLOWS = re.compile(
    r"\b(?:follow(?:s|ing|ed)?[ -]?up(?:\s+(?:to|of|on|for))?|fix-?up\s+(?:of|for)|amends?|regress(?:ion|ed)\s+(?:in|from|by|of)"
    r"|introduced\s+(?:in|by)|broken\s+by|caused\s+by|after|completes|continues|stacked\s+on|part\s+of)\s*:?\s*(?:PR\s*)?#(\d+)",
    re.IGNORECASE,
)
LEAST_WORDS = 3  # of a title that is to be the name of a series


@dataclass(frozen=True, slots=True)
class Belonging:
    """What says to whom a commit belongs: its pull request (0 for none), those it follows up, and the name of its
    series, "" for none."""

    pull: int = 0
    follows: tuple[int, ...] = ()
    series: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A commit of the time, and the id of the one that it undoes."""

    sha: str
    belonging: Belonging
    reverts: str = ""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The places of the commits that stand together, each group in the order of the commits and the groups by their
    first; and the places of those that came to nothing."""

    groups: tuple[tuple[int, ...], ...]
    undone: tuple[int, ...]


def belonging(message: Message, subject: str, text: str) -> Belonging:
    """What the whole message `text` says of where the commit belongs."""
    ticket = next((one for one in _TICKET.findall(subject) if not _NO_TICKETS.match(one)), "")
    stripped, parts = _PART.subn("", _NUMBER.sub("", subject))
    words = re.findall(r"\w+", stripped.lower())
    # A title that says which part it is names its series; any other only its twins.
    series = " ".join(words) if parts or len(words) >= LEAST_WORDS else ""
    follows = tuple(dict.fromkeys(int(one) for one in _FOLLOWS.findall(text[:20_000])))
    return Belonging(message.pull_request or 0, follows, ticket or series)


def gathered(changes: Sequence[Change]) -> Gathered:
    """The commits of a time, newest first, in groups."""
    undone = _undone(changes)
    left = [place for place in range(len(changes)) if place not in undone]
    root = {place: place for place in left}

    def top(place: int) -> int:
        while root[place] != place:
            root[place] = root[root[place]]
            place = root[place]
        return place

    by_pull = {changes[place].belonging.pull: place for place in left if changes[place].belonging.pull}
    by_series: dict[str, int] = {}
    for place in left:
        one = changes[place].belonging
        others = [by_pull[pull] for pull in one.follows if pull in by_pull]
        if one.series:
            others.append(by_series.setdefault(one.series, place))
        for other in others:
            first, second = sorted((top(place), top(other)))
            root[second] = first
    groups: dict[int, list[int]] = {}
    for place in left:
        groups.setdefault(top(place), []).append(place)
    return Gathered(tuple(tuple(some) for some in groups.values()), tuple(sorted(undone)))


def _undone(changes: Sequence[Change]) -> set[int]:
    """From the newest on: what is undone does not undo anything any more."""
    by_sha = {one.sha: place for place, one in enumerate(changes)}
    gone: set[int] = set()
    for place, one in enumerate(changes):
        target = by_sha.get(one.reverts)
        if target is not None and target != place and place not in gone:
            gone |= {place, target}
    return gone
