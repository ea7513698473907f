"""One commit and one day as everything beside the day's own page knows them: lists, digests, feeds, the search.

All is made once, when the day is worded, and kept: HTML is safe to print, and links within the day's page begin with `#`.
"""

from __future__ import annotations

from dataclasses import dataclass

from report.section_tree import Level


@dataclass(frozen=True, slots=True)
class Marks:
    """What says that a commit belongs to another one: its pull request, those that its message follows up, and a key that
    the parts of one series share. Shas of what it undoes; all may be empty."""

    pull: int = 0
    follows: tuple[int, ...] = ()
    series: str = ""
    reverts: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One commit. `anchor` is its section's id in the page of `day`; `told` are the first sentences of its section and
    `duties` what a reader has to do; `said` is all that is said, without marks, for the search."""

    anchor: str
    sha: str
    short: str
    url: str
    day: str
    time: str
    moment: str
    author: str
    bot: bool
    level: Level
    icon: str
    level_word: str
    types: tuple[str, ...]
    type_words: str
    breaking: bool
    subject: str
    title: str
    told: str
    duties: tuple[str, ...]
    places: tuple[str, ...]
    added: int
    removed: int
    said: str
    marks: Marks = Marks()


@dataclass(frozen=True, slots=True)
class TopicLines:
    """What the opening of a day says on one topic."""

    topic: str
    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DayPage:
    """One day: `body` is its page without what is around it, `lead` the opening's first lines, `headline` the sentence
    that mattered most."""

    day: str
    title: str
    body: str
    lead: str
    headline: str
    topics: tuple[TopicLines, ...]
    entries: tuple[Entry, ...]
    commits: int
    bots: int
    filtered: int


def commits_of(days: tuple[DayPage, ...]) -> tuple[Entry, ...]:
    """What people committed on these days, in their order."""
    return tuple(one for day in days for one in day.entries if not one.bot)
