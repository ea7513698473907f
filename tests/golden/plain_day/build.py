"""A day in a small project: each kind of file, each level of importance, and a day before it that stays out."""

from __future__ import annotations

from tests.support import RepoBuilder

ARGUMENTS = ["--date", "2026-01-23", "--remote-url", "https://github.com/acme/kiln"]

SERVER = '''"""The kiln's server."""

import argparse
import os


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--keep-warm", action="store_true")
    return parser.parse_args(arguments)


def cache_folder() -> str:
    return os.environ.get("KILN_CACHE", "/var/cache/kiln")
'''

MANIFEST = """[project]
name = "kiln"
version = "1.4.0"
dependencies = ["httpx>=0.27", "pydantic>=2.7"]
"""


def build(repo: RepoBuilder) -> None:
    repo.commit(
        "feat: a server for the kiln",
        {"src/kiln/server.py": SERVER, "pyproject.toml": MANIFEST, "README.md": "# Kiln\n\nFires pots.\n"},
        date="2026-01-22T09:00:00+08:00",
    )
    repo.commit(
        "feat(server)!: ask for a schedule (#41)\n\n"
        "The kiln no longer guesses how long to fire. `--keep-warm` is gone: a schedule says so.\n\n"
        "BREAKING CHANGE: `fire` needs a schedule.\n\nCloses #12",
        {
            "src/kiln/server.py": SERVER.replace(
                '    parser.add_argument("--keep-warm", action="store_true")\n',
                '    parser.add_argument("--schedule", required=True)\n',
            ).replace("KILN_CACHE", "KILN_CACHE_DIR"),
            "src/kiln/schedule.py": '"""Firing schedules."""\n\n\nclass Schedule:\n'
            '    """Degrees by minute."""\n\n    def at(self, minute: int) -> int:\n        return 20 + minute\n',
            "tests/test_schedule.py": "from kiln.schedule import Schedule\n\n\n"
            "def test_starts_cold() -> None:\n    assert Schedule().at(0) == 20\n",
        },
        date="2026-01-23T09:30:00+08:00",
        author="Ines Ofen <ines@example.org>",
    )
    repo.commit(
        "fix: do not fire above the limit (#42)",
        {
            "src/kiln/schedule.py": '"""Firing schedules."""\n\nLIMIT = 1300\n\n\nclass Schedule:\n'
            '    """Degrees by minute."""\n\n    def at(self, minute: int) -> int:\n'
            "        return min(LIMIT, 20 + minute)\n"
        },
        date="2026-01-23T11:00:00+08:00",
        author="王小明 <ming@example.org>",
    )
    repo.commit(
        "chore: bump httpx to 0.28 (#43)",
        {"pyproject.toml": MANIFEST.replace("httpx>=0.27", "httpx>=0.28")},
        date="2026-01-23T14:00:00+08:00",
    )
    repo.commit(
        "docs: say how to fire a pot",
        {"README.md": "# Kiln\n\nFires pots.\n\n## Firing\n\nGive it a schedule.\n"},
        date="2026-01-23T23:59:59+08:00",
        author="王小明 <ming@example.org>",
    )
    repo.commit("test: of the next day", {"tests/test_later.py": "x = 1\n"}, date="2026-01-24T00:00:00+08:00")
