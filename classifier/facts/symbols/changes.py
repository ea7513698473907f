"""From paired declarations to facts.

`extra` of these facts:

- `signature`: the declaration up to its body, on one line;
- `lines`: the length of the declaration; `changed_lines`: how many lines inside it were added or removed;
- `container`: what happened to the container as a whole (`added`, `removed`, `moved`): the fact is part
  of a bigger one;
- `visibility`: the language's own word for it; `test`: `true` in test code; `nested`: `true` inside a
  function;
- `documented`: `yes` or `no` for what was added; `decorators`: their names;
- `what` of a `changed` fact: `code`, or `comments` where nothing else changed;
- `body`: `changed` beside a changed signature; `required`: `true` for a parameter callers must give, `type` its type;
- `result_before`, `result_after` where the result's type changed. `before` and `after` of a `moved` fact are
  the two paths, or the two owners within one file; of `renamed` the two names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from classifier.facts.interface import Change, Fact, Subject
from classifier.facts.symbols.grammar import shorten
from classifier.facts.symbols.model import Parameter, Symbol
from classifier.facts.symbols.pairing import Pair
from classifier.facts.symbols.sources import SideLines
from history.briefs import Evidence, Side

TEXT_LIMIT = 200


def evidence_at(path: str, side: Side, symbol: Symbol, line: int = 0) -> Evidence:
    """The line of a symbol as evidence: that of its name unless another one is given."""
    at = line or symbol.line
    rows = symbol.text.split("\n", at - symbol.first + 1)
    index = at - symbol.first
    row = rows[index] if 0 <= index < len(rows) else symbol.header
    return Evidence(path, side, at, shorten(row.strip(), TEXT_LIMIT))


def facts_of_pair(pair: Pair) -> Iterator[Fact]:
    """Yield everything that one pair proves."""
    old, new = pair.old, pair.new
    if old is None and new is not None:
        yield _fact(pair, Change.ADDED)
    elif new is None and old is not None:
        yield _fact(pair, Change.REMOVED)
    elif old is not None and new is not None:
        yield from _both(pair, old, new)


def _fact(
    pair: Pair, change: Change, before: str | None = None, after: str | None = None, **extra: str
) -> Fact:
    symbol = pair.symbol
    return Fact(
        symbol.subject,
        change,
        symbol.name,
        _evidence(pair),
        owner=symbol.owner,
        before=before,
        after=after,
        public=symbol.public if change is Change.VISIBILITY_CHANGED else _was_public(pair),
        language=symbol.language,
        extra=MappingProxyType({**_extra(pair), **extra}),
    )


def _was_public(pair: Pair) -> bool:
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


def _both(pair: Pair, old: Symbol, new: Symbol) -> Iterator[Fact]:
    found: list[Fact] = []
    if pair.moved and pair.owner_fate != "moved":
        origin, target = pair.path(Side.OLD), pair.path(Side.NEW)
        if pair.old_file is pair.new_file:
            origin, target = old.owner, new.owner
        found.append(_fact(pair, Change.MOVED, origin, target))
    if old.name != new.name:
        found.append(_fact(pair, Change.RENAMED, old.name, new.name))
    if old.visibility != new.visibility and old.owner == new.owner:
        found.append(_fact(pair, Change.VISIBILITY_CHANGED, old.visibility, new.visibility))
    if new.deprecated and not old.deprecated:
        found.append(_fact(pair, Change.DEPRECATED))
    found += _decorators(pair, old, new)
    if new.is_callable:
        found += _signature(pair, old, new)
    else:
        found += _value(pair, old, new)
    if new.is_callable and not any(fact.change is Change.SIGNATURE_CHANGED for fact in found):
        found += _body(pair, old, new)
    yield from found


def _decorators(pair: Pair, old: Symbol, new: Symbol) -> Iterator[Fact]:
    before = {item.text for item in old.decorators}
    after = {item.text for item in new.decorators}
    owner = new.qualified
    for symbol, others, change, side in (
        (old, after, Change.REMOVED, Side.OLD),
        (new, before, Change.ADDED, Side.NEW),
    ):
        for item in symbol.decorators:
            if item.text not in others:
                yield Fact(
                    Subject.DECORATOR,
                    change,
                    item.name,
                    (Evidence(pair.path(side), side, item.line, shorten(item.text, TEXT_LIMIT)),),
                    owner=owner,
                    public=new.public,
                    language=new.language,
                    extra=MappingProxyType({"signature": item.text}),
                )


def _signature(pair: Pair, old: Symbol, new: Symbol) -> Iterator[Fact]:
    found = list(_parameters(pair, old, new))
    if found or old.type != new.type:
        extra = {}
        if old.type != new.type:
            extra = {"result_before": old.type, "result_after": new.type}
        if not _same_code(old, new, skip_header=True):
            extra |= {"body": "changed"}
        yield _fact(pair, Change.SIGNATURE_CHANGED, old.header, new.header, **extra)
        yield from found


def _parameters(pair: Pair, old: Symbol, new: Symbol) -> Iterator[Fact]:
    before = {item.name or f"#{index}": (index, item) for index, item in enumerate(old.parameters)}
    after = {item.name or f"#{index}": (index, item) for index, item in enumerate(new.parameters)}
    gone = {name: item for name, item in before.items() if name not in after}
    come = {name: item for name, item in after.items() if name not in before}
    renamed: dict[str, str] = {}
    if len(old.parameters) - len(gone) == len(new.parameters) - len(come):
        for name, (index, item) in come.items():
            for other, (position, candidate) in gone.items():
                same = (candidate.type, candidate.kind) == (item.type, item.kind)
                if position == index and same and other not in renamed.values():
                    renamed[name] = other
    for name, (_, item) in gone.items():
        if name not in renamed.values():
            yield _parameter(pair, old, item, _Change(Change.REMOVED, item.type or None, None, Side.OLD))
    for name, (_, item) in after.items():
        if name in renamed:
            yield _parameter(pair, new, item, _Change(Change.RENAMED, renamed[name], name))
        elif name not in before:
            yield _parameter(pair, new, item, _Change(Change.ADDED, None, item.default or None))
        else:
            yield from _parameter_values(pair, new, before[name][1], item)


def _parameter_values(pair: Pair, new: Symbol, old: Parameter, item: Parameter) -> Iterator[Fact]:
    if old.type != item.type or old.kind != item.kind:
        before, after = (f"{one.kind if one.kind != 'self' else ''}{one.type}" for one in (old, item))
        yield _parameter(pair, new, item, _Change(Change.TYPE_CHANGED, before, after))
    if old.default != item.default:
        change = _default_change(old.default, item.default)
        yield _parameter(pair, new, item, _Change(change, old.default or None, item.default or None))


def _default_change(before: str, after: str) -> Change:
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


def _parameter(pair: Pair, symbol: Symbol, item: Parameter, what: _Change) -> Fact:
    required = any(other is item for other in symbol.required())
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
        public=_was_public(pair),
        language=symbol.language,
        extra=MappingProxyType(extra),
    )


def _value(pair: Pair, old: Symbol, new: Symbol) -> Iterator[Fact]:
    """What changed in a field, constant, variant, alias or in the bases of a type."""
    if _squeeze(old.type) != _squeeze(new.type):
        change = Change.SIGNATURE_CHANGED if new.is_container else Change.TYPE_CHANGED
        yield _fact(pair, change, old.type, new.type)
    if _squeeze(old.value) != _squeeze(new.value):
        if new.subject is Subject.FIELD:
            change = _default_change(old.value, new.value)
        else:
            change = Change.VALUE_CHANGED
        yield _fact(pair, change, old.value or None, new.value or None)
    elif new.subject is Subject.CONSTANT and _is_cut(new.value) and not _same_code(old, new):
        yield _fact(pair, Change.VALUE_CHANGED, old.value or None, new.value or None)


def _is_cut(value: str) -> bool:
    """Whether there may be more of a value than is kept of it."""
    return not value or value.endswith("…")


def _squeeze(value: str) -> str:
    return re.sub(r"\s+|,(?=\s*[\])}])", "", value)


def _body(pair: Pair, old: Symbol, new: Symbol) -> Iterator[Fact]:
    if old.text == new.text:
        return
    if not _same_code(old, new):
        what = "code"
    elif _squeeze(old.text) != _squeeze(new.text):
        what = "comments"
    else:
        return  # only its layout
    fact = _fact(pair, Change.CHANGED, what=what)
    yield replace(fact, evidence=(_first_change(pair, what), *fact.evidence))


_COMMENT = {"python": ("#",)}
_COMMENT_ELSEWHERE = ("//", "/*", "*")


def _is_comment(row: str, language: str) -> bool:
    return row.lstrip().startswith(_COMMENT.get(language, _COMMENT_ELSEWHERE))


def _first_change(pair: Pair, what: str) -> Evidence:
    """The first changed line inside a declaration that is not blank and, where code changed, not a comment."""
    symbol = pair.symbol
    for file, at, side in ((pair.new_file, pair.new, Side.NEW), (pair.old_file, pair.old, Side.OLD)):
        lines: SideLines = file.new if side is Side.NEW else file.old
        for line in lines.changed.numbers_within(at.first, at.last) if at else ():
            row = lines.texts.get(line, "")
            if row.strip() and (what != "code" or not _is_comment(row, symbol.language)):
                return Evidence(pair.path(side), side, line, shorten(row.strip(), TEXT_LIMIT))
    return evidence_at(pair.path(Side.NEW), Side.NEW, symbol)


def _same_code(old: Symbol, new: Symbol, *, skip_header: bool = False) -> bool:
    """Whether two declarations differ in nothing but comments and layout. Where indentation has meaning,
    as many lines indented otherwise are another program; more or fewer lines were only wrapped."""
    left, right = (_code_rows(symbol, skip_header) for symbol in (old, new))
    if _squeeze("".join(left)) != _squeeze("".join(right)):
        return False
    if new.language != "python" or len(left) != len(right):
        return True
    return _indents(left) == _indents(right)


def _code_rows(symbol: Symbol, skip_header: bool) -> list[str]:
    rows = symbol.text.split("\n")
    if skip_header:
        rows = rows[symbol.line - symbol.first + 1 :]
    return [row for row in rows if row.strip() and not _is_comment(row, symbol.language)]


def _indents(rows: Sequence[str]) -> list[int]:
    found = [len(row) - len(row.lstrip()) for row in rows]
    return [indent - found[0] for indent in found]
