"""Which declaration on the old side is which on the new: by name, then by likeness (renamed), then
across places (moved)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from classifier.facts.compare import likeness as likeness_of_names
from classifier.facts.interface import Subject
from classifier.facts.symbols.likeness import (
    LIKE,
    SHORT,
    Candidate,
    dice,
    lines_of,
    renamed_likeness,
    words_of,
)
from classifier.facts.symbols.model import Symbol
from classifier.facts.symbols.sources import SourceFile
from history.briefs import Side

MAX_CANDIDATES = 64  # unpaired declarations on either side that are still compared one by one
MAX_COMPARISONS = 5_000  # of bodies across the files of a commit
LEAST_WORDS = 2  # that the names of two brief types in different files share


@dataclass(frozen=True, slots=True)
class Pair:
    """One declaration before and after. One side is `None` for what was added or removed.

    `moved` is whether its file or container is another one. `owner_fate` is what happened to the
    container as a whole: "added", "removed", "moved", or "" where it stayed.
    """

    old: Symbol | None
    new: Symbol | None
    old_file: SourceFile
    new_file: SourceFile
    moved: bool = False
    owner_fate: str = ""

    @property
    def symbol(self) -> Symbol:
        """The new side, or the old one for what was removed."""
        found = self.new or self.old
        assert found is not None
        return found

    def path(self, side: Side) -> str:
        """The path of its file on a side."""
        change = (self.old_file if side is Side.OLD else self.new_file).change
        return (change.old_path if side is Side.OLD else change.new_path) or change.path


_GROUPS = {
    Subject.METHOD: "callable",
    Subject.FUNCTION: "callable",
    Subject.CLASS: "type",
    Subject.STRUCT: "type",
    Subject.ENUM: "type",
    Subject.TRAIT: "type",
    Subject.INTERFACE: "type",
    Subject.TYPE_ALIAS: "type",
}
Key = tuple[str, str, str, str]


def _group(symbol: Symbol) -> str:
    return _GROUPS.get(symbol.subject, symbol.subject.value)


def _key(symbol: Symbol, owners: dict[str, str]) -> Key:
    return (_group(symbol), owners.get(symbol.owner, symbol.owner), symbol.name, symbol.variant)


def pair_files(files: Sequence[SourceFile]) -> list[Pair]:
    """Pair the declarations of a commit's files, in the order of files and lines."""
    pairs: list[Pair] = []
    for file in files:
        pairs += _pair_within(file)
    pairs = _pair_across(pairs)
    pairs = _pair_renamed_types(pairs)
    order = {id(file): index for index, file in enumerate(files)}
    pairs.sort(key=lambda pair: (order[id(pair.new_file)], pair.symbol.line, pair.new is None))
    return _with_owner_fates(pairs)


def _pair_within(file: SourceFile) -> list[Pair]:
    owners: dict[str, str] = {}
    found: list[tuple[Symbol | None, Symbol | None]] = []
    levels = sorted({_depth(symbol) for symbol in (*file.before, *file.after) if symbol.is_container})
    for level in levels:  # outer containers first: a renamed one renames the owner of its members
        matched = _match(
            [symbol for symbol in file.before if symbol.is_container and _depth(symbol) == level],
            [symbol for symbol in file.after if symbol.is_container and _depth(symbol) == level],
            owners,
            file,
        )
        for old, new in matched:
            if old and new and old.qualified != new.qualified:
                owners[old.qualified] = new.qualified
        found += matched
    found += _match(
        [symbol for symbol in file.before if not symbol.is_container],
        [symbol for symbol in file.after if not symbol.is_container],
        owners,
        file,
    )
    return [Pair(None if _stands_beside(old, new, file) else old, new, file, file) for old, new in found]


def _stands_beside(old: Symbol | None, new: Symbol | None, file: SourceFile) -> bool:
    """Whether a function stands as it was beside the one of its name that it would be paired with: that one only came."""
    if old is None or new is None or not new.is_callable:
        return False
    if old.name != new.name or old.owner != new.owner or old.header == new.header or not old.text.strip():
        return False
    return file.whole.get(Side.NEW, "").count(old.text) > new.text.count(old.text)


def _depth(symbol: Symbol) -> int:
    return symbol.owner.count(symbol.separator) + 1 if symbol.owner else 0


def _proven(old: Symbol | None, new: Symbol | None, file: SourceFile) -> bool:
    """Whether the line that names what came or went is itself among the changed lines: otherwise the
    two sides were only parsed differently."""
    if old is None and new is not None:
        return file.new.changed.touch(new.line, new.line)
    if new is None and old is not None:
        return file.old.changed.touch(old.line, old.line)
    return True


def _match(
    before: Sequence[Symbol], after: Sequence[Symbol], owners: dict[str, str], file: SourceFile
) -> list[tuple[Symbol | None, Symbol | None]]:
    """Pair by name; identical ones first, so that overloads and `cfg` twins keep their partners."""
    waiting: defaultdict[Key, list[int]] = defaultdict(list)
    identical: defaultdict[tuple[Key, str], list[int]] = defaultdict(list)
    for index in reversed(range(len(before))):  # so that the first one is the next to pop
        key = _key(before[index], owners)
        waiting[key].append(index)
        identical[(key, before[index].text)].append(index)
    partners: dict[int, int] = {}
    taken: set[int] = set()
    for position, symbol in enumerate(after):
        twins = identical.get((_key(symbol, {}), symbol.text))
        if twins:
            partners[position] = twins.pop()
            taken.add(partners[position])
    for position, symbol in enumerate(after):
        same = waiting.get(_key(symbol, {}), [])
        while same and position not in partners:
            index = same.pop()
            if index not in taken:
                partners[position] = index
                taken.add(index)
    found: list[tuple[Symbol | None, Symbol | None]] = [
        (before[index], after[position]) for position, index in partners.items()
    ]
    removed = [s for index, s in enumerate(before) if index not in taken and _proven(s, None, file)]
    added = [s for place, s in enumerate(after) if place not in partners and _proven(None, s, file)]
    return found + _renames(removed, added, owners, file)


def _renames(
    removed: list[Symbol], added: list[Symbol], owners: dict[str, str], file: SourceFile
) -> list[tuple[Symbol | None, Symbol | None]]:
    """Pair what went with what came where they look alike, the most alike first; of those equally alike, as fields of one
    type are, those of the likest names, then the nearest."""
    gone: set[int] = set()
    come: set[int] = set()
    found: list[tuple[Symbol | None, Symbol | None]] = []
    if 0 < len(removed) <= MAX_CANDIDATES and 0 < len(added) <= MAX_CANDIDATES:
        left = [Candidate.of(symbol, file, Side.OLD) for symbol in removed]
        right = [Candidate.of(symbol, file, Side.NEW) for symbol in added]
        scored = []
        for i, old in enumerate(left):
            place = (_group(old.symbol), owners.get(old.symbol.owner, old.symbol.owner))
            for j, new in enumerate(right):
                if place == (_group(new.symbol), new.symbol.owner) and (alike := renamed_likeness(old, new)):
                    named = likeness_of_names(old.symbol.name, new.symbol.name)
                    scored.append((alike, named, -abs(i - j), -i, -j))
        for *_, left_at, right_at in sorted(scored, reverse=True):
            i, j = -left_at, -right_at
            if i not in gone and j not in come:
                gone.add(i)
                come.add(j)
                found.append((removed[i], added[j]))
    found += [(symbol, None) for i, symbol in enumerate(removed) if i not in gone]
    return found + [(None, symbol) for j, symbol in enumerate(added) if j not in come]


def _pair_across(pairs: Sequence[Pair]) -> list[Pair]:
    """Join what left one place with what came to another under the same name."""
    gone: defaultdict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in pairs:
        if pair.new is None:
            gone[_home(pair.symbol)].append(pair)
    moved: dict[int, Pair] = {}
    comparisons = 0
    waiting = [pair for pair in pairs if pair.old is None and pair.new is not None]
    for same_owner in (True, False):  # what keeps its owner has the first choice
        for pair in waiting:
            if id(pair) in moved or pair.new is None or comparisons > MAX_COMPARISONS:
                continue
            candidates = gone[_home(pair.new)]
            likely = [one for one in candidates if (one.symbol.owner == pair.new.owner) is same_owner]
            likely = likely[:MAX_CANDIDATES]
            if not likely:
                continue
            comparisons += len(likely)
            likeness, index = max((_move_likeness(one, pair), -at) for at, one in enumerate(likely))
            if likeness >= 0.5:
                best = likely[-index]
                candidates.remove(best)
                moved[id(best)] = pair
                moved[id(pair)] = Pair(best.old, pair.new, best.old_file, pair.new_file, moved=True)
    return [moved.get(id(pair), pair) for pair in pairs if not (pair.new is None and id(pair) in moved)]


def _home(symbol: Symbol) -> tuple[str, str]:
    """What is looked for elsewhere: a function that others may call there sheds the line before its name."""
    special = symbol.name.startswith("__") or not symbol.is_callable
    return _group(symbol), symbol.name if special else symbol.name.lstrip("_")


def _pair_renamed_types(pairs: list[Pair]) -> list[Pair]:
    """Join a type that left one file with the one of another name that came to another file and looks like it, and the
    members that both have."""
    gone = [pair for pair in pairs if pair.new is None and pair.symbol.is_container][:MAX_CANDIDATES]
    come = [pair for pair in pairs if pair.old is None and pair.symbol.is_container][:MAX_CANDIDATES]
    scored = sorted(
        (
            (-likeness, left, right)
            for left, one in enumerate(gone)
            for right, other in enumerate(come)
            if (likeness := _type_likeness(one, other))
        ),
    )
    joined: dict[int, Pair] = {}
    for _, left, right in scored:
        one, other = gone[left], come[right]
        if id(one) in joined or id(other) in joined:
            continue
        joined[id(one)] = joined[id(other)] = _moved(one, other)
        members = {
            (_group(pair.symbol), pair.symbol.name): pair
            for pair in pairs
            if pair.new is None and _belongs(pair, one) and id(pair) not in joined
        }
        for pair in pairs:
            if pair.old is None and _belongs(pair, other):
                was = members.pop((_group(pair.symbol), pair.symbol.name), None)
                if was is not None:
                    joined[id(was)] = joined[id(pair)] = _moved(was, pair)
    return [joined.get(id(pair), pair) for pair in pairs if not (pair.new is None and id(pair) in joined)]


def _moved(gone: Pair, come: Pair) -> Pair:
    return Pair(gone.old, come.new, gone.old_file, come.new_file, moved=True)


def _belongs(member: Pair, owner: Pair) -> bool:
    return member.symbol.owner == owner.symbol.qualified and member.new_file is owner.new_file


def _type_likeness(gone: Pair, come: Pair) -> float:
    """How much a type that went looks like one of another name that came to another file; 0 where they share no word."""
    old, new = gone.symbol, come.symbol
    if gone.new_file is come.new_file or (_group(old), old.language) != (_group(new), new.language):
        return 0.0
    bodies = lines_of(old), lines_of(new)
    common = words_of(old.name) & words_of(new.name)
    if not common or (min(map(Counter.total, bodies)) < SHORT and len(common) < LEAST_WORDS):
        return 0.0
    likeness = dice(*bodies)
    return likeness if likeness >= LIKE else 0.0


def _move_likeness(gone: Pair, come: Pair) -> float:
    old, new = gone.old, come.new
    if old is None or new is None or old.language != new.language:
        return 0.0
    if old.subject in {Subject.FIELD, Subject.VARIANT, Subject.CONSTANT}:
        same = (old.type, old.value) == (new.type, new.value) and (old.type or len(old.value) > 3)
        telling = old.subject is Subject.CONSTANT or old.owner == new.owner != ""
        return float(bool(same) and telling)
    bodies = lines_of(old), lines_of(new)
    if old.owner != new.owner and min(map(Counter.total, bodies)) < SHORT:
        return 0.0  # the same three lines in another class are its own
    return dice(*bodies)


def _with_owner_fates(pairs: Iterable[Pair]) -> list[Pair]:
    """Mark members whose container came, went or moved as a whole with it."""
    fates: dict[tuple[str, str], str] = {}
    listed = list(pairs)
    for pair in listed:
        if not pair.symbol.is_container and not pair.symbol.is_callable:
            continue
        fate = (
            "moved" if pair.moved else "added" if pair.old is None else "removed" if pair.new is None else ""
        )
        if fate:
            fates[(pair.new_file.change.path, pair.symbol.qualified)] = fate
    return [
        Pair(
            pair.old,
            pair.new,
            pair.old_file,
            pair.new_file,
            pair.moved,
            fates.get((pair.new_file.change.path, pair.symbol.owner), ""),
        )
        for pair in listed
    ]
