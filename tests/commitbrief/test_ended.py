"""However a command is ended, it leaves no process and no temporary folder behind, and says nothing of its insides."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import RepoBuilder

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="looks processes up in /proc"),
]
COMMITS = 600  # more than one process scores by itself
COMMANDS = {
    "score": ("score", "project", "--all", "--jobs", "2"),
    "bulk": ("bulk", "list", "--store", "store", "--jobs", "2"),
    "report": ("report", "project", "--all", "-o", "-", "--jobs", "2"),
    "reports": ("report", "project", "second", "--all", "-o", "out/", "--jobs", "2"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("ended")
    for name in ("project", "second"):
        repo = RepoBuilder(made / name)
        subprocess.run(
            ["git", "-C", repo.path, "fast-import", "--quiet"], input=b"".join(history()), check=True
        )
    (made / "list").write_text("project\n", "utf8")
    return made


def history() -> Iterator[bytes]:
    for number in range(COMMITS):
        body = b"def step(a, b=%d):\n    return a\n" % number * 30
        yield b"commit refs/heads/main\ncommitter A <a@example.org> %d +0000\n" % (1769126400 + number)
        yield b"data 9\nfix: %04d\nM 100644 inline a%d.py\ndata %d\n" % (number, number % 7, len(body))
        yield body + b"\n"


def marked(mark: str) -> set[int]:
    """The processes that were started with a mark in their environment."""
    found = set()
    for place in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):
            if f"MARK_OF_TEST={mark}".encode() in place.read_bytes().split(b"\0"):
                found.add(int(place.parent.name))
    return found


def shared(command: str, ours: Path, first: int, mark: str) -> bool:
    """Whether other processes are at work: copies for one report, else such as open the repository for themselves."""
    if command == "report":
        return len(marked(mark)) > 2
    folders = (
        name for _, names, _ in os.walk(ours) for name in names
    )  # some may go while others are looked at
    return any(name.startswith("commitbrief-") and f"-{first}-" not in name for name in folders)


@pytest.mark.parametrize("ending", ["TERM", "INT", "KILL"])
@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_is_left_behind(
    folder: Path, tmp_path: Path, plain_environment: dict[str, str], command: str, ending: str
) -> None:
    ours = tmp_path / "tmp"
    ours.mkdir()
    own = {"MARK_OF_TEST": str(tmp_path), "TMPDIR": str(ours), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    arguments = [str(tmp_path / "store") if word == "store" else word for word in COMMANDS[command]]
    started = subprocess.Popen(
        [sys.executable, "-m", "commitbrief", *arguments],
        cwd=folder,
        env=plain_environment | own,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    while started.poll() is None and not shared(command, ours, started.pid, str(tmp_path)):
        time.sleep(0.02)
    assert started.returncode is None

    if ending == "INT":  # as a terminal does: to the whole group
        os.killpg(started.pid, signal.SIGINT)
    else:
        started.send_signal(getattr(signal, f"SIG{ending}"))
    assert started.stderr is not None
    with started.stderr:
        said = started.stderr.read()  # until nobody holds it any more

    assert started.wait() == (-signal.SIGKILL if ending == "KILL" else 130)
    assert b"Traceback" not in said
    # git closes its streams a moment before it ends
    patience = time.monotonic() + 30
    while (left := (marked(str(tmp_path)), list(ours.iterdir()))) != (
        set(),
        [],
    ) and time.monotonic() < patience:
        time.sleep(0.05)
    assert left == (set(), [])
