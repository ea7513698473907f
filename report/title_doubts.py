"""Signs that a stretch of a title is no noun, so that a sentence made of it would say something else than its author did."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from report.title_grammar import DOES, NOUNS_TOO, OTHER_VERBS, RELATIONS, Grammar

# What does something wherever it stands: behind a noun it is a clause, or what the noun is an object of.
_INNER_VERBS = frozenset(
    re.findall(
        r"\w+",
        "use add remove enable disable avoid prevent allow ensure improve introduce implement delete create generate resolve handle "
        "preserve reorganize validate verify simplify optimize make let expose respect require prefer convert rename become keep",
    )
)
_FINITE = frozenset(
    re.findall(
        r"\w+",
        "differs fails works uses returns causes breaks needs requires remains gets becomes happens matches exceeds",
    )
)
# What is said of the whole clause, and what is said of a noun behind it.
_ADVERBS = frozenset(
    re.findall(
        r"\w+",
        "always never once again twice instead too properly correctly only early later together back away apart no not",
    )
)
_IN_LY = frozenset(
    re.findall(r"\w+", "nightly daily weekly monthly family assembly anomaly reply early poly")
)
_PREDICATES = frozenset(
    re.findall(
        r"\w+",
        "unused stale outdated obsolete missing broken flaky redundant unnecessary duplicate invalid incorrect wrong unsupported "
        "unrecognized unknown incomplete deprecated unavailable new left correct",
    )
)
# What is wrong, so that "with" and "during" tell of it when it is, and not when it is mended.
_TROUBLE = frozenset(
    re.findall(
        r"\w+",
        "crash crashes error errors hang hangs leak leaks failure failures issue issues bug bugs oom deadlock deadlocks regression "
        "regressions race races overflow mismatch conflict conflicts problem problems panic panics warning warnings drop drops "
        "corruption timeout timeouts assertion exception exceptions nan nans garbage stall stalls contention loop loops",
    )
)
# What something is done for and not a thing that it is done to: "fuse kernels in sampling for decode speedup".
_AIMS = frozenset(
    re.findall(
        r"\w+",
        "speedup speedups performance efficiency readiness clarity readability consistency compatibility correctness safety "
        "stability reliability robustness simplicity maintainability parity speed throughput latency",
    )
)
_AMOUNTS = frozenset({"number", "batch", "set", "bunch", "couple", "series", "start", "beginning", "end"})
_CHECKS = frozenset({"test", "tests", "docs", "documentation"})  # "cap kilns + tests" caps no tests
_TAKING_CHECKS = frozenset(
    {
        "add",
        "update",
        "fix",
        "remove",
        "improve",
        "refactor",
        "rename",
        "move",
        "clean",
        "port",
        "split",
        "restore",
    }
)
_CURES = frozenset({"fix", "resolve", "avoid", "correct"})
_NOTES = frozenset({"comments", "comment", "feedback", "review", "reviews", "nits", "suggestions"})
_BUT_FOR = frozenset({"allow", "avoid", "skip"})  # behind which a word in -ing is what is done
_LEFT_OVER = re.compile(
    r"(?<![\w.`-])(?:until|based|following|while|when|where|that|which|whose|if|is|are|was|were|be|by|with|without|of|to|for|in|on|at"
    r"|from|into|than|as|not|it|its|their|this|these)(?![\w.`-])|\bper-\w+(?=，|$)"
)
_ENGLISH = re.compile(r"(?<![\w.`/-])[a-z][a-z0-9]*(?: [a-z][a-z0-9]*)+(?![\w.`/-])")
_TWICE = re.compile(r"([\u4e00-\u9fff]{2})\s*\1")
_IDIOM = re.compile(r"\bfly\b|\blast time\b")  # "on the fly", "for the last time"
_AFTERTHOUGHT = re.compile(r"(?:,|\w+ly) \w+ing\b|(?:al|ive|ent|ous)ly$")
_PARTICIPLE = re.compile(r"(?<=\w )[a-z]{3,}(?<!e)ed$")  # "all that is scheduled", for something
MOST_ENGLISH = 2  # common words on end that may be left in a title


def is_half(said: str) -> bool:
    """Whether so much of the title's own language is left that it is neither: a string of common words, or what is left of
    a clause in a phrase that was taken for a name."""
    bare = re.sub(r"`[^`]*`", "`", said)
    return any(one.search(said) for one in (_LEFT_OVER, _TWICE)) or any(
        len(run.split()) > MOST_ENGLISH for run in _ENGLISH.findall(bare)
    )


def is_no_noun(words: Sequence[str]) -> bool:
    """Whether words that were taken for a noun hold a verb, an adverb or a predicate of their own."""
    small = [word.lower() for word in words]
    return (
        ";" in small
        or small == ["use"]
        or not _ADVERBS.isdisjoint(small)
        or any(word.endswith("ly") and word not in _IN_LY for word in small[:-1])
        or not _INNER_VERBS.isdisjoint(small[1:-1])
        or not _FINITE.isdisjoint(small[1:])
        or (len(small) > 1 and (small[-1] == "first" or small[-1] in DOES))
        or len([word for word in small if word in {"and", "or", "+", "&"}]) > 1
        or any(left in _AMOUNTS and right == "of" for left, right in pairwise(small))
        or any(one.search(" ".join(words)) for one in (_AFTERTHOUGHT, _IDIOM, _PARTICIPLE))
    )


def has_predicate(words: Sequence[str]) -> bool:
    """Whether a quality stands behind the noun that it is of."""
    return any(word.lower() in _PREDICATES for word in words[1:])


def is_trouble(what: Sequence[str]) -> bool:
    """Whether it is something that goes wrong."""
    return bool(what) and what[-1].lower() in _TROUBLE


def is_of_other_things(verb: str, what: Sequence[str]) -> bool:
    """Whether a verb means something else with what it is done to: comments that are addressed are a reviewer's; what is
    allowed may be an act."""
    first, last = what[0].lower(), what[-1].lower()
    return (
        (verb == "address" and last in _NOTES)
        or (
            verb not in _TAKING_CHECKS
            and last in _CHECKS
            and any(word.lower() in {"and", "+", "&"} for word in what)
        )
        or (verb == "resolve" and last not in _TROUBLE)
        or (verb in _BUT_FOR and len(what) > 1 and what[0].islower() and first.endswith("ing"))
    )


def is_aim(words: Sequence[str]) -> bool:
    """Whether it is what a change is good for."""
    return bool(words) and words[-1].lower() in _AIMS


def mends(verb: str) -> bool:
    """Whether what a verb is done to is away afterwards."""
    return verb in _CURES


def is_among_others(phrases: Sequence[str], what: Sequence[str]) -> bool:
    """Whether "with" stands behind another phrase, or far from the relation that it belongs to: who knows with what it is."""
    return "with" in phrases and (
        (phrases[0] != "with" and not is_trouble(what))
        or any(word.lower() in RELATIONS for word in what[:-1])
    )


def goes_on_as_verb(tokens: Sequence[str], at: int, grammar: Grammar) -> bool:
    """Whether behind a conjunction something is done, in words of which the object would be taken for a noun's end:
    "and rerun tests", "and further simplify it"."""
    word = tokens[at].lower()
    following = tokens[at + 1].lower() if at + 1 < len(tokens) else ""
    again = word.removeprefix("re").lstrip("-")
    return bool(following) and (
        (again != word and again in grammar.infinitives and word not in grammar.infinitives)
        or ((word.endswith("ly") or word in {"further", "also", "then"}) and following in grammar.infinitives)
        or word in OTHER_VERBS
        or (
            word in grammar.infinitives & NOUNS_TOO
            and len(tokens) > at + 2
            and grammar.prepositions.isdisjoint(one.lower() for one in tokens[at + 1 : at + 3])
        )
    )
