"""The one exception of this room."""

from __future__ import annotations


class ReportError(Exception):
    """A report could not be written or read back; the message is one line for the user."""
