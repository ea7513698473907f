"""What a list of repositories comes to: each is reached, and its commits are listed, some at a time.

Nothing is read of the commits but their ids. Surveys come as they are ready, so that a large clone under way
keeps nobody waiting; no more are made ahead than are soon asked for.
"""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from pathlib import Path

from commitbrief.config.settings import Settings
from commitbrief.errors import SourceError
from commitbrief.recorded import Wanted
from commitbrief.sources import Coverage, RepositorySource
from history.access import Access
from history.address import Address, parse_address
from history.errors import HistoryError
from history.foreign import is_there
from history.mirror import Mirror
from history.repository import LocalRepository
from history.selection import Everything, Range, Selection

AT_ONCE = 4  # clones and listings under way: git and the network work, this process waits
AHEAD = 32  # surveys that nobody asked for yet: their ids are kept in memory


@dataclass(frozen=True, slots=True)
class Located:
    """Where an entry's repository is: in a folder, or at an address; and what it is called."""

    entry: str
    name: str
    folder: Path | None
    address: Address | None = None


@dataclass(frozen=True, slots=True)
class Survey:
    """The commits of a repository, read in `folder`. `coverage` is the whole history that was asked about,
    `reachable` all of its ids, `shas` those asked for, both newest first; `asked` names the revisions."""

    where: Located
    folder: Path
    coverage: Coverage
    reachable: tuple[str, ...]
    shas: tuple[str, ...]
    asked: tuple[str, ...]

    @property
    def packed(self) -> int:
        """Bytes of the repository's packs."""
        with LocalRepository.open(self.folder) as repository:
            return repository.packed()


@dataclass(frozen=True, slots=True)
class Unread:
    """An entry that nothing can be done about, and why."""

    entry: str
    reason: str


def locate(entries: Sequence[str], settings: Settings, access: Access) -> Iterator[Located | Unread]:
    """Where each entry is, in the order of the list. Of several for one repository the first counts, and of
    several repositories of one name: the store tells them apart by it. No other machine is asked."""
    first: dict[str, Located] = {}
    for entry in entries:
        try:
            found = _locate(entry, settings, access)
        except (HistoryError, SourceError) as error:
            yield Unread(entry, str(error))
            continue
        known = first.setdefault(found.name.casefold(), found)
        if known is found:
            yield found
            continue
        hint = (
            ""
            if found.address or known.address
            else "; if it is another repository, give it a remote (git remote add origin URL)"
        )
        yield Unread(entry, f"{found.name} is in the list already, as {known.entry}{hint}")


def _locate(entry: str, settings: Settings, access: Access) -> Located:
    path = Path(entry)
    there = is_there(path)
    if there and path.is_dir():
        with LocalRepository.open(path, remote_name=settings.remote) as repository:
            return Located(entry, repository.record.name, path.absolute())
    address = None if there else parse_address(entry, access.server)
    if address is None:
        raise SourceError("there is no such folder, and it is no owner/name or address of a repository")
    if settings.api:
        raise SourceError("histories are not read through GitHub's interface: leave out --api")
    return Located(entry, address.name, None, address)


def surveys(
    located: Sequence[Located], selection: Selection, settings: Settings, access: Access
) -> Generator[Survey | Unread, None, None]:
    """What there is to read, as it becomes known."""
    room = threading.Semaphore(AHEAD)
    stopped = threading.Event()

    def one(where: Located) -> Survey | Unread:
        room.acquire()
        if stopped.is_set():
            return Unread(where.entry, "stopped")
        try:
            return _survey(where, selection, settings, access)
        except (HistoryError, SourceError) as error:
            return Unread(where.entry, str(error))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        try:
            for done in as_completed([pool.submit(one, where) for where in located]):
                yield done.result()
                room.release()
        finally:
            stopped.set()
            pool.shutdown(wait=False, cancel_futures=True)
            room.release(AT_ONCE)


def _survey(where: Located, selection: Selection, settings: Settings, access: Access) -> Survey:
    folder = where.folder
    if folder is None:
        assert where.address is not None, "it is one or the other"
        mirror = Mirror(where.address, access)
        folder = mirror.folder
        if settings.offline:
            mirror.require()
            where = replace(where, address=None)  # whoever reads it fetches nothing either
        else:
            mirror.update()
    with RepositorySource(folder, settings) as source:
        chosen = source.about(Wanted(selection))
        shas = source.shas(chosen)
        if selection == Everything():
            return Survey(where, folder, chosen, shas, shas, _asked(selection))
        # A commit is read as part of the whole history, so that its row does not depend on the range.
        coverage = source.about(Wanted(Everything(chosen.revisions[0])))
        return Survey(where, folder, coverage, source.shas(coverage), shas, _asked(selection))


def _asked(selection: Selection) -> tuple[str, ...]:
    """The revisions that a selection names."""
    if not isinstance(selection, Range):
        return ("HEAD",)
    if "..." in selection.expression:
        raise SourceError(f"{selection.expression} is two histories: name one range, A..B")
    return (selection.expression.rpartition("..")[2] or "HEAD",)


def reachable(folder: Path, revisions: Sequence[str], settings: Settings) -> frozenset[str]:
    """The ids of all commits that the revisions lead to now; those that there are no longer lead nowhere."""
    found: set[str] = set()
    with LocalRepository.open(folder, remote_name=settings.remote) as repository:
        for revision in revisions:
            try:
                found.update(repository.choose(Everything(revision)).shas)
            except HistoryError:
                continue
    return frozenset(found)
