"""A pair of declarations as a fact, with the lines that prove it."""

from __future__ import annotations

from types import MappingProxyType

from classifier.facts.interface import Change, Fact
from classifier.facts.symbols.grammar import shorten
from classifier.facts.symbols.model import Symbol
from classifier.facts.symbols.pairing import Pair
from history.briefs import EVIDENCE_CHARACTERS, Evidence, Side


def evidence_at(path: str, side: Side, symbol: Symbol, line: int = 0) -> Evidence:
    """The line of a symbol as evidence: that of its name unless another one is given."""
    at = line or symbol.line
    rows = symbol.text.split("\n", at - symbol.first + 1)
    index = at - symbol.first
    row = rows[index] if 0 <= index < len(rows) else symbol.header
    return Evidence(path, side, at, shorten(row.strip(), EVIDENCE_CHARACTERS))


def fact_of(
    pair: Pair, change: Change, before: str | None = None, after: str | None = None, **extra: str
) -> Fact:
    """What happened to a declaration; of `before`, `after` and `extra` see `changes`."""
    symbol = pair.symbol
    return Fact(
        symbol.subject,
        change,
        symbol.name,
        _evidence(pair),
        owner=symbol.owner,
        before=before,
        after=after,
        public=symbol.public if change is Change.VISIBILITY_CHANGED else was_public(pair),
        language=symbol.language,
        extra=MappingProxyType({**_extra(pair), **extra}),
    )


def was_public(pair: Pair) -> bool:
    """Whether others could hold on to it: what was private before is no interface that changed."""
    return pair.symbol.public and (pair.old is None or pair.old.public)


def _evidence(pair: Pair) -> tuple[Evidence, ...]:
    found = []
    if pair.new is not None:
        found.append(evidence_at(pair.path(Side.NEW), Side.NEW, pair.new))
    if pair.old is not None and (pair.new is None or pair.moved):
        found.append(evidence_at(pair.path(Side.OLD), Side.OLD, pair.old))
    return tuple(found)


def _extra(pair: Pair) -> dict[str, str]:
    symbol = pair.symbol
    extra = {
        "signature": symbol.header,
        "lines": str(symbol.last - symbol.first + 1),
        "changed_lines": str(changed_lines(pair)),
        "visibility": symbol.visibility,
    }
    if symbol.variant and symbol.language == "rust":
        extra["trait"] = symbol.variant
    if pair.owner_fate:
        extra["container"] = pair.owner_fate
    if symbol.in_tests:
        extra["test"] = "true"
    if symbol.nested:
        extra["nested"] = "true"
    if symbol.decorators:
        extra["decorators"] = " ".join(item.name for item in symbol.decorators)
    if pair.old is None:
        extra["documented"] = "yes" if symbol.documented else "no"
    return extra


def changed_lines(pair: Pair) -> int:
    """How many lines inside a declaration were removed or added."""
    total = 0
    if pair.old is not None:
        total += pair.old_file.old.changed.lines_within(pair.old.first, pair.old.last)
    if pair.new is not None:
        total += pair.new_file.new.changed.lines_within(pair.new.first, pair.new.last)
    return total
