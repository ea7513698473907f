"""`commitbrief verify`: make a report again from its own footer, and compare."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commitbrief.cli.access import access, shelf
from commitbrief.cli.io import standard_input, tell
from commitbrief.cli.options import JUDGING, REACHING, Request, requesting
from commitbrief.errors import ConfigError, SourceError
from commitbrief.exits import Exit
from history.foreign import read_bytes

if TYPE_CHECKING:
    from commitbrief.pipeline import Tools
    from history.editions import Provenance

SHOWN = 160  # characters of a differing line


@click.command("verify", short_help="Make a report again from its footer and compare.")
@click.argument("report", type=click.Path(path_type=Path))
@click.argument("source", default=".")
@click.option(
    "--cached",
    is_flag=True,
    help="Trust what was kept of an earlier run: tells whether files were changed, not whether this program makes them.",
)
@requesting(JUDGING, REACHING)
def command(request: Request, report: Path, source: str, cached: bool) -> Exit:
    """Make REPORT again, from the revisions and options in its footer, and compare every byte.

    SOURCE is the repository or patch that it was made from, by default the repository around the current
    directory. Rules and a model of your own are given as they were for the report. The exit status is 1
    where the two differ, and the first difference is shown.
    """
    from commitbrief.cli.adapt import with_own_model
    from commitbrief.forge_context import recalling
    from commitbrief.pipeline import load_tools, make_document, make_edition, written
    from commitbrief.recorded import recalled
    from commitbrief.sources import open_source
    from report.errors import ReportError
    from report.footer import read_footer

    text = _read(report)
    try:
        made = read_footer(text)
    except ReportError as error:
        raise ConfigError(f"{report}: {error}") from error
    wanted, settings = recalled(made)
    settings = settings.model_copy(
        update={
            "rules": request.settings.rules,
            "model": request.settings.model,
            "api": request.settings.api,
            "offline": request.settings.offline,
            "cache_dir": request.settings.cache_dir,
            "no_cache": not cached,
        }
    )
    reach = access(settings)
    with (
        open_source(source, settings, standard_input, reach) as opened,
        recalling(opened, made.told) as told,
        closing(shelf(settings, reach)) as kept,
    ):
        settings = with_own_model(settings, opened, reach)
        tools = load_tools(settings, kept)
        edition = make_edition(told, wanted, settings, tools)
        again = written(edition, make_document(edition, settings), settings)
    if again == text:
        if not request.quiet:
            tell(f"{report}: the same, byte for byte")
        return Exit.OK
    reasons = [f"  {reason}" for reason in _other_makers(made, tools)]
    tell(f"{report}: differs", *reasons, *_first_difference(text, again))
    return Exit.FINDINGS


def _read(path: Path) -> str:
    try:
        return read_bytes(path).decode("utf8")
    except OSError as error:
        raise SourceError(f"cannot read {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SourceError(f"{path} is no report: it is not UTF-8") from error


def _other_makers(made: Provenance, tools: Tools) -> list[str]:
    """What made the report and is not what is here."""
    from commitbrief.version import __version__

    pairs = (
        ("version", made.version, __version__),
        ("rules", made.rules_digest, tools.book.digest),
        ("model", made.model_digest, tools.judge.digest),
    )
    return [
        f"made with {name} {then}, compared with {name} {now}" for name, then, now in pairs if then != now
    ]


def _first_difference(old: str, new: str) -> list[str]:
    was, now = old.split("\n"), new.split("\n")
    at = next((n for n, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), min(len(was), len(now)))
    sides = [(mark, lines[at : at + 1]) for mark, lines in (("-", was), ("+", now))]
    shown = [f"{mark} {line[:SHOWN]}" for mark, found in sides for line in found]
    return [f"line {at + 1}:", *shown]
