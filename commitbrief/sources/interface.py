"""What commits are read from, whatever it is: a repository here or elsewhere, or a patch."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from typing import Protocol, Self

from classifier.facts.contents import Contents
from commitbrief.errors import SourceError
from commitbrief.recorded import Wanted, pinned
from history.address import Address
from history.editions import Period
from history.places import Places
from history.records import Commit, Forge, Gap, Person, Repository, Told
from history.selection import Selection, period

Known = Callable[[], Collection[Person] | None]  # an answer: who had contributed before


@dataclass(frozen=True, slots=True)
class Coverage:
    """A source about to be read: what it is called, what is covered, the ids that fix that, and what was
    asked for in these ids."""

    record: Repository
    period: Period
    revisions: tuple[str, ...]
    selection: Selection | None


class Source(Protocol):
    """Something that commits are read from; a context manager."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What the latest reading could not reach."""
        ...

    @property
    def address(self) -> Address | None:
        """Where its forge may be asked about it; `None` where that shall not be."""
        ...

    @property
    def forge(self) -> Forge | None:
        """The kind of forge, if that is known."""
        ...

    @property
    def told(self) -> Told | None:
        """What its forge said of the latest reading's commits; `None` where it was not asked."""
        ...

    @property
    def reading(self) -> str:
        """How its commits are read, where the same ids always give the same; "" where they may not, so that nothing
        made of them is to be kept."""
        ...

    def about(self, wanted: Wanted) -> Coverage:
        """What the wanted commits come to here. Raises `HistoryError` or `SourceError`."""
        ...

    def commits(self, coverage: Coverage) -> Iterator[Commit]:
        """The commits, in the order of the report. Raises `HistoryError`."""
        ...

    def contents(self, commit: Commit) -> Contents:
        """Whole files before and after a commit."""
        ...

    def places(self, revision: str, names: Collection[str], endings: Collection[str]) -> Places:
        """The files of a whole tree that hold each name as a word; `None` where there are no trees. They are looked for from
        now on, and told when called."""
        ...

    def authors_before(self, coverage: Coverage) -> Known:
        """Who had contributed before; `None` where that is not known. It is looked for from now on, and told when called."""
        ...


class _Repository(Protocol):
    """As much of a repository as says what is covered."""

    @property
    def record(self) -> Repository: ...

    def revisions(self, selection: Selection) -> tuple[str, ...]: ...


def coverage_of(repository: _Repository, wanted: Wanted, zone: str) -> Coverage:
    """What the wanted commits come to in a repository. Raises `HistoryError`, and `SourceError` where none are
    named."""
    selection = wanted.selection
    if selection is None:
        raise SourceError("name the commits of the repository: --date, --range or another such option")
    fixed = wanted.revisions or repository.revisions(selection)
    record = replace(repository.record, head=fixed[0])
    return Coverage(record, period(selection, zone), fixed, pinned(selection, fixed))
