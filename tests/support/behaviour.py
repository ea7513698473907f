"""What tests about the steps of functions share."""

from __future__ import annotations

from classifier.facts.behaviour import behaviour_facts
from classifier.facts.interface import Fact
from classifier.facts.symbols import read_code
from tests.support.facts import view_of

POOL = """\
class Pool:
    def take(self, size):
        limit = self.limit
        if size >= limit:
            raise ValueError("no room")
        for block in self.blocks:
            found = fetch(block, wait_ms=300)
            log.info("took a block")
        return found
"""


def told(before: str, after: str, path: str = "pool.py") -> list[Fact]:
    """What is told of a file that becomes another."""
    return list(behaviour_facts(read_code(view_of({path: before}, {path: after}))))


def changed(*exchanges: tuple[str, str]) -> list[Fact]:
    """What is told of the pool with these exchanges."""
    after = POOL
    for old, new in exchanges:
        assert old in after
        after = after.replace(old, new)
    return told(POOL, after)


def only(facts: list[Fact]) -> Fact:
    """The one fact that there is."""
    assert len(facts) == 1, facts
    return facts[0]
