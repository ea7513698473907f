"""What a commit message says: a pure parser, without I/O, linear in the length of the message.

Titles are read by `classifier.message.header`; footers follow Conventional Commits 1.0.0
(`classifier.message.footers`), trailers follow git (`classifier.message.trailers`). Nothing in a body can make the title
unread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from classifier.message import patterns
from classifier.message.footers import Announcement, Footer, ending_of, readable
from classifier.message.header import Convention, Header, read_header
from classifier.message.references import Reference, references_in, without_request
from classifier.message.requests import request_number, title_below
from classifier.message.reverts import Revert, revert_of
from classifier.message.squashes import SquashedLine, squashed_lines
from classifier.message.trailers import CoAuthor, Trailer, co_authors_of, trailers_of
from history.records import bare


@dataclass(frozen=True)
class Message:
    """A commit message taken apart; what few ask for is looked for when they do.

    `header` is the first line; `title` is what tells the change, in line `title_line`: the same, or the title of the
    request that a merge names below it, or what a reapplied commit is called. `body` is what stands between the first
    line and the footers, paragraphs kept, `None` if nothing does. `announced` is what the author says breaks, below the
    title; `breaking` says whether title, announcements or squashed titles declare a break. `pull_request` is the request
    that was merged.
    """

    text: str
    header: Header
    title: Header
    header_line: int = 1
    title_line: int = 1
    body: str | None = None
    announced: tuple[Announcement, ...] = ()
    footers: tuple[Footer, ...] = ()
    breaking: bool = False
    pull_request: int | None = None
    squashed: tuple[SquashedLine, ...] = ()
    revert: Revert | None = None

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """The descriptions of breaking changes; where only a mark declares one, what the title says."""
        return tuple(note.text for note in self.announced) or ((self.title.subject,) if self.breaking else ())

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
        """How the first line is written."""
        return self.header.convention

    @property
    def conventional(self) -> bool:
        """Whether the first line is a Conventional Commits 1.0.0 header to the letter."""
        return self.header.conventional

    @property
    def type(self) -> str | None:
        """The type that the title declares, in lower case."""
        return self.title.type

    @property
    def scope(self) -> str | None:
        """The scope that the title declares."""
        return self.title.scope

    @property
    def subject(self) -> str:
        """The description: the title without type, tags and area, with its `(#123)`."""
        return self.title.subject

    @property
    def claim(self) -> str:
        """The description without the numbers of requests at its end: what the author says that the commit does."""
        return patterns.NUMBERS_AT_END.sub("", self.subject).strip()


def parse(text: str) -> Message:
    """Take a message apart. Never raises, whatever the text holds."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.rstrip().split("\n")
    at = next((i for i, line in enumerate(lines) if bare(line) and not patterns.GPG_OUTPUT.match(line)), None)
    if at is None:
        return Message(text, read_header(""), read_header(""))
    header = read_header(lines[at])
    plain = readable(text)[: len(lines)]
    ending = ending_of(lines, plain, at + 1)
    squashed = squashed_lines(lines, plain, at + 1)
    title, title_line = _title(header, plain, at)
    revert = revert_of(text, title, title_line, ending.footers)
    if revert and revert.reapplies:
        title = read_header(revert.subject)
    announced = _announced(ending.notes, squashed, title, title_line if title_line > at + 1 else 0)
    return Message(
        text=text,
        header=header,
        title=title,
        header_line=at + 1,
        title_line=title_line,
        body=ending.body,
        announced=announced,
        footers=ending.footers,
        breaking=bool(announced) or title.breaking,
        pull_request=_pull_request(header, title, text),
        squashed=squashed,
        revert=revert,
    )


def _title(header: Header, plain: Sequence[str], at: int) -> tuple[Header, int]:
    """The title that tells the change, and its line counted from 1."""
    if header.convention is Convention.MERGE and (below := title_below(plain, at + 1)):
        return read_header(below.title), below.line + 1
    return header, at + 1


def _announced(
    notes: Sequence[Announcement], squashed: Sequence[SquashedLine], title: Header, title_line: int
) -> tuple[Announcement, ...]:
    """All that is said below the first line to break, each line once, in their order."""
    found = {line.line: line.header.subject for line in squashed if line.header.breaking}
    if title_line and title.breaking:
        found[title_line] = title.subject
    found.update((note.line, note.text) for note in notes)
    return tuple(Announcement(text, line) for line, text in sorted(found.items()))


def _pull_request(header: Header, title: Header, text: str) -> int | None:
    return (
        header.request
        or (request_number(header.text, text) if header.convention is Convention.MERGE else None)
        or without_request(header.text)[1]
        or without_request(title.text)[1]
    )
