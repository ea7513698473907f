"""`commitbrief trends`: questions to a store."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import click

from commitbrief.cli_io import write_out_bytes
from commitbrief.cli_options import STORE, TO
from commitbrief.cli_when import day, today
from commitbrief.output import STANDARD_OUTPUT, write_whole_bytes
from commitbrief.store import Store
from commitbrief.trends.answers import answer
from commitbrief.trends.plot import as_svg
from commitbrief.trends.questions import WAYS, By, Question, Trend
from commitbrief.trends.table import Table, as_json, as_text


class Shown(StrEnum):
    """How an answer is shown."""

    TABLE = "table"
    JSON = "json"
    PLOT = "plot"


@click.command("trends", short_help="Answer questions about a store: what, where, who, when.")
@click.argument("trend", type=click.Choice([trend.value for trend in Trend]))
@click.argument("repositories", nargs=-1, metavar="[REPOSITORY]...")
@click.option("--by", type=click.Choice([by.value for by in By]), help="What has a row of its own.")
@click.option("--since", metavar="DAY", help="First day of a range, included.")
@click.option("--until", metavar="DAY", help="Last day of a range, included.  [default: today]")
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
def command(  # noqa: PLR0913 - click gives one parameter for each option
    *,
    trend: str,
    repositories: tuple[str, ...],
    by: str | None,
    since: str | None,
    until: str | None,
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
    hot          folders where most of weight happens
    bus-factor   the fewest authors who made half of the commits
    breaks       breaks that messages declare, by the release that shipped them
    people       who does what
    weeks        the busiest weeks in review
    """
    asked = Trend(trend)
    ways = WAYS[asked]
    if by is not None and By(by) not in ways:
        raise click.UsageError(f"{trend} cannot be told by {by}, but by {' or '.join(ways)}")
    now = today("UTC")
    question = Question(
        trend=asked,
        by=By(by) if by else ways[0],
        repositories=repositories,
        since=day(since, "--since", now) if since else None,
        until=day(until, "--until", now) if until else None,
        bots=with_bots,
        limit=limit,
    )
    with Store.existing(place) as store:
        content = _rendered(answer(store, question), Shown(shown))
    if to == STANDARD_OUTPUT:
        write_out_bytes(content)
    else:
        write_whole_bytes(Path(to), content)


def _rendered(table: Table, shown: Shown) -> bytes:
    match shown:
        case Shown.TABLE:
            return as_text(table).encode("utf8", "replace")
        case Shown.JSON:
            return as_json(table).encode("utf8", "replace")
        case Shown.PLOT:
            return as_svg(table)
