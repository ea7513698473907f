"""What a branch comes to: it returns, fails, goes on to the next item, logs, or does one thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from classifier.facts.behaviour.model import LEAVES, Kind, Step
from classifier.facts.behaviour.words import error_of, level_of, said_by

if TYPE_CHECKING:
    from tree_sitter import Node

LONGEST_VALUE = 60
DEEPEST = 64  # nodes around a statement that are asked what follows them
# Types of nodes, in the grammars of all languages that are read.
_FUNCTION = re.compile(r"function|method|lambda|closure|func_literal")
_LOOP = re.compile(r"(?:for|while|loop|do|foreach)_")
_SEQUENCE = re.compile(
    r"block|body|compound|list|suite|program|module|source_file|translation_unit|^statements$|^do$|^then$"
)
LOOSE = frozenset({"return", "continue", "break"})  # ends that take nothing along, or something
_LOCAL = re.compile(r"(?:mut)?[a-z_]\w*(?:,[a-z_]\w*)*")
_RETURN = re.compile(r"^(?:return|next|continue)\b\s*")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a branch ends, in the words that facts use.

    `how` is `return`, `raise`, `continue`, `break`, `log` (nothing but log lines), `do` (one other step), `nothing` (no
    step at all) or "" (something longer). `value` is what is returned, or the one step; `error` the type of the
    error and `says` its words, or those of the log line; `level` that of the log line; `local` whether the one step
    only gives a local name another value; `proof` the steps that show it.
    """

    how: str
    value: str = ""
    error: str = ""
    says: str = ""
    level: str = ""
    local: bool = False
    proof: tuple[Step, ...] = ()

    @property
    def extra(self) -> dict[str, str]:
        """What a fact keeps of it."""
        told = {"then": self.how, "error": self.error, "says": self.says, "level": self.level}
        if self.local:
            told["local"] = "true"
        return {name: text for name, text in told.items() if text}


def outcome(steps: Sequence[Step]) -> Outcome:
    """What some steps of one branch come to."""
    if not steps:
        return Outcome("nothing")
    logs = [step for step in steps if step.kind is Kind.LOG]
    last = steps[-1]
    level, said = (level_of(logs[-1].word), said_by(logs[-1])) if logs else ("", "")
    proof = tuple(dict.fromkeys((*logs[-1:], last)))
    if last.kind is Kind.RAISE:  # where nothing was returned before, it is what the branch comes to
        fails = Outcome("raise", "", error_of(last), said_by(last), level, proof=proof)
        return Outcome("", proof=proof) if any(_returns(step) for step in steps[:-1]) else fails
    if last.kind in LEAVES:
        value = _RETURN.sub("", last.text).rstrip("; ") if last.kind is Kind.RETURN else ""
        return Outcome(str(last.kind), value, "", said, level, proof=proof)
    rest = [step for step in steps if step.kind is not Kind.LOG]
    if not rest:
        return Outcome("log", "", "", said, level, proof=proof)
    if len(rest) == 1 and not rest[0].children and rest[0].kind in (Kind.CALL, Kind.ASSIGN):
        step = rest[0]
        local = step.kind is Kind.ASSIGN and _LOCAL.fullmatch(step.word) is not None
        proof = tuple(dict.fromkeys((*logs[-1:], step)))
        return Outcome("do", step.text.rstrip("; "), "", said, level, local, proof)
    return Outcome("", proof=proof)


def _returns(step: Step) -> bool:
    left = [step]
    while left:
        one = left.pop()
        if one.kind is Kind.RETURN:
            return True
        left += one.children
    return False


def returned(step: Step) -> str:
    """What a `return` gives back, "" for nothing."""
    return _RETURN.sub("", step.text).rstrip("; ")


def goes_early(step: Step, out: Outcome) -> bool:
    """Whether a condition only lets its function (or the turn of its loop) go no further: its branch does nothing else but
    log, it is no case of several, and something follows it."""
    if out.how not in LOOSE or out.value or step.within("else"):
        return False
    if step.branch == "else" and step.parent is not None and step.parent.kind is Kind.IF:
        return False
    return all(one.kind is Kind.LOG for one in step.within("then")[:-1]) and _is_followed(step.statement)


def _is_followed(node: Node | None) -> bool:
    """Whether something stands behind a statement, or behind one that it stands in, in the same function."""
    for _ in range(DEEPEST):
        if node is None or node.parent is None or _FUNCTION.search(node.type):
            return False
        if _LOOP.match(node.type):
            return True
        after = node.next_named_sibling if _SEQUENCE.search(node.parent.type) else None
        while after is not None and "comment" in after.type:
            after = after.next_named_sibling
        if after is not None:
            return True
        node = node.parent
    return False
