"""What forges and merge programs write around the title of a pull or merge request.

Some put the title into the first line (Azure, Bitbucket Server, Gitea, Gitee, Gerrit), others below it (GitHub, GitLab,
Bitbucket, bors). Either way the title is the author's, and is read like any other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from classifier.message import patterns
from history.records import bare

LONGEST_TITLE = 500  # characters of a line that can be a title
_SPAN = 600  # characters of a first line that are looked at
_AHEAD = 40  # lines below the first among which a title is looked for


@dataclass(frozen=True, slots=True)
class Inline:
    """A request's title as it stands in a first line, and its number where that is told."""

    title: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Below:
    """A request's title below the first line. `line` is its index among the lines of the message."""

    title: str
    line: int


_INLINE = tuple(
    re.compile(pattern)
    for pattern in (
        r"Merged PR (?P<number>\d{1,9}): *(?P<title>\S.*)",  # Azure
        r"Pull [Rr]equest #?(?P<number>\d{1,9}): *(?P<title>\S.*)",  # Bitbucket Server
        r"Merge (?:PR|MR|[Pp]ull [Rr]equest|[Mm]erge [Rr]equest) ?[#!](?P<number>\d{1,9})(?: from \S{1,200})?: *(?P<title>\S.*)",
        r"Merge #(?P<number>\d{1,9}):? +`?(?P<title>[^\s#`].*?)`?$",  # Pagure
        r"Merge pull request '(?P<title>.+)' \(#(?P<number>\d{1,9})\) from \S+(?: into \S+)?$",  # Gitea, Forgejo
        r"!(?P<number>\d{1,9}):? +(?P<title>\S.*)",  # Gitee
        r'Merge "(?P<title>.+)"(?: into \S+)?$',  # Gerrit
    )
)
_BELOW = tuple(
    re.compile(pattern)
    for pattern in (
        r"Merge pull request [#!]?(?P<number>\d{1,9}) (?:from|in|into) \S",  # GitHub, older Bitbucket and Azure
        r"Merged in [^\n]{1,200}? \(pull request #(?P<number>\d{1,9})\)",  # Bitbucket
        r"(?:Auto|Rollup) merge of #(?P<number>\d{1,9})\b",  # bors, for Rust
        r"Merge #(?P<number>\d{1,9})(?: #\d{1,9}){0,50}$",  # bors
        r"Accept Merge Request #(?P<number>\d{1,9})\b",  # Coding
    )
)
_GITLAB = re.compile(r"^See merge request (?:[\w./-]{0,200})?!(\d{1,9})", re.MULTILINE)
_FIELD = re.compile(r"(?:Merge Request|\d{1,9}): *(?=\S)")  # what bors and Coding put before the title
_BORS_END = re.compile(r"( r=\S+)?( a=\S+)$")
_NO_TITLE = re.compile(
    r"See merge request |Merge in \S+ from |Merge pull request |\* commit '|\* \S+:$|#|Conflicts:|Squashed commit of|commit [0-9a-f]{7,64}$"
    r"|(?:Closes|Fixes|Resolves|Refs?|Related) [#!\w]|Created [Bb]y|From: @|Approved-by:|[*-] |[A-Z][\w-]+-by: "
    r"|BREAKING[ -]CHANGE|This reverts "
)


def inline_title(text: str) -> Inline | None:
    """The request's own title in a first line, `None` where it holds none."""
    if text[:1] not in "MP!":
        return None
    for pattern in _INLINE:
        if match := pattern.match(text[:_SPAN]):
            end = match.end("title")
            title = text[match.start("title") :] if end == _SPAN else match["title"]
            groups = match.groupdict()
            return Inline(title, int(groups["number"]) if groups.get("number") else None)
    return None


def merges_request(text: str) -> bool:
    """Whether a first line says that a request was merged, and leaves its title to the body."""
    return text[:1] in "MAR" and any(pattern.match(text[:_SPAN]) for pattern in _BELOW)


def request_number(title: str, message: str) -> int | None:
    """The number that the first line of a merge, or GitLab's last line, gives."""
    for pattern in _BELOW:
        if match := pattern.match(title[:_SPAN]):
            return int(match["number"])
    found = _GITLAB.search(message) if "See merge request" in message else None
    return int(found[1]) if found else None


def title_below(lines: Sequence[str], first: int) -> Below | None:
    """The first line of a merge's body that can be a title, `None` where there is none: a forge's own lines, items
    of a list and trailers are none."""
    for index in range(first, min(len(lines), first + _AHEAD)):
        line = bare(lines[index])
        if not line:
            continue
        if field := _FIELD.match(line):
            line = _BORS_END.sub("", line[field.end() :]).rstrip()
        elif _NO_TITLE.match(line) or lines[index].startswith(("  ", "\t")):
            if patterns.SQUASHED_LOG.match(line) or line.startswith("* "):
                return None  # a list of what was merged
            continue
        return Below(line, index) if len(line) <= LONGEST_TITLE else None
    return None
