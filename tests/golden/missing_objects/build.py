"""A shallow clone that ends inside the range, with a blob that a partial clone never fetched."""

from __future__ import annotations

from tests.support import RepoBuilder

ARGUMENTS = ["--all"]


def build(repo: RepoBuilder) -> None:
    repo.commit("feat: before the clone begins", {"src/a.py": "a = 1\n"})
    first = repo.commit("feat: where the clone ends", {"src/a.py": "a = 2\n"})
    repo.commit("fix: with a lost file", {"src/a.py": "a = 3\n", "src/lost.py": "lost = 'never fetched'\n"})
    lost = repo.sha("main:src/lost.py")
    repo.commit("fix: after it", {"src/lost.py": "lost = None\n"})
    (repo.git_dir / "shallow").write_text(f"{first}\n")
    repo.remove_object(lost)
