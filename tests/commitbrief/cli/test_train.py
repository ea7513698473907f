"""`commitbrief train`: what it refuses, and that nothing is overwritten before a model is whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commitbrief.conftest import Run
from tests.support import RepoBuilder
from tests.support.labelled import labels_of


@pytest.mark.parametrize("arguments", [["--labels", "LABELS"], ["--clone", "CLONE"], ["--alone"]])
def test_what_goes_together_is_said(
    repo: RepoBuilder, run: Run, tmp_path: Path, arguments: list[str]
) -> None:
    labels = labels_of(repo, tmp_path / "labels.jsonl", ["low"])
    named = {"LABELS": str(labels), "CLONE": str(repo.path)}

    done = run("train", "-o", "m.xz", *(named.get(word, word) for word in arguments))

    assert (done.status, len(done.err.splitlines())) == (2, 1)


@pytest.mark.parametrize(
    ("levels", "words"),
    [(["low"] * 12, "0 high"), (["low", "medium", "high"] * 3, "at least 5 of each")],
)
def test_too_few_labels_leave_the_old_model_alone(
    repo: RepoBuilder, run: Run, tmp_path: Path, levels: list[str], words: str
) -> None:
    labels = labels_of(repo, tmp_path / "labels.jsonl", levels)
    old = tmp_path / "m.xz"
    old.write_bytes(b"the old model")

    done = run("train", "--labels", labels, "--clone", repo.path, "--alone", "-o", old)

    assert done.status == 2
    assert words in done.err
    assert old.read_bytes() == b"the old model"


def test_two_levels_for_one_commit_are_named(repo: RepoBuilder, run: Run, tmp_path: Path) -> None:
    labels = labels_of(repo, tmp_path / "labels.jsonl", ["low"])
    said = labels.read_text("utf8")
    labels.write_text(said + said.replace("low", "high"), "utf8")

    done = run("train", "--labels", labels, "--clone", repo.path, "--alone", "-o", "m.xz")

    assert done.status == 2
    assert "is both low and high" in done.err


def test_a_model_of_ones_own_judges(repo: RepoBuilder, run: Run, tmp_path: Path) -> None:
    labels = labels_of(repo, tmp_path / "labels.jsonl", ["low", "medium", "high"] * 8)
    model = tmp_path / "m.xz"

    made = run("train", "--labels", labels, "--clone", repo.path, "--alone", "-o", model)
    scored = run("score", "--all", repo.path, "--model", model)

    assert made.status == 0
    assert scored.status == 0
    assert len(scored.out.splitlines()) == 24
    assert abs(sum(json.loads(scored.out.splitlines()[0])["probabilities"].values()) - 1) < 1e-5
