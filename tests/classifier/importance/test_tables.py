"""Feature tables come back as they were written, and refuse what is not theirs."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import numpy as np
import pytest

from classifier.importance.extraction import extract
from classifier.importance.tables import Example, TableError, dump_table, load_table, load_tables, table_of
from classifier.importance.training import combine
from classifier.labels.records import LEVELS, Label
from tests.support.labelled import many


def examples(levels: tuple[int, ...] = (0, 1, 2)) -> list[Example]:
    told = [(one, level) for one, level in many(90) if level in levels]
    return [
        Example(
            Label(one.sha, LEVELS[level], "import"),
            extract(one),
            20_000 + level,
            bot=level == 0,
            merge=False,
            formula=1,
        )
        for one, level in told
    ]


def test_a_table_comes_back_as_it_was(tmp_path: Path) -> None:
    table = table_of("a/b", examples())
    path = tmp_path / "a+b.features.xz"
    path.write_bytes(dump_table(table))
    again = load_table(path)
    assert (again.repository, again.shas, again.sources) == (table.repository, table.shas, table.sources)
    for name in ("levels", "formula", "days", "bots", "merges", "figures", "words", "starts"):
        assert np.array_equal(getattr(again, name), getattr(table, name)), name
    assert dump_table(again) == dump_table(table)


def test_a_table_of_another_schema_is_refused_by_name(tmp_path: Path) -> None:
    line, _, rest = lzma.decompress(dump_table(table_of("a/b", examples()))).partition(b"\n")
    path = tmp_path / "old.features.xz"
    path.write_bytes(
        lzma.compress(json.dumps({**json.loads(line), "schema": "feed"}).encode() + b"\n" + rest)
    )
    with pytest.raises(TableError, match="feature schema feed"):
        load_table(path)


@pytest.mark.parametrize("kept", [0, 10, 200, -50])
def test_a_truncated_table_is_refused(kept: int, tmp_path: Path) -> None:
    path = tmp_path / "a.features.xz"
    path.write_bytes(dump_table(table_of("a/b", examples()))[:kept])
    with pytest.raises(TableError, match=r"a\.features\.xz"):
        load_table(path)


def test_a_folder_without_tables_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="no feature tables"):
        load_tables([tmp_path])


@pytest.mark.parametrize("levels", [(0,), (0, 1), (1, 2)])
def test_a_missing_class_cannot_be_learned(levels: tuple[int, ...]) -> None:
    with pytest.raises(TableError, match="of each are needed"):
        combine([table_of("a/b", examples(levels))])
