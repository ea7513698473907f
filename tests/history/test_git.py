"""Nothing that a user, a machine or a repository configures changes what is read or starts a program."""

from __future__ import annotations

import gc
import os
import stat
from pathlib import Path

import pytest

from history import git as git_module
from history.errors import HistoryError
from history.git import Git
from history.records import Commit, FileStatus
from tests.history.conftest import Reader
from tests.support import RepoBuilder


@pytest.fixture
def marker(tmp_path: Path) -> Path:
    """A file that exists if `program` was run."""
    return tmp_path / "a-program-was-run"


@pytest.fixture
def program(tmp_path: Path, marker: Path) -> str:
    script = tmp_path / "program.sh"
    script.write_text(f"#!/bin/sh\necho ran >> {marker}\n", "utf8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return str(script)


def fill(repo: RepoBuilder) -> None:
    text = "".join(f"line {number}\n" for number in range(30))
    repo.commit("first", {"old name.py": text, ".gitattributes": "*.py diff=hostile filter=hostile\n"})
    repo.commit("second", {"old name.py": None, "nëw.py": text.replace("line 3\n", "three\n")})


def hostile(program: str) -> dict[str, str]:
    return {
        "diff.noprefix": "true",
        "diff.mnemonicPrefix": "true",
        "diff.renames": "false",
        "diff.context": "0",
        "diff.algorithm": "histogram",
        "diff.interHunkContext": "50",
        "diff.external": program,
        "diff.hostile.textconv": program,
        "diff.hostile.command": program,
        "diff.submodule": "log",
        "diff.suppressBlankEmpty": "true",
        "diff.orderFile": os.devnull,
        "filter.hostile.smudge": program,
        "filter.hostile.clean": program,
        "color.ui": "always",
        "color.diff": "always",
        "core.quotePath": "false",
        "core.fsmonitor": program,
        "core.pager": program,
        "core.sshCommand": program,
        "core.abbrev": "4",
        "core.attributesFile": "../.gitattributes",
        "log.showSignature": "true",
        "log.mailmap": "true",
        "log.date": "relative",
        "gpg.program": program,
        "mailmap.file": "mailmap",
        "i18n.logOutputEncoding": "latin1",
        "credential.helper": program,
        "format.pretty": "oneline",
    }


def test_the_repositorys_configuration_changes_nothing(
    tmp_path: Path, read: Reader, program: str, marker: Path
) -> None:
    plain, odd = RepoBuilder(tmp_path / "plain"), RepoBuilder(tmp_path / "odd", bare=False)
    fill(plain)
    fill(odd)
    odd.checkout()
    expected = read(plain.path)
    for name, value in hostile(program).items():
        odd.config(name, value)
    (odd.git_dir / "info" / "attributes").write_text("*.py diff=hostile\n* -diff\n", "utf8")
    (odd.git_dir / "mailmap").write_text("Somebody Else <else@example.org> <ada@example.org>\n", "utf8")
    (odd.path / ".mailmap").write_text("Somebody Else <else@example.org> <ada@example.org>\n", "utf8")
    for hook in ("post-index-change", "fsmonitor-watchman", "reference-transaction"):
        target = odd.git_dir / "hooks" / hook
        target.parent.mkdir(exist_ok=True)
        target.write_text(Path(program).read_text("utf8"), "utf8")
        target.chmod(0o755)
    assert read(odd.path) == expected
    assert not marker.exists()
    assert expected[0].files[0].status is FileStatus.RENAMED


def test_the_environment_changes_nothing(
    tmp_path: Path,
    repo: RepoBuilder,
    read: Reader,
    program: str,
    marker: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fill(repo)
    expected = read(repo.path)
    home = tmp_path / "hostile-home"
    home.mkdir()
    lines = []
    for name, value in hostile(program).items():
        section, _, key = name.rpartition(".")
        head, _, subsection = section.partition(".")
        title = f'[{head} "{subsection}"]' if subsection else f"[{head}]"
        lines.append(f"{title}\n\t{key} = {value}\n")
    (home / ".gitconfig").write_text("".join(lines), "utf8")
    other = RepoBuilder(tmp_path / "other")
    other.commit("not this one", {"x": "y\n"})
    for name, value in {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "GIT_CONFIG_GLOBAL": str(home / ".gitconfig"),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "diff.noprefix",
        "GIT_CONFIG_VALUE_0": "true",
        "GIT_CONFIG_PARAMETERS": "'diff.renames=false'",
        "GIT_DIR": str(other.git_dir),
        "GIT_OBJECT_DIRECTORY": str(other.git_dir / "objects"),
        "GIT_WORK_TREE": str(other.path),
        "GIT_INDEX_FILE": "/nonexistent",
        "GIT_EXTERNAL_DIFF": program,
        "GIT_DIFF_OPTS": "-U0",
        "GIT_PAGER": program,
        "GIT_TRACE": str(marker),
        "GIT_NAMESPACE": "elsewhere",
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_DEFAULT_HASH": "sha256",
        "LC_ALL": "de_DE.UTF-8",
        "LANGUAGE": "de",
        "TZ": "Pacific/Kiritimati",
    }.items():
        monkeypatch.setenv(name, value)
    assert read(repo.path) == expected
    assert not marker.exists()


def test_replace_refs_and_grafts_are_not_followed(repo: RepoBuilder, read: Reader) -> None:
    first = repo.commit("first", {"a": "1\n"})
    second = repo.commit("second", {"a": "2\n"})
    expected = read(repo.path)
    impostor = repo.commit("impostor", {"evil": "x\n"}, branch="side", parents=[])
    repo.git("replace", second, impostor)
    (repo.git_dir / "info").mkdir(exist_ok=True)
    (repo.git_dir / "info" / "grafts").write_text(f"{second}\n", "ascii")
    assert read(repo.path) == expected
    assert [commit.sha for commit in expected] == [second, first]


def test_a_missing_blob_is_never_fetched(repo: RepoBuilder, read: Reader, program: str, marker: Path) -> None:
    repo.commit("first", {"a": "1\n"})
    blob = repo.sha("main:a")
    repo.config("core.repositoryFormatVersion", "1")
    repo.config("extensions.partialClone", "origin")
    repo.config("remote.origin.url", f"ext::{program}")
    repo.config("remote.origin.promisor", "true")
    repo.config("protocol.ext.allow", "always")
    repo.remove_object(blob)
    (commit,) = read(repo.path)
    assert commit.files[0].gap
    assert not marker.exists()


def test_worktrees_folders_and_git_directories_are_all_found(tmp_path: Path, read: Reader) -> None:
    repo = RepoBuilder(tmp_path / "project", bare=False)
    sha = repo.commit("first", {"deep/er/a.txt": "x\n"})
    repo.checkout()
    linked = tmp_path / "linked"
    repo.git("worktree", "add", "-q", "--detach", str(linked), "main")
    places = [repo.path, repo.path / "deep" / "er", repo.git_dir, linked, linked / "deep"]
    assert [[commit.sha for commit in read(place)] for place in places] == [[sha]] * len(places)


def test_a_git_directory_without_configuration_is_read(repo: RepoBuilder, read: Reader) -> None:
    sha = repo.commit("first", {"a": "x\n"})
    (repo.git_dir / "config").unlink()
    assert [commit.sha for commit in read(repo.path)] == [sha]


def test_objects_borrowed_from_another_repository_are_found(
    tmp_path: Path, repo: RepoBuilder, read: Reader
) -> None:
    sha = repo.commit("first", {"a": "x\n"})
    borrower = RepoBuilder(tmp_path / "borrower")
    (borrower.git_dir / "objects" / "info").mkdir(exist_ok=True)
    (borrower.git_dir / "objects" / "info" / "alternates").write_text(
        os.path.relpath(repo.git_dir / "objects", borrower.git_dir / "objects") + "\n", "utf8"
    )
    borrower.branch("main", sha)
    assert [commit.sha for commit in read(borrower.path)] == [sha]


def test_sha256(tmp_path: Path, read: Reader) -> None:
    repo = RepoBuilder(tmp_path / "project", object_format="sha256")
    repo.commit("first", {"a": "1\n"})
    sha = repo.commit("second", {"a": "2\n"})
    newest: Commit = read(repo.path)[0]
    assert newest.sha == sha
    assert len(newest.sha) == len(newest.files[0].new_blob or "") == 64
    assert newest.files[0].hunks[0].lines == ("-1", "+2")


def test_nothing_stays_behind(
    repo: RepoBuilder, read: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit("first", {"a": "1\n"})
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    read(repo.path)
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "message"),
    [("nowhere", "does not exist"), ("folder", "in no git repository"), ("file", "is a file")],
)
def test_a_path_without_repository_is_one_clear_line(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("", "utf8")
    with pytest.raises(HistoryError, match=message) as caught:
        Git(tmp_path / name)
    assert "\n" not in str(caught.value)


def test_a_broken_configuration_is_one_clear_line(repo: RepoBuilder) -> None:
    (repo.git_dir / "config").write_text("[core\nnonsense", "utf8")
    with pytest.raises(HistoryError, match="bad config") as caught:
        Git(repo.path)
    assert "\n" not in str(caught.value)


def test_git_that_is_missing(repo: RepoBuilder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(HistoryError, match="git was not found"):
        Git(repo.path)


@pytest.mark.parametrize(
    ("says", "message"),
    [("git version 2.17.1", "is version 2.17; git 2.30"), ("hello", "does not say its version")],
)
def test_git_that_is_too_old(
    repo: RepoBuilder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: str, message: str
) -> None:
    old = tmp_path / "bin" / "git"
    old.parent.mkdir()
    old.write_text(f"#!/bin/sh\necho {says}\n", "utf8")
    old.chmod(0o755)
    monkeypatch.setenv("PATH", str(old.parent))
    with pytest.raises(HistoryError, match=message):
        git_module.git_program()


def test_what_was_begun_ends_with_the_repository_though_nobody_asks(repo: RepoBuilder) -> None:
    repo.commit("a", {"a.txt": "a\n"})
    with Git(repo.git_dir) as git:
        unasked = git.begin("rev-list", repo.sha("main"))
        asked = git.begin("rev-list", repo.sha("main"))
        assert asked().stdout
    del unasked
    gc.collect()  # a file that is still open would be complained of here
