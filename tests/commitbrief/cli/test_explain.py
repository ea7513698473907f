"""`commitbrief explain` and `rules`: every decision with its rule and its evidence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support import RepoBuilder

if TYPE_CHECKING:
    from tests.commitbrief.conftest import Run


@pytest.mark.parametrize(("language", "words"), [("zh", "变更类型"), ("en", "Change type")])
def test_types_and_importance_come_with_their_reasons(
    repo: RepoBuilder, run: Run, language: str, words: str
) -> None:
    repo.commit("feat: before", {"src/a.py": "x = 1\n"})
    sha = repo.commit("fix: hold the handle", {"src/a.py": "x = 2\n"})

    done = run("explain", sha[:8], repo.path, "--lang", language)

    assert done.status == 0
    assert done.out.startswith(f"{sha}  fix: hold the handle\n")
    assert words in done.out
    assert "[declared-fix]" in done.out
    assert "message:1  fix: hold the handle" in done.out
    assert "[model-" in done.out
    assert "src/a.py:1" in done.out


def test_control_characters_of_a_commit_do_not_reach_the_terminal(repo: RepoBuilder, run: Run) -> None:
    sha = repo.commit("fix: \x1b]0;owned\x07 \x1b[2J", {"a.py": "x = '\x1b[31m'\n"})

    assert "\x1b" not in run("explain", sha, repo.path).out


def test_a_filter_in_the_configuration_does_not_hide_the_commit(
    repo: RepoBuilder, run: Run, tmp_path: Path
) -> None:
    sha = repo.commit("chore: sync", {"a.py": "x = 1\n"}, author="dependabot[bot] <d@example.org>")
    (tmp_path / "commitbrief.toml").write_text('exclude = ["*.py"]\nlevel = ["high"]\nauthor = ["nobody"]\n')

    assert "chore: sync" in run("explain", sha, repo.path).out


def test_an_unknown_commit(repo: RepoBuilder, run: Run) -> None:
    repo.commit("feat: a thing", {"a.py": "x = 1\n"})

    assert run("explain", "deadbeef", repo.path).status == 3


def test_the_shipped_rules_hold(run: Run) -> None:
    done = run("rules", "check")

    assert (done.status, done.err) == (0, "")
    assert "rules hold" in done.out


def test_a_rule_whose_example_fails_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(
        '[[role]]\nid = "mine"\nrole = "test"\nreason = "Our tests are elsewhere."\n'
        'folders = ["checks"]\nexamples = ["src/a.py"]\n'
    )

    done = run("rules", "check", "--rules", ".")

    assert done.status == 1
    assert "mine.toml" in done.out
    assert "src/a.py" in done.out


def test_a_rule_of_ones_own_is_listed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(
        '[[role]]\nid = "mine"\nrole = "test"\nreason = "Our tests are elsewhere."\nfolders = ["checks"]\n'
    )

    assert "Our tests are elsewhere." in run("rules", "list", "--rules", ".").out
    assert "Our tests are elsewhere." not in run("rules", "list").out


def test_a_rule_with_an_unknown_key(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(
        '[[role]]\nid = "mine"\nrole = "test"\nreason = "Our tests are elsewhere."\nfolder = ["checks"]\n'
    )

    done = run("rules", "check", "--rules", ".")

    assert done.status == 2
    assert "'folder'" in done.err
    assert "'folders'" in done.err


def test_coverage_of_a_range_says_what_was_parsed_and_what_was_not(repo: RepoBuilder, run: Run) -> None:
    repo.commit("feat: before", {"README.md": "# Shop\n"})
    repo.commit("feat: open", {"lib/store.rb": "def open\nend\n", "lib/store.dart": "void open() {}\n"})

    done = run("explain", "HEAD~1..HEAD", repo.path, "--coverage")

    assert done.status == 0
    assert "ruby 1" in done.out
    assert "lib/store.dart: no grammar reads its language" in done.out
    assert "lib/store.rb" not in done.out


def test_a_section_ends_with_what_was_not_parsed(repo: RepoBuilder, run: Run) -> None:
    repo.commit("feat: open", {"lib/store.dart": "void open() {}\n"})

    done = run("report", repo.path, "--all", "--lang", "en", "-o", "-")

    assert "Not parsed, only searched line by line: `lib/store.dart`" in done.out
