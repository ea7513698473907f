"""What the user leaves out: paths by gitignore patterns, commits by author.

Nothing vanishes: what a filter takes away is counted, on the commit (`filtered_files`) or by the caller
who asks `author_wanted`.
"""

from __future__ import annotations

import dataclasses
import fnmatch
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from history.errors import PatternError
from history.records import Commit, Person

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_REMEMBERED = 1 << 16


class PathFilter:
    """Patterns as in `.gitignore`, with `!` and `**`. A path is kept if it matches `include` (all do if
    it is empty) and does not match `exclude`. Calling it with a path answers.

    Raises `PatternError` for a pattern that is none."""

    def __init__(self, include: Sequence[str] = (), exclude: Sequence[str] = ()) -> None:
        included = _spec("include", include) if include else None
        excluded = _spec("exclude", exclude) if exclude else None

        def keep(path: str) -> bool:
            if included is not None and not included.match_file(path):
                return False
            return excluded is None or not excluded.match_file(path)

        self._keep = lru_cache(_REMEMBERED)(keep)
        self.filters = bool(include or exclude)

    def __call__(self, path: str) -> bool:
        return self._keep(path)

    def apply(self, commit: Commit) -> Commit:
        """The commit without the files that are not wanted; a rename is kept if either path is."""
        if not self.filters:
            return commit
        kept = tuple(
            file
            for file in commit.files
            if any(self._keep(path) for path in (file.old_path, file.new_path) if path is not None)
        )
        left_out = len(commit.files) - len(kept)
        if not left_out:
            return commit
        return dataclasses.replace(commit, files=kept, filtered_files=commit.filtered_files + left_out)


def is_filtered_out(commit: Commit, by_path: bool = False) -> bool:
    """Whether a filter took all files of a commit that had some. Where a filter goes `by_path`, one that changes
    nothing at all is left out too, as `git log -- path` does; one that could not be read is not."""
    nothing = by_path and not commit.is_merge and not commit.gaps
    return not commit.files and (commit.filtered_files > 0 or nothing)


def author_wanted(author: Person, include: Iterable[str] = (), exclude: Iterable[str] = ()) -> bool:
    """Whether an author passes. A pattern is a name, an address, or a shell pattern (`*@example.org`),
    compared without regard to case."""
    chosen = tuple(include)
    if chosen and not any(_matches(author, pattern) for pattern in chosen):
        return False
    return not any(_matches(author, pattern) for pattern in exclude)


def _matches(author: Person, pattern: str) -> bool:
    wanted = pattern.strip().lower()
    candidates = (author.name.lower(), author.email.lower(), f"{author.name} <{author.email}>".lower())
    return any(fnmatch.fnmatchcase(candidate, wanted) for candidate in candidates)


def _from_top(pattern: str) -> str:
    """A pattern that begins with `./`, as a shell completes it, from the top of the repository, where all begin."""
    mark = "!" if pattern.startswith("!") else ""
    rest = pattern.removeprefix("!")
    if rest in (".", "./"):
        return f"{mark}/**"
    return f"{mark}/{rest.removeprefix('./').lstrip('/')}" if rest.startswith("./") else pattern


def _linear(expression: str) -> re.Pattern[str]:
    """The expression of a pattern, with the first fit of what stands between two stars for the only one: where another
    star follows in the same folder no later fit can do better, and trying them all takes time without end. As git has
    it, a set of characters never holds a slash."""
    return re.compile(_BETWEEN_STARS.sub(_first_fit, _STARS.sub("[^/]*", expression)), re.DOTALL)


def _first_fit(found: re.Match[str]) -> str:
    return f"(?>[^/]*?{_SET.sub('(?!/)[', found[1])})"


_STARS = re.compile(r"(?:\[\^/\]\*){2,}")
_SET = re.compile(r"(?<!\\)\[(?!\^/\])")
_BETWEEN_STARS = re.compile(r"\[\^/\]\*((?:\[\^/\](?!\*)|\\.|\[(?!\^/\])[^\]]*\]|[^/()|\[\\])+)(?=\[\^/\]\*)")


def _spec(what: str, patterns: Sequence[str]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

    try:
        written = [GitIgnoreSpecPattern(_from_top(one)) for one in patterns]
        for one in written:
            if one.regex is not None:
                one.regex = _linear(one.regex.pattern)
        return GitIgnoreSpec(written)
    except (ValueError, re.error) as error:  # a range such as [z-a] becomes an expression that is none
        raise PatternError(f"{what}: {error}; patterns are written as in .gitignore") from error
