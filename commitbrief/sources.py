"""Where commits come from, whatever the user named: one interface over repositories and patches."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import BinaryIO, Protocol, Self, cast
from zoneinfo import ZoneInfo

from classifier.facts.elsewhere import unknown
from classifier.facts.interface import Contents
from commitbrief.errors import ConfigError, SourceError
from commitbrief.recorded import Wanted, pinned
from commitbrief.settings import Settings
from history.access import Access
from history.address import Address, parse_address
from history.briefs import Period, PeriodKind
from history.errors import HistoryError
from history.filters import PathFilter
from history.github.repository import GitHubRepository
from history.hosts import parse_remote
from history.mirror import Mirror
from history.options import ReadOptions
from history.patches import read_patches
from history.records import Commit, FileChange, Forge, Gap, Person, Repository, Told
from history.repository import Chosen, LocalRepository
from history.selection import Range, Selection, period

STANDARD_INPUT = "-"
IN_MEMORY = 16 << 20  # bytes of standard input that are kept without a temporary file


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

    def about(self, wanted: Wanted) -> Coverage:
        """What the wanted commits come to here. Raises `HistoryError` or `SourceError`."""
        ...

    def commits(self, coverage: Coverage) -> Iterator[Commit]:
        """The commits, in the order of the report. Raises `HistoryError`."""
        ...

    def contents(self, commit: Commit) -> Contents:
        """Whole files before and after a commit."""
        ...

    def places(
        self, revision: str, names: Collection[str], endings: Collection[str]
    ) -> Mapping[str, tuple[str, ...]] | None:
        """The files of a whole tree that hold each name as a word; `None` where there are no trees."""
        ...

    def authors_before(self, coverage: Coverage) -> Collection[Person] | None:
        """Who had contributed before; `None` where that is not known."""
        ...


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
    if path.is_dir():
        return RepositorySource(path, settings)
    if path.exists():
        try:
            return PatchSource(path.name, path.open("rb"), settings)
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


class RepositorySource(AbstractContextManager["RepositorySource"]):
    """A repository on this machine, with the reader's options fixed. Of one that is a copy, `address` is
    where it comes from, and `prepare` is told the ids of the commits before these are read."""

    told: Told | None = None

    def __init__(
        self,
        path: Path,
        settings: Settings,
        *,
        prepare: Callable[[Sequence[str]], None] | None = None,
        address: Address | None = None,
    ) -> None:
        if settings.remote_url and parse_remote(settings.remote_url) is None:
            raise ConfigError(f"--remote-url {settings.remote_url!r} is no address of a repository")
        paths = PathFilter(settings.include, settings.exclude)
        self._options = ReadOptions(first_parent=settings.first_parent, keep=paths if paths.filters else None)
        self._zone = settings.tz
        self._prepare = prepare
        self._choice: tuple[Coverage, Chosen] | None = None
        self.path = path
        self._repository = LocalRepository.open(
            path, remote_name=settings.remote, remote_url=settings.remote_url
        )
        web = self._repository.record.web
        self.forge = web.forge if web else None
        self.address = address or (parse_address(web.base) if web and settings.pulls else None)

    def __exit__(self, *_: object) -> None:
        self._repository.close()

    @property
    def gaps(self) -> tuple[Gap, ...]:
        return self._repository.gaps

    def about(self, wanted: Wanted) -> Coverage:
        selection = wanted.selection
        if selection is None:
            raise SourceError("name the commits of the repository: --date, --range or another such option")
        fixed = wanted.revisions or self._repository.revisions(selection)
        record = replace(self._repository.record, head=fixed[0])
        return Coverage(record, period(selection, self._zone), fixed, pinned(selection, fixed))

    def commits(self, coverage: Coverage) -> Iterator[Commit]:
        return self.piece(coverage, self.shas(coverage))

    def shas(self, coverage: Coverage) -> tuple[str, ...]:
        """The ids of all that is covered, in the order of the report. What they need is fetched. Raises
        `HistoryError`."""
        shas = self._chosen(coverage).shas
        if self._prepare:
            self._prepare(shas)
        return shas

    def piece(self, coverage: Coverage, shas: Sequence[str]) -> Iterator[Commit]:
        """Some of the covered commits, as they are among all of them. Raises `HistoryError`."""
        return self._repository.read(self._chosen(coverage), self._options, only=shas)

    def _chosen(self, coverage: Coverage) -> Chosen:
        assert coverage.selection is not None, "`about` gives one"
        if self._choice is None or self._choice[0] != coverage:
            self._choice = (coverage, self._repository.choose(coverage.selection, self._options))
        return self._choice[1]

    def contents(self, commit: Commit) -> Contents:
        return self._repository.contents(commit)

    def places(
        self, revision: str, names: Collection[str], endings: Collection[str]
    ) -> Mapping[str, tuple[str, ...]] | None:
        if self._prepare:  # only some files are there, and which depends on earlier runs
            return None
        return self._repository.places(revision, names, endings)

    def authors_before(self, coverage: Coverage) -> Collection[Person] | None:
        return self._repository.authors_before(coverage.selection) if coverage.selection else None

    def newest_day(self) -> date:
        """The day of the newest commit. Raises `HistoryError` for an empty repository."""
        newest = next(self._repository.commits(Range("HEAD")))
        return newest.committed.astimezone(ZoneInfo(self._zone)).date()


class GitHubSource(AbstractContextManager["GitHubSource"]):
    """A repository on GitHub, through its interface alone. There are no whole files beside the hunks."""

    gaps: tuple[Gap, ...] = ()
    told: Told | None = None
    forge: Forge | None = Forge.GITHUB

    def __init__(self, address: Address, settings: Settings, access: Access) -> None:
        if settings.first_parent:
            raise ConfigError("--first-parent needs a clone: leave out --api")
        self.address: Address | None = address
        self._zone = settings.tz
        self._paths = PathFilter(settings.include, settings.exclude)
        self._repository = GitHubRepository(address, access)

    def __exit__(self, *_: object) -> None:
        self._repository.close()

    def about(self, wanted: Wanted) -> Coverage:
        selection = wanted.selection
        if selection is None:
            raise SourceError("name the commits of the repository: --date, --range or another such option")
        fixed = wanted.revisions or self._repository.revisions(selection)
        record = replace(self._repository.record, head=fixed[0])
        return Coverage(record, period(selection, self._zone), fixed, pinned(selection, fixed))

    def commits(self, coverage: Coverage) -> Iterator[Commit]:
        assert coverage.selection is not None, "`about` gives one"
        return map(self._paths.apply, self._repository.commits(coverage.selection))

    def contents(self, commit: Commit) -> Contents:  # noqa: ARG002 - there are none
        return NO_CONTENTS

    places = staticmethod(unknown)

    def authors_before(self, coverage: Coverage) -> Collection[Person] | None:  # noqa: ARG002 - nobody knows
        return None

    def newest_day(self) -> date:
        """The day of the newest commit. Raises `HistoryError` for an empty repository."""
        return self._repository.newest().astimezone(ZoneInfo(self._zone)).date()


class PatchSource(AbstractContextManager["PatchSource"]):
    """A patch or mbox file. It is reported whole: it has no days, branches or tags to choose by."""

    gaps: tuple[Gap, ...] = ()
    address: Address | None = None
    forge: Forge | None = None
    told: Told | None = None

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
        try:
            yield from map(self._paths.apply, read_patches(self._stream))
        except HistoryError as error:
            raise SourceError(f"{self._name}: {error}") from error

    def contents(self, commit: Commit) -> Contents:  # noqa: ARG002 - there are none
        return NO_CONTENTS

    places = staticmethod(unknown)

    def authors_before(self, coverage: Coverage) -> Collection[Person] | None:  # noqa: ARG002 - nobody knows
        return None


class NoContents:
    """A patch has no files beside its hunks."""

    def before(self, change: FileChange) -> str | None:  # noqa: ARG002 - there are none
        return None

    def after(self, change: FileChange) -> str | None:  # noqa: ARG002 - there are none
        return None


NO_CONTENTS = NoContents()


def _digest(stream: BinaryIO) -> str:
    """The SHA-256 of a stream, which is read to its end and wound back."""
    total = hashlib.sha256()
    for chunk in iter(partial(stream.read, 1 << 20), b""):
        total.update(chunk)
    stream.seek(0)
    return total.hexdigest()


def _kept(stream: BinaryIO) -> BinaryIO:
    """A copy that can be read twice, once for its digest; large ones go to a temporary file."""
    copy = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the source closes it
    shutil.copyfileobj(stream, copy)
    copy.seek(0)
    return cast(BinaryIO, copy)
