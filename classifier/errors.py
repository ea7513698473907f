"""What can go wrong in this room, in one line for the person at the terminal."""

from __future__ import annotations


class ClassifierError(Exception):
    """Something that the user can mend: a rule, a model, a file of labels. The message says what was wrong,
    where, and what to do."""


class RuleError(ClassifierError):
    """A rule that cannot be used. The message names the file, the rule's id and the key."""
