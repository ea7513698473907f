"""Whatever stops `commitbrief bulk`, it ends with the rows of a run that nothing stopped."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from commitbrief.bulk import shards
from tests.commitbrief.conftest import ROOT, Run
from tests.commitbrief.storing import COMMITS, bulk, export, rows_in
from tests.support import RepoBuilder

KILLED = """
import sys
from commitbrief import program
from commitbrief.bulk import shards
shards.SHARD = 1
sys.exit(program.run(sys.argv[1:]))
"""


@pytest.mark.slow
def test_killed_again_and_again_it_ends_with_the_same_bytes(listed: Path, run: Run) -> None:
    chance = random.Random(6)
    given = ["bulk", str(listed), "--store", str(listed.parent / "killed.db")]
    command = [sys.executable, "-c", KILLED, *given, "--jobs", "1", "--importance", "formula"]
    sizes: list[int] = []
    for _ in range(12):
        process = subprocess.Popen(
            command, cwd=ROOT, stderr=subprocess.DEVNULL, env={"PATH": os.environ["PATH"]}
        )
        began = time.monotonic()
        wanted = min(sizes[-1] + chance.randrange(3) if sizes else 1, 2 * COMMITS - 1)
        while process.poll() is None and time.monotonic() - began < 30:
            if rows_in(listed.parent / "killed.db") >= wanted:
                break
            time.sleep(chance.random() / 100)
        process.send_signal(signal.SIGKILL)
        process.wait()
        sizes.append(rows_in(listed.parent / "killed.db"))
    assert sizes == sorted(sizes)
    assert sizes[-1] > 0
    bulk(run, listed, store="killed.db")
    bulk(run, listed)
    assert export(run, listed, "killed.db") == export(run, listed)


def test_two_runs_at_once_do_no_harm(listed: Path, run: Run) -> None:
    given = ["bulk", str(listed), "--store", str(listed.parent / "both.db")]
    command = [sys.executable, "-c", KILLED, *given, "--jobs", "1", "--importance", "formula"]
    environment = {"PATH": os.environ["PATH"]}
    both = [subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE) for _ in range(2)]
    for process in both:
        _, said = process.communicate(timeout=120)
        assert process.returncode == 0, said
    bulk(run, listed)
    assert export(run, listed, "both.db") == export(run, listed)


@pytest.fixture
def fragile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Worker processes of joblib as tests/support/fragile.py has them."""
    from joblib.externals.loky import get_reusable_executor

    (tmp_path / "sitecustomize.py").write_text(
        "import sys\nif 'joblib.externals.loky' in ' '.join(sys.orig_argv): import tests.support.fragile\n",
        "utf8",
    )
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), str(ROOT)]))
    monkeypatch.setenv("FRAGILE_ONCE", str(tmp_path / "once"))
    get_reusable_executor().shutdown(wait=True)
    yield
    get_reusable_executor().shutdown(wait=True)


@pytest.mark.slow
@pytest.mark.parametrize(("deadly", "status"), [("fragile", 0), ("poison", 4)])
def test_a_killed_process_costs_its_own_run_of_commits_alone(
    listed: Path, run: Run, fragile: None, monkeypatch: pytest.MonkeyPatch, deadly: str, status: int
) -> None:
    monkeypatch.setattr(shards, "SHARD", 1)
    RepoBuilder(listed.parent / "one").commit(f"fix: {deadly}", {"b": "b\n"}, date="2026-02-01T00:00:00Z")
    done = run(
        "bulk", listed, "--store", listed.parent / "killed.db", "--jobs", "2", "--importance", "formula"
    )
    assert (listed.parent / "once").exists()
    assert done.status == status
    assert ("died" in done.err) == bool(status)
    bulk(run, listed)
    whole = export(run, listed).splitlines()
    assert export(run, listed, "killed.db").splitlines() == [
        line for line in whole if not (status and deadly in line)
    ]


FULL = """
import resource, signal, sys
from commitbrief import program
from commitbrief.bulk import shards
shards.SHARD = 1
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a write beyond the limit fails, as on a full disk
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
sys.exit(program.run(sys.argv[2:]))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="has no limits on the size of files")
@pytest.mark.parametrize("room", [4_096, 60_000, 100_000])
def test_a_full_disk_is_told_and_loses_nothing(listed: Path, run: Run, room: int) -> None:
    given = ["bulk", str(listed), "--store", str(listed.parent / "full.db"), "--jobs", "1"]
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(room), *given, "--importance", "formula"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 5, done.stderr
    assert b"cannot be used" in done.stderr
    assert b"run again to go on" in done.stderr
    assert rows_in(listed.parent / "full.db") < 2 * COMMITS
    bulk(run, listed, store="full.db")
    bulk(run, listed)
    assert export(run, listed, "full.db") == export(run, listed)
