"""What reaches a terminal or a job's log: a line is a line, of characters that can be seen, and no command."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitbrief.cli.config import shown_as_toml
from commitbrief.cli.io import line
from commitbrief.config.settings import Settings
from tests.support import RepoBuilder
from tests.support.github_server import Answer, GitHubServer

if TYPE_CHECKING:
    from tests.commitbrief.conftest import Run

ROOT = Path(__file__).resolve().parents[3]
EVIL = (
    "a\n::add-mask::hunter\r::stop-commands::z\n ##[add-path]x\x1b[31m\x9b1m\u202e##vso[task.x]\x85::b\u2028"
)
COMMAND = re.compile(r"^\s*::|##\[|##vso\[")
PIECES = st.lists(
    st.sampled_from(["::", "##", "[", "vso", "\n", "\r", "\x1b[2J", "\t", " ", "é", "\udc80", "x"])
)


def assert_harmless(text: str) -> None:
    assert text.endswith("\n") or not text
    for one in text.split("\n"):
        assert one.isprintable(), ascii(one)
        assert not COMMAND.search(one), one


@given(st.one_of(st.text(), PIECES.map("".join)))
def test_any_text_is_one_harmless_line(text: str) -> None:
    assert_harmless(f"{line(text)}\n")
    assert "\n" not in line(text)


@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x7E, exclude_characters=":#")))
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert line(text) == text


@given(st.one_of(st.text(), PIECES.map("".join).map(lambda text: text.replace("\udc80", "\x9b"))))
def test_settings_are_shown_as_harmless_toml_that_says_the_same(text: str) -> None:
    shown = shown_as_toml(Settings(author=(text,), include=(text,)))
    assert_harmless(shown)
    assert tomllib.loads(shown)["author"] == [text]


@pytest.fixture
def hostile(tmp_path: Path) -> RepoBuilder:
    """A repository whose every name is a command: folder, branch, tag, author, title, path, lines."""
    made = RepoBuilder(tmp_path / "##[add-mask]project")
    path = EVIL.replace("\x85", "").replace("/", "") + ".py"
    made.commit(
        "feat: one", {path: f"def api(a, b):\n    return 1\n\n\ndef gone():  # {EVIL}\n    return 2\n"}
    )
    made.commit(
        f"::warning::feat!: drop ##[group]\n\nBREAKING CHANGE: {EVIL}",
        {path: "def api(a):\n    return eval(a)\n"},
        author="::error::Ada <##[endgroup]@example.org>",
    )
    made.tag("##debug]v1\u202e")
    return made


def printing(folder: Path, hostile: RepoBuilder) -> Mapping[str, tuple[str | Path, ...]]:
    """Commands that print something of what a stranger wrote, or fail with it."""
    gate = ("--fail-on", "breaking", "--fail-on", "high", "--fail-on", "security")
    return {
        "a gate": ("report", hostile.path, "--all", "-o", "out/", *gate, "--verbose"),
        "a proof": ("explain", "HEAD", hostile.path),
        "a revision": ("report", hostile.path, "--range", f"{EVIL}..HEAD", "-o", "out/"),
        "a path": ("report", f"none{EVIL}", "--all"),
        "a folder for output": ("report", hostile.path, "--all", "-o", f"{EVIL.replace('/', '')}/"),
        "an option": ("report", "--since", EVIL),
        "a zone": ("report", hostile.path, "--tz", EVIL, "--all"),
        "a command": (EVIL,),
        "two sources": ("report", hostile.path, f"none{EVIL}", "--all", "-o", "out/"),
        "a configuration": ("report", "--config", folder / "evil.toml"),
        "a report that differs": ("verify", folder / "day.md", hostile.path),
        "a store": ("bulk", folder / "list", "--store", folder / "store"),
        "a rule": ("rules", "list", "--rules", folder / "rules"),
        "a rule that does not hold": ("rules", "check", "--rules", folder / "rules"),
        "a damaged rule": ("rules", "check", "--rules", folder / "damaged"),
        "labels": ("labels", "check", folder / "labels.jsonl"),
        "labels of a table": ("labels", "import", folder / "table.csv"),
        "a list that is watched": ("watch", "--config", folder / "watch.toml"),
        "a watched list that is none": ("watch", "--config", folder / "evil.toml"),
        "trends": ("trends", "breaks", "--store", folder / "store", "--by", "repository"),
        "people of trends": ("trends", "types", "--store", folder / "store", "--by", "author"),
        "a store that is none": ("export", "csv", "--store", folder / "evil.toml"),
        "a model": ("score", hostile.path, "--all", "--model", folder / "evil.toml"),
        "an adapted model": ("score", hostile.path, "--all", "--adapted-to", EVIL),
        "settings": ("config", "show", "--config", folder / "good.toml"),
        "what is published": ("publish", "summary", folder / f"none{EVIL.replace('/', '')}"),
    }


@pytest.fixture
def commands(tmp_path: Path, hostile: RepoBuilder, run: Run) -> Mapping[str, tuple[str | Path, ...]]:
    """The commands, and the files that they read."""
    quoted = EVIL.encode("unicode_escape").decode().replace("\\x", "\\u00")
    (tmp_path / "evil.toml").write_text(f'"{quoted}" = 1\n', "utf8")
    (tmp_path / "list").write_text(f"{hostile.path}\nnone::{EVIL}\n", "utf8")
    (tmp_path / "good.toml").write_text(f'author = ["{quoted}"]\n', "utf8")
    (tmp_path / "watch.toml").write_text(
        f'output = "watched/"\n[[watch]]\nsource = "{quoted}"\n[[watch]]\nsource = "{hostile.path}"\n', "utf8"
    )
    (tmp_path / "table.csv").write_text("sha,level\n::add-mask::x,##[group]\n", "utf8")
    run("bulk", tmp_path / "list", "--store", tmp_path / "store", "--jobs", "1")
    (tmp_path / "labels.jsonl").write_text('{"sha": "::add-mask::x"}\n', "utf8")
    for name, text in (("rules", RULE.format(quoted)), ("damaged", f'["{quoted}"]\na = 1\n')):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.toml").write_text(text, "utf8")
    made = run("report", hostile.path, "--all", "-o", "-").out
    (tmp_path / "day.md").write_text(f"::add-mask::x {EVIL}\n{made}", "utf8")
    return printing(tmp_path, hostile)


RULE = """
[[signal]]
id = "x.y"
reason = "{0}"
"""


def test_nothing_that_is_printed_is_a_command(
    commands: Mapping[str, tuple[str | Path, ...]], run: Run
) -> None:
    silent = []
    for name, arguments in commands.items():
        done = run(*arguments)
        assert_harmless(done.err)
        assert_harmless(done.out)
        assert done.status != 70, done.err
        if not done.err and not done.out:
            silent.append(name)
    assert silent == []


@pytest.mark.parametrize("status", [401, 403, 404, 422, 500])
@pytest.mark.parametrize("how", [(), ("--api",)])
def test_no_answer_of_a_server_is_a_command(
    server: GitHubServer, repo: RepoBuilder, run: Run, status: int, how: tuple[str, ...]
) -> None:
    repo.commit("feat: a thing", {"a": "a\n"})
    server.fail(".", Answer.error(status, EVIL, {"Retry-After": "0"}), times=99)

    done = run("report", "octo/project", "--all", "-o", "out/", *how)

    assert done.status == 3
    assert done.err.count("\n") == 1
    assert_harmless(done.err)


def test_one_place_prints() -> None:
    """Everything goes through `io`, but what asks a person at a terminal."""
    printing = re.compile(
        r"(?<!console\.)\bprint\((?!\?)|click\.(?:s?echo)\(|sys\.std(?:err|out)\.(?:write|buffer)"
    )
    found = [
        path.name
        for room in ("classifier", "commitbrief", "history", "report")
        for path in (ROOT / room).rglob("*.py")
        if printing.search(path.read_text("utf8"))
    ]
    assert found == ["io.py"]


@pytest.mark.parametrize("arguments", [("--help",), ("report", ".", "--all", "-o", "out/")])
def test_a_closed_standard_error_changes_nothing(repo: RepoBuilder, arguments: tuple[str, ...]) -> None:
    repo.commit("feat: a thing", {"a": "a\n"})
    without = "import os, sys; os.close(2); os.execv(sys.executable, sys.argv[1:])"

    done = subprocess.run(
        [sys.executable, "-c", without, sys.executable, "-m", "commitbrief", *arguments],
        cwd=repo.path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )

    assert done.returncode == 0


def test_a_full_standard_output_is_one_line(repo: RepoBuilder) -> None:
    with Path("/dev/full").open("w", encoding="utf8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "commitbrief", "--help"],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert (done.returncode, done.stderr.count(b"\n")) == (5, 1)
