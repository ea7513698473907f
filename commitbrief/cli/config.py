"""`commitbrief config`: show the settings in force, start a configuration file, print its schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commitbrief.cli.io import line, say, write_out
from commitbrief.cli.options import ASKING, JUDGING, REACHING, SELECTING, WRITING, Request, requesting

if TYPE_CHECKING:
    from commitbrief.config.settings import Settings

WATCH_EXPLAINED = """
# Repositories that `commitbrief watch` reports each morning. An entry may have a tz, lang, rules, include,
# exclude, author, type, level and first-parent of its own, and a folder for a second report of one repository.
# [[watch]]
# source = "owner/name"
"""


@click.group("config")
def command() -> None:
    """Show, start or describe the configuration.

    It is commitbrief.toml, or [tool.commitbrief] in pyproject.toml, in the current directory or the
    nearest one above it. Options of the command line come before it.
    """


@command.command("show")
@requesting(SELECTING, JUDGING, WRITING, REACHING, ASKING)
def show(request: Request) -> None:
    """Print the settings in force, as TOML, and say where they come from."""
    config = request.config
    where = str(config.path) if config and config.path else "no configuration file: the defaults"
    write_out(f"# {line(where)}\n{shown_as_toml(request.settings)}")


@command.command("init")
@click.argument("file", type=click.Path(path_type=Path), default=Path("commitbrief.toml"))
def init(file: Path) -> None:
    """Write a configuration file in which every key is explained and has its default; - is standard output."""
    from commitbrief.config.settings import Settings
    from commitbrief.output import STANDARD_OUTPUT, write_whole

    text = shown_as_toml(Settings(), explained=True) + WATCH_EXPLAINED
    if str(file) == STANDARD_OUTPUT:
        write_out(text)
        return
    if file.exists():
        raise click.UsageError(f"{file} exists: remove it first, or name another file")
    write_whole(file, text)
    say(f"wrote {file}")


@command.command("schema")
def schema() -> None:
    """Print the JSON Schema of the configuration file, for editors."""
    from commitbrief.watching import Configuration

    write_out(json.dumps(Configuration.model_json_schema(), indent=2, ensure_ascii=False) + "\n")


def shown_as_toml(settings: Settings, *, explained: bool = False) -> str:
    """Each key on a line; `explained` adds what it is for and leaves it commented out."""
    lines = []
    for key, value in settings.model_dump(mode="json", by_alias=True).items():
        text = f"{key} = {_written(value)}"
        if explained:
            choices = settings.choices(key)
            words = settings.description(key) + (f" ({' | '.join(choices)})" if choices else "")
            lines.append(f"# {words}\n# {text if value is not None else f'{key} = ...'}\n")
        elif value is not None:
            lines.append(text)
    return "\n".join(lines) + "\n"


def _written(value: object) -> str:
    """A value as TOML has it, in characters that can be seen and without two hashes in a row: it is TOML for a file, and
    shown on a terminal and in the log of a job."""
    shown = json.dumps(value, ensure_ascii=False).replace("##", "#\\u0023")
    return "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in shown)
