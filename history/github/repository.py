"""A repository on GitHub as a source of commits, one request each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import cast
from urllib.parse import quote

from history.access import Access
from history.address import Address
from history.errors import HistoryError
from history.github.client import DIFF, SHA, Client, MissingError, Page
from history.github.reading import CommitJson, FileJson, commit_from, committed_at, file_from, files_from_diff
from history.options import Limits
from history.records import Commit, CommitName, FileChange, Forge, Gap, GapReason, Repository, WebHost
from history.selection import Day, Days, Everything, Range, Selection, SinceLastTag, window

_PAGE = 100
_MOST_FILES = 3000  # beyond which GitHub lists no more
_MERGED = 250


class GitHubRepository:
    """As `LocalRepository`, through REST. Whole files are not read; a merge shows the files that none of
    the listed commits it brought in changed."""

    def __init__(self, address: Address, access: Access) -> None:
        self._access = access
        self._client = Client(address, access)
        known = json.loads(self._client.get(f"/repos/{address.name}").text)
        # A renamed repository redirects; what follows must not, because redirections lose the query.
        name = str(known["full_name"])
        self._path = f"/repos/{name}"
        self.record = Repository(name, WebHost(Forge.GITHUB, f"{address.web}/{name}"))

    def close(self) -> None:
        """End the connection."""
        self._client.close()

    def revisions(self, selection: Selection) -> tuple[str, ...]:
        """The full ids that fix what the selection means: the tip, then `^` and what is left out."""
        match selection:
            case Day(ref=ref) | Days(ref=ref) | Everything(ref):
                return (self._sha(ref),)
            case SinceLastTag(ref):
                tip = self._sha(ref)
                tag = self._last_tag(tip)
                return (tip, f"^{tag}") if tag else (tip,)
            case Range(expression):
                if "..." in expression:
                    raise HistoryError(
                        f"{expression}: the interface has no A...B; use A..B, or a clone (no --api)"
                    )
                first, dots, second = expression.partition("..")
                if not dots:
                    return (self._sha(expression),)
                return (self._sha(second or "HEAD"), f"^{self._sha(first or 'HEAD')}")

    def commits(self, selection: Selection) -> Iterator[Commit]:
        """The commits of a selection with their changes, newest first. Raises `HistoryError`, for a
        history that is too long for the hourly budget before anything is spent on it."""
        rows = self._rows(selection)
        self._announce(rows)
        read = _Merging(rows)
        for row in reversed(rows):  # what a merge brought in is read before it
            read.add(row, self._files(row))
        yield from read.commits()

    def newest(self) -> datetime:
        """The committer's date of the newest commit."""
        rows = self._load(self._client.get(f"{self._path}/commits", {"per_page": "1"}))
        return datetime.fromtimestamp(committed_at(rows[0]), UTC)

    def _rows(self, selection: Selection) -> list[CommitJson]:
        match selection:
            case Range(expression) if ".." not in expression:
                return [self._one(self._sha(expression))]
            case Range(expression):
                return self._compared(expression)
            case Day(ref=ref) | Days(ref=ref) | Everything(ref):
                return self._listed(selection, ref)
            case SinceLastTag():
                raise AssertionError("it was pinned to a range")

    def _listed(self, selection: Selection, ref: str) -> list[CommitJson]:
        wanted = window(selection)
        dates = {
            name: f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%SZ}"
            for name, seconds in (("since", wanted.start), ("until", wanted.end))
            if seconds is not None
        }
        rows: list[CommitJson] = []
        number: int | None = 1
        while number:
            query = {"sha": ref, **dates, "per_page": str(_PAGE), "page": str(number)}
            page = self._client.get(f"{self._path}/commits", query)
            if number == 1 and page.last:
                self._refuse_too_many((page.last - 1) * _PAGE)
            rows += self._load(page)
            number = page.next
        return [row for row in rows if committed_at(row) in wanted]

    def _compared(self, expression: str) -> list[CommitJson]:
        first, _, second = expression.partition("..")
        rows: list[CommitJson] = []
        number: int | None = 1
        while number:
            query = {"per_page": str(_PAGE), "page": str(number)}
            page = self._client.get(f"{self._path}/compare/{quote(first)}...{quote(second)}", query)
            answer = json.loads(page.text)
            if number == 1:
                self._refuse_too_many(int(answer["total_commits"]))
            rows += cast(list[CommitJson], answer["commits"])
            number = page.next
        return rows[::-1]

    def _refuse_too_many(self, commits: int) -> None:
        limit = self._client.budget.limit
        if commits > limit > 0:
            raise HistoryError(
                f"{self.record.name}: more than {commits} commits cost as many requests, and an hour has {limit}: "
                f"read them through a clone (without --api), or fewer of them"
            )

    def _announce(self, rows: Sequence[CommitJson]) -> None:
        cost = sum(not self._client.has(f"{self._path}/commits/{row['sha']}") for row in rows)
        budget = self._client.budget
        if cost:
            self._access.say(
                f"{self.record.name}: {cost} requests for {len(rows)} commits; {budget.remaining} of "
                f"{budget.limit} are left until {budget.until}"
                + ("; it will stop there, and go on when run again" if cost > budget.remaining >= 0 else "")
            )

    def _files(self, row: CommitJson) -> tuple[FileChange, ...]:
        files = self._listed_files(row["sha"])
        changes = tuple(file_from(file) for file in files)
        if len(files) < _MOST_FILES and not any(change.gap for change in changes):
            return changes
        try:
            page = self._client.get_unchanging(f"{self._path}/commits/{row['sha']}", accept=DIFF)
        except MissingError:  # too large a diff; what is known stays, with its gaps
            return changes
        return files_from_diff(page.text, Limits()) or changes

    def _listed_files(self, sha: str) -> list[FileJson]:
        path = f"{self._path}/commits/{sha}"
        page = self._client.get_unchanging(path)
        files = list(cast(CommitJson, json.loads(page.text)).get("files", []))
        while page.next:
            page = self._client.get_unchanging(path, {"page": str(page.next)})
            files += cast(CommitJson, json.loads(page.text)).get("files", [])
        return files

    def _one(self, sha: str) -> CommitJson:
        return cast(CommitJson, json.loads(self._client.get_unchanging(f"{self._path}/commits/{sha}").text))

    def _sha(self, revision: str) -> str:
        try:
            return self._client.get(f"{self._path}/commits/{quote(revision)}", accept=SHA).text.strip()
        except MissingError as error:
            raise HistoryError(f"{self.record.name} has no revision {revision!r}") from error

    def _last_tag(self, tip: str) -> str | None:
        """The first tagged commit that is met going back from the tip."""
        tagged = set[str]()
        number: int | None = 1
        while number:
            page = self._client.get(f"{self._path}/tags", {"per_page": str(_PAGE), "page": str(number)})
            tagged |= {row["sha"] for row in (tag["commit"] for tag in json.loads(page.text))}
            number = page.next
        number = 1
        while tagged and number:
            query = {"sha": tip, "per_page": str(_PAGE), "page": str(number)}
            page = self._client.get(f"{self._path}/commits", query)
            found = next((row["sha"] for row in self._load(page) if row["sha"] in tagged), None)
            if found:
                return found
            number = page.next
        return None

    def _load(self, page: Page) -> list[CommitJson]:
        return cast(list[CommitJson], json.loads(page.text))


class _Merging:
    """Puts commits together; see docs/decisions/0005-merges.md for what a merge shows."""

    def __init__(self, rows: Sequence[CommitJson]) -> None:
        self._rows = {row["sha"]: row for row in rows}
        self._files: dict[str, tuple[FileChange, ...]] = {}

    def add(self, row: CommitJson, files: tuple[FileChange, ...]) -> None:
        """A commit's changes against its first parent."""
        self._files[row["sha"]] = files

    def commits(self) -> Iterator[Commit]:
        """The commits, in the order of the rows."""
        for row in self._rows.values():
            brought = self._brought_in(row) if len(row["parents"]) > 1 else []
            if not brought:
                yield commit_from(row, self._files[row["sha"]])
                continue
            elsewhere = {change.path for sha in brought for change in self._files[sha]}
            files = tuple(change for change in self._files[row["sha"]] if change.path not in elsewhere)
            names = tuple(
                CommitName(sha, commit_from(self._rows[sha], ()).subject)
                for sha in brought
                if len(self._rows[sha]["parents"]) < 2
            )
            more = (Gap(GapReason.TRUNCATED, detail="merged"),) if len(names) > _MERGED else ()
            yield replace(commit_from(row, files), merged=names[:_MERGED], gaps=more)

    def _brought_in(self, merge: CommitJson) -> list[str]:
        """The listed commits that are reached from its other parents and not from its first."""
        first, *others = (parent["sha"] for parent in merge["parents"])
        before = self._reached([first])
        return [sha for sha in self._reached(others) if sha not in before]

    def _reached(self, starts: Sequence[str]) -> dict[str, None]:
        found: dict[str, None] = {}
        queue = list(starts)
        while queue:
            sha = queue.pop()
            if sha in self._rows and sha not in found:
                found[sha] = None
                queue += [parent["sha"] for parent in self._rows[sha]["parents"]]
        return found
