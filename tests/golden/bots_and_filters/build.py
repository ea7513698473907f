"""Bots in one line, and commits that the configuration leaves out: counted, not discussed."""

from __future__ import annotations

from tests.support import RepoBuilder

ARGUMENTS = ["--all"]
BOT = "dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>"


def build(repo: RepoBuilder) -> None:
    repo.commit("feat: of the service", {"service/main.py": "def main():\n    return 1\n"})
    repo.commit("feat: of another team", {"other/main.py": "def main():\n    return 1\n"})
    repo.commit(
        "fix: both teams", {"service/main.py": "def main():\n    return 2\n", "other/main.py": "x = 1\n"}
    )
    for version in ("4.1", "4.2"):
        repo.commit(
            f"build(deps): bump actions/checkout to {version}",
            {"service/action.yml": f"runs:\n  steps:\n    - uses: actions/checkout@v{version}\n"},
            author=BOT,
        )
    repo.commit("style: spaces", {"service/main.py": "def main():\n\n    return 2\n"})
    repo.commit(
        "fix: by somebody else", {"service/b.py": "b = 1\n"}, author="Eve Else <eve@elsewhere.example>"
    )
