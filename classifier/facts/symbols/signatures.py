"""What changed between two signatures of a callable, parameter by parameter."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from classifier.facts.interface import Change, Fact, Subject
from classifier.facts.symbols.model import Parameter, Symbol
from classifier.facts.symbols.pairing import Pair
from classifier.facts.symbols.proof import evidence_at, fact_of, was_public
from classifier.facts.symbols.sameness import same_code
from history.briefs import Side

_DEFAULTS = frozenset({Change.DEFAULT_ADDED, Change.DEFAULT_CHANGED, Change.DEFAULT_REMOVED})


def signature_facts(pair: Pair, old: Symbol, new: Symbol) -> Iterator[Fact]:
    """Yield the fact that a signature changed and one for each parameter that did; nothing where none did."""
    found = list(_parameters(pair, old, new))
    if found or old.type != new.type:
        extra = {}
        if old.type != new.type:
            extra = {"result_before": old.type, "result_after": new.type}
        if not same_code(old, new, skip_header=True):
            extra |= {"body": "changed"}
        if old.type == new.type and all(fact.change in _DEFAULTS for fact in found):
            extra |= {"only": "defaults"}
        yield fact_of(pair, Change.SIGNATURE_CHANGED, old.header, new.header, **extra)
        yield from found


def _parameters(pair: Pair, old: Symbol, new: Symbol) -> Iterator[Fact]:
    before, after = _named(old), _named(new)
    renamed = _renamed(before, after)
    takes_all = any(item.kind == "**" for item in new.parameters)
    for name, item in before.items():
        if name not in after and name not in renamed.values():
            fact = _parameter(pair, old, item, _Change(Change.REMOVED, item.type or None, None, Side.OLD))
            yield (
                replace(fact, extra=MappingProxyType({**fact.extra, "taken": "true"})) if takes_all else fact
            )
    for name, item in after.items():
        if name in renamed:
            yield _parameter(pair, new, item, _Change(Change.RENAMED, renamed[name], name))
        elif name not in before:
            yield _parameter(pair, new, item, _Change(Change.ADDED, None, item.default or None))
        else:
            yield from _parameter_values(pair, new, before[name], item)


def _named(symbol: Symbol) -> dict[str, Parameter]:
    """The parameters by their names, or their places where they have none."""
    return {item.name or f"#{index}": item for index, item in enumerate(symbol.parameters)}


def renamed_parameters(old: Symbol, new: Symbol) -> dict[str, str]:
    """The new names of the parameters that are called otherwise now, by their old ones."""
    return {was: now for now, was in _renamed(_named(old), _named(new)).items()}


def _renamed(old: Mapping[str, Parameter], new: Mapping[str, Parameter]) -> dict[str, str]:
    """The old names of parameters by their new ones: those that stand between the same two others, or an end, as many as
    stood there."""
    kept = old.keys() & new.keys()
    stood = dict(_between(old, kept))
    found: dict[str, str] = {}
    for ends, names in _between(new, kept):
        others = stood.get(ends, [])
        for name, other in zip(names, others, strict=False) if len(names) == len(others) else ():
            typed = {new[name].type, old[other].type}
            if new[name].kind == old[other].kind and (
                len(typed) == 1 or "" in typed
            ):  # typed only now, or no more
                found[name] = other
    return found


def _between(names: Iterable[str], kept: Collection[str]) -> Iterator[tuple[tuple[str, str], list[str]]]:
    """The stretches of names that are not kept, by the name before and the one behind."""
    before = ""
    stretch: list[str] = []
    for name in (*names, ""):
        if name and name not in kept:
            stretch.append(name)
            continue
        if stretch:
            yield (before, name), stretch
        before, stretch = name, []


def _parameter_values(pair: Pair, new: Symbol, old: Parameter, item: Parameter) -> Iterator[Fact]:
    if old.type != item.type or old.kind != item.kind:
        before, after = (f"{one.kind if one.kind != 'self' else ''}{one.type}" for one in (old, item))
        yield _parameter(pair, new, item, _Change(Change.TYPE_CHANGED, before, after))
    if old.default != item.default:
        change = default_change(old.default, item.default)
        yield _parameter(pair, new, item, _Change(change, old.default or None, item.default or None))


def default_change(before: str, after: str) -> Change:
    """What became of a default, of which "" is none."""
    if not before:
        return Change.DEFAULT_ADDED
    return Change.DEFAULT_CHANGED if after else Change.DEFAULT_REMOVED


@dataclass(frozen=True, slots=True)
class _Change:
    """What happened to a parameter, with the side that shows it."""

    change: Change
    before: str | None = None
    after: str | None = None
    side: Side = Side.NEW


def _bound_with_default(symbol: Symbol, item: Parameter) -> bool:
    """Whether an attribute that binds a function to another language gives the parameter a default there:
    `#[pyo3(signature = (path, limit=None))]`."""
    default = re.compile(rf"\b(?:signature|args|text_signature)\b.*\b{re.escape(item.name)}\s*=", re.DOTALL)
    return bool(item.name) and any(default.search(one.text) for one in symbol.decorators)


def _parameter(pair: Pair, symbol: Symbol, item: Parameter, what: _Change) -> Fact:
    required = any(other is item for other in symbol.required()) and not _bound_with_default(symbol, item)
    extra = {"type": item.type} if item.type else {}
    extra |= {"required": "true"} if required else {}
    extra |= {"test": "true"} if symbol.in_tests else {}
    return Fact(
        Subject.PARAMETER,
        what.change,
        item.name or item.type,
        (evidence_at(pair.path(what.side), what.side, symbol, item.line),),
        owner=pair.symbol.qualified,
        before=what.before,
        after=what.after,
        public=was_public(pair),
        language=symbol.language,
        extra=MappingProxyType(extra),
    )
