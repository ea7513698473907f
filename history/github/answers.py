"""What GraphQL answers about commits, checked and typed: only what `telling` asks for."""

from __future__ import annotations

from typing import Annotated, Generic, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from history.records import Context, IssueName, Pull

Item = TypeVar("Item")
_MERGED, _OPEN = "MERGED", "OPEN"

# JSON can hold halves of characters, which no report can.
Words = Annotated[str, AfterValidator(lambda text: text.encode("utf8", "replace").decode("utf8"))]


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True, alias_generator=to_camel)


class Nodes(_Answer, Generic[Item]):
    """The first page of a list; GitHub gives `null` for what a token may not see."""

    nodes: tuple[Item | None, ...] | None = None

    @property
    def known(self) -> tuple[Item, ...]:
        """Those that may be seen."""
        return tuple(one for one in self.nodes or () if one is not None)


class Named(_Answer):
    """Somebody, by login."""

    login: Words


class User(Named):
    """An account; `id` is what its commits are asked for by."""

    id: str


class Signature(_Answer):
    """A commit's author, and the account with that address if there is one."""

    user: User | None


class Place(_Answer):
    """A repository."""

    name_with_owner: str


class Object(_Answer):
    """Something with an id in git."""

    oid: str


class Label(_Answer):
    """A label."""

    name: Words


class Issue(_Answer):
    """An issue that a pull request closes."""

    number: int
    title: Words
    repository: Place


class PullRequest(_Answer):
    """A pull request that has the commit, or became it."""

    number: int
    title: Words
    state: str
    base_ref_name: Words
    author: Named | None
    merge_commit: Object | None
    repository: Place
    labels: Nodes[Label] | None
    closing_issues_references: Nodes[Issue] | None

    @property
    def is_merged(self) -> bool:
        """Whether it is done with."""
        return self.state == _MERGED

    def rank(self, sha: str) -> tuple[bool, int, int]:
        """What comes first: the one that became the commit, else one that is merged, else an open one."""
        made = self.merge_commit is not None and self.merge_commit.oid == sha
        return not made, {_MERGED: 1, _OPEN: 2}.get(self.state, 3), self.number

    def record(self) -> Pull:
        """As the other rooms know it."""
        here = self.repository.name_with_owner
        issues = self.closing_issues_references.known if self.closing_issues_references else ()
        return Pull(
            number=self.number,
            title=self.title,
            author=self.author.login if self.author else "",
            base=self.base_ref_name,
            labels=tuple(label.name for label in self.labels.known) if self.labels else (),
            closes=tuple(
                IssueName(
                    issue.number,
                    issue.title,
                    "" if issue.repository.name_with_owner == here else issue.repository.name_with_owner,
                )
                for issue in issues
            ),
        )


class CommitAnswer(_Answer):
    """What is known of a commit."""

    author: Signature | None = None
    associated_pull_requests: Nodes[PullRequest] | None = None

    @property
    def user(self) -> User | None:
        """The author's account."""
        return self.author.user if self.author else None

    def pull(self, sha: str, repository: str) -> PullRequest | None:
        """The pull request of `repository` that the commit came with; forks have others."""
        found = self.associated_pull_requests.known if self.associated_pull_requests else ()
        own = [one for one in found if one.repository.name_with_owner == repository]
        return min(own, key=lambda one: one.rank(sha), default=None)

    def context(self, pull: PullRequest | None, *, first_time: bool) -> Context:
        """As the other rooms know it."""
        return Context(self.user.login if self.user else "", first_time, pull.record() if pull else None)


class HistoryAnswer(_Answer):
    """The latest commits of one author, from some commit on."""

    history: Nodes[Object]


class Problem(BaseModel):
    """Why some of what GraphQL was asked for is not there."""

    message: Words = ""
    type: str = ""


class Asked(BaseModel):
    """What GraphQL answers to any question."""

    data: dict[str, object] | None = None
    errors: tuple[Problem, ...] | None = None


class RepositoryAnswer(BaseModel):
    """A repository by the name that it has now, and its default branch, as REST has them."""

    model_config = ConfigDict(frozen=True)

    full_name: Words
    default_branch: Words
