"""From the syntax tree of a function to its steps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from classifier.facts.behaviour.calls import callee_of, flat, target_of
from classifier.facts.behaviour.choices import Choice, choice_at_end, choice_of
from classifier.facts.behaviour.marks import marks_of
from classifier.facts.behaviour.model import Kind, Step, source_of
from classifier.facts.behaviour.syntax import Syntax, What
from classifier.facts.behaviour.words import is_log
from classifier.facts.symbols import SideLines, Site

if TYPE_CHECKING:
    from tree_sitter import Node

Place = tuple[Step | None, str]  # what a step stands in, and in which of its branches
MOST_STEPS = 1500  # of one body
MOST_DEPTH = 40
MOST_IN_TURN = 150  # conditions of one `else if` after another
LONGEST = 2000  # characters of a head that are looked at
_IN_BRACKETS = re.compile(r"\s*\(\s*$")
_SPACE = re.compile(r"\s+")
_LAYOUT = re.compile(r"\s+|,(?=\s*[)\]}])|;$")
_PLAIN = {
    What.RETURN: Kind.RETURN,
    What.RAISE: Kind.RAISE,
    What.CONTINUE: Kind.CONTINUE,
    What.BREAK: Kind.BREAK,
    What.ASSERT: Kind.ASSERT,
    What.IMPORT: Kind.IMPORT,
}
_HEADED = {
    What.LOOP: Kind.LOOP,
    What.WITH: Kind.WITH,
    What.SWITCH: Kind.SWITCH,
    What.FUNCTION: Kind.FUNCTION,
    What.CATCH: Kind.CATCH,
    What.FINALLY: Kind.FINALLY,
}
_NESTS = frozenset(
    {What.IF, What.UNLESS, What.LOOP, What.TRY, What.SWITCH, What.FUNCTION, What.WITH, What.BLOCK, What.CATCH}
)
_SEQUENCES = frozenset({Kind.LOOP, Kind.WITH, Kind.FUNCTION})
_HANDLERS = frozenset({What.CATCH, What.CATCHES, What.FINALLY})
_NOT_BY_ITSELF = frozenset({What.SKIP, What.ELSE, What.CATCHES})
_PARENTHESES = frozenset({"parenthesized_expression", "condition_clause"})


class Lowering:
    """Collects the steps of one body, in the order of its lines. What holds no changed line is left out, where nothing
    that does can depend on it."""

    def __init__(self, syntax: Syntax, site: Site, lines: SideLines) -> None:
        self.steps: list[Step] = []
        self._lines = lines
        self._marks = marks_of(syntax, site.node)
        self._what = self._marks.what
        self._part = self._marks.part
        self._syntax = syntax
        self._site = site
        self._depth = 0
        self._in_turn = 0
        mark = re.escape(syntax.comment)
        self._comments = re.compile(rf"(?:^[ \t]*|[ \t]+){mark}[ \t!][^\n]*$", re.MULTILINE)

    def body(self, node: Node | None, parent: Step | None, branch: str) -> None:
        """The steps of a block, or of a statement that stands in the place of one."""
        if node is None or len(self.steps) >= MOST_STEPS or self._depth > MOST_DEPTH:
            return
        self._depth += 1
        if self._is_block(node):
            if any(self._what(one) in _HANDLERS for one in node.named_children):
                self._try(node, parent, branch)
            else:
                self.all(node.named_children, parent, branch)
        else:
            self.one(node, parent, branch)
        self._depth -= 1

    def all(self, nodes: Iterable[Node], parent: Step | None, branch: str) -> None:
        """The steps of several statements."""
        for node in nodes:
            self.one(node, parent, branch)

    def one(self, node: Node, parent: Step | None, branch: str) -> None:
        """The steps of one statement."""
        place = len(self.steps)
        self._one(node, parent, branch)
        if len(self.steps) > place and self.steps[place].statement is None:
            self.steps[place].statement = node

    def _one(self, node: Node, parent: Step | None, branch: str) -> None:
        if (parent is None or parent.kind in _SEQUENCES) and not self.is_touched(node):
            return
        what = self._what(node)
        while what is What.WRAPPER and (inner := self._inner(node)) is not None:
            what = self._what(inner)
            if what is not What.WRAPPER and what not in _NESTS and what not in _PLAIN:
                break
            node = inner
        if what in _NOT_BY_ITSELF or node.type == "ERROR":
            return
        if what is What.BLOCK:
            self.body(node, parent, branch)
        elif what in (What.IF, What.UNLESS):
            self._if(node, parent, branch)
        elif what is What.ASSIGN and self._part(node, "alternative") is not None:
            self._binding(node, parent, branch)
        elif what is What.TRY:
            self._try(node, parent, branch)
        elif what is What.SWITCH:
            self._switch(node, parent, branch)
        elif what is What.FUNCTION and self._part(node, "definition") is not None:  # decorated
            self.body(self._part(node, "definition"), parent, branch)
        elif what in _HEADED:
            self._headed(node, _HEADED[what], parent, branch)
        else:
            self._leaf(node, what, parent, branch)

    def whole(self, body: Node, parent: Step | None = None) -> None:
        """The steps of a function's body. What a body comes to that is one expression is returned."""
        if self._is_block(body) or self._what(body) in _NESTS:
            self.body(body, parent, "then" if parent else "")
        elif self.is_touched(body):
            self._leaf(body, What.RETURN, parent, "then" if parent else "")

    def clause(self, node: Node, body: Node) -> None:
        """The steps of one of a function's clauses."""
        self.whole(body, self._add(Kind.CASE, node, body, (None, "")))

    def function_body(self, node: Node) -> Node | None:
        """The body of a function, which may stand inside a decorator, an export or a constant: a block, or, in languages
        of a query, an expression."""
        level = [node]
        for _ in range(5):
            for item in level:
                body = self._part(item, "body")
                if body is not None and (
                    self._is_block(body) or (self._syntax.query and self._what(item) is What.FUNCTION)
                ):
                    return body
            level = [child for item in level for child in item.named_children]
        return None

    def _inner(self, node: Node) -> Node | None:
        """What a wrapper is around."""
        inner = node.named_children
        return self._part(node, "inner") or (inner[0] if len(inner) == 1 else None)

    def is_touched(self, node: Node) -> bool:
        """Whether a changed line is among those of a node, or the other side has more between them."""
        first, last = self._site.line(node.start_point.row), self._site.line(node.end_point.row)
        return self._lines.changed.touch(first, last) or self._lines.grew(first, last)

    def _add(self, kind: Kind, node: Node, end: Node | int | None, place: Place, word: str = "") -> Step:
        """A step whose head goes from `node` to `end`: to the start of a node, to an offset, or all of it."""
        if end is None:
            stop, row = node.end_byte, node.end_point.row
        elif isinstance(end, int):
            stop = end
            row = node.start_point.row + self._site.source.count(b"\n", node.start_byte, end)
        else:
            stop, row = end.start_byte, end.start_point.row
        whole = self._site.source[node.start_byte : stop].decode("utf8", "replace").rstrip()
        raw = whole[:LONGEST]
        if "\n" in raw or any("comment" in item.type for item in node.named_children):
            raw = self._comments.sub("", raw).rstrip()
            if end is not None:
                row = node.start_point.row + raw.count("\n")
        step = Step(
            kind,
            _SPACE.sub(" ", raw).strip(),
            f"{kind}:{_LAYOUT.sub('', raw)}{whole[LONGEST:]}",
            node,
            self._site,
            (self._site.line(node.start_point.row), self._site.line(row)),
            *place,
            word,
        )
        step.changed = self._lines.changed.touch(*step.lines)
        step.grown = not step.changed and self._lines.grew(*step.lines)
        self.steps.append(step)
        if step.parent is not None:
            step.parent.children.append(step)
        return step

    def _if(self, node: Node, parent: Step | None, branch: str) -> None:
        conditions = self._marks.parts(node, "condition")
        if not conditions or self._in_turn >= MOST_IN_TURN:
            return
        self._in_turn += 1
        condition = bare(conditions[0])
        listed = _head_of(node) if len(conditions) > 1 else []
        begin = listed[0] if listed else self._part(node, "initializer") or condition
        end = listed[-1] if listed else condition
        step = self._add(Kind.IF, begin, end.end_byte, (parent, branch))
        step.node = condition
        step.lines = (self._site.line(node.start_point.row), step.lines[1])
        # Its parentheses may end on a line of their own.
        closed = self._site.line(conditions[0].end_point.row)
        step.grown = not step.changed and self._lines.grew(step.lines[0], max(closed, step.lines[1]))
        step.unless = self._what(node) is What.UNLESS
        step.key = f"unless:{step.key}" if step.unless else step.key
        step.clauses = self._listed(listed)
        self.body(self._part(node, "consequence"), step, "then")
        current = step
        for other in self._marks.parts(node, "alternative"):
            what = self._what(other)
            if what is What.IF:
                before = len(self.steps)
                self._if(other, current, "else")
                current = self.steps[before] if len(self.steps) > before else current
            elif what is What.ELSE:
                inner = self._part(other, "body")
                if inner is not None:
                    self.body(inner, current, "else")
                else:
                    self.all(other.named_children, current, "else")
            else:
                self.body(other, current, "else")
        self._in_turn -= 1

    def _binding(self, node: Node, parent: Step | None, branch: str) -> None:
        """A name that is bound, or else: its branch runs where the value does not fit the pattern."""
        value = self._part(node, "value")
        step = self._add(Kind.IF, node, value.end_byte if value is not None else None, (parent, branch))
        step.key = f"unless:{step.key}"
        step.clauses = (step.text,)
        step.unless = True
        self.body(self._part(node, "alternative"), step, "then")

    def _listed(self, head: Sequence[Node]) -> tuple[str, ...]:
        """The clauses of a condition that are listed one after the other, with commas between them."""
        clauses: list[list[Node]] = [[]]
        for child in head:
            if child.type == ",":
                clauses.append([])
            else:
                clauses[-1].append(child)
        source = self._site.source
        return tuple(
            " ".join(source[nodes[0].start_byte : nodes[-1].end_byte].decode("utf8", "replace").split())
            for nodes in clauses
            if nodes
        )

    def _try(self, node: Node, parent: Step | None, branch: str) -> None:
        block = self._part(node, "body")
        if block is None:  # the statements stand beside the handlers
            step = self._add(Kind.TRY, node, node.start_byte, (parent, branch))
            self.all([one for one in node.named_children if self._what(one) not in _HANDLERS], step, "body")
        else:
            step = self._add(Kind.TRY, node, block, (parent, branch))
            self.body(block, step, "body")
        self._handlers(node, step)

    def _handlers(self, node: Node, step: Step) -> None:
        for child in node.named_children:
            what = self._what(child)
            if what in (What.CATCH, What.FINALLY):
                self._headed(child, _HEADED[what], step, str(what))
            elif what is What.CATCHES or (what is What.BLOCK and self._what(node) is What.CATCHES):
                self._handlers(child, step)
            elif what is What.ELSE:
                self.body(self._part(child, "body"), step, "body")

    def _headed(self, node: Node, kind: Kind, parent: Step | None, branch: str) -> None:
        """A head and a block: a loop, a handler, a function inside."""
        blocks = list(self._marks.parts(node, "body"))
        if not blocks:
            blocks = [item for item in node.named_children if self._is_block(item)][:1]
        if not blocks and kind is Kind.FINALLY:
            blocks = node.named_children
        step = self._add(kind, node, blocks[0] if blocks else None, (parent, branch))
        if kind is Kind.FUNCTION:
            name = self._part(node, "name")
            step.word = source_of(name, self._site) if name is not None else ""
        elif kind is Kind.CATCH:
            step.error = "" if self._syntax.query else None
            step.word = ", ".join(
                _SPACE.sub(" ", source_of(one, self._site)) for one in self._marks.parts(node, "types")
            )
        for block in blocks:
            if self._what(block) is What.FUNCTION:  # its statements stand in it as they are
                self.all(block.named_children, step, "body")
            else:
                self.body(block, step, "body")
        for other in self._marks.parts(node, "alternative"):  # the `else` of a loop
            self.body(self._part(other, "body"), step, "body")

    def _is_block(self, node: Node) -> bool:
        return self._what(node) is What.BLOCK

    def _switch(self, node: Node, parent: Step | None, branch: str) -> None:
        block = self._part(node, "body")
        holder = block if block is not None else node
        cases = [
            case
            for item in holder.named_children
            for case in (item.named_children if self._is_block(item) else [item])
            if self._what(case) is What.CASE
        ]
        step = self._add(Kind.SWITCH, node, block or (cases[0] if cases else None), (parent, branch))
        for case in cases:
            inside = self._inside(case)
            one = self._add(Kind.CASE, case, inside[0] if inside else None, (step, "body"))
            for item in inside:
                self.body(item, one, "then")

    def _inside(self, case: Node) -> Sequence[Node]:
        if self._syntax.query and (bodies := self._marks.parts(case, "body")):
            return bodies
        if self._syntax.arm:
            found = self._part(case, self._syntax.arm)
            return [found] if found is not None else []
        labels = [self._part(case, "value"), *self._marks.parts(case, "label")]
        return [
            item
            for item in case.named_children
            if item not in labels
            and item.type not in self._syntax.labels
            and self._what(item) is not What.SKIP
        ]

    def _leaf(self, node: Node, what: What | None, parent: Step | None, branch: str) -> None:
        core = node
        while self._what(core) is What.WRAPPER and (inner := self._inner(core)) is not None:
            core = inner
        kind, word = self._kind(core, what)
        if kind is Kind.CONTINUE and _innermost(parent) is Kind.FUNCTION:
            kind = Kind.RETURN
        if kind in (Kind.RETURN, Kind.ASSIGN) and (choice := choice_at_end(core)) is not None:
            begin = self._site.source[core.start_byte : choice.node.start_byte].decode("utf8", "replace")
            if not any(map(self._nested, (choice.then, choice.otherwise))):
                self._choice(choice, kind, (_IN_BRACKETS.sub(" ", begin.lstrip()), word), (parent, branch))
                return
        nested = self._nested(node) if node.end_point.row > node.start_point.row else []
        step = self._add(kind, node, nested[0][0] if nested else None, (parent, branch), word)
        if nested:
            step.key += f"…{_LAYOUT.sub('', self._rest(node, nested[-1][0]))}"
        step.node = core
        if kind is Kind.RAISE and self._syntax.query:
            error = self._part(core, "error")
            step.error = flat(error, self._site).lstrip("\\") if error is not None else ""
        for one, is_function in nested:
            if not is_function:
                self.body(one, step, "body")
                continue
            around = self._add(Kind.FUNCTION, one, one.start_byte, (step, "body"))
            if self._is_block(one):
                self.body(one, around, "body")
            else:
                self.all(one.named_children, around, "body")

    def _choice(self, choice: Choice, kind: Kind, given: tuple[str, str], place: Place) -> None:
        """A condition, and in either branch what is returned there, or given to the name; `given` is how that begins, and
        the name. A branch that gives the name to itself does nothing."""
        begin, word = given
        step = self._add(Kind.IF, bare(choice.condition), None, place)
        branches = [("then", choice.then), ("else", choice.otherwise)]
        if source_of(choice.then, self._site) == word:
            step.unless, step.key = True, f"unless:{step.key}"
            branches = [("then", choice.otherwise)]
        for branch, value in branches:
            if (inner := choice_of(value)) is not None:
                self._choice(inner, kind, given, (step, branch))
            elif source_of(value, self._site) != word:
                one = self._add(kind, bare(value), None, (step, branch), word)
                one.value = one.text
                one.text = _SPACE.sub(" ", f"{begin}{one.text}")
                one.key = f"{kind}:{_LAYOUT.sub('', begin)}{one.key.partition(':')[2]}"

    def _rest(self, node: Node, last: Node) -> str:
        return self._site.source[last.end_byte : node.end_byte].decode("utf8", "replace")[:LONGEST]

    def _nested(self, node: Node) -> list[tuple[Node, bool]]:
        """The blocks of statements inside an expression that goes over several lines, the outermost ones, and whether each
        is the body of a function."""
        found: list[tuple[Node, bool]] = []
        waiting = list(reversed(node.named_children))
        while waiting:
            item = waiting.pop()
            if item.end_point.row == item.start_point.row:
                continue
            what = self._what(item)
            if what is What.FUNCTION:
                body = self._part(item, "body")
                if body is None:
                    body = next((one for one in item.named_children if self._is_block(one)), None)
                if body is None and self._syntax.query:  # its statements stand in it as they are
                    body = item
                if body is not None and (body is item or self._is_block(body)):
                    found.append((body, True))
                    continue
            if what in _NESTS and what is not What.FUNCTION:
                found.append((item, False))
                continue
            waiting += reversed(item.named_children)
        return found

    def _kind(self, core: Node, what: What | None) -> tuple[Kind, str]:
        if what in _PLAIN:
            kind = _PLAIN[what]
            return (Kind.RAISE if kind is Kind.RETURN and self._fails(core) else kind), ""
        meaning = self._what(core)
        if meaning is What.ASSIGN:
            target = self._part(core, "target")
            return Kind.ASSIGN, target_of(core, self._site) if target is None else flat(target, self._site)
        if meaning is not What.CALL:
            return (Kind.RAISE if meaning is What.RAISE else Kind.OTHER), ""
        called = callee_of(core, self._site)
        if called in self._syntax.raising or self._fails(core, returned=False):
            return Kind.RAISE, called
        logs = is_log(called) and (not self._syntax.query or not called.isalpha() or called == "warn")
        return (Kind.LOG if logs else Kind.CALL), called

    def _fails(self, core: Node, *, returned: bool = True) -> bool:
        """Whether what is returned is an error that is made on the spot."""
        if not self._syntax.failing:
            return False
        text = source_of(core, self._site)[:300]
        if not returned:
            return text.startswith(self._syntax.failing) and not self._syntax.failing[0].startswith("fmt.")
        return any(mark in text.partition("{")[0] for mark in self._syntax.failing)


def _head_of(node: Node) -> list[Node]:
    """What stands between the keyword of a condition in several parts and its branch."""
    return list(takewhile(lambda child: child.type not in {"{", "else", "statements"}, node.children[1:]))


def _innermost(step: Step | None) -> Kind | None:
    """The loop or function that a step stands in, whichever is closer."""
    while step is not None and step.kind not in (Kind.LOOP, Kind.FUNCTION):
        step = step.parent
    return step.kind if step is not None else None


def bare(node: Node) -> Node:
    """An expression without the parentheses around it."""
    while node.type in _PARENTHESES and len(inner := node.named_children) == 1:
        node = inner[0]
    return node
