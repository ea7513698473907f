"""Which files and names a project offers to others, as far as a commit shows.

Rust, Go, TypeScript, Java and C mark what others may use, unless the file belongs to a program or an
internal package. Python does not: there a name counts as offered where the package's `__init__` holds it,
or a changed line lists it in `__all__` or takes it from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from history.records import Commit

PROGRAM = re.compile(
    r"(?:^|/)(?:[Ii]nternal|cmd|bin|[Ee]xamples?|[Ss]amples?|benches|benchmarks?|buildSrc|scripts?|tools?)/"
    r"|(?:^|/)main\.\w+$|^(?:app|config|db)/"
    r"|(?:^|/)[\w.]*-?test(?:ing)?-?(?:support|utils?|helpers?|fixtures?)[\w.-]*/"
)
HEADER = re.compile(r"(?:^|/)include/")  # what is installed; other headers are the project's own
NAME = re.compile(r"\w+")
PRIVATE = re.compile(
    r"(?:^|/)_(?!_)[^/]*"
)  # Python: a module of the package's own, whatever its `__all__` lists
PYTHON = (".py", ".pyi")


def names_offered(commit: Commit) -> Iterator[str]:
    """The names in changed lines of Python packages' `__init__` files, and of `__all__` lists elsewhere."""
    for file in commit.files:
        path = file.old_path or file.path
        if not path.endswith(PYTHON) or PRIVATE.search(path):
            continue
        package = path.endswith(("/__init__.py", "/__init__.pyi"))
        for hunk in file.hunks:
            inside = package or "__all__" in hunk.heading
            for line in hunk.lines:
                inside = inside or line[1:].startswith("__all__")
                if inside and line.startswith("-"):
                    yield from NAME.findall(line)
                inside = package or (inside and "]" not in line)
