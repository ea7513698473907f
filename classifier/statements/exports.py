"""Which public names that went a project offered to others, by `classifier.offered`.

A method that goes from one type while another type of the same commit gets one of that name has moved to a base, a
trait or an extension as likely as not: nobody is told that it breaks. What stands in the `impl` of a trait goes with that.

A name that is no longer passed on, and whose definition goes with the commit, cannot be taken from anywhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from types import MappingProxyType

from classifier.facts.interface import Change, Fact, Subject
from classifier.offered import HEADER, PROGRAM, names_offered
from classifier.statements.literal import is_special
from history.records import Commit

GONE = frozenset({Change.REMOVED, Change.RENAMED})
# What a line begins with that defines something, in the languages whose re-exports are read.
_DEFINES = r"(?:class|def|fn|struct|enum|trait|type|interface|function|const|static|macro_rules!|let|var)"
C_FAMILY = frozenset({"c", "cpp", "cuda"})


def with_exports(facts: Iterable[Fact], commit: Commit) -> Iterator[Fact]:
    """The facts, those of public names that went marked `exported` in their `extra` where they are."""
    facts = tuple(facts)
    offered: frozenset[str] | None = None
    come = {(fact.language, fact.name) for fact in facts if fact.change is Change.ADDED and _is_method(fact)}
    for fact in facts:
        if fact.subject is Subject.EXPORT and fact.change is Change.REMOVED and _is_gone(fact.name, commit):
            yield replace(fact, extra=MappingProxyType({**fact.extra, "defined": "no"}))
            continue
        narrowed = "narrowed" in fact.extra
        if not narrowed and (fact.public is not True or fact.change not in GONE or "trait" in fact.extra):
            yield fact
            continue
        if _is_method(fact) and fact.change is Change.REMOVED and (fact.language, fact.name) in come:
            yield fact
            continue
        if offered is None:
            offered = frozenset(names_offered(commit))
        was = fact.before if fact.change is Change.RENAMED else fact.extra.get("before_name", fact.name)
        name = was or ""
        if _is_exported(fact, name.split(".")[0], offered):
            extra = MappingProxyType({**fact.extra, "exported": "true"})
            yield replace(fact, name=name if narrowed else fact.name, extra=extra)  # as others knew it
        else:
            yield fact


def _is_gone(name: str, commit: Commit) -> bool:
    """Whether the definition of a name goes, and none comes."""
    defines = re.compile(
        rf"[ \t\w()]*\b{_DEFINES}\s+{re.escape(name)}(?!\w)|{re.escape(name)}(?:\s*:[^=]+)?\s*="
    )
    signs = {
        line[:1]
        for file in commit.files
        for hunk in file.hunks
        for line in hunk.lines
        if line[:1] in {"-", "+"} and name in line and defines.match(line[1:])
    }
    return signs == {"-"}


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
