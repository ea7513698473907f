"""The command line as a user has it: in this process, where that shows the same, else in one of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from commitbrief import __main__

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    status: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run `commitbrief` with arguments, by default in an empty folder."""

    def run(*arguments: str | Path, cwd: Path = tmp_path, stdin: bytes = b"") -> Outcome:
        monkeypatch.chdir(cwd)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        status = __main__.run([str(argument) for argument in arguments])
        captured = capsysbinary.readouterr()
        return Outcome(status, captured.out.decode("utf8"), captured.err.decode("utf8"))

    return run


@pytest.fixture
def plain_environment() -> dict[str, str]:
    """What a process needs to find Python, git and this checkout."""
    kept = ("PATH", "HOME", "SYSTEMROOT", "VIRTUAL_ENV")
    return {"PYTHONPATH": str(ROOT)} | {name: os.environ[name] for name in kept if name in os.environ}


@pytest.fixture
def spawn(tmp_path: Path, plain_environment: Mapping[str, str]) -> Run:
    """Run `commitbrief` as a process, in an environment that is plain but for what is given."""

    def spawn(
        *arguments: str | Path, cwd: Path = tmp_path, environment: Mapping[str, str] | None = None
    ) -> Outcome:
        done = subprocess.run(
            [sys.executable, "-m", "commitbrief", *map(str, arguments)],
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env={**plain_environment, **(environment or {})},
            timeout=120,
            check=False,
        )
        return Outcome(done.returncode, done.stdout.decode("utf8"), done.stderr.decode("utf8", "replace"))

    return spawn
