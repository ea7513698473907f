"""The rule book: every family of rules, loaded, checked and frozen, with one digest over all of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from classifier.facts.signals import SignalRule, check_signals
from classifier.paths import PathTable, check_paths, path_table
from classifier.rulefiles import Problem, TablesOf, check_tables, digest_of, read_rule_files, rules_of
from classifier.statements.statement_rule import StatementRule, check_statements
from classifier.types.examples import check_types
from classifier.types.screen import Screen
from classifier.types.type_rule import TypeRule
from history.foreign import toml_table

TABLES = frozenset({"role", "languages", "type", "statement", "signal"})


@dataclass(frozen=True)
class RuleBook:
    """All rules of a run. `types` stand with the heaviest first, ties in the order of the files."""

    paths: PathTable
    types: tuple[TypeRule, ...]
    statements: tuple[StatementRule, ...]
    digest: str
    signals: tuple[SignalRule, ...] = ()

    @cached_property
    def screen(self) -> Screen:
        """The rules for types by what they need of a commit."""
        return Screen(self.types)

    @cached_property
    def breaking(self) -> frozenset[str]:
        """The rules whose statements speak of a break."""
        return frozenset(rule.id for rule in self.statements if rule.breaking)


def load_rules(*folders: Path, tables_of: TablesOf = toml_table) -> RuleBook:
    """Load the rules of the folders, the shipped one first, the user's own after it; `tables_of` says what a text says.

    Raises `RuleError` with one line that names file, rule and key.
    """
    files = read_rule_files(folders, tables_of)
    check_tables(files, TABLES)
    return RuleBook(
        paths=path_table(files),
        types=tuple(sorted(rules_of(files, "type", TypeRule), key=lambda rule: -rule.weight)),
        statements=rules_of(files, "statement", StatementRule),
        digest=digest_of(files),
        signals=rules_of(files, "signal", SignalRule),
    )


def check_rules(book: RuleBook) -> list[Problem]:
    """Run the examples and near misses of every rule; an empty list means that all hold."""
    return [
        *check_paths(book.paths),
        *check_types(book.types, book.paths),
        *check_statements(book.statements),
        *check_signals(book.signals),
    ]
