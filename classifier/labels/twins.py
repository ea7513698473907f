"""The same change under two ids (a backport, a cherry-pick, a second landing): whoever trains on one and judges by
the other fools themselves."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from classifier.labels.carriers import carrier_of
from history.records import Commit

LEAST_LINES = 4  # changed lines under which two changes are alike by chance
ALIKE = 0.8  # of all their changed lines, the share that near duplicates have in common
MOST_LINES = 400
MOST_COMPARED = 50  # changes of one shape that are compared with one another


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is kept of a commit's diff, without label-carrying files: its paths, and its changed lines without white
    space, hashed."""

    sha: str
    subject: str
    paths: frozenset[str]
    lines: frozenset[int]

    @property
    def shapes(self) -> tuple[object, ...]:
        """Changes that have none of these in common are not compared."""
        return (self.subject.casefold(), self.paths)


@dataclass(frozen=True, slots=True)
class Twins:
    """Two commits that make the same change; `alike` is the share of changed lines they have in common."""

    first: str
    second: str
    alike: float


def fingerprint(commit: Commit) -> Fingerprint:
    """The fingerprint of a commit. As in `git patch-id`, neither line numbers nor white space are part of it."""
    lines: set[int] = set()
    paths = set()
    for change in commit.files:
        if carrier_of(change.path) is not None:
            continue
        paths.add(change.path)
        for hunk in change.hunks:
            for line in hunk.lines:
                if (
                    line[:1] != " "
                    and len(lines) < MOST_LINES
                    and (text := "".join(line.split())) not in "+-"
                ):
                    lines.add(_hashed(f"{change.path}\n{text}"))
    return Fingerprint(commit.sha, commit.subject, frozenset(paths), frozenset(lines))


def _hashed(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf8", "replace"), digest_size=8).digest())


def twins(prints: Iterable[Fingerprint]) -> list[Twins]:
    """Pairs of the same or nearly the same change, each later commit with the first that it repeats."""
    shapes: dict[object, list[Fingerprint]] = defaultdict(list)
    found = []
    for one in prints:
        if len(one.lines) < LEAST_LINES:
            continue
        if twin := next(_twin(one, shapes), None):
            found.append(twin)
        for shape in one.shapes:
            if len(shapes[shape]) < MOST_COMPARED:
                shapes[shape].append(one)
    return found


def _twin(one: Fingerprint, shapes: dict[object, list[Fingerprint]]) -> Iterator[Twins]:
    for shape in one.shapes:
        for other in shapes.get(shape, ()):
            alike = len(one.lines & other.lines) / len(one.lines | other.lines)
            if alike >= ALIKE and other.sha != one.sha:
                yield Twins(other.sha, one.sha, alike)
