"""What the author says: the body's own sentences and list items, announcements of breaks, issues.

Everything is quoted as theirs. Headings of pull request templates, check boxes, trailers, footers of
bots and blocks of code are not the author's words and are left out. Evidence is the line of the message.
`extra["heading"]` is the heading that a sentence stands under, `extra["closes"]` is `true` for an issue
that the message says it closes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from types import MappingProxyType

from classifier.facts.interface import Change, CommitView, Fact, Subject
from classifier.message.header import Convention, read_header
from history.briefs import EVIDENCE_CHARACTERS, Evidence, Side

MOST_LINES = 400
MOST_SENTENCES = 60
_CHINESE = re.compile("[\u4e00-\u9fff]{4}")
_TRAILER = re.compile(
    r"^(?:co-authored-by|signed-off-by|reviewed-by|acked-by|tested-by|reported-by|change-id|cc"
    r"|approved-by|pull-request"
    r"|differential revision|reviewed|generated-by|assisted-by|made-with|release-note|git-svn-id"
    r"|pull request resolved|cr-id|bug|x-[\w-]+)\s*:",
    re.IGNORECASE,
)
_BOT = re.compile(
    r"dependabot|renovate\[?bot|generated (?:with|by) \[?|🤖|mend\.io|you can trigger a rebase"
    r"|^\(cherry picked from|release notes sourced from"
    r"|^@\w+ (?:rebase|recreate|merge)\b|^commits?:?$|^updated-dependencies:"
    r"|^dependency-(?:name|version|type):|^update-type:|^\.\.\.$",
    re.IGNORECASE,
)
_BOX = re.compile(r"^[ \t]*[-*+]?\s*\[[ xX]?\]")
_COMMENT = re.compile(r"<!--[\s\S]*?(?:-->|\Z)")
_HEADING = re.compile(
    r"^[ \t]*(?:#{1,6}\s+(.{1,120}?)\s*#*|\*\*([^*]{1,80}?):?\*\*:?"
    r"|((?i:motivation|modifications?|results?|problem|solution|background|changes)):)\s*$"
)
_ITEM = re.compile(r"^[ \t]*(?:[-*+•]|\d{1,2}[.)])\s+(?P<text>\S.*)$")
_ISSUE = re.compile(
    r"(?P<verb>\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\b:?\s+)?(?<![\w/&])"
    r"(?:(?P<repository>[\w.-]+/[\w.-]+))?#(?P<number>[1-9]\d{0,6})\b",
    re.IGNORECASE,
)
_TYPED_END = re.compile(r"(?:\\[nr])+")  # a line end that a tool wrote out as `\n`
_SENTENCE_END = re.compile(r"(?<=[.!?。！？])\s+(?=[A-Z\"'`(\u4e00-\u9fff])|(?<=[。！？])")
_SQUASH_NOISE = re.compile(
    r"^(?:merge (?:branch|remote|pull request)|wip\b|fixup!|squash!"
    r"|address(?:ed)? (?:review|comments?)|lint(?:ing)?\.?$|typo\.?$|nits?\.?$|pre-?commit|rebase"
    r"|fmt\.?$|format(?:ting)?\.?$|update$|fix$|cleanup\.?$|minor\.?$|tests?\.?$)",
    re.IGNORECASE,
)
_TEMPLATE_HEADINGS = re.compile(
    r"check\s*list|where should the reviewer start|related issues|test plan"
    r"|how (?:has|was) (?:this|it) (?:been )?tested|type of change|screenshots|signed|additional",
    re.IGNORECASE,
)


class AuthorsWords:
    """The sentences of the message body, and the issues it names."""

    def facts(self, view: CommitView) -> Iterator[Fact]:
        message = _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), view.commit.message)
        lines = message.split("\n")[:MOST_LINES]
        title = next((number for number, line in enumerate(lines, 1) if line.strip()), 1)
        yield from _issues(lines, title)
        announced = {note.line: note.text for note in view.reading.message.announced}
        own = _letters(view.reading.message.subject)
        body = (
            said
            for said in _body(lines, title, announced)
            if said.subject is Subject.AUTHOR_BREAKING or _letters(said.name) != own
        )
        yield from islice(body, MOST_SENTENCES)


def _letters(text: str) -> str:
    """What tells one title from another: nobody quotes the title below itself."""
    return re.sub(r"[\W_]+", "", re.sub(r"\(#\d+\)", "", text)).lower()


def _said(subject: Subject, text: str, line: int, heading: str) -> Fact:
    extra = MappingProxyType({"heading": heading} if heading else {})
    return Fact(
        subject,
        Change.SAID,
        text[:400],
        (Evidence("", Side.NEW, line, text[:EVIDENCE_CHARACTERS].rstrip()),),
        extra=extra,
    )


def _issues(lines: list[str], title: int) -> Iterator[Fact]:
    seen: set[tuple[str, str]] = set()
    for number, line in enumerate(lines, 1):
        if len(line) > 5_000 or _BOT.search(line) or _BOX.match(line):
            continue
        text = re.sub(r"\s*\(#\d+\)\s*$", "", line) if number == title else line
        for match in _ISSUE.finditer(text):
            key = (match["repository"] or "", match["number"])
            if key in seen:
                continue
            seen.add(key)
            extra = {"repository": key[0], "closes": "true" if match["verb"] else "false"}
            proof = Evidence("", Side.NEW, number, line.strip()[:EVIDENCE_CHARACTERS].rstrip())
            yield Fact(
                Subject.AUTHOR_ISSUE, Change.SAID, match["number"], (proof,), extra=MappingProxyType(extra)
            )


@dataclass(slots=True)
class _Paragraph:
    """Lines that belong together while the body is walked."""

    subject: Subject = Subject.AUTHOR_SENTENCE
    start: int = 0
    lines: list[str] = field(default_factory=list)

    def add(self, line: str, number: int) -> None:
        if not self.lines:
            self.start = number
        self.lines.append(line)

    def told(self, heading: str) -> Iterator[Fact]:
        text = " ".join(" ".join(self.lines).split())
        if not text:
            return
        if self.subject is not Subject.AUTHOR_SENTENCE:
            yield _said(self.subject, text, self.start, heading)
            return
        for sentence in (one for line in _TYPED_END.split(text) for one in _SENTENCE_END.split(line)):
            if len(sentence.split()) >= 3 or _CHINESE.search(sentence):
                yield _said(self.subject, sentence.strip(), self.start, heading)


def _prose(lines: list[str], title: int) -> Iterator[tuple[int, str]]:
    """The lines below the title that are not code, numbered from 1."""
    fenced = False
    indented_before = False
    for number, line in enumerate(lines[title:], title + 1):
        if line.strip().startswith(("```", "~~~")):
            fenced = not fenced
            yield number, ""
            continue
        indented = line.startswith(("    ", "\t")) and not _ITEM.match(line) and indented_before
        if not fenced and not indented:
            yield number, line
        indented_before = not line.strip() or indented


def _body(lines: list[str], title: int, announced: Mapping[int, str]) -> Iterator[Fact]:
    """The sentences and items of a body. What is `announced` to break, by its line, is what the message's parser says."""
    heading = ""
    paragraph = _Paragraph()
    for number, line in _prose(lines, title):
        text = line.strip()
        named = _HEADING.match(line)
        item, breaking = _ITEM.match(line), announced.get(number)
        silent = not text or _noise(text) or _TEMPLATE_HEADINGS.search(heading) is not None
        if named or silent or item or breaking:
            yield from paragraph.told(heading)
            paragraph = _Paragraph()
        if breaking:
            paragraph = _Paragraph(Subject.AUTHOR_BREAKING, number)
            paragraph.add(breaking.partition("\n")[0], number)
        elif named:
            heading = (named.group(1) or named.group(2) or named.group(3)).strip(" :*")
        elif silent:
            continue
        elif item:
            if not _noise(item["text"]):
                paragraph = _Paragraph(Subject.AUTHOR_ITEM)
                header = read_header(item["text"])  # a commit that was squashed into this one
                squashed = header.convention is Convention.CONVENTIONAL
                paragraph.add(header.subject if squashed else item["text"], number)
        else:
            paragraph.add(text, number)
    yield from paragraph.told(heading)


def _noise(text: str) -> bool:
    return bool(
        len(text) > 5_000
        or _TRAILER.match(text)
        or _BOT.search(text)
        or _BOX.match(text)
        or _SQUASH_NOISE.match(text)
        or re.fullmatch(r"[-=_*\s|:]+", text)
        or text.startswith(("|", ">", "<", "![", "$ "))
    )
