"""The title of a commit message: which convention it follows, and what that convention says.

Conventional Commits 1.0.0 is read to the letter (`Header.conventional`); what people write who mean it but
miss the form is still understood, and so are the conventions of those who never heard of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from classifier.message import patterns
from classifier.message.requests import inline_title, merges_request
from history.records import bare


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
    read after everything else was taken off. `breaking` is the `!`, or gitmoji's 💥. `request` is the number of the
    request whose title a forge wrote into the line (`Merged PR 9: …`).
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
    request: int | None = None


def read_header(text: str) -> Header:
    """Read a title. Never raises; time is linear in its length."""
    text = bare(text)
    if not text:
        return Header("", Convention.EMPTY, "")
    squash = patterns.AUTOSQUASH.match(text)
    rest = text[squash.end() :] if squash else text
    ticket = patterns.TICKET.match(_folded(rest))
    if ticket:
        rest = rest[ticket.end() :]
    header = replace(_titled(rest), text=text)
    if squash or ticket:
        name = (ticket[1] or ticket[2]) if ticket else header.ticket
        header = replace(header, conventional=False, autosquash=bool(squash), ticket=name)
    return header


def _folded(text: str) -> str:
    return text if text.isascii() else text.translate(patterns.FULLWIDTH)


def _titled(text: str) -> Header:
    """Read a title behind what a forge or a habit puts before it."""
    number, whole = None, text
    for _ in range(_PREFIXES):
        inline = inline_title(text)
        if inline is None:
            break
        text, number = inline.title, number or inline.number
    header = _title(text)
    if header.type not in _TOLD and (first := patterns.PUT_FIRST.match(_folded(text))):
        inner = _title(text[first.end() :])
        if inner.type in patterns.TYPE_WORDS:
            header, text = inner, text[first.end() :]
    if header.type is None and (issue := patterns.RESOLVES.match(text)):
        inner = _title(issue[1])
        if inner.type in patterns.TYPE_WORDS:
            header, text = inner, issue[1]
    return header if text == whole else replace(header, text=whole, conventional=False, request=number)


_PREFIXES = 3
_TOLD = patterns.TYPE_WORDS - {"wip"}


def _title(text: str) -> Header:
    if _is_merge(text):
        return Header(text, Convention.MERGE, text)
    if quoted(text):
        return Header(text, Convention.REVERT, text)
    header = _conventional(text) or _emoji(text) or _django(text) or _tags(text)
    return header or _nearly_conventional(text) or _area(text) or Header(text, Convention.PLAIN, text)


def quoted(text: str) -> re.Match[str] | None:
    """The opening of `Revert "…"` and its like, where a quotation mark closes it."""
    found = patterns.REVERT_TITLE.match(text)
    closes = found and any(mark in patterns.CLOSING_QUOTES for mark in text[found.end() + 1 :])
    return found if closes else None


def _is_merge(text: str) -> bool:
    return text.startswith(("Merge", "Auto", "Accept", "Rollup")) and bool(
        merges_request(text) or patterns.MERGE_OTHER.match(text)
    )


def _is_clause(word: str) -> bool:
    """Whether what stands before a colon is no noun but says itself what was done: `修复登录`, `ログイン修正`."""
    return word.startswith(_VERBS) or word.endswith(_VERBS)


_VERBS = tuple(sorted(word for word in patterns.TYPE_WORDS if not word.isascii()))


def _conventional(text: str) -> Header | None:
    folded = _folded(text)
    match = patterns.CONVENTIONAL.match(folded)
    if match is None:
        return None
    word, scope, mark, blank = match[1].lower(), match[2], bool(match[3]), match[4]
    known = word in patterns.TYPE_WORDS
    wide = text[match.start(4) - 1] != ":"
    if not (blank or wide) and (match[5] in ":/\\=" or not (known or scope)):
        return None  # `std::move`, `https://…`, `key:value`
    if not known and _is_clause(word):
        return None
    subject = text[match.end() :].strip()
    scope = scope.strip() if scope else None
    if match[2] and not scope:
        return None
    convention = Convention.CONVENTIONAL if known or scope or mark else Convention.AREA
    area = match[1] if convention is Convention.AREA else None
    breaking = (mark and word not in patterns.EXCLAMATIONS) or _opens_with_boom(subject)
    exact = text[: match.end()] == folded[: match.end()]
    return Header(text, convention, subject, exact, word, scope, breaking, area=area)


def _opens_with_boom(subject: str) -> bool:
    found = patterns.EMOJI.match(subject)
    return found is not None and _name(found[1]) in patterns.BREAKING_EMOJI


def _nearly_conventional(text: str) -> Header | None:
    match = patterns.NEARLY_CONVENTIONAL.match(_folded(text))
    if match is None or match[1].lower() not in patterns.TYPE_WORDS:
        return None
    scope = (match[3] or match[4] or "").strip() or None
    subject = text[match.end() :].strip()
    breaking = bool(match[2] or match[5]) or _opens_with_boom(subject)
    return Header(
        text, Convention.CONVENTIONAL, subject, type=match[1].lower(), scope=scope, breaking=breaking
    )


def _name(emoji: str) -> str:
    """An emoji without the selectors that only say how it is drawn."""
    return emoji.replace("\ufe0f", "")


def _emoji(text: str) -> Header | None:
    match = patterns.EMOJI.match(text)
    if match is None or match.end() == len(text):
        return None
    names = [_name(match[1])]
    at = match.end()
    while len(names) < 10 and (more := patterns.EMOJI.match(text, at)) and more.end() < len(text):
        names.append(_name(more[1]))
        at = more.end()
    rest = text[at:]
    after = patterns.AFTER_EMOJI.match(_folded(rest))
    if after:
        scope = (after[1] or after[3] or "").strip() or None
        inner = Header(
            rest, Convention.EMOJI, rest[after.end() :].strip(), scope=scope, breaking=bool(after[2])
        )
    elif len(names) == 1:
        inner = _title(rest)
    else:
        inner = _conventional(rest) or Header(rest, Convention.EMOJI, rest.strip())
    breaking = inner.breaking or not patterns.BREAKING_EMOJI.isdisjoint(names)
    return replace(
        inner, text=text, convention=Convention.EMOJI, conventional=False, emoji=names[0], breaking=breaking
    )


def _tags(text: str) -> Header | None:
    folded = _folded(text)
    tags: list[str] = []
    at = 0
    while (match := patterns.TAG.match(folded, at)) and len(tags) < 20:
        tag = (match[1] or match[2] or match[3] or match[4]).strip()
        if match[4] and not (tag.isascii() and tag.lower() in patterns.TYPE_WORDS):
            break
        tags.append(tag)
        at = match.end()
    rest = text[at:].lstrip(":：- \t")
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
    match = patterns.AREA.match(_folded(text))
    if match is None or len(match[1]) > 80 or _is_clause(match[1]):
        return None
    return Header(text, Convention.AREA, text[match.end() :].strip(), area=match[1])
