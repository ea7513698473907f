"""From the steps of a changed body to facts.

`owner` is the body's function or method, by its qualified name; `before` and `after` are the two texts.

- `condition`: `changed`, `added`, `removed`; the name is the condition; `part` in `extra` is `true` where
  `before` or `after` is only what was added to it or taken from it; `then` is what an added one leads to:
  `return`, `raise`, `continue`, `break`;
- `loop`: the same, the name is what is iterated over;
- `result`: `changed`;
- `exception`: `added`, `removed`, `changed`; the name is its type; `how` is `raised` or `caught`;
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

from collections.abc import Iterable, Iterator

from classifier.facts.interface import Fact
from classifier.facts.lines import Source
from classifier.facts.steps.alone import calls_that_came_or_went, came_or_went
from classifier.facts.steps.body import Body
from classifier.facts.steps.logical import steps
from classifier.facts.steps.matching import matched
from classifier.facts.steps.renames import renames, substituted
from classifier.facts.steps.replaced import gave_way
from classifier.facts.steps.shapes import Shaped, shaped
from classifier.facts.symbols import CodeChanges, Pair, Symbol, changed_lines
from history.briefs import Side

MOST_ROWS = 160  # changed lines of a body: beyond them it was written anew
MOST_FACTS = 24  # of one body
MOST_BODIES = 200  # of one commit
Inner = dict[tuple[str, Side], list[tuple[int, int]]]


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
        yield from _body_facts(Body(pair, pair.old, pair.new), inner)


def _inner(code: CodeChanges) -> Inner:
    """Where functions inside functions came or went: their lines are not steps of the body around them."""
    found: Inner = {}
    for pair in code.pairs:
        if pair.symbol.nested and pair.symbol.is_callable and (pair.old is None) != (pair.new is None):
            side = Side.NEW if pair.old is None else Side.OLD
            found.setdefault((pair.path(side), side), []).append((pair.symbol.first, pair.symbol.last))
    return found


def _body_facts(body: Body, inner: Inner) -> Iterable[Fact]:
    old = _changed_steps(body.old, body.pair, Side.OLD, inner)
    new = _changed_steps(body.new, body.pair, Side.NEW, inner)
    pairs = matched(old, new)
    renamed = renames(body, [(one.step, other.step) for one, other in pairs if one and other])
    for one, other in pairs:
        if one and other and substituted(one.step.text, renamed) != substituted(other.step.text, {}):
            gave_way(body, one, other)
    came_or_went(body, [one for one, other in pairs if other is None and one], Side.OLD)
    came_or_went(body, [other for one, other in pairs if one is None and other], Side.NEW)
    calls_that_came_or_went(body, pairs)
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
