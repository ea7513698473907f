"""Titles in the language of the report: what an author says that a commit does, said again where the report is in another
language than the title.

`locales/<language>/titles.toml` holds how: verbs with their patterns, phrases that a preposition begins, and the words that
stand before and at the end of a noun. A language without one retells nothing. Names and words that are not in it stay as the
author wrote them; a title that does not follow the grammar is not retold at all, for half a sentence would mislead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from report.inline import Inline, plain
from report.section_tree import Sentence
from report.sentences import Language
from report.text import clean, spans
from report.title_doubts import (
    goes_on_as_verb,
    is_aim,
    is_among_others,
    is_half,
    is_of_other_things,
    is_trouble,
    mends,
)
from report.title_grammar import (
    CLAUSES,
    EVENTS,
    NOUNS_TOO,
    OF_VERBS,
    OTHER_VERBS,
    RELATIONS,
    Grammar,
    Phrase,
    Verb,
    grammar_of,
)
from report.title_nouns import ARTICLES, UnknownTitleError, is_doing, names, noun

RETOLD = "title-retold"  # the rule of such a sentence
AS_MUCH = 0.9  # of the words of a title
LEAST_WORDS = 3  # of a title: "Update docs" says no more in another language
LONGEST = 110  # characters of a title
_TOKEN = re.compile(r"`[^`]*`[^\s,;]*|\([^()]*\)|[^\s,;{]*\{[^{}]*\}|\"[^\"]*\"|'[^']*'|[^\s,;]+|[,;]")
_ENDED = re.compile(r"(?:[.!]+|\s+\[[\w -]*\]|\s*\(\d+/[\dNn]+\))+$")
_TICKET = re.compile(r"[A-Z]{2,}-\d+\s*[:-]?\s+")
_LISTED = re.compile(r"(?<=\w): [^:]*,[^:]*$")  # what is done to, one by one
_VERSION = re.compile(r"v?\d+(?:\.\d+)+")
_SENTENCES = re.compile(r"[\w)][.!?:] |\bwith \d+ updates|…|\.\.\.")
_HAN_AND_LATIN = re.compile(
    r"(?<=[\u3400-\u9fff])(?=[A-Za-z0-9`@#\"(\[-])|(?<=[A-Za-z0-9`)\"\]+%])(?=[\u3400-\u9fff])"
)
_SPACES = re.compile(r"(?<=[\u3400-\u9fff，、]) +(?=[\u3400-\u9fff，、])|(?<=[，、]) +| +(?=[，、])|(?<= ) +")
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
_OF_VALUES = ("summary-value", "behaviour-value", "summary-bumped")
_QUOTED = re.compile(r"“[^”]*”")  # what somebody says, and not the sentence
_NAMED = re.compile(r"[A-Za-z0-9][\w.+/-]*")
_HAN = re.compile(r"[\u3400-\u9fff]")
PAGES = frozenset({"doc", "docs", "documentation", "guide", "note", "notes", "page", "tutorial"})
LAST = 9  # behind all phrases
FEW = 3  # words of a title, the verb among them


_OF_SEVERAL_WORDS = frozenset({"instead of", "rather than", "out of", "in favor of", "outside of"})


@dataclass(slots=True)
class _Clause:
    """A verb with what belongs to it."""

    verb: Verb
    what: list[str] = field(default_factory=list)
    phrases: list[tuple[str, list[str]]] = field(default_factory=list)
    behind: list[str] = field(default_factory=list)
    by_default: bool = False


# What is said of the noun at the end, which becomes a verb: "various kiln fixes" are no fixes of various kilns.
_OF_ALL = frozenset({"various", "several", "some", "more", "multiple", "minor", "small", "additional"})
# What begins with a quality and not with what was done: "Fused kernels for tall kilns".
_QUALITY = re.compile(
    r"(?:fused|unified|shared|cached|batched|merged|combined|distributed|nested)\b", re.IGNORECASE
)


def retold(claim: str, language: Language) -> tuple[Inline, ...]:
    """What a title says, without its type and tags, in the language of the report; empty where it cannot be said."""
    grammar = grammar_of(language)
    text = _ENDED.sub("", _LISTED.sub("", clean(claim))).strip()
    ticket = _TICKET.match(text)
    if grammar and ticket and text[ticket.end() :].partition(" ")[0].lower() in grammar.verbs:
        text = text[ticket.end() :]
    tokens = _TOKEN.findall(text) if len(text) <= LONGEST and text.isascii() else []
    if (
        grammar is None
        or len(tokens) < LEAST_WORDS
        or text.count('"') % 2
        or _SENTENCES.search(text)
        or _QUALITY.match(text)
    ):
        return ()
    try:
        said = _said(tokens, grammar)
    except UnknownTitleError:
        return ()
    if is_half(said) or said.count(grammar.behind["purpose"].partition("{")[0]) > 1:
        return ()
    said = _SPACES.sub("", _HAN_AND_LATIN.sub(" ", said)).strip()
    return () if is_half(said) else tuple(spans(f"{said}{grammar.behind['ends']}"))


def says_as_much(first: Sentence, claim: str, words: Sequence[Inline] = ()) -> bool:
    """Whether a sentence says what the title says: it has nearly all its words, or all those that the title is retold with
    (`words`), or it says of the same names that they came, went, moved or got another version or value."""
    told = plain(first.words)
    if words and _says_all(_QUOTED.sub("", told), plain(words), values=first.key.startswith(_OF_VALUES)):
        return True
    said = {word.lower()[:STEM] for word in _WORD.findall(told)}
    verb, *own = [word.lower()[:STEM] for word in _WORD.findall(claim) if word.lower() not in ARTICLES] or [
        ""
    ]
    if len({verb, *own} & said) >= AS_MUCH * len({verb, *own}):
        return True
    unsaid = {*own} - said
    names = _NAME.findall(claim)
    return first.key.startswith(_OF_NAMES) and (
        not unsaid or (len(unsaid) < FEW and bool(names) and all(name in told for name in names))
    )


def _says_all(told: str, title: str, *, values: bool) -> bool:
    """Whether a sentence has every name of a retold title and either its verb too, or two values of which the title has the new
    one."""
    own, its = ({word.lower() for word in _NAMED.findall(text)} for text in (title, told))
    if not own or not own <= its:
        return False
    return set(_HAN.findall(title)) <= set(_HAN.findall(told)) or (values and any(map(str.isdigit, title)))


def _said(tokens: Sequence[str], grammar: Grammar) -> str:
    """Verb by verb; raises `UnknownTitleError`."""
    parts = list(_by_verbs(tokens, grammar))
    if any(_is_bare(part, grammar) for part in parts[1:]):
        raise UnknownTitleError
    first, *others = [_clause(part, grammar) for part in parts]
    return first + "".join(grammar.behind["and"].replace("{words}", one) for one in others)


def _is_bare(tokens: Sequence[str], grammar: Grammar) -> bool:
    """Whether a verb behind another one has a single common word that the language does not know: who knows of what it is."""
    word = tokens[-1]
    return len(tokens) == FEW - 1 and word.isalpha() and word.islower() and word not in grammar.at_end


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
            elif goes_on_as_verb(tokens, at + joins, grammar) or (
                tokens[at + joins].lower() in grammar.infinitives - NOUNS_TOO and _leads(tokens, at + joins)
            ):
                raise UnknownTitleError  # or it is about what stands before it: "remove X and replace with Y"
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
        raise UnknownTitleError
    known = word in grammar.infinitives and word not in NOUNS_TOO
    return known and following not in {",", ";", "and", "or", "for", "in", "on", "of", "with"}


def _may_be_verb(tokens: Sequence[str], at: int, grammar: Grammar) -> bool:
    """Whether a word is a verb or a noun, and something stands behind it that would be its object."""
    word, following = [*tokens[at : at + 2], "", ""][:2]
    return (
        word in grammar.infinitives & NOUNS_TOO
        and bool(following)
        and following.lower() not in grammar.prepositions
    )


def _clause(tokens: Sequence[str], grammar: Grammar) -> str:
    """A verb with all that belongs to it; raises `UnknownTitleError`."""
    words = [one.lower() for one in tokens[:2]]
    if words and words[0] in grammar.adverbs:
        return grammar.adverbs[words[0]] + _clause(tokens[1:], grammar)
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
        raise UnknownTitleError
    if "not" in verb.with_words:
        return _worded(_parsed(Verb(verb.word, verb.with_words["not"], {}), tokens[1:], grammar), grammar)
    return grammar.behind["not"].replace("{words}", _clause(tokens, grammar))


def _told(verb: Verb, rest: Sequence[str], brings: bool, grammar: Grammar) -> str:
    if rest[0].lower() in grammar.prepositions or rest[0].lower() in {"and", "or", "&", ",", "/"}:
        raise UnknownTitleError
    if brings and (said := _support(rest, grammar)) is not None:
        return said
    if is_doing(rest[0], grammar):
        doing = _clause(rest, grammar)
        return verb.said.replace("{what}", doing).replace("{at}", "").replace("{of}", "")
    return _worded(_parsed(verb, rest, grammar), grammar)


def _support(tokens: Sequence[str], grammar: Grammar) -> str | None:
    """Support that is added is what is supported; `None` where what is added is no support."""
    try:
        found = _verbless(tokens, grammar)
    except UnknownTitleError:
        return None
    return _worded(found, grammar) if found.verb is grammar.nouns.get("support") else None


def _verbless(tokens: Sequence[str], grammar: Grammar) -> _Clause:
    """A noun that says what is done with what stands before it: "float8 support for kilns"."""
    cut = next(
        (place for place, one in enumerate(tokens) if one.lower() in grammar.prepositions), len(tokens)
    )
    verb = grammar.nouns.get(tokens[cut - 1].lower()) if cut > 1 else None
    if verb is None:
        raise UnknownTitleError
    described = all(word.lower() in grammar.before_noun for word in tokens[: cut - 1])  # "minor refactoring"
    if (
        described
        or tokens[0].lower() in _OF_ALL
        or tokens[0].lower() in OTHER_VERBS
        or any(word.lower() in grammar.infinitives - NOUNS_TOO for word in tokens[: cut - 1])
    ):
        raise UnknownTitleError
    if "to" in {word.lower() for word in tokens[cut:]} and verb.word != "support":
        raise UnknownTitleError  # an improvement "to" something is no pattern of the verb
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
            own = " ".join(tokens[at : at + 2]).lower() in grammar.verbs  # "to use"
            purpose = _said(tokens[at if own else at + 1 :], grammar)
            found.behind.append(grammar.behind["purpose"].replace("{words}", purpose))
            return found
        elif one == "to" and _may_be_verb(tokens, at + 1, grammar):
            raise UnknownTitleError  # "to cache tokens", or "to cache files"?
        elif one == "by" and at + 1 < len(tokens) and tokens[at + 1].lower().endswith("ing"):
            found.behind.append(grammar.behind["by"].replace("{words}", _clause(tokens[at + 1 :], grammar)))
            return found
        elif (
            one in grammar.phrases
            and found.what
            and at + 2 < len(tokens)
            and is_doing(tokens[at + 1], grammar)
        ):
            found.phrases.append((one, list(tokens[at + 1 :])))
            return found
        elif one in grammar.phrases and grammar.phrases[one].order == 0 and found.what:
            rest = tokens[at + 1 :]  # of which further phrases are parts
            if CLAUSES & {word.lower() for word in rest} or _longer_in(rest):
                raise UnknownTitleError
            found.phrases.append((one, list(rest)))
            return found
        elif one in grammar.prepositions and (found.what or words is not found.what):
            words = []
            named = one == "with" and words is not found.what and found.what[-1].lower() in RELATIONS
            found.phrases.append(("with-relation" if named and not found.phrases else one, words))
            at += 1
        elif one in CLAUSES:
            raise UnknownTitleError
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
    """The clause in its pattern; raises `UnknownTitleError` where something has no place in it."""
    given = dict(one.phrases)
    if not one.what or not all(given.values()) or len(given) < len(one.phrases):
        raise UnknownTitleError  # of two phrases of a kind, who knows which belongs to what
    if is_among_others([*given], one.what) or is_of_other_things(one.verb.word, one.what):
        raise UnknownTitleError
    pattern, own = _pattern(one.verb, given)
    if not pattern:
        raise UnknownTitleError
    behind, phrases = _phrases(one, given, own, pattern, grammar)
    if "{at}" in pattern and {"to", "for"} <= given.keys() and "to" in own:
        raise UnknownTitleError  # for whom, twice
    phrases = sorted(phrases, key=lambda each: each[0].order)
    if any(left.order == right.order for (left, _), (right, _) in pairwise(phrases)):
        raise UnknownTitleError
    at = "".join(phrase.at.replace("{words}", words) for phrase, words in phrases)
    takes_at, takes_of = "{at}" in pattern, "{of}" in pattern
    inside = [
        each
        for each in phrases
        if each[0].of and (each[0].order or mends(one.verb.word) or is_trouble(one.what))
    ]
    of = "".join(phrase.of.replace("{words}", words) for phrase, words in inside)
    first = "".join(each[0].at.replace("{words}", each[1]) for each in phrases if each not in inside)
    if (one.by_default and not takes_at) or (phrases and not (takes_at or takes_of)):
        raise UnknownTitleError
    filled = {
        "at": at + (grammar.behind["default"] if one.by_default else ""),
        "of": f"{of.rstrip()}{grammar.behind['of']} " if of and not takes_at else "",
        "what": names(one.what) if _is_version(own, given) else noun(one.what, grammar),
        **{name: noun(given[name], grammar) for name in own},
    }
    said = re.sub(r"\{([\w-]+)\}", lambda found: filled[found[1]], pattern) + "".join(behind)
    return said if takes_at else first + said


def _phrases(
    one: _Clause, given: Mapping[str, Sequence[str]], own: Sequence[str], pattern: str, grammar: Grammar
) -> tuple[list[str], list[tuple[Phrase, str]]]:
    """What stands behind the clause, and the phrases within it; raises `UnknownTitleError` where one has no place."""
    behind, phrases = list(one.behind), []
    for name, words in given.items():
        if name in own:
            continue
        if name in grammar.behind and name != "by":
            behind.insert(0, grammar.behind[name].replace("{words}", noun(words, grammar)))
        elif name == "for" and is_doing(words[0], grammar) and "{at}" in pattern:
            behind.insert(0, grammar.behind["serves"].replace("{words}", _clause(words, grammar)))
        elif name == "at" and len(words) > 1 and words[-1].lower() == "time":
            phrases.append((grammar.phrases[name], noun(words[:-1], grammar)))
        elif name in grammar.phrases and _has_its_place(name, words, one, pattern, grammar):
            phrase = grammar.phrases["when" if _happens(name, words) else name]
            phrases.append((_placed(phrase, name, [*given], grammar), _noun_or_clause(words, grammar)))
        else:
            raise UnknownTitleError
    return behind, phrases


def _placed(phrase: Phrase, name: str, given: Sequence[str], grammar: Grammar) -> Phrase:
    """The phrase where it stands: "for" before a place belongs to the noun, and the place to both."""
    places = [
        other for other in given if other in grammar.phrases and grammar.phrases[other].order > phrase.order
    ]
    before = name == "for" and any(given.index(other) > given.index(name) for other in places)
    return replace(phrase, order=LAST) if before else phrase


def _pattern(verb: Verb, given: Mapping[str, Sequence[str]]) -> tuple[str, tuple[str, ...]]:
    """How a verb is said with these prepositions, and which of them the pattern has a place for."""
    if {"from", "to"} <= given.keys() and "from-to" in verb.with_words:
        return verb.with_words["from-to"], ("from", "to")
    fits = [name for name, words in given.items() if not _happens(name, words)]
    name = next((name for name in fits if name in verb.with_words), None)
    return (verb.with_words[name], (name,)) if name else (verb.said, ())


def _has_its_place(name: str, words: Sequence[str], one: _Clause, pattern: str, grammar: Grammar) -> bool:
    """Whether a phrase can be said of what is done, or of what it is done to."""
    if name in {"with", "without"}:
        return "{of}" in pattern and is_trouble(one.what)
    if name in {"using", "via", "through"}:
        return one.phrases[0][0] == name and not (name == "using" and mends(one.verb.word))
    about = name == "on" and one.what[-1].lower() in PAGES
    if about or (one.verb.word == "add" and grammar.phrases[name].order == 0):
        return False  # what is added shows then, and is not added then
    earlier = [other for other, _ in one.phrases][: [other for other, _ in one.phrases].index(name)]
    if name == "for" and "{of}" in pattern and not OF_VERBS.isdisjoint(earlier):
        return False  # what is moved somewhere for something is no thing of that
    if name == "across":
        return words[-1].lower().endswith("s") or not {"and", ","}.isdisjoint(words)
    return name != "for" or not (is_doing(words[0], grammar) or is_aim(words))  # an aim is of the whole


def _happens(name: str, words: Sequence[str]) -> bool:
    """Whether "on" says when, and not where."""
    return name == "on" and words[-1].lower() in EVENTS


def _is_version(own: Sequence[str], given: Mapping[str, Sequence[str]]) -> bool:
    """Whether what is spoken of is a name that gets another version: none of its words is a common one."""
    return "to" in own and bool(given["to"]) and _VERSION.match(given["to"][0]) is not None


def _noun_or_clause(words: Sequence[str], grammar: Grammar) -> str:
    """A noun; or what is done, where a verb in -ing begins it."""
    certain = len(words) > 1 and words[1].lower() in ARTICLES and words[0].lower().endswith("ing")
    if len(words) == 1 or not (
        is_doing(words[0], grammar) or (certain and words[0].lower() in grammar.verbs)
    ):
        return noun(words, grammar)
    said = _clause(words, grammar)
    if "，" in said:
        raise UnknownTitleError  # what goes on behind it would be taken for a part of it
    return said
