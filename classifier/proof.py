"""What is gone, proved: the facts and rules of a report, asked of the few files that may break something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from classifier.facts.all import facts_of
from classifier.facts.contents import Contents
from classifier.facts.declared_interfaces.between_programs import RPC
from classifier.facts.declared_interfaces.extractor import DeclaredInterfaces
from classifier.facts.declared_interfaces.terraform import Terraform
from classifier.facts.dependencies.extractor import Dependencies
from classifier.facts.exports import Exports
from classifier.facts.flags.extractor import Flags
from classifier.facts.interface import CommitView, Extractor, Fact
from classifier.facts.symbols import read_code, symbol_facts
from classifier.reading import Reading
from classifier.rulebook import RuleBook
from classifier.statements.engine import RuleOrder, by_rules
from classifier.statements.material import Material
from classifier.suspicion import MANIFESTS
from history.briefs import Evidence, Importance
from history.records import FileChange


class _Declarations:
    """What became of declarations, without their tests, documentation and behaviour."""

    def facts(self, view: CommitView) -> Iterator[Fact]:
        yield from symbol_facts(read_code(view))


_EXTRACTORS: tuple[Extractor, ...] = (
    _Declarations(),
    Exports(),
    Dependencies(),
    Flags(),
    RPC,
    DeclaredInterfaces(),
    Terraform(),
)


class Prover:
    """Proves breaks, by the rules of a report that speak of such."""

    def __init__(self, book: RuleBook) -> None:
        self._rules = RuleOrder(book.statements)
        self._breaking = book.breaking

    def proof(
        self, reading: Reading, files: tuple[FileChange, ...], contents: Contents
    ) -> tuple[Evidence, ...]:
        """The lines that prove the first break found in these files of a commit; none where they break nothing."""
        for file in files:
            view = CommitView(_narrowed(reading, file), contents)
            facts, _ = facts_of(view, _EXTRACTORS)
            material = Material(reading, facts, Importance.LOW, view.halves)
            for statement in by_rules(self._rules, material):
                if statement.rule in self._breaking:
                    return statement.evidence
        return ()


def _narrowed(reading: Reading, file: FileChange) -> Reading:
    """The reading as if the commit had changed one file; a manifest with the others, which may say what it leaves."""
    changed = list(zip(reading.commit.files, reading.roles, strict=True))
    own = next(role for one, role in changed if one is file)
    kept = [(one, role) for one, role in changed if one is file or {role, own} <= MANIFESTS]
    commit = replace(reading.commit, files=tuple(one for one, _ in kept))
    return replace(reading, commit=commit, roles=tuple(role for _, role in kept))
