"""Releases: the tags that name a version, and which commits each of them was the first to ship."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from packaging.version import InvalidVersion, Version

from history.errors import HistoryError
from history.git import Git, first_line
from history.revisions import tagged_commits


@dataclass(frozen=True, slots=True)
class Release:
    """A tag that names a version. `released` is when it was tagged (annotated tags) or committed; `commits`
    are those that no earlier release had; `also` are the other versions of the same commit, as where a repository
    releases several packages at once."""

    name: str
    sha: str
    released: datetime
    commits: tuple[str, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Tag:
    name: str
    sha: str
    released: datetime


def releases(git: Git) -> tuple[Release, ...]:
    """All releases, the oldest first. Release candidates and the like count only where there is nothing
    else: what they ship belongs to the version they lead to. Raises `HistoryError`."""
    tags = _tags(git)
    final = [tag for tag in tags if is_final(tag.name)]
    chosen: dict[str, list[_Tag]] = {}
    for tag in sorted(final or tags, key=lambda tag: _telling(tag.name)):
        chosen.setdefault(tag.sha, []).append(tag)
    if not chosen:
        return ()
    # Children come before their parents, and otherwise the younger first: read from its end, a release
    # comes after all that it contains, and of two on branches of their own the older comes first.
    walked = git.read("rev-list", "--date-order", "--parents", "--stdin", stdin="\n".join(chosen).encode())
    if walked.returncode:
        said = first_line(walked.stderr)
        raise HistoryError(
            f"the history of {git.place.folder} is incomplete: {said}; check it with `git fsck`"
        )
    rows = [line.split(" ") for line in walked.stdout.decode("ascii").splitlines()]
    parents = {row[0]: row[1:] for row in rows}
    shipped = set[str]()
    found = []
    for sha, *_ in reversed(rows):
        if sha in chosen:
            tag, *others = chosen[sha]
            commits = _first_shipped(sha, parents, shipped)
            also = tuple(one.name for one in others)
            found.append(Release(tag.name, sha, tag.released, commits, also))
    return tuple(found)


# A number with dots, a day, or a number that is the whole name: `old-main-20251002` is no version.
_NUMBER = re.compile(r"(?:^|[^0-9A-Za-z])v?(\d+(?:\.\d+)+|\d{4}-\d\d-\d\d|(?<![^v])\d+$)(.*)$", re.DOTALL)


def is_final(name: str) -> bool:
    """Whether a tag names a version that is no candidate, preview or nightly build: `v1.2.0`, `kit@2.0.1`,
    `release-2026-01-23`, not `v1.2.0-rc1`."""
    found = _NUMBER.search(name)
    if not found:
        return False
    number, rest = found.groups()
    try:
        return not Version(number + rest).is_prerelease
    except InvalidVersion:
        return not any(c.isalpha() for c in rest)


def _telling(name: str) -> tuple[int, int, str]:
    """The order of names of one commit: a whole version before `v1`, the product before its parts (`axum-v0.8.9` before
    `axum-extra-v0.12.6`)."""
    found = _NUMBER.search(name)
    return -found.group(1).count(".") if found else 0, len(name), name


def by_commit(tags: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The name of each tagged commit, from (name, id) pairs. Of several names the final version's, then the last by
    the alphabet."""
    return {sha: name for name, sha in sorted(tags, key=lambda tag: (is_final(tag[0]), tag[0]))}


def _tags(git: Git) -> list[_Tag]:
    targets = tagged_commits(git)
    listing = git.ask("for-each-ref", "--format=%(creatordate:unix) %(refname)", "refs/tags")
    if listing.returncode:
        raise HistoryError(f"the tags of {git.place.folder} cannot be read: {first_line(listing.stderr)}")
    found = []
    for line in listing.stdout.decode("utf8", "backslashreplace").split("\n"):
        if not line:
            continue
        seconds, ref = line.split(" ", 1)
        name = ref.removeprefix("refs/tags/")
        if (target := targets.get(ref)) and seconds and _NUMBER.search(name):
            found.append(_Tag(name, target, datetime.fromtimestamp(int(seconds), UTC)))
    commits = _commits_among(git, {tag.sha for tag in found})
    return [tag for tag in found if tag.sha in commits]


def _commits_among(git: Git, shas: set[str]) -> set[str]:
    asked = "".join(f"{sha}\n" for sha in sorted(shas)).encode("ascii")
    told = git.read("cat-file", "--batch-check=%(objectname) %(objecttype)", stdin=asked).stdout
    rows = (line.split(" ") for line in told.decode("ascii", "replace").splitlines())
    return {row[0] for row in rows if row[1:] == ["commit"]}


def _first_shipped(sha: str, parents: Mapping[str, Sequence[str]], shipped: set[str]) -> tuple[str, ...]:
    """What is reached from a release and was not shipped before, which is then added to what was."""
    found, left = [], [sha]
    while left:
        one = left.pop()
        if one in shipped:
            continue
        shipped.add(one)
        found.append(one)
        left += parents.get(one, ())
    return tuple(found)
