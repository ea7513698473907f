"""What a forge knows of commits, put beside what git knows: asked for now, or as a report recorded it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from itertools import islice
from typing import Protocol

from classifier.facts.contents import Contents
from commitbrief.config.settings import Settings
from commitbrief.recorded import Wanted
from commitbrief.sources import Coverage, Source
from commitbrief.sources.interface import Known
from history.access import Access
from history.filters import is_filtered_out
from history.places import Places
from history.records import Commit, Context, Forge, Gap, GapReason, Told

BATCH = 200  # commits that are held while the forge is asked


class Teller(Protocol):
    """Somebody who knows contexts. Never raises; a failure is in what was `told`."""

    @property
    def told(self) -> Told:
        """All that was told so far."""
        ...

    def tell(self, commits: Sequence[Commit]) -> Mapping[str, Context]:
        """What is known of these commits, newest first, by sha."""
        ...

    def close(self) -> None:
        """Nothing more will be asked."""
        ...


class Recall:
    """What was told when a report was made."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self._contexts = dict(told.contexts)

    def tell(self, commits: Sequence[Commit]) -> Mapping[str, Context]:
        return {one.sha: self._contexts[one.sha] for one in commits if one.sha in self._contexts}

    def close(self) -> None: ...


def asking(source: Source, settings: Settings, access: Access) -> AbstractContextManager[Source]:
    """The source, with what GitHub knows of its commits where GitHub may be asked: there is a token for it,
    and nobody said `offline`. A folder's GitHub is asked on request alone (`pulls`)."""
    address = source.address
    if address is None or settings.offline or access.token(address) is None:
        return nullcontext(source)
    if source.forge is not Forge.GITHUB and address.web != access.server:
        return nullcontext(source)
    from history.github.context import GitHubTeller

    return ToldSource(source, GitHubTeller(address, access))


def recalling(source: Source, told: Told | None) -> AbstractContextManager[Source]:
    """The source, with what was told when a report was made of it."""
    return nullcontext(source) if told is None else ToldSource(source, Recall(told))


class ToldSource(AbstractContextManager["ToldSource"]):
    """A source whose commits come with their context."""

    def __init__(self, source: Source, teller: Teller) -> None:
        self._source = source
        self._teller = teller
        self.address, self.forge = source.address, source.forge

    def __exit__(self, *_: object) -> None:
        self._teller.close()

    @property
    def told(self) -> Told | None:
        told = self._teller.told
        return told if told.contexts or told.failure else None

    @property
    def gaps(self) -> tuple[Gap, ...]:
        failure = self._teller.told.failure
        return (*self._source.gaps, *((Gap(GapReason.UNTOLD, detail=failure),) if failure else ()))

    @property
    def reading(self) -> str:
        return self._source.reading

    def about(self, wanted: Wanted) -> Coverage:
        return self._source.about(wanted)

    def commits(self, coverage: Coverage) -> Iterator[Commit]:
        waiting = self._source.commits(coverage)
        while batch := list(islice(waiting, BATCH)):
            known = self._teller.tell([one for one in batch if not is_filtered_out(one)])
            yield from (replace(one, context=known.get(one.sha)) for one in batch)

    def contents(self, commit: Commit) -> Contents:
        return self._source.contents(commit)

    def places(self, revision: str, names: Collection[str], endings: Collection[str]) -> Places:
        return self._source.places(revision, names, endings)

    def authors_before(self, coverage: Coverage) -> Known:
        return self._source.authors_before(coverage)
