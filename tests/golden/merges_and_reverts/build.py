"""A merge shows what it brought once, an octopus too, and a revert and what it undoes know each other."""

from __future__ import annotations

from tests.support import RepoBuilder

ARGUMENTS = ["--range", "v1.0..main"]


def build(repo: RepoBuilder) -> None:
    base = repo.commit("feat: start", {"src/pot.py": "def pot():\n    return 'clay'\n"})
    repo.tag("v1.0", message="The first")
    glaze = repo.commit(
        "feat: add a glaze",
        {"src/glaze.py": "def glaze():\n    return 'blue'\n"},
        branch="glaze",
        parents=[base],
    )
    lid = repo.commit(
        "feat: add a lid", {"src/lid.py": "def lid():\n    return 'round'\n"}, branch="lid", parents=[base]
    )
    handle = repo.commit(
        "fix: hold the handle", {"src/handle.py": "HANDLES = 2\n"}, branch="handle", parents=[base]
    )
    repo.merge("Merge pull request #7 from ines/glaze\n\nAdd a glaze", [glaze])
    repo.merge("Merge branches 'lid' and 'handle'", [lid, handle])
    wrong = repo.commit(
        "perf: fire twice as hot",
        {"src/pot.py": "def pot():\n    return 'ash'\n"},
        date="2026-01-23T12:00:00+00:00",
    )
    repo.commit(
        f'Revert "perf: fire twice as hot"\n\nThis reverts commit {wrong}.\n',
        {"src/pot.py": "def pot():\n    return 'clay'\n"},
    )
