"""What was decided about the commits of one report together: what leads, what it says of its period, what made it.

The values of single commits are in `history/briefs.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from history.briefs import Brief, Statement
from history.records import Gap, Repository, Told


class HeadlineKind(StrEnum):
    """The topics of a report's overview, in their order. The last two stand folded at its end."""

    BREAKING = "breaking"
    SECURITY = "security"
    ACROSS = "across"  # what its commits have to do with one another
    INTERFACES_GONE = "interfaces_gone"
    INTERFACES_NEW = "interfaces_new"
    DEPENDENCIES = "dependencies"
    HOT_MODULES = "hot_modules"
    PEOPLE = "people"


class Consequence(StrEnum):
    """What a commit means for those who run the program, the most pressing first."""

    DEFAULT = "default"  # whoever did nothing gets something else
    ERROR = "error"  # what started before is refused
    REMOVAL = "removal"  # something is gone, or of another form
    SECURITY = "security"
    FIX = "fix"
    DEPRECATION = "deprecation"
    PERFORMANCE = "performance"
    NEW = "new"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Lead:
    """One of the commits that the opening tells: the claim of its title, whom it concerns (`reach`: the author's
    scope and tags, platforms; `place`: the folder that holds most of it, "" if none), what proves it, and what to do.
    `shas` are the commit and those that are told with it."""

    consequence: Consequence
    claim: str
    reach: tuple[str, ...]
    place: str
    effects: tuple[Statement, ...]
    advice: Statement | None
    shas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Headline:
    """One line of the opening: a statement and the commits that it speaks of, most telling first."""

    kind: HeadlineKind
    statement: Statement
    shas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A commit in one line of somebody's words: what users were told of it (`recorded`), or its title without type
    and numbers. `scope` is what the title names as its scope, `pull` the number of its request, 0 for none; `announced`
    is what the author says breaks, below the title."""

    text: str
    scope: str = ""
    pull: int = 0
    recorded: bool = False
    announced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Retelling:
    """Commits as a changelog tells them: the claim of each, in their order; the places of those that are one thing
    and of those that came to nothing."""

    claims: tuple[Claim, ...]
    groups: tuple[tuple[int, ...], ...]
    undone: tuple[int, ...]


class PeriodKind(StrEnum):
    """How the commits of a report were chosen."""

    DAY = "day"
    DAYS = "days"
    RANGE = "range"
    ALL = "all"
    PATCH = "patch"


@dataclass(frozen=True, slots=True)
class Period:
    """What a report covers: days are inclusive, in `zone`; `expression` is the range as the user wrote it."""

    kind: PeriodKind
    zone: str
    since: datetime | None = None
    until: datetime | None = None
    expression: str = ""


@dataclass(frozen=True, slots=True)
class SetAside:
    """Commits that are counted and listed but not discussed."""

    bots: tuple[Brief, ...] = ()
    filtered: int = 0  # all their files, their author, type or level left out by the user's filters


@dataclass(frozen=True, slots=True)
class Provenance:
    """What made a report, enough to make it again. Digests are the first 16 hex digits of SHA-256. `told` is
    what the forge said, `None` where it was not asked."""

    version: str
    rules_digest: str
    model_digest: str
    revisions: tuple[str, ...]
    options: tuple[tuple[str, str], ...] = ()
    told: Told | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """One report of one repository, before it has words: what `report` turns into a document."""

    repository: Repository
    period: Period
    briefs: tuple[Brief, ...]
    provenance: Provenance
    headlines: tuple[Headline, ...] = ()
    set_aside: SetAside = SetAside()
    gaps: tuple[Gap, ...] = ()
    leads: tuple[Lead, ...] = ()
