"""Scored commits in one SQLite file, which any tool can read. docs/store.md explains the tables.

A row is keyed by the commit and by everything that decided its figures, and is not changed, but for one that was made
without all of the commit's files: it is replaced when they are there. Rows are added in transactions, so that a process can be killed, or two can write, at any moment. A file that is damaged, newer or
somebody else's is told of and left as it is.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import astuple, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from commitbrief.bulk.schema import APPLICATION, COLUMNS, MIGRATIONS, ODD, ROW, SCHEMA
from commitbrief.bulk.scored import Scored
from commitbrief.errors import OutputError, StoreError
from history.foreign import open_regular
from history.releases import Release

BUSY_SECONDS = 120
MINIMUM = (3, 30)  # of SQLite, which came in 2019: what `trends` asks uses no younger thing

_SHAS = (
    "SELECT sha FROM commits JOIN repositories ON repositories.id = commits.repository"
    " JOIN makers ON makers.id = commits.maker WHERE name = ?"
)


@dataclass(frozen=True, slots=True)
class Maker:
    """What decides a commit's figures: this program's version and the digests of its rules and its judge,
    which covers the schema of its features."""

    version: str
    rules: str
    model: str


class Store(AbstractContextManager["Store"]):
    """The store in a file, which is made where there is none. Every method raises `StoreError` where the
    file cannot be used, and `OutputError` where it cannot be written."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._telling():
            _refuse_old_library()
            _refuse_foreign(path)
            self._base = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
            try:
                self._prepare()
            except BaseException:
                self._base.close()
                raise

    @classmethod
    def supposed(cls, path: Path) -> Store:
        """The store in a file, or an empty one that leaves no trace where there is none."""
        return cls(path if path.exists() else Path(":memory:"))

    @classmethod
    def existing(cls, path: Path) -> Store:
        """The store in a file that is there. Raises `StoreError` where there is none."""
        if not path.exists():
            raise StoreError(
                f"there is no store {path}: make one with `commitbrief bulk`, or name it with --store"
            )
        return cls(path)

    def __exit__(self, *_: object) -> None:
        self._base.close()

    def known(self, repository: str, maker: Maker) -> frozenset[str]:
        """The ids of a repository's commits that this maker scored, having all of their files."""
        with self._telling():
            rows = self._base.execute(
                f"{_SHAS} AND (version, rules, model) = (?, ?, ?) AND NOT unread",
                (repository, *astuple(maker)),
            )
            return frozenset(sha for (sha,) in rows)

    def shas(self, repository: str) -> frozenset[str]:
        """The ids of a repository's commits that anybody scored."""
        with self._telling():
            return frozenset(sha for (sha,) in self._base.execute(_SHAS, (repository,)))

    def number(self, maker: Maker) -> int:
        """The number of a maker in the table of makers; 0, which nobody has, for one that scored nothing."""
        with self._telling():
            found = self._base.execute(
                "SELECT id FROM makers WHERE (version, rules, model) = (?, ?, ?)", astuple(maker)
            ).fetchone()
            return found[0] if found else 0

    def names(self) -> list[str]:
        """The names of all repositories."""
        with self._telling():
            return [name for (name,) in self._base.execute("SELECT name FROM repositories ORDER BY name")]

    def holders(self, sha: str) -> list[str]:
        """The repositories that have a commit, by name."""
        with self._telling():
            # One look into the index for each repository and maker: there is none on ids alone. CROSS JOIN, or
            # SQLite looks through all commits of each repository instead.
            rows = self._base.execute(
                "SELECT name FROM repositories WHERE EXISTS (SELECT 1 FROM makers CROSS JOIN commits"
                " ON commits.repository = repositories.id AND commits.maker = makers.id AND sha = ?)"
                " ORDER BY name",
                (sha,),
            )
            return [name for (name,) in rows]

    def asked(self, repository: str) -> list[str]:
        """The revisions of a repository that were ever asked for, by name."""
        with self._telling():
            rows = self._base.execute(
                "SELECT revision FROM asked JOIN repositories ON id = repository WHERE name = ? ORDER BY 1",
                (repository,),
            )
            return [revision for (revision,) in rows]

    def settle(self, repository: str, asked: Sequence[str], unreachable: Collection[str]) -> None:
        """Put down which revisions were asked for now, and which stored commits none that ever was leads to,
        in place of those that were known."""
        with self._telling(), self._transaction():
            key = self._key(repository)
            self._base.executemany("INSERT OR IGNORE INTO asked VALUES (?, ?)", ((key, one) for one in asked))
            self._base.execute("DELETE FROM unreachable WHERE repository = ?", (key,))
            rows = ((key, sha) for sha in sorted(unreachable))
            self._base.executemany("INSERT INTO unreachable VALUES (?, ?)", rows)

    def add(self, repository: str, maker: Maker, commits: Sequence[Scored]) -> None:
        """Add commits, all or none of them. Those that are there already stay as they are, unless files were missing
        when they were scored."""
        with self._telling(), self._transaction():
            key = self._key(repository)
            self._base.execute(
                "INSERT OR IGNORE INTO makers (version, rules, model) VALUES (?, ?, ?)", astuple(maker)
            )
            (made,) = self._base.execute(
                "SELECT id FROM makers WHERE (version, rules, model) = (?, ?, ?)", astuple(maker)
            ).fetchone()
            rows = [(key, made, *_row(one)) for one in commits]
            self._base.executemany(
                "DELETE FROM commits WHERE (repository, maker, sha) = (?, ?, ?) AND unread",
                ((key, made, one.sha) for one in commits),
            )
            marks = ", ".join("?" * COLUMNS)
            self._base.executemany(f"INSERT OR IGNORE INTO commits VALUES ({marks})", rows)  # noqa: S608

    def incomplete(self, maker: Maker) -> list[tuple[str, int]]:
        """The repositories of which this maker scored commits without all of their files, and how many."""
        with self._telling():
            return self._base.execute(
                "SELECT repository, count(*) FROM scores WHERE unread AND (version, rules, model) = (?, ?, ?)"
                " GROUP BY repository ORDER BY repository",
                astuple(maker),
            ).fetchall()

    def note_releases(self, repository: str, releases: Sequence[Release]) -> None:
        """Put down a repository's releases and the commits that each was the first to ship, in place of
        those that were known: tags come, and go."""
        with self._telling(), self._transaction():
            key = self._key(repository)
            for table in ("releases", "shipped"):
                self._base.execute(f"DELETE FROM {table} WHERE repository = ?", (key,))  # noqa: S608
            self._base.executemany(
                "INSERT INTO releases VALUES (?, ?, ?)",
                ((key, one.name, one.released.isoformat()) for one in releases),
            )
            self._base.executemany(
                "INSERT INTO shipped VALUES (?, ?, ?)",
                ((key, sha, one.name) for one in releases for sha in one.commits),
            )

    def ask(self, sql: str, values: Mapping[str, object] | None = None) -> list[tuple[Any, ...]]:
        """The answer to a question in SQL, whole."""
        with self._telling():
            return self._base.execute(sql, dict(values or {})).fetchall()

    def rows(self, maker: Maker | None = None) -> Iterator[dict[str, object]]:
        """All rows of the view `scores`, or a maker's, by repository, committer date and id."""
        where = " WHERE (version, rules, model) = (?, ?, ?)" if maker else ""
        with self._telling():
            found = self._base.execute(
                f"SELECT {', '.join(ROW)} FROM scores{where} ORDER BY repository, CAST(strftime('%s', committed) AS INTEGER), sha, version, rules, model",  # noqa: S608
                astuple(maker) if maker else (),
            )
            for row in found:
                yield dict(zip(ROW, row, strict=True))

    def _key(self, repository: str) -> int:
        """The number of a repository, which is given one where it has none."""
        self._base.execute("INSERT OR IGNORE INTO repositories (name) VALUES (?)", (repository,))
        found: tuple[int] = self._base.execute(
            "SELECT id FROM repositories WHERE name = ?", (repository,)
        ).fetchone()
        return found[0]

    def _prepare(self) -> None:
        """Check the file, then bring it to this version's schema."""
        # In this order: another process that makes a store at this moment makes its tables and its mark together.
        tables = self._base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if tables and self._base.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
            raise StoreError(_foreign(self._path))
        version = self._base.execute("PRAGMA user_version").fetchone()[0]
        if version > SCHEMA:
            raise StoreError(f"{self._path} was written by a newer commitbrief (schema {version}): update")
        if self._base.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise StoreError(_damaged(self._path))
        if version == SCHEMA and self._base.execute(f"SELECT 1 FROM commits WHERE {ODD} LIMIT 1").fetchone():  # noqa: S608
            raise StoreError(_damaged(self._path))
        self._base.execute("PRAGMA journal_mode = WAL")
        self._base.execute("PRAGMA synchronous = NORMAL")
        with self._transaction():  # another process may do the same at this moment
            version = self._base.execute("PRAGMA user_version").fetchone()[0]
            for script in MIGRATIONS[version:]:
                for statement in filter(str.strip, script.split(";")):
                    self._base.execute(statement)
            self._base.execute(f"PRAGMA application_id = {APPLICATION}")
            self._base.execute(f"PRAGMA user_version = {SCHEMA}")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._base.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._base.execute("COMMIT")
        except BaseException:
            if self._base.in_transaction:
                self._base.execute("ROLLBACK")
            raise

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Tell SQLite's errors as ours."""
        try:
            yield
        except sqlite3.OperationalError as error:
            # The tables are not those that it says it has, or hold what they cannot.
            if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) == sqlite3.SQLITE_ERROR:
                raise StoreError(_damaged(self._path)) from error
            raise OutputError(
                f"the store {self._path} cannot be used: {error}; what it holds is whole, run again to go on"
            ) from error
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # so it tells a text that is none
            raise StoreError(_damaged(self._path)) from error


def _damaged(path: Path) -> str:
    return f"the store {path} is damaged and was left as it is: restore it, or name another with --store"


def _foreign(path: Path) -> str:
    return f"{path} is the database of another program and was left as it is: name another with --store"


def _refuse_old_library() -> None:
    if sqlite3.sqlite_version_info < MINIMUM:
        wanted = ".".join(map(str, MINIMUM))
        raise StoreError(
            f"this Python has SQLite {sqlite3.sqlite_version}, and a store needs {wanted} or newer"
        )


def _refuse_foreign(path: Path) -> None:
    """Raise `StoreError` for a file that is no store of ours."""
    try:
        with open_regular(path) as file:
            head = file.read(100)
    except FileNotFoundError:
        return
    except OSError as error:
        raise OutputError(f"cannot read {path}: {error.strerror}") from error
    if head and (not head.startswith(b"SQLite format 3\0") or len(head) < 100):
        raise StoreError(f"{path} is no store and was left as it is: name another with --store")
    if head and int.from_bytes(head[68:72], "big") not in (0, APPLICATION):
        raise StoreError(_foreign(path))


def _row(one: Scored) -> tuple[object, ...]:
    values: list[object] = []
    for field in fields(one):
        value = getattr(one, field.name)
        if field.name == "probabilities":
            values += value
        elif isinstance(value, tuple):
            values.append(json.dumps(value, ensure_ascii=False))
        else:
            values.append(value.isoformat() if isinstance(value, datetime) else value)
    return tuple(values)
