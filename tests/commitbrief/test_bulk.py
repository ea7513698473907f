"""`commitbrief bulk`: whatever stops it, it ends with the rows of a run that nothing stopped."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from commitbrief import fanout, shards
from commitbrief.errors import OutputError
from commitbrief.scored import Scored
from commitbrief.store import Maker, Store
from tests.commitbrief.conftest import ROOT, Run
from tests.support import RepoBuilder

COMMITS = 12


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """A list of two repositories."""
    names = []
    for name in ("one", "two"):
        repo = RepoBuilder(tmp_path / name)
        for number in range(COMMITS):
            repo.commit(f"fix: {name} {number}", {"src/a.py": f"a = {number}\n"})
        names.append(str(repo.path))
    path = tmp_path / "list"
    path.write_text("# ours\n" + "\n".join([*names, "", names[0]]) + "\n", "utf8")
    return path


def export(run: Run, listed: Path, store: str = "store.db", form: str = "jsonl") -> str:
    done = run("export", form, "--store", listed.parent / store, "--importance", "formula")
    assert done.status == 0, done.err
    return done.out


def bulk(run: Run, listed: Path, *more: str, store: str = "store.db") -> int:
    given = ("bulk", listed, "--store", listed.parent / store, "--jobs", "1", "--importance", "formula")
    return run(*given, *more).status


def test_every_commit_gets_a_row_that_agrees_with_score(listed: Path, run: Run) -> None:
    assert bulk(run, listed) == 0
    rows = [json.loads(line) for line in export(run, listed).splitlines()]
    assert len(rows) == 2 * COMMITS
    scored = run("score", listed.parent / "one", "--all", "--importance", "formula").out.splitlines()
    one = {row["sha"]: row for row in rows if row["repository"] == "one"}
    for line in map(json.loads, scored):
        row = one[line["sha"]]
        assert row["types"] == line["change_types"]
        assert row["importance"] == line["importance"]
        assert row["folders"] == ["src"]


def test_no_commit_is_scored_twice_and_new_ones_are(
    listed: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    whole = shards.score_shard

    def counted(shard: shards.Shard) -> list[Scored]:
        read.append(len(shard.shas))
        return whole(shard)

    monkeypatch.setattr(fanout, "score_shard", counted)
    bulk(run, listed)
    bulk(run, listed)
    assert sum(read) == 2 * COMMITS
    RepoBuilder(listed.parent / "one").commit("feat: more", {"b.py": "b = 1\n"}, date="2026-02-01T00:00:00Z")
    bulk(run, listed)
    assert sum(read) == 2 * COMMITS + 1


def test_failures_are_listed_and_the_others_done(listed: Path, run: Run) -> None:
    empty = RepoBuilder(listed.parent / "empty")
    text = listed.read_text("utf8")
    listed.write_text(
        f"{listed.parent}/nowhere\n{empty.path}\n{text}{listed.parent}/one/.\n{listed.parent}/x/../one\n",
        "utf8",
    )
    done = run("bulk", listed, "--store", listed.parent / "store.db", "--jobs", "1")
    assert done.status == 4
    assert "nowhere" in done.err
    assert "no commits yet" in done.err
    assert "in the list already" in done.err


def test_jobs_change_no_byte(listed: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "SHARD", 5)
    bulk(run, listed)
    bulk(run, listed, "--jobs", "2", store="other.db")
    assert export(run, listed, "other.db") == export(run, listed)
    assert len(export(run, listed, form="csv").splitlines()) == 2 * COMMITS + 1


def test_parquet_says_what_json_says(listed: Path, run: Run) -> None:
    import pyarrow.parquet as pq

    bulk(run, listed)
    path = listed.parent / "rows.parquet"
    for _ in range(2):
        done = run(
            "export",
            "parquet",
            "--store",
            listed.parent / "store.db",
            "--file",
            path,
            "--importance",
            "formula",
        )
        assert done.status == 0, done.err
    table = pq.read_table(path)
    rows = [json.loads(line) for line in export(run, listed).splitlines()]
    assert table.to_pylist() == rows
    assert table.schema.field("types").type.value_type == "string"


def test_nothing_is_exported_from_a_store_that_is_not_there(run: Run, tmp_path: Path) -> None:
    done = run("export", "csv", "--store", tmp_path / "none.db")
    assert done.status == 2
    assert "there is no store" in done.err
    assert list(tmp_path.iterdir()) == []


def test_releases_are_put_down_and_follow_the_tags(listed: Path, run: Run) -> None:
    repo = RepoBuilder(listed.parent / "one")
    repo.tag("v1.0")
    bulk(run, listed)
    assert shipped(listed) == {("v1.0", COMMITS)}
    repo.git("tag", "-d", "v1.0")
    repo.tag("v1.1", "main~2")
    bulk(run, listed)
    assert shipped(listed) == {("v1.1", COMMITS - 2)}


def shipped(listed: Path) -> set[tuple[str, int]]:
    with sqlite3.connect(listed.parent / "store.db") as base:
        return set(base.execute("SELECT release, count(*) FROM shipped GROUP BY 1"))


def test_a_dry_run_tells_and_does_nothing(listed: Path, run: Run) -> None:
    done = run("bulk", listed, "--store", listed.parent / "store.db", "--dry-run")
    assert done.status == 0
    assert f"together: {2 * COMMITS} commits to score" in done.out
    assert export(run, listed) == ""


KILLED = """
import sys
from commitbrief import __main__, shards
shards.SHARD = 1
sys.exit(__main__.run(sys.argv[1:]))
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
            if _rows(listed.parent / "killed.db") >= wanted:
                break
            time.sleep(chance.random() / 100)
        process.send_signal(signal.SIGKILL)
        process.wait()
        sizes.append(_rows(listed.parent / "killed.db"))
    assert sizes == sorted(sizes)
    assert sizes[-1] > 0
    bulk(run, listed, store="killed.db")
    bulk(run, listed)
    assert export(run, listed, "killed.db") == export(run, listed)


def _rows(path: Path) -> int:
    try:
        with sqlite3.connect(path) as base:
            return int(base.execute("SELECT count(*) FROM commits").fetchone()[0])
    except sqlite3.Error:
        return 0


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


def damaged(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 : 3 * 4096] = b"\xa5" * 8192
    path.write_bytes(data)


def newer(path: Path) -> None:
    with sqlite3.connect(path) as base:
        base.execute("PRAGMA user_version = 99")
    base.close()


def other(path: Path) -> None:
    path.write_text("dear diary\n", "utf8")


@pytest.mark.parametrize(
    ("spoil", "said"), [(damaged, "is damaged"), (newer, "newer commitbrief"), (other, "is no store")]
)
def test_a_store_that_cannot_be_used_is_told_and_left(
    listed: Path, run: Run, spoil: object, said: str
) -> None:
    bulk(run, listed)
    path = listed.parent / "store.db"
    assert callable(spoil)
    spoil(path)
    before = path.read_bytes()
    done = run("bulk", listed, "--store", path, "--importance", "formula")
    assert done.status == 2
    assert said in done.err
    assert path.read_bytes() == before


def test_a_full_disk_is_told_and_loses_nothing(listed: Path, run: Run) -> None:
    bulk(run, listed)
    rows = export(run, listed)
    with Store(listed.parent / "store.db") as store:
        store._base.execute("PRAGMA max_page_count = 1")  # a small disk
        with pytest.raises(OutputError, match="full"):
            store.add("a" * 100_000, Maker("", "", ""), [])
    assert export(run, listed) == rows
