"""git's own diff of commits, to nowhere: `python -m benchmarks.floor REPOSITORY`.

Standard input has a line of JSON for each commit, its id and the paths whose files this clone lacks. `git log -p -M`
prints those that lack none; of each other one, which it would die of, `git diff-tree -p -M` prints what is there.
"""

from __future__ import annotations

import json
import subprocess
import sys

from benchmarks.subject import FLOOR, lines


def main() -> None:
    """Do it."""
    git = ["git", f"--git-dir={sys.argv[1]}"]
    told = [json.loads(line) for line in sys.stdin]
    whole = lines([sha for sha, paths in told if not paths])
    subprocess.run([*git, *FLOOR], input=whole, stdout=subprocess.DEVNULL, check=True)
    for sha, paths in told:
        if paths:
            rest = (".", *(f":(exclude,literal,top){path}" for path in paths))
            command = [*git, "diff-tree", "-r", "--root", "-p", "-M", sha, "--", *rest]
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True)


if __name__ == "__main__":
    main()
