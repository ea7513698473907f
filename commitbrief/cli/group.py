"""The command `commitbrief`: a group whose commands are loaded when they are used.

To add a command, add its line to `COMMANDS` and a module with a click command named `command`.
"""

from __future__ import annotations

import difflib
from importlib import import_module

import click

from commitbrief.exits import Exit
from commitbrief.version import __version__

COMMANDS = {
    "report": "commitbrief.cli.report",
    "watch": "commitbrief.cli.watch",
    "site": "commitbrief.cli.site",
    "score": "commitbrief.cli.score",
    "bulk": "commitbrief.cli.bulk",
    "trends": "commitbrief.cli.trends",
    "export": "commitbrief.cli.export",
    "explain": "commitbrief.cli.explain",
    "verify": "commitbrief.cli.verify",
    "publish": "commitbrief.cli.publish",
    "rules": "commitbrief.cli.rules",
    "labels": "commitbrief.cli.labels.group",
    "adapt": "commitbrief.cli.adapt",
    "train": "commitbrief.cli.train",
    "evaluate": "commitbrief.cli.evaluate",
    "config": "commitbrief.cli.config",
}
EPILOG = "\b\nExit status:\n" + "\n".join(f"  {code:>3}  {code.meaning}" for code in Exit)


class LazyGroup(click.Group):
    """A group that imports a command's module only when that command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command = import_module(COMMANDS[cmd_name]).command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not ctx.resilient_parsing:
            near = difflib.get_close_matches(name, COMMANDS, n=1)
            raise click.UsageError(
                f"no such command {name!r}" + (f": did you mean {near[0]!r}?" if near else "")
            )
        return super().resolve_command(ctx, args)


@click.group(cls=LazyGroup, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="commitbrief")
def cli() -> None:
    """Read a repository's commits and write the report that every engineer wants in the morning."""
