"""The one exception of publishing."""

from __future__ import annotations

from commitbrief.errors import CommitbriefError
from commitbrief.exits import Exit


class PublishError(CommitbriefError):
    """A report could not be published; the message says what was, and what to do."""

    exit = Exit.OUTPUT
