"""Which public names a project offers to others, as far as the commit shows.

Rust, Go, TypeScript, Java and C mark what others may use, unless the file belongs to a program or an
internal package. Python does not: there a name counts as offered where the package's `__init__` holds it,
or a changed line lists it in `__all__` or takes it from there.

A method that goes from one type while another type of the same commit gets one of that name has moved to a base, a
trait or an extension as likely as not: nobody is told that it breaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from types import MappingProxyType

from classifier.facts.interface import Change, Fact, Subject
from classifier.statements.literal import is_special
from history.records import Commit

GONE = frozenset({Change.REMOVED, Change.RENAMED})
PROGRAM = re.compile(
    r"(?:^|/)(?:[Ii]nternal|cmd|bin|[Ee]xamples?|[Ss]amples?|benches|benchmarks?|buildSrc|scripts?|tools?)/"
    r"|(?:^|/)main\.\w+$|^(?:app|config|db)/"
    r"|(?:^|/)[\w.]*-?test(?:ing)?-?(?:support|utils?|helpers?|fixtures?)[\w.-]*/"
)
C_FAMILY = frozenset({"c", "cpp", "cuda"})
HEADER = re.compile(r"(?:^|/)include/")  # what is installed; other headers are the project's own
NAME = re.compile(r"\w+")
PRIVATE = re.compile(
    r"(?:^|/)_(?!_)[^/]*"
)  # Python: a module of the package's own, whatever its `__all__` lists


def with_exports(facts: Iterable[Fact], commit: Commit) -> Iterator[Fact]:
    """The facts, those of public names that went marked `exported` in their `extra` where they are."""
    facts = tuple(facts)
    offered: frozenset[str] | None = None
    come = {(fact.language, fact.name) for fact in facts if fact.change is Change.ADDED and _is_method(fact)}
    for fact in facts:
        if fact.public is not True or fact.change not in GONE:
            yield fact
            continue
        if _is_method(fact) and fact.change is Change.REMOVED and (fact.language, fact.name) in come:
            yield fact
            continue
        if offered is None:
            offered = frozenset(_offered(commit))
        name = (fact.before if fact.change is Change.RENAMED else fact.name) or ""
        if _is_exported(fact, name.split(".")[0], offered):
            yield replace(fact, extra=MappingProxyType({**fact.extra, "exported": "true"}))
        else:
            yield fact


def _is_method(fact: Fact) -> bool:
    return fact.subject is Subject.METHOD


def _is_exported(fact: Fact, name: str, offered: frozenset[str]) -> bool:
    if is_special(fact.name):
        return False
    if fact.language == "python":
        return name in offered
    if fact.language in C_FAMILY:
        return HEADER.search(fact.path) is not None
    return PROGRAM.search(fact.path) is None


def _offered(commit: Commit) -> Iterator[str]:
    """The names in changed lines of Python packages' `__init__` files, and of `__all__` lists elsewhere."""
    for file in commit.files:
        path = file.old_path or file.path
        if not path.endswith((".py", ".pyi")) or PRIVATE.search(path):
            continue
        package = path.endswith(("/__init__.py", "/__init__.pyi"))
        for hunk in file.hunks:
            inside = package or "__all__" in hunk.heading
            for line in hunk.lines:
                inside = inside or line[1:].startswith("__all__")
                if inside and line.startswith("-"):
                    yield from NAME.findall(line)
                inside = package or (inside and "]" not in line)
