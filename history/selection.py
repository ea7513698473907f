"""Which commits are wanted, as values, and the moments that a day begins and ends.

A commit belongs to the day of its *committer's* date in the selection's zone, as GitHub's API has it.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from history.editions import Period, PeriodKind
from history.errors import HistoryError


@dataclass(frozen=True, slots=True)
class Day:
    """The commits of one day in an IANA zone, reachable from `ref`."""

    day: date
    zone: str = "UTC"
    ref: str = "HEAD"


@dataclass(frozen=True, slots=True)
class Days:
    """The commits from one day to another, both included, reachable from `ref`; a side that is `None`
    is open."""

    since: date | None
    until: date | None
    zone: str = "UTC"
    ref: str = "HEAD"


@dataclass(frozen=True, slots=True)
class Range:
    """`A..B` (in B, not in A), `A...B` (in one of them), or one revision, which is that commit alone.
    An empty side is HEAD. Tags and all that `git rev-parse` knows are revisions."""

    expression: str


@dataclass(frozen=True, slots=True)
class SinceLastTag:
    """The commits reachable from `ref` and not from the nearest tag behind it; all if there is none."""

    ref: str = "HEAD"


@dataclass(frozen=True, slots=True)
class Everything:
    """All commits reachable from `ref`."""

    ref: str = "HEAD"


Selection = Day | Days | Range | SinceLastTag | Everything


@dataclass(frozen=True, slots=True)
class Window:
    """Seconds since 1970: from `start`, included, to `end`, excluded. `None` is open."""

    start: int | None = None
    end: int | None = None

    def __contains__(self, seconds: int) -> bool:
        after = self.start is None or seconds >= self.start
        return after and (self.end is None or seconds < self.end)


ALWAYS = Window()


def window(selection: Selection) -> Window:
    """The time a selection covers. A day of a change to or from summer time has 23 or 25 hours. Raises
    `HistoryError` for an unknown zone or days in the wrong order."""
    match selection:
        case Day(day, zone):
            return Window(_begin(day, zone), _end(day, zone))
        case Days(since, until, zone):
            if since and until and since > until:
                raise HistoryError(f"the first day, {since}, is after the last, {until}; exchange them")
            return Window(_begin(since, zone) if since else None, _end(until, zone) if until else None)
        case _:
            return ALWAYS


def period(selection: Selection, zone: str = "UTC") -> Period:
    """How a report names the selection. `zone` is for selections that have none of their own."""
    match selection:
        case Day(day, own):
            moment = midnight(day, own)
            return Period(PeriodKind.DAY, own, moment, moment)
        case Days(since, until, own):
            first = midnight(since, own) if since else None
            last = midnight(until, own) if until else None
            return Period(PeriodKind.DAYS, own, first, last)
        case Range(expression):
            return Period(PeriodKind.RANGE, zone, expression=expression)
        case SinceLastTag(ref):
            return Period(PeriodKind.RANGE, zone, expression=f"..{ref}")
        case Everything(ref):
            return Period(PeriodKind.ALL, zone, expression=ref)


def zone_info(name: str) -> ZoneInfo:
    """The IANA time zone of this name. Raises `HistoryError` with names that are near."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # no such file, an unsafe name, a folder
        known = sorted(available_timezones())
        folded = {zone.lower(): zone for zone in known}
        near = difflib.get_close_matches(name.lower()[:60], folded, n=3)
        hint = f"; did you mean {' or '.join(folded[zone] for zone in near)}?" if near else ""
        message = f"no time zone is called {name!r}{hint}"
        raise HistoryError(message if hint else f"{message}; names are like Europe/Berlin") from None


def midnight(day: date, zone: str) -> datetime:
    """The beginning of a day. Where clocks skip midnight it is the moment they skip it."""
    return datetime(day.year, day.month, day.day, tzinfo=zone_info(zone))


def _begin(day: date, zone: str) -> int:
    try:
        return int(midnight(day, zone).timestamp())
    except (OverflowError, ValueError) as error:
        raise HistoryError(f"the date {day} is out of range") from error


def _end(day: date, zone: str) -> int:
    try:
        return _begin(day + timedelta(days=1), zone)
    except OverflowError as error:
        raise HistoryError(f"the date {day} is out of range") from error
