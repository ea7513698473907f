"""`commitbrief labels mine`: labels from what maintainers told their users."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from classifier.labels.mining import RECORDS
from commitbrief.cli.io import say
from commitbrief.cli.labels.files import INTO, label_text, save_labels
from commitbrief.cli.options import SINCE, UNTIL
from commitbrief.shares import percentages

if TYPE_CHECKING:
    from classifier.labels.declared import Mined

SKIPPED = {
    "outside-window": "before the first or after the last record",
    "release": "releases: they collect records",
    "only-records": "touch only the record itself",
    "edits-record": "edit a record that another commit brought",
    "several-changes": "bring many records at once: merges of branches",
    "backport": "backports",
    "empty": "change no file",
    "unknown-type": "of a type without a level: name it in a --levels file",
    "prerelease": "in a prerelease that calls everything a patch",
    "no-pull-request": "name no pull request in the subject",
    "heading-says-skip": "listed under a heading that the levels file says to leave out",
    "heading-without-level": "listed under a heading without a level: name it in a --levels file",
    "silent": "without a record, where the levels file says that silence means nothing",
    "ignored": "left out by the levels file",
}
NOTES = {
    "towncrier": "the types and folders of towncrier's configuration were used",
    "too-few-listed": "too few pull requests of the history are cited",
    "cites-other-numbers": "most cited numbers are no pull requests of this branch (issues, backports): not trusted",
    "entries-cite-commits": "its entries cite commits: it may be generated",
    "circular": "circular: the changelog is generated from the commits' own types, so a model would learn only those",
}
MOST_UNKNOWN = 12


@click.command("mine", short_help="Read a repository's own record of what it told its users.")
@click.argument("repository", default=".", type=click.Path(path_type=Path))
@INTO
@click.option(
    "--record",
    type=click.Choice(RECORDS),
    metavar="NAME",
    help="Read this record rather than the best; docs/labels.md names them.",
)
@click.option(
    "--repository", "name", metavar="OWNER/NAME", help="Whose commits they are.  [default: the clone's name]"
)
@SINCE
@UNTIL
@click.option(
    "--levels", metavar="FILE", type=click.Path(path_type=Path), help="What types and headings mean here."
)
def command(  # noqa: PLR0913 - click gives one parameter for each option
    *,
    repository: Path,
    into: Path | None,
    record: str | None,
    name: str | None,
    since: str | None,
    until: str | None,
    levels: Path | None,
) -> None:
    """Label commits by what they or a changelog tell users: news fragments, changesets, .chloggen, reno notes,
    trailers and a score of other forms, found by themselves.

    Says for each record how many commits it labels, what was skipped and why, and whether it is circular: made from
    the commits' own types.
    """
    from classifier.labels.levels import load_levels
    from classifier.labels.mining import mine
    from classifier.labels.records import LabelError
    from commitbrief.cli.when import day, today
    from commitbrief.resources import training_data_folder
    from history.outline import Outline
    from history.repository import LocalRepository
    from history.selection import Days

    _spare_others(into)
    now = today("UTC")
    days = Days(day(since, "--since", now) if since else None, day(until, "--until", now) if until else None)
    meaning = load_levels(training_data_folder() / "levels.toml", levels)
    with LocalRepository.open(repository) as opened:
        name = name or opened.record.name
    with Outline(repository) as outline:
        harvest = mine(list(outline.commits(days)), outline, meaning, name)
    chosen = (
        harvest.chosen
        if record is None
        else next((one for one in harvest.sources if one.source == record), None)
    )
    for source in harvest.sources:
        _account(source, used=source is chosen)
    if chosen is None or not chosen.labels:
        raise LabelError(
            f"{repository}: no record that labels could be read from; see `commitbrief labels import`"
        )
    save_labels(chosen.labels, into)


def _account(mined: Mined, *, used: bool) -> None:
    count = len(mined.labels)
    if not count and not mined.notes:
        return
    balance = ", ".join(
        f"{number} {level} ({share}%)"
        for number, level, share in zip(
            mined.balance, ("low", "medium", "high"), percentages(mined.balance), strict=True
        )
    )
    say(f"{mined.source}: {count} commits labelled: {balance}{'  <- used' if used else ''}")
    for note in mined.notes:
        say(f"    note: {NOTES.get(note, note)}")
    if count and "circular" not in mined.notes:
        say(f"    not circular: {_types(mined)}")
    for reason, number in sorted(mined.skipped.items(), key=lambda item: (-item[1], item[0])):
        if number:
            say(f"    {number:6} skipped: {SKIPPED.get(reason, reason)}")
    if mined.unknown:
        named = sorted(mined.unknown.items(), key=lambda item: (-item[1], item[0]))
        listed = ", ".join(f"{word} ({number})" for word, number in named[:MOST_UNKNOWN])
        say(
            f"    without a level: {listed}"
            + (f" and {len(named) - MOST_UNKNOWN} more" if len(named) > MOST_UNKNOWN else "")
        )


def _types(mined: Mined) -> str:
    if mined.typed < 0.01:
        return "its commits have no conventional types"
    return f"{mined.typed:.0%} of its commits have a conventional type, which alone tells {mined.by_type:.0%} of their levels"


def _spare_others(into: Path | None) -> None:
    """Refuse to replace a file that holds more than mined labels. Raises `LabelError`."""
    from classifier.labels.records import LabelError, parse_entries

    if into is None:
        return
    own = set(RECORDS)
    others = [entry for entry in parse_entries(label_text(into), str(into)) if entry.source not in own]
    if others:
        raise LabelError(
            f"{into} holds {len(others)} labels of others ({others[0].source}), and mining replaces the file: "
            "name another file"
        )
