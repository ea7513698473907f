"""`commitbrief publish files`: reports in a repository, in one commit, or nothing at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support import File, RepoBuilder
from tests.support.github_server import Answer, GitHubServer
from tests.support.github_server.writing import Publishing

if TYPE_CHECKING:
    from tests.commitbrief.conftest import Outcome, Run

DAY = "reports/2026/kiln/2026-01-23.md"


@pytest.fixture
def server(reports_server: GitHubServer, tmp_path: Path) -> GitHubServer:
    """A GitHub with `acme/reports`, a token in the environment, and a report on disk."""
    report = tmp_path / DAY
    report.parent.mkdir(parents=True)
    report.write_text("# 每日更新报告\n", "utf8")
    return reports_server


def publish(run: Run, *arguments: str) -> Outcome:
    return run("publish", "files", "reports", "--to", "acme/reports", *arguments)


def test_one_commit_for_all_files(server: GitHubServer, repo: RepoBuilder, run: Run, tmp_path: Path) -> None:
    (tmp_path / "reports/chart.png").write_bytes(b"\x89PNG\xff")

    done = publish(run)

    assert (done.status, done.err) == (0, f"create {DAY}\ncreate reports/chart.png\n")
    assert done.out == f"{server.address}/acme/reports/commit/{repo.sha('main')}\n"
    assert repo.git("rev-list", "--count", "main") == "2\n"
    assert repo.git("show", f"main:{DAY}") == "# 每日更新报告\n"
    assert repo.git("cat-file", "-s", "main:reports/chart.png") == "5\n"
    assert repo.git("show", "main:README.md") == "# Reports\n"


def test_twice_changes_nothing(server: GitHubServer, repo: RepoBuilder, run: Run) -> None:
    publish(run)
    before = len(server.writes)

    again = publish(run)

    assert (again.status, again.out) == (0, "")
    assert again.err == f"unchanged {DAY}\nacme/reports: nothing to change\n"
    assert len(server.writes) == before


def test_only_what_differs_is_written_and_modes_are_kept(
    server: GitHubServer, repo: RepoBuilder, run: Run, tmp_path: Path
) -> None:
    repo.commit("docs: an old report", {DAY: File("old\n", "100755")})
    (tmp_path / "reports/index.md").write_text("# Index\n")

    done = publish(run)

    assert done.err == f"update {DAY}\ncreate reports/index.md\n"
    assert repo.git("ls-tree", "main", DAY).startswith("100755")


def test_a_dry_run_says_what_would_happen_and_writes_nothing(
    server: GitHubServer, repo: RepoBuilder, run: Run
) -> None:
    done = publish(run, "--dry-run", "--branch", "reports")

    assert (done.status, done.out, done.err) == (0, "", f"would create {DAY}\n")
    assert server.writes == []
    assert repo.git("for-each-ref", "--format=%(refname)") == "refs/heads/main\n"


def test_a_branch_is_made_if_it_is_not_there(server: GitHubServer, repo: RepoBuilder, run: Run) -> None:
    publish(run, "--branch", "reports/daily", "--folder", "docs")

    assert repo.git("show", f"reports/daily:docs/{DAY}") == "# 每日更新报告\n"
    assert repo.git("rev-list", "--count", "main") == "1\n"


def test_somebody_else_was_first(
    server: GitHubServer, publishing: Publishing, repo: RepoBuilder, run: Run
) -> None:

    def others() -> None:
        publishing.before_move = lambda: None
        repo.commit("docs: of others", {"other.md": "theirs\n"})

    publishing.before_move = others

    done = publish(run)

    assert done.status == 0
    assert repo.git("show", "main:other.md") == "theirs\n"
    assert repo.git("show", f"main:{DAY}") == "# 每日更新报告\n"
    assert repo.git("rev-list", "--count", "main") == "3\n"


def test_a_branch_that_never_rests(
    server: GitHubServer, publishing: Publishing, repo: RepoBuilder, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)
    count = iter(range(100))
    publishing.before_move = lambda: repo.commit("docs: more", {"n": f"{next(count)}\n"})

    done = publish(run)

    assert done.status == 5
    assert done.err == "commitbrief: acme/reports: main moved 5 times while we wrote: run again\n"
    assert repo.git("ls-tree", "-r", "--name-only", "main", "reports") == ""


def test_a_pause_that_github_asks_for(server: GitHubServer, repo: RepoBuilder, run: Run) -> None:
    server.fail("/git/trees$", Answer.error(403, "You have exceeded a limit", {"Retry-After": "0"}))

    assert publish(run).status == 0
    assert repo.git("show", f"main:{DAY}") == "# 每日更新报告\n"


@pytest.mark.parametrize(
    ("token", "status", "words"),
    [
        ("ghp_expired", 5, "GitHub does not know the token: it has expired or been revoked"),
        ("ghp_reader", 5, "the token may not do this"),
        ("two words", 5, "GITHUB_TOKEN holds no token"),
        ("", 5, "publishing needs a token for 127.0.0.1"),
    ],
)
def test_a_token_that_will_not_do(
    server: GitHubServer,
    repo: RepoBuilder,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    token: str,
    status: int,
    words: str,
) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", token)
    monkeypatch.delenv("GH_TOKEN", raising=False)

    done = publish(run)

    assert done.status == status
    assert words in done.err
    assert len(done.err.splitlines()) == 1
    assert not token or token not in done.err
    assert repo.git("rev-list", "--count", "main") == "1\n"


def test_a_failure_half_way_leaves_nothing(server: GitHubServer, repo: RepoBuilder, run: Run) -> None:
    server.fail("/git/commits$", Answer.error(502, "Server Error"), times=9)

    done = publish(run)

    assert done.status == 5
    assert "acme/reports: GitHub answered 502" in done.err
    assert repo.git("rev-list", "--count", "--all") == "1\n"


def test_what_is_no_place_for_a_file(
    server: GitHubServer, repo: RepoBuilder, run: Run, tmp_path: Path
) -> None:
    repo.commit("docs: in the way", {"reports/2026": "a file\n"})
    assert "reports/2026 is no folder there" in publish(run).err

    (tmp_path / "secret").write_text("secret\n")
    (tmp_path / "reports/link.md").symlink_to(tmp_path / "secret")
    assert "reports/link.md is a link" in publish(run).err
    assert "is not in" in run("publish", "files", "/etc/hostname", "--to", "acme/reports").err
    assert "does not exist" in run("publish", "files", "nowhere", "--to", "acme/reports").err


@pytest.mark.parametrize(
    ("to", "words"),
    [
        ("acme", "'acme' is no repository on GitHub"),
        ("http://ghe.example.org/acme/reports", "would be sent the token unencrypted"),
        ("acme/none", "acme/none: not there, or not for this token"),
    ],
)
def test_a_target_that_is_none(server: GitHubServer, run: Run, to: str, words: str) -> None:
    done = run("publish", "files", "reports", "--to", to)

    assert done.status == 5
    assert words in done.err


def test_an_empty_repository(server: GitHubServer, run: Run, tmp_path: Path) -> None:
    server.add("acme/empty", RepoBuilder(tmp_path / "empty"))

    done = run("publish", "files", "reports", "--to", f"{server.address}/acme/empty")

    assert (done.status, done.out) == (5, "")
    assert "acme/empty has no commit yet" in done.err
