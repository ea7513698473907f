"""The repository builder that other tests stand on."""

from __future__ import annotations

from pathlib import Path

from tests.support import SYMLINK, File, RepoBuilder


def test_the_same_calls_give_the_same_shas(tmp_path: Path) -> None:
    shas = []
    for name in ("one", "two"):
        repo = RepoBuilder(tmp_path / name)
        repo.commit("first", {"a.py": "x = 1\n", 'odd "name"\n é': b"\xff"})
        shas.append(repo.commit("second", {"a.py": None, "link": File("target", SYMLINK)}))
    assert shas[0] == shas[1]


def test_a_merge_takes_what_the_other_side_changed(repo: RepoBuilder) -> None:
    base = repo.commit("base", {"a": "a\n", "b": "b\n"})
    side = repo.commit("side", {"b": "side\n", "c": "c\n"}, branch="side", parents=[base])
    repo.commit("main", {"a": "main\n"})
    merge = repo.merge("merge", [side])
    assert repo.git("show", f"{merge}:a") == "main\n"
    assert repo.git("show", f"{merge}:b") == "side\n"
    assert repo.git("rev-list", "--parents", "--max-count=1", merge).split()[2] == side


def test_a_repository_with_a_work_tree(tmp_path: Path) -> None:
    repo = RepoBuilder(tmp_path / "tree", bare=False)
    repo.commit("first", {"a.txt": "hello\n"})
    repo.checkout()
    assert (tmp_path / "tree" / "a.txt").read_text("utf8") == "hello\n"
