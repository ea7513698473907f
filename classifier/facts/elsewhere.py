"""What is new to a file, and what is new to the repository: names that stood elsewhere before, or still do.

Extractors see the files of one commit. A variable that one more file begins to read is not new, and one
that a file ceases to read is not gone while others read it. Such facts become weaker ones, `changed` with
`extra["what"]` `added` or `removed`, and `extra["elsewhere"]` names a file that shows it.

A flag or a route belongs to one program, and is new to it or gone from it whatever others have: such facts
stay what they are, and `extra["elsewhere"]` names a source file that has the same name between quotes.

A sentence of a new file whose line stood in another file was copied from there: it is `reworded`, and no news by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from types import MappingProxyType

from classifier.facts.interface import Change, Fact, Subject
from classifier.paths import PathTable, Role
from history.briefs import Evidence, Side
from history.records import Commit

Places = Callable[[], Mapping[str, tuple[str, ...]] | None]
PlacesOf = Callable[[str, Collection[str], Collection[str]], Places]
"""The files of a revision's tree that hold each name as a word, among those with one of the endings; `None`
where there is no tree, as with a patch. They are looked for from the question on, and told when the answer is called."""

# Things that all programs of a repository share by their bare names, and those that belong to one program.
SHARED = frozenset({Subject.ENV_VAR, Subject.HEADER, Subject.METRIC, Subject.FEATURE_SWITCH})
OWNED = frozenset({Subject.FLAG, Subject.ROUTE})
_SHARED_SWITCHES = frozenset({"read", "tag"})  # a definition belongs to its crate or build
_LANGUAGES = ("python", "rust", "go", "c", "cpp", "cuda", "java", "kotlin", "javascript", "typescript")
_SETTERS = ("shell", "yaml")
_QUOTES = ('"', "'")
_SAYS_NOTHING = frozenset(
    {Role.TEST, Role.DOCUMENTATION, Role.CHANGELOG, Role.VENDORED, Role.GENERATED, Role.DATA, Role.ASSET}
)


LEAST_LINE = 30  # characters of a line that is known again elsewhere
MOST_LINES = (
    24  # of the new files of a commit, which are looked for: each costs two milliseconds in a large tree
)
_WORD = re.compile(r"[A-Za-z]{2,}")
LEAST_WORDS = 4


def unknown(
    revision: str,  # noqa: ARG001 - there are no trees
    names: Collection[str],  # noqa: ARG001
    endings: Collection[str],  # noqa: ARG001
) -> Places:
    """The places of names where there are no trees."""
    return lambda: None


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The names and the lines that are looked for in a tree."""

    names: frozenset[str]
    lines: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Tree:
    """The files of a tree that say something, by each name in them."""

    files: Mapping[str, tuple[str, ...]]
    lines: Mapping[str, tuple[str, ...]]  # the files of any role that hold a line

    @classmethod
    def of(
        cls,
        revision: str | None,
        wanted: _Wanted,
        languages: Collection[str],
        paths: PathTable,
        places_of: PlacesOf,
    ) -> Callable[[], _Tree]:
        """Ask for the places, and tell when called."""
        if revision is None or not (wanted.names or wanted.lines):
            return lambda: cls({}, {})
        endings = sorted(f".{ending}" for ending, name in paths.languages.items() if name in languages)
        answer = places_of(revision, sorted(wanted.names | wanted.lines), endings)

        def told() -> _Tree:
            found = answer() or {}
            return cls(
                {
                    name: tuple(path for path in places if paths.role(path) not in _SAYS_NOTHING)
                    for name, places in found.items()
                    if name in wanted.names
                },
                {line: found[line] for line in sorted(wanted.lines) if line in found},
            )

        return told


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
    lines = frozenset(line for each in facts for line in islice(_lines(each), MOST_LINES))
    wanted = _Wanted(frozenset(_names(told, Change.ADDED)), lines)
    before = _Tree.of(oldest, wanted, (*_LANGUAGES, *_SETTERS), paths, places_of)
    wanted = _Wanted(frozenset(_names(told, Change.REMOVED)))
    after = _Tree.of(commits[0].sha, wanted, _LANGUAGES, paths, places_of)
    earlier, later = before(), after()
    stood = earlier.lines
    kept = [[_copied(fact, stood) for fact in each] for each in facts]
    for change, tree, order in (
        (Change.ADDED, earlier, reversed(range(len(commits)))),
        (Change.REMOVED, later, iter(range(len(commits)))),
    ):
        seen = {name: list(files) for name, files in tree.files.items()}
        for place in order:
            kept[place] = [part for fact in kept[place] for part in _weighed(fact, change, seen)]
            for fact in split[place]:
                for spelling in _spellings(fact) if _concerns(fact, change) else ():
                    seen.setdefault(spelling, []).append(fact.path)
    return kept


def _lines(facts: Iterable[Fact]) -> Iterator[str]:
    return (line for fact in facts if "fresh" in fact.extra and (line := _line_of(fact)))


def _line_of(fact: Fact) -> str:
    """The line by which a sentence is known again; "" where it is too short for that."""
    if fact.subject is not Subject.WORDS or fact.change is not Change.SAID:
        return ""
    line = fact.extra.get("longest", "")
    return line if len(line) >= LEAST_LINE and len(_WORD.findall(line)) >= LEAST_WORDS else ""


def _copied(fact: Fact, stood: Mapping[str, tuple[str, ...]]) -> Fact:
    if all(path == fact.path for path in stood.get(_line_of(fact), ())):
        return fact
    return replace(fact, extra=MappingProxyType({**fact.extra, "reworded": "true"}))


def _names(facts: Iterable[Fact], change: Change) -> Iterator[str]:
    return (spelling for fact in facts if _concerns(fact, change) for spelling in _spellings(fact))


def _spellings(fact: Fact) -> tuple[str, ...]:
    """How the name stands in source: what belongs to one program between quotes, so that `--port` is not
    found in `--port-range`."""
    if fact.subject in OWNED:
        return tuple(f"{quote}{fact.name}{quote}" for quote in _QUOTES)
    return (fact.name,)


def _concerns(fact: Fact, change: Change) -> bool:
    if fact.subject is Subject.FEATURE_SWITCH and fact.extra.get("role") not in _SHARED_SWITCHES:
        return False
    return fact.subject in SHARED | OWNED and fact.change is change and fact.extra.get("role") != "use"


def _place(fact: Fact, elsewhere: Mapping[str, Sequence[str]]) -> str | None:
    """A file that has the name too; of what belongs to one program another file than its own."""
    files = (path for spelling in _spellings(fact) for path in elsewhere.get(spelling, ()))
    if fact.subject in OWNED:
        return next((path for path in files if path != fact.path), None)
    return next(files, None)


def _weighed(fact: Fact, change: Change, elsewhere: Mapping[str, Sequence[str]]) -> Iterator[Fact]:
    """The fact, or the weaker one; a rename of which one half is weak is told by its halves."""
    halves = _halves(fact)
    if not any(_concerns(half, change) and _place(half, elsewhere) for half in halves):
        yield fact
        return
    for half in halves:
        place = _place(half, elsewhere) if _concerns(half, change) else None
        yield half if place is None else _weaker(half, place)


def _weaker(fact: Fact, elsewhere: str) -> Fact:
    if fact.subject in OWNED:
        return replace(fact, extra=MappingProxyType({**fact.extra, "elsewhere": elsewhere}))
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
