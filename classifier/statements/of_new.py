"""Demands on what a commit brings: a call that was right before the commit cannot fail at them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType

from classifier.facts.behaviour.absence import asks_for
from classifier.facts.interface import Change, Fact, Subject

LEAST_NAMED = 6  # letters: shorter names are everybody's
_BROUGHT = frozenset({Subject.FIELD, Subject.PARAMETER, Subject.FLAG, Subject.ENV_VAR, Subject.CONFIG_KEY})


def with_demands_of_new(facts: Sequence[Fact]) -> Iterator[Fact]:
    """The facts, with conditions for errors that ask for a field, flag or parameter of the commit's own marked `of_new`
    in their `extra`."""
    brought = {
        name
        for fact in facts
        if fact.change is Change.ADDED and fact.subject in _BROUGHT
        if len(name := fact.name.rpartition(".")[2].lstrip("-").replace("-", "_")) >= LEAST_NAMED
    }
    for fact in facts:
        if (
            fact.subject is Subject.CONDITION
            and fact.change is Change.ADDED
            and fact.extra.get("then") == "raise"
            and asks_for(fact.name, brought)
        ):
            yield replace(fact, extra=MappingProxyType({**fact.extra, "of_new": "true"}))
        else:
            yield fact
