"""What only a process of its own shows: signals, pipes, the environment, other people's packages."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support import RepoBuilder

if TYPE_CHECKING:
    from tests.commitbrief.conftest import Run

COMMAND = [sys.executable, "-m", "commitbrief"]


@pytest.fixture
def project(repo: RepoBuilder) -> RepoBuilder:
    repo.commit("feat: 增加一个东西 ☕", {"src/a.py": "def thing(limit: int = 1):\n    return limit\n"})
    repo.commit("fix(core)!: the thing", {"src/a.py": "def thing():\n    return 2\n", "docs/é.md": "# É\n"})
    repo.commit("chore: bump", {"pyproject.toml": '[project]\ndependencies = ["click>=8"]\n'})
    return repo


@pytest.mark.parametrize("form", ["md", "html", "json"])
def test_the_same_bytes_wherever_and_however_it_runs(
    project: RepoBuilder, spawn: Run, tmp_path: Path, form: str
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "gitconfig").write_text(
        "[diff]\n\tnoprefix = true\n\trenames = false\n[color]\n\tui = always\n"
    )
    arguments = ("report", project.path, "--date", "2026-01-23", "--format", form, "-o", "-")

    one = spawn(*arguments, environment={"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "1"})
    other = spawn(
        *arguments,
        cwd=elsewhere,
        environment={
            "TZ": "America/Lima",
            "LANG": "de_DE.UTF-8",
            "LANGUAGE": "zh_CN",
            "PYTHONHASHSEED": "4242",
            "COLUMNS": "20",
            "GIT_CONFIG_GLOBAL": str(elsewhere / "gitconfig"),
            "GIT_EXTERNAL_DIFF": "false",
        },
    )

    assert (one.status, one.err) == (0, "")
    assert one.out == other.out


def test_an_interrupted_run_says_nothing_and_leaves_nothing(
    project: RepoBuilder, tmp_path: Path, plain_environment: Mapping[str, str]
) -> None:
    waiting = subprocess.Popen(
        [*COMMAND, "report", "-", "-o", tmp_path / "out" / "report.md"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**plain_environment, "PYTHONUNBUFFERED": "1"},
    )
    assert waiting.stdin is not None
    # Standard input is read once everything is loaded: a full pipe says that this has begun.
    waiting.stdin.write(b"x" * (1 << 20))
    waiting.stdin.flush()

    waiting.send_signal(signal.SIGINT)
    out, err = waiting.communicate(timeout=60)

    assert waiting.returncode == 130
    assert b"Traceback" not in out + err
    assert not (tmp_path / "out").exists()


def test_a_reader_that_goes_away_ends_the_run_quietly(
    repo: RepoBuilder, plain_environment: Mapping[str, str]
) -> None:
    for number in range(40):
        repo.commit(f"feat: number {number}", {f"src/f{number}.py": f"x = {number}\n"})
    ended = subprocess.Popen(
        [*COMMAND, "score", repo.path, "--all"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=dict(plain_environment),
    )
    assert ended.stdout is not None
    ended.stdout.close()

    assert ended.stderr is not None
    with ended.stderr:
        assert ended.stderr.read() == b""
    assert ended.wait(timeout=60) == 141


def test_help_that_nobody_reads_ends_as_other_output(plain_environment: Mapping[str, str]) -> None:
    ended = subprocess.Popen([*COMMAND, "--help"], stdout=subprocess.PIPE, env=dict(plain_environment))
    assert ended.stdout is not None
    ended.stdout.close()

    assert ended.wait(timeout=60) == 141


def test_parquet_is_not_written_to_a_terminal(tmp_path: Path, plain_environment: Mapping[str, str]) -> None:
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [*COMMAND, "export", "parquet"],
        cwd=tmp_path,
        stdout=theirs,
        stderr=subprocess.PIPE,
        env=dict(plain_environment),
        check=False,
    )
    os.close(theirs)
    os.close(ours)

    assert done.returncode == 2
    assert b"--file rows.parquet" in done.stderr
    assert done.stderr.count(b"\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
def test_a_message_that_cannot_be_written_leaves_the_status(plain_environment: Mapping[str, str]) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run(
            [*COMMAND, "report", "nowhere"], stderr=full, env=dict(plain_environment), check=False
        )

    assert done.returncode == 3


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
def test_standard_output_that_is_full(project: RepoBuilder, plain_environment: Mapping[str, str]) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run(
            [*COMMAND, "report", project.path, "--all", "-o", "-"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=dict(plain_environment),
            check=False,
        )

    assert done.returncode == 5
    assert done.stderr.decode().count("\n") == 1


def test_a_package_of_the_same_name_is_noticed(tmp_path: Path, plain_environment: Mapping[str, str]) -> None:
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "__init__.py").touch()

    done = subprocess.run(
        [*COMMAND, "--version"],
        cwd=tmp_path,  # which comes before all other places
        env=dict(plain_environment),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert str(tmp_path / "report") in done.stderr
    assert "pipx" in done.stderr


def test_no_progress_where_there_is_no_terminal(project: RepoBuilder, spawn: Run) -> None:
    done = spawn("score", project.path, "--all")

    assert done.err == ""


def test_help_imports_nothing_heavy(plain_environment: Mapping[str, str]) -> None:
    """What makes `--help` slow is imports; they can be counted without a clock."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "commitbrief", "--help"],
        env=dict(plain_environment),
        capture_output=True,
        text=True,
        check=True,
    )

    loaded = {line.rpartition("|")[2].strip().split(".")[0] for line in done.stderr.splitlines()}
    heavy = {
        "sklearn",
        "numpy",
        "joblib",
        "pydantic",
        "jinja2",
        "unidiff",
        "tree_sitter",
        "github",
        "fluent",
        "yaml",
    }
    assert "click" in loaded
    assert loaded & heavy == set()
