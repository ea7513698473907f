"""A repository on GitHub, read through GitHub's interface alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from classifier.facts.contents import Contents
from classifier.facts.elsewhere import unknown
from commitbrief.config.settings import Settings
from commitbrief.errors import ConfigError
from commitbrief.recorded import Wanted
from commitbrief.sources.interface import Coverage, Known, coverage_of
from commitbrief.sources.no_files import NO_CONTENTS
from history.access import Access
from history.address import Address
from history.filters import PathFilter
from history.records import Commit, Forge, Gap, Told
from history.repository import nobody_knows

if TYPE_CHECKING:
    from history.github.repository import GitHubRepository


class GitHubSource(AbstractContextManager["GitHubSource"]):
    """A repository on GitHub, through its interface alone. There are no whole files beside the hunks."""

    gaps: tuple[Gap, ...] = ()
    told: Told | None = None
    forge: Forge | None = Forge.GITHUB
    reading = ""

    def __init__(self, address: Address, settings: Settings, access: Access) -> None:
        if settings.first_parent:
            raise ConfigError("--first-parent needs a clone: leave out --api")
        self.address: Address | None = address
        self._zone = settings.tz
        self._paths = PathFilter(settings.include, settings.exclude)
        self._repository = _opened(address, access)

    def __exit__(self, *_: object) -> None:
        self._repository.close()

    def about(self, wanted: Wanted) -> Coverage:
        return coverage_of(self._repository, wanted, self._zone)

    def commits(self, coverage: Coverage) -> Iterator[Commit]:
        assert coverage.selection is not None, "`about` gives one"
        return map(self._paths.apply, self._repository.commits(coverage.selection))

    def contents(self, commit: Commit) -> Contents:  # noqa: ARG002 - there are none
        return NO_CONTENTS

    places = staticmethod(unknown)

    def authors_before(self, coverage: Coverage) -> Known:  # noqa: ARG002 - nobody knows
        return nobody_knows

    def last_tag(self) -> str | None:
        """The name of the tag that is met first going back from HEAD. Raises `HistoryError`."""
        return self._repository.last_tag()

    def newest_day(self) -> date:
        """The day of the newest commit. Raises `HistoryError` for an empty repository."""
        return self._repository.newest().astimezone(ZoneInfo(self._zone)).date()


def _opened(address: Address, access: Access) -> GitHubRepository:
    """What speaks GitHub's interface is loaded where it is spoken."""
    from history.github.repository import GitHubRepository

    return GitHubRepository(address, access)
