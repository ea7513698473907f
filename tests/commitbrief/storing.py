"""What the tests of `bulk` and of its store share."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tests.commitbrief.conftest import Run

COMMITS = 12  # of each of the two repositories that the fixture `listed` lists


def export(run: Run, listed: Path, store: str = "store.db", form: str = "jsonl") -> str:
    """What `commitbrief export` prints."""
    done = run("export", form, "--store", listed.parent / store, "--importance", "formula")
    assert done.status == 0, done.err
    return done.out


def bulk(run: Run, listed: Path, *more: str, store: str = "store.db") -> int:
    """The status of `commitbrief bulk` of a list."""
    given = ("bulk", listed, "--store", listed.parent / store, "--jobs", "1", "--importance", "formula")
    return run(*given, *more).status


def rows_in(path: Path) -> int:
    """How many rows a store has; none while there is no store."""
    try:
        with sqlite3.connect(path) as base:
            return int(base.execute("SELECT count(*) FROM commits").fetchone()[0])
    except sqlite3.Error:
        return 0
