"""What a commit takes back, or brings back: the negations of a title are counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from classifier.message import patterns
from classifier.message.footers import Footer
from classifier.message.header import Header, quoted
from classifier.message.references import without_request

MOST = 20  # lines that say which commit is reverted; more is a list
DEEPEST = 500  # a revert of a revert of …


@dataclass(frozen=True, slots=True)
class Revert:
    """What a commit undoes. `sha` is the commit that it says it reverts, "" where only a title or a number is given.
    `subject` is what the chain of reverts is about. `reapplies` is set where what it is about is in again: a revert
    of a revert, or what git calls `Reapply`."""

    sha: str = ""
    subject: str = ""
    pull_request: int | None = None
    reapplies: bool = False
    line: int = 1


def revert_of(text: str, header: Header, header_line: int, footers: Sequence[Footer]) -> Revert | None:
    """Read what a message takes back; `None` where it takes nothing back. Linear in the message."""
    chain = _chain(header.text) or _chain(header.subject)
    sha = patterns.REVERTED_SHA.search(text)
    word = patterns.REVERT_WORD.match(header.subject)
    opens = word is not None and (
        sha is not None
        or (header.type is None and not patterns.REVERTED_TO.match(header.subject, word.end()))
    )
    last = header.type is None and patterns.REVERT_LAST.search(without_request(header.subject)[0])
    declared = header.type in patterns.REVERT_TYPES or header.emoji in patterns.REVERT_EMOJI
    tagged = any(tag.lower() in patterns.REVERT_TYPES for tag in header.tags)
    whole = any(
        not _of_a_part(text, found.start(), squashes=_squashes(text, header.text))
        for found in islice(patterns.REVERTS_WHOLLY.finditer(text), MOST)
    )
    if not (chain or opens or last or tagged or whole or declared):
        return None
    again = patterns.REAPPLY_WORD.match(header.text) if whole else None
    if chain:
        subject, reapplies = chain
    elif again:
        subject, reapplies = header.text[again.end() :], True
    else:
        subject, reapplies = header.subject[word.end() :] if word else header.subject, False
    request = patterns.REVERTED_REQUEST.search(text)
    named = sha[1] if sha else _sha_in_footers(footers) if declared else ""
    return Revert(
        sha=named.lower(),
        subject=subject,
        pull_request=int(request[2]) if request else without_request(subject)[1],
        reapplies=reapplies,
        line=text.count("\n", 0, sha.start()) + 1 if sha else header_line,
    )


def _of_a_part(text: str, at: int, *, squashes: bool) -> bool:
    """Whether the line `This reverts commit …` at this place is of one of the commits that a squash merge made into one:
    it stands below that commit's title, in the list that forges make, or below a title that itself reverts."""
    above, broken, title = text[:at].rstrip().rpartition("\n")
    if not broken:
        return False
    item = patterns.ITEM.match(title)
    if item and quoted(title[item.end() :]):
        return True
    return squashes and patterns.FORGE_ITEM.search(f"{above}\n{title}") is not None


def _squashes(text: str, title: str) -> bool:
    """Whether a body can be such a list: the title has the number of a request, or there are several items."""
    return without_request(title)[1] is not None or len(patterns.FORGE_ITEM.findall(text)) > 1


def _chain(title: str) -> tuple[str, bool] | None:
    """What `Revert "Reapply "…""` is about, and whether that is in after it; `None` for another title.

    Whoever reverts takes away what the quotation left; whoever reapplies brings it back, and takes nothing away."""
    at, depth, present = 0, 0, True
    while depth < DEEPEST and (opening := patterns.REVERT_TITLE.match(title, at)):
        count = int(opening[2]) if opening[2] else 1
        if opening[1].lower().replace("-", "") not in patterns.RESTORING and count % 2:
            present = not present
        at, depth = opening.end(), depth + 1
    if not depth or quoted(title) is None:
        return None
    end = len(title)
    for _ in range(depth):
        end = max((title.rfind(mark, at + 1, end) for mark in patterns.CLOSING_QUOTES), default=-1)
        if end < 0:
            return title[at:].strip(patterns.CLOSING_QUOTES), present
    return title[at:end], present


def _sha_in_footers(footers: Sequence[Footer]) -> str:
    """Return the first commit that a `Refs:` footer names: the specification's own way to say what a
    `revert:` takes back."""
    values = (footer.value for footer in footers if footer.token.lower() in {"refs", "ref", "reverts"})
    return next((found[0] for value in values if (found := patterns.SHA.match(value))), "")
