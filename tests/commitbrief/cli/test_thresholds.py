"""From which probability on a commit is high or medium is the user's to say, everywhere in the same way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commitbrief.conftest import Run
from tests.support import RepoBuilder


@pytest.fixture
def project(repo: RepoBuilder) -> RepoBuilder:
    repo.commit("feat: an oven", {"src/oven.py": "def bake() -> None: ...\n"})
    repo.commit("docs: the oven", {"docs/oven.md": "It bakes.\n"})
    return repo


@pytest.mark.parametrize(
    ("options", "levels"),
    [
        (["--high-from", "0"], ["high", "high"]),
        (["--high-from", "1", "--medium-from", "0"], ["medium", "medium"]),
        (["--high-from", "1", "--medium-from", "1"], ["low", "low"]),
    ],
)
def test_score_obeys_and_the_probabilities_stay(
    project: RepoBuilder, run: Run, options: list[str], levels: list[str]
) -> None:
    usual = [json.loads(line) for line in run("score", "--all", project.path).out.splitlines()]
    moved = [json.loads(line) for line in run("score", "--all", project.path, *options).out.splitlines()]

    assert [one["importance"] for one in moved] == levels
    assert [one["probabilities"] for one in moved] == [one["probabilities"] for one in usual]


def test_the_configuration_file_says_it_too(project: RepoBuilder, run: Run, tmp_path: Path) -> None:
    (tmp_path / "commitbrief.toml").write_text("high-from = 0.0\n", "utf8")
    found = run("score", "--all", project.path).out.splitlines()
    assert {json.loads(line)["importance"] for line in found} == {"high"}


def test_a_report_records_it_so_that_it_can_be_verified(
    project: RepoBuilder, run: Run, tmp_path: Path
) -> None:
    options = ("--all", "--lang", "en", "--high-from", "0", "-o", "r.md")
    assert run("report", project.path, *options).status == 0
    assert run("verify", "r.md", project.path).status == 0


def test_explain_says_what_a_commit_nearly_was(project: RepoBuilder, run: Run) -> None:
    line = run("score", "--all", project.path).out.splitlines()[0]
    chance, sha = json.loads(line)["probabilities"]["high"], json.loads(line)["sha"]

    def said(high_from: float) -> str:
        return run("explain", sha, project.path, "--lang", "en", "--high-from", str(high_from)).out

    assert "nearly high" in said(chance + 0.01)
    assert "nearly" not in said(1.0).replace("nearly medium", "")


@pytest.mark.parametrize("value", ["-0.1", "1.5", "nan", "much"])
def test_what_is_no_probability_is_refused(project: RepoBuilder, run: Run, value: str) -> None:
    done = run("score", "--all", project.path, "--high-from", value)
    assert (done.status, done.out) == (2, "")
    assert "--high-from" in done.err
