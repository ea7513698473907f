"""A patch or mbox file as a source of commits."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import AbstractContextManager
from functools import partial
from typing import BinaryIO

from classifier.facts.contents import Contents
from classifier.facts.elsewhere import unknown
from commitbrief.config.settings import Settings
from commitbrief.errors import SourceError
from commitbrief.recorded import Wanted
from commitbrief.sources.interface import Coverage, Known
from commitbrief.sources.no_files import NO_CONTENTS
from history.address import Address
from history.editions import Period, PeriodKind
from history.errors import HistoryError
from history.filters import PathFilter
from history.records import Commit, Forge, Gap, Repository, Told
from history.repository import nobody_knows


class PatchSource(AbstractContextManager["PatchSource"]):
    """A patch or mbox file. It is reported whole: it has no days, branches or tags to choose by."""

    gaps: tuple[Gap, ...] = ()
    address: Address | None = None
    forge: Forge | None = None
    told: Told | None = None
    reading = ""

    def __init__(self, name: str, stream: BinaryIO, settings: Settings) -> None:
        self._name = name
        self._stream = stream
        self._zone = settings.tz
        self._paths = PathFilter(settings.include, settings.exclude)

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def about(self, wanted: Wanted) -> Coverage:
        if wanted.selection is not None:
            raise SourceError(f"{self._name} is a patch, and is reported whole: choose no day or range")
        revisions = (f"sha256:{_digest(self._stream)}",)
        if wanted.revisions not in ((), revisions):
            raise SourceError(f"{self._name} is not the patch that the report was made from")
        covered = Period(PeriodKind.PATCH, self._zone, expression=self._name)
        return Coverage(Repository(self._name), covered, revisions, None)

    def commits(self, coverage: Coverage) -> Iterator[Commit]:  # noqa: ARG002 - there is but one
        from history.patches import read_patches

        try:
            yield from map(self._paths.apply, read_patches(self._stream))
        except HistoryError as error:
            raise SourceError(f"{self._name}: {error}") from error

    def contents(self, commit: Commit) -> Contents:  # noqa: ARG002 - there are none
        return NO_CONTENTS

    places = staticmethod(unknown)

    def authors_before(self, coverage: Coverage) -> Known:  # noqa: ARG002 - nobody knows
        return nobody_knows


def _digest(stream: BinaryIO) -> str:
    """The SHA-256 of a stream, which is read to its end and wound back."""
    total = hashlib.sha256()
    for chunk in iter(partial(stream.read, 1 << 20), b""):
        total.update(chunk)
    stream.seek(0)
    return total.hexdigest()
