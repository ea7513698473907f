"""A report shown where it was asked for: in a terminal, through the pager where it is longer than the screen."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from commitbrief.cli.io import is_terminal, write_out
from commitbrief.cli.options import Request
from commitbrief.config.choices import Format, Layout
from report.sentences import Language

if TYPE_CHECKING:
    from report.terminal import Screen


def screen_for(request: Request) -> Screen | None:
    """The terminal that a report goes to, `None` where it goes to a file, into a pipe or into another form."""
    from report.terminal import Screen

    settings = request.settings
    asked = settings.model_fields_set & {"output", "format", "layout"}
    if asked or settings.format is not Format.MD or settings.layout is not Layout.DAY or not is_terminal():
        return None
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
