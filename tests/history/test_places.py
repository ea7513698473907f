"""Where names stand in a whole tree."""

from __future__ import annotations

from history.repository import LocalRepository
from tests.support import RepoBuilder

ENDINGS = (".py", ".sh")


def test_names_are_words_of_files_with_the_endings(repo: RepoBuilder) -> None:
    repo.commit(
        "a",
        {
            "a.py": "KV = KV_MODE\n",
            "sub/b c.sh": "echo $KV_MODE $KV_MODE\n",
            "c.py": "KV_MODES\n",
            "d.txt": "KV_MODE\n",
        },
    )
    with LocalRepository.open(repo.path) as opened:
        found = opened.places(repo.sha("main"), ["KV_MODE", "none", "KV"], ENDINGS)()
    assert found == {"KV": ("a.py",), "KV_MODE": ("a.py", "sub/b c.sh")}


def test_names_are_text_not_patterns_or_options(repo: RepoBuilder) -> None:
    repo.commit("a", {"a.py": "abc -e x.y\n"})
    with LocalRepository.open(repo.path) as opened:
        assert opened.places(repo.sha("main"), ["a.c", "", "\n", "a\nabc", "\0"], ENDINGS)() == {}
        assert opened.places(repo.sha("main"), ["-e"], ENDINGS)() == {"-e": ("a.py",)}
        assert opened.places(repo.sha("main"), [], ENDINGS)() == {}


def test_a_missing_file_is_passed_over(repo: RepoBuilder) -> None:
    repo.commit("a", {"a.py": "KV\n", "b.py": "KV = 1\n"})
    repo.remove_object(repo.sha("main:a.py"))
    with LocalRepository.open(repo.path) as opened:
        assert opened.places(repo.sha("main"), ["KV"], ENDINGS)() == {"KV": ("b.py",)}


def test_a_missing_tree_is_not_known(repo: RepoBuilder) -> None:
    sha = repo.commit("a", {"a.py": "KV\n"})
    repo.remove_object(repo.sha("main^{tree}"))
    with LocalRepository.open(repo.path) as opened:
        assert opened.places(sha, ["KV"], ENDINGS)() is None
