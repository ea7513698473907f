"""`commitbrief bulk`: whatever stops it, it ends with the rows of a run that nothing stopped."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from commitbrief import fanout, shards, store
from commitbrief.bulk import Progress
from commitbrief.cli_bulk import progress_line
from commitbrief.scored import Scored
from tests.commitbrief.conftest import ROOT, Run
from tests.support import RepoBuilder
from tests.support.github_server import GitHubServer

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
    assert re.search(
        rf"/one: {COMMITS} commits to score, about \d+ B of diff, about \d+ s, 0 stored, ", done.out
    )
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


def test_a_rewritten_history_is_told_and_its_rows_are_those_of_a_fresh_run(listed: Path, run: Run) -> None:
    bulk(run, listed)
    one = RepoBuilder(listed.parent / "one")
    one.branch("main", "main~3")
    one.commit("fix: otherwise", {"src/a.py": "a = 70\n"}, date="2026-02-01T00:00:00Z")
    given = ("bulk", listed, "--store", listed.parent / "store.db", "--jobs", "1", "--importance", "formula")
    done = run(*given)
    assert done.status == 0
    assert f"{listed.parent}/one: 3 stored commits are on no branch any more" in done.err
    bulk(run, listed, store="fresh.db")
    assert export(run, listed) == export(run, listed, "fresh.db")
    assert _rows(listed.parent / "store.db") == 2 * COMMITS + 1


def test_what_comes_back_is_not_scored_again(listed: Path, run: Run) -> None:
    one = RepoBuilder(listed.parent / "one")
    tip = one.sha("main")
    bulk(run, listed)
    whole = export(run, listed)
    one.branch("main", "main~3")
    bulk(run, listed)
    assert len(export(run, listed).splitlines()) == 2 * COMMITS - 3
    one.git("update-ref", "refs/heads/main", tip)
    bulk(run, listed)
    assert export(run, listed) == whole


def test_a_range_scores_its_commits_and_forgets_no_others(listed: Path, run: Run) -> None:
    one = RepoBuilder(listed.parent / "one")
    listed.write_text(f"{one.path}\n", "utf8")
    assert bulk(run, listed, "--range", "main~4..main") == 0
    part = export(run, listed).splitlines()
    assert len(part) == 4
    side = one.commit("docs: aside", {"b.md": "b\n"}, branch="side", parents=[one.sha("main~6")])
    assert bulk(run, listed, "--range", "main..side") == 0
    bulk(run, listed)
    rows = export(run, listed).splitlines()
    assert set(part) < set(rows)
    assert len(rows) == COMMITS + 1
    assert any(side in row for row in rows)
    one.git("update-ref", "-d", "refs/heads/side")
    done = run(
        "bulk", listed, "--store", listed.parent / "store.db", "--jobs", "1", "--importance", "formula"
    )
    assert "1 stored commits are on no branch any more" in done.err
    assert len(export(run, listed).splitlines()) == COMMITS


def test_a_range_without_commits_is_nothing_to_do(listed: Path, run: Run) -> None:
    assert bulk(run, listed, "--range", "main..main") == 0
    assert bulk(run, listed, "--since", "1999-01-01", "--until", "1999-01-02") == 0
    assert export(run, listed) == ""
    assert bulk(run, listed, "--range", "v1..v2") == 4


def test_a_repository_that_moved_is_told(listed: Path, run: Run) -> None:
    bulk(run, listed)
    (listed.parent / "one").rename(listed.parent / "moved")
    listed.write_text(f"{listed.parent}/moved\n{listed.parent}/two\n", "utf8")
    given = ("bulk", listed, "--store", listed.parent / "store.db", "--jobs", "1", "--importance", "formula")
    done = run(*given)
    assert done.status == 0
    assert "/moved: has the history of one; has it moved" in done.err
    assert "/two:" not in done.err
    assert run(*given).err == ""


def test_one_history_under_two_names_is_told(listed: Path, run: Run) -> None:
    shutil.copytree(listed.parent / "one", listed.parent / "copy")
    listed.write_text(f"{listed.parent}/one\n{listed.parent}/copy\n", "utf8")
    given = ("bulk", listed, "--store", listed.parent / "store.db", "--jobs", "1", "--importance", "formula")
    done = run(*given)
    assert done.status == 0
    assert len(re.findall("has the history of (one|copy)", done.err)) == 1


def test_a_dry_run_fetches_no_files_and_a_run_does(
    server: GitHubServer, repo: RepoBuilder, run: Run, tmp_path: Path
) -> None:
    repo.commit("feat: a thing", {"a.py": "a = 1\n"})
    (tmp_path / "list").write_text("octo/project\nOcto/Project\nocto/nothing\n", "utf8")
    given = ("--store", tmp_path / "store.db", "--importance", "formula", "--jobs", "1")
    dry = run("bulk", tmp_path / "list", *given, "--dry-run")
    assert "octo/project: 1 commits to score, about 37 kB of diff" in dry.out
    assert "Octo/Project: Octo/Project is in the list already, as octo/project\n" in dry.out
    assert "octo/nothing: octo/nothing does not exist" in dry.out
    (mirror,) = (tmp_path / "cache").glob("commitbrief/clones/*.git")
    listed = ["git", f"--git-dir={mirror}", "rev-list", "--objects", "--missing=print", "HEAD"]
    assert b"\n?" in subprocess.run(listed, capture_output=True, check=True).stdout
    done = run("bulk", tmp_path / "list", *given)
    assert done.status == 4
    assert b"\n?" not in subprocess.run(listed, capture_output=True, check=True).stdout
    (row,) = export(run, tmp_path / "list").splitlines()
    assert json.loads(row)["added"] == 1


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


FULL = """
import resource, signal, sys
from commitbrief import __main__, shards
shards.SHARD = 1
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a write beyond the limit fails, as on a full disk
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
sys.exit(__main__.run(sys.argv[2:]))
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
    assert _rows(listed.parent / "full.db") < 2 * COMMITS
    bulk(run, listed, store="full.db")
    bulk(run, listed)
    assert export(run, listed, "full.db") == export(run, listed)


def test_a_store_of_an_earlier_version_is_brought_up_to_date(listed: Path, run: Run) -> None:
    bulk(run, listed)
    path = listed.parent / "old.db"
    with sqlite3.connect(path) as base:
        for statement in store.MIGRATIONS[0].split(";"):
            base.execute(statement)
        base.execute(f"PRAGMA application_id = {store.APPLICATION}")
        base.execute("PRAGMA user_version = 1")
        base.execute("ATTACH ? AS other", (str(listed.parent / "store.db"),))
        for table in ("makers", "repositories", "commits"):
            base.execute(f"INSERT INTO {table} SELECT * FROM other.{table}")
    base.close()
    assert export(run, listed, "old.db") == export(run, listed)


def test_an_old_library_is_told(listed: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 22, 0))
    done = run("bulk", listed, "--store", listed.parent / "store.db")
    assert done.status == 2
    assert "a store needs 3.30" in done.err


def test_progress_has_rate_remaining_time_and_repository() -> None:
    progress = Progress(repositories=3, listed=2, commits=500, done=100, repository="octo/\x1bproject")
    assert progress_line(progress, 2) == (
        "100 of 500+ commits, 50 a second, 2 of 3 repositories listed: octo/project"
    )
    progress.listed = 3
    assert progress_line(progress, 2) == "100 of 500 commits, 50 a second, 8 s left: octo/project"
