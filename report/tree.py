"""What a report is once it has words: the context of the templates, the JSON output, the input of tests.

Everything is frozen, plain and in the order in which it is shown. Dates are ISO 8601 with an offset.
The JSON Schema is made from these classes (`report/schema.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from history.records import Told
from report.inline import CodeSpan, Text
from report.section_tree import CommitSection, Level, Mention, Missing, Sentence, Words


@dataclass(frozen=True, slots=True)
class Group:
    """The commits of one level."""

    level: Level
    icon: str
    heading: str
    commits: tuple[CommitSection, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """One commit in the table, which leads to its section: the author's date in the report's zone, its type and
    level."""

    time: str
    author: str
    title: tuple[Text | CodeSpan, ...]
    section: str | None
    type_word: str
    level: Level
    icon: str
    breaking: bool


@dataclass(frozen=True, slots=True)
class CommitTable:
    """All commits that have a section, in the order of the history: the contents of the report too."""

    heading: str
    columns: tuple[str, str, str, str, str]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class Lead:
    """One of the commits that the opening tells. `consequence` is the stable name of what it means to those who
    run the program and `word` its word; `title` the claim of the commit's title, `reach` whom it concerns ((), where
    nothing says so). `commits` are the commit itself and those that are told with it."""

    consequence: str
    icon: str
    word: str
    title: tuple[Text | CodeSpan, ...]
    reach: Words
    effects: tuple[Sentence, ...]
    advice: Sentence | None
    commits: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class News:
    """One line of the overview and the sections it speaks of."""

    words: Words
    key: str
    rule: str
    sections: tuple[Mention, ...]
    more: Words


@dataclass(frozen=True, slots=True)
class Topic:
    """The lines of the overview on one topic."""

    topic: str
    icon: str
    heading: str
    news: tuple[News, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """What matters in this report, before anything else: `lead` counts, `leads` tell the commits that come first,
    and `topics` what else there is by subject."""

    heading: str
    lead: tuple[Words, ...]
    leads: tuple[Lead, ...]
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Closing:
    """What stands folded at the end of the head: people and busiest places."""

    summary: str
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts: `total` is the sum of all others, `commits` of the three levels. `pieces` are the words."""

    heading: str
    pieces: tuple[str, ...]
    total: int
    commits: int
    high: int
    medium: int
    low: int
    bots: int
    filtered: int
    files: int
    added: int
    removed: int
    authors: int


@dataclass(frozen=True, slots=True)
class BotGroup:
    """Commits of machines: one line, and one line each behind it."""

    summary: str
    commits: tuple[CommitSection, ...]


@dataclass(frozen=True, slots=True)
class RepositoryName:
    """What was read: `owner/name` or a folder, its page, and the tip; where the forge said so, its default
    branch."""

    name: str
    url: str | None
    head: str | None
    default_branch: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """What the report covers, in `zone`; `label` is the words."""

    kind: str
    zone: str
    since: str | None
    until: str | None
    expression: str
    label: str


@dataclass(frozen=True, slots=True)
class Maker:
    """What made the report, enough to make it again (`commitbrief verify`)."""

    version: str
    rules_digest: str
    model_digest: str
    revisions: tuple[str, ...]
    options: tuple[tuple[str, str], ...]
    words: str
    told: Told | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One report of one repository, in one language. `format` counts the changes of this structure."""

    format: Literal[2]
    language: Literal["zh", "en"]
    title: str
    repository: RepositoryName
    period: Span
    opening: Opening
    table: CommitTable
    statistics: Statistics
    groups: tuple[Group, ...]
    closing: Closing | None
    bots: BotGroup | None
    missing: tuple[Missing, ...]
    missing_words: tuple[Words, ...]
    empty: str
    provenance: Maker

    @property
    def breaking(self) -> int:
        """How many of its commits break something."""
        return sum(commit.breaking for group in self.groups for commit in group.commits)
