"""Which step gave way to which: by likeness, in order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from classifier.facts.steps.shapes import Shape, Shaped

ALIKE = 0.6  # difflib's ratio over tokens; below it two steps have nothing to do with one another
ALIKE_SHAPED = 0.4  # for two conditions, two results …
APART = frozenset({Shape.CONDITION, Shape.LOOP, Shape.RESULT, Shape.CAUGHT})
DECISIVE = frozenset({Shape.CONDITION, Shape.LOOP, Shape.RESULT, Shape.RAISED, Shape.CAUGHT})
MOST_COMPARED = 1_500  # pairs of steps in a body
MOST_TOKENS = 120
_TOKEN = re.compile(r"\w+|[^\w\s]")
Match = tuple[Shaped | None, Shaped | None]


def matched(old: Sequence[Shaped], new: Sequence[Shaped]) -> list[Match]:
    """The steps that differ: pairs of an old and a new one, then those without a partner, in order.

    Steps that stand on both sides, wherever, cancel out: they only moved.
    """
    old, new = _without_common(old, new)
    pairs: dict[int, int] = {}
    if len(old) * len(new) <= MOST_COMPARED:
        lowest = 0
        for place, one in enumerate(old):
            best = max(
                ((_likeness(one, other), -at) for at, other in enumerate(new) if at >= lowest),
                default=(0.0, 0),
            )
            if best[0] > 0:
                pairs[place] = -best[1]
                lowest = -best[1] + 1
    taken = set(pairs.values())
    found: list[Match] = [(one, new[pairs[place]]) for place, one in enumerate(old) if place in pairs]
    found += [(None, one) for place, one in enumerate(new) if place not in taken]
    found += [(one, None) for place, one in enumerate(old) if place not in pairs]
    return found


def _without_common(old: Sequence[Shaped], new: Sequence[Shaped]) -> tuple[list[Shaped], list[Shaped]]:
    before, after = (Counter(one.step.key for one in side) for side in (old, new))
    common = before & after
    return _less(old, common), _less(new, common)


def _less(side: Sequence[Shaped], common: Counter[str]) -> list[Shaped]:
    left = Counter(common)
    kept = []
    for one in side:
        if left[one.step.key] > 0:
            left[one.step.key] -= 1
        else:
            kept.append(one)
    return kept


def _likeness(old: Shaped, new: Shaped) -> float:
    """How alike two steps are, 0 where they are two things."""
    if Shape.NOTHING in (old.shape, new.shape):
        return 0.0
    if {old.shape, new.shape} & APART and old.shape is not new.shape:
        return 0.0
    same = old.shape is new.shape
    if same and old.shape is Shape.ASSIGNED and old.subject == new.subject:
        return 1.0
    least = ALIKE_SHAPED if same and old.shape in DECISIVE else ALIKE
    return _ratio(old.step.text, new.step.text, least)


def alike(before: str, after: str) -> bool:
    """Whether two texts have most of their tokens in common."""
    return _ratio(before, after, ALIKE) > 0


def _ratio(before: str, after: str, least: float) -> float:
    """difflib's ratio over tokens, 0 where it is below `least`."""
    left, right = (_TOKEN.findall(text)[:MOST_TOKENS] for text in (before, after))
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    if matcher.quick_ratio() < least:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= least else 0.0
