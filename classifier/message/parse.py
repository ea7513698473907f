"""What a commit message says: a pure parser, without I/O, linear in the length of the message.

Titles are read by `classifier.message.header`; footers follow Conventional Commits 1.0.0 (items 8 to 16), trailers
follow git (`classifier.message.trailers`). Nothing in a body can make the title unread.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from classifier.message import patterns
from classifier.message.header import Convention, Header, read_header
from classifier.message.references import Reference, references_in, without_request
from classifier.message.trailers import CoAuthor, Trailer, co_authors_of, trailers_of

DEEPEST = 20  # a revert of a revert of …
MOST = 1000  # footers and squashed lines beyond this are not read


@dataclass(frozen=True, slots=True)
class Footer:
    """A Conventional Commits footer. `breaking` says that it announces a breaking change; `line` counts the
    lines of the message from 1."""

    token: str
    value: str
    line: int
    breaking: bool = False


@dataclass(frozen=True, slots=True)
class SquashedLine:
    """A conventional title in the body of a squash merge: one of the commits that were squashed."""

    header: Header
    line: int


@dataclass(frozen=True, slots=True)
class Revert:
    """What a commit undoes. `sha` is "" where only a title or a number is given, `reapplies` is set where a
    revert is itself reverted."""

    sha: str = ""
    subject: str = ""
    pull_request: int | None = None
    reapplies: bool = False
    line: int = 1


@dataclass(frozen=True)
class Message:
    """A commit message taken apart; what few ask for is looked for when they do.

    `body` is what stands between title and footers, paragraphs kept, `None` if nothing does. `notes` are the
    descriptions of breaking changes. `pull_request` is the request that the title says was merged.
    """

    text: str
    header: Header
    header_line: int = 1
    body: str | None = None
    notes: tuple[str, ...] = ()
    footers: tuple[Footer, ...] = ()
    breaking: bool = False
    pull_request: int | None = None
    squashed: tuple[SquashedLine, ...] = ()
    revert: Revert | None = None

    @cached_property
    def trailers(self) -> tuple[Trailer, ...]:
        """The trailers as git knows them."""
        return trailers_of(self.text.rstrip().split("\n"))

    @cached_property
    def co_authors(self) -> tuple[CoAuthor, ...]:
        """Who is named as a co-author."""
        return co_authors_of(self.text)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """The issues and requests that are mentioned."""
        return references_in(self.text)

    @cached_property
    def cherry_picked(self) -> str | None:
        """The id of the commit that this one is a copy of."""
        found = patterns.CHERRY_PICKED.search(self.text)
        return found[1] if found else None

    @property
    def convention(self) -> Convention:
        """How the title is written."""
        return self.header.convention

    @property
    def conventional(self) -> bool:
        """Whether the title is a Conventional Commits 1.0.0 header to the letter."""
        return self.header.conventional

    @property
    def type(self) -> str | None:
        """The type that the title declares, in lower case."""
        return self.header.type

    @property
    def scope(self) -> str | None:
        """The scope that the title declares."""
        return self.header.scope

    @property
    def subject(self) -> str:
        """The description: the title without type, tags and area, with its `(#123)`."""
        return self.header.subject


def parse(text: str) -> Message:
    """Take a message apart. Never raises, whatever the text holds."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.rstrip().split("\n")
    at = next(
        (i for i, line in enumerate(lines) if line.strip() and not patterns.GPG_OUTPUT.match(line)), None
    )
    if at is None:
        return Message(text, read_header(""))
    header = read_header(lines[at])
    body, footers, notes = _body_and_footers(lines, at + 1)
    breaking = header.breaking or bool(notes)
    return Message(
        text=text,
        header=header,
        header_line=at + 1,
        body=body,
        notes=notes or ((header.subject,) if header.breaking else ()),
        footers=footers,
        breaking=breaking,
        pull_request=_pull_request(header),
        squashed=_squashed(text, lines, at + 1),
        revert=_revert(text, header, at + 1, footers),
    )


def _announces(line: str) -> bool:
    return line.startswith(("BREAKING CHANGE:", "BREAKING-CHANGE:"))


def _footer_lines(lines: Sequence[str], first: int) -> dict[int, re.Match[str]]:
    """Map each line that opens a footer to what matched. Only an announcement may have its value on the
    lines that follow."""
    heads: dict[int, re.Match[str]] = {}
    for index in range(first, len(lines)):
        line = lines[index]
        if ":" not in line and " #" not in line:
            continue
        match = patterns.FOOTER.match(line)
        if match and (match.end() < len(line) or _announces(line)):
            heads[index] = match
    return heads


def _section_start(lines: Sequence[str], first: int, heads: dict[int, re.Match[str]]) -> int:
    """Return where the footers begin, `len(lines)` if there are none.

    Footers run to the end of the message. Their first line is the earliest of: the line from which on
    everything is a footer, an indented continuation or blank; the paragraph from which on every paragraph opens
    with a footer (a value may run over several lines); an announcement of a breaking change.
    """
    start = len(lines)
    announced = next(
        (index for index, head in heads.items() if head[1][0] == "B" and _announces(lines[index])), start
    )
    only_footers = True
    for index in range(len(lines) - 1, first - 1, -1) if heads else ():
        line = lines[index]
        if only_footers and index in heads:
            start = index
        elif line and not line.isspace():
            only_footers = only_footers and line[0].isspace()
            if index == first or not lines[index - 1].strip():
                if index in heads:
                    start = index
                elif not only_footers and index < announced:
                    break
    return min(start, announced)


def _body_and_footers(lines: list[str], first: int) -> tuple[str | None, tuple[Footer, ...], tuple[str, ...]]:
    """Split what follows the title into body, footers and the notes on breaking changes."""
    while first < len(lines) and not lines[first].strip():
        first += 1
    last = len(lines)
    while last > first and not lines[last - 1].strip():
        last -= 1
    lines = lines[:last]
    heads = _footer_lines(lines, first)
    opening = _opening_note(lines, first, heads)
    if opening is not None:
        del heads[first]
    start = _section_start(lines, first, heads)
    body = _text([opening or "", *lines[first + 1 : start]] if opening is not None else lines[first:start])
    footers = _footers(lines, start, heads)
    notes = [footer.value for footer in footers if footer.breaking]
    if opening is not None:
        notes.insert(0, body)
    return body or None, footers, tuple(notes)


def _opening_note(lines: Sequence[str], first: int, heads: dict[int, re.Match[str]]) -> str | None:
    """Return the rest of the line of a body that *is* the note: `BREAKING CHANGE: …` running on unindented.
    The reference parser takes it for a body with a token before it, not for a footer."""
    if first not in heads or not _announces(lines[first]) or first + 1 >= len(lines):
        return None
    following = lines[first + 1]
    runs_on = bool(following.strip()) and not following[0].isspace() and first + 1 not in heads
    return lines[first][heads[first].end() :].strip() if runs_on else None


def _footers(lines: Sequence[str], start: int, heads: dict[int, re.Match[str]]) -> tuple[Footer, ...]:
    opens = [index for index in heads if index >= start][: MOST + 1]
    ends = [*opens[1:], len(lines)]
    found = []
    for index, end in zip(opens[:MOST], ends, strict=False):
        head, line = heads[index], lines[index]
        more = lines[index + 1 : end]
        if all(line[:1].isspace() or not line for line in more):
            more = [line.strip() for line in more]
        value = _text([line[head.end() :], *more])
        if not value:
            continue  # an announcement of nothing
        found.append(Footer(head[1], value, index + 1, bool(head[2]) or _announces(line)))
    return tuple(found)


def _text(lines: Sequence[str]) -> str:
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _pull_request(header: Header) -> int | None:
    match = patterns.MERGE_PULL_REQUEST.match(header.text)
    if match:
        return int(match[1])
    match = patterns.MERGE_BITBUCKET.match(header.text)
    return int(match[2]) if match else without_request(header.text)[1]


def _squashed(text: str, lines: Sequence[str], first: int) -> tuple[SquashedLine, ...]:
    found: list[SquashedLine] = []
    line, counted = 0, 0
    for match in patterns.SQUASH_LINE.finditer(text):
        if match[2].lower() not in patterns.TYPE_WORDS:
            continue
        line, counted = line + text.count("\n", counted, match.start(1)), match.start(1)
        if line < first:
            continue
        title = lines[line][lines[line].index(match[2]) :]
        found.append(SquashedLine(read_header(title), line + 1))
        if len(found) == MOST:
            break
    return tuple(found)


def _revert(text: str, header: Header, header_line: int, footers: Sequence[Footer]) -> Revert | None:
    title = patterns.REVERT_TITLE.match(header.text) or patterns.REVERT_TITLE.match(header.subject)
    sha = patterns.REVERTED_SHA.search(text)
    word = patterns.REVERT_WORD.match(header.subject)
    opens = word is not None and (header.type is None or sha is not None)
    tagged = any(tag.lower() == "revert" for tag in header.tags)
    whole = patterns.REVERTS_WHOLLY.search(text)
    if not (title or opens or tagged or whole or header.type == "revert"):
        return None
    subject = title[2] if title else header.subject[word.end() :] if word else header.subject
    reapplies = title is not None and title[1] in {"Reapply", "Reland"}
    inner = patterns.REVERT_TITLE.match(subject) if title else None
    for _ in range(DEEPEST):
        if inner is None:
            break
        reapplies = not reapplies
        subject = inner[2]
        inner = patterns.REVERT_TITLE.match(subject)
    request = patterns.REVERTED_REQUEST.search(text)
    named = sha[1] if sha else _sha_in_footers(footers) if header.type == "revert" else ""
    return Revert(
        sha=named.lower(),
        subject=subject,
        pull_request=int(request[2]) if request else without_request(subject)[1],
        reapplies=reapplies,
        line=text.count("\n", 0, sha.start()) + 1 if sha else header_line,
    )


def _sha_in_footers(footers: Sequence[Footer]) -> str:
    """Return the first commit that a `Refs:` footer names: the specification's own way to say what a
    `revert:` takes back."""
    values = (footer.value for footer in footers if footer.token.lower() in {"refs", "ref", "reverts"})
    return next((found[0] for value in values if (found := patterns.SHA.match(value))), "")
