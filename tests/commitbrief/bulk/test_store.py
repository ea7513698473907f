"""A store that cannot be used is told of and left as it is; an older one is brought up to date."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from commitbrief.bulk import schema
from tests.commitbrief.conftest import Run
from tests.commitbrief.storing import bulk, export


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


def foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as base:
        base.execute("CREATE TABLE recipes (name TEXT)")
    base.close()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (damaged, "is damaged"),
        (newer, "newer commitbrief"),
        (other, "is no store"),
        (foreign, "is the database of another program"),
    ],
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


def test_a_store_of_an_earlier_version_is_brought_up_to_date(listed: Path, run: Run) -> None:
    bulk(run, listed)
    path = listed.parent / "old.db"
    with sqlite3.connect(path) as base:
        for statement in schema.MIGRATIONS[0].split(";"):
            base.execute(statement)
        base.execute(f"PRAGMA application_id = {schema.APPLICATION}")
        base.execute("PRAGMA user_version = 1")
        base.execute("ATTACH ? AS other", (str(listed.parent / "store.db"),))
        for table in ("makers", "repositories", "commits"):
            columns = ", ".join(
                name for _, name, *_ in base.execute(f"PRAGMA table_info({table})").fetchall()
            )
            base.execute(f"INSERT INTO {table} SELECT {columns} FROM other.{table}")
    base.close()
    assert export(run, listed, "old.db") == export(run, listed)


def test_an_old_library_is_told(listed: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 22, 0))
    done = run("bulk", listed, "--store", listed.parent / "store.db")
    assert done.status == 2
    assert "a store needs 3.30" in done.err


def test_a_store_with_turned_bits_is_a_line_and_a_status(listed: Path, run: Run) -> None:
    bulk(run, listed)
    sound = (listed.parent / "store.db").read_bytes()
    dice = random.Random(17)
    refused = 0
    for _ in range(60):
        data = bytearray(sound)
        for _ in range(dice.randint(1, 4)):
            at = dice.randrange(len(data))
            data[at : at + 8] = (
                dice.randbytes(8) if dice.randrange(2) else bytes([data[at] ^ 1 << dice.randrange(8)])
            )
        for rest in ("", "-wal", "-shm", "-journal"):
            (listed.parent / f"turned.db{rest}").unlink(missing_ok=True)
        (listed.parent / "turned.db").write_bytes(data)
        for asking in (("export", "jsonl"), ("trends", "breaks")):
            done = run(*asking, "--store", listed.parent / "turned.db", "--importance", "formula")
            assert (done.status in {0, 2, 5}, done.err.count("\n") <= 1) == (True, True), done.err
            refused += "is damaged" in done.err
    assert refused > 5
