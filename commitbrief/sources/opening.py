"""From what the user named to the source that it is."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, cast

from commitbrief.config.settings import Settings
from commitbrief.errors import ConfigError, SourceError
from commitbrief.sources.github import GitHubSource
from commitbrief.sources.interface import Source
from commitbrief.sources.local import RepositorySource
from commitbrief.sources.patch import PatchSource
from history.access import Access
from history.address import Address, parse_address
from history.foreign import is_there, open_regular
from history.mirror import Mirror

STANDARD_INPUT = "-"
IN_MEMORY = 16 << 20  # bytes of standard input that are kept without a temporary file


def open_source(
    name: str, settings: Settings, standard_input: Callable[[], BinaryIO], access: Access
) -> Source:
    """Open what the user named: a folder in a repository, a patch or mbox file, `-`, or a repository on
    another machine, which is reached through `access`.

    Raises `SourceError` where there is no such thing and `HistoryError` where it cannot be read.
    """
    path = Path(name)
    if name == STANDARD_INPUT:
        return PatchSource("standard input", _kept(standard_input()), settings)
    there = is_there(path)
    if there and path.is_dir():
        return RepositorySource(path, settings)
    if there:
        try:
            return PatchSource(path.name, open_regular(path), settings)
        except OSError as error:
            raise SourceError(f"cannot read {name}: {error.strerror}") from error
    address = parse_address(name, access.server)
    if address is None:
        raise SourceError(f"{name} is no folder or file: name a repository, owner/name, a patch file, or -")
    if settings.api and settings.offline:
        raise ConfigError("--api asks GitHub, and --offline forbids that: leave one of them out")
    if settings.api:
        return GitHubSource(address, settings, access)
    return _cloned(address, settings, access)


def _cloned(address: Address, settings: Settings, access: Access) -> RepositorySource:
    """A repository on another machine, through its mirror in the cache."""
    mirror = Mirror(address, access)
    if settings.offline:
        mirror.require()
        return RepositorySource(mirror.folder, settings, prepare=lambda _: None)
    mirror.update()
    return RepositorySource(mirror.folder, settings, prepare=mirror.fetch_files, address=address)


def _kept(stream: BinaryIO) -> BinaryIO:
    """A copy that can be read twice, once for its digest; large ones go to a temporary file."""
    copy = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the source closes it
    shutil.copyfileobj(stream, copy)
    copy.seek(0)
    return cast(BinaryIO, copy)
