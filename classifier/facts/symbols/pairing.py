"""Which declaration on the old side is which on the new: by name, then by likeness (renamed), then
across places (moved)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from classifier.facts.interface import Subject
from classifier.facts.symbols.model import Symbol
from classifier.facts.symbols.sources import Run, SourceFile
from history.briefs import Side

MAX_CANDIDATES = 64  # unpaired declarations on either side that are still compared one by one
LIKE = 0.6  # share of common lines from which two bodies count as the same one


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
            file.runs,
        )
        for old, new in matched:
            if old and new and old.qualified != new.qualified:
                owners[old.qualified] = new.qualified
        found += matched
    found += _match(
        [symbol for symbol in file.before if not symbol.is_container],
        [symbol for symbol in file.after if not symbol.is_container],
        owners,
        file.runs,
    )
    return [Pair(old, new, file, file) for old, new in found if _proven(old, new, file)]


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
    before: Sequence[Symbol], after: Sequence[Symbol], owners: dict[str, str], runs: Sequence[Run]
) -> list[tuple[Symbol | None, Symbol | None]]:
    waiting: defaultdict[Key, list[Symbol]] = defaultdict(list)
    for symbol in before:
        waiting[_key(symbol, owners)].append(symbol)
    found: list[tuple[Symbol | None, Symbol | None]] = []
    added: list[Symbol] = []
    later: list[Symbol] = []
    for symbol in after:  # identical ones first, so that overloads and `cfg` twins keep their partners
        same = waiting.get(_key(symbol, {}), [])
        twin = next((item for item in same if item.text == symbol.text), None)
        if twin is None:
            later.append(symbol)
        else:
            same.remove(twin)
            found.append((twin, symbol))
    for symbol in later:
        same = waiting.get(_key(symbol, {}), [])
        if same:
            found.append((same.pop(0), symbol))
        else:
            added.append(symbol)
    removed = [symbol for group in waiting.values() for symbol in group]
    removed.sort(key=lambda symbol: symbol.line)
    return found + _renames(removed, added, owners, runs)


def _renames(
    removed: list[Symbol], added: list[Symbol], owners: dict[str, str], runs: Sequence[Run]
) -> list[tuple[Symbol | None, Symbol | None]]:
    found: list[tuple[Symbol | None, Symbol | None]] = []
    if len(removed) <= MAX_CANDIDATES and len(added) <= MAX_CANDIDATES:
        scored = []
        for i, old in enumerate(removed):
            for j, new in enumerate(added):
                same_place = (_group(old), owners.get(old.owner, old.owner)) == (_group(new), new.owner)
                likeness = _likeness(old, new, runs) if same_place else 0.0
                if likeness:
                    scored.append((-likeness, abs(i - j), i, j))
        gone: set[int] = set()
        come: set[int] = set()
        for _, _, i, j in sorted(scored):
            if i not in gone and j not in come:
                gone.add(i)
                come.add(j)
                found.append((removed[i], added[j]))
        removed = [symbol for i, symbol in enumerate(removed) if i not in gone]
        added = [symbol for j, symbol in enumerate(added) if j not in come]
    return found + [(symbol, None) for symbol in removed] + [(None, symbol) for symbol in added]


_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def _share_a_word(left: str, right: str) -> bool:
    return bool({w.lower() for w in _WORDS.findall(left)} & {w.lower() for w in _WORDS.findall(right)})


def _run(line: int, runs: Sequence[Run], old: bool) -> int:
    for index, run in enumerate(runs):
        first, stop = run.old if old else run.new
        if first <= line < stop:
            return index
    return -1


def _likeness(old: Symbol, new: Symbol, runs: Sequence[Run]) -> float:
    """How much a removed and an added declaration look like one that was renamed, 0 for not at all."""
    same_run = _run(old.line, runs, old=True) == _run(new.line, runs, old=False) != -1
    if old.is_callable or old.is_container:
        likeness = similarity(old, new)
        if likeness >= LIKE:
            return likeness
        signature = [(item.name, item.type) for item in old.parameters]
        same_signature = signature == [(item.name, item.type) for item in new.parameters]
        if same_run and same_signature and old.parameters and _share_a_word(old.name, new.name):
            return 0.1 + likeness / 2
        return 0.0
    same_meaning = (old.type, old.value) == (new.type, new.value)
    if same_run and same_meaning and _share_a_word(old.name, new.name):
        return 0.5
    return 0.0


def similarity(old: Symbol, new: Symbol) -> float:
    """The share of lines, their own names masked and blanks aside, that two declarations have in
    common (Dice's coefficient on the multisets of lines); 0 for bodies too short to tell."""
    left, right = _lines(old), _lines(new)
    total = sum(left.values()) + sum(right.values())
    if min(sum(left.values()), sum(right.values())) < 3 and left != right:
        return 0.0
    return 2 * sum((left & right).values()) / total if total else 0.0


def _lines(symbol: Symbol) -> Counter[str]:
    masked = re.sub(rf"\b{re.escape(symbol.name)}\b", "\0", symbol.text)
    return Counter(line for raw in masked.split("\n") if len(line := raw.strip()) > 1)


def _pair_across(pairs: Sequence[Pair]) -> list[Pair]:
    """Join what left one place with what came to another under the same name."""
    gone: defaultdict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in pairs:
        if pair.new is None:
            gone[(_group(pair.symbol), pair.symbol.name)].append(pair)
    moved: dict[int, Pair] = {}
    for pair in pairs:
        if pair.old is not None or pair.new is None:
            continue
        candidates = gone.get((_group(pair.new), pair.new.name), [])[:MAX_CANDIDATES]
        best = max(candidates, key=lambda item: _move_likeness(item, pair), default=None)
        if best is not None and _move_likeness(best, pair) >= 0.5:
            gone[(_group(pair.new), pair.new.name)].remove(best)
            moved[id(best)] = pair
            moved[id(pair)] = Pair(best.old, pair.new, best.old_file, pair.new_file, moved=True)
    return [moved.get(id(pair), pair) for pair in pairs if not (pair.new is None and id(pair) in moved)]


def _move_likeness(gone: Pair, come: Pair) -> float:
    old, new = gone.old, come.new
    if old is None or new is None or old.language != new.language:
        return 0.0
    if old.subject in {Subject.FIELD, Subject.VARIANT, Subject.CONSTANT}:
        same = (old.type, old.value) == (new.type, new.value) and (old.type or len(old.value) > 3)
        telling = old.subject is Subject.CONSTANT or old.owner == new.owner != ""
        return float(bool(same) and telling)
    return similarity(old, new)


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
