"""What a store does for an answer grows as its rows do: counted in steps of SQLite's, not in time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from commitbrief.bulk.scored import Scored
from commitbrief.bulk.store import Maker, Store
from commitbrief.trends.queries import answer
from commitbrief.trends.questions import WAYS, Question, Trend

FEW, TIMES = 250, 8
OLD, NEW = Maker("0", "rules", "model"), Maker("1", "rules", "model")
STEPS = 100  # of SQLite's machine: how often it is looked at

ONE = Scored(
    sha="",
    authored=datetime(2026, 1, 1, tzinfo=UTC),
    committed=datetime(2026, 1, 1, tzinfo=UTC),
    author="Ada",
    email="ada@example.org",
    subject="fix: a thing",
    types=("fix",),
    importance="low",
    judge="formula",
    probabilities=(1.0, 0.0, 0.0),
    breaking=False,
    bot=False,
    reverts=None,
    merge=False,
    files=1,
    added=1,
    removed=0,
    folders=("src",),
)


def commits(number: int) -> list[Scored]:
    moment = ONE.committed
    return [
        replace(ONE, sha=f"{at:040x}", committed=moment + timedelta(hours=at), author=f"author {at % 7}")
        for at in range(number)
    ]


@contextmanager
def counting(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The steps, in hundreds, that connections opened meanwhile take."""
    steps = [0]
    connect = sqlite3.connect

    def tick() -> int:
        steps[0] += 1
        return 0

    def counted(path: Path, **options: float | None) -> sqlite3.Connection:
        base: sqlite3.Connection = connect(path, **options)  # type: ignore[call-overload] # as it is given
        base.set_progress_handler(tick, STEPS)
        return base

    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", counted)
        yield steps


def ask_for(trend: Trend) -> Callable[[Store], object]:
    return lambda store: answer(store, Question(trend, WAYS[trend][0], NEW, limit=0))


ASKED: dict[str, Callable[[Store], object]] = {
    **{trend.value: ask_for(trend) for trend in Trend},
    "the view": lambda store: store.ask("SELECT count(*) FROM latest"),
    "who has a commit": lambda store: store.holders("f" * 40),
    "what is known": lambda store: store.known("octo/project", NEW),
}


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A store of few commits that two makers scored, and one of eight times as many."""
    folder = tmp_path_factory.mktemp("stores")
    paths = [folder / "few.db", folder / "many.db"]
    for path, number in zip(paths, (FEW, FEW * TIMES), strict=True):
        with Store(path) as store:
            for maker in (OLD, NEW):
                store.add("octo/project", maker, commits(number))
    return paths


def taken(store: Path, asked: str, monkeypatch: pytest.MonkeyPatch) -> int:
    with counting(monkeypatch) as steps, Store(store) as opened:
        before = steps[0]
        ASKED[asked](opened)
        return steps[0] - before


@pytest.mark.parametrize("asked", ASKED)
def test_the_work_grows_as_the_rows_do(
    stores: list[Path], monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    few, many = (taken(store, asked, monkeypatch) for store in stores)
    assert many <= 2 * TIMES * few + 10


def test_a_commit_is_found_without_looking_through_the_others(
    stores: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert taken(stores[1], "who has a commit", monkeypatch) <= 2


def test_the_view_has_each_commit_once(stores: list[Path]) -> None:
    with closing(sqlite3.connect(stores[0])) as base:
        found = base.execute("SELECT version, types, count(*) FROM latest GROUP BY 1, 2").fetchall()
        assert found == [("1", json.dumps(["fix"]), FEW)]
        assert base.execute("SELECT count(*) FROM scores").fetchone() == (2 * FEW,)
