"""The exceptions of this room."""

from __future__ import annotations


class HistoryError(Exception):
    """A source of commits that cannot be read. The message is one line for the user: what was wrong,
    where, and what to do."""


class PatternError(HistoryError):
    """A pattern that chooses files and is none: the user's slip, not the source's."""
