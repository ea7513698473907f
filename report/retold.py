"""Titles in the language of the report: what an author says that a commit does, said again where the report is in another
language than the title.

`locales/<language>/titles.toml` holds how: verbs with their patterns, phrases that a preposition begins, and the words that
stand before and at the end of a noun. A language without one retells nothing. Names and words that are not in it stay as the
author wrote them; a title that does not follow the grammar is not retold at all, for half a sentence would mislead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from report.inline import Inline, plain
from report.section_tree import Sentence
from report.sentences import Language
from report.text import clean, spans
from report.title_grammar import (
    CLAUSES,
    DOES,
    EVENTS,
    NOUNS_IN_ING,
    NOUNS_TOO,
    OTHER_VERBS,
    RELATIONS,
    Grammar,
    Phrase,
    Verb,
    grammar_of,
)

RETOLD = "title-retold"  # the rule of such a sentence
AS_MUCH = 0.9  # of the words of a title
LEAST_WORDS = 3  # of a title: "Update docs" says no more in another language
LONGEST = 110  # characters of a title
MOST_WORDS = 12  # of one phrase
_TOKEN = re.compile(r"`[^`]*`[^\s,;]*|\([^()]*\)|[^\s,;{]*\{[^{}]*\}|\"[^\"]*\"|'[^']*'|[^\s,;]+|[,;]")
_ENDED = re.compile(r"(?:[.!]+|\s+\[[\w -]*\]|\s*\(\d+/[\dNn]+\))+$")
_TICKET = re.compile(r"[A-Z]{2,}-\d+\s*[:-]?\s+")
_LISTED = re.compile(r"(?<=\w): [^:]*,[^:]*$")  # what is done to, one by one
_VERSION = re.compile(r"v?\d+(?:\.\d+)+")
_SENTENCES = re.compile(r"[\w)][.!?:] |\bwith \d+ updates|…|\.\.\.")
_CODE = re.compile(
    r"--[a-z][\w-]+|\w*[A-Za-z0-9]_\w+|_\w+|[\w.:]+\(\)|\w+(?:::\w+)+"
    r"|[\w/-]+\.(?:py|rs|go|md|ya?ml|toml|sh|json|ts|js|tsx|cpp|cu|h)"
)
_HAN_AND_LATIN = re.compile(
    r"(?<=[\u3400-\u9fff])(?=[A-Za-z0-9`@#\"(\[-])|(?<=[A-Za-z0-9`)\"\]+%])(?=[\u3400-\u9fff])"
)
_SPACES = re.compile(r"(?<=[\u3400-\u9fff，、]) +(?=[\u3400-\u9fff，、])|(?<=[，、]) +| +(?=[，、])|(?<= ) +")
_AFTERTHOUGHT = re.compile(r"(?:,|\w+ly) \w+ing\b|(?:al|ive|ent|ous)ly$")
STEM = 5  # letters by which words are told apart
_WORD = re.compile(r"[A-Za-z]{3,}")
_NAME = re.compile(r"\w*[a-z0-9][A-Z]\w*|\w*\d\.\w[\w.]*|\w+_\w+|--[\w-]+")
_OF_NAMES = (
    "summary-removed",
    "summary-renamed",
    "summary-bumped",
    "summary-added",
    "summary-moved",
    "summary-exchanged",
)
FEW = 3  # words of a title, the verb among them
_ARTICLES = frozenset({"a", "an", "the"})


_OF_SEVERAL_WORDS = frozenset({"instead of", "rather than", "out of", "in favor of", "outside of"})


@dataclass(slots=True)
class _Clause:
    """A verb with what belongs to it."""

    verb: Verb
    what: list[str] = field(default_factory=list)
    phrases: list[tuple[str, list[str]]] = field(default_factory=list)
    behind: list[str] = field(default_factory=list)
    by_default: bool = False


# What begins with a quality and not with what was done: "Fused kernels for tall kilns".
_QUALITY = re.compile(
    r"(?:fused|unified|shared|cached|batched|merged|combined|distributed|nested)\b", re.IGNORECASE
)
# What is left of an English clause in a phrase that was taken for a name: half a translation is worse than the title.
_LEFT_OVER = re.compile(
    r"(?<![\w.`-])(?:until|based|following|while|when|where|that|which|whose|if|is|are|was|were|be|by|with|without|of|to|for|in|on|at"
    r"|from|into|than|as|not|it|its|their|this|these)(?![\w.`-])|\bper-\w+(?=，|$)"
)
_ENGLISH = re.compile(r"(?<![\w.`/-])[a-z]+(?: [a-z]+)+(?![\w.`/-])")
MOST_ENGLISH = 3  # common words on end that may be left in a title


class _UnknownError(Exception):
    """The title does not follow the grammar."""


def retold(claim: str, language: Language) -> tuple[Inline, ...]:
    """What a title says, without its type and tags, in the language of the report; empty where it cannot be said."""
    grammar = grammar_of(language)
    text = _ENDED.sub("", _LISTED.sub("", clean(claim))).strip()
    ticket = _TICKET.match(text)
    if grammar and ticket and text[ticket.end() :].partition(" ")[0].lower() in grammar.verbs:
        text = text[ticket.end() :]
    tokens = _TOKEN.findall(text) if len(text) <= LONGEST and text.isascii() else []
    if grammar is None or len(tokens) < LEAST_WORDS or _SENTENCES.search(text) or _QUALITY.match(text):
        return ()
    try:
        said = _said(tokens, grammar)
    except _UnknownError:
        return ()
    if (
        _LEFT_OVER.search(said)
        or _is_half(said)
        or said.count(grammar.behind["purpose"].partition("{")[0]) > 1
    ):
        return ()
    said = _SPACES.sub("", _HAN_AND_LATIN.sub(" ", said)).strip()
    return () if _is_half(said) else tuple(spans(f"{said}{grammar.behind['ends']}"))


def _is_half(said: str) -> bool:
    """Whether so much of the title's own language is left that it is neither: a string of common words."""
    bare = re.sub(r"`[^`]*`", "`", said)
    return any(len(run.split()) > MOST_ENGLISH for run in _ENGLISH.findall(bare))


def says_as_much(first: Sentence, claim: str) -> bool:
    """Whether a sentence says what the title says: it has nearly all its words, or it says of the same names that they came,
    went, moved or got another version."""
    told = plain(first.words)
    said = {word.lower()[:STEM] for word in _WORD.findall(told)}
    verb, *own = [word.lower()[:STEM] for word in _WORD.findall(claim) if word.lower() not in _ARTICLES] or [
        ""
    ]
    if len({verb, *own} & said) >= AS_MUCH * len({verb, *own}):
        return True
    unsaid = {*own} - said
    names = _NAME.findall(claim)
    return first.key.startswith(_OF_NAMES) and (
        not unsaid or (len(unsaid) < FEW and bool(names) and all(name in told for name in names))
    )


def _said(tokens: Sequence[str], grammar: Grammar) -> str:
    """Verb by verb; raises `_UnknownError`."""
    parts = list(_by_verbs(tokens, grammar))
    first, *others = [_clause(part, grammar) for part in parts]
    return first + "".join(grammar.behind["and"].replace("{words}", one) for one in others)


def _by_verbs(tokens: Sequence[str], grammar: Grammar) -> Iterator[Sequence[str]]:
    """The tokens, parted where another verb follows a conjunction or a comma."""
    begins, at = 0, 0
    while at < len(tokens):
        joins = 0
        while at + joins < len(tokens) and tokens[at + joins].lower() in {",", ";", "and", "+", "&"}:
            joins += 1
        if joins and at > begins and at + joins < len(tokens):
            if _is_verb(tokens, at + joins, grammar):
                yield tokens[begins:at]
                begins = at + joins
            elif tokens[at + joins].lower() in grammar.infinitives - NOUNS_TOO and _leads(tokens, at + joins):
                raise _UnknownError  # it is about what stands before it: "remove X and replace with Y"
        at += max(1, joins)
    yield tokens[begins:]


def _leads(tokens: Sequence[str], at: int) -> bool:
    """Whether "with" or "by" stands behind a word, as behind a verb whose object is known."""
    return at + 1 < len(tokens) and tokens[at + 1].lower() in {"with", "by"}


def _is_verb(tokens: Sequence[str], at: int, grammar: Grammar) -> bool:
    """Whether a word is a verb in its plain form with something behind it that is no conjunction or preposition."""
    following = tokens[at + 1].lower() if at + 1 < len(tokens) else ","
    word = tokens[at].lower()
    if word in OTHER_VERBS:
        raise _UnknownError
    known = word in grammar.infinitives and word not in NOUNS_TOO
    return known and following not in {",", ";", "and", "or", "for", "in", "on", "of", "with"}


def _clause(tokens: Sequence[str], grammar: Grammar) -> str:
    """A verb with all that belongs to it; raises `_UnknownError`."""
    words = [one.lower() for one in tokens[:2]]
    if words and (
        words[0] == "let's"
        or words[0] == "further"
        or (words[0].endswith("ly") and words[0] not in grammar.verbs)
    ):
        return _clause(tokens[1:], grammar)
    if words[:1] in (["don't"], ["stop"], ["never"]) or words == ["do", "not"]:
        return _negated(tokens[2 if words[0] == "do" else 1 :], grammar)
    for many in (4, 3, 2, 1):
        verb = grammar.verbs.get(" ".join(tokens[:many]).lower())
        if verb is not None and len(tokens) > many:
            return _told(verb, tokens[many:], words[0] in grammar.bring, grammar)
    return _worded(_verbless(tokens, grammar), grammar)


def _negated(tokens: Sequence[str], grammar: Grammar) -> str:
    verb = grammar.verbs.get(tokens[0].lower()) if len(tokens) > 1 else None
    if verb is None:
        raise _UnknownError
    if "not" in verb.with_words:
        return _worded(_parsed(Verb(verb.with_words["not"], {}), tokens[1:], grammar), grammar)
    return grammar.behind["not"].replace("{words}", _clause(tokens, grammar))


def _told(verb: Verb, rest: Sequence[str], brings: bool, grammar: Grammar) -> str:
    if rest[0].lower() in grammar.prepositions or rest[0].lower() in {"and", "or", "&", ",", "/"}:
        raise _UnknownError
    if brings and (said := _support(rest, grammar)) is not None:
        return said
    if _is_doing(rest[0], grammar):
        doing = _clause(rest, grammar)
        return verb.said.replace("{what}", doing).replace("{at}", "").replace("{of}", "")
    return _worded(_parsed(verb, rest, grammar), grammar)


def _support(tokens: Sequence[str], grammar: Grammar) -> str | None:
    """Support that is added is what is supported; `None` where what is added is no support."""
    try:
        found = _verbless(tokens, grammar)
    except _UnknownError:
        return None
    return _worded(found, grammar) if found.verb is grammar.nouns.get("support") else None


def _verbless(tokens: Sequence[str], grammar: Grammar) -> _Clause:
    """A noun that says what is done with what stands before it: "float8 support for kilns"."""
    cut = next(
        (place for place, one in enumerate(tokens) if one.lower() in grammar.prepositions), len(tokens)
    )
    verb = grammar.nouns.get(tokens[cut - 1].lower()) if cut > 1 else None
    if verb is None:
        raise _UnknownError
    if any(word.lower() in grammar.infinitives - NOUNS_TOO for word in tokens[: cut - 1]):
        raise _UnknownError
    return _parsed(verb, [*tokens[: cut - 1], *tokens[cut:]], grammar)


def _parsed(verb: Verb, tokens: Sequence[str], grammar: Grammar) -> _Clause:
    """What belongs to a verb, at its prepositions."""
    found = _Clause(verb)
    words, at = found.what, 0
    while at < len(tokens):
        one, two = tokens[at].lower(), " ".join(tokens[at : at + 2]).lower()
        if two == "by default":
            found.by_default, at = True, at + 2
        elif (many := _longer(tokens, at)) > 0:
            words = []
            found.phrases.append(("-".join(tokens[at : at + many]).lower(), words))
            at += many
        elif one == "to" and at + 1 < len(tokens) and _is_verb(tokens, at + 1, grammar):
            purpose = _said(tokens[at + 1 :], grammar)
            found.behind.append(grammar.behind["purpose"].replace("{words}", purpose))
            return found
        elif one == "by" and at + 1 < len(tokens) and tokens[at + 1].lower().endswith("ing"):
            found.behind.append(grammar.behind["by"].replace("{words}", _clause(tokens[at + 1 :], grammar)))
            return found
        elif (
            one in grammar.phrases
            and found.what
            and at + 2 < len(tokens)
            and _is_doing(tokens[at + 1], grammar)
        ):
            found.phrases.append((one, list(tokens[at + 1 :])))
            return found
        elif one in grammar.phrases and grammar.phrases[one].order == 0 and found.what:
            rest = tokens[at + 1 :]  # of which further phrases are parts
            if CLAUSES & {word.lower() for word in rest} or _longer_in(rest):
                raise _UnknownError
            found.phrases.append((one, list(rest)))
            return found
        elif one in grammar.prepositions and (found.what or words is not found.what):
            words = []
            named = one == "with" and words is not found.what and found.what[-1].lower() in RELATIONS
            found.phrases.append(("with-relation" if named and not found.phrases else one, words))
            at += 1
        elif one in CLAUSES:
            raise _UnknownError
        else:
            words.append(tokens[at])
            at += 1
    return found


def _longer_in(tokens: Sequence[str]) -> bool:
    return any(_longer(tokens, at) for at in range(len(tokens)))


def _longer(tokens: Sequence[str], at: int) -> int:
    """How many words a preposition of several has; 0 where none stands here."""
    for many in (2, 3):
        if " ".join(tokens[at : at + many]).lower() in _OF_SEVERAL_WORDS:
            return many
    return 0


def _worded(one: _Clause, grammar: Grammar) -> str:
    """The clause in its pattern; raises `_UnknownError` where something has no place in it."""
    given = dict(one.phrases)
    if not one.what or not all(given.values()) or len(given) < len(one.phrases):
        raise _UnknownError  # of two phrases of a kind, who knows which belongs to what
    pattern, own = _pattern(one.verb, given)
    behind = list(one.behind)
    phrases: list[tuple[Phrase, str]] = []
    for name, words in given.items():
        if name in own:
            continue
        if name in grammar.behind and name != "by":
            behind.insert(0, grammar.behind[name].replace("{words}", _noun(words, grammar)))
        elif name in grammar.phrases:
            phrases.append(
                (grammar.phrases["when" if _happens(name, words) else name], _noun_or_clause(words, grammar))
            )
        else:
            raise _UnknownError
    if "{at}" in pattern and {"to", "for"} <= given.keys() and "to" in own:
        raise _UnknownError  # for whom, twice
    phrases.sort(key=lambda each: each[0].order)
    if any(left.order == right.order for (left, _), (right, _) in pairwise(phrases)):
        raise _UnknownError
    at = "".join(phrase.at.replace("{words}", words) for phrase, words in phrases)
    takes_at, takes_of = "{at}" in pattern, "{of}" in pattern
    of = "".join(phrase.of.replace("{words}", words) for phrase, words in phrases)
    first = "".join(phrase.at.replace("{words}", words) for phrase, words in phrases if not phrase.of)
    if (one.by_default and not takes_at) or (phrases and not (takes_at or takes_of)):
        raise _UnknownError
    filled = {
        "at": at + (grammar.behind["default"] if one.by_default else ""),
        "of": f"{of.rstrip()}{grammar.behind['of']} " if of and not takes_at else "",
        "what": _names(one.what) if _is_version(own, given) else _noun(one.what, grammar),
        **{name: _noun(given[name], grammar) for name in own},
    }
    said = re.sub(r"\{([\w-]+)\}", lambda found: filled[found[1]], pattern) + "".join(behind)
    return said if takes_at else first + said


def _pattern(verb: Verb, given: Mapping[str, Sequence[str]]) -> tuple[str, tuple[str, ...]]:
    """How a verb is said with these prepositions, and which of them the pattern has a place for."""
    if {"from", "to"} <= given.keys() and "from-to" in verb.with_words:
        return verb.with_words["from-to"], ("from", "to")
    fits = [name for name, words in given.items() if not _happens(name, words)]
    name = next((name for name in fits if name in verb.with_words), None)
    return (verb.with_words[name], (name,)) if name else (verb.said, ())


def _happens(name: str, words: Sequence[str]) -> bool:
    """Whether "on" says when, and not where."""
    return name == "on" and words[-1].lower() in EVENTS


def _is_version(own: Sequence[str], given: Mapping[str, Sequence[str]]) -> bool:
    """Whether what is spoken of is a name that gets another version: none of its words is a common one."""
    return "to" in own and bool(given["to"]) and _VERSION.match(given["to"][0]) is not None


def _noun_or_clause(words: Sequence[str], grammar: Grammar) -> str:
    """A noun; or what is done, where a verb in -ing begins it."""
    return (
        _clause(words, grammar) if len(words) > 1 and _is_doing(words[0], grammar) else _noun(words, grammar)
    )


def _is_doing(word: str, grammar: Grammar) -> bool:
    small = word.lower()
    return small.endswith("ing") and small in grammar.verbs and small not in NOUNS_IN_ING


def _noun(words: Sequence[str], grammar: Grammar) -> str:
    """A noun with what describes it: of words that the language knows its own, of others the author's."""
    words = [word for word in words if word.lower() not in _ARTICLES and not word.startswith("(")]
    if not words or len(words) > MOST_WORDS:
        raise _UnknownError
    if any(_is_doing(word, grammar) or word.lower() in DOES for word in words[1:-1]) or _AFTERTHOUGHT.search(
        " ".join(words)
    ):
        raise _UnknownError  # who does it, or is it what is done?
    small = [word.lower() for word in words]
    if "of" in small[1:-1] and not {",", "and", "or"} & {*small[: small.index("of")]}:
        place = small.index("of", 1)
        return f"{_noun(words[place + 1 :], grammar)}{grammar.behind['of']} {_noun(words[:place], grammar)}"
    for place, word in enumerate(words):
        joins = word.lower()
        if joins in {"and", "or", ",", "&", "+"} and 0 < place < len(words) - 1:
            mark = grammar.behind["," if joins == "," else "or" if joins == "or" else "joins"]
            rest = words[place + 1 :]
            if joins == "," and rest[0].lower() in {"and", "or"}:
                return f"{_noun(words[:place], grammar)}{_joined(rest, grammar)}"
            return f"{_noun(words[:place], grammar)}{mark}{_noun(rest, grammar)}"
    before = ""
    while len(words) > 1 and words[0].lower() in grammar.before_noun:
        before += grammar.before_noun[words[0].lower()]
        words = words[1:]
    for many in (2, 1):
        end = " ".join(words[-many:]).lower()
        if len(words) >= many and end in grammar.at_end:
            return f"{before}{_names(words[:-many])} {grammar.at_end[end]}"
    return before + _names(words)


def _joined(rest: Sequence[str], grammar: Grammar) -> str:
    mark = grammar.behind["or" if rest[0].lower() == "or" else "joins"]
    return f"{mark}{_noun(rest[1:], grammar)}"


def _names(words: Sequence[str]) -> str:
    return " ".join(f"`{word}`" if _CODE.fullmatch(word) else word for word in words)
