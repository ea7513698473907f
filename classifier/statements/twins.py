"""Sentences that say of one name what another one says of its counterpart: `key` and `value`, `old` and `new`.

The first is told as it is; of the second only what is its own, right behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from history.briefs import Code, Listing, Statement, Value

RULE = "summary-likewise"
MOST_PLACES = 4
MOST_EVIDENCE = 8  # lines
_PLACES = frozenset({"place", "owner"})
MOST_APART = 3  # names in which the two may differ
_TOKEN = re.compile(r"[A-Za-z_]\w*|\d[\w.]*|\"[^\"]*\"|'[^']*'|\S")
_NAME = re.compile(r"[A-Za-z_]\w*")
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|_+")
_VALUES = frozenset({"True", "False", "None", "true", "false", "null", "nil"})


def together(told: Sequence[Statement]) -> list[Statement]:
    """The sentences, each that has a twin right behind it and with no more than differs."""
    found: list[Statement] = []
    for one in told:
        place = next((at for at, other in enumerate(found) if _are_twins(other, one)), None)
        if place is None:
            found.append(one)
            continue
        while place + 1 < len(found) and found[place + 1].rule == RULE:
            place += 1
        found.insert(place + 1, _in_short(found[place], one))
    return found


def with_others(told: Sequence[Statement], known: Sequence[Statement]) -> list[Statement]:
    """The sentences, each followed by the other places of which the same could be said: one place alone reads as the only
    one."""
    found: list[Statement] = []
    said: list[Statement] = []  # of those, what is about one place
    for one in told:
        here = _place(one)
        if here is not None and any(_says_as_much(other, one) for other in said):
            continue  # that it goes for this place too is said
        found.append(one)
        if here is not None and one in known:
            said.append(one)
        others = {
            place: other
            for other in known
            if other is not one
            and _says_as_much(one, other)
            and (place := _place(other)) is not None
            and place != here
        }
        if here is None or not others:
            continue
        names = tuple(others)
        evidence = tuple(line for other in others.values() for line in other.evidence[:1])[:MOST_EVIDENCE]
        params: tuple[tuple[str, Value], ...] = (
            (
                "name",
                names[0]
                if len(names) == 1
                else Listing(names[:MOST_PLACES], max(0, len(names) - MOST_PLACES)),
            ),
        )
        found.append(replace(one, key=RULE, rule=RULE, params=params, evidence=evidence))
    return found


def _place(one: Statement) -> Code | None:
    """What a sentence is about, where it names that in full."""
    value = dict(one.params).get("place") or dict(one.params).get("owner")
    return value if isinstance(value, Code) else None


def _says_as_much(one: Statement, other: Statement) -> bool:
    """Whether two sentences differ in nothing but what they are about, and say something of it: two values, a condition."""
    if one.key != other.key or not one.key.startswith(("behaviour-", "summary-")):
        return False
    own, theirs = (
        tuple((name, value) for name, value in each.params if name not in _PLACES) for each in (one, other)
    )
    return bool(own) and own == theirs


def _are_twins(one: Statement, other: Statement) -> bool:
    alike = (
        one.key == other.key
        and one.key.startswith("behaviour-")
        and one.evidence[0].path == other.evidence[0].path
    )
    if not alike or [name for name, _ in one.params] != [name for name, _ in other.params]:
        return False
    apart: dict[str, str] = {}
    for (_, left), (_, right) in zip(one.params, other.params, strict=True):
        if left == right:
            continue
        before, after = (_TOKEN.findall(_text(value)) for value in (left, right))
        if len(before) != len(after) or not before:
            return False
        for was, now in zip(before, after, strict=True):
            if was == now and was not in apart:
                continue
            if not (_NAME.fullmatch(was) and _NAME.fullmatch(now)) or {was, now} & _VALUES:
                return False
            if apart.setdefault(was, now) != now:
                return False
    return 0 < len(apart) <= MOST_APART and _are_counterparts(list(map(_apart, apart.items())))


def _text(value: Value) -> str:
    if isinstance(value, Code):
        return value.text
    return " ".join(code.text for code in value.items) if isinstance(value, Listing) else ""


def _apart(names: tuple[str, str]) -> tuple[str, str]:
    """What two names do not begin and end with alike, word by word."""
    left, right = (_WORD.findall(name) for name in names)
    while left and right and left[0] == right[0]:
        left, right = left[1:], right[1:]
    while left and right and left[-1] == right[-1]:
        left, right = left[:-1], right[:-1]
    return "".join(left).lower(), "".join(right).lower()


def _are_counterparts(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether all pairs are the same two words, or beginnings of them: `k` and `v`, `key` and `value`."""
    first, *others = pairs
    return all(first) and all(
        all(mine.startswith(own) or own.startswith(mine) for mine, own in zip(first, pair, strict=True))
        and all(pair)
        for pair in others
    )


def _in_short(one: Statement, other: Statement) -> Statement:
    """The second of two, with its two values, or with the first name that is its own."""
    params = dict(other.params)
    if {"before", "after"} <= {*params} and one.key == other.key:
        both = tuple((name, params[name]) for name in ("before", "after"))
        return replace(other, key=f"{RULE}-values", rule=RULE, params=both)
    name = next(_own(one, other), None)
    return other if name is None else replace(other, key=RULE, rule=RULE, params=(("name", name),))


def _own(one: Statement, other: Statement) -> Iterator[Value]:
    known = dict(one.params)
    yield from (value for name, value in other.params if known.get(name) != value)
