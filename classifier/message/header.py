"""The title of a commit message: which convention it follows, and what that convention says.

Conventional Commits 1.0.0 is read to the letter (`Header.conventional`); what people write who mean it but
miss the form is still understood, and so are the conventions of those who never heard of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from classifier.message import patterns


class Convention(StrEnum):
    """How a title is written."""

    CONVENTIONAL = "conventional"  # feat(parser)!: …
    TAGS = "tags"  # [Bugfix][Kernel] …
    AREA = "area"  # net/http: …
    EMOJI = "emoji"  # ✨ …, :bug: …
    DJANGO = "django"  # Fixed #123 -- …
    MERGE = "merge"  # Merge pull request #1 from …
    REVERT = "revert"  # Revert "…"
    PLAIN = "plain"  # Add …
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Header:
    """A title taken apart. `text` is the whole of it.

    `conventional` says that it is a Conventional Commits header to the letter. `type` is in lower case and
    may be any noun (`foo: bar` is conventional); `area` is what stands before the colon of an
    `area: subject` title, the same word where both readings are possible. `subject` is what is left to
    read after everything else was taken off. `breaking` is the `!`.
    """

    text: str
    convention: Convention
    subject: str
    conventional: bool = False
    type: str | None = None
    scope: str | None = None
    breaking: bool = False
    tags: tuple[str, ...] = ()
    area: str | None = None
    emoji: str | None = None
    ticket: str | None = None
    autosquash: bool = False


def read_header(text: str) -> Header:
    """Read a title. Never raises; time is linear in its length."""
    text = text.strip()
    if not text:
        return Header("", Convention.EMPTY, "")
    squash = patterns.AUTOSQUASH.match(text)
    rest = text[squash.end() :] if squash else text
    ticket = patterns.TICKET.match(rest)
    if ticket:
        rest = rest[ticket.end() :]
    header = replace(_title(rest), text=text)
    if squash or ticket:
        name = (ticket[1] or ticket[2]) if ticket else header.ticket
        header = replace(header, conventional=False, autosquash=bool(squash), ticket=name)
    return header


def _title(text: str) -> Header:
    if _is_merge(text):
        return Header(text, Convention.MERGE, text)
    revert = patterns.REVERT_TITLE.match(text)
    if revert:
        return Header(text, Convention.REVERT, text)
    header = _conventional(text) or _emoji(text) or _django(text) or _tags(text)
    return header or _nearly_conventional(text) or _area(text) or Header(text, Convention.PLAIN, text)


def _is_merge(text: str) -> bool:
    return text.startswith(("Merge", "Auto")) and any(
        pattern.match(text)
        for pattern in (patterns.MERGE_PULL_REQUEST, patterns.MERGE_BITBUCKET, patterns.MERGE_OTHER)
    )


def _conventional(text: str) -> Header | None:
    match = patterns.CONVENTIONAL.match(text)
    if match is None:
        return None
    word, scope, mark, blank = match[1].lower(), match[2], bool(match[3]), match[4]
    known = word in patterns.TYPE_WORDS
    if not blank and (match[5] in ":/\\=" or not (known or scope)):
        return None  # `std::move`, `https://…`, `key:value`
    subject = text[match.end() :].strip()
    scope = scope.strip() if scope else None
    if match[2] and not scope:
        return None
    convention = Convention.CONVENTIONAL if known or scope or mark else Convention.AREA
    area = match[1] if convention is Convention.AREA else None
    return Header(text, convention, subject, True, word, scope, mark, area=area)


def _nearly_conventional(text: str) -> Header | None:
    match = patterns.NEARLY_CONVENTIONAL.match(text)
    if match is None or match[1].lower() not in patterns.TYPE_WORDS:
        return None
    scope = (match[2] or match[3] or "").strip() or None
    subject = text[match.end() :].strip()
    return Header(
        text, Convention.CONVENTIONAL, subject, type=match[1].lower(), scope=scope, breaking=bool(match[4])
    )


def _emoji(text: str) -> Header | None:
    match = patterns.EMOJI.match(text)
    if match is None or match.end() == len(text):
        return None
    inner = _title(text[match.end() :]) if not patterns.EMOJI.match(text, match.end()) else None
    if inner is None:
        return Header(text, Convention.EMOJI, text[match.end() :].strip(), emoji=match[1])
    return replace(inner, text=text, convention=Convention.EMOJI, conventional=False, emoji=match[1])


def _tags(text: str) -> Header | None:
    tags: list[str] = []
    at = 0
    while (match := patterns.TAG.match(text, at)) and len(tags) < 20:
        tags.append((match[1] or match[2]).strip())
        at = match.end()
    rest = text[at:].lstrip(":- \t")
    if not tags or not rest:
        return None
    inner = (
        _conventional(rest) or _nearly_conventional(rest) or _area(rest) or Header("", Convention.TAGS, rest)
    )
    ticket = next((tag for tag in tags if patterns.TICKET.match(f"{tag}: x")), None)
    return replace(
        inner, text=text, convention=Convention.TAGS, conventional=False, tags=tuple(tags), ticket=ticket
    )


def _django(text: str) -> Header | None:
    match = patterns.DJANGO.match(text)
    return Header(text, Convention.DJANGO, text[match.end() :].strip()) if match else None


def _area(text: str) -> Header | None:
    match = patterns.AREA.match(text)
    if match is None or len(match[1]) > 80:
        return None
    return Header(text, Convention.AREA, text[match.end() :].strip(), area=match[1])
