"""From the syntax tree of a function to its steps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from classifier.facts.behaviour.model import Kind, Step, source_of
from classifier.facts.behaviour.syntax import Syntax, What
from classifier.facts.behaviour.words import is_log
from classifier.facts.symbols import Site
from classifier.facts.symbols.spans import Spans

if TYPE_CHECKING:
    from tree_sitter import Node

Place = tuple[Step | None, str]  # what a step stands in, and in which of its branches
MOST_STEPS = 1500  # of one body
MOST_DEPTH = 40
LONGEST = 2000  # characters of a head that are looked at
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
    {What.IF, What.LOOP, What.TRY, What.SWITCH, What.FUNCTION, What.WITH, What.BLOCK, What.CATCH}
)
_SEQUENCES = frozenset({Kind.LOOP, Kind.WITH, Kind.FUNCTION})
_PARENTHESES = frozenset({"parenthesized_expression", "condition_clause"})


class Lowering:
    """Collects the steps of one body, in the order of its lines. What holds no changed line is left out, where nothing
    that does can depend on it."""

    def __init__(self, syntax: Syntax, site: Site, changed: Spans) -> None:
        self.steps: list[Step] = []
        self._changed = changed
        self._types = syntax.types
        self._syntax = syntax
        self._site = site
        self._depth = 0
        mark = re.escape(syntax.comment)
        self._comments = re.compile(rf"(?:^[ \t]*|[ \t]+){mark}[ \t!][^\n]*$", re.MULTILINE)

    def body(self, node: Node | None, parent: Step | None, branch: str) -> None:
        """The steps of a block, or of a statement that stands in the place of one."""
        if node is None or len(self.steps) >= MOST_STEPS or self._depth > MOST_DEPTH:
            return
        self._depth += 1
        if self._types.get(node.type) is What.BLOCK:
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
        if (parent is None or parent.kind in _SEQUENCES) and not self._touched(node):
            return
        what = self._types.get(node.type)
        while what is What.WRAPPER and len(inner := node.named_children) == 1:
            what = self._types.get(inner[0].type)
            if what is not What.WRAPPER and what not in _NESTS and what not in _PLAIN:
                break
            node = inner[0]
        if what is What.SKIP or node.type == "ERROR":
            return
        if what is What.BLOCK:
            self.body(node, parent, branch)
        elif what is What.IF:
            self._if(node, parent, branch)
        elif what is What.TRY:
            self._try(node, parent, branch)
        elif what is What.SWITCH:
            self._switch(node, parent, branch)
        elif what is What.FUNCTION and node.child_by_field_name("definition") is not None:  # decorated
            self.body(node.child_by_field_name("definition"), parent, branch)
        elif what in _HEADED:
            self._headed(node, _HEADED[what], parent, branch)
        else:
            self._leaf(node, what, parent, branch)

    def _touched(self, node: Node) -> bool:
        """Whether a changed line is among those of a node."""
        return self._changed.touch(self._site.line(node.start_point.row), self._site.line(node.end_point.row))

    def _add(self, kind: Kind, node: Node, end: Node | int | None, place: Place, word: str = "") -> Step:
        """A step whose head goes from `node` to `end`: to the start of a node, to an offset, or all of it."""
        if end is None:
            stop, row = node.end_byte, node.end_point.row
        elif isinstance(end, int):
            stop = end
            row = node.start_point.row + self._site.source.count(b"\n", node.start_byte, end)
        else:
            stop, row = end.start_byte, end.start_point.row
        raw = self._site.source[node.start_byte : stop].decode("utf8", "replace")[:LONGEST].rstrip()
        if "\n" in raw or any("comment" in item.type for item in node.named_children):
            raw = self._comments.sub("", raw).rstrip()
            if end is not None:
                row = node.start_point.row + raw.count("\n")
        step = Step(
            kind,
            _SPACE.sub(" ", raw).strip(),
            f"{kind}:{_LAYOUT.sub('', raw)}",
            node,
            self._site,
            (self._site.line(node.start_point.row), self._site.line(row)),
            *place,
            word,
        )
        step.changed = self._changed.touch(*step.lines)
        self.steps.append(step)
        if step.parent is not None:
            step.parent.children.append(step)
        return step

    def _if(self, node: Node, parent: Step | None, branch: str) -> None:
        condition = node.child_by_field_name("condition")
        if condition is None:
            return
        condition = bare(condition)
        begin = node.child_by_field_name("initializer") or condition
        step = self._add(Kind.IF, begin, condition.end_byte, (parent, branch))
        step.node = condition
        step.lines = (self._site.line(node.start_point.row), step.lines[1])
        self.body(node.child_by_field_name("consequence"), step, "then")
        current = step
        for other in node.children_by_field_name("alternative"):
            what = self._types.get(other.type)
            if what is What.IF:
                before = len(self.steps)
                self._if(other, current, "else")
                current = self.steps[before] if len(self.steps) > before else current
            elif what is What.ELSE:
                inner = other.child_by_field_name("body")
                if inner is not None:
                    self.body(inner, current, "else")
                else:
                    self.all(other.named_children, current, "else")
            else:
                self.body(other, current, "else")

    def _try(self, node: Node, parent: Step | None, branch: str) -> None:
        block = node.child_by_field_name("body")
        step = self._add(Kind.TRY, node, block, (parent, branch))
        self.body(block, step, "body")
        for child in node.named_children:
            what = self._types.get(child.type)
            if what in (What.CATCH, What.FINALLY):
                self._headed(child, _HEADED[what], step, str(what))
            elif what is What.ELSE:
                self.body(child.child_by_field_name("body"), step, "body")

    def _headed(self, node: Node, kind: Kind, parent: Step | None, branch: str) -> None:
        """A head and a block: a loop, a handler, a function inside."""
        block = node.child_by_field_name("body")
        if block is None:
            block = next((item for item in node.named_children if self._is_block(item)), None)
        step = self._add(kind, node, block, (parent, branch))
        if kind is Kind.FUNCTION:
            name = node.child_by_field_name("name")
            step.word = source_of(name, self._site) if name is not None else ""
        self.body(block, step, "body")
        for other in node.children_by_field_name("alternative"):  # the `else` of a loop
            self.body(other.child_by_field_name("body"), step, "body")

    def _is_block(self, node: Node) -> bool:
        return self._types.get(node.type) is What.BLOCK

    def _switch(self, node: Node, parent: Step | None, branch: str) -> None:
        block = node.child_by_field_name("body")
        holder = block if block is not None else node
        cases = [
            case
            for item in holder.named_children
            for case in (item.named_children if self._is_block(item) else [item])
            if self._types.get(case.type) is What.CASE
        ]
        step = self._add(Kind.SWITCH, node, block or (cases[0] if cases else None), (parent, branch))
        for case in cases:
            inside = self._inside(case)
            one = self._add(Kind.CASE, case, inside[0] if inside else None, (step, "body"))
            for item in inside:
                self.body(item, one, "then")

    def _inside(self, case: Node) -> Sequence[Node]:
        if self._syntax.arm:
            found = case.child_by_field_name(self._syntax.arm)
            return [found] if found is not None else []
        label = case.child_by_field_name("value")
        return [
            item
            for item in case.named_children
            if item != label
            and item.type not in self._syntax.labels
            and self._types.get(item.type) is not What.SKIP
        ]

    def _leaf(self, node: Node, what: What | None, parent: Step | None, branch: str) -> None:
        nested = self._nested(node) if node.end_point.row > node.start_point.row else []
        core = node
        while self._types.get(core.type) is What.WRAPPER and len(inner := core.named_children) == 1:
            core = inner[0]
        kind, word = self._kind(core, what)
        step = self._add(kind, node, nested[0] if nested else None, (parent, branch), word)
        if nested:
            step.key += f"…{_LAYOUT.sub('', self._rest(node, nested[-1]))}"
        step.node = core
        for one in nested:
            if self._is_block(one):
                self.body(one, self._add(Kind.FUNCTION, one, one.start_byte, (step, "body")), "body")
            else:
                self.body(one, step, "body")

    def _rest(self, node: Node, last: Node) -> str:
        return self._site.source[last.end_byte : node.end_byte].decode("utf8", "replace")[:LONGEST]

    def _nested(self, node: Node) -> list[Node]:
        """The blocks of statements inside an expression that goes over several lines, the outermost ones."""
        found: list[Node] = []
        waiting = list(reversed(node.named_children))
        while waiting:
            item = waiting.pop()
            if item.end_point.row == item.start_point.row:
                continue
            what = self._types.get(item.type)
            if what is What.FUNCTION:
                body = item.child_by_field_name("body")
                if body is None:
                    body = next((one for one in item.named_children if self._is_block(one)), None)
                if body is not None and self._is_block(body):
                    found.append(body)
                    continue
            if what in _NESTS and what is not What.FUNCTION:
                found.append(item)
                continue
            waiting += reversed(item.named_children)
        return found

    def _kind(self, core: Node, what: What | None) -> tuple[Kind, str]:
        if what in _PLAIN:
            kind = _PLAIN[what]
            if kind is Kind.RETURN and self._fails(core):
                return Kind.RAISE, ""
            return kind, ""
        meaning = self._types.get(core.type)
        if meaning is What.ASSIGN:
            return Kind.ASSIGN, target_of(core, self._site)
        if meaning is not What.CALL:
            return Kind.OTHER, ""
        called = callee_of(core, self._site)
        if called in self._syntax.raising or self._fails(core, returned=False):
            return Kind.RAISE, called
        return (Kind.LOG if is_log(called) else Kind.CALL), called

    def _fails(self, core: Node, *, returned: bool = True) -> bool:
        """Whether what is returned is an error that is made on the spot."""
        if not self._syntax.failing:
            return False
        text = source_of(core, self._site)[:300]
        if not returned:
            return text.startswith(self._syntax.failing) and not self._syntax.failing[0].startswith("fmt.")
        return any(mark in text.partition("{")[0] for mark in self._syntax.failing)


def bare(node: Node) -> Node:
    """An expression without the parentheses around it."""
    while node.type in _PARENTHESES and len(inner := node.named_children) == 1:
        node = inner[0]
    return node


def callee_of(node: Node, site: Site) -> str:
    """What a call calls, as written: `self.pool.take`, `tracing::warn`, "" where it is no plain name."""
    if node.type in {"defer_statement", "go_statement"} and node.named_children:
        node = node.named_children[0]
    for name in ("function", "macro", "constructor", "type"):
        found = node.child_by_field_name(name)
        if found is not None:
            return _flat(found, site)
    name_node = node.child_by_field_name("name")  # Java: object and name apart
    if name_node is None:
        return ""
    around = node.child_by_field_name("object")
    name = _flat(name_node, site)
    return f"{_flat(around, site)}.{name}" if around is not None else name


def target_of(node: Node, site: Site) -> str:
    """What an assignment gives a value to, as written."""
    if node.type in {
        "lexical_declaration",
        "variable_declaration",
        "var_declaration",
        "const_declaration",
    } and (inner := [item for item in node.named_children if item.type.endswith(("declarator", "spec"))]):
        node = inner[0]
    if (declared := node.child_by_field_name("declarator")) is not None and declared.type in {
        "variable_declarator",
        "init_declarator",
    }:
        node = declared
    for name in ("left", "pattern", "name", "declarator", "argument"):
        found = node.child_by_field_name(name)
        if found is not None:
            return _flat(found, site)
    return ""


def _flat(node: Node, site: Site) -> str:
    return _SPACE.sub("", source_of(node, site)[:200])
