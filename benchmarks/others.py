"""Other ways to read the same commits, each as a program of its own: ids come on standard input.

python -m benchmarks.others pydriller|unidiff REPOSITORY
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence


def pydriller(path: str, shas: Sequence[str]) -> None:
    """PyDriller, asked for what a score is made of: message, people, files, counts and diffs."""
    from pydriller import Repository

    for commit in Repository(path, only_commits=list(shas)).traverse_commits():
        _ = commit.msg, commit.author.name, commit.author.email, commit.committer_date, commit.merge
        for file in commit.modified_files:
            _ = (
                file.old_path,
                file.new_path,
                file.change_type,
                file.added_lines,
                file.deleted_lines,
                file.diff,
            )


def unidiff(path: str, shas: Sequence[str]) -> None:
    """The plain loop: a `git show` for each commit, parsed by unidiff."""
    from unidiff.patch import PatchSet

    for sha in shas:
        command = ["git", f"--git-dir={path}", "show", "-M", "--format=", sha]
        shown = subprocess.run(command, capture_output=True, check=True).stdout
        for file in PatchSet(shown.decode("utf8", "replace")):
            _ = file.path, file.added, file.removed


WAYS: Mapping[str, Callable[[str, Sequence[str]], None]] = {"pydriller": pydriller, "unidiff": unidiff}

if __name__ == "__main__":
    WAYS[sys.argv[1]](sys.argv[2], sys.stdin.read().split())
