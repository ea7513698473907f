"""`commitbrief bulk --backend dask` on a real scheduler with real worker processes, on loopback."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from commitbrief.bulk import shards
from tests.commitbrief.conftest import ROOT, Run
from tests.support import RepoBuilder
from tests.support.github_server import GitHubServer

pytestmark = pytest.mark.slow
COMMITS = 40

WORKER = "from distributed.cli.dask_worker import main; main()"
FRAGILE = f"import tests.support.fragile; {WORKER}"


class Cluster:
    """A scheduler and its workers, each a process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._environment = {
            **{name: os.environ[name] for name in ("PATH", "VIRTUAL_ENV") if name in os.environ},
            "PYTHONPATH": str(ROOT),
            "HOME": str(folder),
            "FRAGILE_ONCE": str(folder / "once"),
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",  # one death, and Dask gives up
            "DASK_DISTRIBUTED__WORKER__MEMORY__TERMINATE": "false",
        }
        self._all: list[subprocess.Popen[bytes]] = []
        scheduler = self._start(
            "-m", "distributed.cli.dask_scheduler", "--host=127.0.0.1", "--port=0", "--no-dashboard"
        )
        assert scheduler.stderr
        self.scheduler = scheduler
        self.address = _told(scheduler.stderr, rb"Scheduler at: +(tcp://\S+)")

    def worker(self, *program: str, **environment: str) -> subprocess.Popen[bytes]:
        given = (self.address, "--nthreads=1", "--no-dashboard", "--host=127.0.0.1", "--no-nanny")
        return self._start(*(program or ("-c", WORKER)), *given, **environment)

    def fragile(self) -> subprocess.Popen[bytes]:
        """A worker as tests/support/fragile.py has it."""
        return self.worker("-c", FRAGILE)

    def _start(self, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
        started = subprocess.Popen(
            [sys.executable, *arguments],
            env=self._environment | environment,
            cwd=self._folder,
            stderr=subprocess.PIPE,
        )
        self._all.append(started)
        return started

    def dead(self) -> list[int]:
        """How those ended that did."""
        return [process.returncode for process in self._all if process.poll() is not None]

    def close(self) -> None:
        for process in reversed(self._all):
            process.kill()
            process.wait()
            assert process.stderr
            process.stderr.close()


def _told(stream: IO[bytes], pattern: bytes) -> str:
    """What a process says of itself; the rest of what it says is thrown away."""
    for line in stream:
        if found := re.search(pattern, line):
            threading.Thread(target=stream.read, daemon=True).start()
            return found[1].decode("ascii")
    raise AssertionError("it said nothing")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    started = Cluster(tmp_path)
    yield started
    started.close()


@pytest.fixture
def listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A list of a large and a small repository, the large one in many runs of commits."""
    monkeypatch.setattr(shards, "SHARD", 4)
    for name, commits in (("large", COMMITS), ("small", 4)):
        repo = RepoBuilder(tmp_path / name)
        for number in range(commits):
            what = "fragile" if number == 20 and name == "large" else "a"
            repo.commit(f"fix: {what} {number}", {"src/a.py": f"a = {number}\n"})
    path = tmp_path / "list"
    path.write_text("large\nsmall\n", "utf8")
    return path


def export(run: Run, listed: Path, store: str) -> str:
    done = run("export", "jsonl", "--store", store, "--importance", "formula", cwd=listed.parent)
    assert done.status == 0, done.err
    return done.out


def bulk(run: Run, listed: Path, store: str, *more: str) -> tuple[int, str]:
    done = run("bulk", listed, "--store", store, "--importance", "formula", *more, cwd=listed.parent)
    return done.status, done.err


def test_a_killed_worker_changes_no_byte(cluster: Cluster, listed: Path, run: Run) -> None:
    workers = [cluster.fragile(), cluster.fragile()]
    status, said = bulk(run, listed, "dask.db", "--backend", "dask", "--scheduler", cluster.address)
    assert (status, said) == (0, "")
    assert [worker.poll() for worker in workers].count(-signal.SIGKILL) == 1
    bulk(run, listed, "local.db", "--jobs", "1")
    assert export(run, listed, "dask.db") == export(run, listed, "local.db")
    assert len(export(run, listed, "dask.db").splitlines()) == COMMITS + 4


def test_what_kills_every_worker_costs_itself_alone(cluster: Cluster, listed: Path, run: Run) -> None:
    RepoBuilder(listed.parent / "large").commit("fix: poison", {"b": "b\n"}, date="2026-02-01T00:00:00Z")
    for _ in range(4):
        cluster.fragile()
    status, said = bulk(run, listed, "dask.db", "--backend", "dask", "--scheduler", cluster.address)
    assert status == 4
    assert "large: 4 commits were not scored: worker after worker died" in said
    assert len(export(run, listed, "dask.db").splitlines()) == COMMITS + 4 + 1 - 4


def test_a_cluster_that_goes_away_is_told(
    cluster: Cluster, listed: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("commitbrief.bulk.cluster.ABANDONED", 0.2)
    cluster.fragile()
    status, said = bulk(run, listed, "dask.db", "--backend", "dask", "--scheduler", cluster.address)
    assert status == 4
    assert "no worker was left" in said
    assert len(export(run, listed, "dask.db").splitlines()) < COMMITS
    bulk(run, listed, "dask.db", "--jobs", "1")
    assert len(export(run, listed, "dask.db").splitlines()) == COMMITS + 4


def test_a_worker_makes_its_own_clone(
    cluster: Cluster, server: GitHubServer, repo: RepoBuilder, run: Run, tmp_path: Path
) -> None:
    for number in range(5):
        repo.commit(f"fix: {number}", {"a.py": f"a = {number}\n"})
    (tmp_path / "list").write_text("octo/project\n", "utf8")
    cluster.worker(GITHUB_SERVER_URL=server.address, XDG_CACHE_HOME=str(tmp_path / "elsewhere"))
    given = ("--backend", "dask", "--scheduler", cluster.address)
    assert bulk(run, tmp_path / "list", "dask.db", *given) == (0, "")
    assert bulk(run, tmp_path / "list", "local.db", "--jobs", "1") == (0, "")
    rows = export(run, tmp_path / "list", "dask.db")
    assert len(rows.splitlines()) == 5
    assert '"added": 1' in rows
    assert rows == export(run, tmp_path / "list", "local.db")
    assert len(list((tmp_path / "elsewhere").glob("commitbrief/clones/*.git"))) == 1


def test_a_worker_with_other_rules_refuses(cluster: Cluster, listed: Path, run: Run) -> None:
    cluster.worker("-c", "from commitbrief.bulk import fanout; fanout.__version__ = 'old'; " + WORKER)
    given = ("--backend", "dask", "--scheduler", cluster.address)
    status, said = bulk(run, listed, "dask.db", *given)
    assert status == 4
    assert f"large: {COMMITS} commits were not scored: a worker runs commitbrief old" in said


def test_nobody_there_is_told(listed: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commitbrief.bulk.cluster.PATIENCE", 1)
    status, said = bulk(run, listed, "dask.db", "--backend", "dask", "--scheduler", "tcp://127.0.0.1:1")
    assert status == 2
    assert "no Dask scheduler" in said
    status, said = bulk(run, listed, "dask.db", "--backend", "dask", "--scheduler", "nonsense")
    assert status == 2
    assert said.startswith("commitbrief: 'nonsense' is no address of a Dask scheduler")
