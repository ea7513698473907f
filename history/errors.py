"""The one exception of this room."""

from __future__ import annotations


class HistoryError(Exception):
    """A source of commits that cannot be read. The message is one line for the user: what was wrong,
    where, and what to do."""
