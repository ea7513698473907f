"""`commitbrief trends`: questions to a store."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path

import click

from commitbrief.bulk.store import Store
from commitbrief.cli.io import write_out_bytes
from commitbrief.cli.options import JUDGING, LANG, STORE, TO, Request, requesting
from commitbrief.cli.screen import spoken
from commitbrief.cli.when import day, today
from commitbrief.errors import ConfigError
from commitbrief.output import STANDARD_OUTPUT, write_whole_bytes
from commitbrief.trends.plot import as_svg
from commitbrief.trends.queries import answer
from commitbrief.trends.questions import WAYS, By, Question, Trend
from commitbrief.trends.table import Table, as_json, as_text
from commitbrief.trends.words import Words

MOST_NAMED = 5  # repositories in a message


class Shown(StrEnum):
    """How an answer is shown."""

    TABLE = "table"
    JSON = "json"
    PLOT = "plot"


@click.command("trends", short_help="Answer questions about a store: what, where, who, when.")
@click.argument("trend", type=click.Choice([trend.value for trend in Trend]))
@click.argument("repositories", nargs=-1, metavar="[REPOSITORY]...")
@click.option("--by", type=click.Choice([by.value for by in By]), help="What has a row of its own.")
@click.option("--since", "first_day", metavar="DAY", help="First day of a range, included.")
@click.option("--until", "last_day", metavar="DAY", help="Last day of a range, included.  [default: today]")
@click.option("--with-bots", is_flag=True, help="Count commits by programs too.")
@click.option(
    "--limit", type=click.IntRange(min=0), default=20, show_default=True, help="The most rows; 0 is all."
)
@click.option(
    "--as",
    "shown",
    type=click.Choice([shown.value for shown in Shown]),
    default="table",
    show_default=True,
    help="A table to read, JSON, or an SVG picture.",
)
@STORE
@TO
@requesting((LANG,), JUDGING)
def command(  # noqa: PLR0913 - click gives one parameter for each option
    request: Request,
    *,
    trend: str,
    repositories: tuple[str, ...],
    by: str | None,
    first_day: str | None,
    last_day: str | None,
    with_bots: bool,
    limit: int,
    shown: str,
    place: Path,
    to: str,
) -> None:
    """Answer a question about the commits in a store, of all repositories or of those named.

    \b
    importance   how many commits of each level
    types        how many of each change type
    hot          the folders in which most weight changes
    bus-factor   the fewest authors who made half of the commits
    breaks       breaks that messages declare, by the release that shipped them
    people       who does what
    weeks        the busiest weeks in review

    Every commit counts once: as today's rules and model scored it, else as it was scored last. The weight of
    commits is the number of high ones to be expected, a medium one counting half.
    """
    from commitbrief.bulk.fanout import maker_of
    from commitbrief.bulk.run import plain

    asked = Trend(trend)
    heard = spoken(request) if to == STANDARD_OUTPUT else request
    ways = WAYS[asked]
    if by is not None and By(by) not in ways:
        raise click.UsageError(f"{trend} cannot be told by {by}, but by {' or '.join(ways)}")
    now = today("UTC")
    since = day(first_day, "--since", now) if first_day else None
    until = day(last_day, "--until", now) if last_day else None
    if since and until and since > until:
        raise click.UsageError(f"--since {since} is after --until {until}: exchange them")
    with Store.existing(place) as store:
        question = Question(
            trend=asked,
            by=By(by) if by else ways[0],
            maker=maker_of(plain(request.settings)),
            repositories=_named(repositories, store.names(), place),
            since=since,
            until=until,
            bots=with_bots,
            limit=limit,
        )
        content = _rendered(answer(store, question), Shown(shown), Words.of(heard.settings.lang))
    if to == STANDARD_OUTPUT:
        write_out_bytes(content)
    else:
        write_whole_bytes(Path(to), content)


def _named(given: Sequence[str], known: Sequence[str], place: Path) -> tuple[str, ...]:
    """Repositories as the store writes them. Raises `ConfigError` for one that it does not have."""
    spelled = {name.casefold(): name for name in known}
    for name in given:
        if name.casefold() not in spelled:
            near = get_close_matches(name, known, 1)
            hint = f"did you mean {near[0]}?" if near else f"it has {_some(known)}"
            raise ConfigError(f"{place} has no repository {name}: {hint}")
    return tuple(spelled[name.casefold()] for name in given)


def _some(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "") or "none"


def _rendered(table: Table, shown: Shown, words: Words) -> bytes:
    match shown:
        case Shown.TABLE:
            return as_text(table, words).encode("utf8", "replace")
        case Shown.JSON:
            return as_json(table).encode("utf8", "replace")
        case Shown.PLOT:
            return as_svg(table, words)
