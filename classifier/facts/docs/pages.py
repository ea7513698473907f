"""Pages: read on both sides, and as facts."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from classifier.facts.docs.markup import Heading, Markup, headings
from classifier.facts.interface import Change, CommitView, Fact, Subject
from classifier.facts.symbols import SideLines, runs, side_lines
from history.briefs import EVIDENCE_CHARACTERS, Evidence, Side
from history.records import FileChange, FileStatus, Hunk

MAX_BYTES = 2_000_000  # of a page that is read whole


@dataclass(frozen=True, slots=True)
class PageSide:
    """One side of a page: its path, the lines that are known, what changed and its sections."""

    path: str
    side: Side
    whole: bool
    rows: dict[int, str]
    lines: SideLines
    sections: tuple[Heading, ...]

    def evidence(self, line: int) -> Evidence:
        """A line of this side as proof."""
        return Evidence(self.path, self.side, line, self.rows.get(line, "").strip()[:EVIDENCE_CHARACTERS])


@dataclass(frozen=True, slots=True)
class Page:
    """A changed page, both sides."""

    change: FileChange
    markup: Markup
    old: PageSide
    new: PageSide

    @property
    def fate(self) -> str:
        """What happened to the page as a whole, in the words of `extra["container"]`."""
        whole = {FileStatus.ADDED: "added", FileStatus.DELETED: "removed"}
        return whole.get(self.change.status, "")


def read_page(view: CommitView, change: FileChange, markup: Markup) -> Page:
    """Both sides of a page: whole where they can be had, else as far as the hunks show them."""
    all_runs = tuple(runs(change.hunks))
    sides = []
    for side in Side:
        path = (change.old_path if side is Side.OLD else change.new_path) or change.path
        absent = FileStatus.ADDED if side is Side.OLD else FileStatus.DELETED
        text = None
        counted_only = (
            change.status is FileStatus.MODIFIED and not change.hunks
        )  # beyond a limit: nothing of it is told
        if change.status is not absent and not counted_only:
            text = view.contents.before(change) if side is Side.OLD else view.contents.after(change)
        whole = text is not None and len(text) <= MAX_BYTES
        if text is not None and whole:
            lines = text.split("\n")
            rows, sections = dict(enumerate(lines, 1)), headings(lines, markup)
        else:
            rows, sections = _from_hunks(change.hunks, side, markup)
        sides.append(PageSide(path, side, whole, rows, side_lines(change, all_runs, side), tuple(sections)))
    return Page(change, markup, sides[0], sides[1])


def _from_hunks(hunks: Sequence[Hunk], side: Side, markup: Markup) -> tuple[dict[int, str], list[Heading]]:
    """The visible lines and sections. Inside a page a line like `# x` may stand in a code block that began
    before the hunk, so that only deeper headings after a blank line count."""
    rows: dict[int, str] = {}
    found: list[Heading] = []
    other = "+" if side is Side.OLD else "-"
    for hunk in hunks:
        start = hunk.old_start if side is Side.OLD else hunk.new_start
        body = [line[1:] for line in hunk.lines if line[:1] != other]
        rows.update(enumerate(body, start))
        for item in headings(body, markup):
            before = body[item.line - 2] if item.line > 1 else ""
            if start <= 1 or (item.level > 1 and not before.strip()):
                placed = (item.line + start - 1, item.last + start - 1)
                found.append(Heading(item.title, item.level, *placed))
    return rows, found


def fact_of(subject: Subject, change: Change, name: str, evidence: tuple[Evidence, ...], **more: str) -> Fact:
    """A fact; of `more`, all but `owner`, `before` and `after` is its `extra`."""
    owner = more.pop("owner", "")
    before, after = more.pop("before", None), more.pop("after", None)
    return Fact(
        subject,
        change,
        name,
        evidence,
        owner=owner,
        before=before,
        after=after,
        extra=MappingProxyType(more),
    )


def page_facts(page: Page) -> Iterator[Fact]:
    """Yield what became of the page as a whole."""
    change = page.change
    side = page.old if change.status is FileStatus.DELETED else page.new
    title = side.sections[0].title if side.sections else ""
    lines = str(change.removed if change.status is FileStatus.DELETED else change.added)
    at = (Evidence(side.path, side.side, 1, side.rows.get(1, "").strip()[:EVIDENCE_CHARACTERS]),)
    match change.status:
        case FileStatus.ADDED:
            yield fact_of(Subject.PAGE, Change.ADDED, change.path, at, title=title, lines=lines)
        case FileStatus.DELETED:
            yield fact_of(Subject.PAGE, Change.REMOVED, change.path, at, title=title, lines=lines)
        case FileStatus.RENAMED:
            old, new = page.old.path, page.new.path
            same_name = posixpath.basename(old) == posixpath.basename(new)
            what = Change.MOVED if same_name else Change.RENAMED
            proof = (Evidence(new, Side.NEW, 0), Evidence(old, Side.OLD, 0))
            yield fact_of(Subject.PAGE, what, new, proof, title=title, before=old, after=new)
        case _:
            pass
