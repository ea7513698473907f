"""Reads all source files of a commit and says what became of their declarations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType

from classifier.facts.interface import Change, CommitView, Fact
from classifier.facts.symbols.budget import Budget
from classifier.facts.symbols.changes import facts_of_pair
from classifier.facts.symbols.model import TestRole
from classifier.facts.symbols.pairing import Pair, pair_files
from classifier.facts.symbols.parsing import SourceLimitError
from classifier.facts.symbols.registry import grammar_for, is_code, is_installed
from classifier.facts.symbols.sources import SourceFile, read_source
from classifier.facts.written import is_written
from classifier.inline_tests import NEITHER
from classifier.paths import Role
from history.records import Gap, GapReason

_CODE = frozenset({Role.SOURCE, Role.TEST, Role.EXAMPLE, Role.BENCHMARK, Role.SCRIPT, Role.TOOLING})

_PARTS = re.compile(r"::|\.")


@dataclass(frozen=True, slots=True)
class CodeChanges:
    """The source files of a commit and how their declarations changed."""

    files: tuple[SourceFile, ...]
    pairs: tuple[Pair, ...]
    gaps: tuple[Gap, ...]


def read_code(view: CommitView) -> CodeChanges:
    """Parse what the commit touched, both sides, once, as far as its budget goes."""
    budget = Budget(view.contents)
    files: list[SourceFile] = []
    gaps: list[Gap] = []
    for change, role in view.files:
        if not change.hunks or change.binary or not is_written(change.path, role):
            continue
        grammar = grammar_for(change.path)
        if grammar is None:
            if role in _CODE and is_code(change.path):
                gaps.append(Gap(GapReason.UNPARSED, change.path))
            continue
        if not is_installed(grammar):
            gaps.append(Gap(GapReason.UNINSTALLED, change.path, grammar.distribution))
            continue
        whole = budget.contents is not None
        try:
            budget.ask()
            source = read_source(
                change,
                grammar,
                budget,
                in_tests=role is Role.TEST,
                tested=view.tests_in.get(change.path, NEITHER),
            )
        except SourceLimitError:
            reason = GapReason.OVER_BUDGET if budget.is_spent else GapReason.TOO_LARGE
            gaps.append(Gap(reason, change.path, "symbols"))
            continue
        files.append(source)
        if source.limited or not (whole or source.exact):
            reason = GapReason.TOO_LARGE if source.limited else GapReason.OVER_BUDGET
            gaps.append(Gap(reason, change.path, "symbols"))
    return CodeChanges(tuple(files), tuple(pair_files(files)), tuple(gaps))


def symbol_facts(code: CodeChanges) -> Iterator[Fact]:
    """Yield the facts about declarations that are not the test runner's (`classifier/facts/tests.py`).

    Of what stands inside functions, only coming and going is told: the rest is part of their bodies. A function that changed
    nowhere but in the methods of a class inside it is marked as what is `around` them.
    """
    facts = list(_facts(code))
    within: Counter[tuple[str, str]] = Counter()
    for fact in facts:
        for outer in _all_around(fact.owner) if "changed_lines" in fact.extra else ():
            within[fact.path, outer] += int(fact.extra["changed_lines"])
    for fact in facts:
        changed = int(fact.extra.get("changed_lines", "0"))
        if fact.change is Change.CHANGED and 0 < changed <= within[fact.path, _qualified(fact)]:
            yield replace(fact, extra=MappingProxyType({**fact.extra, "around": "true"}))
        else:
            yield fact


def _qualified(fact: Fact) -> str:
    return ".".join(filter(None, (*_PARTS.split(fact.owner), fact.name)))


def _all_around(owner: str) -> Iterator[str]:
    """What something stands in: `a`, `a.b` of what `a.b` owns."""
    parts = [part for part in _PARTS.split(owner) if part]
    yield from (".".join(parts[:count]) for count in range(1, len(parts) + 1))


def _facts(code: CodeChanges) -> Iterator[Fact]:
    for pair in code.pairs:
        inside = pair.symbol.nested and pair.old is not None and pair.new is not None
        told_elsewhere = pair.symbol.role not in {TestRole.NONE, TestRole.SUITE}
        if not inside and not told_elsewhere and not pair.symbol.title:
            yield from facts_of_pair(pair)
