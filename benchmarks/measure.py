"""A command's time, work and memory."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

STEP = 0.2  # seconds between two looks at memory, which costs the watched process a little


@dataclass(frozen=True)
class Way:
    """One way to read some commits: a command, and what it is told. `floor` names the way that it is to be
    compared with, which reads the same commits."""

    name: str
    command: tuple[str, ...]
    commits: int
    floor: str
    stdin: bytes = b""
    bytes: int = 0


@dataclass(frozen=True)
class Round:
    """One run: seconds on the clock, seconds of all processors, and MB at most, of Python and of git."""

    seconds: float
    processor: float
    python: float
    git: float


@dataclass
class Measured:
    """All rounds of a way."""

    way: Way
    rounds: list[Round] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """On the clock, in the middle round."""
        return statistics.median(one.seconds for one in self.rounds)

    @property
    def processor(self) -> float:
        """Of processors, in the middle round."""
        return statistics.median(one.processor for one in self.rounds)

    @property
    def python(self) -> float:
        """MB of all Python processes together, in the worst round."""
        return max(one.python for one in self.rounds)

    @property
    def git(self) -> float:
        """MB of all git processes together, in the worst round; most of it is the mapped packs."""
        return max(one.git for one in self.rounds)


def run(way: Way) -> Round:
    """Do it once, its output to nowhere."""
    began = time.perf_counter()
    process = subprocess.Popen(
        way.command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    peak, done = {"python": 0.0, "git": 0.0}, threading.Event()
    watch = threading.Thread(target=_watch, args=(process.pid, peak, done))
    watch.start()
    assert process.stdin
    process.stdin.write(way.stdin)
    process.stdin.close()
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    done.set()
    watch.join()
    if process.returncode:
        raise SystemExit(f"{way.name} failed: {' '.join(way.command)}")
    return Round(seconds, used.ru_utime + used.ru_stime, peak["python"], peak["git"])


def first_line(command: Sequence[str]) -> float:
    """Seconds until a command says something."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    )
    assert process.stdout
    process.stdout.readline()
    seconds = time.perf_counter() - began
    os.killpg(process.pid, signal.SIGKILL)  # its processes too, which would keep the pipe open
    process.communicate()
    return seconds


def _watch(pid: int, peak: dict[str, float], done: threading.Event) -> None:
    while not done.wait(STEP):
        now = {"python": 0.0, "git": 0.0}
        _add(pid, now)
        for name, value in now.items():
            peak[name] = max(peak[name], value / 1024)


def _add(pid: int, total: dict[str, float]) -> None:
    """Add what a process and its children hold, in kB: shared pages in equal parts, so that none counts
    twice (Linux; elsewhere nothing)."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text("utf8")
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("utf8").split()
        program = Path(f"/proc/{pid}/exe").readlink().name
    except OSError:
        return
    held = next((float(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0.0)
    total["git" if program.startswith("git") else "python"] += held
    for child in children:
        _add(int(child), total)
