"""The command line as a user has it: a process of its own, in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    status: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `commitbrief` with arguments, by default in an empty folder and a plain environment."""

    def run(
        *arguments: str | Path,
        cwd: Path = tmp_path,
        stdin: bytes = b"",
        environment: Mapping[str, str] | None = None,
    ) -> Outcome:
        inherited = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
        done = subprocess.run(
            [sys.executable, "-m", "commitbrief", *map(str, arguments)],
            cwd=cwd,
            input=stdin,
            capture_output=True,
            env={**inherited, "PYTHONPATH": str(ROOT), **(environment or {})},
            timeout=120,
            check=False,
        )
        return Outcome(done.returncode, done.stdout.decode("utf8"), done.stderr.decode("utf8", "replace"))

    return run
