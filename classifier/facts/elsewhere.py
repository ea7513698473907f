"""What is new to a file, and what is new to the repository: names that stood elsewhere before, or still do.

Extractors see the files of one commit. A variable that one more file begins to read is not new, and one
that a file ceases to read is not gone while others read it. Such facts become weaker ones, `changed` with
`extra["what"]` `added` or `removed`, and `extra["elsewhere"]` names a file that shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from classifier.facts.interface import Change, Fact, Subject
from classifier.paths import PathTable, Role
from history.briefs import Evidence, Side
from history.records import Commit

PlacesOf = Callable[[str, Collection[str], Collection[str]], Mapping[str, tuple[str, ...]] | None]
"""The files of a revision's tree that hold each name as a word, among those with one of the endings; `None`
where there is no tree, as with a patch."""

# Things that all programs of a repository share by their bare names. A flag or a route belongs to one
# program: the same name in another proves nothing.
SHARED = frozenset({Subject.ENV_VAR, Subject.HEADER})
_LANGUAGES = ("python", "rust", "go", "c", "cpp", "cuda", "java", "kotlin", "javascript", "typescript")
_SETTERS = ("shell", "yaml")
_SAYS_NOTHING = frozenset(
    {Role.TEST, Role.DOCUMENTATION, Role.CHANGELOG, Role.VENDORED, Role.GENERATED, Role.DATA, Role.ASSET}
)


def unknown(
    revision: str,  # noqa: ARG001 - there are no trees
    names: Collection[str],  # noqa: ARG001
    endings: Collection[str],  # noqa: ARG001
) -> None:
    """The places of names where there are no trees."""
    return


@dataclass(frozen=True, slots=True)
class _Tree:
    """Which names stand in a tree, each with the first file that says so."""

    first: Mapping[str, str]

    @classmethod
    def of(
        cls,
        revision: str | None,
        names: Iterable[str],
        languages: Collection[str],
        paths: PathTable,
        places_of: PlacesOf,
    ) -> _Tree:
        wanted = sorted(set(names))
        if revision is None or not wanted:
            return cls({})
        endings = sorted(f".{ending}" for ending, name in paths.languages.items() if name in languages)
        found = places_of(revision, wanted, endings) or {}
        first = {
            name: next((path for path in places if paths.role(path) not in _SAYS_NOTHING), "")
            for name, places in found.items()
        }
        return cls({name: path for name, path in first.items() if path})


def settled(
    commits: Sequence[Commit], facts: Sequence[Sequence[Fact]], paths: PathTable, places_of: PlacesOf
) -> list[list[Fact]]:
    """The facts of commits, newest first, with what is only new or gone in one place told as that.

    Two trees are asked, once each: that before the oldest commit and that after the newest. Between the two,
    the first commit that brings a name is the one that adds it, and the last that takes it away removes it.
    """
    if not commits:
        return []
    split = [[part for fact in each for part in _halves(fact)] for each in facts]
    told = [part for each in split for part in each]
    oldest = commits[-1].parents[0] if commits[-1].parents else None
    before = _Tree.of(oldest, _names(told, Change.ADDED), (*_LANGUAGES, *_SETTERS), paths, places_of)
    after = _Tree.of(commits[0].sha, _names(told, Change.REMOVED), _LANGUAGES, paths, places_of)
    kept = [list(each) for each in facts]
    for change, tree, order in (
        (Change.ADDED, before, reversed(range(len(commits)))),
        (Change.REMOVED, after, iter(range(len(commits)))),
    ):
        seen = dict(tree.first)
        for place in order:
            kept[place] = [part for fact in kept[place] for part in _weighed(fact, change, seen)]
            for fact in split[place]:
                if _concerns(fact, change):
                    seen.setdefault(fact.name, fact.path)
    return kept


def _names(facts: Iterable[Fact], change: Change) -> Iterator[str]:
    return (fact.name for fact in facts if _concerns(fact, change))


def _concerns(fact: Fact, change: Change) -> bool:
    return fact.subject in SHARED and fact.change is change


def _weighed(fact: Fact, change: Change, elsewhere: Mapping[str, str]) -> Iterator[Fact]:
    """The fact, or the weaker one; a rename of which one half is weak is told by its halves."""
    halves = _halves(fact)
    if not any(_concerns(half, change) and half.name in elsewhere for half in halves):
        yield fact
        return
    for half in halves:
        place = elsewhere.get(half.name) if _concerns(half, change) else None
        yield half if place is None else _weaker(half, place)


def _weaker(fact: Fact, elsewhere: str) -> Fact:
    extra = {**fact.extra, "what": str(fact.change), "elsewhere": elsewhere}
    return replace(fact, change=Change.CHANGED, extra=MappingProxyType(extra))


def _halves(fact: Fact) -> tuple[Fact, ...]:
    """A rename of a shared thing as one gone and one come; every other fact as it is."""
    if fact.subject not in SHARED or fact.change is not Change.RENAMED or not fact.before:
        return (fact,)
    sides: dict[Side, list[Evidence]] = {side: [] for side in Side}
    for evidence in fact.evidence:
        sides[evidence.side].append(evidence)
    if not all(sides.values()):
        return (fact,)
    return (
        replace(
            fact,
            change=Change.REMOVED,
            name=fact.before,
            evidence=tuple(sides[Side.OLD]),
            before=None,
            after=None,
        ),
        replace(fact, change=Change.ADDED, evidence=tuple(sides[Side.NEW]), before=None, after=None),
    )
