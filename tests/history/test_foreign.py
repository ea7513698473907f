"""Files and texts of others: what is no file, what has no end, and what is nested without end."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from history.foreign import MB, NotationError, json_value, open_regular, read_bytes, read_text, toml_table

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def odd(tmp_path: Path) -> dict[str, Path]:
    """Paths that lead to no regular file."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for name, target in (("device", "/dev/zero"), ("link", "pipe"), ("circle", "circle")):
        (tmp_path / name).symlink_to(target)
    names = ("pipe", "folder", "device", "link", "circle", "nothing", "a\0b", "a\udc80\ud800")
    return {name: tmp_path / name for name in names}


@pytest.mark.parametrize(
    "name", ["pipe", "folder", "device", "link", "circle", "nothing", "a\0b", "a\udc80\ud800"]
)
def test_what_is_no_file_is_an_error_with_words(odd: dict[str, Path], name: str) -> None:
    with pytest.raises(OSError, match=r"\A\[Errno \d+\] [^\n]+") as caught:
        open_regular(odd[name])
    assert caught.value.strerror


def test_a_file_ends_somewhere(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with path.open("wb") as file:
        file.truncate(5 * MB)

    assert len(read_bytes(path, 5 * MB)) == 5 * MB
    with pytest.raises(OSError, match="larger than 4 MB"):
        read_bytes(path, 4 * MB)


def test_lines_end_as_in_any_text_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"a\r\nb\rc\n")

    assert read_text(tmp_path / "file") == "a\nb\nc\n"


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, '{"a":' * 100_000, "1" * 10_000, "NaN", "[-Infinity]", "", "{", '{"a":1}}', "\udc80"],
)
def test_a_text_that_is_no_json_is_one_line(text: str) -> None:
    with pytest.raises(NotationError, match=r"\A[^\n]+\Z"):
        json_value(text)


@pytest.mark.parametrize(
    "text", ["a = " + "[" * 100_000, "a" + ".a" * 100_000 + "=1", "a = " + "1" * 10_000, "a = \n\n=", "\0"]
)
def test_a_text_that_is_no_toml_is_one_line(text: str) -> None:
    with pytest.raises(NotationError, match=r"\A[^\n]+\Z"):
        toml_table(text)


@pytest.mark.parametrize("part", ["a", "'.'", '","', '"\\""', "a ", "\t-"])
def test_a_key_of_many_parts_is_refused_at_once(part: str) -> None:
    with pytest.raises(NotationError, match="nested too deep"):
        toml_table(f"x = {{{'.'.join([part] * 100_000)} = 1}}")


def test_long_lines_that_have_many_dots_are_read() -> None:
    names = [f"src/a.b/{number}.py" for number in range(1000)]
    assert toml_table(f"a = {names}\nb = {[0.5] * 1000}")["a"] == names


def test_nothing_that_a_command_is_given_is_read_in_another_way() -> None:
    """What comes with commitbrief, what lies in a folder of its own making, and what holds one file's few lines."""
    reading = re.compile(
        r"\.read_(?:text|bytes)\(|\bopen\(\"r|json\.loads\(|tomllib\.loads\(|lzma\.decompress\("
    )
    allowed = {
        "classifier/facts/structured/json_reader.py": "one scalar of a changed file",
        "commitbrief/kept/briefs.py": "our own sources, for their digest",
        "commitbrief/kept/records.py": "what we kept ourselves; anything else is as if nothing were",
        "classifier/facts/symbols/pages.py": "the pages of languages that come with commitbrief",
        "commitbrief/learning/own.py": "the model and the levels that come with commitbrief, for their digest",
        "history/foreign.py": "this",
        "report/render.py": "the style and script that come with commitbrief",
        "report/sentences.py": "the catalogues that come with commitbrief",
        "report/serial.py": "the schema that comes with commitbrief",
        "classifier/statements/linear.py": "the weights that come with commitbrief",
        "report/title_grammar.py": "the grammar of titles that comes with commitbrief",
    }
    found = {
        str(path.relative_to(ROOT))
        for room in ("classifier", "commitbrief", "history", "report")
        for path in (ROOT / room).rglob("*.py")
        if reading.search(path.read_text("utf8"))
    }
    assert found == set(allowed)
