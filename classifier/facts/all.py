"""The registry of extractors: every family of facts, in the order in which they are told."""

from __future__ import annotations

from classifier.facts.author import AuthorsWords
from classifier.facts.code import CodeExtractor
from classifier.facts.configuration import CONFIGURATION
from classifier.facts.delivery import DELIVERY
from classifier.facts.dependencies.extractor import Dependencies
from classifier.facts.environment import Environment
from classifier.facts.flags import Flags
from classifier.facts.http import HTTP
from classifier.facts.interface import CommitView, Extractor, Fact
from classifier.facts.layout import Layout
from classifier.facts.observability import METRICS, LogLevels
from classifier.facts.rpc import RPC
from classifier.facts.secrets import scrubbed
from history.records import Gap, GapReason

EXTRACTORS: tuple[Extractor, ...] = (
    CodeExtractor(),
    Layout(),
    Dependencies(),
    Flags(),
    Environment(),
    CONFIGURATION,
    HTTP,
    RPC,
    METRICS,
    LogLevels(),
    DELIVERY,
    AuthorsWords(),
)


def facts_of(
    view: CommitView, extractors: tuple[Extractor, ...] = EXTRACTORS
) -> tuple[list[Fact], list[Gap]]:
    """Everything that the extractors find in a commit, and what they could not read. No fact holds a
    credential.

    An extractor that fails is a defect of ours, not of the commit: what the others found still stands,
    and a gap names the extractor and the error, so that the report shows the loss and tests see it.
    """
    facts: list[Fact] = []
    gaps: list[Gap] = []
    for extractor in extractors:
        try:
            for found in extractor.facts(view):
                if isinstance(found, Fact):
                    facts.append(scrubbed(found))
                else:
                    gaps.append(found)
        except Exception as error:
            detail = f"{type(extractor).__name__}: {type(error).__name__}: {error}"
            gaps.append(Gap(GapReason.UNREADABLE, detail=detail[:200]))
    return facts, gaps
