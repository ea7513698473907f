"""What rule files say is read once, and what was kept of it says the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from classifier.rulebook import load_rules
from commitbrief.kept import tables
from commitbrief.kept.shelf import NO_SHELF, Shelf
from commitbrief.kept.tables import KEY, kept_tables
from commitbrief.resources import rules_folder
from history.foreign import toml_table


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that had to be read."""
    texts: list[str] = []

    def reading(text: str) -> dict[str, object]:
        texts.append(text)
        return toml_table(text)

    monkeypatch.setattr(tables, "toml_table", reading)
    return texts


def said(shelf: Shelf, *texts: str) -> list[object]:
    with kept_tables(shelf) as tables_of:
        return [tables_of(text) for text in texts]


def test_the_same_rules_are_read_once(tmp_path: Path, read: list[str]) -> None:
    books = []
    for _ in range(2):
        shelf = Shelf(tmp_path)
        with kept_tables(shelf) as tables_of:
            books.append(load_rules(rules_folder(), tables_of=tables_of))
        shelf.close()
        files, read[:] = len(read), []
        assert bool(files) is (len(books) == 1)
    assert books[0] == books[1] == load_rules(rules_folder())


def test_another_text_is_another_table_and_the_old_one_goes(tmp_path: Path, read: list[str]) -> None:
    shelf = Shelf(tmp_path)
    assert said(shelf, "a = 1", "b = 2") == [{"a": 1}, {"b": 2}]
    assert said(shelf, "a = 1", "b = 3") == [{"a": 1}, {"b": 3}]
    assert said(shelf, "b = 2") == [{"b": 2}]
    assert read == ["a = 1", "b = 2", "b = 3", "b = 2"]


@pytest.mark.parametrize("kept", [b"", b"[1]", b"{", b'{"a": 1}'])
def test_what_is_no_table_is_read_anew(tmp_path: Path, kept: bytes) -> None:
    shelf = Shelf(tmp_path)
    shelf.put(KEY, kept)
    assert said(shelf, "a = 1") == [{"a": 1}]


def test_a_date_is_not_kept_and_breaks_nothing(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    first = said(shelf, "a = 2026-01-23")
    assert said(shelf, "a = 2026-01-23") == first == said(NO_SHELF, "a = 2026-01-23")
    assert shelf.get(KEY) is None
