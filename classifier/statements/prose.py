"""Sentences that people wrote: the author's own, and those that documentation gained. They are shown as quotations,
never as ours."""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifier.paths import Role
from classifier.statements.length_budget import Room
from classifier.statements.lines import score, subject_words
from classifier.statements.material import Material
from history.briefs import EVIDENCE_CHARACTERS, Evidence, Quote, Section, Side, Statement

MARKUP = re.compile(
    r"!?\[([^\]\n]{0,200})\](?:\([^)\s]{0,500}\)|\[[^\]\n]{0,200}\])|[*`]{1,3}|^#+\s+|^>\s+|^[-*+]\s+"
    r"|^\d+[.)]\s+"
)
NOISE = re.compile(
    r"^(?:signed-off-by|co-authored-by|reviewed-by|closes?|fixes|resolves|see|cherry|<!--|https?://)"
    r"|^[\W\d]*$",
    re.IGNORECASE,
)
NO_PROSE = re.compile(r"^\s*(?:\||<|```|#|---|\$ |import |export |\{|//|:::)|https?://\S{60}|^(?: {4}|\t)\S")
LEAST_WORDS = 5
MOST_LINES = 2_000
MOSTLY = 0.6  # of the changed lines


def quotation(material: Material, room: Room) -> Statement | None:
    """The author's first sentence that says more than the title does."""
    if not room.quote:
        return None
    title = _words(material.reading.message.subject)
    for fact in material.facts:
        if fact.kind != "author_sentence.said":
            continue
        text = plain(fact.name)
        own = _words(text)
        if len(own) < 4 or NOISE.match(text):
            continue
        if len(own - title) < max(3, len(own) / 3):
            continue
        said = (("said", Quote(shortened(text, room.quote))),)
        return Statement(Section.SUMMARY, "summary-said", "summary-said", fact.evidence[:1], said, 100)
    return None


def told_prose(material: Material, room: Room) -> Iterator[Statement]:
    """In a commit that is mostly documentation, the sentence that came, or else the one that went, that is most
    about the commit's title."""
    if material.share_of(Role.DOCUMENTATION) < MOSTLY:
        return
    for side, key in ((Side.NEW, "summary-documents"), (Side.OLD, "summary-documents-no-more")):
        found = max(_sentences(material, side), key=lambda one: one[0], default=None)
        if found is None:
            continue
        _, text, proof = found
        path = material.grounds.file(proof.path)
        if path is not None:
            params = (("file", path), ("said", Quote(shortened(text, room.line))))
            yield Statement(Section.SUMMARY, key, "summary-documents", (proof,), params, 53)
        return


def _sentences(material: Material, side: Side) -> Iterator[tuple[int, str, Evidence]]:
    """The sentences that stand on one side of the documentation only, with how much each says."""
    words = subject_words(material)
    left = MOST_LINES
    for file in material.written:
        path = file.new_path if side is Side.NEW else file.old_path
        if material.roles.get(file.path) is not Role.DOCUMENTATION or not path:
            continue
        mark = "-" if side is Side.NEW else "+"
        elsewhere = {  # on the page: what only moved is no news
            plain(line[1:]) for hunk in file.hunks for line in hunk.lines[:MOST_LINES] if line[:1] == mark
        }
        for hunk in file.hunks:
            left -= len(hunk.lines)
            if left < 0:
                return
            for number, line in hunk.added() if side is Side.NEW else hunk.removed():
                text = plain(line)
                if NO_PROSE.search(line) or len(text.split()) < LEAST_WORDS or text in elsewhere:
                    continue
                yield (
                    score(text, words),
                    text,
                    Evidence(path, side, number, line.strip()[:EVIDENCE_CHARACTERS]),
                )


def plain(text: str) -> str:
    """A line without its markup."""
    return " ".join(MARKUP.sub(r"\1", text.strip()).split())


def shortened(text: str, most: int) -> str:
    """The text without its full stop, cut between words where it is longer than `most` characters."""
    if len(text) <= most:
        return text.rstrip("。. ") if text.endswith(("。", ".")) else text
    cut = text[:most]
    boundary = max(cut.rfind(" "), cut.rfind("，"), most // 2)
    return cut[:boundary].rstrip(" ,，;:(") + "…"


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9_]{3,}|[\u4e00-\u9fff]", text.lower()))
