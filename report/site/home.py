"""What the home page shows of a repository."""

from __future__ import annotations

from datetime import date

from report.site.entry import commits_of
from report.site.making import Followed, Making, counted, day_line
from report.site.pages import Card, Spark, Way

HOME_DAYS, HOME_WEEK, SPARK_DAYS = 3, 7, 60


def card(making: Making, one: Followed) -> Card:
    """A repository at a glance."""
    newest = date.fromisoformat(one.days[0].day) if one.days else date.min
    week = [page for page in one.days if (newest - date.fromisoformat(page.day)).days < HOME_WEEK]
    return Card(
        way=Way(one.name, f"{one.folder}/index.html"),
        url=one.url,
        latest=tuple(day_line(page, f"{one.folder}/") for page in one.days[:HOME_DAYS]),
        week=counted(commits_of(tuple(week))),
        spark=_spark(making, one, newest),
    )


def _spark(making: Making, one: Followed, newest: date) -> Spark:
    counts = [0] * SPARK_DAYS
    for page in one.days:
        back = (newest - date.fromisoformat(page.day)).days
        if back < SPARK_DAYS:
            counts[SPARK_DAYS - 1 - back] = page.commits
    most = max(counts)
    if not most:
        return Spark("", "")
    points = " ".join(
        f"{100 * place / (SPARK_DAYS - 1):.1f},{19 - 18 * count / most:.1f}"
        for place, count in enumerate(counts)
    )
    return Spark(points, making.say("site-spark", days=SPARK_DAYS, most=most, commits=sum(counts)))
