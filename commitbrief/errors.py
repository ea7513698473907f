"""What the wiring can fail with. Every message is one clear line for the user."""

from __future__ import annotations

from commitbrief.exits import Exit


class CommitbriefError(Exception):
    """A failure that the user can act upon, each argument a line of it; `exit` is the status that the program ends
    with."""

    exit = Exit.USAGE

    def __str__(self) -> str:
        return "\n".join(map(str, self.args))


class ConfigError(CommitbriefError):
    """The configuration cannot be read or says something that it cannot say."""


class InstallationError(CommitbriefError):
    """The installed files are not those that commitbrief came with."""


class SourceError(CommitbriefError):
    """A source names nothing that commits can be read from."""

    exit = Exit.SOURCE


class OutputError(CommitbriefError):
    """A result cannot be written where it was asked to go."""

    exit = Exit.OUTPUT


class StoreError(CommitbriefError):
    """A store is damaged, newer than this version, or no store."""


class ReaderGoneError(CommitbriefError):
    """Whoever read standard output closed it: nothing is wrong, and nothing is left to do."""

    exit = Exit.READER_GONE
