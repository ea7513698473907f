"""What the forge knows of a commit, in a line below its heading."""

from __future__ import annotations

from collections.abc import Iterator

from history.briefs import Code, IssueRef, Listing, Quote, Value
from history.records import Context, IssueName, Pull
from report.section_tree import About, IssueLine, PullLine, Words
from report.text import clean
from report.wording import Wording

NAMED_ISSUES = 5
NAMED_LABELS = 6


def about(context: Context, subject: str, wording: Wording) -> About:
    """The context in words. A pull request's title is said only where it is not the commit's `subject`."""
    pull = context.pull
    return About(
        login=clean(context.login),
        first_time=context.first_time,
        pull=_pull_line(pull, wording) if pull else None,
        words=tuple(_words(context, subject, wording)),
    )


def _pull_line(pull: Pull, wording: Wording) -> PullLine:
    return PullLine(
        number=pull.number,
        title=clean(pull.title),
        url=wording.around.links.issue(IssueRef(pull.number)),
        author=clean(pull.author),
        base=clean(pull.base),
        labels=tuple(clean(label) for label in pull.labels),
        closes=tuple(
            IssueLine(
                one.number, clean(one.title), clean(one.repository), wording.around.links.issue(_ref(one))
            )
            for one in pull.closes
        ),
    )


def _words(context: Context, subject: str, wording: Wording) -> Iterator[Words]:
    def said(key: str, **params: Value) -> Words:
        return wording.catalogue.sentence(key, tuple(params.items()), wording.around)

    if context.login:
        yield said("about-login", login=Code(f"@{context.login}"))
    if context.first_time:
        yield said("about-first-time")
    pull = context.pull
    if pull is None:
        return
    if pull.title and pull.title not in subject:
        yield said("about-pull-title", pull=IssueRef(pull.number), title=Quote(pull.title))
    else:
        yield said("about-pull", pull=IssueRef(pull.number))
    if pull.base and wording.default_branch not in ("", pull.base):
        yield said("about-base", branch=Code(pull.base))
    if pull.labels:
        yield said("about-labels", labels=_listing(pull.labels))
    if pull.closes:
        named = [said("about-issue", issue=_ref(one)) for one in pull.closes[:NAMED_ISSUES]]
        more = len(pull.closes) - len(named)
        rest = [said("list-more", count=more, total=len(pull.closes))] if more else []
        yield (*said("about-closes"), *wording.catalogue.joined([*named, *rest]))


def _ref(issue: IssueName) -> IssueRef:
    return IssueRef(issue.number, issue.repository)


def _listing(labels: tuple[str, ...]) -> Listing:
    named = tuple(Code(label) for label in labels[:NAMED_LABELS])
    return Listing(named, len(labels) - len(named))
