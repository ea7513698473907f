"""Goes through the changed functions of a commit, and the statements outside of any."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from classifier.facts.behaviour.alone import alone
from classifier.facts.behaviour.body import Body, Elsewhere, Proof
from classifier.facts.behaviour.callees import in_new
from classifier.facts.behaviour.conditions import conditions
from classifier.facts.behaviour.demands import demands
from classifier.facts.behaviour.errors import errors
from classifier.facts.behaviour.exchanges import entries, exchanges
from classifier.facts.behaviour.lowering import MOST_STEPS, Lowering
from classifier.facts.behaviour.matching import aligned, exchanged_names, make_same
from classifier.facts.behaviour.model import Step
from classifier.facts.behaviour.moves import moves
from classifier.facts.behaviour.syntax import Syntax, What, syntax_of
from classifier.facts.interface import Change, Fact, Subject
from classifier.facts.symbols import (
    CodeChanges,
    Pair,
    SideLines,
    Site,
    SourceFile,
    Symbol,
    renamed_parameters,
)
from history.briefs import Side

MOST_ROWS = 400  # changed lines of a body: beyond them it was written anew
MOST_FACTS = 24  # of one body
MOST_BODIES = 300  # of one commit
MOST_NEW = 40  # functions that are wholly new


def behaviour_facts(code: CodeChanges) -> Iterator[Fact]:
    """Yield what functions and modules do differently, in the order of the bodies; tests only where nothing else changed."""
    tests = all(file.in_tests for file in code.files)
    elsewhere = _elsewhere(code)
    bodies: list[Body] = []
    read = new = 0
    for pair in code.pairs:
        symbol = pair.symbol
        if pair.new is None or not symbol.is_callable or symbol.nested or symbol.title:
            continue
        if symbol.in_tests and (not tests or pair.old is None):
            continue
        syntax = syntax_of(symbol.language)
        if syntax is None or (pair.old is not None and pair.old.text == pair.new.text):
            continue
        read, new = read + 1, new + (pair.old is None)
        if read > MOST_BODIES or (pair.old is None and new > MOST_NEW):
            continue
        bodies += _of_pair(pair, pair.new, syntax, elsewhere)
    yield from _throughout(bodies)
    for body in bodies:
        yield from _told(body)
    for file in code.files:
        syntax = syntax_of(file.grammar.language)
        if (
            syntax is not None and syntax.types and (tests or not file.in_tests)
        ):  # of a query no step is found there
            yield from _of_module(file, syntax, elsewhere)


def _elsewhere(code: CodeChanges) -> Elsewhere:
    functions: dict[str, str] = {}
    for pair in code.pairs:
        if pair.new is not None and pair.new.is_callable and not pair.new.in_tests:
            functions[pair.new.name] = f"{functions.get(pair.new.name, '')}\n{pair.new.text}"
    return Elsewhere(
        {
            side: "\n".join(
                "\n".join(lines.texts[number] for number in sorted(lines.texts))
                for file in code.files
                for lines in ((file.old if side is Side.OLD else file.new),)
            )
            for side in Side
        },
        functions,
        {file.change.path: file.whole[Side.NEW] for file in code.files if Side.NEW in file.whole},
    )


# Whose callers are all at hand, and may well catch what it fails with.
_PRIVATE = frozenset({"private", "fileprivate", "unexported", "module-private", "static", "local"})


def _of_pair(pair: Pair, new: Symbol, syntax: Syntax, elsewhere: Elsewhere) -> Iterator[Body]:
    lines = {Side.OLD: pair.old_file.old, Side.NEW: pair.new_file.new}
    old_steps = _steps(pair.old.site if pair.old else None, syntax, lines[Side.OLD])
    new_steps = _steps(new.site, syntax, lines[Side.NEW])
    if sum(step.changed for step in (*old_steps, *new_steps)) > MOST_ROWS:
        return
    paths = {side: pair.path(side) for side in Side}
    found = aligned(old_steps, new_steps, (_parameters(pair.old), _parameters(new)))
    if pair.old is not None:
        make_same(found, renamed_parameters(pair.old, new))
    yield Body(
        new.qualified,
        new.language,
        paths,
        lines,
        old_steps,
        new_steps,
        found,
        elsewhere,
        {Side.OLD: pair.old.text if pair.old else "", Side.NEW: new.text},
        whole=pair.old is None,
        optional=_optional(pair.old, new),
        come=_parameters(new) - _parameters(pair.old) if pair.old else frozenset(),
        renamed=pair.old is not None and pair.old.name != new.name,
        private=new.visibility in _PRIVATE or new.name.startswith("_"),
    )


THROUGHOUT = 4  # steps in which one name stands in the place of another: from here on that is one fact


def _throughout(bodies: Sequence[Body]) -> Iterator[Fact]:
    """Yield the names that gave way to others all over the commit, and take them for the same from then on.

    `expression.renamed`: `before` and `after` are the names, `places` the number of steps.
    """
    places: dict[tuple[str, str], list[tuple[Body, Step]]] = {}
    for body in bodies:
        for names, step in exchanged_names(body.found, body.new):
            places.setdefault(names, []).append((body, step))
    often = {names: steps for names, steps in places.items() if len(steps) >= THROUGHOUT}
    renamed = dict(often.keys())
    for body in bodies:
        make_same(body.found, renamed)
    for (was, now), steps in often.items():
        body, step = steps[0]
        old = body.found.partner[step]
        places_of = str(len(steps))
        body.tell(
            Subject.EXPRESSION,
            Change.RENAMED,
            now,
            Proof([step], [old]),
            before=was,
            after=now,
            places=places_of,
        )
        yield body.facts.pop()


def _optional(old: Symbol | None, new: Symbol) -> frozenset[str]:
    """The parameters that may be left out, or be nothing, since the commit."""
    if old is None:
        return frozenset()
    before = {one.name: one for one in old.parameters}
    return frozenset(
        one.name
        for one in new.parameters
        if (was := before.get(one.name)) is not None
        and (
            (one.default and not was.default)
            or (_MAY_BE_NOTHING.search(one.type) and not _MAY_BE_NOTHING.search(was.type))
        )
    )


_MAY_BE_NOTHING = re.compile(r"\bNone\b|\bOptional\b|\bOption\b|\bnull\b|\?$")


def _parameters(symbol: Symbol | None) -> frozenset[str]:
    return frozenset(one.name for one in symbol.parameters) if symbol else frozenset()


def _told(body: Body) -> list[Fact]:
    conditions(body)
    if not body.whole:
        demands(body)
    errors(body)
    if body.whole:
        in_new(body)
    else:
        exchanges(body)
        moves(body)
        alone(body)
    return body.facts[:MOST_FACTS]


def _steps(site: Site | None, syntax: Syntax, lines: SideLines) -> list[Step]:
    """The steps of a function, those with changed lines marked."""
    if site is None:
        return []
    found: list[Step] = []
    for node in site.clauses or (site.node,):
        one = replace(site, node=node, clauses=())
        lowering = Lowering(syntax, one, lines)
        block = lowering.function_body(node)
        if block is not None and site.clauses:
            lowering.clause(node, block)
        elif block is not None:
            lowering.whole(block)
        found += lowering.steps
    return found


_MODULES = frozenset({"python", "javascript", "typescript"})  # where modules run from top to bottom
_RUNS = frozenset({What.IF, What.TRY, What.WRAPPER, What.LOOP})
_CLASSES = frozenset(
    {"class_definition", "class_declaration", "class_body", "declaration_list", "impl_item", "block"}
)


def _of_module(file: SourceFile, syntax: Syntax, elsewhere: Elsewhere) -> Iterator[Fact]:
    """What the statements of a module outside of functions do, and what the tables hold that it keeps; its other constants
    are told as symbols."""
    change = file.change
    if not change.new_path:
        return
    lines = {Side.OLD: file.old, Side.NEW: file.new}
    paths = {Side.OLD: change.old_path or change.path, Side.NEW: change.new_path or change.path}
    runs = _RUNS if file.grammar.language in _MODULES else frozenset()
    for wanted in (runs, frozenset({What.ASSIGN})):
        old, new = (
            _module_steps(roots, syntax, lines[side], wanted)
            for side, roots in zip(Side, file.roots, strict=True)
        )
        if not any(step.touched for step in (*old, *new)):
            continue
        body = Body(
            "",
            file.grammar.language,
            paths,
            lines,
            old,
            new,
            aligned(old, new),
            elsewhere,
            whole=not change.old_path,
        )
        if wanted is runs:
            conditions(body)
            errors(body)
        elif not body.whole:
            entries(body)
        yield from body.facts[:MOST_FACTS]


def _module_steps(
    roots: Sequence[Site], syntax: Syntax, lines: SideLines, wanted: frozenset[What]
) -> list[Step]:
    found: list[Step] = []
    for site in roots:
        lowering = Lowering(syntax, site, lines)
        waiting = list(reversed(site.node.named_children))
        while waiting and len(lowering.steps) < MOST_STEPS:
            node = waiting.pop()
            if not lowering.is_touched(node):
                continue
            what = syntax.types.get(node.type)
            inner = (
                syntax.types.get(node.named_children[0].type)
                if what is What.WRAPPER and node.named_children
                else what
            )
            if What.ASSIGN in wanted and node.type in _CLASSES:
                waiting += reversed(node.named_children)
            elif (inner if What.ASSIGN in wanted else what) in wanted:
                lowering.one(node, None, "")
        found += lowering.steps
    return found
