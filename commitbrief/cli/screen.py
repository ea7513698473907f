"""A report shown where it was asked for: in a terminal, through the pager where it is longer than the screen."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from commitbrief.cli.io import is_terminal, write_out
from commitbrief.cli.options import Request
from report.sentences import Language

if TYPE_CHECKING:
    from report.terminal import Screen


def addressed(request: Request) -> tuple[Request, Screen | None]:
    """The request as it is meant where no file or folder was named: for whoever reads standard output, in their
    language. A day goes to the terminal that there is, which is given, too; into a pipe goes what would be a file."""
    from commitbrief.output import STANDARD_OUTPUT

    settings = request.settings
    if "output" in settings.model_fields_set:
        return request, None
    shown = spoken(replace(request, settings=settings.model_copy(update={"output": STANDARD_OUTPUT})))
    plain = settings.model_fields_set & {"format", "layout"} or not is_terminal()
    return shown, None if plain else _screen()


def _screen() -> Screen:
    from report.terminal import Screen

    return Screen(
        columns=shutil.get_terminal_size().columns,
        colours=not os.environ.get("NO_COLOR"),
        escapes=os.environ.get("TERM", "") not in ("", "dumb"),
    )


def spoken(request: Request) -> Request:
    """The request in the language of who reads it, unless a language was asked for."""
    if "lang" in request.settings.model_fields_set:
        return request
    locale = next((os.environ[one] for one in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(one)), "")
    language = Language.ZH if locale.lower().startswith("zh") else Language.EN
    return replace(request, settings=request.settings.model_copy(update={"lang": language}))


def show(text: str) -> None:
    """Print a text that was made for the terminal."""
    if text.count("\n") < shutil.get_terminal_size().lines:
        write_out(text)
    else:
        click.echo_via_pager(text, color=True)
