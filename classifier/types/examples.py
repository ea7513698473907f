"""The examples of type rules, made into commits and run."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from classifier.paths import PathTable
from classifier.reading import read
from classifier.rulefiles import Problem
from classifier.types.cases import Case, evidence_for
from classifier.types.type_rule import Example, TypeRule
from history.records import Commit, Context, FileChange, FileStatus, Hunk, Person, Pull

LETTERS = {"A": FileStatus.ADDED, "D": FileStatus.DELETED, "M": FileStatus.MODIFIED, "R": FileStatus.RENAMED}
NOBODY = Person("", "")
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def example_commit(example: Example) -> Commit:
    """Return the commit that an example describes."""
    files = tuple(
        _example_file(text, example.lines if index == 0 else (), example.size)
        for index, text in enumerate(example.files)
    )
    context = Context(pull=Pull(1, "", labels=example.labels)) if example.labels else None
    return Commit("", (), NOBODY, NEVER, NOBODY, NEVER, example.message, files, context=context)


def _example_file(text: str, lines: tuple[str, ...], size: int) -> FileChange:
    letter, _, path = text.partition(" ") if text[1:2] == " " else ("M", "", text)
    old, _, new = path.partition(" -> ")
    status = LETTERS.get(letter, FileStatus.MODIFIED)
    if not lines and status is not FileStatus.RENAMED:
        lines = (("-" if status is FileStatus.DELETED else "+") + f"x = {path!r}",) * size
    added, removed = (sum(line[:1] == mark for line in lines) for mark in "+-")
    return FileChange(
        status,
        None if status is FileStatus.ADDED else old,
        None if status is FileStatus.DELETED else new or old,
        new_mode="160000" if letter == "S" else None,
        added=added,
        removed=removed,
        hunks=(Hunk(1, len(lines) - added, 1, len(lines) - removed, "", lines),) if lines else (),
    )


def check_types(rules: Iterable[TypeRule], paths: PathTable) -> list[Problem]:
    """Run the examples of every rule: each must match its rule, no near miss may."""
    problems = []
    for rule in rules:
        told = [*((e, True) for e in rule.examples), *((e, False) for e in rule.near_misses)]
        for example, expected in told:
            case = Case(read(example_commit(example), paths))
            if (evidence_for(rule, case) is not None) is not expected:
                said = "example does not match" if expected else "near miss matches"
                what = f"{example.message!r} {[*example.files, *example.labels]}"
                problems.append(Problem(rule.file, rule.id, f"{said}: {what}"))
    return problems
