"""The command line itself: what it offers is complete, documented and named once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from commitbrief.cli.group import COMMANDS, cli
from commitbrief.config.choices import Bots, Format, ImportanceBy
from commitbrief.config.settings import Settings
from commitbrief.exits import Exit
from history.briefs import ChangeType, Importance
from report.sentences import Language
from tests.support import RepoBuilder

if TYPE_CHECKING:
    from tests.commitbrief.conftest import Run

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "guide.md"
CHOICES = {
    "format": Format,
    "bots": Bots,
    "importance": ImportanceBy,
    "lang": Language,
    "type": ChangeType,
    "level": Importance,
}


def commands(group: click.Group, path: str = "commitbrief") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")


def options(command: click.Command) -> dict[str, click.Option]:
    return {one.opts[0].lstrip("-"): one for one in command.params if isinstance(one, click.Option)}


ALL = dict(commands(cli))


@pytest.mark.parametrize("path", ALL)
def test_every_command_and_option_is_explained(path: str) -> None:
    assert ALL[path].help
    assert [name for name, one in options(ALL[path]).items() if not one.help] == []


def test_an_option_means_the_same_in_every_command() -> None:
    seen: dict[str, tuple[str | None, bool, str]] = {}
    for command in ALL.values():
        for name, one in options(command).items():
            meaning = (one.help, one.multiple, repr(one.type).partition(" at ")[0])
            assert seen.setdefault(name, meaning) == meaning


@pytest.mark.parametrize("name", CHOICES)
def test_an_option_offers_all_members_of_its_enum(name: str) -> None:
    members: type[StrEnum] = CHOICES[name]
    found = [options(command)[name].type for command in ALL.values() if name in options(command)]

    assert found
    for kind in found:
        assert isinstance(kind, click.Choice)
        own = [member.value for member in members]
        assert [
            choice for choice in kind.choices if choice in own
        ] == own  # beside them, other words for the same


def test_a_key_of_the_configuration_is_an_option() -> None:
    known = {name for command in ALL.values() for name in options(command)}

    assert set(Settings.keys()) - {"remote"} <= known


@pytest.mark.parametrize("form", Format)
@pytest.mark.parametrize("language", Language)
def test_every_format_and_language_is_written(
    repo: RepoBuilder, run: Run, form: Format, language: Language
) -> None:
    repo.commit("feat: a thing", {"a.py": "x = 1\n"})

    done = run("report", repo.path, "--all", "--format", form, "--lang", language, "-o", "-")

    assert done.status == 0
    assert "feat: a thing" in done.out


def test_every_exit_status_is_in_the_help_and_in_the_guide(run: Run) -> None:
    shown = run("--help").out
    guide = GUIDE.read_text("utf8")

    for code in Exit:
        assert code.meaning in " ".join(shown.split())
        assert f"| {code.value} | {code.meaning} |" in guide


def test_every_option_is_in_the_guide() -> None:
    guide = GUIDE.read_text("utf8")

    assert [name for command in ALL.values() for name in options(command) if f"--{name}" not in guide] == []


def test_the_guide_names_no_option_that_is_not_there() -> None:
    known = {name for command in ALL.values() for name in options(command)} | {"help", "version"}
    mine = re.findall(r"^\s*commitbrief .*$", GUIDE.read_text("utf8"), re.MULTILINE)

    used = {name for line in mine for name in re.findall(r"--([a-z-]+)", line)}
    assert used - known == set()


def test_commands_are_modules_of_the_command_line() -> None:
    for name, module in COMMANDS.items():
        assert import_module(module).command.name == name


def test_no_arguments_shows_the_help(run: Run) -> None:
    done = run()

    assert done.status == 2
    assert "Commands:" in done.err


def test_the_version(run: Run) -> None:
    assert re.fullmatch(r"commitbrief, version \d+\.\d+\.\d+\n", run("--version").out)


def test_a_defect_says_how_to_report_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise ZeroDivisionError("a defect")

    monkeypatch.setattr("commitbrief.program.check_siblings", broken)

    done = run("--version")

    assert done.status == 70
    assert "a defect" in done.err
    assert "please report it" in done.err
