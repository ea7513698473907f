"""docs/scale.md: what it tells others to type is there to be typed, in this version and in Dask's."""

from __future__ import annotations

import ast
import re
from importlib.metadata import entry_points
from pathlib import Path

import click
import pytest

from commitbrief.cli.group import cli

GUIDE = (Path(__file__).resolve().parents[3] / "docs" / "scale.md").read_text("utf8")
PROGRAM = re.search(r"```python\n(.*?)```", GUIDE, re.DOTALL)
ADDRESS = "tcp://host:8786"


def commands() -> list[list[str]]:
    """What the containers run, what the Slurm program runs, and what is to be typed."""
    manifests = [
        [word.strip().strip('"') for word in found.split(",")]
        for found in re.findall(r"args: \[(.*?)\]", GUIDE, re.DOTALL)
    ]
    typed = [
        line.split()
        for line in re.findall(r"(?:^    |`)((?:commitbrief|dask) \w+ [^`\n]+)", GUIDE, re.MULTILINE)
    ]
    return [*manifests, *typed, _started()]


def _started() -> list[str]:
    """What the Slurm program starts, behind `python -m`."""
    assert PROGRAM
    (call,) = (
        node
        for node in ast.walk(ast.parse(PROGRAM[1]))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "subprocess.run"
    )
    words = (
        node.value if isinstance(node, ast.Constant) else ADDRESS
        for part in ast.walk(call.args[0])
        if isinstance(part, ast.Tuple)
        for node in part.elts
    )
    found = [str(word) for word in words]
    return found[found.index("commitbrief") :]


def command(words: list[str]) -> tuple[click.Command, list[str]]:
    """The click command that some words mean, and its arguments."""
    program, name, *rest = words
    if program == "commitbrief":
        found = cli.get_command(click.Context(cli), name)
    else:
        assert program == "dask"
        (entry,) = entry_points(group="dask_cli", name=name)
        found = entry.load()
    assert isinstance(found, click.Command)
    return found, rest


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_a_command_of_the_guide_is_there(words: list[str]) -> None:
    pytest.importorskip("distributed")
    found, rest = command(words)
    found.make_context(words[1], list(rest))


def test_all_kinds_of_commands_are_looked_at() -> None:
    assert {tuple(words[:2]) for words in commands()} == {
        ("commitbrief", "bulk"),
        ("dask", "worker"),
        ("dask", "scheduler"),
    }
    assert sum(words[:2] == ["commitbrief", "bulk"] for words in commands()) == 3
