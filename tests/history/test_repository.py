"""Commits come whole, in git's order, whatever is odd about them."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from history.errors import HistoryError
from history.filters import PathFilter
from history.git import Git
from history.options import ReadOptions
from history.records import FileStatus, Forge, WebHost
from history.repository import LocalRepository
from history.selection import Everything
from tests.history.conftest import Reader, newest
from tests.support import EXECUTABLE, SUBMODULE, SYMLINK, File, RepoBuilder


def test_a_commit_as_it_is_written(repo: RepoBuilder, read: Reader) -> None:
    root = repo.commit("root", {"a.py": "one\ntwo\n"})
    sha = repo.commit(
        "fix: subject\n\nbody\n\nCloses: #1\n",
        {"a.py": "one\n2\n", "b.py": "new\n"},
        date="2026-01-23T17:50:09+08:00",
        author_date="2026-01-22T01:00:00-08:00",
    )
    commit = newest(read(repo.path))
    assert (commit.sha, commit.parents) == (sha, (root,))
    assert (commit.author.name, commit.committer.email) == ("Ada Author", "cleo@example.org")
    assert commit.authored.isoformat() == "2026-01-22T01:00:00-08:00"
    assert commit.committed.isoformat() == "2026-01-23T17:50:09+08:00"
    assert commit.message == "fix: subject\n\nbody\n\nCloses: #1\n"
    changed, added = commit.files
    assert (changed.status, changed.added, changed.removed) == (FileStatus.MODIFIED, 1, 1)
    assert changed.hunks[0].lines == (" one", "-two", "+2")
    assert changed.new_blob == repo.sha("main:a.py")
    assert (added.status, added.old_path, added.old_mode, added.old_blob) == (
        FileStatus.ADDED,
        None,
        None,
        None,
    )
    assert list(added.hunks[0].added()) == [(1, "new")]


def test_a_root_is_compared_with_nothing(repo: RepoBuilder, read: Reader) -> None:
    repo.commit("root", {"a": "1\n", "b": "2\n"})
    commit = newest(read(repo.path))
    assert commit.parents == ()
    assert [(file.path, file.status, file.added) for file in commit.files] == [
        ("a", FileStatus.ADDED, 1),
        ("b", FileStatus.ADDED, 1),
    ]


def test_kinds_of_change(repo: RepoBuilder, read: Reader) -> None:
    text = "".join(f"line {number}\n" for number in range(20))
    repo.commit(
        "before",
        {
            "moved.txt": text,
            "run.sh": "echo\n",
            "gone": "x\n",
            "becomes-link": "text\n",
            "module": File("1" * 40, SUBMODULE),
            "picture": b"\0\1\2",
            "link": File("here", SYMLINK),
        },
    )
    repo.commit(
        "after",
        {
            "moved.txt": None,
            "to/there.txt": text + "more\n",
            "run.sh": File("echo\n", EXECUTABLE),
            "gone": None,
            "becomes-link": File("target", SYMLINK),
            "module": File("2" * 40, SUBMODULE),
            "picture": b"\0\1\3",
            "link": File("there", SYMLINK),
        },
    )
    files = {file.path: file for file in newest(read(repo.path)).files}
    moved = files["to/there.txt"]
    assert (moved.status, moved.old_path, moved.added, moved.removed) == (
        FileStatus.RENAMED,
        "moved.txt",
        1,
        0,
    )
    assert moved.similarity
    assert 90 <= moved.similarity < 100
    assert (files["run.sh"].old_mode, files["run.sh"].new_mode, files["run.sh"].gap) == (
        "100644",
        "100755",
        None,
    )
    assert (files["gone"].status, files["gone"].new_path, files["gone"].removed) == (
        FileStatus.DELETED,
        None,
        1,
    )
    assert files["becomes-link"].status is FileStatus.TYPE_CHANGED
    assert (files["becomes-link"].added, files["becomes-link"].removed) == (1, 1)
    assert files["module"].is_submodule
    assert (files["module"].old_blob, files["module"].new_blob) == ("1" * 40, "2" * 40)
    assert (files["picture"].binary, files["picture"].churn) == (True, 0)
    assert {path: file.gap.detail for path, file in files.items() if file.gap} == {
        "becomes-link": "symlink",
        "link": "symlink",
        "module": "submodule",
        "picture": "binary",
    }


ODD_PATHS = [
    'quo"te',
    "new\nline",
    "tab\t",
    "back\\slash",
    "é/日本.py",
    " space ",
    "a b/ b/c",
    "--- a",
    ":(top)x",
    "*",
]


def test_odd_paths_are_exact(repo: RepoBuilder, read: Reader) -> None:
    repo.commit("one", dict.fromkeys(ODD_PATHS, "x\n"))
    repo.commit("two", dict.fromkeys(ODD_PATHS, "y\n"))
    for commit in read(repo.path):
        assert sorted(file.path for file in commit.files) == sorted(ODD_PATHS)
        assert all(file.added == 1 and file.hunks for file in commit.files)


def test_a_path_that_is_no_utf8_is_readable_and_encodable(repo: RepoBuilder, read: Reader) -> None:
    repo.commit("one", {os.fsdecode(b"caf\xe9"): "x\n", os.fsdecode(b"caf\xe8"): "y\n"})
    paths = [file.path for file in newest(read(repo.path)).files]
    assert paths == ["caf\\xe8", "caf\\xe9"]


def test_text_that_looks_like_diffs_and_ends(repo: RepoBuilder, read: Reader) -> None:
    tricky = [
        "-- a/x",
        "++ b/x",
        "diff --git a/x b/x",
        "@@ -1 +1 @@",
        "end " + "0" * 40,
        "\r",
        "\x0c",
        "\u2028x\x85y\x1c",
        "\\ No newline at end of file",
    ]
    repo.commit("one", {"a": "\n".join(tricky) + "\n", "b": "b\n"})
    repo.commit("two", {"a": None, "b": "c"})
    after, before = read(repo.path)
    assert [text for _, text in before.files[0].hunks[0].added()] == tricky
    assert [text for _, text in after.files[0].hunks[0].removed()] == tricky
    assert after.files[1].hunks[0].lines == ("-b", "+c")


def test_path_filters_count_what_they_take(repo: RepoBuilder, read: Reader) -> None:
    repo.commit("one", {"src/a.py": "1\n", "docs/b.md": "1\n", "c": "1\n"})
    commit = newest(read(repo.path, None, ReadOptions(keep=PathFilter(["/src/", "*.md"]))))
    assert [file.path for file in commit.files] == ["docs/b.md", "src/a.py"]
    assert commit.filtered_files == 1


def test_an_empty_repository(repo: RepoBuilder) -> None:
    with (
        LocalRepository.open(repo.path) as repository,
        pytest.raises(HistoryError, match="has no commits yet"),
    ):
        repository.choose(Everything())


def test_a_folder_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(git: Git, *_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Git, "_run", refuse)

    with pytest.raises(HistoryError, match=r"cannot read .*: Permission denied"):
        LocalRepository.open(tmp_path)


def test_the_record_names_the_repository(repo: RepoBuilder) -> None:
    sha = repo.commit("first", {"a": "1\n"})
    with LocalRepository.open(repo.path) as repository:
        assert (repository.record.name, repository.record.web, repository.record.head) == (
            "project",
            None,
            sha,
        )
    repo.config("remote.upstream.url", "git@github.com:owner/name.git")
    with LocalRepository.open(repo.path) as repository:
        assert repository.record.name == "owner/name"
    repo.config("remote.origin.url", "https://user:secret@gitlab.com/group/sub/name.git")
    with LocalRepository.open(repo.path) as repository:
        assert repository.record.web == WebHost(Forge.GITLAB, "https://gitlab.com/group/sub/name")
    with LocalRepository.open(repo.path, remote_name="upstream") as repository:
        assert repository.record.name == "owner/name"
    with LocalRepository.open(repo.path, remote_url="https://codeberg.org/a/b") as repository:
        assert repository.record.web == WebHost(Forge.GITEA, "https://codeberg.org/a/b")


def test_contents_on_both_sides(repo: RepoBuilder) -> None:
    text = "".join(f"line {number}\n" for number in range(20))
    repo.commit("one", {"old.py": text, "pic": b"\0", "big": "x" * 100})
    repo.commit(
        "two", {"old.py": None, "new.py": text + "end\n", "pic": b"\0\1", "module": File("1" * 40, SUBMODULE)}
    )
    with LocalRepository.open(repo.path) as repository:
        commit = newest(list(repository.commits(Everything())))
        contents = repository.contents(commit)
        files = {file.path: file for file in commit.files}
        assert contents.before(files["new.py"]) == text
        assert contents.after(files["new.py"]) == text + "end\n"
        assert contents.before(files["pic"]) is contents.after(files["pic"]) is None
        assert contents.after(files["module"]) is None
        assert contents.before(files["module"]) is None


def test_many_commits_survive_many_restarts(repo: RepoBuilder, read: Reader) -> None:
    shas = [
        repo.commit(f"commit {number}", {"a": f"{number}\n", "b": f"b {number}\n"}) for number in range(12)
    ]
    for sha in shas[2::3]:
        repo.remove_object(repo.sha(f"{sha}:a"))
    commits = read(repo.path)
    assert [commit.sha for commit in commits] == shas[::-1]
    assert all([file.path for file in commit.files] == ["a", "b"] for commit in commits)
    assert all(commit.files[1].hunks for commit in commits)


def test_abandoning_the_stream_ends_its_processes(repo: RepoBuilder) -> None:
    for number in range(5):
        repo.commit(f"commit {number}", {"a": f"{number}\n"})
    with LocalRepository.open(repo.path) as repository:
        stream = repository.commits(Everything())
        assert next(stream).subject == "commit 4"
    del stream


def test_times_are_aware(repo: RepoBuilder, read: Reader) -> None:
    repo.commit("first", {"a": "1\n"})
    commit = newest(read(repo.path))
    assert commit.committed == datetime(2026, 1, 23, 2, 0, tzinfo=UTC)


def test_files_that_are_only_counted_have_counts_and_no_hunks(repo: RepoBuilder, read: Reader) -> None:
    repo.commit("one", {"uv.lock": "a\nb\n", "a.py": "x\n", "logo.png": b"\x89PNG\0"})
    repo.commit("two", {"uv.lock": "a\nc\nd\n", "a.py": "y\n"})
    plain = read(repo.path)
    quick = read(repo.path, None, ReadOptions(counted=lambda path: not path.endswith(".py")))
    for whole, told in zip(plain, quick, strict=True):
        for file, counted in zip(whole.files, told.files, strict=True):
            assert (file.path, file.added, file.removed, file.gap, file.binary) == (
                counted.path,
                counted.added,
                counted.removed,
                counted.gap,
                counted.binary,
            )
            assert counted.hunks == (file.hunks if file.path.endswith(".py") else ())
    assert any(file.hunks for commit in plain for file in commit.files if file.path == "uv.lock")
