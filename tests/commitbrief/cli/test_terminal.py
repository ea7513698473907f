"""`commitbrief report` in a terminal: a real one, as wide as it is."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.support import RepoBuilder

Shown = Callable[..., str]
ESCAPES = re.compile(r"\x1b\[[\d;]*m|\x1b\]8;[^\x1b]*\x1b\\")


@pytest.fixture
def project(repo: RepoBuilder) -> RepoBuilder:
    repo.git("remote", "add", "origin", "https://github.com/acme/kiln.git")
    repo.commit(
        "feat!: ask for a \x1b]0;schedule\x07 " + "of many words " * 8,
        {"kiln/fire.py": "def fire(schedule):\n    return schedule\n"},
    )
    return repo


@pytest.fixture
def shown(project: RepoBuilder, tmp_path: Path, plain_environment: Mapping[str, str]) -> Shown:
    """What a terminal is sent."""

    def shown(*options: str, columns: int = 80, lines: int = 999, **environment: str) -> str:
        ours, theirs = pty.openpty()
        env = {"TERM": "xterm-256color", "COLUMNS": str(columns), "LINES": str(lines), **environment}
        process = subprocess.Popen(
            [sys.executable, "-m", "commitbrief", "report", str(project.path), "--all", *options],
            cwd=tmp_path,
            env={**plain_environment, **env},
            stdin=theirs,
            stdout=theirs,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs)
        said = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # Linux's way to say that the other side is closed
                break
            if not piece:
                break
            said += piece
        os.close(ours)
        assert process.wait() == 0
        return said.decode("utf8").replace("\r\n", "\n")

    return shown


def test_the_day_is_shown_and_no_file_is_written(shown: Shown, tmp_path: Path) -> None:
    text = ESCAPES.sub("", shown())

    assert "acme/kiln · " in text
    assert "💥 Breaking" in text
    assert not (tmp_path / "reports").exists()


def test_no_line_is_wider_than_the_screen(shown: Shown) -> None:
    text = ESCAPES.sub("", shown(columns=50))

    assert max(map(len, text.splitlines())) <= 50


def test_commits_are_links_and_a_title_drives_nothing(shown: Shown) -> None:
    text = shown()

    assert "\x1b]8;;https://github.com/acme/kiln/commit/" in text
    assert "\x07" not in text
    assert "\x1b]0" not in text


def test_who_wants_no_colour_gets_none(shown: Shown) -> None:
    assert re.search(r"\x1b\[[\d;]*3[1-7]m", shown())
    assert not re.search(r"\x1b\[[\d;]*3[1-7]m", shown(NO_COLOR="1"))
    assert "\x1b" not in shown(TERM="dumb")


@pytest.mark.parametrize(
    ("options", "locale", "word"),
    [
        ((), "en_GB.UTF-8", "Breaking"),
        ((), "zh_CN.UTF-8", "不兼容"),
        (("--lang", "zh"), "en_GB.UTF-8", "不兼容"),
    ],
)
def test_it_speaks_the_readers_language(
    shown: Shown, options: tuple[str, ...], locale: str, word: str
) -> None:
    assert word in shown(*options, LANG=locale)


def test_what_is_longer_than_the_screen_goes_through_the_pager(shown: Shown) -> None:
    assert "PAGED" in shown(lines=5, PAGER="sed s/acme/PAGED/")
    assert "PAGED" not in shown(lines=999, PAGER="sed s/acme/PAGED/")


def test_a_file_is_written_where_one_is_asked_for(shown: Shown, tmp_path: Path) -> None:
    assert shown("-o", "out.md") == "out.md\n"
    assert (tmp_path / "out.md").read_text("utf8").startswith("# ")
