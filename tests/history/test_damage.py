"""What is missing, damaged, cut off or too large costs no commit, and is told."""

from __future__ import annotations

import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from history.difftree import WITH_RENAMES
from history.git import Git
from history.options import Limits, ReadOptions
from history.records import FileStatus, Gap, GapReason
from history.repository import LocalRepository
from history.selection import Day, Everything
from tests.history.conftest import Reader, newest
from tests.support import RepoBuilder


def test_a_missing_blob_costs_one_file(repo: RepoBuilder, read: Reader) -> None:
    long = "".join(f"{number}\n" for number in range(50))
    repo.commit("before", {"kept": long, "other": "a\n", "odd *[x]": "1\n"})
    middle = repo.commit("middle", {"kept": None, "renamed": long + "x\n", "other": "b\n", "odd *[x]": "2\n"})
    repo.commit("after", {"other": "c\n"})
    repo.remove_object(repo.sha(f"{middle}:odd *[x]"))
    after, changed, before = read(repo.path)
    assert [len(commit.files) for commit in (after, changed, before)] == [1, 3, 3]
    files = {file.path: file for file in changed.files}
    assert files["odd *[x]"].gap == Gap(GapReason.MISSING_OBJECT, "odd *[x]")
    assert files["renamed"].status is FileStatus.RENAMED
    assert files["other"].hunks[0].lines == ("-a", "+b")
    assert after.gaps == changed.gaps == before.gaps == ()


def test_after_one_missing_blob_others_no_longer_stop_the_reading(
    repo: RepoBuilder, read: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(40):
        repo.commit(f"step {number}", {"a": f"{number}\n", f"b{number}": f"b{number}\n"})
    lacking = [f"main~{back}" for back in range(2, 40, 5)]
    for back, revision in zip(range(2, 40, 5), lacking, strict=True):
        repo.remove_object(repo.sha(f"{revision}:b{39 - back}"))
    started: list[tuple[str, ...]] = []
    stream = Git.stream

    def watched(git: Git, *arguments: str) -> subprocess.Popen[bytes]:
        started.append(arguments)
        return stream(git, *arguments)

    monkeypatch.setattr(Git, "stream", watched)
    commits = read(repo.path)
    assert [len(commit.files) for commit in commits] == [2] * 40
    told = [commit.sha for commit in commits if any(file.gap for file in commit.files)]
    assert told == [repo.sha(revision) for revision in lacking]
    # at the first, git dies; of the others one process dies that does nothing else, and one reads what is there
    assert sum(arguments == WITH_RENAMES for arguments in started) == 2 + len(lacking) - 1
    assert sum("." in arguments for arguments in started) == len(lacking)


def test_a_missing_tree_costs_no_commit(repo: RepoBuilder, read: Reader) -> None:
    repo.commit("one", {"a": "1\n"})
    repo.commit("two", {"a": "2\n"})
    repo.commit("three", {"b": "2\n"})
    repo.remove_object(repo.sha("main~1^{tree}"))
    three, two, one = read(repo.path)
    assert (three.gaps, two.gaps) == ((Gap(GapReason.MISSING_OBJECT),),) * 2
    assert one.files


def test_a_damaged_blob_costs_no_commit(repo: RepoBuilder, read: Reader) -> None:
    repo.commit("one", {"a": "1\n", "b": "1\n"})
    repo.commit("two", {"a": "2\n", "b": "2\n"})
    blob = repo.sha("main:a")
    path = repo.git_dir / "objects" / blob[:2] / blob[2:]
    path.chmod(0o644)
    path.write_bytes(b"damage")
    two, one = read(repo.path)
    assert [file.path for file in two.files] == ["a", "b"]
    assert two.files[0].gap
    assert one.files[0].hunks


@pytest.mark.parametrize("file_bytes", [1_000, 100_000])
def test_large_files_are_counted(repo: RepoBuilder, read: Reader, file_bytes: int) -> None:
    repo.commit("before", {"big": "".join(f"{n}\n" for n in range(60_000)), "z": "1\n"})
    repo.commit("after", {"big": "".join(f"x{n}\n" for n in range(50_000)), "z": "2\n", "zz": b"\0"})
    big, small, binary = newest(
        read(repo.path, None, ReadOptions(limits=Limits(file_bytes=file_bytes)))
    ).files
    assert big.gap == Gap(GapReason.TOO_LARGE, "big")
    assert (big.added, big.removed, big.hunks) == (50_000, 60_000, ())
    assert small.hunks[0].lines == ("-1", "+2")
    assert binary.binary


def test_an_enormous_commit_keeps_its_counts(repo: RepoBuilder, read: Reader) -> None:
    files = {f"f{number:03}": "".join(f"{n}\n" for n in range(500)) for number in range(40)}
    repo.commit("vendored", files)
    commit = newest(read(repo.path, None, ReadOptions(limits=Limits(commit_bytes=10_000))))
    assert len(commit.files) == 40
    assert all(file.added == 500 for file in commit.files)
    assert commit.files[0].hunks
    assert commit.files[-1].gap == Gap(GapReason.TOO_LARGE, "f039")


@pytest.mark.parametrize("most", [3, 40])
def test_beyond_a_number_of_files_the_others_are_counted(repo: RepoBuilder, read: Reader, most: int) -> None:
    repo.commit("vendored", {f"f{number:03}": f"{number}\n" for number in range(10)})
    commit = newest(read(repo.path, None, ReadOptions(limits=Limits(commit_files=most))))
    assert [file.path for file in commit.files] == [f"f{number:03}" for number in range(min(most, 10))]
    assert commit.gaps == ((Gap(GapReason.UNLISTED, detail="7"),) if most == 3 else ())


def test_beyond_so_many_characters_of_paths_the_other_files_are_counted(
    repo: RepoBuilder, read: Reader
) -> None:
    repo.commit("vendored", {"a": "1\n", "b" * 90: "2\n", "c": "3\n", "d": "4\n"})
    commit = newest(read(repo.path, None, ReadOptions(limits=Limits(commit_paths=91))))
    assert [file.path for file in commit.files] == ["a", "b" * 90]
    assert commit.gaps == (Gap(GapReason.UNLISTED, detail="2"),)


def test_files_that_nobody_wants_are_not_among_those_beyond(repo: RepoBuilder, read: Reader) -> None:
    repo.commit("vendored", {f"f{number:03}": f"{number}\n" for number in range(10)})
    options = ReadOptions(keep=lambda path: path > "f004", limits=Limits(commit_files=3))
    commit = newest(read(repo.path, None, options))
    assert [file.path for file in commit.files] == ["f005", "f006", "f007"]
    assert (commit.filtered_files, commit.gaps) == (5, (Gap(GapReason.UNLISTED, detail="2"),))


def test_a_hundred_thousand_lines(repo: RepoBuilder, read: Reader) -> None:
    repo.commit("big", {"data.txt": "".join(f"line {n}\n" for n in range(100_000))})
    (file,) = newest(read(repo.path)).files
    assert file.added == len(file.hunks[0].lines) == 100_000


def test_a_shallow_clone_says_where_it_ends(tmp_path: Path, repo: RepoBuilder, read: Reader) -> None:
    for number in range(4):
        repo.commit(f"commit {number}", {"a": f"{number}\n", "b": "b\n"})
    clone = tmp_path / "clone"
    repo.git("clone", "-q", "--bare", "--depth=2", repo.path.as_uri(), str(clone))
    with LocalRepository.open(clone) as repository:
        tip, last = repository.commits(Everything())
        told = repository.gaps
        later = tip.committed.date() + timedelta(days=30)
        assert list(repository.commits(Day(later))) == []
        assert not repository.gaps
    assert told == (Gap(GapReason.SHALLOW, detail=last.sha),)
    assert (len(tip.files), len(last.files)) == (1, 0)
    assert last.gaps == (Gap(GapReason.SHALLOW, detail=last.sha),)
    assert last.parents == (repo.sha("main~2"),)


def test_contents_of_a_missing_blob(repo: RepoBuilder) -> None:
    repo.commit("one", {"a": "1\n", "b": "b\n"})
    repo.remove_object(repo.sha("main:a"))
    with LocalRepository.open(repo.path) as repository:
        commit = newest(list(repository.commits(Everything())))
        contents = repository.contents(commit)
        assert [contents.after(file) for file in commit.files] == [None, "b\n"]
