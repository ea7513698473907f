"""Files and packages that come, go and move; and files that nobody wrote by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from classifier.facts.file_changes import Layout
from classifier.facts.interface import Fact
from history.records import FileChange, FileStatus, Hunk
from tests.support.facts import FactsOf


@pytest.fixture
def told(told_by_files: Callable[..., list[Fact]]) -> Callable[..., list[Fact]]:
    return lambda *files: told_by_files(Layout(), files)


def added(path: str) -> FileChange:
    return FileChange(FileStatus.ADDED, None, path, added=1)


def renamed(old: str, new: str) -> FileChange:
    return FileChange(FileStatus.RENAMED, old, new, similarity=100)


def test_a_new_package_is_told_once_for_its_outermost_folder(told: FactsOf) -> None:
    found = told(added("lib/app/__init__.py"), added("lib/app/sub/__init__.py"), added("lib/app/a.py"))
    assert [(f.name, f.extra["files"]) for f in found if f.kind == "package.added"] == [("lib/app", "3")]


def test_a_manifest_that_comes_to_a_folder_in_use_is_no_new_package(told: FactsOf) -> None:
    other = FileChange(FileStatus.MODIFIED, "lib/app/a.py", "lib/app/a.py")
    assert [f for f in told(added("lib/app/pyproject.toml"), other) if f.kind == "package.added"] == []


def test_a_directory_that_moves_as_a_whole_is_told_once(told: FactsOf) -> None:
    found = told(
        renamed("old/a/x.py", "new/a/x.py"), renamed("old/a/y.py", "new/a/y.py"), renamed("p/q.py", "p/r.py")
    )
    assert [(f.kind, f.before, f.after) for f in found] == [
        ("directory.renamed", "old", "new"),
        ("file.renamed", "p/q.py", "p/r.py"),
    ]


def test_lock_generated_and_vendored_files_are_summed_up(told: FactsOf) -> None:
    lock = FileChange(FileStatus.MODIFIED, "Cargo.lock", "Cargo.lock", added=20, removed=5)
    found = told(lock, added("api/x_pb2.py"), added("third_party/z.c"))
    assert {f.kind for f in found} >= {"lock_file.changed", "generated.changed", "vendored.changed"}
    assert next(f for f in found if f.kind == "lock_file.changed").extra["added"] == "20"


def test_modes_and_submodules(told: FactsOf) -> None:
    script = FileChange(FileStatus.MODIFIED, "run.sh", "run.sh", "100644", "100755")
    module = FileChange(
        FileStatus.MODIFIED, "dep", "dep", "160000", "160000",
        hunks=(Hunk(1, 1, 1, 1, "", ("-Subproject commit " + "a" * 40, "+Subproject commit " + "b" * 40)),),
    )  # fmt: skip
    assert [(f.kind, f.before, f.after) for f in told(script, module)] == [
        ("file_mode.changed", "100644", "100755"),
        ("submodule.bumped", "a" * 12, "b" * 12),
    ]
