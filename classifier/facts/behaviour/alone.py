"""Calls that came or went by themselves, on paths that were there before and still are.

`call.added`, `.removed` with `form` `step`: the name is the call as written, or, where that is long, what is called;
`few` is `true` where the body has hardly anything else.

`step.added` with `form` `sets`: what is set that others see (`self.model = found`), where a body gains hardly anything else.
"""

from __future__ import annotations

import re

from classifier.facts.behaviour.body import Body, Proof
from classifier.facts.behaviour.calls import WRAPPING
from classifier.facts.behaviour.model import Kind, Step
from classifier.facts.behaviour.outcomes import LONGEST_VALUE
from classifier.facts.interface import Change, Subject
from history.briefs import Side

FEW = 2
LEAST_NAME = 6  # characters of a call that is looked for elsewhere
LEAST_LINE, LEAST_LINES = (
    12,
    2,
)  # characters of a line that is known again, and lines by which a function's body is
_GUARDED = frozenset({Kind.IF, Kind.CASE, Kind.TRY, Kind.CATCH, Kind.WITH, Kind.LOOP, Kind.FUNCTION})
# What a name begins with before it holds anything.
_EMPTY = re.compile(
    r"=\s*(?:None|nil|null|nullptr|undefined|0|\[\]|\{\}|\"\"|''|[Ff]alse"
    r"|(?:set|dict|list|deque|Counter|OrderedDict|defaultdict|new (?:Map|Set|WeakMap|Array)|(?:std::\w+|\w+)?(?:<[^()]*>)?(?:::new))?\([\w.]*\))[\s;]*$"
)
_SEEN = re.compile(r"\$?\w+(?:(?:\.|->)\w+)+")
_MADE_HERE = re.compile(r"\bfunc(?:tion)?\s*\(|=>|\blambda\b|\{|^\|")
_PUTS = re.compile(r"[\w.:]*[.:](?:append|push|push_back|extend|add|insert|update)$")


def alone(body: Body) -> None:
    """Tell the calls that came, then those that went."""
    for change, steps in ((Change.ADDED, body.came()), (Change.REMOVED, body.went())):
        calls = [step for step in steps if step.word not in WRAPPING and _counts(body, step)]
        other = body.texts.get(Side.OLD if change is Change.ADDED else Side.NEW, "")
        for step in calls:
            text = step.text.rstrip("; ").removesuffix("?")
            name = text if len(text) <= LONGEST_VALUE and not step.children else step.word
            if _stood_here(body, step) if change is Change.ADDED else _goes_on(body, step):
                continue
            if f"{step.word}(" in other or not re.search(r"\w{2}", name) or len(name) > LONGEST_VALUE:
                continue
            proof = Proof([step]) if change is Change.ADDED else Proof((), [step])
            few = "true" if len(calls) <= FEW else ""
            body.tell(Subject.CALL, change, name, proof, form="step", few=few)

    news = [step for step in body.came() if not any(one in body.told for one in (step, *step.above))]
    sets = [
        step
        for step in news
        if step.kind is Kind.ASSIGN and _SEEN.fullmatch(step.word) and not _EMPTY.search(step.text)
    ]
    if len(news) <= FEW:
        for step in sets:
            text = step.text.rstrip("; ")
            if len(text) <= LONGEST_VALUE and all(
                one in body.found.same for one in step.above if one.kind in _GUARDED
            ):
                body.tell(Subject.STEP, Change.ADDED, text, Proof([step]), form="sets")


def _stood_here(body: Body, step: Step) -> bool:
    """Whether a step calls a function of the commit that was made of lines of this one: they are done as before."""
    old, new = (set(map(str.strip, body.texts.get(side, "").split("\n"))) for side in (Side.OLD, Side.NEW))
    gone = {line for line in old - new if len(line) >= LEAST_LINE}
    return any(
        len(gone.intersection(map(str.strip, text.split("\n")))) >= LEAST_LINES
        for text in body.elsewhere.called(step.text, "")
    )


def _goes_on(body: Body, step: Step) -> bool:
    """Whether something else of the commit calls it now, as a function does that was made of these lines."""
    name = f"{re.split(r'[.:>]', step.word)[-1]}("
    return len(name) > LEAST_NAME and body.elsewhere.holds(name, Side.NEW)


def _counts(body: Body, step: Step) -> bool:
    """Whether a step is a call of its own, and stands in nothing that came or went with it."""
    if step.kind is not Kind.CALL or step in body.told or not step.word or _PUTS.match(step.word):
        return False
    if _MADE_HERE.search(step.word):
        return False  # a function without a name, which may be written otherwise
    return all(one in body.found.same for one in step.above if one.kind in _GUARDED)
