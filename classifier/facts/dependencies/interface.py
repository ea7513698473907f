"""What a manifest format is: which files it owns and how its requirements look.

Formats are read line by line with the section above in mind, so that a hunk alone gives the same
answer as the file, evidence is exact, and no parser meets hostile XML or YAML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from classifier.facts.compare import Item
from classifier.facts.interface import Subject
from classifier.facts.lines import Block


@dataclass(frozen=True, slots=True)
class Format:
    """One manifest format. Items are named after the dependency; their value is the requirement as
    written and their owner the section (`dev`, `optional: cuda`, a crate's feature table)."""

    ecosystem: str
    owns: Callable[[str], bool]  # by path
    find: Callable[[Block], Iterable[Item]]
    subject: Subject = Subject.DEPENDENCY
