"""Reads the changes of many commits, in order, a few questions ahead of the answers.

A missing or damaged object kills the git process that meets it. The commit at hand is then read again
without the files concerned, which get a gap, and the others follow from a new process. Since that costs a tenth of a
second, and where one object is missing others are too, the commits that follow are looked over first: those that lack
a file are asked of a process of their own.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from itertools import islice

from history.combined import combined_changes
from history.diff import SUBMODULE, Counted, Entry, Hunks, file_change, git_hunks, no_hunks, read_change
from history.difftree import (
    COMBINED,
    RAW_ONLY,
    WITH_RENAMES,
    DiffTree,
    StreamEndedError,
    parse_raw,
)
from history.git import Git
from history.objects import CommitHeader, ObjectReader
from history.options import ReadOptions, Room
from history.partial import lacking
from history.records import FileChange, FileStatus, Gap, GapReason

_LOOKED_OVER = 256  # commits, once one object was missing
_AHEAD = 32  # questions sent before an answer is read; they fit in any pipe
_NAMED_ON_COMMAND_LINE = 500


class Compare(Enum):
    """What a commit is compared with."""

    FIRST_PARENT = 1  # or nothing, for a root
    ALL_PARENTS = 2  # only what no parent had
    NOTHING_KNOWN = 3  # the parent is beyond the end of a shallow clone


@dataclass(frozen=True, slots=True)
class Question:
    """A commit whose changes are wanted. `paths` restricts a comparison with the first parent to these
    paths and to what no parent had. `risky` says that git may die of it."""

    header: CommitHeader
    compare: Compare = Compare.FIRST_PARENT
    paths: frozenset[str] | None = None
    risky: bool = False

    @property
    def parent(self) -> str | None:
        """The commit to compare with."""
        return self.header.parents[0] if self.header.parents else None


@dataclass(frozen=True, slots=True)
class Answer:
    """The changes of a commit, in git's order of paths; `beyond` those that are looked at there are so many others."""

    files: tuple[FileChange, ...] = ()
    gaps: tuple[Gap, ...] = ()
    filtered: int = 0
    beyond: int = 0


class ChangeReader:
    """Answers questions with the help of git processes, started when first needed."""

    def __init__(self, git: Git, objects: ObjectReader, options: ReadOptions) -> None:
        self._git = git
        self._objects = objects
        self._keep = options.keep
        self._counted = options.counted
        self._limits = options.limits
        self._plain: DiffTree | None = None
        self._risky: DiffTree | None = None
        self._combined: DiffTree | None = None
        self._partial = False

    def close(self) -> None:
        """End the processes. Harmless when repeated."""
        for process in (self._plain, self._risky, self._combined):
            if process:
                process.close()
        self._plain = self._risky = self._combined = None

    def answers(self, questions: Iterable[Question]) -> Iterator[tuple[Question, Answer]]:
        """Answer in order. Takes at most some questions more than it has answered."""
        waiting: deque[Question] = deque()
        for question in self._looked_over(iter(questions)):
            waiting.append(question)
            self._send(question)
            if len(waiting) > _AHEAD:
                yield self._next(waiting)
        while waiting:
            yield self._next(waiting)

    def _looked_over(self, questions: Iterator[Question]) -> Iterator[Question]:
        """The questions, marked where they may kill git, as soon as one did."""
        while some := list(islice(questions, _LOOKED_OVER if self._partial else 1)):
            if self._partial:
                plain = [one for one in some if one.compare is Compare.FIRST_PARENT]
                risky = lacking(self._git, self._objects, [(one.header.sha, one.parent) for one in plain])
                some = [replace(one, risky=one.header.sha in risky) for one in some]
            yield from some

    def _send(self, question: Question) -> None:
        if question.compare is not Compare.FIRST_PARENT:
            return
        if question.risky:
            self._risky = self._risky or DiffTree(self._git, WITH_RENAMES)
            self._risky.ask(question.header.sha, question.parent)
        else:
            self._plain = self._plain or DiffTree(self._git, WITH_RENAMES)
            self._plain.ask(question.header.sha, question.parent)

    def _next(self, waiting: deque[Question]) -> tuple[Question, Answer]:
        question = waiting.popleft()
        if question.compare is Compare.NOTHING_KNOWN:
            return question, Answer(gaps=(Gap(GapReason.SHALLOW, detail=question.header.sha),))
        if question.compare is Compare.ALL_PARENTS:
            return question, self._all_parents(question)
        process = self._risky if question.risky else self._plain
        assert process
        try:
            answer = self._read(process, question)
        except StreamEndedError:
            process.close()
            if question.risky:
                self._risky = None
            else:
                self._plain, self._partial = None, True
            answer = self._piecewise(question)
            for other in waiting:
                if other.risky is question.risky:
                    self._send(other)
        if question.paths is not None:
            answer = self._restricted(question, question.paths, answer)
        return question, answer

    def _restricted(self, question: Question, paths: frozenset[str], answer: Answer) -> Answer:
        """Of a merge whose commits are partly shown themselves: what the others did, and its own."""
        own = self._all_parents(question)
        wanted = tuple(file for file in answer.files if paths & {file.old_path, file.new_path})
        shown = {file.path for file in wanted}
        rest = tuple(file for file in own.files if file.path not in shown)
        beyond = answer.beyond + own.beyond
        return self._bounded(Answer(wanted + rest, answer.gaps + own.gaps, answer.filtered, beyond))

    def _all_parents(self, question: Question) -> Answer:
        if self._combined is None:
            self._combined = DiffTree(self._git, COMBINED)
        header = question.header
        try:
            self._combined.ask(header.sha)
            records = self._combined.records()
            sections = list(self._combined.sections(header.sha, self._limits))
        except StreamEndedError:
            self._combined.close()
            self._combined = None
            return Answer(gaps=(Gap(GapReason.MISSING_OBJECT),))
        changes = combined_changes(records, sections, header.encoding)
        kept = tuple(change for change in changes if self._wanted(change.old_path, change.new_path))
        return self._bounded(Answer(kept, filtered=len(changes) - len(kept)))

    def _read(self, tree: DiffTree, question: Question) -> Answer:
        """The next answer of a process that was asked this question."""
        header = question.header
        records = tree.records()
        entries = iter([record.entry for record in records])
        files: list[FileChange] = []
        filtered = beyond = 0
        room = Room(self._limits)
        entry: Entry | None = None
        first_half: bytes | Counted | None = None
        for section in tree.sections(header.sha, self._limits):
            if first_half is None:
                entry = next(entries, None)
            if entry is None:
                break
            if entry.status is FileStatus.TYPE_CHANGED and first_half is None:
                first_half = section  # git writes a deletion and an addition
                continue
            halves = [section] if first_half is None else [first_half, section]
            first_half = None
            if not self._wanted(entry.old_path, entry.new_path):
                filtered += 1
            elif room.takes(entry.path):
                files.append(read_change(entry, halves, header.encoding, self._hunks_of(entry.path)))
            else:
                beyond += 1
        return Answer(tuple(files), filtered=filtered, beyond=beyond)

    def _bounded(self, answer: Answer) -> Answer:
        """The answer without files beyond those that are looked at."""
        room = Room(self._limits)
        files = tuple(file for file in answer.files if room.takes(file.path))
        return replace(answer, files=files, beyond=answer.beyond + len(answer.files) - len(files))

    def _hunks_of(self, path: str) -> Callable[[str], Hunks]:
        return no_hunks if self._counted and self._counted(path) else git_hunks

    def _wanted(self, *paths: str | None) -> bool:
        return self._keep is None or any(self._keep(path) for path in paths if path is not None)

    def _piecewise(self, question: Question) -> Answer:
        """Read a commit that killed git: first the list of files, then the diff without those whose
        contents are missing. Renames among those are only found where the content is the same."""
        sha, parent = question.header.sha, question.parent
        revisions = (parent, sha) if parent else (sha,)
        raw = self._git.read(*RAW_ONLY, *revisions)
        if raw.returncode:
            return Answer(gaps=(Gap(GapReason.MISSING_OBJECT),))
        entries = parse_raw(raw.stdout)
        missing = self._with_missing(entries)
        gaps = {entry.path: GapReason.MISSING_OBJECT for entry in missing}
        without = sorted({path for entry in missing for path in _paths(entry)})
        whole, filtered = Answer(), 0
        try:
            if without and len(without) <= _NAMED_ON_COMMAND_LINE:
                whole = self._without(question, without)
                entries = [entry for entry in entries if entry.path in gaps]
        except StreamEndedError:  # something is damaged rather than missing
            pass
        files = list(whole.files)
        for entry in entries:
            if self._wanted(entry.old_path, entry.new_path):
                files.append(file_change(entry, gap=gaps.get(entry.path, GapReason.UNREADABLE)))
            else:
                filtered += 1
        files.sort(key=lambda file: file.path)
        return self._bounded(Answer(tuple(files), (), filtered + whole.filtered, whole.beyond))

    def _without(self, question: Question, paths: list[str]) -> Answer:
        pathspec = ["--", ".", *(f":(exclude,literal,top){path}" for path in paths)]
        tree = DiffTree(self._git, WITH_RENAMES, *pathspec)
        try:
            tree.ask(question.header.sha, question.parent)
            return self._read(tree, question)
        finally:
            tree.close()

    def _with_missing(self, entries: list[Entry]) -> list[Entry]:
        """The files of which a side is not there."""
        absent = self._objects.absent([blob for entry in entries for blob in _blobs(entry)])
        return [entry for entry in entries if not absent.isdisjoint(_blobs(entry))]


def _blobs(entry: Entry) -> list[str]:
    sides = ((entry.old_mode, entry.old_blob), (entry.new_mode, entry.new_blob))
    return [blob for mode, blob in sides if blob is not None and mode != SUBMODULE]


def _paths(entry: Entry) -> list[str]:
    return [path for path in (entry.old_path, entry.new_path) if path]
