"""However commits are read, the gate decides the same: from a clone, through GitHub's interface, from `git log -p` and from
mails; and `score` and `bulk` say the same of types, importance and declared breaks. `make torture` tries a thousand
histories."""

from __future__ import annotations

from pathlib import Path

from tests.commitbrief.conftest import Run
from tests.support import RepoBuilder
from tests.support.agreement import disagreements
from tests.support.github_server import GitHubServer
from tests.support.histories import write_histories

SEED, HISTORIES = 1, 4


def test_a_clone_the_interface_and_a_log_agree(
    run: Run, repo: RepoBuilder, server: GitHubServer, tmp_path: Path
) -> None:
    write_histories(repo, SEED, HISTORIES)
    assert list(disagreements(repo, run, tmp_path, "octo/project")) == []


def test_a_clone_and_mails_agree(run: Run, repo: RepoBuilder, tmp_path: Path) -> None:
    write_histories(repo, SEED, HISTORIES, plain=True)
    assert list(disagreements(repo, run, tmp_path)) == []
