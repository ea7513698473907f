"""Which of the rules for types could match a commit at all.

Most rules ask for a word of the title, a declared type or a kind of file. Such things are a commit's traits: they are
told once, and only the rules that need one of them, or none, are asked. A rule that is passed over could not have
matched, so that the types are the same, for a third of the time.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from classifier.message.patterns import RUNNING_CHARACTER
from classifier.paths import Role
from classifier.types.type_rule import Condition, TypeRule

Trait = tuple[str, str]

_WORD = re.compile(r"\w+")


def words_of(text: str) -> frozenset[Trait]:
    """The words of a text in lower case; of scripts that run on without blanks, the characters."""
    if not text.isascii():
        text = RUNNING_CHARACTER.sub(r" \g<0> ", text)
    return frozenset(("word", word) for word in _WORD.findall(text))


def traits(key: str, values: Iterable[str]) -> frozenset[Trait]:
    """Values of one key as traits, whatever their case."""
    return frozenset((key, value.lower()) for value in values)


def _first_words(phrases: Sequence[str]) -> frozenset[Trait] | None:
    """A word of each phrase: where the phrase stands, the word does. `None` if one has no word."""
    found = [RUNNING_CHARACTER.search(phrase) or _WORD.search(phrase.lower()) for phrase in phrases]
    return None if None in found else frozenset(("word", match[0]) for match in found if match)


def _roles(roles: Sequence[Role]) -> frozenset[Trait]:
    return traits("role", roles)


_NEEDED: Mapping[str, Callable[[Condition], frozenset[Trait] | None]] = {
    "convention": lambda asked: traits("convention", asked.convention),
    "declared": lambda asked: traits("declared", asked.declared),
    "tags": lambda asked: traits("tag", asked.tags),
    "areas": lambda asked: traits("area", asked.areas),
    "emoji": lambda asked: traits("emoji", asked.emoji),
    "first": lambda asked: _first_words(asked.first),
    "last": lambda asked: _first_words(asked.last),
    "words": lambda asked: _first_words(asked.words),
    "labels": lambda _: frozenset({LABELLED}),
    "only": lambda asked: _roles(asked.only),
    "touches": lambda asked: _roles(asked.touches),
    "mostly": lambda asked: _roles(asked.mostly),
}
LABELLED: Trait = ("labelled", "")


def needed(condition: Condition) -> frozenset[Trait] | None:
    """Traits of which a commit has at least one where the condition holds; `None` if it may have none."""
    for key in condition.keys:
        if key in _NEEDED and (found := _NEEDED[key](condition)) is not None:
            return found
    return None


class Screen:
    """The rules by what they need."""

    def __init__(self, rules: Sequence[TypeRule]) -> None:
        self._rules = rules
        by_trait: dict[Trait, list[int]] = defaultdict(list)
        always = []
        for place, rule in enumerate(rules):
            wanted = needed(rule.when)
            if wanted is None:
                always.append(place)
            for trait in wanted or ():
                by_trait[trait].append(place)
        self._by_trait = {trait: tuple(places) for trait, places in by_trait.items()}
        self._always = tuple(always)

    def passed(self, found: Iterable[Trait]) -> list[TypeRule]:
        """The rules that a commit with these traits could match, in their order."""
        places = set(self._always)
        for trait in found:
            places.update(self._by_trait.get(trait, ()))
        return [self._rules[place] for place in sorted(places)]
