"""A report as the comment on a pull request: the verdict first, a table of what matters, the rest folded.

It is one comment whatever comes: sections that do not fit are counted, the most important are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

from report.inline import plain
from report.retold import RETOLD
from report.section_tree import CommitSection, Words
from report.sentences import Catalogue, Language
from report.tree import Document, Lead

MARK = "<!-- commitbrief:comment -->"
LONGEST = 62_000  # characters, as JavaScript counts them; GitHub takes 65,536, and publishing adds to some
ROWS = 20
ROW_WORDS = 400  # characters of what a row says


@dataclass(frozen=True, slots=True)
class Row:
    """One commit that matters: its icons, its section, and what it means or asks for, () for nothing."""

    icons: str
    section: CommitSection
    words: Words


@dataclass(frozen=True, slots=True)
class Comment:
    """What stands above the folded sections. `verdict` is one line; `rows` are the most important, and `more` counts
    those that have no row, "" for none."""

    language: str
    verdict: str
    counts: tuple[str, ...]
    columns: tuple[str, str]
    rows: tuple[Row, ...]
    more: str
    empty: str
    warnings: tuple[Words, ...]


def comment(made: Document) -> Comment:
    """The comment of a document."""
    catalogue = Catalogue.load(Language(made.language))
    sections = ranked(made)
    matter = [one for one in sections if not stands_in_list(one)]
    leads = {lead.commits[0].sha: lead for lead in made.opening.leads if lead.commits}
    left = len(matter) - ROWS
    return Comment(
        language=made.language,
        verdict=_verdict(sections, catalogue),
        counts=made.statistics.pieces,
        columns=(catalogue.words("column-message"), catalogue.words("comment-column-meaning")),
        rows=tuple(Row(_icons(one), one, _meaning(one, leads.get(one.sha))) for one in matter[:ROWS]),
        more=catalogue.words("comment-more-rows", count=left) if left > 0 else "",
        empty=made.empty,
        warnings=made.missing_words,
    )


def ranked(made: Document) -> list[CommitSection]:
    """The sections, the most pressing first: breaks, security, then by level in the order of the report."""
    sections = [one for group in made.groups for one in group.commits]
    return sorted(sections, key=lambda one: (not one.breaking, not is_security(one)))


def is_security(section: CommitSection) -> bool:
    """Whether a commit is about security, by its type or by what its diff shows."""
    return any(one.type == "security" for one in section.types) or any(
        part.section == "security" for part in section.insight
    )


def stands_in_list(section: CommitSection) -> bool:
    """Whether one line is enough for a commit."""
    return section.importance.level == "low" and not section.breaking and not is_security(section)


def fitted(head: str, details: Sequence[str], foot: Callable[[int], str]) -> str:
    """The head and as many of the details as there is room for, in their order; `foot` is told how many are left out."""
    room = LONGEST - length(head) - length(foot(len(details)))
    kept: list[str] = []
    for one in details:
        if length(one) <= room:
            room -= length(one)
            kept.append(one)
    return "".join(chain([head], kept, [foot(len(details) - len(kept))]))


def length(text: str) -> int:
    """How long a forge could think a text is: characters outside of the first plane count twice."""
    return len(text) + sum(ord(char) > 0xFFFF for char in text)


def _verdict(sections: Sequence[CommitSection], catalogue: Catalogue) -> str:
    """What holds up a merge, and else the highest level. It says what was found, never that all is well."""
    found = [
        ("💥", "comment-breaking", [one for one in sections if one.breaking]),
        ("🔒", "comment-security", [one for one in sections if is_security(one)]),
    ]
    pieces = [f"{icon} {catalogue.words(key, count=len(some))}" for icon, key, some in found if some]
    for level in ("high", "medium", "low"):
        some = [one for one in sections if one.importance.level == level]
        if some:
            word = catalogue.words(f"comment-level-{level}", count=len(some))
            pieces.append(f"{some[0].importance.icon} {word}")
            break
    return " · ".join(pieces)


def _icons(section: CommitSection) -> str:
    marks = ("💥" if section.breaking else "", "🔒" if is_security(section) else "")
    return "".join((*marks, section.importance.icon))


def _meaning(section: CommitSection, lead: Lead | None) -> Words:
    """What to do about it, else what it does: the first that is short enough for a row."""
    advice = section.advice.sentences if section.advice else ()
    effects = lead.effects if lead else ()
    own = [one for one in section.summary.sentences if one.rule != RETOLD]  # the title stands beside it
    for one in chain(advice[:1], effects[:1], own[:1]):
        if 0 < len(plain(one.words)) <= ROW_WORDS:
            return one.words
    return ()
