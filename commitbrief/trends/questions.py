"""What can be asked of a store.

Days, weeks and months are UTC's; a week is named by its Monday. Weight is the number of high commits that is
expected, a medium one counting half: with the trained model a commit weighs by its probabilities, with
the formula by its level.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from commitbrief.bulk.store import Maker


class Trend(StrEnum):
    """The questions."""

    IMPORTANCE = "importance"
    TYPES = "types"
    HOT = "hot"
    BUS_FACTOR = "bus-factor"
    BREAKS = "breaks"
    PEOPLE = "people"
    WEEKS = "weeks"


class By(StrEnum):
    """What an answer has a row for."""

    REPOSITORY = "repository"
    FOLDER = "folder"
    AUTHOR = "author"
    WEEK = "week"
    MONTH = "month"
    RELEASE = "release"


# The first is the default.
WAYS: Mapping[Trend, tuple[By, ...]] = {
    Trend.IMPORTANCE: (By.MONTH, By.WEEK, By.REPOSITORY, By.FOLDER, By.AUTHOR, By.RELEASE),
    Trend.TYPES: (By.MONTH, By.WEEK, By.REPOSITORY, By.FOLDER, By.AUTHOR, By.RELEASE),
    Trend.HOT: (By.FOLDER,),
    Trend.BUS_FACTOR: (By.REPOSITORY, By.FOLDER),
    Trend.BREAKS: (By.RELEASE, By.MONTH, By.REPOSITORY),
    Trend.PEOPLE: (By.AUTHOR,),
    Trend.WEEKS: (By.WEEK,),
}


@dataclass(frozen=True, slots=True)
class Question:
    """A trend, by what, of which commits, as scored by whom, if they did. `limit` is the most rows, the weightiest first; 0 is all of them.
    Answers over time have all their rows whatever the limit."""

    trend: Trend
    by: By
    maker: Maker
    repositories: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    bots: bool = False
    limit: int = 20
