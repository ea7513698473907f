"""A report as an issue, or as comments on one: found again by a mark that nobody sees, and brought up to date.

A page that says what it should is left alone. Only pages of our own are changed: anybody can write a mark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from commitbrief.publish.entry import Entry
from commitbrief.publish.pages import LONGEST, pages
from commitbrief.publish.steps import Published, Step, Verb

if TYPE_CHECKING:
    from github import Github
    from github.Issue import Issue
    from github.IssueComment import IssueComment
    from github.NamedUser import NamedUser
    from github.Organization import Organization
    from github.Repository import Repository

LABEL = "commitbrief"  # only who may write can give it, so an issue with it is no stranger's
NEWEST = 1000  # issues among which the report's is looked for
MARGIN = 200  # characters of a page that are ours


def publish_issue(repository: Repository, entry: Entry, *, me: str | None, dry_run: bool) -> Published:
    """Open the report's issue, or bring it up to date; its further pages are comments.

    `me` is who writes, `None` for an app.
    """
    wanted = _pages(entry)
    issue = _issue(repository, entry)
    if issue is None:
        steps = [Step(Verb.CREATE, f"issue {entry.title!r}"), *_all_new(wanted[1:], first=2)]
        if dry_run:
            return Published(tuple(steps))
        _have_label(repository)
        issue = repository.create_issue(entry.title, wanted[0], labels=[LABEL])
        _comments(issue, entry, wanted[1:], me=me, first=2, dry_run=False)
        return Published(tuple(steps), issue.html_url)
    same = issue.title == entry.title and _same(issue.body, wanted[0])
    step = Step(Verb.KEEP if same else Verb.UPDATE, f"issue #{issue.number}")
    if not (same or dry_run):
        issue.edit(title=entry.title, body=wanted[0])
    steps = [step, *_comments(issue, entry, wanted[1:], me=me, first=2, dry_run=dry_run)]
    return Published(tuple(steps), issue.html_url)


def publish_comment(
    repository: Repository, number: int, entry: Entry, *, me: str | None, dry_run: bool
) -> Published:
    """Comment on an issue or a pull request, or bring the comment up to date."""
    issue = repository.get_issue(number)
    steps = _comments(issue, entry, _pages(entry), me=me, first=1, dry_run=dry_run)
    return Published(tuple(steps), issue.html_url)


def who_writes(connection: Github) -> str | None:
    """Whose token it is; `None` for an app's, which cannot ask."""
    from github import GithubException

    try:
        return connection.get_user().login
    except GithubException as error:
        if error.status == 403:
            return None
        raise


def _pages(entry: Entry) -> list[str]:
    found = pages(entry.text, LONGEST - MARGIN)
    total = len(found)
    numbered = [
        page if total == 1 else f"{page.rstrip()}\n\n({n}/{total})" for n, page in enumerate(found, 1)
    ]
    return [f"{entry.mark}{n} -->\n{page.strip()}\n" for n, page in enumerate(numbered, 1)]


def _issue(repository: Repository, entry: Entry) -> Issue | None:
    listed = islice(repository.get_issues(state="all", labels=[LABEL]), NEWEST)
    return next((one for one in listed if (one.body or "").startswith(entry.mark)), None)


def _have_label(repository: Repository) -> None:
    """Make the label before anything is shown: who may not do that would open an issue that is never found."""
    from github import UnknownObjectException

    try:
        repository.get_label(LABEL)
    except UnknownObjectException:
        repository.create_label(LABEL, "ededed", "Reports by commitbrief")


def _comments(  # noqa: PLR0913 - each is one thing
    issue: Issue, entry: Entry, wanted: Sequence[str], *, me: str | None, first: int, dry_run: bool
) -> list[Step]:
    there = _our_comments(issue, entry, me)
    steps = []
    for number, body in enumerate(wanted, first):
        found = there.pop(number, None)
        if found is None:
            steps.append(Step(Verb.CREATE, f"page {number}"))
            if not dry_run:
                issue.create_comment(body)
        elif _same(found.body, body):
            steps.append(Step(Verb.KEEP, f"page {number}"))
        else:
            steps.append(Step(Verb.UPDATE, f"page {number}"))
            if not dry_run:
                found.edit(body)
    for number, surplus in sorted(there.items()):
        steps.append(Step(Verb.DELETE, f"page {number}"))
        if not dry_run:
            surplus.delete()
    return steps


def _our_comments(issue: Issue, entry: Entry, me: str | None) -> dict[int, IssueComment]:
    found: dict[int, IssueComment] = {}
    for one in issue.get_comments():
        hit = re.match(rf"{re.escape(entry.mark)}(\d{{1,4}}) -->", one.body or "")
        if hit and _is(one.user, me):
            found.setdefault(int(hit[1]), one)
    return found


def _is(user: NamedUser | Organization, me: str | None) -> bool:
    return user.type == "Bot" if me is None else user.login == me


def _same(there: str | None, wanted: str) -> bool:
    return (there or "").replace("\r\n", "\n").rstrip() == wanted.rstrip()


def _all_new(wanted: Sequence[str], *, first: int) -> list[Step]:
    return [Step(Verb.CREATE, f"page {number}") for number, _ in enumerate(wanted, first)]
