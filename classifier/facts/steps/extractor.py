"""From the steps of a changed body to facts.

`owner` is the body's function or method, by its qualified name; `before` and `after` are the two texts.

- `condition`: `changed`, `added`, `removed`; the name is the condition; `part` in `extra` is `true` where
  `before` or `after` is only what was added to it or taken from it; `then` is what an added one leads to:
  `return`, `raise`, `continue`, `break`;
- `loop`: the same, the name is what is iterated over;
- `result`: `changed`;
- `exception`: `added`, `removed`; the name is its type; `how` is `raised` or `caught`;
- `argument`: `added`, `removed`, `changed`; the name is the argument as written, `call` who takes it;
- `call`: `changed` (another function is called in the same place), `added`, `removed`;
- `text`: `changed`: a string literal;
- `local`: `renamed`;
- `expression`: `changed`: anything else that is short enough to be shown on both sides; `added`, `removed`:
  `whole` is `true` for a line that came or went, `part` for a piece of one.

`test` is `true` in test code. Bodies that were rewritten (`MOST_ROWS` changed lines and more) are not told
step by step.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType

from classifier.facts.difference import difference
from classifier.facts.interface import Change, Fact, Subject
from classifier.facts.lines import Source
from classifier.facts.steps.logical import Step, steps
from classifier.facts.steps.matching import alike, matched
from classifier.facts.steps.shapes import Shape, Shaped, calls_in, shaped
from classifier.facts.symbols import CodeChanges, Pair, Symbol, changed_lines
from history.briefs import Evidence, Side

MOST_ROWS = 160  # changed lines of a body: beyond them it was written anew
MOST_FACTS = 24  # of one body
MOST_BODIES = 200  # of one commit
TEXT_LIMIT = 200
LONGEST_WHOLE = 64  # characters of a line that is shown as it stands
_STRING = re.compile(r"""[rbfu]{0,2}("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")
_NAME = re.compile(r"[A-Za-z_]\w*")
_SHAPES = {
    Shape.CONDITION: Subject.CONDITION,
    Shape.LOOP: Subject.LOOP,
    Shape.RESULT: Subject.RESULT,
}


@dataclass
class _Body:
    """A changed body, and what is known of it so far."""

    pair: Pair
    old: Symbol
    new: Symbol
    found: list[Fact] = field(default_factory=list)

    def tell(self, subject: Subject, change: Change, name: str, *proof: Shaped | None, **more: str) -> None:
        """Add a fact, proved by the steps."""
        before, after = more.pop("before", None), more.pop("after", None)
        extra = dict(more)
        if self.new.in_tests:
            extra["test"] = "true"
        evidence = tuple(
            Evidence(
                self.pair.path(side), side, _line_of(one.step, side, name, self), one.step.text[:TEXT_LIMIT]
            )
            for one, side in zip(proof, (Side.OLD, Side.NEW), strict=True)
            if one is not None
        )[::-1]
        self.found.append(
            Fact(
                subject,
                change,
                name,
                evidence,
                owner=self.new.qualified,
                before=before,
                after=after,
                language=self.new.language,
                extra=MappingProxyType(extra),
            )
        )


def _line_of(step: Step, side: Side, name: str, body: _Body) -> int:
    """The changed line of a step that holds the name, else its first changed line."""
    file = body.pair.old_file if side is Side.OLD else body.pair.new_file
    lines = file.old if side is Side.OLD else file.new
    numbers = list(lines.changed.numbers_within(step.first, step.last))
    for number in numbers:
        if name and name in lines.texts.get(number, ""):
            return number
    return numbers[0] if numbers else step.first


def steps_facts(code: CodeChanges) -> Iterator[Fact]:
    """Yield what the changed lines of functions and methods do, in the order of the bodies."""
    read = 0
    inner = _inner(code)
    for pair in code.pairs:
        if (
            pair.old is None
            or pair.new is None
            or not pair.new.is_callable
            or pair.symbol.nested
            or pair.symbol.title
            or pair.old.text == pair.new.text
            or changed_lines(pair) > MOST_ROWS
        ):
            continue
        read += 1
        if read > MOST_BODIES:
            return
        yield from _body_facts(_Body(pair, pair.old, pair.new), inner)


Inner = dict[tuple[str, Side], list[tuple[int, int]]]


def _inner(code: CodeChanges) -> Inner:
    """Where functions inside functions came or went: their lines are not steps of the body around them."""
    found: Inner = {}
    for pair in code.pairs:
        if pair.symbol.nested and pair.symbol.is_callable and (pair.old is None) != (pair.new is None):
            side = Side.NEW if pair.old is None else Side.OLD
            found.setdefault((pair.path(side), side), []).append((pair.symbol.first, pair.symbol.last))
    return found


def _body_facts(body: _Body, inner: Inner) -> Iterable[Fact]:
    old = _changed_steps(body.old, body.pair, Side.OLD, inner)
    new = _changed_steps(body.new, body.pair, Side.NEW, inner)
    pairs = matched(old, new)
    renamed = _renames(body, [(one.step, other.step) for one, other in pairs if one and other])
    for one, other in pairs:
        if one and other and _substituted(one.step.text, renamed) != _substituted(other.step.text, {}):
            _gave_way(body, one, other)
    _alone(body, [one for one, other in pairs if other is None and one], Side.OLD)
    _alone(body, [other for one, other in pairs if one is None and other], Side.NEW)
    _calls(body, pairs)
    return body.found[:MOST_FACTS]


def _changed_steps(symbol: Symbol, pair: Pair, side: Side, inner: Inner) -> list[Shaped]:
    """The steps of one side that hold a changed line, without the declaration's own header."""
    file = pair.old_file if side is Side.OLD else pair.new_file
    changed = (file.old if side is Side.OLD else file.new).changed
    found = []
    apart = inner.get((pair.path(side), side), ())
    for step in steps(Source(symbol.text, symbol.language), symbol.first):
        if any(first <= step.first <= last for first, last in apart):
            continue
        if step.first <= symbol.line <= step.last or not changed.lines_within(step.first, step.last):
            continue
        found.append(shaped(step))
    return found


def _renames(body: _Body, pairs: Iterable[tuple[Step, Step]]) -> dict[str, str]:
    """Local names that gave way to others in every line: told once, and not in each line again."""
    found: dict[str, set[str]] = {}
    proof: dict[str, tuple[Step, Step]] = {}
    for old, new in pairs:
        left, right = _NAME.findall(old.code), _NAME.findall(new.code)
        if len(left) != len(right) or _NAME.sub("_", old.text) != _NAME.sub("_", new.text):
            continue
        for before, after in zip(left, right, strict=True):
            if before != after:
                found.setdefault(before, set()).add(after)
                proof.setdefault(before, (old, new))
    sure: dict[str, str] = {}
    for before, afters in found.items():
        if len(afters) != 1 or not re.search(
            rf"(?:^|[\s(,]){re.escape(before)}\s*(?::=|=(?!=)|,|\bin\b)", body.old.text
        ):
            continue
        after = next(iter(afters))
        if re.search(rf"(?<![\w.]){before}\b", body.new.text) or re.search(
            rf"(?<![\w.]){after}\b", body.old.text
        ):
            continue
        sure[before] = after
        one, other = proof[before]
        body.tell(
            Subject.LOCAL, Change.RENAMED, after, shaped(one), shaped(other), before=before, after=after
        )
    return sure


def _substituted(text: str, names: dict[str, str]) -> str:
    text = " ".join(text.split())
    return _NAME.sub(lambda match: names.get(match[0], match[0]), text) if names else text


def _gave_way(body: _Body, old: Shaped, new: Shaped) -> None:
    """What one step becoming another means."""
    if Shape.NOTHING in (old.shape, new.shape):
        return
    if new.shape in (Shape.RAISED, Shape.CAUGHT) and old.subject != new.subject and old.shape is new.shape:
        how = "raised" if new.shape is Shape.RAISED else "caught"
        body.tell(
            Subject.EXCEPTION,
            Change.CHANGED,
            new.subject,
            old,
            new,
            before=old.subject,
            after=new.subject,
            how=how,
        )
    elif _STRING.sub('""', old.step.text) == _STRING.sub('""', new.step.text):
        _texts(body, old, new)
    elif old.shape is new.shape and new.shape in _SHAPES:
        _shaped_change(body, old, new, _SHAPES[new.shape])
    elif not _arguments(body, old, new) and not _other_call(body, old, new):
        before, after = old.step.text.rstrip(";{ "), new.step.text.rstrip(";{ ")
        _change(body, old, new, Subject.EXPRESSION, (before, after))


def _shaped_change(body: _Body, old: Shaped, new: Shaped, subject: Subject) -> None:
    if subject is Subject.RESULT and (_arguments(body, old, new) or _other_call(body, old, new)):
        return
    _change(body, old, new, subject, (old.subject, new.subject))


def _change(body: _Body, old: Shaped, new: Shaped, subject: Subject, texts: tuple[str, str]) -> None:
    """Both texts where they are short, else what stands in only one of them."""
    before, after = texts
    if not before or not after:
        return
    name = after if len(after) <= TEXT_LIMIT else ""
    if max(len(before), len(after)) <= 48:
        body.tell(subject, Change.CHANGED, name, old, new, before=before, after=after)
        return
    found = difference(before, after)
    if found is None:
        return
    gone, come = (side.strip(" ,;") for side in found)
    if gone and come:
        body.tell(subject, Change.CHANGED, come, old, new, before=gone, after=come, part="true")
    elif come:
        body.tell(subject, Change.ADDED, come, None, new, part="true")
    elif gone:
        body.tell(subject, Change.REMOVED, gone, old, None, part="true")


def _texts(body: _Body, old: Shaped, new: Shaped) -> None:
    """The string literals that differ."""
    pairs = zip(_STRING.findall(old.step.text), _STRING.findall(new.step.text), strict=False)
    for before, after in pairs:
        if before == after:
            continue
        body.tell(Subject.TEXT, Change.CHANGED, after[1:-1], old, new, before=before[1:-1], after=after[1:-1])
        return


def _arguments(body: _Body, old: Shaped, new: Shaped) -> bool:
    """Tell what another call of the same functions passes; whether that is what happened."""
    language = body.new.language
    before, after = calls_in(old.step, language), calls_in(new.step, language)
    if not after or [call.name for call in before] != [call.name for call in after]:
        return False
    for left, right in reversed(list(zip(before, after, strict=True))):
        if left.arguments == right.arguments:
            continue
        gone = [one for one in left.arguments if one not in right.arguments]
        come = [one for one in right.arguments if one not in left.arguments]
        call = right.name
        if come and not gone:
            for one in come:
                body.tell(Subject.ARGUMENT, Change.ADDED, one, None, new, call=call)
        elif gone and not come:
            for one in gone:
                body.tell(Subject.ARGUMENT, Change.REMOVED, one, old, None, call=call)
        elif len(gone) == len(come) == 1:
            body.tell(
                Subject.ARGUMENT, Change.CHANGED, come[0], old, new, before=gone[0], after=come[0], call=call
            )
        else:
            return False
        return True
    return False


def _other_call(body: _Body, old: Shaped, new: Shaped) -> bool:
    """Tell that another function is called in the same place; whether that is what happened."""
    language = body.new.language
    before = [call.name for call in calls_in(old.step, language)]
    after = [call.name for call in calls_in(new.step, language)]
    if len(before) != len(after):
        return False
    differing = [(left, right) for left, right in zip(before, after, strict=True) if left != right]
    if len(differing) != 1:
        return False
    left, right = differing[0]
    if not alike(
        _substituted(old.step.text, {left.rpartition(".")[2]: right.rpartition(".")[2]}), new.step.text
    ):
        return False
    body.tell(Subject.CALL, Change.CHANGED, right, old, new, before=left, after=right)
    return True


def _holds(text: str, name: str) -> bool:
    """Whether a body names something: then it neither came nor went."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


_LEAVES = re.compile(r"^(?P<how>continue|break)\b")


def _alone(body: _Body, some: list[Shaped], side: Side) -> None:
    """Steps that came or went without a partner."""
    change = Change.REMOVED if side is Side.OLD else Change.ADDED
    steps_there = list(steps(Source((body.new if side is Side.NEW else body.old).text, body.new.language), 0))
    following = {one.key: other for one, other in pairwise(steps_there)}
    elsewhere = (body.old if side is Side.NEW else body.new).text
    for one in some:
        proof = (one, None) if side is Side.OLD else (None, one)
        if one.shape in (Shape.CONDITION, Shape.LOOP) and one.subject:
            then = _then(following.get(one.step.key)) if one.shape is Shape.CONDITION else ""
            more = {"then": then} if then else {}
            body.tell(_SHAPES[one.shape], change, one.subject, *proof, **more)
        elif one.shape in (Shape.ASSIGNED, Shape.CALL, Shape.RESULT):
            _line(body, one, change, proof)
        elif not one.subject or _holds(elsewhere, one.subject):
            continue
        elif one.shape is Shape.RAISED:
            body.tell(Subject.EXCEPTION, change, one.subject, *proof, how="raised")
        elif one.shape is Shape.CAUGHT:
            body.tell(Subject.EXCEPTION, change, one.subject, *proof, how="caught")


def _line(body: _Body, one: Shaped, change: Change, proof: tuple[Shaped | None, Shaped | None]) -> None:
    """A whole line that came or went and is short enough to be shown."""
    text = one.step.text.rstrip("; ")
    if len(text) <= LONGEST_WHOLE and re.search(r"\w{3}", text):
        body.tell(Subject.EXPRESSION, change, text, *proof, whole="true")


def _then(step: Step | None) -> str:
    if step is None:
        return ""
    shape = shaped(step).shape
    if shape is Shape.RAISED:
        return "raise"
    if shape is Shape.RESULT or step.code.rstrip(";") == "return":
        return "return"
    match = _LEAVES.match(step.code)
    return match["how"] if match else ""


def _calls(body: _Body, pairs: Iterable[tuple[Shaped | None, Shaped | None]]) -> None:
    """The functions that the new lines call and the old ones do not, and the other way round."""
    language = body.new.language
    told = {name for fact in body.found for name in (fact.before, fact.after, fact.name)}
    sides: dict[Side, dict[str, Shaped]] = {Side.OLD: {}, Side.NEW: {}}
    for pair in pairs:
        for side, one in zip((Side.OLD, Side.NEW), pair, strict=True):
            if one is not None and one.shape is not Shape.RAISED:
                for call in calls_in(one.step, language):
                    sides[side].setdefault(call.name, one)
    for side, change in ((Side.NEW, Change.ADDED), (Side.OLD, Change.REMOVED)):
        other = sides[Side.OLD if side is Side.NEW else Side.NEW]
        elsewhere = (body.old if side is Side.NEW else body.new).text
        for name, one in sides[side].items():
            if name not in other and name not in told and not _holds(elsewhere, name):
                proof = (one, None) if side is Side.OLD else (None, one)
                body.tell(Subject.CALL, change, name, *proof)
