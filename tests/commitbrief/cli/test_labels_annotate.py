"""`commitbrief labels annotate`, with a real keyboard where that matters."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.commitbrief.conftest import Run
from tests.support import RepoBuilder

COMMAND = (sys.executable, "-m", "commitbrief", "labels", "annotate")


@pytest.fixture
def project(repo: RepoBuilder) -> RepoBuilder:
    """Five commits of different kinds, one by a program, one that declares its weight, one that changes nothing."""
    repo.commit("feat: an oven", {"src/oven.py": "def bake(heat):\n    return heat\n"})
    repo.commit("fix: do not burn", {"src/oven.py": "def bake(heat):\n    return min(heat, 200)\n"})
    repo.commit("docs: how to bake", {"README.md": "# Baking\n\nwords\n"})
    repo.commit("refactor: tidy", {"src/oven.py": "def bake(heat):\n    return min(heat, 210)\n"})
    repo.commit("chore: evil \x1b]0;title\x07 words", {"\x1b[2J.py": "x = '\x1b[31m'\n"})
    repo.commit("bump", {"a.lock": "1\n"}, author="dependabot[bot] <support@github.com>")
    repo.commit("declared", {"src/a.py": "x = 1\n", "news/1.feature.rst": "words\n"})
    repo.commit("nothing", {})
    return repo


def answers(path: Path) -> list[tuple[str, str]]:
    told = [json.loads(line) for line in path.read_text("utf8").splitlines()]
    return [(one["sha"], one["level"]) for one in told]


def test_each_key_does_what_it_says(project: RepoBuilder, run: Run, tmp_path: Path) -> None:
    labels = tmp_path / "labels.jsonl"
    done = run(
        *(
            "labels",
            "annotate",
            project.path,
            "--answers",
            labels,
            "--annotator",
            "Ada Lovelace",
            "--lang",
            "en",
        ),
        stdin=b"h\nx\nd\nl\nu\nm\ns\nu\nu\nu\nu\nl\nq\n",
    )

    assert done.status == 0
    (told,) = [json.loads(line) for line in labels.read_text("utf8").splitlines()]
    assert (told["level"], told["source"]) == ("low", "annotator:Ada-Lovelace")
    assert told["at"].endswith("Z")
    assert "[h]igh [m]edium [l]ow" in done.out
    assert "h  high: users are told" in done.out  # the help, for a key that is none
    assert "nothing of this session to take back" in done.out
    assert "1 answers of this session, 0 high, 0 medium, 1 low in the file" in done.out


def test_every_commit_that_can_teach_is_asked_about_once(
    project: RepoBuilder, run: Run, tmp_path: Path
) -> None:
    labels = tmp_path / "labels.jsonl"
    arguments = ("labels", "annotate", project.path, "--answers", labels, "--annotator", "ada")
    first = run(*arguments, stdin=b"h\nm\nq\n")
    assert "1 of 5" in first.out

    second = run(*arguments, stdin=b"s\nl\nl\n")

    assert "1 of 3" in second.out
    assert "no commits left" in second.out
    shas = [sha for sha, _ in answers(labels)]
    assert len(set(shas)) == 5
    assert [level for _, level in answers(labels)] == ["high", "medium", "skipped", "low", "low"]
    assert "no commits left" in run(*arguments).out


def test_a_sheet_shows_the_commit_and_no_opinion(project: RepoBuilder, run: Run, tmp_path: Path) -> None:
    done = run(
        *("labels", "annotate", project.path, "--answers", tmp_path / "l.jsonl", "--lang", "en"),
        stdin=b"d\nl\nd\nl\nd\nl\nd\nl\nd\nl\n",
    )

    assert "feat: an oven" in done.out
    assert "2026-01-23 · Ada Author · Feature" in done.out
    assert "bake" in done.out.partition("[h]igh")[0] + done.out
    assert "+def bake(heat):" in done.out
    assert "src/oven.py" in done.out
    assert "probab" not in done.out
    assert "Importance" not in done.out


def test_nothing_in_a_commit_drives_the_terminal(project: RepoBuilder, run: Run, tmp_path: Path) -> None:
    done = run("labels", "annotate", project.path, "--answers", tmp_path / "l.jsonl", stdin=b"d\nl\n" * 5)

    assert "evil" in done.out
    assert "\x1b" not in done.out
    assert "\x07" not in done.out


def test_the_keyboard_may_be_closed_at_any_time(project: RepoBuilder, run: Run, tmp_path: Path) -> None:
    labels = tmp_path / "labels.jsonl"
    done = run("labels", "annotate", project.path, "--answers", labels, stdin=b"h\n")
    assert (done.status, len(answers(labels))) == (0, 1)


def test_the_commits_of_a_file_can_be_asked_again(project: RepoBuilder, run: Run, tmp_path: Path) -> None:
    sha = project.sha("main~5")
    listed, labels = tmp_path / "doubtful.jsonl", tmp_path / "labels.jsonl"
    listed.write_text(json.dumps({"sha": sha[:9], "level": "low", "source": "import"}) + "\n", "utf8")
    arguments = (
        "labels",
        "annotate",
        project.path,
        "--answers",
        labels,
        "--among",
        listed,
        "--annotator",
        "ada",
    )

    assert "1 of 1" in run(*arguments, stdin=b"m\n").out
    assert answers(labels) == [(sha, "medium")]
    assert "no commits left" in run(*arguments, stdin=b"h\n").out


def test_an_unknown_commit_of_such_a_file_is_named(project: RepoBuilder, run: Run, tmp_path: Path) -> None:
    listed = tmp_path / "doubtful.jsonl"
    listed.write_text(json.dumps({"sha": "f" * 40, "level": "low", "source": "import"}) + "\n", "utf8")
    done = run("labels", "annotate", project.path, "--answers", tmp_path / "l.jsonl", "--among", listed)
    assert (done.status, "ffffffffff" in done.err) == (2, True)


class Terminal:
    """The command on a terminal of its own."""

    def __init__(self, environment: Mapping[str, str], *arguments: str | Path) -> None:
        self._keyboard, screen = pty.openpty()
        self.process = subprocess.Popen(
            [*COMMAND, *map(str, arguments)],
            stdin=screen,
            stdout=screen,
            stderr=screen,
            env={**environment, "TERM": "dumb", "PAGER": "cat"},
            start_new_session=True,
        )
        os.close(screen)
        self._shown = ""

    def until(self, words: str) -> str:
        """What is shown next, up to and including the words."""
        while words not in self._shown:
            self._shown += os.read(self._keyboard, 4096).decode("utf8", "replace")
        before, _, self._shown = self._shown.partition(words)
        return before + words

    def type(self, keys: str) -> None:
        """Press keys, once the program listens: what is typed before a question is no answer to it."""
        self.until("[q]uit: ")
        while termios.tcgetattr(self._keyboard)[3] & termios.ICANON:
            time.sleep(0.01)
        os.write(self._keyboard, keys.encode())

    def end(self) -> int:
        status = self.process.wait(30)
        os.close(self._keyboard)
        return status


def test_on_a_terminal_one_key_is_an_answer_and_a_killed_session_has_all_answers(
    project: RepoBuilder, plain_environment: Mapping[str, str], tmp_path: Path
) -> None:
    labels = tmp_path / "labels.jsonl"
    arguments = (project.path, "--answers", labels, "--annotator", "ada", "--lang", "en")
    first = Terminal(plain_environment, *arguments)
    first.type("h")
    first.until("2 of 5")
    first.type("m")
    first.until("3 of 5")
    os.kill(first.process.pid, signal.SIGKILL)
    first.end()
    before = answers(labels)
    assert [level for _, level in before] == ["high", "medium"]

    second = Terminal(plain_environment, *arguments)
    second.until("1 of 3")
    second.type("u")
    second.until("nothing of this session")
    second.type("l")
    second.until("2 of 3")
    second.type("q")
    second.until("in the file")

    assert second.end() == 0
    assert answers(labels)[:2] == before
    assert [level for _, level in answers(labels)] == ["high", "medium", "low"]


def test_on_a_terminal_control_c_leaves_with_all_answers(
    project: RepoBuilder, plain_environment: Mapping[str, str], tmp_path: Path
) -> None:
    labels = tmp_path / "labels.jsonl"
    terminal = Terminal(plain_environment, project.path, "--answers", labels, "--annotator", "ada")
    terminal.type("l")
    terminal.until("2 of 5")
    terminal.type("\x03")

    assert terminal.end() == 130
    assert len(answers(labels)) == 1
