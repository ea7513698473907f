"""A local repository as a source of commits: the door to everything else in this room."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from history.changes import Answer, ChangeReader, Compare, Question
from history.contents import BlobContents
from history.decoding import decode_path
from history.errors import HistoryError
from history.git import Done, Git, first_line
from history.hosts import Remote, parse_remote
from history.merges import Graph, read_graph
from history.objects import CommitHeader, ObjectReader
from history.options import ReadOptions
from history.places import Places, places
from history.records import Commit, CommitName, Gap, GapReason, Person, Repository, bare, unlisted
from history.releases import Release, by_commit, releases
from history.revisions import Walk, behind_ends, commit_id, resolve, tagged_commits
from history.selection import Day, Days, Selection, SinceLastTag, window, zone_info

DEFAULT_OPTIONS = ReadOptions()


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a selection comes to: the ids, newest first as `git log` lists them, and the walk that found
    them. `gaps` says where a shallow clone ends inside it."""

    shas: tuple[str, ...]
    walk: Walk
    gaps: tuple[Gap, ...] = ()
    seconds: tuple[int, ...] = ()  # of each commit, since 1970


class _Idle(NamedTuple):
    """A reader that has answered everything, and the process that it belongs to."""

    owner: int
    options: ReadOptions
    reader: ChangeReader


class _Listing(NamedTuple):
    """A listing under way: the walk, the ends behind which nothing is known, and what git will say."""

    walk: Walk
    unknown: frozenset[str]
    answer: Callable[[], Done]


class LocalRepository:
    """A repository read through the git program. A context manager.

        with LocalRepository.open(Path(".")) as repository:
            for commit in repository.commits(Day(date(2026, 1, 23), "Asia/Shanghai")):
                ...

    Commits are streamed: memory does not grow with the length of the history beyond its list of ids.
    """

    def __init__(self, git: Git, record: Repository) -> None:
        self._git = git
        self._objects = ObjectReader(git)
        self._gaps: tuple[Gap, ...] = ()
        self._merges: _Merges | None = None
        self._idle: _Idle | None = None
        self._expected: tuple[Selection, ReadOptions, _Listing] | None = None
        self.record = record

    @classmethod
    def open(
        cls, path: Path, *, remote_name: str = "origin", remote_url: str | None = None
    ) -> LocalRepository:
        """Open the repository that `path` is in: a work tree or a folder in one, a linked worktree, a
        bare repository. `remote_url` stands in for the address of its remote. Raises `HistoryError`."""
        git = Git(path)
        try:
            return cls(git, _record(git, remote_name, remote_url))
        except BaseException:
            git.close()
            raise

    def __enter__(self) -> LocalRepository:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all processes and remove temporary files."""
        if self._idle and self._idle.owner == os.getpid():
            self._idle.reader.close()
        self._idle = None
        self._objects.close()
        self._git.close()

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What the latest selection could not reach."""
        return self._gaps

    def packed(self) -> int:
        """Bytes of the packs, without those of a repository that this one borrows from."""
        return sum(pack.stat().st_size for pack in (self._git.place.objects / "pack").glob("*.pack"))

    def revisions(self, selection: Selection) -> tuple[str, ...]:
        """The full ids that fix what the selection means: the tips, then `^` and what is left out."""
        walk = resolve(self._git, selection)
        return (*walk.tips, *(f"^{sha}" for sha in walk.excluded))

    def resolve(self, revision: str) -> str:
        """The full id of one revision. Raises `HistoryError` if there is none."""
        return commit_id(self._git, revision)

    def last_tag(self) -> str | None:
        """The name of the tag that is met first going back from HEAD. Raises `HistoryError`."""
        behind = resolve(self._git, SinceLastTag()).excluded
        refs = tagged_commits(self._git).items()
        names = by_commit((ref.removeprefix("refs/tags/"), sha) for ref, sha in refs)
        return names[behind[0]] if behind else None

    def expect(self, selection: Selection, options: ReadOptions = DEFAULT_OPTIONS) -> None:
        """Begin to list what `choose` will be asked for next. Raises `HistoryError`."""
        self._expected = (selection, options, self._list(selection, options))

    def choose(self, selection: Selection, options: ReadOptions = DEFAULT_OPTIONS) -> Chosen:
        """List the commits of a selection without reading them. Raises `HistoryError`."""
        expected, self._expected = self._expected, None
        known = expected is not None and expected[:2] == (selection, options)
        begun = expected[2] if expected and known else self._list(selection, options)
        walk, unknown, listing = begun.walk, begun.unknown, begun.answer()
        if listing.returncode:
            folder, said = self._git.place.folder, first_line(listing.stderr)
            raise HistoryError(f"the history of {folder} is incomplete: {said}; check it with `git fsck`")
        rows = [line.split(" ") for line in listing.stdout.decode("ascii").splitlines()]
        inside = [(sha, int(seconds)) for seconds, sha in rows if int(seconds) in walk.window]
        boundaries = self._git.shallow.intersection(sha for _, sha in rows)
        reached = [seconds for seconds, sha in rows if sha in boundaries]
        start = walk.window.start
        cut = start is None or any(int(seconds) >= start for seconds in reached)
        gaps = tuple(Gap(GapReason.SHALLOW, detail=sha) for _, sha in rows if sha in boundaries)
        self._gaps = (*(gaps if cut else ()), *self._hidden(unknown, rows))
        shas, moments = tuple(sha for sha, _ in inside), tuple(seconds for _, seconds in inside)
        return Chosen(shas, walk, self._gaps, moments)

    def _list(self, selection: Selection, options: ReadOptions) -> _Listing:
        walk, unknown = self._excluding(resolve(self._git, selection))
        arguments = [*(["--first-parent"] if options.first_parent else []), *walk.arguments]
        if walk.single:
            arguments = ["--no-walk", *arguments]
        return _Listing(walk, unknown, self._git.begin("rev-list", "--timestamp", *arguments))

    def daily(
        self, selection: Days, options: ReadOptions = DEFAULT_OPTIONS
    ) -> tuple[tuple[Day, Chosen], ...]:
        """The days of a selection that have commits, each as `choose` has it, from one listing; the newest first.
        Raises `HistoryError`."""
        chosen = self.choose(selection, options)
        by_day: dict[date, list[str]] = {}
        zone = zone_info(selection.zone)
        for sha, seconds in zip(chosen.shas, chosen.seconds, strict=True):
            by_day.setdefault(datetime.fromtimestamp(seconds, zone).date(), []).append(sha)
        found = []
        for day in sorted(by_day, reverse=True):
            one = Day(day, selection.zone, selection.ref)
            walk = replace(chosen.walk, window=window(one))
            found.append((one, Chosen(tuple(by_day[day]), walk)))
        return tuple(found)

    def people(self, ref: str = "HEAD") -> tuple[tuple[int, Person], ...]:
        """Who wrote each commit and when it was committed, in seconds since 1970; the oldest first. Nobody can be called
        new in a shallow clone, of which nothing is said."""
        if self._git.shallow:
            return ()
        listing = self._git.read("log", "--format=%ct%x09%aN%x09%aE", commit_id(self._git, ref), "--")
        rows = (line.split("\t") for line in listing.stdout.decode("utf8", "replace").splitlines())
        return tuple(sorted(((int(row[0]), Person(row[1], row[-1])) for row in rows), key=lambda one: one[0]))

    def _excluding(self, walk: Walk) -> tuple[Walk, frozenset[str]]:
        """The walk without what a shallow clone hides of the side that is left out, as far as its commits are there all
        the same (it was whole before somebody fetched with `--depth`); and the ends behind which they are not."""
        behind = behind_ends(self._git, walk.excluded)
        excluded = (*walk.excluded, *behind.there)
        unknown = {sha for sha in behind.ends if not set(self._git.parents(sha)) <= set(excluded)}
        return replace(walk, excluded=excluded), frozenset(unknown)

    def _hidden(self, ends: frozenset[str], rows: Sequence[Sequence[str]]) -> tuple[Gap, ...]:
        """A gap for each end on the side that is left out that is as young as a listed commit: what is behind it is not
        known, so that some of what is listed may be."""
        if not (ends and rows):
            return ()
        oldest = min(int(seconds) for seconds, _ in rows)
        told = self._git.read("rev-list", "--no-walk", "--timestamp", *sorted(ends)).stdout.decode("ascii")
        dated = (line.split(" ") for line in told.splitlines())
        return tuple(Gap(GapReason.SHALLOW, detail=sha) for seconds, sha in dated if int(seconds) >= oldest)

    def commits(self, selection: Selection, options: ReadOptions = DEFAULT_OPTIONS) -> Iterator[Commit]:
        """The commits of a selection with their changes, newest first. Raises `HistoryError`."""
        yield from self.read(self.choose(selection, options), options)

    def read(
        self, chosen: Chosen, options: ReadOptions = DEFAULT_OPTIONS, *, only: Sequence[str] | None = None
    ) -> Iterator[Commit]:
        """The chosen commits with their changes, in their order, or `only` these of them: as the whole
        reading would give them, so that pieces read apart make up the whole. Raises `HistoryError`."""
        reader = self._reader(options)
        merges = self._merges_of(chosen, options)
        try:
            questions = (
                self._question(header, merges, options.first_parent)
                for header in self._objects.commits(chosen.shas if only is None else only)
            )
            for question, answer in reader.answers(questions):
                yield self._commit(question.header, answer, merges)
        except BaseException:
            reader.close()
            raise
        self._idle = _Idle(os.getpid(), options, reader)

    def _reader(self, options: ReadOptions) -> ChangeReader:
        """One whose processes run already, if the latest reading of this kind came to its end."""
        idle, self._idle = self._idle, None
        if idle and (idle.owner, idle.options) == (os.getpid(), options):
            return idle.reader
        if idle and idle.owner == os.getpid():
            idle.reader.close()
        return ChangeReader(self._git, self._objects, options)

    def _merges_of(self, chosen: Chosen, options: ReadOptions) -> _Merges:
        """The merges of a selection; those of the latest are kept, since their graph costs a walk."""
        if self._merges is None or self._merges.options != options or self._merges.chosen is not chosen:
            self._merges = _Merges(self._git, chosen, options)
        return self._merges

    def releases(self) -> tuple[Release, ...]:
        """The tagged versions and what each was the first to ship, the oldest first. Raises `HistoryError`."""
        return releases(self._git)

    def contents(self, commit: Commit) -> BlobContents:
        """Whole files before and after a commit."""
        return BlobContents(self._objects, commit)

    def places(self, revision: str, names: Collection[str], endings: Collection[str]) -> Places:
        """The files of a whole tree that hold each name as a word, by name; `None` where nobody knows. It is looked for from
        now on, and told when called."""
        return places(self._git, revision, names, endings)

    def authors_before(self, selection: Selection) -> Callable[[], frozenset[Person] | None]:
        """Who had written commits before a selection begins; `None` where it has no beginning or the clone
        is shallow, so that nobody can be called new. It is looked for from now on, and told when called."""
        walk = resolve(self._git, selection)
        if self._git.shallow or walk.single:
            return nobody_knows
        if walk.excluded:
            earlier = list(walk.excluded)
        elif walk.window.start is not None:
            earlier = [f"--until=@{walk.window.start - 1} +0000", *walk.tips]
        else:
            return nobody_knows
        listing = self._git.begin("shortlog", "-s", "-e", *earlier, "--")
        return lambda: _people(listing().stdout)

    def _question(self, header: CommitHeader, merges: _Merges, first_parent: bool) -> Question:
        if header.sha in self._git.shallow:
            return Question(header, Compare.NOTHING_KNOWN)
        if first_parent or len(header.parents) < 2:
            return Question(header)
        paths = merges.paths_of_others(header.sha)
        if paths is None:
            return Question(header)
        if not paths:
            return Question(header, Compare.ALL_PARENTS)
        return Question(header, paths=paths)

    def _commit(self, header: CommitHeader, answer: Answer, merges: _Merges) -> Commit:
        merged: tuple[CommitName, ...] = ()
        gaps, filtered = answer.gaps + unlisted(answer.beyond), answer.filtered
        if len(header.parents) > 1 and header.sha not in self._git.shallow:
            shas, more = merges.listed(header.sha)
            brought = self._objects.commits(shas)
            merged = tuple(CommitName(one.sha, _subject(one.message)) for one in brought)
            if more:
                gaps = (*gaps, Gap(GapReason.TRUNCATED, detail="merged"))
            if not answer.files and not answer.gaps and not merges.joins(header):
                filtered = max(filtered, 1)
        return Commit(
            sha=header.sha,
            parents=header.parents,
            author=header.author,
            authored=header.authored,
            committer=header.committer,
            committed=header.committed,
            message=header.message,
            files=answer.files,
            merged=merged,
            gaps=gaps,
            filtered_files=filtered,
        )


def _subject(message: str) -> str:
    return next((text for line in message.split("\n") if (text := bare(line))), "")


def nobody_knows() -> None:
    """The answer where there is none."""


def _people(listing: bytes) -> frozenset[Person]:
    rows = listing.decode("utf8", "replace").splitlines()
    people = (row.partition("\t")[2].rpartition(" <") for row in rows)
    return frozenset(Person(name, email.removesuffix(">")) for name, _, email in people)


class _Merges:
    """What the merges of a selection brought in, and how much of that the selection shows itself.

    A merge on the main line shows what the commits it brought in changed, as far as they are not in the
    selection, and what it changed itself; one off the main line (main merged into a branch) only the
    latter: the main line's commits have their own place. See docs/decisions/0005-merges.md."""

    def __init__(self, git: Git, chosen: Chosen, options: ReadOptions) -> None:
        self._git = git
        self.chosen = chosen
        self.options = options
        self._limit = options.limits.merged
        self._shas = frozenset[str]()
        self._loaded: Graph | None = None

    def paths_of_others(self, merge: str) -> frozenset[str] | None:
        """The paths that commits outside the selection changed; `None` for all of the merge's."""
        graph = self._graph()
        if not graph.on_main_line(merge):
            return frozenset()
        brought = graph.brought_in(merge)
        others = [sha for sha in brought if sha not in self._shas]
        if brought and len(others) == len(brought):
            return None
        if not others:
            return frozenset()
        names = self._git.read(
            *("diff-tree", "--stdin", "-r", "-z", "--root", "--name-only", "--no-commit-id", "--no-renames"),
            stdin="".join(f"{sha}\n" for sha in others).encode("ascii"),
        )
        return frozenset(
            path.decode("utf8", "backslashreplace") for path in names.stdout.split(b"\0") if path
        )

    def joins(self, merge: CommitHeader) -> bool:
        """Whether a merge is told where paths are filtered, though it changed nothing itself: it differs from each of
        its parents in a wanted path, which is when `git log -- path` lists it."""
        keep = self.options.keep
        if keep is None:
            return True
        for parent in merge.parents:
            arguments = ("diff-tree", "-r", "-z", "--name-only", "--no-renames", parent, merge.sha)
            names = self._git.read(*arguments).stdout.split(b"\0")
            if not any(keep(decode_path(name)) for name in names if name):
                return False
        return True

    def listed(self, merge: str) -> tuple[list[str], bool]:
        """The commits brought in, as many as are listed, and whether there are more."""
        found = self._graph().brought_in(merge, self._limit + 1)
        return found[: self._limit], len(found) > self._limit

    def _graph(self) -> Graph:
        if self._loaded is None:
            walk = self.chosen.walk
            self._shas = frozenset(self.chosen.shas)
            self._loaded = read_graph(self._git, walk.arguments, walk.tips[-1])
        return self._loaded


def _record(git: Git, remote_name: str, remote_url: str | None) -> Repository:
    url = remote_url or _remote_url(git, remote_name)
    remote = parse_remote(url) if url else None
    folder = git.place.folder.name
    found = remote or Remote(folder.removesuffix(".git") or folder or "repository", None)
    head = git.ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    return Repository(found.name, found.web, head.stdout.decode("ascii").strip() or None)


def _remote_url(git: Git, name: str) -> str | None:
    """The address of the remote `name`, or of the only one there is."""
    listing = git.ask("config", "--local", "-z", "--get-regexp", r"^remote\..*\.url$")
    urls: dict[str, str] = {}
    for entry in listing.stdout.decode("utf8", "replace").split("\0"):
        key, _, url = entry.partition("\n")
        urls.setdefault(key.removeprefix("remote.").removesuffix(".url"), url)
    urls.pop("", None)
    return urls.get(name) or (next(iter(urls.values())) if len(urls) == 1 else None)
