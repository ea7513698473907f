"""From the options that choose commits to a selection, for the source at hand."""

from __future__ import annotations

from datetime import timedelta

import click

from commitbrief.cli.when import When, day, today
from commitbrief.config.settings import Settings
from commitbrief.recorded import Wanted
from commitbrief.sources import GitHubSource, PatchSource, RepositorySource, Source
from history.selection import Day, Days, Everything, Range, Selection, SinceLastTag


def wanted_from(source: Source, when: When, settings: Settings) -> Wanted:
    """The commits that the user meant; without any option, a patch's all and a repository's yesterday."""
    if isinstance(source, PatchSource) and not when.given():
        return Wanted(None)
    if when.last and isinstance(source, RepositorySource | GitHubSource):
        newest = source.newest_day()
        return Wanted(Days(newest - timedelta(days=when.last - 1), newest, settings.tz))
    return Wanted(selection(when, settings.tz))


def selection(when: When, zone: str) -> Selection:
    """The commits that the options mean, wherever they are read from."""
    now = today(zone)
    if when.range is not None:
        return Range(when.range)
    if when.since_last_tag:
        return SinceLastTag()
    if when.all:
        return Everything()
    if when.since is not None:
        since = day(when.since, "--since", now)
        until = day(when.until, "--until", now) if when.until is not None else now
        if since > until:
            raise click.UsageError(f"--since {since} is after --until {until}: exchange them")
        return Days(since, until, zone)
    return Day(day("yesterday" if when.date is None else when.date, "--date", now), zone)
