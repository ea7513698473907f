"""Which steps of a body were exchanged for which, and what of them is told: `exchange.py` says how two of them differ."""

from __future__ import annotations

import re

from classifier.facts.behaviour.body import Body, Proof
from classifier.facts.behaviour.differing import Differing
from classifier.facts.behaviour.exchange import Exchange
from classifier.facts.behaviour.model import Kind, Step
from classifier.facts.behaviour.outcomes import LONGEST_VALUE
from classifier.facts.behaviour.words import level_of, said_by
from classifier.facts.interface import Change, Subject
from history.briefs import Side

FEW = 8  # steps that came or were changed: a body with more of them was reworked, and its pieces are no news
MOST_RESULTS = 2
LEAST_SHARED = 0.4  # of the words of the shorter of two log lines
_EXCHANGED = frozenset(
    {Kind.IF, Kind.ASSERT, Kind.CALL, Kind.ASSIGN, Kind.RETURN, Kind.OTHER, Kind.LOOP, Kind.WITH}
)
_VALUES = frozenset({Kind.CALL, Kind.OTHER})  # what a case comes to, where it is an expression
_ARM = re.compile(r"\s*(?:=>|->)\s*$|^(?:case|when)\s+|\s*:\s*$")
_NAME_AT_END = re.compile(r"\w+$")
_QUOTED = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
_NAMES = re.compile(r"(?<![.\w])[A-Za-z_]\w*(?![\w(])")
_ANY_NAME = re.compile(r"[A-Za-z_]\w*")
_ASKING = frozenset(
    {
        "not",
        "is",
        "and",
        "or",
        "in",
        "None",
        "True",
        "False",
        "nil",
        "null",
        "true",
        "false",
        "let",
        "self",
        "int",
        "str",
    }
)
_FILLED = re.compile(r"\$?\{[^{}]*\}|%[a-z]")
LONGEST_LINE = 48  # characters of a call that is told whole
_NEGATION = re.compile(r"^(?:return\b)?\s*(not\b|!)\s*(.*)$", re.DOTALL)
_NOTHING = re.compile(r"=\s*(?:None|nil|null|nullptr|undefined|\"\"|''|\[\]|\{\}|0|false|False)$")
_JOINED = re.compile(r"\b(?:and|or)\b|&&|\|\|")


def exchanges(body: Body) -> None:
    """Tell what was exchanged within the steps of a body. Where much was, only what has a name of its own is told."""
    pairs = [
        (old, new)
        for new in body.new
        if (old := body.found.partner.get(new)) is not None
        and new not in body.found.same
        and not body.moved(new, Side.NEW)
    ]
    few = len(pairs) + sum(one.changed and one not in body.found.partner for one in body.new) <= FEW
    _arms(body)
    for old, new in pairs:
        if new in body.told or _begins_only(body, old, new) or _asked_no_more(body, old, new):
            continue
        if new.kind is Kind.LOG:
            _logged(body, old, new)
        elif new.kind is Kind.RETURN and (how := _negated(old, new)):
            mark, inverted = how
            proof = Proof([new], [old])
            body.tell(Subject.RESULT, Change.CHANGED, "return", proof, after=mark, how=inverted)
        elif new.kind in _EXCHANGED and new not in body.told:
            Exchange(body, Differing.of(old, new), few=few).tell()
    results = [fact for fact in body.facts if fact.kind == "result.changed" and "how" not in fact.extra]
    if len(results) > MOST_RESULTS:  # what is returned is of another type: that is told of the function
        body.facts[:] = [fact for fact in body.facts if fact not in results]


def _begins_only(body: Body, old: Step, new: Step) -> bool:
    """Whether a variable only begins with nothing on one side, and is given its value further down there."""
    return (
        old.kind is new.kind is Kind.ASSIGN
        and old.word == new.word
        and any(
            _NOTHING.search(step.text.rstrip("; ")) is not None
            and any(
                one.kind is Kind.ASSIGN and one.word == step.word and one is not step and one.changed
                for one in side
            )
            for step, side in ((old, body.old), (new, body.new))
        )
    )


def _arms(body: Body) -> None:
    """Tell the cases that come to another value: `A => one` that became `A => other`."""
    for case in body.new:
        was = body.found.partner.get(case)
        if case.kind is not Kind.CASE or was is None or case not in body.found.same:
            continue
        old, new = was.children, case.children
        if len(old) != 1 or len(new) != 1 or old[0].key == new[0].key or old[0].children or new[0].children:
            continue
        before, after = (one.text.rstrip("; ") for one in (old[0], new[0]))
        pattern = _ARM.sub("", case.text).strip()
        values = {old[0].kind, new[0].kind} <= _VALUES and new[0] not in body.found.partner
        if values and pattern and max(map(len, (pattern, before, after))) <= LONGEST_VALUE:
            body.tell(
                Subject.EXPRESSION,
                Change.CHANGED,
                pattern,
                Proof([new[0]], [old[0]]),
                before=before,
                after=after,
                form="bound",
            )


def _asked_no_more(body: Body, old: Step, new: Step) -> bool:
    """Tell a call or log line that was worded otherwise on its way out of a condition by that way alone."""
    asked = next((one for one in old.above if one.kind in (Kind.IF, Kind.CASE, Kind.LOOP)), None)
    if new.kind not in (Kind.CALL, Kind.LOG) or asked is None or asked.kind is not Kind.IF or asked.unless:
        return False
    if old.word != new.word or sum(one.word == old.word for one in body.old) > 1:
        return False  # another call, or one that was made elsewhere too
    if not set(_NAMES.findall(_QUOTED.sub("", asked.text))) - _ASKING <= set(
        _ANY_NAME.findall(_text_now(body))
    ):
        return False  # it asked about something that is no longer here
    around = {body.found.partner.get(one) for one in new.above}
    inner = next(one for one in (old, *old.above) if one.parent is asked)
    depth = sum(one.kind in (Kind.IF, Kind.CASE) for one in old.above)
    if (
        asked in around
        or body.is_of_gone(asked.text)
        or inner.branch != "then"
        or sum(one.kind in (Kind.IF, Kind.CASE) for one in new.above) >= depth
    ):
        return False
    line = new.text.rstrip("; ")
    after = line if len(line) <= LONGEST_LINE else new.word
    body.tell(Subject.CONDITION, Change.REMOVED, asked.text, Proof([new], [old]), after=after, form="only")
    return True


def _text_now(body: Body) -> str:
    """The function as it is now, without what is between quotes."""
    return _QUOTED.sub("", body.texts.get(Side.NEW, ""))


def _negated(old: Step, new: Step) -> tuple[str, str] | None:
    """The mark of negation, and whether a result lost or gained it, where nothing else of it changed."""
    for one, other, how in ((old, new, "negated_no_more"), (new, old, "negated")):
        if (found := _NEGATION.match(one.text.rstrip("; "))) is None:
            continue
        bare = re.sub(r"^return\b", "", other.text.rstrip("; "))
        whole = found[2].startswith("(") or not _JOINED.search(found[2])
        if whole and _without_brackets(found[2]) == _without_brackets(bare):
            return found[1], how
    return None


def _without_brackets(text: str) -> str:
    return re.sub(r"[\s()]", "", text)


def entries(body: Body) -> None:
    """Tell what came to the tables that a module keeps, what went from them and what they hold now: entries, not whole values,
    which are told of the constant."""
    for new in body.new:
        old = body.found.partner.get(new)
        if old is None or new in body.found.same or new.kind is not Kind.ASSIGN or old.word != new.word:
            continue
        differing = Differing.of(old, new)
        if all(len(one.around) > 1 for one in differing.found):
            exchange, told = Exchange(body, differing, few=False), len(body.facts)
            exchange.tell()
            if len(body.facts) == told and old.lines[0] == old.lines[1] and new.lines[0] == new.lines[1]:
                exchange.given_another()


def _logged(body: Body, old: Step, new: Step) -> None:
    """Tell the level of a log line, how it is written, or its words, whichever is another one."""
    before, after = level_of(old.word), level_of(new.word)
    was, now = said_by(old), said_by(new)
    if before != after and was[:20] == now[:20]:
        proof, name = Proof([new], [old]), f"{before} {after}"
        body.tell(Subject.CALL, Change.CHANGED, name, proof, before=before, after=after, form="level")
    elif before == after and was == now and _of_the_same(old.word, new.word):
        proof = Proof([new], [old])
        body.tell(Subject.CALL, Change.CHANGED, new.word, proof, before=old.word, after=new.word, form="log")
    elif before == after and was and now and _words(was) != _words(now) and _of_one_matter(was, now):
        body.tell(Subject.TEXT, Change.CHANGED, now, Proof([new], [old]), before=was, after=now, form="log")


def _words(said: str) -> str:
    """A log line without what is written into it, which may only be given in another way."""
    return _FILLED.sub("{}", said)


def _of_one_matter(was: str, now: str) -> bool:
    """Whether two log lines have more than a word in common: others are two lines that have nothing to do with one another."""
    left, right = (set(re.findall(r"[a-z]{3,}|\d+", text.lower())) for text in (was, now))
    return len(left & right) >= LEAST_SHARED * min(len(left), len(right))


def _of_the_same(before: str, after: str) -> bool:
    """Whether two calls are different ones of the same thing: `log.warning` and `log.warning_once`."""
    was, now = _NAME_AT_END.sub("", before), _NAME_AT_END.sub("", after)
    return was == now != "" and before != after
