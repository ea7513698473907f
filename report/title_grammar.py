"""How titles are retold in a language: `locales/<language>/titles.toml`, read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from report.sentences import LOCALES, Language

OF_VERBS = frozenset(
    {"to", "from", "into", "by", "as", "over"}
)  # prepositions that mean what their verb makes of them

# What begins a clause with a verb of its own.
CLAUSES = frozenset(
    re.findall(
        r"[\w'/>-]+",
        "post per is are was were be been being has have had does do did can cannot can't could should would will must may might that "
        "which who how why because so but it they we don't doesn't isn't aren't not where whose - / -> than onto toward towards against like above below <= >= < > == !=",
    )
)
# Verbs without a pattern: what they begin cannot be said, and is no part of a noun either.
OTHER_VERBS = frozenset(
    re.findall(
        r"\w+",
        "make let ensure wire bring put give send write read note extend rely turn take keep surface activate retire provide hold gate wrap point place stub silence free complete finish finalize begin prepare "
        "continue rerun lift raise trim guard push pull strip collapse append insert reset pause resume relax tighten unblock"
        " streamline account depend fit control help match meet work drive feed initialize initialise fill populate explain describe demonstrate illustrate reflect bring stop start serve query compare evaluate measure reproduce mimic observe decide choose determine satisfy exercise",
    )
)
# What an error does to something, behind the noun that it is told of: a clause, though no verb of ours.
DOES = frozenset(
    re.findall(
        r"\w+",
        "producing failing being having getting breaking crashing blocking causing leaking hanging losing leading triggering preventing corrupting",
    )
)
NOUNS_IN_ING = frozenset(
    re.findall(r"\w+", "routing logging caching testing tracking handling loading parsing merging")
)
# What is so with another thing, and what happens, so that "on" says when.
RELATIONS = frozenset(
    re.findall(
        r"\w+",
        "compatibility conflict conflicts mismatch mismatches parity interaction interop integration race",
    )
)
EVENTS = frozenset(
    re.findall(
        r"\w+",
        "error errors failure failures mismatch mismatches exit startup shutdown timeout timeouts change changes restart disconnect oom miss hit close",
    )
)
# Words that are verbs at the beginning of a title, and seldom behind "and".
NOUNS_TOO = frozenset(
    re.findall(
        r"\w+",
        "test cache log report check run call limit cap port store track record display return pass set change load export "
        "cover forward mark route merge split lower pin bound show share register force escape throw",
    )
)


@dataclass(frozen=True, slots=True)
class Verb:
    """How a verb is said: `said` by itself, the others with the prepositions that belong to it."""

    word: str  # the first of those that are said so
    said: str  # "" where it means nothing without a preposition
    with_words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a preposition begins: as an adverbial (`at`) and as an attribute (`of`)."""

    order: int
    at: str
    of: str  # "" where it is always an adverbial


@dataclass(frozen=True, slots=True)
class Grammar:
    """How titles are retold in one language."""

    verbs: Mapping[str, Verb]  # by every form of the word
    infinitives: frozenset[str]
    nouns: Mapping[str, Verb]  # what a title without a verb ends with
    phrases: Mapping[str, Phrase]
    behind: Mapping[str, str]
    adverbs: Mapping[str, str]  # before a verb
    bring: frozenset[str]
    before_noun: Mapping[str, str]
    at_end: Mapping[str, str]

    @property
    def prepositions(self) -> frozenset[str]:
        """All words at which a phrase begins."""
        return frozenset(self.phrases) | OF_VERBS


@cache
def grammar_of(language: Language) -> Grammar | None:
    """The grammar of a language; `None` where it has none: then titles are in it already."""
    path = LOCALES / language / "titles.toml"
    if not path.exists():
        return None
    with path.open("rb") as file:
        data = tomllib.load(file)
    verbs: dict[str, Verb] = {}
    infinitives: set[str] = set()
    for one in data["verb"]:
        verb = Verb(
            one["words"][0],
            one["said"],
            {name: said for name, said in one.items() if name not in {"words", "said", "forms"}},
        )
        for word in one["words"]:
            infinitives.add(word)
            verbs.update((form, verb) for form in one.get("forms", _forms(word)))
    return Grammar(
        verbs,
        frozenset(infinitives),
        {word: verbs[one["verb"]] for one in data["noun"] for word in one["words"]},
        {
            word: Phrase(one["order"], one["at"], one.get("of", ""))
            for one in data["at"].values()
            for word in one["words"]
        },
        data["behind"],
        {word: said for said, words in data["adverb"].items() for word in words},
        frozenset(form for word in data["bring"] for form in _forms(word)),
        {word: said for said, words in data["before-noun"].items() for word in words},
        {word: said for said, words in data["noun-at-end"].items() for word in words},
    )


def _forms(word: str) -> Iterator[str]:
    """The forms that titles use of a verb.

    >>> sorted(_forms("drop"))
    ['drop', 'dropped', 'dropping', 'drops']
    """
    first, gap, rest = word.partition(" ")
    if gap:
        yield from (f"{form} {rest}" for form in _forms(first))
        return
    stem = word.removesuffix("e")
    if re.search(r"[^aeiou][aeiou][bdgmnpt]$", word) and word != "limit":
        stem = word + word[-1]
    yield word
    if word.endswith("y") and word[-2] not in "aeiou":
        yield from (word[:-1] + "ies", word[:-1] + "ied", word + "ing")
        return
    yield word + ("es" if word.endswith(("ss", "x", "ch", "sh")) else "s")
    yield stem + "ed"
    yield stem + "ing"
