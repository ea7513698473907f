"""`commitbrief report`: the report of a day, a range of dates, revisions or tags."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commitbrief.cli.access import access, shelf
from commitbrief.cli.io import counted, say, standard_input, tell, write_out
from commitbrief.cli.options import (
    ASKING,
    CHOOSING,
    FINDINGS,
    GATING,
    JUDGING,
    KEEPING,
    REACHING,
    RUNNING,
    SELECTING,
    WRITING,
    Request,
    requesting,
    source_or_range,
)
from commitbrief.cli.screen import addressed, show
from commitbrief.cli.working import Working
from commitbrief.config.choices import Format, Layout
from commitbrief.errors import OutputError, SourceError
from commitbrief.exits import Exit

if TYPE_CHECKING:
    from commitbrief.config.settings import Settings
    from commitbrief.gate import Finding
    from report.index import Entry
    from report.terminal import Screen


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one source: a text and where it goes (`None`: standard output), or a failure."""

    entry: Entry
    text: str = ""
    path: Path | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def held(self) -> bool:
        """Whether something was found that nobody let pass."""
        return any(one.allowed is None for one in self.findings)


@click.command("report", short_help="Write the report of a day, a range or everything.")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...", shell_complete=source_or_range)
@requesting(CHOOSING, SELECTING, JUDGING, WRITING, GATING, RUNNING, REACHING, ASKING, (KEEPING,))
@FINDINGS
def command(request: Request, sources: tuple[str, ...], findings: tuple[str, ...]) -> Exit:
    """Write a report of what changed, what kind of change it is, and how much it matters.

    SOURCE is a folder in a repository, a patch or mbox file, or - for a patch on standard input; without
    one, the repository around the current directory. Several give one report each, and an index. v1..v2 is a
    range, as --range has it.

    A terminal is shown the report, a pipe is given it as Markdown (or as --format and --layout say), in the language
    of your locale. Files are written where --output says; in a folder one is <year>/<repository>/<date>.md.
    """
    from commitbrief.cli.selection import ranged

    check_targets(request, findings)
    request, sources = ranged(request, sources)
    request, screen = addressed(request)
    if len(sources) < 2:
        result = make_report(request, sources[0] if sources else ".", screen)
        if screen is None:
            deliver(request, result)
        else:
            show(result.text)
            say_found(result)
        write_findings(request, findings, result.findings)
        return Exit.FINDINGS if result.held else Exit.OK
    return _several(request, sources, screen, findings)


def _several(
    request: Request, sources: tuple[str, ...], screen: Screen | None, findings: tuple[str, ...]
) -> Exit:
    """A report of each source, and in a folder the index of them. One that cannot be read does not spoil the others."""
    from commitbrief.output import STANDARD_OUTPUT, is_folder

    output = request.settings.output
    if not is_folder(output) and output != STANDARD_OUTPUT:
        raise click.UsageError(f"{len(sources)} reports do not fit in one file: give --output a folder")
    entries: list[Entry] = []
    found: list[Finding] = []
    held = False
    taken: dict[Path, str] = {}
    pages: list[str] = []
    with _results(request, sources, screen) as results:
        for source, made in zip(sources, results, strict=True):
            result = without_clash(made, source, taken)
            entries.append(result.entry)
            if result.entry.failure:
                say(f"commitbrief: {result.entry.failure}")
            elif screen is None:
                deliver(request, result)
            else:
                pages.append(result.text)
                say_found(result)
            held = held or result.held
            found += result.findings
    if pages:
        show("\n".join(pages))
    write_findings(request, findings, found)
    if is_folder(output):
        path = write_index(request, entries)
        if not request.quiet:
            tell(str(path))
    failed = sum(bool(entry.failure) for entry in entries)
    if not failed:
        return Exit.FINDINGS if held else Exit.OK
    return Exit.PARTIAL if failed < len(entries) else Exit.SOURCE


def _results(
    request: Request, sources: tuple[str, ...], screen: Screen | None
) -> AbstractContextManager[Iterable[Result]]:
    """What becomes of each source, in their order. Standard input is here, and in no other process."""
    from commitbrief.bulk.shards import processes
    from commitbrief.parallel import shared_out

    jobs = 1 if "-" in sources else processes(request.settings.jobs)
    told = request if jobs == 1 else replace(request, quiet=True)
    return shared_out(partial(_attempt, told, screen), sources, jobs)


def _attempt(request: Request, screen: Screen | None, name: str) -> Result:
    """The report of one source of several, which must not spoil the others."""
    from history.errors import HistoryError
    from report.index import Entry

    try:
        return make_report(request, name, screen)
    except (SourceError, HistoryError) as error:
        return Result(Entry(repository=name, period="", failure=str(error)))


def make_report(request: Request, name: str, screen: Screen | None = None) -> Result:
    """The report of one source; for a screen, where there is one, and then for no file. Raises `SourceError` or `HistoryError`."""
    from commitbrief.cli.adapt import offer, with_own_model
    from commitbrief.cli.selection import wanted_from
    from commitbrief.forge_context import asking
    from commitbrief.gate import findings
    from commitbrief.output import Name, destination
    from commitbrief.pipeline import check_layout, load_tools, make_document, make_edition, written
    from commitbrief.sources import RepositorySource, open_source
    from report.index import entry

    settings = request.settings
    check_layout(settings)
    reach = access(settings, quiet=request.quiet)
    working = Working(name, quiet=request.quiet)
    with (
        working,
        closing(shelf(settings, reach)) as kept,
        open_source(name, settings, standard_input, reach) as source,
        asking(source, settings, reach) as told,
    ):
        settings = with_own_model(settings, source, reach)
        wanted = wanted_from(source, request.when, settings)
        if isinstance(source, RepositorySource):
            source.expect(wanted)
        tools = load_tools(settings, kept)
        edition = make_edition(told, wanted, settings, tools, onlooker=working)
    if request.verbose:
        made = edition.provenance
        say(
            f"{name}: {edition.repository.name}, {counted(len(edition.briefs), 'commit')}, {' '.join(made.revisions)}"
        )
    if not request.quiet:
        offer(settings, name, edition.briefs, reach)
    document = make_document(edition, settings)
    found = findings(edition, settings.fail_on, tools.book.breaking)
    if screen is not None:
        from report.terminal import render_terminal

        line = entry(document, "")
        return Result(line, render_terminal(document, screen), None, found)
    path = destination(settings.output, Name.of(edition, suffix(settings)))
    line = entry(document, _relative(path, settings.output))
    text = written(edition, document, settings)
    return Result(line, text, path, found)


def without_clash(result: Result, source: str, taken: dict[Path, str]) -> Result:
    """The result, or a failure where its file is that of another source of this run (`taken`): of two repositories
    of one name, neither may be written over the other."""
    if result.path is None:
        return result
    other = taken.setdefault(result.path, source)
    if other == source:
        return result
    reason = f"{source} is called as {other} is, and {result.path} is written: give it a folder of its own"
    return Result(replace(result.entry, path="", failure=reason))


def suffix(settings: Settings) -> str:
    """What the file of a report ends with: of one day there may be several layouts."""
    return settings.format if settings.layout is Layout.DAY else f"{settings.layout}.{settings.format}"


def _relative(path: Path | None, output: str) -> str:
    return path.relative_to(output).as_posix() if path and path.is_relative_to(output) else ""


def deliver(request: Request, result: Result) -> None:
    """Write a report where it goes, name the place, and say what the gate found."""
    from commitbrief.output import write_whole

    if result.path is None:
        write_out(result.text)
    else:
        write_whole(result.path, _placed(request.settings, result))
        if not request.quiet:
            tell(str(result.path))
    say_found(result)


def say_found(result: Result) -> None:
    """Say what the gate found, a line each."""
    for one in result.findings:
        mark = "allowed: " if one.allowed else ""
        say(f"commitbrief: {mark}{one.kind}: {result.entry.repository}: {one.told}")


def check_targets(request: Request, targets: Sequence[str]) -> None:
    """Raises `click.UsageError` for a target of `--findings` that there is no form for, and where nothing is looked for."""
    if not targets:
        return
    from commitbrief.findings import form_of

    if not request.settings.fail_on:
        raise click.UsageError("--findings writes what --fail-on finds: give --fail-on, too")
    for target in targets:
        if form_of(target) is None:
            raise click.UsageError(
                f"--findings {target}: name a file that ends in .sarif or .xml, or say github"
            )


def write_findings(request: Request, targets: Sequence[str], found: Sequence[Finding]) -> None:
    """Write what the gate found, in each form that was asked for."""
    if not targets:
        return
    from commitbrief.cli import io
    from commitbrief.findings import WRITERS, Form, form_of
    from commitbrief.output import write_whole

    for target in targets:
        form = form_of(target)
        assert form is not None, "checked before anything was read"
        text = WRITERS[form](found, request.settings.fail_on)
        if form is Form.GITHUB:
            io.command(text)
        else:
            write_whole(Path(target), text)


def _placed(settings: Settings, result: Result) -> str:
    """The text of the file: an entry takes its place in a changelog that is there."""
    from history.foreign import read_bytes
    from report.changelog_file import entered, is_changelog

    assert result.path is not None
    if settings.layout is Layout.CHANGELOG and result.path.is_file():
        try:
            before = read_bytes(result.path).decode("utf8")
        except (OSError, UnicodeDecodeError) as error:
            raise OutputError(f"{result.path} is there and cannot be read: {error}") from error
        if is_changelog(before):
            return entered(before, result.text)
    return result.text


def write_index(request: Request, entries: list[Entry]) -> Path:
    """Write the page that leads to the reports, and say where it is."""
    from commitbrief.output import inside, write_whole
    from report.index import index
    from report.render import render_index_html, render_index_markdown

    settings = request.settings
    period = next((entry.period for entry in entries if entry.period), "")
    dated = [entry if entry.period else replace(entry, period=period) for entry in entries]
    page = index(dated, settings.lang)
    html = settings.format is Format.HTML
    path = inside(settings.output, Path(settings.output) / f"index.{Format.HTML if html else Format.MD}")
    write_whole(path, render_index_html(page) if html else render_index_markdown(page))
    return path
