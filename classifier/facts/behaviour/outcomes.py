"""What a branch comes to: it returns, fails, goes on to the next item, logs, or does one thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from classifier.facts.behaviour.model import LEAVES, Kind, Step
from classifier.facts.behaviour.words import error_of, level_of, said_by

LONGEST_VALUE = 60
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
    if last.kind is Kind.RAISE:
        return Outcome("raise", "", error_of(last), said_by(last), level, proof=proof)
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


def returned(step: Step) -> str:
    """What a `return` gives back, "" for nothing."""
    return _RETURN.sub("", step.text).rstrip("; ")
