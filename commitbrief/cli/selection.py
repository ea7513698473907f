"""From the options that choose commits to a selection, for the source at hand."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import click

from commitbrief.cli.options import Request
from commitbrief.cli.when import When, day, today
from commitbrief.config.settings import Settings
from commitbrief.recorded import Wanted
from commitbrief.sources import GitHubSource, PatchSource, RepositorySource, Source
from history.foreign import is_there
from history.selection import Day, Days, Everything, Range, Selection, SinceLastTag

# Two or three dots that are no part of a path, as in ../project, or of an address.
_RANGE = re.compile(r"^(?!.*://)(?!.*[/\\]\.\.)(?!\.\.+[/\\]).*(?<!\.)\.{2,3}(?![./\\])")


def wanted_from(source: Source, when: When, settings: Settings) -> Wanted:
    """The commits that the user meant; without any option, a patch's all and a repository's yesterday."""
    if isinstance(source, PatchSource) and not when.given():
        return Wanted(None)
    if when.last and isinstance(source, RepositorySource | GitHubSource):
        newest = source.newest_day()
        return Wanted(Days(newest - timedelta(days=when.last - 1), newest, settings.tz))
    if when.since_last_tag and isinstance(source, RepositorySource | GitHubSource):
        tag = source.last_tag()
        return Wanted(
            Range(f"{tag}..HEAD") if tag else Everything()
        )  # named by the tag: the next one is another report
    return Wanted(selection(when, settings.tz))


def ranged(request: Request, sources: tuple[str, ...]) -> tuple[Request, tuple[str, ...]]:
    """`v1..v2` among the sources is a range, unless there is a file of that name. Raises `click.UsageError` for two,
    and for a range beside another way of choosing."""
    ranges = [name for name in sources if _RANGE.search(name) and not is_there(Path(name))]
    if not ranges:
        return request, sources
    if len(ranges) > 1:
        raise click.UsageError(f"{ranges[0]} and {ranges[1]} are two ranges: ask for one at a time")
    if request.when.range is not None:
        raise click.UsageError(
            f"--range {request.when.range} and {ranges[0]} are two ranges: give one of them"
        )
    rest = tuple(name for name in sources if name != ranges[0])
    return replace(request, when=replace(request.when, range=ranges[0])), rest


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
