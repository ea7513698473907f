"""The registry of extractors: every family of facts, in the order in which they are told."""

from __future__ import annotations

from classifier.facts.code import CodeExtractor
from classifier.facts.interface import CommitView, Extractor, Fact
from history.records import Gap

EXTRACTORS: tuple[Extractor, ...] = (CodeExtractor(),)


def facts_of(view: CommitView) -> tuple[list[Fact], list[Gap]]:
    """Everything that the extractors find in a commit, and what they could not read."""
    facts: list[Fact] = []
    gaps: list[Gap] = []
    for extractor in EXTRACTORS:
        for found in extractor.facts(view):
            if isinstance(found, Fact):
                facts.append(found)
            else:
                gaps.append(found)
    return facts, gaps
