"""From paired declarations to facts.

`extra` of these facts:

- `signature`: the declaration up to its body, on one line;
- `lines`: the length of the declaration; `changed_lines`: how many lines inside it were added or removed;
- `container`: what happened to the container as a whole (`added`, `removed`, `moved`): the fact is part
  of a bigger one;
- `visibility`: the language's own word for it; `test`: `true` in test code; `nested`: `true` inside a
  function; `around`: `true` of one that changed only where other changed declarations stand inside it;
- `trait`: the one that an `impl` block is for, of what stands in it; `narrowed`: `true` where others could name it before
  and no longer can, with its name before as `before_name`;
- `documented`: `yes` or `no` for what was added; `decorators`: their names;
- `what` of a `changed` fact: `code`, or `comments` where nothing else changed. One of several declarations of
  a name that came or went (an overload, the other branch of an `#if`) changes what the name is, and no more;
- `body`: `changed` beside a changed signature; `required`: `true` for a parameter callers must give, `type` its
  type; `taken`: `true` for one that went where `**kwargs` still takes it;
- of decorators `signature`: all of it; `form`: `derive` where `name` is a trait that a type derives; `says`: the sentence
  that it holds. `before` and `after` of a `changed` one are all of it on either side;
- `was`: the kind of thing that a type was before, of one whose type changed;
- `result_before`, `result_after` where the result's type changed. `before` and `after` of a `moved` fact are
  the two paths, or the two owners within one file; of `renamed` the two names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType

from classifier.facts.interface import Change, Fact, Subject
from classifier.facts.symbols.grammar import shorten
from classifier.facts.symbols.model import Decorator, Symbol
from classifier.facts.symbols.pairing import Pair
from classifier.facts.symbols.proof import evidence_at, fact_of
from classifier.facts.symbols.sameness import is_comment, is_documentation, same_code, squeezed
from classifier.facts.symbols.signatures import default_change, signature_facts
from classifier.facts.symbols.sources import SideLines
from history.briefs import EVIDENCE_CHARACTERS, Evidence, Side

WORDS = 4  # of a text in a decorator, that is worth quoting
_STRING = re.compile(r'"([^"]+)"')
_KINDS = frozenset({Subject.CLASS, Subject.STRUCT, Subject.ENUM, Subject.TRAIT, Subject.INTERFACE})
_CONDITIONAL = frozenset({Subject.MACRO, Subject.CONSTANT})  # defined once more, under another condition


def facts_of_pair(pair: Pair) -> Iterator[Fact]:
    """Yield everything that one pair proves."""
    old, new = pair.old, pair.new
    if old is None and new is not None:
        again = new.subject in _CONDITIONAL and pair.old_file.defines(Side.OLD, new)
        yield fact_of(pair, Change.CHANGED, what="code") if again else fact_of(pair, Change.ADDED)
    elif new is None and old is not None:
        stays = pair.new_file.defines(Side.NEW, old) or _is_inherited(pair, old)
        yield fact_of(pair, Change.CHANGED, what="code") if stays else fact_of(pair, Change.REMOVED)
    elif old is not None and new is not None:
        yield from _both(pair, old, new)


def _is_inherited(pair: Pair, old: Symbol) -> bool:
    """Whether a class of Python has a method, that it no longer has itself, from a base in the same file."""
    text = pair.new_file.whole.get(Side.NEW, "")
    owner = re.escape(old.owner.rpartition(".")[2])
    if old.subject is not Subject.METHOD or old.language != "python" or not owner:
        return False
    found = re.search(rf"^class {owner}\(([^)]*)\)", text, re.MULTILINE)
    return found is not None and any(
        re.search(
            rf"^class {base}\b[^\n]*(?:\n(?:[ \t][^\n]*|[)\]][^\n]*|))*?\n[ \t]+(?:async )?def {re.escape(old.name)}\(",
            text,
            re.MULTILINE,
        )
        for base in re.findall(r"(?<![\w.=])[A-Za-z_]\w*(?=\s*(?:[,\[]|$))", found[1])
    )


def _both(pair: Pair, old: Symbol, new: Symbol) -> Iterator[Fact]:
    found: list[Fact] = []
    if pair.moved and pair.owner_fate != "moved":
        origin, target = pair.path(Side.OLD), pair.path(Side.NEW)
        if pair.old_file is pair.new_file:
            origin, target = old.owner, new.owner
        found.append(fact_of(pair, Change.MOVED, origin, target))
    if old.name != new.name:
        found.append(fact_of(pair, Change.RENAMED, old.name, new.name))
    if old.visibility != new.visibility and old.owner == new.owner:
        found.append(_shown_otherwise(pair, old, new))
    if new.deprecated and not old.deprecated:
        found.append(fact_of(pair, Change.DEPRECATED))
    found += _decorators(pair, old, new)
    if new.is_callable:
        found += signature_facts(pair, old, new)
    else:
        found += _value(pair, old, new)
    if new.is_callable and not any(fact.change is Change.SIGNATURE_CHANGED for fact in found):
        found += _body(pair, old, new)
    yield from found


# What is private for what its surroundings are: they are what is told.
_WITH_OTHERS = frozenset({"of a private type", "not in __all__", "local"})


def _shown_otherwise(pair: Pair, old: Symbol, new: Symbol) -> Fact:
    """Who may see a declaration now: of one that fewer may see, marked and proved by its line of before."""
    fact = fact_of(pair, Change.VISIBILITY_CHANGED, old.visibility, new.visibility)
    if not old.public or new.public or new.visibility in _WITH_OTHERS or not _is_of_public(pair, old):
        return fact
    before = evidence_at(pair.path(Side.OLD), Side.OLD, old)
    evidence = fact.evidence if before in fact.evidence else (*fact.evidence, before)
    extra = MappingProxyType({**fact.extra, "narrowed": "true", "before_name": old.name})
    return replace(fact, evidence=evidence, extra=extra)


_BY_DEFAULT_HIDDEN = frozenset({"swift", "rust", "java", "csharp"})


def _is_of_public(pair: Pair, old: Symbol) -> bool:
    """Whether the type that something stands in, if in any, is known to be one that others can name."""
    owner = re.split(r"::|\.", old.owner)[-1]
    if not owner:
        return True
    text = pair.old_file.whole.get(Side.OLD, "")
    found = re.search(
        rf"^(.*)\b(?:class|struct|enum|union|actor|protocol|interface|trait|object|record|type)\s+{re.escape(owner)}\b",
        text,
        re.MULTILINE,
    )
    if found is None:
        return old.language not in _BY_DEFAULT_HIDDEN and bool(text)
    if re.search(r"\b(?:private|fileprivate|internal)\b|\bpub\(", found[1]):
        return False
    return (
        old.language not in _BY_DEFAULT_HIDDEN or re.search(r"\b(?:public|open|pub)\b", found[1]) is not None
    )


def _decorators(pair: Pair, old: Symbol, new: Symbol) -> Iterator[Fact]:
    """What came and went around a declaration; what stays under its name with other arguments has changed."""
    left = {item.text for item in old.decorators} & {item.text for item in new.decorators}
    gone, come = (
        [item for item in symbol.decorators if item.text not in left and not is_documentation(item)]
        for symbol in (old, new)
    )
    for item in come:
        twins = [other for other in gone if other.name == item.name]
        if len(twins) != 1 or sum(other.name == item.name for other in come) != 1:
            continue
        gone.remove(twins[0])
        come = [other for other in come if other is not item]
        if item.name == "derive":
            yield from _derived(pair, new, twins[0], item)
        else:
            yield _decorator(pair, new, Change.CHANGED, item, twins[0])
    yield from (_decorator(pair, new, Change.REMOVED, item) for item in gone)
    yield from (_decorator(pair, new, Change.ADDED, item) for item in come)


def _derived(pair: Pair, new: Symbol, before: Decorator, after: Decorator) -> Iterator[Fact]:
    """The traits that a type derives now, or no longer."""
    had, has = (re.findall(r"[\w:]+", one.text.partition("(")[2]) for one in (before, after))
    for names, others, change, item in ((had, has, Change.REMOVED, before), (has, had, Change.ADDED, after)):
        for name in names:
            if name not in others:
                yield _decorator(pair, new, change, replace(item, name=name), form="derive")


def _decorator(
    pair: Pair, new: Symbol, change: Change, item: Decorator, was: Decorator | None = None, **extra: str
) -> Fact:
    side = Side.OLD if change is Change.REMOVED else Side.NEW
    proofs = [(side, item)] if was is None else [(side, item), (Side.OLD, was)]
    says = max(_STRING.findall(item.text), key=len, default="")
    if len(says.split()) >= WORDS:
        extra["says"] = says
    return Fact(
        Subject.DECORATOR,
        change,
        item.name,
        tuple(
            Evidence(pair.path(each), each, one.line, shorten(one.text, EVIDENCE_CHARACTERS))
            for each, one in proofs
        ),
        owner=new.qualified,
        before=was.text if was else None,
        after=item.text if was else None,
        public=new.public,
        language=new.language,
        extra=MappingProxyType({"signature": item.text, **extra}),
    )


def _value(pair: Pair, old: Symbol, new: Symbol) -> Iterator[Fact]:
    """What changed in a field, constant, variant, alias or in the bases of a type."""
    if {old.subject, new.subject} <= _KINDS and old.subject is not new.subject:
        yield fact_of(pair, Change.TYPE_CHANGED, was=str(old.subject))
    elif squeezed(old.type) != squeezed(new.type):
        change = Change.SIGNATURE_CHANGED if new.is_container else Change.TYPE_CHANGED
        yield fact_of(pair, change, old.type, new.type)
    if squeezed(old.value) != squeezed(new.value):
        if new.subject is Subject.FIELD:
            change = default_change(old.value, new.value)
        else:
            change = Change.VALUE_CHANGED
        yield fact_of(pair, change, old.value or None, new.value or None)
    elif new.subject is Subject.CONSTANT and _is_cut(new.value) and not same_code(old, new):
        yield fact_of(pair, Change.VALUE_CHANGED, old.value or None, new.value or None)


def _is_cut(value: str) -> bool:
    """Whether there may be more of a value than is kept of it."""
    return not value or value.endswith("…")


def _body(pair: Pair, old: Symbol, new: Symbol) -> Iterator[Fact]:
    if old.text == new.text:
        return
    if not same_code(old, new):
        what = "code"
    elif squeezed(old.text) != squeezed(new.text):
        what = "comments"
    else:
        return  # only its layout
    fact = fact_of(pair, Change.CHANGED, what=what)
    yield replace(fact, evidence=(_first_change(pair, what), *fact.evidence))


def _first_change(pair: Pair, what: str) -> Evidence:
    """The first changed line inside a declaration that is not blank and, where code changed, not a comment."""
    symbol = pair.symbol
    for file, at, side in ((pair.new_file, pair.new, Side.NEW), (pair.old_file, pair.old, Side.OLD)):
        lines: SideLines = file.new if side is Side.NEW else file.old
        for line in lines.changed.numbers_within(at.first, at.last) if at else ():
            row = lines.texts.get(line, "")
            if row.strip() and (what != "code" or not is_comment(row, symbol.language)):
                return Evidence(pair.path(side), side, line, shorten(row.strip(), EVIDENCE_CHARACTERS))
    return evidence_at(pair.path(Side.NEW), Side.NEW, symbol)
