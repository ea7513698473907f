"""Which commits the user asked for: the options that choose them, and the only look at the clock."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import click

LONGEST = 36525  # days


@dataclass(frozen=True, slots=True)
class When:
    """The options that choose commits, as they were given. At most one way of choosing is set."""

    date: str | None = None
    since: str | None = None
    until: str | None = None
    range: str | None = None
    since_last_tag: bool = False
    last: int | None = None
    all: bool = False

    def __post_init__(self) -> None:
        given = self.given()
        if len(given) > 1:
            raise click.UsageError(f"{given[0]} and {given[1]} exclude each other: give one of them")
        if self.until is not None and self.since is None:
            raise click.UsageError("--until needs --since: the first day of the range")

    def given(self) -> list[str]:
        """The ways of choosing that were given, by the option's name."""
        ways = {
            "--date": self.date,
            "--since": self.since,
            "--range": self.range,
            "--since-last-tag": self.since_last_tag,
            "--last": self.last,
            "--all": self.all,
        }
        return [name for name, value in ways.items() if value not in (None, False)]


def span(text: str) -> int:
    """Read a number of days: `7`, `3d` or `2w`; raises `click.BadParameter`."""
    found = re.fullmatch(r"([0-9]{1,5}) ?(d|days?|w|weeks?)?", text.strip())
    days = int(found[1]) * (7 if (found[2] or "d").startswith("w") else 1) if found else 0
    if not 1 <= days <= LONGEST:
        raise click.BadParameter(
            f"{text!r} is no span of up to a hundred years: write 7, 3d or 2w (--all is everything)",
            param_hint="--last",
        )
    return days


def today(zone: str) -> date:
    """The current day in `zone`."""
    return datetime.now(ZoneInfo(zone)).date()


def day(text: str, option: str, now: date) -> date:
    """Read a day: `2026-01-23`, `today` or `yesterday`; raises `click.BadParameter`."""
    named = {"today": now, "yesterday": now - timedelta(days=1)}
    if text in named:
        return named[text]
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(
            f"{text!r} is no day: write 2026-01-23, today or yesterday", param_hint=option
        ) from None
