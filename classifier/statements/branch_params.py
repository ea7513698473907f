"""Parameters that say where a step stands and under which condition it is reached (the table is in `params.py`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from classifier.facts.interface import Fact, Subject
from classifier.statements.literal import Grounds
from classifier.statements.shown import weight_of
from history.briefs import Code, Listing, Series, Term, Value

LONGEST_CONDITION = 90  # characters
LONGEST_EITHER = 140  # characters of clauses, one after the other
DECISIVE = frozenset({"return", "raise", "continue", "break", "log"})
_ONLY_THERE = frozenset({"continue", "break", "log"})


def place(facts: Sequence[Fact], grounds: Grounds, most: int) -> Value | None:
    owner, path = facts[0].owner, facts[0].path
    found = grounds.name(owner) or grounds.name(container(owner)) or grounds.file(path)
    if found is not None and "loop" in facts[0].extra and facts[0].extra.get("then") == "return":
        return Series((("place-loop", Listing((found,))),))  # others may have ended it before
    if found is None or any("nested" not in fact.extra for fact in facts) or _around(facts, grounds):
        return found
    if facts[0].subject in {Subject.RESULT, Subject.CALL} and when(facts, grounds, most) is not None:
        return found
    if facts[0].extra.get("form") == "sets" or _says_little(facts[0]):
        return None  # what one branch of several does says nothing without when it is reached
    return Series((("place-branch", Listing((found,))),))


def _says_little(fact: Fact) -> bool:
    """Whether what a branch comes to is told by a local name or a word of the language, or not at all. A text that is
    logged there tells which case it is."""
    if fact.extra.get("says"):
        return False
    value = fact.after or fact.before or ""
    then = fact.extra.get("then")
    if then == "do":
        return not re.match(r"[\w\])]+(?:\.|->|::|\()", value)
    return then in _ONLY_THERE or (
        then == "return" and re.fullmatch(r"[a-z_]*|[A-Z][a-z]+|-?\d+", value) is not None
    )


def when(facts: Sequence[Fact], grounds: Grounds, _most: int) -> Value | None:
    """The condition around what the first fact tells, or those of which all must be met."""
    extra = facts[0].extra
    if (one := grounds.code(extra.get("when"))) is not None or not extra.get("around"):
        return _after_others(facts, one)
    texts = extra["around"].split("\n")
    found = [code for text in texts if (code := grounds.code(text)) is not None]
    if len(found) < len(texts) or sum(map(len, texts)) > LONGEST_EITHER:
        return None
    return found[0] if len(found) == 1 else Series((("condition-all", Listing(tuple(found))),))


def _around(facts: Sequence[Fact], grounds: Grounds) -> tuple[Code, ...]:
    """The conditions under which the first fact's own one is reached, where it can be said with them."""
    extra = facts[0].extra
    texts = extra["around"].split("\n") if extra.get("around") else []
    own = met(facts, grounds)
    codes = [code for text in texts if (code := grounds.code(text)) is not None]
    length = sum(map(len, texts)) + (weight_of(own) if own is not None else 0)
    fits = own is not None and length <= LONGEST_EITHER
    if "unless" in extra or extra.get("form") == "demand" or facts[0].subject is Subject.CALL:
        return ()
    return tuple(codes) if fits and len(codes) == len(texts) else ()


def container(owner: str) -> str:
    """What a qualified name stands in: `Pool` of `Pool.take` and of `Pool::take`, "" for a plain name."""
    return re.split(r"(?:::|\.)\w+$", owner)[0] if re.search(r"::|\.", owner) else ""


def _after_others(facts: Sequence[Fact], value: Value | None) -> Value | None:
    """A condition, with that it is asked only where those before it are not met."""
    if isinstance(value, Code) and "after_others" in facts[0].extra:
        return Series((("condition-otherwise", Listing((value,))),))
    return value


def condition(facts: Sequence[Fact], grounds: Grounds, _most: int) -> Value | None:
    """The condition, as far as it can be said by itself."""
    return _after_others(facts, _own_condition(facts, grounds))


def _own_condition(facts: Sequence[Fact], grounds: Grounds) -> Value | None:
    """The condition; "not" before it where it is what must not be met. None that asks for the index of a loop."""
    if "index" in facts[0].extra:
        return None
    own, around = met(facts, grounds), _around(facts, grounds)
    if own is not None and facts[0].extra.get("form") == "demand":
        return own  # what must hold, no case of something else
    if own is None and "unless" not in facts[0].extra:
        return _either(facts, grounds)
    if own is not None and (around or (isinstance(own, Listing) and "unless" not in facts[0].extra)):
        clauses = own.items if isinstance(own, Listing) else (own,)
        return Series((("condition-all", Listing((*around, *clauses))),))
    if own is None or "unless" not in facts[0].extra:
        return own
    several = isinstance(own, Listing)
    names = own if isinstance(own, Listing) else Listing((own,))
    return Series((("condition-unmet-all" if several else "condition-unmet", names),))


def met(facts: Sequence[Fact], grounds: Grounds) -> Code | Listing | None:
    name = facts[0].name
    if len(name) <= LONGEST_CONDITION and (whole := grounds.code(name)) is not None:
        return whole
    clauses = facts[0].extra.get("clauses", "").split("\n")
    found = [code for clause in clauses if (code := grounds.code(clause)) is not None]
    fitting = len(found) == len(clauses) and sum(map(len, clauses)) <= LONGEST_EITHER
    return Listing(tuple(found)) if fitting else None


def _either(facts: Sequence[Fact], grounds: Grounds) -> Value | None:
    """The clauses of a condition of which one must hold, where that stands in several lines."""
    clauses = facts[0].extra.get("either", "").split("\n")
    found = [code for clause in clauses if (code := grounds.code(clause)) is not None]
    if len(found) < max(2, len(clauses)) or sum(map(len, clauses)) > LONGEST_EITHER:
        return None
    return Series((("condition-either", Listing(tuple(found))),))


def beside(facts: Sequence[Fact], grounds: Grounds, _most: int) -> Value | None:
    lines, names = (facts[0].extra.get(name, "").split("\n") for name in ("beside", "beside_calls"))
    found = next((code for line in lines if (code := grounds.code(line)) is not None), None)
    return found or next((code for name in names if (code := grounds.name(name)) is not None), None)


def decides(facts: Sequence[Fact], grounds: Grounds, _most: int) -> Value | None:
    extra = facts[0].extra
    then = extra.get("then", "")
    shown = grounds.value(extra.get("error" if then == "raise" else "value"))
    if isinstance(shown, Code) and then in {"return", "raise", "do"}:
        return Series(((f"decides-{then}", Listing((shown,))),))
    return Term(f"decides-{then}-briefly") if then in DECISIVE else None
