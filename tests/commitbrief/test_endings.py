"""Whenever the program is told to end, be it while it loads, it ends with one status and says nothing of its insides."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of a process to itself")
WAYS = {
    "module": ("-m", "commitbrief"),
    "script": ("-c", "from commitbrief.__main__ import main; main()"),  # what pip makes for pyproject.toml
}
# A signal to itself, when a module is looked for: plainly, in code made from a string, and where nothing can be raised.
MOMENTS = {
    "plain": "os.kill(os.getpid(), {number})",
    "string": "exec('os.kill(os.getpid(), {number})')",
    "forgetting": "type('Gone', (), {{'__del__': lambda _: os.kill(os.getpid(), {number})}})()",
}
CUSTOM = """
import os, sys

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            sys.meta_path.remove(self)
            {moment}

sys.meta_path.insert(0, Finder())
"""


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("signal", [2, 15], ids=["SIGINT", "SIGTERM"])
@pytest.mark.parametrize(
    ("module", "moment"),
    [
        ("commitbrief.program", "plain"),
        ("commitbrief.siblings", "string"),
        ("click", "forgetting"),
        ("commitbrief.cli.report", "plain"),
        ("commitbrief.cli.report", "string"),
        ("commitbrief.cli.report", "forgetting"),
    ],
)
def test_an_end_while_it_loads(
    way: str, signal: int, module: str, moment: str, tmp_path: Path, plain_environment: Mapping[str, str]
) -> None:
    custom = CUSTOM.format(module=module, moment=MOMENTS[moment].format(number=signal))
    (tmp_path / "sitecustomize.py").write_text(custom, "utf8")
    searched = os.pathsep.join((str(tmp_path), plain_environment["PYTHONPATH"]))
    process = subprocess.Popen(
        [sys.executable, *WAYS[way], "report", "-", "-o", "-"],
        stdin=subprocess.PIPE,  # and nothing comes: what misses the signal waits for ever
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**plain_environment, "PYTHONPATH": searched},
    )
    try:
        assert process.wait(60) == 130
        assert process.stdout is not None
        assert process.stderr is not None
        assert (process.stdout.read() + process.stderr.read()).strip() == b""
    finally:
        process.kill()
        process.communicate()
