"""What differs between two trees, by the path of the keys.

Mappings are compared key by key and lists by what their items are: named items (`name:`) by their names,
scalars as a set with counts (one that stands where another stood took its place), all others by the longest run of equal items. The order of keys and of scalars
says nothing. What left one place and came to another with its contents unchanged has moved.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from classifier.facts.compare import Likeness, likeliest, likeness
from classifier.facts.structured.tree import (
    Kind,
    Mapping,
    Node,
    Pair,
    Path,
    Scalar,
    Sequence,
    identity,
    leaves,
)

MOST_ALIGNED = 400  # items of a list; longer ones are compared place by place
MOST_EXCHANGED = 2  # items of a list; with more, what it holds is another thing
MOST_RENAMES = 400  # pairs of names that are tried
TITLES = ("label", "title", "displayName", "description")  # of an item of a list, which are no names
_WORD = re.compile(r"\w{3,}")
_TRIVIAL = frozenset({"", "0", "1", "true", "false", "null", "none", "yes", "no", "~"})


class What(StrEnum):
    """What became of a key, or of an item of a list of scalars."""

    ADDED = "added"
    REMOVED = "removed"
    VALUE = "value"
    TYPE = "type"
    ITEM_ADDED = "item_added"
    ITEM_REMOVED = "item_removed"
    ITEM_CHANGED = "item_changed"
    MOVED = "moved"
    RENAMED = "renamed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. `path` ends with the key and is that of the new side where there is one;
    `old_path` differs from it for what moved or was renamed. Lines are those of the key or item, 0 on an
    absent side."""

    what: What
    path: Path
    old: Node | None
    new: Node | None
    old_line: int
    new_line: int
    old_path: Path = ()


def differences(old: Iterable[Node], new: Iterable[Node]) -> list[Difference]:
    """What differs between the documents of two texts."""
    found = list(_sequences(Sequence(tuple(old)), Sequence(tuple(new)), ()))
    return _renamed(_moved(found))


def _nodes(old: Node, new: Node, path: Path, lines: tuple[int, int]) -> Iterator[Difference]:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _mappings(old, new, path)
    elif isinstance(old, Sequence) and isinstance(new, Sequence):
        yield from _sequences(old, new, path)
    elif _is_empty(old) and isinstance(new, Mapping):
        yield from _mappings(Mapping(), new, path)
    elif isinstance(old, Mapping) and _is_empty(new):
        yield from _mappings(old, Mapping(), path)
    elif old != new:
        types = {_type(old), _type(new)} - {""}
        what = What.TYPE if len(types) > 1 else What.VALUE
        yield Difference(what, path, old, new, *lines)


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.kind is Kind.NULL


def _type(node: Node | None) -> str:
    """The type of a value; what is empty or cannot be read is of every type."""
    if not isinstance(node, Scalar):
        return type(node).__name__
    return "" if node.kind in {Kind.NULL, Kind.OPAQUE} else node.kind


def _mappings(old: Mapping, new: Mapping, path: Path) -> Iterator[Difference]:
    befores: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in old.pairs:
        befores[pair.key].append(pair)
    for pair in new.pairs:
        here = (*path, pair.key)
        same = befores.get(pair.key)
        if same:
            before = same.pop(0)
            yield from _nodes(before.value, pair.value, here, (before.line, pair.line))
        else:
            yield Difference(What.ADDED, here, None, pair.value, 0, pair.line)
    for pair in (pair for left in befores.values() for pair in left):
        yield Difference(What.REMOVED, (*path, pair.key), pair.value, None, pair.line, 0)


def _sequences(old: Sequence, new: Sequence, path: Path) -> Iterator[Difference]:
    if old == new:
        return
    if all(isinstance(item, Scalar) for item in (*old.items, *new.items)):
        yield from _scalars(old, new, path)
    elif _names(old) is not None and _names(new) is not None:
        yield from _named(old, new, path)
    else:
        yield from _aligned(old, new, path)


def _scalars(old: Sequence, new: Sequence, path: Path) -> Iterator[Difference]:
    gone, come = _left(old, new), _left(new, old)
    taken = dict(_exchanged(old, new, gone, come))
    if len(taken) > MOST_EXCHANGED:
        taken = {}
    for place, item in come.items():
        before = old.items[taken[place]] if place in taken else None
        what = What.ITEM_ADDED if before is None else What.ITEM_CHANGED
        yield Difference(what, path, before, item, before.line if before is not None else 0, item.line)
    for place, item in gone.items():
        if place not in taken.values():
            yield Difference(What.ITEM_REMOVED, path, item, None, item.line, 0)


def _left(one: Sequence, other: Sequence) -> dict[int, Node]:
    """The items of a list that are not in another one, by their places."""
    left = Counter(one.items) - Counter(other.items)
    found: dict[int, Node] = {}
    for place, item in enumerate(one.items):
        if left[item] > 0:
            left[item] -= 1
            found[place] = item
    return found


def _exchanged(
    old: Sequence, new: Sequence, gone: dict[int, Node], come: dict[int, Node]
) -> Iterator[tuple[int, int]]:
    """The items that stand where others stood, as their places on the new side and on the old one: as many in a
    stretch between equal ones as were there."""
    if not gone or not come or len(old.items) + len(new.items) > MOST_ALIGNED:
        return
    matcher = SequenceMatcher(None, old.items, new.items, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "replace" and i2 - i1 == j2 - j1:
            for before, after in zip(range(i1, i2), range(j1, j2), strict=True):
                if before in gone and after in come:
                    yield after, before


def _names(sequence: Sequence) -> list[str] | None:
    """The names of a list's items, `None` if they do not tell the items apart."""
    names = [_identity(item) for item in sequence.items]
    return names if all(names) and len(set(names)) == len(names) else None


def _identity(node: Node) -> str:
    if isinstance(node, Mapping) and (kind := node.text("kind")) and node.text("apiVersion"):
        metadata = node.get("metadata")
        return f"{kind} {metadata.text('name') if isinstance(metadata, Mapping) else ''}"
    return identity(node)


def _item_path(path: Path, name: str) -> Path:
    return (*path[:-1], f"{path[-1]}[{name}]") if path else ()


def _named(old: Sequence, new: Sequence, path: Path) -> Iterator[Difference]:
    befores = dict(zip(_names(old) or (), old.items, strict=True))
    for name, item in zip(_names(new) or (), new.items, strict=True):
        before = befores.pop(name, None)
        here = _item_path(path, name)
        if before is None:
            yield Difference(What.ADDED, here, None, item, 0, item.line)
        else:
            yield from _nodes(before, item, here, (before.line, item.line))
    for name, item in befores.items():
        yield Difference(What.REMOVED, _item_path(path, name), item, None, item.line, 0)


def _aligned(old: Sequence, new: Sequence, path: Path) -> Iterator[Difference]:
    one, other = old.items, new.items
    if len(one) + len(other) > MOST_ALIGNED:
        groups = [("replace", 0, len(one), 0, len(other))]
    else:
        groups = list(SequenceMatcher(None, one, other, autojunk=False).get_opcodes())
    for tag, i1, i2, j1, j2 in groups:
        if tag == "equal":
            continue
        for before, after, place in _partners(one[i1:i2], other[j1:j2], documents=not path):
            named = after if after is not None else before
            here = _item_path(path, (named is not None and _identity(named)) or str(j1 + place))
            if before is not None and after is not None:
                yield from _nodes(before, after, here, (before.line, after.line))
            elif after is not None:
                yield Difference(What.ADDED, here, None, after, 0, after.line)
            elif before is not None:
                yield Difference(What.REMOVED, here, before, None, before.line, 0)


def _partners(
    gone: tuple[Node, ...], come: tuple[Node, ...], *, documents: bool
) -> Iterator[tuple[Node | None, Node | None, int]]:
    """The items of a stretch of a list with those that took their places: a mapping with the one that is most
    like it or, where there is but one, has its keys; documents and all else in order. The place is that on the new side, or on the old one if there is none."""
    waiting = list(enumerate(gone))
    alone = len(gone) == len(come) == 1 and _keys(gone[0]) == _keys(come[0])
    for place, after in enumerate(come):
        likely = [
            (1.0 if documents or alone else _item_likeness(before, after), -at, before)
            for at, before in waiting
        ]
        likeness, at, best = max(likely, key=lambda each: each[:2], default=(0.0, 0, None))
        if best is None or not likeness:
            yield None, after, place
        else:
            waiting.remove((-at, best))
            yield best, after, place
    for place, before in waiting:
        yield before, None, place


def _keys(node: Node) -> list[str]:
    return sorted(pair.key for pair in node.pairs) if isinstance(node, Mapping) else []


def _item_likeness(one: Node, other: Node) -> float:
    """How likely an item is another one changed: what they share of their keys with the values (Dice's
    coefficient), 0 where that is less than half of the smaller one, or they have titles without a word in common and differ
    in anything else too."""
    if not isinstance(one, Mapping) or not isinstance(other, Mapping):
        return float(type(one) is type(other))
    left, right = ({pair.key: pair.value for pair in item.pairs} for item in (one, other))
    same = sum(left[key] == right[key] for key in left.keys() & right.keys())
    if not left or not right or 2 * same < min(len(left), len(right)):
        return 0.0
    titles = [_WORD.findall(_title(item).lower()) for item in (one, other)]
    if all(titles) and not set(titles[0]) & set(titles[1]) and same < min(len(left), len(right)) - 1:
        return 0.0
    return 2 * same / (len(left) + len(right)) + len(set(titles[0]) & set(titles[1]))


def _title(item: Mapping) -> str:
    return next((text for key in TITLES if (text := item.text(key))), "")


def _moved(found: list[Difference]) -> list[Difference]:
    """A key that is gone from one place and has come to one other, its value the same, is one that moved."""
    gone: defaultdict[tuple[str, Node], list[Difference]] = defaultdict(list)
    come: Counter[tuple[str, Node] | None] = Counter()
    for each in found:
        if each.what is What.REMOVED and each.old is not None and _tells(each.old) and each.path:
            gone[each.path[-1], each.old].append(each)
        elif each.what is What.ADDED and each.new is not None and each.path:
            come[each.path[-1], each.new] += 1
    out: list[Difference] = []
    merged: set[int] = set()
    for each in found:
        key = (each.path[-1], each.new) if each.what is What.ADDED and each.new and each.path else None
        olds = gone.get(key, []) if key else []
        if len(olds) != 1 or come[key] != 1:
            out.append(each)
            continue
        (left,) = olds
        merged.add(id(left))
        out.append(replace(each, what=What.MOVED, old=left.old, old_line=left.old_line, old_path=left.path))
    return [each for each in out if id(each) not in merged]


def _tells(node: Node) -> bool:
    """Whether a value is so much its own that finding it elsewhere means something."""
    if isinstance(node, Scalar):
        return node.kind is not Kind.OPAQUE and node.text.lower() not in _TRIVIAL
    return leaves(node) > 1


def _renamed(found: list[Difference]) -> list[Difference]:
    """One key gone and one come in the same place, of like names: a rename. Items of lists are not renamed."""
    gone, come = (
        [each for each in found if each.what is what and each.path and "[" not in each.path[-1]]
        for what in (What.REMOVED, What.ADDED)
    )
    if not gone or not come or len(gone) * len(come) > MOST_RENAMES:
        return found
    merged: dict[int, Difference] = {}
    used: set[int] = set()
    for old, new in likeliest(gone, come, _likeness):
        used.add(id(old))
        merged[id(new)] = replace(
            new, what=What.RENAMED, old=old.old, old_line=old.old_line, old_path=old.path
        )
    return [merged.get(id(each), each) for each in found if id(each) not in used]


def _likeness(old: Difference, new: Difference) -> Likeness | None:
    """How alike two keys of one place are; the same value makes up for much."""
    if new.path[:-1] != old.path[:-1] or _type(old.old) != _type(new.new):
        return None
    same = old.old == new.new and new.new is not None and _tells(new.new)
    return likeness(old.path[-1], new.path[-1], same_value=same)
