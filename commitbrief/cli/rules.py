"""`commitbrief rules`: list the rules in force, run their examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from commitbrief.cli.io import tell
from commitbrief.cli.options import JUDGING, Request, requesting
from commitbrief.exits import Exit

if TYPE_CHECKING:
    from classifier.rulebook import RuleBook


@click.group("rules")
def command() -> None:
    """List the rules in force, or run the examples that each of them carries.

    Rules come with commitbrief; folders given with --rules (or the key rules) add to them, and a rule
    with a known id takes the place of that rule.
    """


@command.command("list")
@requesting(JUDGING)
def list_rules(request: Request) -> None:
    """Print every rule: what it gives, its id, and why it is there."""
    book = _book(request)
    rows = [
        *(("role", rule.role.value, rule) for rule in book.paths.rules),
        *(("type", rule.type.value, rule) for rule in book.types),
        *(("signal", rule.where, rule) for rule in book.signals),
        *(("statement", rule.section.value, rule) for rule in book.statements),
    ]
    lines = [f"{family:<9}  {gives:<19}  {rule.id:<36}  {rule.reason}" for family, gives, rule in rows]
    tell(*lines)


@command.command("check")
@requesting(JUDGING)
def check(request: Request) -> Exit:
    """Run the examples and near misses of every rule; the exit status is 1 where one does not hold."""
    from classifier.rulebook import check_rules

    book = _book(request)
    problems = check_rules(book)
    tell(*(f"{one.file}: {one.rule}: {one.message}" for one in problems))
    if problems:
        return Exit.FINDINGS
    if not request.quiet:
        families = (book.paths.rules, book.types, book.signals, book.statements)
        tell(f"{sum(map(len, families))} rules hold, digest {book.digest}")
    return Exit.OK


def _book(request: Request) -> RuleBook:
    from classifier.rulebook import load_rules
    from commitbrief.resources import rules_folder

    return load_rules(rules_folder(), *request.settings.rules)
