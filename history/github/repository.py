"""A repository on GitHub as a source of commits, one request each."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import quote

from pydantic import TypeAdapter

from history.access import Access
from history.address import Address
from history.errors import HistoryError
from history.github.answers import RepositoryAnswer
from history.github.client import DIFF, SHA, Client, MissingError, Page
from history.github.reading import (
    COMMIT,
    COMMITS,
    COMPARISON,
    TAGS,
    CommitJson,
    FileJson,
    commit_from,
    committed_at,
    file_from,
    files_from_diff,
)
from history.options import Limits
from history.records import Commit, CommitName, FileChange, Forge, Gap, GapReason, Repository, WebHost
from history.releases import by_commit
from history.selection import Day, Days, Everything, Range, Selection, SinceLastTag, window

_PAGE = 100
_MOST_FILES = 3000  # beyond which GitHub lists no more
_MERGED = 250
_SHA = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_REPOSITORY = TypeAdapter(RepositoryAnswer)
_Changes = tuple[tuple[FileChange, ...], tuple[Gap, ...]]


class GitHubRepository:
    """As `LocalRepository`, through REST. Whole files are not read; a merge shows the files that none of
    the listed commits it brought in changed."""

    def __init__(self, address: Address, access: Access) -> None:
        self._access = access
        self._client = Client(address, access)
        known = self._client.understood(self._client.get(f"/repos/{address.name}"), _REPOSITORY)
        # A renamed repository redirects; what follows must not, because redirections lose the query.
        name = known.full_name
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
                tag = self._last_tag(tip, self._tags())
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

    def last_tag(self) -> str | None:
        """The name of the tag that is met first going back from HEAD."""
        names = self._tags()
        found = self._last_tag(self._sha("HEAD"), names)
        return names[found] if found else None

    def commits(self, selection: Selection) -> Iterator[Commit]:
        """The commits of a selection with their changes, newest first. Raises `HistoryError`, for a
        history that is too long for the hourly budget before anything is spent on it."""
        rows = self._rows(selection)
        self._announce(rows)
        if all(len(row["parents"]) < 2 for row in rows):  # then none has to wait for another
            for row in rows:
                files, gaps = self._files(row)
                yield replace(commit_from(row, files), gaps=gaps)
            return
        read = _Merging(rows)
        for row in rows:
            read.add(row, *self._files(row))
        yield from read.commits()

    def newest(self) -> datetime:
        """The committer's date of the newest commit."""
        rows = self._load(self._client.get(f"{self._path}/commits", {"per_page": "1"}))
        if not rows:
            raise HistoryError(f"{self.record.name} has no commits yet")
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
                self._refuse_too_many((page.last - 1) * _PAGE, page.last - 1)
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
            answer = self._client.understood(page, COMPARISON)
            if number == 1:
                self._refuse_too_many(answer["total_commits"], 0)
            rows += answer["commits"]
            number = page.next
        return rows[::-1]

    def _refuse_too_many(self, commits: int, pages: int) -> None:
        """Before the rest of a long list is asked for: as many commits at least, on so many more pages."""
        self._refuse(pages + max(0, commits - self._client.count(f"{self._path}/commits/")))

    def _refuse(self, cost: int) -> None:
        """Raises `HistoryError` for what the budget does not suffice for."""
        budget = self._client.budget
        if not budget.is_known or cost <= budget.remaining:
            return
        need = f"{self.record.name}: this needs {cost} requests or more, and {budget.remaining} of {budget.limit} an hour are left"
        if cost > budget.limit:
            raise HistoryError(f"{need}: read it without --api, or in parts (what was read is kept)")
        hint = "" if self._client.has_token else ", or set GITHUB_TOKEN for a larger budget"
        raise HistoryError(f"{need}: run again after {budget.until}, or read a part of it now{hint}")

    def _announce(self, rows: Sequence[CommitJson]) -> None:
        cost = sum(not self._client.has(f"{self._path}/commits/{row['sha']}") for row in rows)
        self._refuse(cost)
        budget = self._client.budget
        if cost:
            left = (
                f"{budget.remaining} of {budget.limit} are left until {budget.until}"
                if budget.is_known
                else ""
            )
            kept = len(rows) - cost
            self._access.announce(
                f"{self.record.name}: {cost} request{'s' * (cost > 1)} for {len(rows)} commits"
                + (f" ({kept} are kept)" if kept else "")
                + (f"; {left}" if left else "")
            )

    def _files(self, row: CommitJson) -> _Changes:
        try:
            files = self._listed_files(row["sha"])
        except MissingError as error:  # it was rewritten away, or its diff is too large to be made
            return (), (Gap(GapReason.OMITTED, detail=str(error)),)
        changes = tuple(file_from(file) for file in files)
        is_whole = len(files) < _MOST_FILES
        if is_whole and not any(change.gap for change in changes):
            return changes, ()
        cut = () if is_whole else (Gap(GapReason.TRUNCATED, detail=f"{len(files)} files"),)
        try:
            page = self._client.get_unchanging(f"{self._path}/commits/{row['sha']}", accept=DIFF)
        except MissingError:  # too large a diff; what is known stays, with its gaps
            return changes, cut
        told, beyond = files_from_diff(page.text, Limits())
        return (told, beyond) if len(told) >= len(changes) else (changes, cut)

    def _listed_files(self, sha: str) -> list[FileJson]:
        path = f"{self._path}/commits/{sha}"
        page = self._client.get_unchanging(path)
        files = list(self._client.understood(page, COMMIT).get("files", []))
        while page.next:
            page = self._client.get_unchanging(path, {"page": str(page.next)})
            files += self._client.understood(page, COMMIT).get("files", [])
        return files

    def _one(self, sha: str) -> CommitJson:
        return self._client.understood(self._client.get_unchanging(f"{self._path}/commits/{sha}"), COMMIT)

    def _sha(self, revision: str) -> str:
        try:
            sha = self._client.get(f"{self._path}/commits/{quote(revision)}", accept=SHA).text.strip()
        except MissingError as error:
            raise HistoryError(f"{self.record.name} has no revision {revision!r}") from error
        if not _SHA.fullmatch(sha):
            raise HistoryError(f"{self.record.name}: what {revision!r} is, is answered with no commit id")
        return sha

    def _tags(self) -> dict[str, str]:
        tags = list[tuple[str, str]]()
        number: int | None = 1
        while number:
            page = self._client.get(f"{self._path}/tags", {"per_page": str(_PAGE), "page": str(number)})
            tags += [(tag["name"], tag["commit"]["sha"]) for tag in self._client.understood(page, TAGS)]
            number = page.next
        return by_commit(tags)

    def _last_tag(self, tip: str, tagged: Collection[str]) -> str | None:
        """The first tagged commit that is met going back from the tip."""
        number = 1 if tagged else None
        while number:
            query = {"sha": tip, "per_page": str(_PAGE), "page": str(number)}
            page = self._client.get(f"{self._path}/commits", query)
            found = next((row["sha"] for row in self._load(page) if row["sha"] in tagged), None)
            if found:
                return found
            number = page.next
        return None

    def _load(self, page: Page) -> list[CommitJson]:
        return self._client.understood(page, COMMITS)


class _Merging:
    """Puts commits together; see docs/decisions/0005-merges.md for what a merge shows."""

    def __init__(self, rows: Sequence[CommitJson]) -> None:
        self._rows = {row["sha"]: row for row in rows}
        self._files: dict[str, tuple[FileChange, ...]] = {}
        self._gaps: dict[str, tuple[Gap, ...]] = {}

    def add(self, row: CommitJson, files: tuple[FileChange, ...], gaps: tuple[Gap, ...]) -> None:
        """A commit's changes against its first parent, and what is missing of them."""
        self._files[row["sha"]] = files
        self._gaps[row["sha"]] = gaps

    def commits(self) -> Iterator[Commit]:
        """The commits, in the order of the rows."""
        for row in self._rows.values():
            brought = self._brought_in(row) if len(row["parents"]) > 1 else []
            if not brought:
                yield replace(commit_from(row, self._files[row["sha"]]), gaps=self._gaps[row["sha"]])
                continue
            elsewhere = {change.path for sha in brought for change in self._files[sha]}
            files = tuple(change for change in self._files[row["sha"]] if change.path not in elsewhere)
            names = tuple(
                CommitName(sha, commit_from(self._rows[sha], ()).subject)
                for sha in brought
                if len(self._rows[sha]["parents"]) < 2
            )
            more = (Gap(GapReason.TRUNCATED, detail="merged"),) if len(names) > _MERGED else ()
            gaps = (*self._gaps[row["sha"]], *more)
            yield replace(commit_from(row, files), merged=names[:_MERGED], gaps=gaps)

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
