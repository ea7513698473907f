"""The SQL that answers questions to a store. docs/store.md has the tables, for further questions.

Every commit counts once, as whoever scored it last saw it.
"""
# ruff: noqa: S608 - the SQL is put together from the parts below alone; what users give are parameters

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from commitbrief.store import Store
from commitbrief.trends.questions import By, Question, Trend
from commitbrief.trends.table import Column, Kind, Table, pivoted

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Key:
    """The columns that name a row, what they are in SQL, and in which order rows come: by default the
    weightiest first."""

    columns: tuple[str, ...]
    sql: str
    source: str = "chosen"
    order: str = ""
    over_time: bool = False


_FOLDERS = "chosen, json_each(chosen.folders) AS folder"
_KEYS: Mapping[By, _Key] = {
    By.REPOSITORY: _Key(("repository",), "repository"),
    By.FOLDER: _Key(
        ("repository", "folder"), "repository, coalesce(nullif(folder.value, ''), '.')", _FOLDERS
    ),
    By.AUTHOR: _Key(("author",), "author"),
    By.WEEK: _Key(("week",), "week", order="week", over_time=True),
    By.MONTH: _Key(("month",), "month", order="month", over_time=True),
    By.RELEASE: _Key(
        ("repository", "release", "released"),
        "repository, coalesce(release, 'unreleased'), released",
        order="repository, released IS NOT NULL, released DESC, release DESC",  # the newest first
    ),
}

_CHOSEN = """
WITH chosen AS (
    SELECT repositories.name AS repository, commits.*, json_extract(types, '$[0]') AS type,
        date(committed, 'weekday 0', '-6 days') AS week, strftime('%Y-%m', committed) AS month,
        shipped.release, date(releases.released) AS released
    FROM commits JOIN repositories ON repositories.id = commits.repository
    LEFT JOIN shipped ON shipped.repository = commits.repository AND shipped.sha = commits.sha
    LEFT JOIN releases ON releases.repository = commits.repository AND releases.name = shipped.release
    WHERE NOT EXISTS (
        SELECT 1 FROM makers JOIN commits AS later ON later.maker = makers.id
        WHERE later.repository = commits.repository AND later.sha = commits.sha AND makers.id > commits.maker
    )
    AND NOT EXISTS (
        SELECT 1 FROM unreachable
        WHERE unreachable.repository = commits.repository AND unreachable.sha = commits.sha
    )
    AND (:repositories = '[]' OR repositories.name IN (SELECT value FROM json_each(:repositories)))
    AND (:since IS NULL OR date(committed) >= :since) AND (:until IS NULL OR date(committed) <= :until)
    AND (:bots OR NOT bot)
)
"""
_WEIGHT = "round(sum(high + medium / 2), 1)"
_LEVELS = ", ".join(f"sum(importance = '{level}')" for level in ("high", "medium", "low"))
MOST_NAMED = 3  # names in a list: enough to recognise, few enough to read


def answer(store: Store, question: Question) -> Table:
    """The answer. Raises `StoreError` and `OutputError` where the store cannot be read."""
    return _ANSWERS[question.trend](store, question)


def _ask(store: Store, question: Question, sql: str, **more: object) -> list[Row]:
    values = {
        "repositories": json.dumps(question.repositories),
        "since": question.since.isoformat() if question.since else None,
        "until": question.until.isoformat() if question.until else None,
        "bots": question.bots,
        **more,
    }
    return store.ask(_CHOSEN + sql, values)


def _keyed(question: Question) -> tuple[_Key, str]:
    """The key, and the order of the answer."""
    key = _KEYS[question.by]
    names = ", ".join(map(str, range(1, len(key.columns) + 1)))
    return key, key.order or f"weight DESC, commits DESC, {names}"


def _limited(rows: Sequence[Row], question: Question, key: _Key) -> Sequence[Row]:
    return rows[: question.limit] if question.limit and not key.over_time else rows


def _importance(store: Store, question: Question) -> Table:
    key, order = _keyed(question)
    rows = _ask(
        store,
        question,
        f"SELECT {key.sql}, count(*) AS commits, {_LEVELS}, {_WEIGHT} AS weight, sum(breaking)"
        f" FROM {key.source} GROUP BY {key.sql} ORDER BY {order}",
    )
    columns = (
        *_columns(Kind.KEY, *key.columns),
        *_columns(Kind.COUNT, "commits"),
        *_columns(Kind.SERIES, "high", "medium", "low"),
        *_columns(Kind.COUNT, "weight", "breaks"),
    )
    title = f"importance by {question.by}"
    return Table(title, columns, tuple(_limited(rows, question, key)), over_time=key.over_time)


def _types(store: Store, question: Question) -> Table:
    key, order = _keyed(question)
    wanted = _limited(_keys_by_weight(store, question, key, order), question, key)
    counted = _ask(
        store, question, f"SELECT {key.sql}, type, count(*) FROM {key.source} GROUP BY {key.sql}, type"
    )
    names, by_key = pivoted([(row[:-2], row[-2], row[-1]) for row in counted])
    columns = (
        *_columns(Kind.KEY, *key.columns),
        *_columns(Kind.COUNT, "commits"),
        *_columns(Kind.SERIES, *names),
    )
    rows = tuple((*one, sum(by_key[one]), *by_key[one]) for one in wanted)
    return Table(f"change types by {question.by}", columns, rows, over_time=key.over_time)


def _keys_by_weight(store: Store, question: Question, key: _Key, order: str) -> list[Row]:
    rows = _ask(
        store,
        question,
        f"SELECT {key.sql}, {_WEIGHT} AS weight, count(*) AS commits FROM {key.source} GROUP BY {key.sql} ORDER BY {order}",
    )
    return [row[:-2] for row in rows]


def _hot(store: Store, question: Question) -> Table:
    key, order = _keyed(question)
    rows = _ask(
        store,
        question,
        f"SELECT {key.sql}, {_WEIGHT} AS weight, count(*) AS commits, sum(importance = 'high'), sum(breaking),"
        f" count(DISTINCT author), max(date(committed))"
        f" FROM {key.source} GROUP BY {key.sql} ORDER BY {order}",
    )
    columns = (
        *_columns(Kind.KEY, *key.columns),
        *_columns(Kind.COUNT, "weight", "commits", "high", "breaks", "authors"),
        *_columns(Kind.TEXT, "last"),
    )
    return Table("folders by weight of what changed in them", columns, tuple(_limited(rows, question, key)))


def _bus_factor(store: Store, question: Question) -> Table:
    """The fewest authors who together made half of the commits: CHAOSS's contributor absence factor."""
    key = _KEYS[question.by]
    names = ", ".join(key.columns)
    rows = _ask(
        store,
        question,
        f""", each ({names}, author, commits) AS (
            SELECT {key.sql}, author, count(*) FROM {key.source} GROUP BY {key.sql}, author
        ), ranked AS (
            SELECT *, sum(commits) OVER (PARTITION BY {names}) AS total,
                coalesce(sum(commits) OVER (PARTITION BY {names} ORDER BY commits DESC, author
                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS earlier
            FROM each
        )
        SELECT {names}, sum(2 * earlier < total) AS factor, total, count(*),
            max(CASE WHEN earlier = 0 THEN author END), 1.0 * max(commits) / total
        FROM ranked GROUP BY {names} ORDER BY total DESC, {names}""",
    )
    columns = (
        *_columns(Kind.KEY, *key.columns),
        *_columns(Kind.COUNT, "factor", "commits", "authors"),
        *_columns(Kind.TEXT, "most by"),
        *_columns(Kind.SHARE, "share"),
    )
    title = f"bus factor by {question.by}: the fewest authors who made half of the commits"
    return Table(title, columns, tuple(_limited(rows, question, key)))


def _breaks(store: Store, question: Question) -> Table:
    """Breaks that a message declares, by what shipped them first."""
    key = _KEYS[question.by]
    order = key.order or "1"
    rows = _ask(
        store,
        question,
        f"SELECT {key.sql}, sum(breaking), count(*),"
        f" json_group_array(substr(sha, 1, 9) || ' ' || subject) FILTER (WHERE breaking)"
        f" FROM {key.source} GROUP BY {key.sql} ORDER BY {order}",
    )
    columns = (
        *_columns(Kind.KEY, *key.columns),
        *_columns(Kind.COUNT, "breaks", "commits"),
        *_columns(Kind.LIST, "declared by"),
    )
    told = [(*row[:-1], tuple(json.loads(row[-1]))) for row in rows]
    title = f"breaks that messages declare, by {question.by}"
    return Table(title, columns, tuple(_limited(told, question, key)), over_time=key.over_time)


def _people(store: Store, question: Question) -> Table:
    key, _ = _keyed(question)
    rows = _ask(
        store,
        question,
        f"SELECT author, count(*) AS commits, {_WEIGHT} AS weight, min(date(committed)), max(date(committed))"
        f" FROM chosen GROUP BY author ORDER BY commits DESC, weight DESC, author",
    )
    wanted = _limited(rows, question, key)
    types = _named(_ask(store, question, "SELECT author, type, count(*) FROM chosen GROUP BY 1, 2"))
    folders = _named(
        _ask(store, question, f"SELECT author, folder.value, count(*) FROM {_FOLDERS} GROUP BY 1, 2")
    )
    columns = (
        *_columns(Kind.KEY, "author"),
        *_columns(Kind.COUNT, "commits", "weight"),
        *_columns(Kind.TEXT, "first", "last"),
        *_columns(Kind.LIST, "types", "folders"),
    )
    told = tuple((*row, types.get(row[0], ()), folders.get(row[0], ())) for row in wanted)
    return Table("who does what", columns, told)


def _weeks(store: Store, question: Question) -> Table:
    """The busiest weeks: how much, of what, where, and the commits that matter most."""
    rows = _ask(
        store,
        question,
        f"SELECT week, {_WEIGHT} AS weight, count(*) AS commits, sum(importance = 'high'), sum(breaking),"
        f" count(DISTINCT author) FROM chosen GROUP BY week ORDER BY weight DESC, commits DESC, week",
    )
    wanted = rows[: question.limit] if question.limit else rows
    weeks = {"weeks": json.dumps([row[0] for row in wanted])}
    those = "WHERE week IN (SELECT value FROM json_each(:weeks)) GROUP BY 1, 2"
    types = _named(_ask(store, question, f"SELECT week, type, count(*) FROM chosen {those}", **weeks))
    folders = _named(
        _ask(store, question, f"SELECT week, folder.value, count(*) FROM {_FOLDERS} {those}", **weeks)
    )
    ranked = _ask(
        store,
        question,
        """, ranked AS (
            SELECT week, sha, subject, row_number() OVER (
                PARTITION BY week ORDER BY high DESC, medium DESC, added + removed DESC, sha) AS place
            FROM chosen WHERE week IN (SELECT value FROM json_each(:weeks))
        )
        SELECT week, substr(sha, 1, 9) || ' ' || subject FROM ranked WHERE place <= :most ORDER BY week, place""",
        most=MOST_NAMED,
        **weeks,
    )
    notable: dict[str, tuple[str, ...]] = {}
    for week, commit in ranked:
        notable[week] = (*notable.get(week, ()), commit)
    columns = (
        *_columns(Kind.KEY, "week"),
        *_columns(Kind.COUNT, "weight", "commits", "high", "breaks", "authors"),
        *_columns(Kind.LIST, "types", "folders", "commits that matter most"),
    )
    told = tuple(
        (*row, types.get(row[0], ()), folders.get(row[0], ()), notable.get(row[0], ())) for row in wanted
    )
    return Table("the busiest weeks", columns, told)


def _named(rows: Sequence[Row]) -> dict[str, tuple[str, ...]]:
    """The most frequent names of each key, with their counts, from rows of key, name and count."""
    counts: dict[str, Counter[str]] = {}
    for key, name, count in rows:
        counts.setdefault(key, Counter())[name or "."] += count
    return {
        key: tuple(
            f"{name} {own[name]}" for name in sorted(own, key=lambda name: (-own[name], name))[:MOST_NAMED]
        )
        for key, own in counts.items()
    }


def _columns(kind: Kind, *names: str) -> tuple[Column, ...]:
    return tuple(Column(name, kind) for name in names)


_ANSWERS: Mapping[Trend, Callable[[Store, Question], Table]] = {
    Trend.IMPORTANCE: _importance,
    Trend.TYPES: _types,
    Trend.HOT: _hot,
    Trend.BUS_FACTOR: _bus_factor,
    Trend.BREAKS: _breaks,
    Trend.PEOPLE: _people,
    Trend.WEEKS: _weeks,
}
