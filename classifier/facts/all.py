"""The registry of extractors: every family of facts, in the order in which they are told."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from classifier.facts.author import AuthorsWords
from classifier.facts.code import CodeExtractor
from classifier.facts.configuration import CONFIGURATION
from classifier.facts.database.extractor import Database
from classifier.facts.declared_interfaces.between_programs import RPC
from classifier.facts.declared_interfaces.extractor import DeclaredInterfaces
from classifier.facts.declared_interfaces.terraform import Terraform
from classifier.facts.delivery import DELIVERY
from classifier.facts.dependencies.extractor import Dependencies
from classifier.facts.environment import Environment
from classifier.facts.exports import Exports
from classifier.facts.feature_switches import Switches
from classifier.facts.file_changes import Layout
from classifier.facts.flags.extractor import Flags
from classifier.facts.http import HTTP
from classifier.facts.interface import Change, CommitView, Extractor, Fact, Subject
from classifier.facts.licences import Licences
from classifier.facts.observability import LogLevels, Metrics
from classifier.facts.secrets import scrubbed
from classifier.facts.words import PeoplesWords
from classifier.inline_tests import LinesOfTests
from history.briefs import Side
from history.records import Gap, GapReason

EXTRACTORS: tuple[Extractor, ...] = (
    CodeExtractor(),
    Exports(),
    Layout(),
    Dependencies(),
    Flags(),
    Environment(),
    CONFIGURATION,
    HTTP,
    RPC,
    DeclaredInterfaces(),
    Terraform(),
    Metrics(),
    LogLevels(),
    Switches(),
    Database(),
    Licences(),
    DELIVERY,
    AuthorsWords(),
    PeoplesWords(),
)
# What one family knows exactly, others see as any key or constant: the exact one tells it.
_EXACT = frozenset({Subject.FEATURE_SWITCH, Subject.LICENSE})
_ANY = frozenset({Subject.CONFIG_KEY, Subject.CONSTANT})


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
    tests = _Tests(view)
    for extractor in extractors:
        try:
            for found in extractor.facts(view):
                if isinstance(found, Fact):
                    facts.append(scrubbed(tests.marked(found)))
                else:
                    gaps.append(found)
        except Exception as error:
            detail = f"{type(extractor).__name__}: {type(error).__name__}: {error}"
            gaps.append(Gap(GapReason.UNREADABLE, detail=detail[:200]))
    return _as_declared(_told_once(facts)), gaps


class _Tests:
    """Marks the facts that tests in the files of the program prove, whatever the extractor: `extra["test"]`."""

    def __init__(self, view: CommitView) -> None:
        self._lines: dict[tuple[str, Side], LinesOfTests] = {
            (side.path, side.side): lines
            for edit in view.edits
            for side in edit.sides
            if (lines := edit.tests(side.side))
        }

    def marked(self, fact: Fact) -> Fact:
        proof = fact.evidence[0]
        lines = self._lines.get((proof.path, proof.side))
        if lines is None or proof.line not in lines or "test" in fact.extra:
            return fact
        return replace(fact, extra=MappingProxyType({**fact.extra, "test": "true"}))


def _as_declared(facts: list[Fact]) -> list[Fact]:
    """The facts, where a list of what a project offers changed with its source: what the list loses is told by the
    list alone, and what it does not lose is nobody's loss, whatever the source calls public. What comes, and what gets
    another name, is told by the source, which says more of it."""
    listed = [fact for fact in facts if fact.subject is Subject.PUBLIC_API]
    if not listed:
        return facts
    roots = {_root(fact.path) for fact in listed}
    gone = {_last(fact.name) for fact in listed if fact.change is not Change.ADDED}
    source = {
        _last(fact.name)
        for fact in facts
        if fact.public and fact.change is Change.ADDED and fact not in listed
    }
    renames = [fact for fact in facts if fact.public and fact.change is Change.RENAMED]
    renamed = {
        Change.REMOVED: {_last(fact.before or "") for fact in renames},
        Change.ADDED: {_last(fact.after or "") for fact in renames},
    }
    out = []
    for fact in facts:
        if fact.subject is Subject.PUBLIC_API:
            if fact.change is Change.ADDED and _last(fact.name) in source:
                continue
            if fact.change in renamed and _last(fact.name) in renamed[fact.change]:
                continue
        elif fact.public and fact.change is Change.REMOVED and any(fact.path.startswith(r) for r in roots):
            if _last(fact.name) in gone:
                continue
            out.append(replace(fact, public=False))
            continue
        out.append(fact)
    return out


def _root(path: str) -> str:
    """The folder whose source a list speaks of: what holds `api/`, or the list itself."""
    parts = path.split("/")[:-1]
    while parts and parts[-1] in {"api", "jvm", "android", "public-api", "public_api", "PublicAPI"}:
        parts.pop()
    return "".join(f"{part}/" for part in parts)


def _last(name: str) -> str:
    return name.replace("::", ".").rpartition(".")[2]


def _told_once(facts: list[Fact]) -> list[Fact]:
    """The facts, less those of keys and constants that another family tells of the same line, switches that
    are variables or flags, and exports that come or go with what they export."""
    lines = {
        (line.path, line.side, line.line)
        for each in facts
        if each.subject in _EXACT
        for line in each.evidence
    }
    named = {each.name for each in facts if each.subject in {Subject.ENV_VAR, Subject.FLAG}}

    fates = {
        (each.name, each.change)
        for each in facts
        if each.public is not None and each.subject is not Subject.EXPORT
    }

    def is_told(fact: Fact) -> bool:
        if fact.subject is Subject.EXPORT and fact.change in {Change.ADDED, Change.REMOVED}:
            return (fact.name, fact.change) in fates
        proof = fact.evidence[0]
        return (fact.subject in _ANY and (proof.path, proof.side, proof.line) in lines) or (
            fact.subject is Subject.FEATURE_SWITCH and fact.name in named
        )

    return [each for each in facts if not is_told(each)]
