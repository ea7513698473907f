"""What the model may read of a commit message: the words about the change, without those that carry the
label (changeset and changelog talk, release-note blocks), without forms (trailers, templates, check
boxes) and without what bots quote."""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_BODY = 6000  # characters; longer bodies are generated
MOST_LINE = 500

_MERGE = re.compile(
    r"^(?:Merge pull request #\d+ (?:from|in)|Merge PR #\d+:?|(?:Auto|Rollup) merge of #\d+ ?[-:])\s*"
    r"(?P<branch>[^\s,]*)",
    re.IGNORECASE,
)
_MERGE_BRANCH = re.compile(
    r"^Merge(?:d)? (?:remote-tracking )?(?:branch |pull request )?['\"]?"
    r"(?P<branch>[\w./-]*-[\w./-]*|[\w./-]+)['\"]?(?: of \S+)?(?: into \S+)?\s*:?\s*"
)
_TRAILER = re.compile(r"^\s*[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+){0,4}:\s*\S")
_TRAILER_KEY = re.compile(
    r"^\s*(?:(?:[a-z]+-)+by|authors?|reviewers?|reviewed|fixes|fixed|closes?|resolves?|refs?"
    r"|references|see-also|change-id|bug|issue"
    r"|ticket|cc|approved|r|branch|merge|pull-request|link|signed-off|cherry-picked-from|backport"
    r"|forwardport|type|release-note)"
    r"\s*:\s*\S.*$|^\(cherry picked from commit .*\)$|^r=\S+$"
    r"|^\s*\(?(?:fixes|closes|resolves|refs?) #\d+\)?\.?\s*$",
    re.IGNORECASE,
)
_LABEL_WORDS = re.compile(
    r"change[- _]?sets?|change[- _]?log(?:s|ging)?\b|news[- _]?fragments?"
    r"|\bnews (?:entry|entries|file|item)s?\b|towncrier|topfiles?"
    r"|\brelease[- _]?notes?\b|release[-_ ]?(?:type|file)|\bRELEASE\.(?:rst|md)|relnotes?"
    r"|what'?s[- ]?new|user[- ]facing change"
    r"|\.changeset\b|(?-i:\bCHANGES\b|\bNEWS\b|\bHISTORY\b)(?:/\S*|\.\w+)?",
    re.IGNORECASE,
)
_FRAGMENT_PATH = re.compile(
    r"\b(?:news|newsfragments?|changelog|changes|topfiles)/[\w.+-]+"
    r"|\b\d+\.(?:feature|bugfix|doc|removal|misc|trivial|breaking"
    r"|deprecation|improvement|packaging|contrib|process|vendor)(?:\.\d+)?(?:\.rst|\.md|\.txt)?\b",
    re.IGNORECASE,
)
_NOTES_SECTION = re.compile(
    r"^\s*(?:#{1,6}|\*\*)?\s*(?:change[- ]?log|release[- ]?notes?"
    r"|does this (?:pr|pull request) introduce|news|what'?s new"
    r"|changesets?|checklist|before submitting|todo|pr checklist|please (?:check|read)|type of change)",
    re.IGNORECASE,
)
_HEADING = re.compile(r"^\s*#{1,6}\s|^\s*\*\*[^*]+\*\*:?\s*$")
_DEEPEST = 7
_BUMP = re.compile(
    r"^\s*(?:[-*+]\s*)?[`'\"]?@?[\w./@-]+[`'\"]?\s*:\s*[`'\"]?(?:major|minor|patch)\b[`'\"]?\s*$",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_DETAILS = re.compile(r"<details>.*?(?:</details>|\Z)", re.DOTALL | re.IGNORECASE)
_NOTES_BLOCK = re.compile(r"```\s*release[-_]?notes?.*?(?:```|\Z)", re.DOTALL | re.IGNORECASE)
# CockroachDB's notes go on to the next empty line.
_NOTE = re.compile(
    r"^Release notes?[ \t]*(?:\([^)\n]{0,60}\))?:.*(?:\n(?![ \t]*$).*)*", re.MULTILINE | re.IGNORECASE
)
_BOT_QUOTES = re.compile(
    r"^(?:---\s*$\nupdated-dependencies:|Release notes:?$|Sourced from |Bumps the |### Release Notes"
    r"|\[//\]: #)",
    re.MULTILINE,
)
_FORM = re.compile(r"^\s*(?:[-*+]\s*\[[ xX]\]|#{1,6}\s|\||\[!\[|-{3,}\s*$|\[(?:skip ci|ci skip)\]\s*$)")
_PULL_NUMBER = re.compile(r"\s*\((?:#\d+|GH-\d+)\)\s*$")
_SHORT_TAG = re.compile(r"^\s*\[(?:FEATURE|ENHANCEMENT|BUGFIX|CHANGE|PERF|SECURITY)\]\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Visible:
    """The subject and the body that features may see."""

    subject: str
    body: str


def visible(message: str) -> Visible:
    """What is left of a message. Linear in its length; never raises."""
    first, _, body = message.strip()[: 4 * MOST_BODY].partition("\n")
    subject = " ".join(first[:MOST_LINE].split())
    rest = _prose(body)
    merge = _MERGE.match(subject)
    if merge or subject.startswith(("Merge ", "Merged ")):
        subject, rest = _merged(subject, merge, rest)
    return Visible(_hide(_SHORT_TAG.sub("", _PULL_NUMBER.sub("", subject))), "\n".join(rest)[:MOST_BODY])


def _merged(subject: str, merge: re.Match[str] | None, rest: list[str]) -> tuple[str, list[str]]:
    """A merge's own words: its title is what follows the branch, else the first line of the body, else
    the words of the branch's name, which the body keeps in any case."""
    if merge:
        branch, own = merge["branch"], ""
    else:
        match = _MERGE_BRANCH.match(subject)
        branch, own = (match["branch"], subject[match.end() :]) if match else ("", subject)
    name = " ".join(re.sub(r"[-_/.:]+|\d{2,}", " ", re.split(r"[/:]", branch)[-1]).split())
    if len(own.split()) >= 2:
        return own, [*rest, name]
    if rest:
        return rest[0], [*rest[1:], name]
    return name or subject, rest


def _prose(body: str) -> list[str]:
    text = _COMMENT.sub("", body)
    text = _NOTES_BLOCK.sub("", _DETAILS.sub("", text))
    if quote := _BOT_QUOTES.search(text):
        text = text[: quote.start()]
    text = _NOTE.sub("", text)
    kept: list[str] = []
    hidden = 0  # depth of the heading whose section carries the label
    for line in (whole[:MOST_LINE] for whole in text.split("\n")):
        depth = _depth(line)
        if _NOTES_SECTION.match(line):
            hidden = depth
            continue
        if hidden and depth <= hidden and _HEADING.match(line):
            hidden = 0
        if hidden or _FORM.match(line) or _TRAILER_KEY.match(line) or not line.strip():
            continue
        if _LABEL_WORDS.search(line) or _FRAGMENT_PATH.search(line) or _BUMP.match(line):
            continue
        kept.append(line.strip())
    while kept and _TRAILER.match(kept[-1]) and len(kept[-1]) < 120 and "-" in kept[-1].partition(":")[0]:
        kept.pop()
    return kept


def _depth(line: str) -> int:
    """How deep a heading is; bold ones are below all others, and so is what stands in a block of code."""
    text = line.lstrip(" ")
    marks = len(text) - len(text.lstrip("#"))
    return marks if marks and len(line) - len(text) < 4 else _DEEPEST


def _hide(subject: str) -> str:
    return " ".join(_FRAGMENT_PATH.sub(" ", _LABEL_WORDS.sub(" ", subject)).split())
