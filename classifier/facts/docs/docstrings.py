"""Public names with and without documentation."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from classifier.facts.interface import Change, Fact, Subject
from classifier.facts.symbols import Pair, Symbol, evidence_at
from history.briefs import Side

_DOCUMENTED = frozenset(
    {
        Subject.FUNCTION,
        Subject.METHOD,
        Subject.CLASS,
        Subject.STRUCT,
        Subject.ENUM,
        Subject.TRAIT,
        Subject.INTERFACE,
        Subject.MACRO,
    }
)


def _needs_documentation(symbol: Symbol) -> bool:
    """Whether readers look for its documentation here: not that of a dunder method or of a method which
    a trait asks for, nor of anything in tests."""
    own = not symbol.variant and not (symbol.name.startswith("__") and symbol.name.endswith("__"))
    return symbol.public and own and not symbol.in_tests and symbol.subject in _DOCUMENTED


def docstring_facts(pair: Pair) -> Iterator[Fact]:
    """Yield that a public name gained or lost its documentation, or came without any."""
    old, new = pair.old, pair.new
    if new is None or not _needs_documentation(new):
        return
    if old is None:
        change = None if new.documented else Change.MISSING
    elif old.documented == new.documented:
        change = None
    else:
        change = Change.ADDED if new.documented else Change.REMOVED
    if change is not None:
        yield Fact(
            Subject.DOCSTRING,
            change,
            new.name,
            (evidence_at(pair.path(Side.NEW), Side.NEW, new),),
            owner=new.owner,
            public=True,
            language=new.language,
            extra=MappingProxyType({"subject": new.subject.value}),
        )
