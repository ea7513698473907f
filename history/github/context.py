"""What GitHub knows of commits and git does not: pull requests, labels, issues, logins, first commits.

GraphQL answers for fifty commits at once, where REST takes two requests for each and does not know which
issues a pull request closes. See docs/decisions/0018-what-git-does-not-know.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from pydantic import TypeAdapter, ValidationError

from history.access import Access
from history.address import Address
from history.bots import is_bot
from history.errors import HistoryError
from history.github.answers import CommitAnswer, HistoryAnswer, RepositoryAnswer
from history.github.client import Client
from history.github.queries import authors_query, contexts_query
from history.records import Commit, Context, Told

BATCH = 50  # commits in a query, which then costs two or three of 5,000 points an hour
_SHA = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_CONTEXT = TypeAdapter(Context)


class GitHubTeller:
    """Tells what GitHub knows of a repository's commits. Never raises: why it cannot tell is in
    `told.failure`, and where nothing can be told, nothing more is asked."""

    def __init__(self, address: Address, access: Access) -> None:
        self._access = access
        self._client = Client(address, access)
        self._place = RepositoryAnswer(full_name=address.name, default_branch="")
        self._placed = False
        self._contexts: dict[str, Context] = {}
        self._failure = ""
        self._ended = False

    def close(self) -> None:
        """End the connection."""
        self._client.close()

    @property
    def told(self) -> Told:
        """All that was told so far."""
        return Told(self._place.default_branch, tuple(self._contexts.items()), self._failure)

    def tell(self, commits: Sequence[Commit]) -> Mapping[str, Context]:
        """What is known of these commits, newest first, by sha."""
        told: dict[str, Context] = {}
        try:
            if not self._ended:
                self._find_place()
                for start in range(0, len(commits), BATCH):
                    told |= self._told(commits[start : start + BATCH])
        except HistoryError as error:
            self._ended = True
            self._fail(str(error))
        except ValidationError as error:
            self._ended = True
            self._fail(f"GitHub's answer is not understood: {error.errors()[0]['msg']}")
        self._contexts |= told
        return told

    def _fail(self, why: str) -> None:
        self._failure = why
        self._access.announce(f"{self._place.full_name}: without pull requests and labels: {why}")

    def _find_place(self) -> None:
        """What the repository is called now, and which branch is its own: free while that stays so."""
        if not self._placed:
            answer = self._client.get(f"/repos/{self._place.full_name}")
            self._place = RepositoryAnswer.model_validate_json(answer.text)
            self._placed = True

    def _told(self, commits: Sequence[Commit]) -> dict[str, Context]:
        kept = {one.sha: self._kept(one.sha) for one in commits}
        known = {sha: context for sha, context in kept.items() if context is not None}
        unknown = [one for one in commits if one.sha not in known and _SHA.fullmatch(one.sha)]
        if unknown:
            self._access.say(f"{self._place.full_name}: asking about {len(unknown)} commits")
        return known | (self._asked(unknown) if unknown else {})

    def _asked(self, commits: Sequence[Commit]) -> dict[str, Context]:
        answers = self._ask(contexts_query([one.sha for one in commits]))
        rows = {
            one.sha: CommitAnswer.model_validate(answers.get(f"c{place}") or {})
            for place, one in enumerate(commits)
        }
        first = self._first_commits(commits, rows)
        found = {}
        for sha, row in rows.items():
            pull = row.pull(sha, self._place.full_name)
            found[sha] = row.context(pull, first_time=sha in first)
            if (
                pull and pull.is_merged and not self._failure
            ):  # before that, its labels and its title are not settled
                self._client.keep(self._key(sha), _CONTEXT.dump_json(found[sha]).decode("utf8"))
        return found

    def _first_commits(self, commits: Sequence[Commit], rows: Mapping[str, CommitAnswer]) -> set[str]:
        """Those whose author has no commit before: the last in the list of each author is looked at, which
        is the earliest."""
        earliest: dict[str, tuple[str, dict[str, object]]] = {}
        for commit in commits:
            user, email = rows[commit.sha].user, commit.author.email
            if user:
                earliest[user.id] = (commit.sha, {"id": user.id})
            elif email.isascii() and email and not is_bot(commit.author):
                earliest[email] = (commit.sha, {"emails": [email]})
        shas = [sha for sha, _ in earliest.values()]
        if not shas:
            return set()
        authors = {f"a{place}": author for place, (_, author) in enumerate(earliest.values())}
        answers = self._ask(authors_query(shas), authors)
        rest = {
            sha: HistoryAnswer.model_validate(answers.get(f"a{place}") or {"history": {}})
            for place, sha in enumerate(shas)
        }
        return {sha for sha, found in rest.items() if [one.oid for one in found.history.known] == [sha]}

    def _ask(self, query: str, more: Mapping[str, object] = MappingProxyType({})) -> dict[str, object]:
        owner, _, name = self._place.full_name.partition("/")
        data, withheld = self._client.ask(query, {"owner": owner, "name": name, **more})
        repository = data.get("repository")
        if not isinstance(repository, dict):
            raise HistoryError(f"GraphQL does not know {owner}/{name}, or this token may not read it")
        if withheld and not self._failure:  # a right that the token lacks; what it may see is told
            self._fail(withheld)
        return repository

    def _kept(self, sha: str) -> Context | None:
        kept = self._client.kept(self._key(sha))
        return _CONTEXT.validate_json(kept) if kept else None

    def _key(self, sha: str) -> str:
        return f"context 1 {self._place.full_name} {sha}"
