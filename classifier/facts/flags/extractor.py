"""Flags as facts: definitions compared side by side, then uses."""

from __future__ import annotations

from classifier.facts.compare import Family, compare, moves
from classifier.facts.flags.definitions import FINDERS, GATES
from classifier.facts.flags.programs import between_programs
from classifier.facts.flags.uses import is_taken_otherwise, uses_of
from classifier.facts.interface import CommitView, Fact, Subject


class Flags:
    """Flags defined and flags used."""

    def facts(self, view: CommitView) -> list[Fact]:
        definitions: list[Fact] = []
        uses: list[Fact] = []
        for edit in view.edits:
            found: list[Fact] = []
            finder = FINDERS.get(edit.language)
            if finder is not None and edit.is_product and edit.mentions(*GATES[edit.language]):
                found = compare(edit, Family(Subject.FLAG, finder, default=True, renames=True))
                found = [each for each in found if not is_taken_otherwise(each, edit)]
            definitions += found
            uses += uses_of(
                edit, frozenset(name for each in found for name in (each.name, each.before or ""))
            )
        moved = moves(definitions, [Subject.FLAG])
        return [between_programs(each, view.edits) for each in moved] + uses
