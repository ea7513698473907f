"""From GitHub's JSON to a `Commit`. The same diff gives what git would give, but for modes and old blobs."""

from __future__ import annotations

from datetime import datetime
from typing import (
    Annotated,
    NotRequired,  # pydantic cannot read Python 3.11's own
)

from pydantic import AfterValidator, NonNegativeInt, StringConstraints, TypeAdapter
from typing_extensions import TypedDict

from history.diff import DiffError, Entry, Hunks, file_change, parse_hunks
from history.options import Limits
from history.patch_text import bounded_diff
from history.records import Commit, FileChange, FileStatus, Gap, GapReason, Person

STATUSES = {
    "added": FileStatus.ADDED,
    "removed": FileStatus.DELETED,
    "renamed": FileStatus.RENAMED,
    "copied": FileStatus.COPIED,
    "changed": FileStatus.TYPE_CHANGED,
}


def _moment(text: str) -> str:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or not 1 < moment.year < 9999:
        raise ValueError("no moment that anybody would commit at")
    return text


Moment = Annotated[str, AfterValidator(_moment)]
Sha = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40}(?:[0-9a-f]{24})?$")]


class SignatureJson(TypedDict):
    """Who, and when."""

    name: str
    email: str
    date: Moment


class DetailsJson(TypedDict):
    """What git knows of a commit."""

    message: str
    author: SignatureJson | None
    committer: SignatureJson | None


class ParentJson(TypedDict):
    """A parent."""

    sha: Sha


class FileJson(TypedDict):
    """A changed file, with its patch unless that is too large or there is none."""

    filename: str
    status: str
    additions: NonNegativeInt
    deletions: NonNegativeInt
    sha: str | None
    previous_filename: NotRequired[str]
    patch: NotRequired[str]


class CommitJson(TypedDict):
    """A commit; in a list without its files."""

    sha: Sha
    commit: DetailsJson
    parents: list[ParentJson]
    files: NotRequired[list[FileJson]]


class ComparisonJson(TypedDict):
    """The commits between two revisions, oldest first."""

    total_commits: NonNegativeInt
    commits: list[CommitJson]


class TaggedJson(TypedDict):
    """A tag and what it is on."""

    name: str
    commit: ParentJson


COMMIT = TypeAdapter(CommitJson)
COMMITS = TypeAdapter(list[CommitJson])
COMPARISON = TypeAdapter(ComparisonJson)
TAGS = TypeAdapter(list[TaggedJson])


def commit_from(row: CommitJson, files: tuple[FileChange, ...]) -> Commit:
    """The commit with these changes."""
    author, authored = _person(row["commit"]["author"])
    committer, committed = _person(row["commit"]["committer"])
    message = row["commit"]["message"]
    return Commit(
        sha=row["sha"],
        parents=tuple(parent["sha"] for parent in row["parents"]),
        author=author,
        authored=authored,
        committer=committer,
        committed=committed,
        message=message if message.endswith("\n") or not message else f"{message}\n",
        files=files,
    )


def committed_at(row: CommitJson) -> int:
    """Seconds since 1970."""
    return int(_person(row["commit"]["committer"])[1].timestamp())


def file_from(file: FileJson) -> FileChange:
    """A change as the JSON has it; a gap where its patch is missing or short."""
    entry = _entry(file)
    counts = Hunks((), file["additions"], file["deletions"])
    if "patch" not in file or entry.status is FileStatus.TYPE_CHANGED:  # of what kind it was is not told
        known = file["status"] == "renamed" and not counts.added + counts.removed
        return file_change(entry, body=counts, gap=None if known else GapReason.OMITTED)
    try:
        body = parse_hunks(file["patch"])
    except DiffError as error:
        return file_change(entry, body=counts, gap=GapReason.UNREADABLE, detail=str(error)[:200])
    if (body.added, body.removed) != (counts.added, counts.removed):
        return file_change(entry, body=counts, gap=GapReason.TRUNCATED)
    return file_change(entry, body=body)


def files_from_diff(text: str, limits: Limits) -> tuple[tuple[FileChange, ...], tuple[Gap, ...]]:
    """The changes of a raw diff, and what is said of those that are only counted."""
    return bounded_diff(text.encode("utf8", "replace").split(b"\n"), None, limits)


def _entry(file: FileJson) -> Entry:
    status = STATUSES.get(file["status"], FileStatus.MODIFIED)
    old = file.get("previous_filename", file["filename"])
    return Entry(
        status=status,
        old_path=None if status is FileStatus.ADDED else old,
        new_path=None if status is FileStatus.DELETED else file["filename"],
        new_blob=None if status is FileStatus.DELETED else file["sha"],
        old_blob=file["sha"] if status is FileStatus.DELETED else None,
    )


def _person(signature: SignatureJson | None) -> tuple[Person, datetime]:
    if signature is None:
        return Person("", ""), datetime.fromisoformat("1970-01-01T00:00:00+00:00")
    return Person(signature["name"], signature["email"]), datetime.fromisoformat(signature["date"])
