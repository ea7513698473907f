"""`commitbrief report --fail-on`: the report is written, and the exit status says what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from commitbrief.config.choices import FailOn
from tests.support import RepoBuilder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commitbrief.conftest import Run

REPORT = ("report", "--all", "-o", "-")


@pytest.fixture
def project(repo: RepoBuilder) -> RepoBuilder:
    """One harmless commit, for others to stand beside."""
    repo.commit("docs: a page", {"README.md": "# A page\n"})
    return repo


@pytest.mark.parametrize("kind", FailOn)
def test_a_harmless_history_passes_every_gate(project: RepoBuilder, run: Run, kind: FailOn) -> None:
    done = run(*REPORT, project.path, "--fail-on", kind)

    assert (done.status, done.err) == (0, "")


def test_a_breaking_commit_is_named_after_the_report_is_written(
    project: RepoBuilder, run: Run, tmp_path: Path
) -> None:
    sha = project.commit("feat!: ask for a schedule", {"src/a.py": "x = 1\n"})

    done = run("report", "--all", "-o", "out.md", project.path, "--fail-on", "breaking")

    assert done.status == 1
    assert done.err.startswith(f"commitbrief: breaking: project: {sha[:7]} feat!: ask for a schedule")
    assert "ask for a schedule" in (tmp_path / "out.md").read_text("utf8")


def test_the_line_that_proves_it_is_shown(project: RepoBuilder, run: Run) -> None:
    project.commit("feat: a pool", {"src/a.ts": "export function pool(size: number) {\n  return size;\n}\n"})
    project.commit("refactor: tidy", {"src/a.ts": "const POOL = 1;\n"})

    done = run(*REPORT, project.path, "--fail-on", "breaking")

    assert done.status == 1
    assert "src/a.ts:1: export function pool(size: number) {" in done.err
    assert len(done.err.splitlines()) == 1


def test_security_by_title_and_by_what_the_diff_shows(project: RepoBuilder, run: Run) -> None:
    project.commit("security: close a hole", {"src/a.py": "x = 1\n"})
    project.commit("chore: pods", {"deploy/pod.yaml": "securityContext:\n  privileged: true\n"})

    done = run(*REPORT, project.path, "--fail-on", "security")

    assert done.status == 1
    assert "security: close a hole" in done.err
    assert "deploy/pod.yaml:2: privileged: true" in done.err


def test_what_could_not_be_read_is_no_pass(project: RepoBuilder, run: Run) -> None:
    project.commit("feat: a thing", {"src/a.py": "def thing():\n    return 1\n"})
    project.remove_object(project.sha("main:src/a.py"))

    assert run(*REPORT, project.path, "--fail-on", "breaking").status == 0
    done = run(*REPORT, project.path, "--fail-on", "incomplete")

    assert done.status == 1
    assert "commitbrief: incomplete: project: " in done.err


def test_several_sources_and_kinds(project: RepoBuilder, run: Run, tmp_path: Path) -> None:
    other = RepoBuilder(tmp_path / "other")
    other.commit("feat!: all new", {"a.py": "x = 1\n"})

    gated = ("--all", "--jobs", "1", "--fail-on", "breaking", "--fail-on", "security")
    done = run("report", *gated, project.path, other.path)

    assert done.status == 1
    assert "breaking: other: " in done.err
    assert "project: " not in done.err
    assert run("report", *gated, project.path, other.path, "nowhere").status == 4


def test_the_gate_is_no_part_of_the_report(project: RepoBuilder, run: Run, tmp_path: Path) -> None:
    (tmp_path / "commitbrief.toml").write_text('fail-on = ["breaking"]\n')
    project.commit("feat!: all new", {"a.py": "x = 1\n"})

    configured = run(*REPORT, project.path)
    (tmp_path / "commitbrief.toml").unlink()

    assert configured.status == 1
    assert configured.out == run(*REPORT, project.path).out


def test_an_unknown_kind_is_refused(run: Run) -> None:
    done = run("report", "--fail-on", "everything")

    assert done.status == 2
    assert "'breaking', 'security', 'high', 'incomplete'" in done.err


SIZE = "export function pool(size: number) {\n  return size;\n}\n"


def _taken_back(repo: RepoBuilder, title: str, between: str = "") -> RepoBuilder:
    repo.commit("feat: begin", {"src/a.ts": "export const one = 1;\n"})
    repo.tag("before")
    repo.commit("feat: a pool", {"src/a.ts": f"export const one = 1;\n{SIZE}"})
    repo.tag("there")
    if between:
        repo.commit(between, {"package.json": '{"name": "kiln", "version": "1.1.0"}\n'})
    repo.commit(title, {"src/a.ts": "export const one = 1;\n"})
    return repo


def test_what_came_and_went_within_the_report_breaks_nothing(repo: RepoBuilder, run: Run) -> None:
    _taken_back(repo, "refactor: no pool")

    done = run("report", repo.path, "before..HEAD", "--lang", "en", "--fail-on", "breaking")

    assert (done.status, done.err) == (0, "")
    assert "💥" not in done.out
    assert "before upgrading" not in done.out
    assert "it breaks existing use" not in done.out


@pytest.mark.parametrize(
    ("title", "between", "chosen"),
    [
        ("refactor: no pool", "", "there..HEAD"),
        ("refactor!: no pool", "", "before..HEAD"),
        ("refactor: no pool", "chore(release): v1.1.0", "before..HEAD"),
    ],
    ids=["it was there before", "the author says so", "it was released in between"],
)
def test_what_somebody_may_have_met_breaks(
    repo: RepoBuilder, run: Run, title: str, between: str, chosen: str
) -> None:
    _taken_back(repo, title, between)

    done = run("report", repo.path, chosen, "--lang", "en", "--fail-on", "breaking")

    assert done.status == 1
    assert "no pool" in done.err


def test_a_whole_history_has_had_its_users(repo: RepoBuilder, run: Run) -> None:
    _taken_back(repo, "refactor: no pool")

    assert run("report", repo.path, "--all", "--fail-on", "breaking").status == 1
