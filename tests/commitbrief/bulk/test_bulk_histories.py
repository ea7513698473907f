"""`commitbrief bulk` of histories that were rewritten, moved, or asked about in part."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.commitbrief.conftest import Run
from tests.commitbrief.storing import COMMITS, bulk, export, rows_in
from tests.support import RepoBuilder


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
    assert rows_in(listed.parent / "store.db") == 2 * COMMITS + 1


def test_another_repository_by_the_same_name_is_suspected(listed: Path, run: Run) -> None:
    listed.write_text("one\n", "utf8")
    bulk(run, listed)
    (listed.parent / "elsewhere").mkdir()
    other = RepoBuilder(listed.parent / "elsewhere" / "one")
    other.commit("feat: something else", {"b.py": "b = 1\n"})
    listed.write_text("elsewhere/one\n", "utf8")
    done = run(
        "bulk", listed, "--store", listed.parent / "store.db", "--jobs", "1", "--importance", "formula"
    )
    assert f"none of the {COMMITS} commits that are stored as one is in this history" in done.err


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
