"""The pages of a site: what each shows. The words and tags are in `templates/site/`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from report.digest import Digest
from report.render import site_page
from report.site.entry import DayPage, Entry, TopicLines


@dataclass(frozen=True, slots=True)
class Way:
    """A way to another page: what it is called and its address, seen from this one; an empty address is this page."""

    name: str
    address: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """What is around the content of a page. `root` and `assets` lead to the folders of the language and of the files
    that all share; `older` and `newer` are its neighbours; `other` is this page in the other language."""

    language: str
    title: str
    root: str
    assets: str
    made: str
    crumbs: tuple[Way, ...] = ()
    feeds: tuple[Way, ...] = ()
    older: Way | None = None
    newer: Way | None = None
    other: Way | None = None


@dataclass(frozen=True, slots=True)
class Filters:
    """What can be asked for among the entries of a page: (name, words) each, in the order shown."""

    levels: tuple[tuple[str, str], ...]
    types: tuple[tuple[str, str], ...]
    places: tuple[str, ...]
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """Commits by level, and those that break something."""

    high: int
    medium: int
    low: int
    breaking: int

    @property
    def commits(self) -> int:
        """All of them."""
        return self.high + self.medium + self.low


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day in a list."""

    way: Way
    counts: Counts
    headline: str


@dataclass(frozen=True, slots=True)
class Spark:
    """Commits of the latest days, the oldest first; `points` is the line of an SVG 100 wide and 20 high."""

    points: str
    words: str


@dataclass(frozen=True, slots=True)
class Card:
    """One repository on the home page."""

    way: Way
    url: str
    latest: tuple[DayLine, ...]
    week: Counts
    spark: Spark


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a calendar; `shade` is 0 for none to 4 for the busiest, `mark` says what is behind its look."""

    number: int
    address: str
    shade: int
    level: str
    breaking: bool
    words: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a calendar: rows of a way to the week and seven cells, `None` outside the month."""

    way: Way
    rows: tuple[tuple[Way, tuple[Cell | None, ...]], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture for light and one for dark surroundings, and what it shows as a table."""

    title: str
    light: str
    dark: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Share:
    """Somebody or a place, and how many commits; `part` is of the largest, in hundredths."""

    name: str
    commits: int
    part: int
    also: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """A repository's page."""

    name: str
    url: str
    counts: Counts
    months: tuple[Month, ...]
    latest: tuple[DayLine, ...]
    weeks: tuple[Way, ...]
    releases: tuple[Way, ...]
    breaks: tuple[tuple[str, Entry], ...]
    dependencies: tuple[tuple[Way, tuple[str, ...]], ...]
    charts: tuple[Chart, ...]
    places: tuple[Share, ...]
    people: tuple[Share, ...]


def home(frame: Frame, cards: Sequence[Card]) -> str:
    """The first page."""
    return site_page("home.html.j2", frame.language, frame=frame, cards=cards)


def repository(frame: Frame, overview: Overview) -> str:
    """The page of one repository."""
    return site_page("repository.html.j2", frame.language, frame=frame, overview=overview)


def day(frame: Frame, page: DayPage, filters: Filters) -> str:
    """The page of a day."""
    return site_page("day.html.j2", frame.language, frame=frame, page=page, filters=filters)


@dataclass(frozen=True, slots=True)
class Span:
    """The page of a longer time. `headings` names the types; `days` lead to its parts; `folder` is where the pages of
    days are, seen from this one; `before` are commits that the site does not reach back to."""

    heading: str
    digest: Digest[Entry]
    headings: dict[str, str]
    counts: Counts
    days: tuple[DayLine, ...]
    parts: tuple[Way, ...]
    dependencies: tuple[TopicLines, ...] = ()
    before: int = 0


def span(frame: Frame, page: Span, filters: Filters) -> str:
    """The page of a week, a month or a release."""
    return site_page("span.html.j2", frame.language, frame=frame, page=page, filters=filters)


def search(frame: Frame, repositories: Sequence[str], folder: str) -> str:
    """The page that searches; `folder` is where its index is."""
    return site_page("search.html.j2", frame.language, frame=frame, repositories=repositories, folder=folder)
