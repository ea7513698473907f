"""`commitbrief bulk`: what is stored, what is told."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import subprocess
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from commitbrief.bulk import fanout, shards
from commitbrief.bulk.run import Progress
from commitbrief.bulk.scored import Scored
from commitbrief.cli.bulk import progress_line
from tests.commitbrief.conftest import ROOT, Run
from tests.commitbrief.storing import COMMITS, bulk, export
from tests.support import RepoBuilder
from tests.support.github_server import GitHubServer


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
    for row, said in zip(table.to_pylist(), rows, strict=True):
        ahead = timezone(timedelta(minutes=row.pop("authored_ahead")))
        row["authored"] = row["authored"].astimezone(ahead)
        for name in ("authored", "committed"):
            assert row.pop(name) == datetime.fromisoformat(said[name])
            said.pop(name)
        assert row == said
    assert table.schema.field("types").type.value_type == "string"


@pytest.mark.parametrize(
    "evil", ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "＋1", "－1", "＠a"]
)
def test_no_text_is_a_formula_in_a_spreadsheet(run: Run, tmp_path: Path, evil: str) -> None:
    repo = RepoBuilder(tmp_path / "=project")
    author = evil.strip()
    repo.commit(evil, {f"{author}/{author}": "a\n"}, author=f"{author} <{author}@example.org>")
    (tmp_path / "list").write_text(f"{repo.path}\n", "utf8")
    bulk(run, tmp_path / "list")

    rows = list(csv.reader(io.StringIO(export(run, tmp_path / "list", form="csv"), newline="")))

    assert len(rows) == 2
    found = dict(zip(*rows, strict=True))
    assert found["repository"] == "'=project"
    assert found["author"].startswith("'")
    assert found["subject"].strip("'").strip() == author
    assert not [cell for cell in rows[1] if FORMULA.match(cell)]
    (row,) = map(json.loads, export(run, tmp_path / "list").splitlines())
    assert row["author"] == author  # for programs it is what it is


FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")


def test_only_one_place_writes_csv() -> None:
    """A second one would have to think of formulas, too."""
    writing = re.compile(r"csv\.(?:writer|DictWriter)|to_csv\(")
    rooms = ("classifier", "commitbrief", "history", "report")
    found = [
        path.name
        for room in rooms
        for path in (ROOT / room).rglob("*.py")
        if writing.search(path.read_text("utf8"))
    ]
    assert found == ["export.py"]


def test_nothing_is_exported_from_a_store_that_is_not_there(run: Run, tmp_path: Path) -> None:
    done = run("export", "csv", "--store", tmp_path / "none.db")
    assert done.status == 2
    assert "there is no store" in done.err
    assert list(tmp_path.iterdir()) == []


def test_an_export_that_is_empty_for_its_judge_says_so(listed: Path, run: Run) -> None:
    bulk(run, listed)
    done = run("export", "jsonl", "--store", listed.parent / "store.db")
    assert (done.status, done.out) == (0, "")
    assert "has nothing of today's rules and model" in done.err


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
    assert not (listed.parent / "store.db").exists()


def test_a_dry_run_counts_what_a_store_lacks(listed: Path, run: Run) -> None:
    bulk(run, listed)
    RepoBuilder(listed.parent / "one").commit("feat: more", {"b.py": "b = 1\n"}, date="2026-02-01T00:00:00Z")
    given = ("--store", listed.parent / "store.db", "--importance", "formula", "--dry-run")
    assert "together: 1 commits to score" in run("bulk", listed, *given).out
    listed.write_text(f"{listed.read_text('utf8')}nowhere\n", "utf8")
    assert run("bulk", listed, *given).status == 4


def test_a_list_may_come_from_an_editor_of_windows(listed: Path, run: Run) -> None:
    listed.write_bytes(b"\xef\xbb\xbf" + listed.read_bytes().replace(b"\n", b"\r\n"))
    assert bulk(run, listed) == 0
    assert len(export(run, listed).splitlines()) == 2 * COMMITS


def test_a_dry_run_fetches_no_files_and_a_run_does(
    server: GitHubServer, repo: RepoBuilder, run: Run, tmp_path: Path
) -> None:
    repo.commit("feat: a thing", {"a.py": "a = 1\n"})
    (tmp_path / "list").write_text("octo/project\nOcto/Project\nocto/nothing\n", "utf8")
    given = ("--store", tmp_path / "store.db", "--importance", "formula", "--jobs", "1")
    dry = run("bulk", tmp_path / "list", *given, "--dry-run")
    assert "octo/project: 1 commits to score, about 50 kB of diff" in dry.out
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


def test_progress_has_rate_remaining_time_and_repository() -> None:
    progress = Progress(repositories=3, listed=2, commits=500, done=100, repository="octo/\x1bproject")
    assert progress_line(progress, 2) == (
        "100 of 500+ commits, 50 a second, 2 of 3 repositories listed: octo/project"
    )
    progress.listed = 3
    assert progress_line(progress, 2) == "100 of 500 commits, 50 a second, 8 s left: octo/project"
