"""The same named things on both sides of a file, compared.

A family says how its things look (`find`); whether a thing was added, removed, renamed, moved or given
another default is decided here, once for all families.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from classifier.facts.edits import Edit, SideText
from classifier.facts.interface import Change, Fact, Subject
from classifier.facts.lines import Block

RENAME_LIKENESS = 0.72  # difflib's ratio; below it two names are two things
RENAME_DISTANCE = 200  # lines; things further apart are two things
MOST_FACTS_PER_FILE = 120
RIVAL_LETTERS = 0.03  # two pairs that differ by less, and not in their words, are equally likely
MOST_LETTERS = 300  # of two names whose letters are compared
NAMED_WITHIN = 8  # lines from the beginning of a thing in which its name is looked for
Thing = TypeVar("Thing")
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_a-zA-Z]+")


@dataclass(frozen=True, slots=True)
class Item:
    """One named thing in a text: its lines, what it belongs to, and its value or default."""

    name: str
    line: int
    last: int = 0
    owner: str = ""
    value: str | None = None
    public: bool | None = None
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def span(self) -> tuple[int, int]:
        """Its first and its last line."""
        return self.line, max(self.line, self.last)


@dataclass(frozen=True, slots=True)
class Family:
    """How one kind of thing is compared.

    `default` says that the value is a default (`default_changed`), not the thing's own value
    (`value_changed`). `valued` things without a value are left alone. `renames` allows one removed and
    one added thing of like name to be told as a rename.
    """

    subject: Subject
    find: Callable[[Block], Iterable[Item]]
    default: bool = False
    renames: bool = False


def compare(edit: Edit, family: Family) -> list[Fact]:
    """What the edit did to the family's things, in the order of their lines."""
    found = [_items(side.blocks, family) for side in edit.sides]
    if not any(
        side.touches(*item.span) for side, items in zip(edit.sides, found, strict=True) for item in items
    ):
        return []
    if edit.old.whole is not None or edit.new.whole is not None:
        found = [_items(side.searched, family) for side in edit.sides]
    return compare_items(edit, family, *found)


def compare_items(edit: Edit, family: Family, old: list[Item], new: list[Item]) -> list[Fact]:
    """What the edit did to things that were found on either side, in the order of their lines."""
    facts = list(_changes(edit, family, old, new))
    if family.renames:
        facts = _renames(facts)
    facts.sort(key=lambda fact: fact.evidence[0].line)
    return facts[:MOST_FACTS_PER_FILE]


def _items(blocks: Sequence[Block], family: Family) -> list[Item]:
    return [item for block in blocks for item in family.find(block)]


def _changes(edit: Edit, family: Family, old: list[Item], new: list[Item]) -> Iterator[Fact]:
    groups: defaultdict[str, tuple[list[Item], list[Item]]] = defaultdict(lambda: ([], []))
    for item in old:
        groups[item.name][0].append(item)
    for item in new:
        groups[item.name][1].append(item)
    for befores, afters in groups.values():
        pairs, gone, come = _pair(befores, afters)
        for item in gone:
            if edit.old.touches(*item.span):
                yield fact(family.subject, Change.REMOVED, item, edit.old, edit.language)
        for item in come:
            if edit.new.touches(*item.span):
                yield fact(family.subject, Change.ADDED, item, edit.new, edit.language)
        for before, after in pairs:
            if edit.old.touches(*before.span) or edit.new.touches(*after.span):
                yield from _difference(edit, family, before, after)


def _pair(old: list[Item], new: list[Item]) -> tuple[list[tuple[Item, Item]], list[Item], list[Item]]:
    """Things of one name, paired: those alike first, then those of one owner, then in order."""
    if not old or not new:
        return [], _first_of_owner(old), _first_of_owner(new)
    gone, come = list(old), list(new)
    pairs: list[tuple[Item, Item]] = []
    alike: tuple[Callable[[Item], object], ...] = (
        lambda item: (item.owner, item.value, item.extra),
        lambda item: item.owner,
        lambda _: None,
    )
    for key in alike:
        waiting: defaultdict[object, list[Item]] = defaultdict(list)
        for item in come:
            waiting[key(item)].append(item)
        rest = []
        for item in gone:
            queue = waiting[key(item)]
            if queue:
                pairs.append((item, queue.pop(0)))
            else:
                rest.append(item)
        left = {id(item) for queue in waiting.values() for item in queue}
        gone, come = rest, [item for item in come if id(item) in left]
    # The name is on both sides: one more or one fewer mention is not a thing come or gone,
    # unless another owner says so.
    owners_old, owners_new = {item.owner for item in old}, {item.owner for item in new}
    gone = [item for item in gone if item.owner and item.owner not in owners_new]
    come = [item for item in come if item.owner and item.owner not in owners_old]
    return pairs, _first_of_owner(gone), _first_of_owner(come)


def _first_of_owner(items: list[Item]) -> list[Item]:
    return list({item.owner: item for item in reversed(items)}.values())[::-1]


def _difference(edit: Edit, family: Family, before: Item, after: Item) -> Iterator[Fact]:
    if before.value == after.value:
        changed = [key for key, value in after.extra if (key, value) not in before.extra and key != "role"]
        if not changed or len(before.extra) != len(after.extra):
            return
        change = Change.VALUE_CHANGED
        before = replace(before, value=dict(before.extra).get(changed[0]))
        after = replace(after, value=dict(after.extra)[changed[0]])
        if before.value is None:
            return
        after = replace(after, extra=(*after.extra, ("changed", changed[0])))
    elif not family.default:
        change = Change.VALUE_CHANGED
        if before.value is None or after.value is None:
            return
    elif before.value is None:
        change = Change.DEFAULT_ADDED
    elif after.value is None:
        change = Change.DEFAULT_REMOVED
    else:
        change = Change.DEFAULT_CHANGED
    yield Fact(
        family.subject,
        change,
        after.name,
        (edit.new.evidence(_line(edit.new, after)), edit.old.evidence(_line(edit.old, before))),
        owner=after.owner,
        before=before.value,
        after=after.value,
        public=after.public,
        language=edit.language,
        extra=MappingProxyType(dict(after.extra)),
    )


def _line(side: SideText, item: Item) -> int:
    """The changed line of a thing that spans several, else its first."""
    first, last = item.span
    if item.value is not None:
        for number in range(first, last + 1):
            if item.value in side.changed.get(number, ""):
                return number
    return next((number for number in range(first, last + 1) if number in side.changed), first)


def _named(side: SideText, item: Item) -> int:
    """The line of a thing that spells its name, where it spans several; else its first."""
    first, last = item.span
    lines = (
        n for n in range(first, min(last, first + NAMED_WITHIN) + 1) if item.name in side.changed.get(n, "")
    )
    return next(lines, first)


def fact(subject: Subject, change: Change, item: Item, side: SideText, language: str) -> Fact:
    """The fact that a thing came or went."""
    return Fact(
        subject,
        change,
        item.name,
        (side.evidence(_named(side, item)),),
        owner=item.owner,
        before=item.value if change is Change.REMOVED else None,
        after=item.value if change is Change.ADDED else None,
        public=item.public,
        language=language,
        extra=MappingProxyType(dict(item.extra)),
    )


def _renames(facts: list[Fact]) -> list[Fact]:
    """One thing gone and one come in the same place, of like names and like value: a rename."""
    gone = [each for each in facts if each.change is Change.REMOVED]
    come = [each for each in facts if each.change is Change.ADDED]
    if not gone or not come or len(gone) * len(come) > 400:
        return facts
    merged: dict[int, Fact] = {}
    used: set[int] = set()
    for old, new in likeliest(gone, come, _likeness):
        used.add(id(new))
        merged[id(old)] = replace(
            new,
            change=Change.RENAMED,
            before=old.name,
            after=new.name,
            evidence=(*new.evidence, *old.evidence),
        )
    return [merged.get(id(each), each) for each in facts if id(each) not in used]


def _likeness(old: Fact, new: Fact) -> Likeness | None:
    near = abs(old.evidence[0].line - new.evidence[0].line) < RENAME_DISTANCE
    return likeness(old.name, new.name) if near and old.owner == new.owner else None


class Likeness(NamedTuple):
    """How alike two things are, in the order in which it counts: one value that tells, a name that only got more words
    behind, the share of words, the share of letters."""

    same_value: bool
    longer: bool
    words: float
    letters: float

    @property
    def enough(self) -> bool:
        """Whether the two may be one."""
        return self.same_value or max(self.words, self.letters) >= RENAME_LIKENESS

    def rivals(self, other: Likeness) -> bool:
        """Whether another pair is about as likely as this one."""
        return self[:-1] == other[:-1] and abs(self.letters - other.letters) < RIVAL_LETTERS


def likeliest(
    gone: Iterable[Thing], come: Sequence[Thing], likeness_of: Callable[[Thing, Thing], Likeness | None]
) -> Iterator[tuple[Thing, Thing]]:
    """Pair things that went with things that came, each once, the likeliest pair first wherever it stands. `likeness_of`
    two that cannot be the same is `None`. Of things that could as well be another's partner, no pair is made."""
    went = list(gone)
    scored = {
        (i, j): alike
        for i, old in enumerate(went)
        for j, new in enumerate(come)
        if (alike := likeness_of(old, new)) is not None and alike.enough
    }
    while scored:
        best = max(scored, key=lambda pair: scored[pair])
        top = [
            pair
            for pair, alike in scored.items()
            if (pair[0] == best[0] or pair[1] == best[1]) and alike.rivals(scored[best])
        ]
        if len(top) == 1:
            yield went[best[0]], come[best[1]]
        left, right = {i for i, _ in top}, {j for _, j in top}
        scored = {
            pair: alike for pair, alike in scored.items() if pair[0] not in left and pair[1] not in right
        }


def likeness(one: str, other: str, *, same_value: bool = False) -> Likeness:
    """How alike two names are, by their words, one or many, and by their letters."""
    before, after = ([word.lower().rstrip("s") for word in _WORDS.findall(name)] for name in (one, other))
    shared = len(set(before) & set(after)) / max(1, len(set(before) | set(after)))
    longer = bool(before) and len(before) < len(after) and after[: len(before)] == before
    short = len(one) + len(other) < MOST_LETTERS
    letters = SequenceMatcher(None, one, other, autojunk=False).ratio() if short else 0.0
    return Likeness(same_value, longer, shared, letters)


def moves(facts: Iterable[Fact], subjects: Iterable[Subject]) -> list[Fact]:
    """Facts of a whole commit with each thing that left one file and came to another told as a move. Where
    more files lost it than gained it, all that lost it moved theirs to the last that gained it."""
    wanted = frozenset(subjects)
    facts = list(facts)
    gone: defaultdict[tuple[Subject, str], list[Fact]] = defaultdict(list)
    come: defaultdict[tuple[Subject, str], list[Fact]] = defaultdict(list)
    for each in facts:
        if each.subject in wanted and each.extra.get("role") != "use":
            if each.change is Change.REMOVED:
                gone[each.subject, each.name].append(each)
            elif each.change is Change.ADDED:
                come[each.subject, each.name].append(each)
    replaced: dict[int, Fact | None] = {}
    for key, left in gone.items():
        gained = come.get(key, ())
        for place, old in enumerate(left if gained else ()):
            new = gained[min(place, len(gained) - 1)]
            replaced[id(new)] = None
            replaced[id(old)] = replace(
                new,
                change=Change.MOVED,
                before=old.owner if old.path == new.path else old.path,
                after=new.owner if old.path == new.path else new.path,
                evidence=(*new.evidence, *old.evidence),
            )
    kept = (replaced.get(id(each), each) for each in facts)
    return [each for each in kept if each is not None]
