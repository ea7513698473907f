"""The SQL that answers questions to a store. docs/store.md has the tables, for further questions.

Every commit counts once, as the given rules and judge saw it, else as whoever scored it last did.
"""
# ruff: noqa: S608 - the SQL is put together from the parts below alone; what users give are parameters

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from commitbrief.bulk.store import Store
from commitbrief.trends.questions import By, Question, Trend
from commitbrief.trends.table import Cell, Cited, Column, Counted, Kind, Table, pivoted
from history.foreign import json_value

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


# Apart, since json_each has a column `type` of its own.
_FOLDERS = (
    "(SELECT chosen.*, coalesce(nullif(each.value, ''), '.') AS folder"
    " FROM chosen, json_each(chosen.folders) AS each)"
)
_KEYS: Mapping[By, _Key] = {
    By.REPOSITORY: _Key(("repository",), "repository"),
    By.FOLDER: _Key(("repository", "folder"), "repository, folder", _FOLDERS),
    By.AUTHOR: _Key(("author",), "author"),
    By.WEEK: _Key(("week",), "week", order="week", over_time=True),
    By.MONTH: _Key(("month",), "month", order="month", over_time=True),
    By.RELEASE: _Key(
        ("repository", "release", "released"),
        "repository, release, released",
        order="repository, released IS NOT NULL, released DESC, release DESC",  # the newest first
    ),
}

# CROSS JOIN keeps SQLite from looking through all of a repository for each of its commits: makers are few.
_CHOSEN = """
WITH chosen AS (
    SELECT repositories.name AS repository, commits.*, json_extract(types, '$[0]') AS type,
        CAST(strftime('%s', committed) AS INTEGER) AS unixtime,
        date(committed, 'weekday 0', '-6 days') AS week, strftime('%Y-%m', committed) AS month,
        shipped.release, date(releases.released) AS released
    FROM commits JOIN repositories ON repositories.id = commits.repository
    LEFT JOIN shipped ON shipped.repository = commits.repository AND shipped.sha = commits.sha
    LEFT JOIN releases ON releases.repository = commits.repository AND releases.name = shipped.release
    WHERE NOT EXISTS (
        SELECT 1 FROM makers CROSS JOIN commits AS better ON better.maker = makers.id
        WHERE better.repository = commits.repository AND better.sha = commits.sha
        AND (makers.id = :maker, makers.id) > (commits.maker = :maker, commits.maker)
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
        "maker": store.number(question.maker),
        **more,
    }
    return store.ask(_CHOSEN + sql, values)


def _keyed(question: Question) -> tuple[_Key, str]:
    """The key, and the order of the answer."""
    key = _KEYS[question.by]
    names = ", ".join(map(str, range(1, len(key.columns) + 1)))
    return key, key.order or f"weight DESC, commits DESC, {names}"


def _table(
    question: Question,
    columns: Sequence[Column],
    rows: Sequence[tuple[Cell, ...]],
    *,
    whole: int | None = None,
) -> Table:
    """As many rows as were asked for; all of them over time. `whole` says of how many, where `rows` are
    the first."""
    over_time = _KEYS[question.by].over_time and question.trend is not Trend.WEEKS
    shown = rows if over_time or not question.limit else rows[: question.limit]
    more = (len(rows) if whole is None else whole) - len(shown)
    return Table(question.trend, question.by, tuple(columns), tuple(shown), over_time, more)


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
        *_columns(Kind.LEVELS, "high", "medium", "low"),
        *_columns(Kind.WEIGHT, "weight"),
        *_columns(Kind.COUNT, "breaks"),
    )
    return _table(question, columns, rows)


def _types(store: Store, question: Question) -> Table:
    key, order = _keyed(question)
    keys = _keys_by_weight(store, question, key, order)
    counted = _ask(
        store, question, f"SELECT {key.sql}, type, count(*) FROM {key.source} GROUP BY {key.sql}, type"
    )
    names, by_key = pivoted([(row[:-2], row[-2], row[-1]) for row in counted])
    columns = (
        *_columns(Kind.KEY, *key.columns),
        *_columns(Kind.COUNT, "commits"),
        *_columns(Kind.TYPES, *names),
    )
    return _table(question, columns, [(*one, sum(by_key[one]), *by_key[one]) for one in keys])


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
        *_columns(Kind.WEIGHT, "weight"),
        *_columns(Kind.COUNT, "commits", "high", "breaks", "authors"),
        *_columns(Kind.TEXT, "last"),
    )
    return _table(question, columns, rows)


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
        *_columns(Kind.TEXT, "most_by"),
        *_columns(Kind.SHARE, "share"),
    )
    return _table(question, columns, rows)


def _breaks(store: Store, question: Question) -> Table:
    """Breaks that a message declares, by what shipped them first. What has none has no row, but for a time between two."""
    key = _KEYS[question.by]
    order = key.order or "2 DESC, 1"
    rows = _ask(
        store,
        question,
        f"SELECT {key.sql}, sum(breaking), count(*),"
        f" json_group_array(json_array(unixtime, sha, subject)) FILTER (WHERE breaking)"
        f" FROM {key.source} GROUP BY {key.sql}{'' if key.over_time else ' HAVING sum(breaking)'} ORDER BY {order}",
    )
    columns = (
        *_columns(Kind.KEY, *key.columns),
        *_columns(Kind.COUNT, "breaks", "commits"),
        *_columns(Kind.COMMITS, "declared_by"),
    )
    told = [(*row[:-1], _newest_first(json_value(row[-1]))) for row in rows]
    return _table(question, columns, told)


def _newest_first(commits: list[tuple[int, str, str]]) -> tuple[Cited, ...]:
    """Commits that come with their time. SQLite promises no order within a group."""
    return tuple(
        Cited(sha, subject) for _, sha, subject in sorted(commits, key=lambda one: (-one[0], one[1]))
    )


def _people(store: Store, question: Question) -> Table:
    rows = _ask(
        store,
        question,
        f"SELECT author, count(*) AS commits, {_WEIGHT} AS weight, min(date(committed)), max(date(committed))"
        f" FROM chosen GROUP BY author ORDER BY commits DESC, weight DESC, author",
    )
    types = _named(_ask(store, question, "SELECT author, type, count(*) FROM chosen GROUP BY 1, 2"))
    folders = _named(_ask(store, question, f"SELECT author, folder, count(*) FROM {_FOLDERS} GROUP BY 1, 2"))
    columns = (
        *_columns(Kind.KEY, "author"),
        *_columns(Kind.COUNT, "commits"),
        *_columns(Kind.WEIGHT, "weight"),
        *_columns(Kind.TEXT, "first", "last"),
        *_columns(Kind.MOST_TYPES, "types"),
        *_columns(Kind.MOST, "folders"),
    )
    told = [(*row, types.get(row[0], ()), folders.get(row[0], ())) for row in rows]
    return _table(question, columns, told)


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
    those = "WHERE week IN (SELECT value FROM json_each(:weeks))"
    counts = f"count(*) FROM chosen {those} GROUP BY 1, 2"
    types = _named(_ask(store, question, f"SELECT week, type, {counts}", **weeks))
    places = f"SELECT week, folder, count(*) FROM {_FOLDERS} {those} GROUP BY 1, 2"
    folders = _named(_ask(store, question, places, **weeks))
    ranked = _ask(
        store,
        question,
        f""", ranked AS (
            SELECT week, sha, subject, row_number() OVER (
                PARTITION BY week ORDER BY high DESC, medium DESC, added + removed DESC, sha) AS place
            FROM chosen {those}
        )
        SELECT week, sha, subject FROM ranked WHERE place <= :most ORDER BY week, place""",
        most=MOST_NAMED,
        **weeks,
    )
    notable: dict[str, tuple[Cited, ...]] = {}
    for week, *commit in ranked:
        notable[week] = (*notable.get(week, ()), Cited(*commit))
    columns = (
        *_columns(Kind.KEY, "week"),
        *_columns(Kind.WEIGHT, "weight"),
        *_columns(Kind.COUNT, "commits", "high", "breaks", "authors"),
        *_columns(Kind.MOST_TYPES, "types"),
        *_columns(Kind.MOST, "folders"),
        *_columns(Kind.COMMITS, "notable"),
    )
    told = [(*row, types.get(row[0], ()), folders.get(row[0], ()), notable.get(row[0], ())) for row in wanted]
    return _table(question, columns, told, whole=len(rows))


def _named(rows: Sequence[Row]) -> dict[str, tuple[Counted, ...]]:
    """The most frequent names of each key, with their counts, from rows of key, name and count."""
    counts: dict[str, list[Counted]] = {}
    for key, name, count in rows:
        counts.setdefault(key, []).append(Counted(name, count))
    return {
        key: tuple(sorted(own, key=lambda one: (-one.commits, one.name))[:MOST_NAMED])
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
