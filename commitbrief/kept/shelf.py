"""A file of texts under keys. Best effort: where it cannot be read or written it says so once, and nothing is kept."""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

NAME = "kept-1.sqlite"
MOST_BYTES = 1 << 30  # of the file: beyond it, what was asked for longest ago is let go
LEFT = 0.75  # of `MOST_BYTES`, after that
BUSY = 10.0  # seconds that another run may take to write
TABLES = """
create table if not exists kept (key text primary key, run integer not null, body blob not null) without rowid;
create index if not exists by_run on kept (run);
"""


class Shelf:
    """Texts under keys, in `folder`; with `None` for it, an empty one that forgets. Several processes may use one
    file; what a process that was forked from another does goes through a connection of its own."""

    def __init__(
        self, folder: Path | None, say: Callable[[str], None] = lambda _: None, *, most: int = MOST_BYTES
    ) -> None:
        self._path = folder / NAME if folder else None
        self._say = say
        self._most = most
        self._open: tuple[int, sqlite3.Connection, int] | None = (
            None  # process, connection, number of this run
        )
        self._asked: set[str] = set()

    @property
    def keeps(self) -> bool:
        """Whether there is a point in making a text for it."""
        return self._path is not None

    def get(self, key: str) -> bytes | None:
        """The text under a key; `None` if there is none."""
        try:
            connection = self._connection()
            if connection is None:
                return None
            row = connection.execute("select body from kept where key = ?", (key,)).fetchone()
            if row is None:
                return None
            text = zlib.decompress(row[0])
        except (sqlite3.Error, zlib.error, OSError, TypeError) as error:
            self._give_up(error)
            return None
        self._asked.add(key)
        return text

    def put(self, key: str, text: bytes) -> None:
        """Keep a text."""
        try:
            connection = self._connection()
            if connection is not None:
                run = self._open[2] if self._open else 0
                row = (key, run, zlib.compress(text, 6))
                with connection:
                    connection.execute("insert or replace into kept values (?, ?, ?)", row)
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)

    def close(self) -> None:
        """Note what was asked for, let go what was not for long, and close the file."""
        if self._open is None or self._open[0] != os.getpid():
            self._open = None
            return
        _, connection, run = self._open
        with suppress(sqlite3.Error):
            with connection:
                connection.executemany(
                    "update kept set run = ? where key = ?", [(run, key) for key in sorted(self._asked)]
                )
            self._tidy(connection)
        connection.close()
        self._open = None

    def _tidy(self, connection: sqlite3.Connection) -> None:
        if self._path is None or self._path.stat().st_size <= self._most:
            return
        sizes = connection.execute(
            "select run, sum(length(body)) from kept group by run order by run desc"
        ).fetchall()
        left = self._most * LEFT
        for run, size in sizes:
            left -= size
            if left < 0:
                with connection:
                    connection.execute("delete from kept where run <= ?", (run,))
                break
        connection.execute("vacuum")

    def _connection(self) -> sqlite3.Connection | None:
        if self._path is None:
            return None
        if self._open is None or self._open[0] != os.getpid():
            self._asked = set()
            self._path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self._path, timeout=BUSY)
            self._path.chmod(0o600)
            connection.executescript(TABLES)
            (latest,) = connection.execute("select coalesce(max(run), 0) from kept").fetchone()
            self._open = os.getpid(), connection, latest + 1
        return self._open[1]

    def _give_up(self, error: Exception) -> None:
        """Use the file no more. One that is damaged makes way for a new one in the next run."""
        path, self._path = self._path, None
        connection = self._open[1] if self._open else None
        self._open = None
        if connection is not None:
            with suppress(sqlite3.Error):
                connection.close()
        self._say(f"nothing is kept in {path}: {error}")
        damaged = isinstance(error, sqlite3.DatabaseError | zlib.error | TypeError)
        if path is not None and damaged and not isinstance(error, sqlite3.OperationalError):
            with suppress(OSError):
                path.unlink()


NO_SHELF = Shelf(None)
