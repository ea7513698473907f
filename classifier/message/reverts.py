"""What a commit takes back, or brings back: the negations of a title are counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from classifier.message import patterns
from classifier.message.footers import Footer
from classifier.message.header import Header, quoted
from classifier.message.references import without_request

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
    opens = word is not None and (header.type is None or sha is not None)
    last = header.type is None and patterns.REVERT_LAST.search(without_request(header.subject)[0])
    declared = header.type in patterns.REVERT_TYPES or header.emoji in patterns.REVERT_EMOJI
    tagged = any(tag.lower() in patterns.REVERT_TYPES for tag in header.tags)
    whole = patterns.REVERTS_WHOLLY.search(text)
    if not (chain or opens or last or tagged or whole or declared):
        return None
    if chain:
        subject, reapplies = chain
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


def _chain(title: str) -> tuple[str, bool] | None:
    """What `Revert "Reapply "…""` is about, and whether that is in after it; `None` for another title.

    Whoever reverts takes away what the quotation left; whoever reapplies brings it back, and takes nothing away."""
    at, depth, present = 0, 0, True
    while depth < DEEPEST and (opening := patterns.REVERT_TITLE.match(title, at)):
        count = int(opening[2]) if opening[2] else 1
        if opening[1] not in patterns.RESTORING and count % 2:
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
