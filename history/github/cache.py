"""Answers of the interface, kept between runs: best effort, and never a reason to fail."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FILE = "github-answers.sqlite"
_TABLE = "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, tag TEXT, link TEXT, body TEXT)"
_PATIENCE = 10.0  # seconds for another process to finish writing


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer: its ETag, its `Link` header and its body."""

    tag: str
    link: str
    body: str


class AnswerCache:
    """Answers by key. Where it cannot be read or written it is as if empty, and that is said once."""

    def __init__(self, folder: Path, say: Callable[[str], None]) -> None:
        self._path = folder / _FILE
        self._say = say
        self._broken = False

    def get(self, key: str) -> Kept | None:
        """The answer kept under this key."""
        rows = self._run("SELECT tag, link, body FROM answers WHERE key = ?", (key,))
        return Kept(*rows[0]) if rows else None

    def put(self, key: str, kept: Kept) -> None:
        """Keep an answer, in place of an older one."""
        self._run("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", (key, kept.tag, kept.link, kept.body))

    def count(self, prefix: str) -> int:
        """How many keys begin with this."""
        rows = self._run(
            "SELECT count(*) FROM answers WHERE key >= ? AND key < ?", (prefix, f"{prefix}\U0010ffff")
        )
        return int(rows[0][0]) if rows else 0

    def _run(self, statement: str, values: tuple[str, ...]) -> list[tuple[Any, ...]]:
        if self._broken:
            return []
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.touch(mode=0o600)
            with closing(sqlite3.connect(self._path, timeout=_PATIENCE)) as connection, connection:
                connection.execute(_TABLE)
                return connection.execute(statement, values).fetchall()
        except (sqlite3.Error, OSError) as error:
            self._broken = True
            self._say(f"answers of GitHub are not kept: {self._path}: {error}")
            return []
