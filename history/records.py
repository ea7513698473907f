"""What a version control system says about commits: the frozen types that all rooms read.

Nothing here decides anything and nothing reads or writes: these records are what `history` produces
and what `classifier` and `report` consume.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple

# The time of what does not say it, a bare diff. No date of git's has microseconds, so that it is no other.
UNDATED = datetime(1970, 1, 1, microsecond=1, tzinfo=UTC)

_INVISIBLE = "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
_NOTHING_TO_SEE = "".join(filter(str.isspace, map(chr, range(0x3001)))) + _INVISIBLE


def bare(line: str) -> str:
    """A line without the blanks around it, and without what shows as nothing there: byte order marks, zero-width
    spaces, marks of direction."""
    return line.strip(_NOTHING_TO_SEE)


class FileStatus(StrEnum):
    """How a commit changed one file, in git's terms (`git diff --raw`)."""

    ADDED = "added"
    MODIFIED = "modified"
    DELETED = "deleted"
    RENAMED = "renamed"
    COPIED = "copied"
    TYPE_CHANGED = "type_changed"


class GapReason(StrEnum):
    """Why something that a reader would expect is not here. The words are in the locales."""

    MISSING_OBJECT = "missing_object"  # a partial clone without the blob
    SHALLOW = "shallow"  # the clone ends inside the range; the parent is unknown
    TOO_LARGE = "too_large"  # over a size limit: counted, not read
    OVER_BUDGET = (
        "over_budget"  # of a commit that is too large to be parsed as a whole: only searched line by line
    )
    UNLISTED = "unlisted"  # files of a commit that has too many: `Gap.detail` says how many there are beyond
    OMITTED = "omitted"  # the API gave no patch for the file
    TRUNCATED = "truncated"  # the API gave a part of the patch, or of the list of files
    UNREADABLE = "unreadable"  # the diff could not be parsed
    UNPARSED = "unparsed"  # code that no grammar here reads: only searched line by line
    UNINSTALLED = "uninstalled"  # code whose grammar is not installed; `Gap.detail` says what to install
    UNSUPPORTED = "unsupported"  # binary, submodule, symbolic link: nothing to read line by line
    FILTERED = "filtered"  # left out by the user's own filter
    UNTOLD = "untold"  # the forge did not say what it knows: pull requests, logins


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that could not be read: a value with its reason, never a silent loss."""

    reason: GapReason
    path: str | None = None
    detail: str = ""


def unlisted(count: int) -> tuple[Gap, ...]:
    """The gap of so many files beyond those of a commit that are looked at; none where there are none."""
    return (Gap(GapReason.UNLISTED, detail=str(count)),) if count > 0 else ()


@dataclass(frozen=True, slots=True)
class Person:
    """A name and an address as the commit spells them."""

    name: str
    email: str


class Hunk(NamedTuple):
    """One run of changed lines with its context.

    `lines` keep their leading mark (` `, `+`, `-`) and lose their line feed; the marker
    "No newline at end of file" is not among them. Starts are 1-based; a side without lines starts at 0.
    Counts are those of `lines`: context and removed lines on the old side, context and added lines on the new.
    """

    old_start: int
    old_count: int
    new_start: int
    new_count: int
    heading: str
    lines: tuple[str, ...]

    def marked(self, mark: str) -> int:
        """How many lines have this mark, `+` or `-`."""
        return len(self.lines) - (self.old_count if mark == "+" else self.new_count)

    def texts(self, mark: str) -> list[str]:
        """The lines with this mark, `+` or `-`, without it."""
        lines, marked = self.lines, self.marked(mark)
        if marked == 0:
            return []
        if marked == len(lines):
            return [line[1:] for line in lines]
        return [line[1:] for line in lines if line[0] == mark]

    def added(self) -> Iterator[tuple[int, str]]:
        """Yield (line number on the new side, text) of each added line."""
        number = self.new_start
        for line in self.lines:
            mark = line[:1]
            if mark == "+":
                yield number, line[1:]
                number += 1
            elif mark != "-":
                number += 1

    def removed(self) -> Iterator[tuple[int, str]]:
        """Yield (line number on the old side, text) of each removed line."""
        number = self.old_start
        for line in self.lines:
            mark = line[:1]
            if mark == "-":
                yield number, line[1:]
                number += 1
            elif mark != "+":
                number += 1


@dataclass(frozen=True, slots=True)
class FileChange:
    """One changed file. Paths are as in the tree, with `/`, never quoted.

    `added` and `removed` count lines even where `hunks` is empty because of `gap`; both are 0 for
    binary files. Modes are git's octal strings ("100644", "120000", "160000"), `None` on an absent
    side. Blob ids are full where git gave them, `None` from a patch without an index line.
    """

    status: FileStatus
    old_path: str | None
    new_path: str | None
    old_mode: str | None = None
    new_mode: str | None = None
    old_blob: str | None = None
    new_blob: str | None = None
    similarity: int | None = None
    binary: bool = False
    added: int = 0
    removed: int = 0
    hunks: tuple[Hunk, ...] = ()
    gap: Gap | None = None

    @property
    def path(self) -> str:
        """The path after the commit, or before it for a deleted file."""
        return self.new_path or self.old_path or ""

    @property
    def churn(self) -> int:
        """Lines added plus lines removed."""
        return self.added + self.removed

    @property
    def is_submodule(self) -> bool:
        """Whether either side is a submodule link."""
        return "160000" in (self.old_mode, self.new_mode)


@dataclass(frozen=True, slots=True)
class CommitName:
    """A commit that is only mentioned: what a merge brought in, what a revert undoes."""

    sha: str
    subject: str


@dataclass(frozen=True, slots=True)
class IssueName:
    """An issue that is only mentioned. `repository` is "" for the commit's own."""

    number: int
    title: str
    repository: str = ""


@dataclass(frozen=True, slots=True)
class Pull:
    """The pull request that brought a commit. `author` is the login of who opened it, "" for an account
    that is gone; `base` is the branch that it was made for."""

    number: int
    title: str
    author: str = ""
    base: str = ""
    labels: tuple[str, ...] = ()
    closes: tuple[IssueName, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What the forge knows of a commit and git does not. `first_time`: it is its author's first commit."""

    login: str = ""
    first_time: bool = False
    pull: Pull | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """All that a forge was asked for one report and answered: enough to make the report again without it.
    `failure` says why it did not tell everything."""

    default_branch: str = ""
    contexts: tuple[tuple[str, Context], ...] = ()  # by the commit's sha
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit with its diff against its first parent (or against nothing, for a root).

    `sha` is "" for a bare diff without a commit around it. `message` is the whole message, decoded,
    as it stands (subject, body, trailers). `files` is what is shown after filters;
    `filtered_files` counts the others. `merged` lists what a merge commit brought in. `context` is `None`
    where no forge was asked.
    """

    sha: str
    parents: tuple[str, ...]
    author: Person
    authored: datetime
    committer: Person
    committed: datetime
    message: str
    files: tuple[FileChange, ...] = ()
    merged: tuple[CommitName, ...] = ()
    gaps: tuple[Gap, ...] = ()
    filtered_files: int = 0
    context: Context | None = None

    @property
    def subject(self) -> str:
        """The first line of the message that is not blank, bare; "" for an empty message."""
        return next((text for line in self.message.split("\n") if (text := bare(line))), "")

    @property
    def is_merge(self) -> bool:
        """Whether the commit has more than one parent."""
        return len(self.parents) > 1


class Forge(StrEnum):
    """The kinds of web host whose link forms are known."""

    GITHUB = "github"
    GITLAB = "gitlab"
    GITEA = "gitea"
    BITBUCKET = "bitbucket"


@dataclass(frozen=True, slots=True)
class WebHost:
    """Where a repository is browsed. `base` has no trailing slash: `https://github.com/owner/name`."""

    forge: Forge
    base: str


@dataclass(frozen=True, slots=True)
class Repository:
    """A source of commits as a report names it: `owner/name` where a remote says so, else its folder."""

    name: str
    web: WebHost | None = None
    head: str | None = None  # full sha of the tip that was read
