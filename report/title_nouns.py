"""Nouns of a title in the language of the report: the words that it knows in its own, the others as the author wrote them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from report.title_doubts import has_predicate, is_no_noun
from report.title_grammar import DOES, NOUNS_IN_ING, Grammar

MOST_WORDS = 12  # of one phrase
ONLY_LAST = frozenset({"support", "default", "defaults"})  # before another noun they are no such thing
ARTICLES = frozenset({"a", "an", "the"})
_CODE = re.compile(
    r"--[a-z][\w-]+|\w*[A-Za-z0-9]_\w+|_\w+|[\w.:]+\(\)|\w+(?:::\w+)+"
    r"|[\w/-]+\.(?:py|rs|go|md|ya?ml|toml|sh|json|ts|js|tsx|cpp|cu|h)"
)


class UnknownTitleError(Exception):
    """The title does not follow the grammar."""


def is_doing(word: str, grammar: Grammar) -> bool:
    small = word.lower()
    return small.endswith("ing") and small in grammar.verbs and small not in NOUNS_IN_ING


def noun(words: Sequence[str], grammar: Grammar) -> str:
    """A noun with what describes it: of words that the language knows its own, of others the author's."""
    if len(words) > 1 and words[0].endswith("ing") and words[1].lower() in ARTICLES:
        raise UnknownTitleError  # something is done to a thing
    words = [word for word in words if word.lower() not in ARTICLES and not word.startswith("(")]
    if not words or len(words) > MOST_WORDS:
        raise UnknownTitleError
    if is_no_noun(words) or any(is_doing(word, grammar) or word.lower() in DOES for word in words[1:-1]):
        raise UnknownTitleError  # who does it, or is it what is done?
    small = [word.lower() for word in words]
    if "of" in small[1:-1] and not {",", "and", "or"} & {*small[: small.index("of")]}:
        place = small.index("of", 1)
        if place + 2 < len(small) and small[place + 1].endswith("ing") and small[place + 1] in grammar.verbs:
            raise UnknownTitleError
        return f"{noun(words[place + 1 :], grammar)}{grammar.behind['of']} {noun(words[:place], grammar)}"
    for place, word in enumerate(words):
        joins = word.lower()
        if joins in {"and", "or", ",", "&", "+"} and 0 < place < len(words) - 1:
            mark = grammar.behind["," if joins == "," else "or" if joins == "or" else "joins"]
            rest = words[place + 1 :]
            if joins == "," and rest[0].lower() in {"and", "or"}:
                return f"{noun(words[:place], grammar)}{_joined(rest, grammar)}"
            return f"{noun(words[:place], grammar)}{mark}{noun(rest, grammar)}"
    before = ""
    while len(words) > 1 and words[0].lower() in grammar.before_noun:
        before += grammar.before_noun[words[0].lower()]
        words = words[1:]
    own, tail = _tail(words, grammar)
    if has_predicate(own):
        raise UnknownTitleError
    return f"{before}{names(own)} {tail}" if tail else before + names(own)


def _tail(words: Sequence[str], grammar: Grammar) -> tuple[Sequence[str], str]:
    """The words that are the author's, and what the language calls those at their end, one after the other."""
    ends = " ".join(words[-2:]).lower() in grammar.at_end
    tail, named = "", len(words) > 1 and all(word[:1].isupper() for word in words[-2:])
    while words and (ends or not named):
        many = 2 if len(words) > 1 and " ".join(words[-2:]).lower() in grammar.at_end else 1
        name = grammar.at_end.get(" ".join(words[-many:]).lower())
        if name is None or (tail and (not words[-1].islower() or words[-1] in ONLY_LAST)):
            break
        tail, words = name + tail, words[:-many]
    return words, tail


def _joined(rest: Sequence[str], grammar: Grammar) -> str:
    mark = grammar.behind["or" if rest[0].lower() == "or" else "joins"]
    return f"{mark}{noun(rest[1:], grammar)}"


def names(words: Sequence[str]) -> str:
    return " ".join(f"`{word}`" if _CODE.fullmatch(word) else word for word in words)
