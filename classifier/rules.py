"""The rule book: every family of rules, loaded, checked and frozen, with one digest over all of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from classifier.paths import PathTable, check_paths, path_table
from classifier.rulefiles import Problem, digest_of, read_rule_files, rules_of
from classifier.statements.rules import StatementRule, check_statements
from classifier.typerules import TypeRule, check_types


@dataclass(frozen=True)
class RuleBook:
    """All rules of a run."""

    paths: PathTable
    types: tuple[TypeRule, ...]
    statements: tuple[StatementRule, ...]
    digest: str


def load_rules(*folders: Path) -> RuleBook:
    """Load the rules of the folders, the shipped one first, the user's own after it.

    Raises `RuleError` with one line that names file, rule and key.
    """
    files = read_rule_files(folders)
    return RuleBook(
        paths=path_table(files),
        types=rules_of(files, "type", TypeRule),
        statements=rules_of(files, "statement", StatementRule),
        digest=digest_of(files),
    )


def check_rules(book: RuleBook) -> list[Problem]:
    """Run the examples and near misses of every rule; an empty list means that all hold."""
    return [
        *check_paths(book.paths),
        *check_types(book.types, book.paths),
        *check_statements(book.statements),
    ]
