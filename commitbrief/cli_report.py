"""`commitbrief report`: the report of a day, a range of dates, revisions or tags."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commitbrief.choices import Format
from commitbrief.cli_io import progress, say, standard_input, write_out
from commitbrief.cli_options import CHOOSING, JUDGING, SELECTING, WRITING, Request, requesting
from commitbrief.errors import SourceError
from commitbrief.exits import Exit

if TYPE_CHECKING:
    from commitbrief.pipeline import Tools
    from report.index import Entry


@click.command("report", short_help="Write the report of a day, a range or everything.")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@requesting(CHOOSING, SELECTING, JUDGING, WRITING)
def command(request: Request, sources: tuple[str, ...]) -> Exit:
    """Write a report of what changed, what kind of change it is, and how much it matters.

    SOURCE is a folder in a repository, a patch or mbox file, or - for a patch on standard input; without
    one, the repository around the current directory. Several give one report each, and an index.

    The report goes to reports/<year>/<repository>/<date>.md, whose path is printed.
    """
    from commitbrief.pipeline import load_tools

    tools = load_tools(request.settings)
    if len(sources) < 2:
        _one(request, tools, sources[0] if sources else ".")
        return Exit.OK
    return _several(request, tools, sources)


def _several(request: Request, tools: Tools, sources: tuple[str, ...]) -> Exit:
    """One report each; a source that fails is named in the index and does not spoil the others."""
    from commitbrief.output import is_folder
    from history.errors import HistoryError

    output = request.settings.output
    if not is_folder(output) and output != "-":
        raise click.UsageError(f"{len(sources)} reports do not fit in one file: give --output a folder")
    entries, failures = [], []
    for source in sources:
        try:
            entries.append(_one(request, tools, source))
        except (SourceError, HistoryError) as error:
            failures.append((source, str(error)))
            say(f"commitbrief: {error}")
    if is_folder(output):
        _write_index(request, entries, failures)
    if not failures:
        return Exit.OK
    return Exit.PARTIAL if entries else Exit.SOURCE


def _one(request: Request, tools: Tools, name: str) -> Entry:
    """Report one source and say where."""
    from commitbrief.cli_selection import wanted_from
    from commitbrief.output import Name, destination, write_whole
    from commitbrief.pipeline import make_document, make_edition, render
    from commitbrief.sources import open_source
    from report.index import entry

    settings = request.settings
    with open_source(name, settings, standard_input) as source:
        wanted = wanted_from(source, request.when, settings)
        watch = partial(progress, label=f"reading {name}", quiet=request.quiet)
        edition = make_edition(source, wanted, settings, tools, watch=watch)
    made = make_document(edition, settings)
    text = render(made, settings.format)
    path = destination(settings.output, Name.of(edition, settings.format))
    if request.verbose:
        say(
            f"{edition.repository.name}: {made.statistics.total} commits, revisions {' '.join(edition.provenance.revisions)}"
        )
    if path is None:
        write_out(text)
    else:
        write_whole(path, text)
        if not request.quiet:
            write_out(f"{path}\n")
    return entry(made, _relative(path, settings.output))


def _relative(path: Path | None, output: str) -> str:
    return path.relative_to(output).as_posix() if path and path.is_relative_to(output) else ""


def _write_index(request: Request, entries: list[Entry], failures: list[tuple[str, str]]) -> None:
    from commitbrief.output import write_whole
    from report.index import Entry, index
    from report.render import render_index_html, render_index_markdown

    settings = request.settings
    period = entries[0].period if entries else ""
    failed = [Entry(repository=name, period=period, failure=reason) for name, reason in failures]
    page = index([*entries, *failed], settings.lang)
    html = settings.format is Format.HTML
    path = Path(settings.output) / f"index.{Format.HTML if html else Format.MD}"
    write_whole(path, render_index_html(page) if html else render_index_markdown(page))
    if not request.quiet:
        write_out(f"{path}\n")
