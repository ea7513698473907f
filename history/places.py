"""In which files of a whole tree names stand: `git grep` for many names at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping

from history.git import Done, Git

Places = Callable[[], Mapping[str, tuple[str, ...]] | None]  # an answer: the files that hold each name
MOST_NAMES = 1000


def places(git: Git, revision: str, names: Collection[str], endings: Collection[str]) -> Places:
    """Begin to look, and tell when called: the paths, in the tree's order, of the files that hold each name as a word;
    `None` where the tree cannot be read. `endings` are those of the files looked into (`.py`); letter case matters.

    A file whose content is missing (a partial clone) is passed over: a name that is found is there, a name
    that is not found may be.
    """
    wanted = sorted(name for name in set(names) if name.strip() and not set(name) & {"\n", "\0"})[:MOST_NAMES]
    if not wanted:
        return dict
    answer = git.begin(
        *("grep", "-z", "-o", "-I", "--fixed-strings", "--word-regexp", "--full-name", "-f", "-", revision),
        *("--", *(f":(glob)**/*{ending}" for ending in sorted(endings))),
        stdin="".join(f"{name}\n" for name in wanted).encode("utf8", "surrogateescape"),
    )
    return lambda: _told(answer())


def _told(done: Done) -> Mapping[str, tuple[str, ...]] | None:
    if done.returncode > 1:
        return None
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for row in done.stdout.split(b"\n"):
        place, _, name = row.partition(b"\0")
        if name:
            path = place.decode("utf8", "backslashreplace").partition(":")[2]
            found[name.decode("utf8", "surrogateescape")][path] = None
    return {name: tuple(paths) for name, paths in found.items()}
