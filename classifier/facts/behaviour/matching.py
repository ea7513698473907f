"""Which step before is which step after: unchanged ones first, then those that are the same, then those alike."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from classifier.facts.behaviour.model import Kind, Step

MOST_COMPARED = 4000  # pairs of changed steps of one kind
ALIKE = 0.5  # share of tokens in common
_OF_EVERY_CONDITION = frozenset(
    {"self", "this", "cls", "not", "is", "and", "or", "in", "None", "nil", "null", "nullptr", "undefined", "len", "True", "False"}
    | {"true", "false", "assert", "if", "let", "Some", "isinstance", "hasattr", "getattr", "str", "int", "is_some", "is_none"}
    | {"is_empty", "mut", "typeof", "size", "empty", "std"}
)  # fmt: skip
ALIKE_IN_PLACE = 0.3  # where the steps around are partners too
_TOKEN = re.compile(r"\w+|[^\w\s]")
_NAME = re.compile(r"[A-Za-z_]\w*")
_STANDING = re.compile(r"(?<![.\w])[A-Za-z_]\w*(?!\w)(?! ?=(?!=))")  # no attribute, no name of an argument
_BINDS = frozenset({Kind.LOOP, Kind.WITH, Kind.CATCH})
NO_PARAMETERS: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
_PLACED = frozenset({Kind.RETURN, Kind.RAISE, Kind.CATCH, Kind.IF, Kind.ASSIGN})


@dataclass(slots=True)
class Alignment:
    """Partners of steps, in both directions, and which of them are the same to the letter."""

    partner: dict[Step, Step] = field(default_factory=dict)
    same: set[Step] = field(default_factory=set)

    def join(self, old: Step, new: Step, *, same: bool) -> None:
        """Make two steps partners."""
        self.partner[old], self.partner[new] = new, old
        if same:
            self.same.update((old, new))

    def in_place(self, old: Step, new: Step) -> bool:
        """Whether two steps stand in the same branch of steps that are partners."""
        if (old.parent is None) != (new.parent is None):
            return False
        if old.parent is None or new.parent is None:
            return True
        return old.branch == new.branch and self.partner.get(old.parent) is new.parent


def aligned(
    old: Sequence[Step],
    new: Sequence[Step],
    parameters: tuple[frozenset[str], frozenset[str]] = NO_PARAMETERS,
) -> Alignment:
    """Partners for the steps of a body before and after; `parameters` are the names that it takes."""
    found = Alignment()
    _in_order(found, [one for one in old if not one.touched], [one for one in new if not one.touched])
    _in_order(found, *_left(found, old, new))
    _anywhere(found, *_left(found, old, new))
    _alike(found, *_left(found, old, new))
    _renamed(found, old, new, parameters)
    _through_locals(found, old, new)
    return found


def _through_locals(found: Alignment, old: Sequence[Step], new: Sequence[Step]) -> None:
    """Make the same what differs only by a new local name for an expression, or by one that is gone."""
    came, went = (_introduced(found, steps) for steps in (new, old))
    for one in old:
        other = found.partner.get(one)
        if other is None or one in found.same:
            continue
        before, after = written_out(one.text, went), written_out(other.text, came)
        if (before, after) != (one.text, other.text) and "".join(before.split()) == "".join(after.split()):
            found.same.update((one, other))


def _introduced(found: Alignment, steps: Sequence[Step]) -> dict[str, str]:
    """Local names that one side alone has, each with the expression that it stands for: the first that asks for something,
    where it is given several."""
    names: dict[str, str] = {}
    for step in steps:
        if step.kind is Kind.ASSIGN and step not in found.partner and _NAME.fullmatch(step.word):
            given = step.text.partition("=")[2].strip().rstrip(";")
            if "(" not in names.get(step.word, ""):
                names[step.word] = given
    return names


def written_out(text: str, names: Mapping[str, str]) -> str:
    """A text with the expressions that local names stand for in their place."""
    return _STANDING.sub(lambda match: names.get(match.group(), match.group()), text) if names else text


def _renamed(
    found: Alignment,
    old: Sequence[Step],
    new: Sequence[Step],
    parameters: tuple[frozenset[str], frozenset[str]],
) -> None:
    """Make the same what differs only by local names that gave way to one another everywhere in the body."""
    own = parameters[0] | _locals(old), parameters[1] | _locals(new)
    pairs = [(one, found.partner[one]) for one in old if one in found.partner and one not in found.same]
    before, after = (
        Counter(name for step in steps for name in _NAME.findall(step.text)) for steps in (old, new)
    )
    names: dict[str, str] = {}
    for one, other in pairs:
        left, right = _TOKEN.findall(one.text), _TOKEN.findall(other.text)
        if len(left) != len(right):
            continue
        for was, now in zip(left, right, strict=True):
            if was != now and was in own[0] and now in own[1] and was not in after and now not in before:
                names.setdefault(was, now)
    if names:
        make_same(found, names)


def exchanged_names(found: Alignment, new: Iterable[Step]) -> Iterator[tuple[tuple[str, str], Step]]:
    """Yield each name that stands in the place of another one, with the step of the `new` ones, where nothing else of that
    differs but names."""
    for step in new:
        old = found.partner.get(step)
        if old is None or step in found.same or not step.touched:
            continue
        left, right = _TOKEN.findall(old.text), _TOKEN.findall(step.text)
        if len(left) == len(right):
            for was, now in dict.fromkeys(zip(left, right, strict=True)):
                if was != now and _NAME.fullmatch(was) and _NAME.fullmatch(now):
                    yield (was, now), step


def make_same(found: Alignment, names: Mapping[str, str]) -> None:
    """Make the same what differs by these names only."""
    for new, old in found.partner.items():
        if new not in found.same and [
            names.get(token, token) for token in _TOKEN.findall(old.text)
        ] == _TOKEN.findall(new.text):
            found.same.update((old, new))


def _locals(steps: Iterable[Step]) -> set[str]:
    """The names that some steps give values to."""
    return {
        name
        for step in steps
        for text in ([step.word] if step.kind is Kind.ASSIGN else [step.text] if step.kind in _BINDS else [])
        if "." not in text or step.kind in _BINDS
        for name in _NAME.findall(text)
    }


def _left(found: Alignment, old: Iterable[Step], new: Iterable[Step]) -> tuple[list[Step], list[Step]]:
    return [one for one in old if one not in found.partner], [one for one in new if one not in found.partner]


def _in_order(found: Alignment, old: Sequence[Step], new: Sequence[Step]) -> None:
    left, right = [one.key for one in old], [one.key for one in new]
    if left == right:
        for one, other in zip(old, new, strict=True):
            found.join(one, other, same=True)
        return
    for block in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
        for offset in range(block.size):
            found.join(old[block.a + offset], new[block.b + offset], same=True)


def _anywhere(found: Alignment, old: Sequence[Step], new: Sequence[Step]) -> None:
    waiting: defaultdict[str, list[Step]] = defaultdict(list)
    for one in reversed(old):
        waiting[one.key].append(one)
    for other in new:
        if waiting[other.key]:
            found.join(waiting[other.key].pop(), other, same=True)


def _alike(found: Alignment, old: Sequence[Step], new: Sequence[Step]) -> None:
    """Pair what is left, the likest first; steps around before steps inside, which profit by it."""
    by_kind: defaultdict[Kind, tuple[list[Step], list[Step]]] = defaultdict(lambda: ([], []))
    for side, steps in enumerate((old, new)):
        for step in steps:
            by_kind[step.kind][side].append(step)
    tokens = {step: Counter(_TOKEN.findall(step.text)) for step in (*old, *new)}
    for kind in Kind:  # holders of other steps come first in the enumeration
        left, right = by_kind[kind]
        if not left or not right or len(left) * len(right) > MOST_COMPARED:
            continue
        ranked = sorted(
            (
                (-_likeness(one, other, tokens, found), place, at)
                for place, one in enumerate(left)
                for at, other in enumerate(right)
            ),
        )
        for score, place, at in ranked:
            one, other = left[place], right[at]
            if one in found.partner or other in found.partner:
                continue
            placed = kind in _PLACED and found.in_place(one, other)
            if -score >= (ALIKE_IN_PLACE if placed else ALIKE):
                found.join(one, other, same=False)


def _likeness(one: Step, other: Step, tokens: dict[Step, Counter[str]], found: Alignment) -> float:
    left, right = tokens[one], tokens[other]
    total = left.total() + right.total()
    score = 2 * (left & right).total() / total if total else 1.0
    if one.kind in (Kind.IF, Kind.ASSERT) and not names_asked(one.text) & names_asked(other.text):
        score = 0.0  # two questions about nothing in common
    if one.kind is Kind.ASSIGN:
        if one.word == other.word:
            score = max(score, ALIKE) + 0.2
        elif _given(one) != _given(other):
            return 0.0  # another thing is given another value
    if one.kind is Kind.CALL and one.word:
        score = score + 0.1 if one.word == other.word else score * _same_arguments(one, other)
    if one.kind is Kind.IF:  # two conditions that lead to different things have little to do with one another
        inside, beside = _inside(one), _inside(other)
        whole = inside.total() + beside.total()
        inner = 2 * (inside & beside).total() / whole if whole else 0
        score = 0.6 * score + 0.4 * inner if score >= ALIKE_IN_PLACE or inner > 0.9 else 0.0
    if found.in_place(one, other):
        score += 0.1
        if one.kind is Kind.RETURN:
            score += 0.2
    return score


def names_asked(text: str) -> set[str]:
    """The names that a condition is about, without what every condition is made of."""
    return set(_NAME.findall(text)) - _OF_EVERY_CONDITION


def _same_arguments(one: Step, other: Step) -> float:
    """1 where two calls of different functions are given much the same, else less."""
    left, right = (Counter(_TOKEN.findall(step.text.partition("(")[2].rstrip(")"))) for step in (one, other))
    total = left.total() + right.total()
    return 1.0 if not total or 2 * (left & right).total() / total >= ALIKE else 0.5


def _given(step: Step) -> str:
    """What an assignment gives."""
    return "".join(step.text.split()).partition("=")[2]


def _inside(step: Step) -> Counter[str]:
    return Counter(token for child in step.within("then") for token in _TOKEN.findall(child.text))
