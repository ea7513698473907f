"""Documentation: pages, sections and links that came, went or moved; public names with and without
documentation.

`extra` of these facts:

- `page`: `title` (its first heading), `lines`;
- `section`: `level`; `container`: `added` or `removed` where the whole page was; `changed_lines` of a
  changed one; `owner` is the path of the page;
- `link`: `external` (`true` for another host); a `missing` one is still on the page and points at a file
  or heading that this commit took away, `why` is `file` or `heading`; `owner` is the path of the page;
- `docstring`: `subject`, the kind of symbol. `missing` is said of new public names only.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from classifier.facts.interface import Change, CommitView, Fact, Subject
from classifier.facts.markup import Heading, Markup, PageLink, anchor, headings, links, markup_of
from classifier.facts.symbols import CodeChanges, Pair, SideLines, Symbol, evidence_at, runs, side_lines
from history.briefs import Evidence, Side
from history.records import Commit, FileChange, FileStatus, Hunk

TEXT_LIMIT = 200
MAX_BYTES = 2_000_000
MOST_SECTION_LINES = 400  # that are compared


@dataclass(frozen=True, slots=True)
class _PageSide:
    """One side of a page: its path, the lines that are known, what changed and its sections."""

    path: str
    side: Side
    whole: bool
    rows: dict[int, str]
    lines: SideLines
    sections: tuple[Heading, ...]

    def evidence(self, line: int) -> Evidence:
        return Evidence(self.path, self.side, line, self.rows.get(line, "").strip()[:TEXT_LIMIT])


@dataclass(frozen=True, slots=True)
class _Page:
    change: FileChange
    markup: Markup
    old: _PageSide
    new: _PageSide

    @property
    def fate(self) -> str:
        """What happened to the page as a whole, in the words of `extra["container"]`."""
        whole = {FileStatus.ADDED: "added", FileStatus.DELETED: "removed"}
        return whole.get(self.change.status, "")


def docs_facts(view: CommitView, code: CodeChanges) -> Iterator[Fact]:
    """Yield what the commit did to documentation, pages first."""
    pages = [
        _read_page(view, change, markup)
        for change in view.commit.files
        if (markup := markup_of(change.path)) is not None and not change.binary
    ]
    for page in pages:
        yield from _page_facts(page)
    yield from _section_facts(pages)
    for page in pages:
        yield from _link_facts(page, view.commit)
    for pair in code.pairs:
        yield from _docstring_facts(pair)


def _read_page(view: CommitView, change: FileChange, markup: Markup) -> _Page:
    all_runs = tuple(runs(change.hunks))
    sides = []
    for side in Side:
        path = (change.old_path if side is Side.OLD else change.new_path) or change.path
        absent = FileStatus.ADDED if side is Side.OLD else FileStatus.DELETED
        text = None
        if change.status is not absent:
            text = view.contents.before(change) if side is Side.OLD else view.contents.after(change)
        whole = text is not None and len(text) <= MAX_BYTES
        if text is not None and whole:
            lines = text.split("\n")
            rows, sections = dict(enumerate(lines, 1)), headings(lines, markup)
        else:
            rows, sections = _from_hunks(change.hunks, side, markup)
        sides.append(_PageSide(path, side, whole, rows, side_lines(change, all_runs, side), tuple(sections)))
    return _Page(change, markup, sides[0], sides[1])


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


def _fact(subject: Subject, change: Change, name: str, evidence: tuple[Evidence, ...], **more: str) -> Fact:
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


def _page_facts(page: _Page) -> Iterator[Fact]:
    change = page.change
    side = page.old if change.status is FileStatus.DELETED else page.new
    title = side.sections[0].title if side.sections else ""
    lines = str(change.removed if change.status is FileStatus.DELETED else change.added)
    at = (Evidence(side.path, side.side, 1, side.rows.get(1, "").strip()[:TEXT_LIMIT]),)
    match change.status:
        case FileStatus.ADDED:
            yield _fact(Subject.PAGE, Change.ADDED, change.path, at, title=title, lines=lines)
        case FileStatus.DELETED:
            yield _fact(Subject.PAGE, Change.REMOVED, change.path, at, title=title, lines=lines)
        case FileStatus.RENAMED:
            old, new = page.old.path, page.new.path
            same_name = posixpath.basename(old) == posixpath.basename(new)
            what = Change.MOVED if same_name else Change.RENAMED
            proof = (Evidence(new, Side.NEW, 0), Evidence(old, Side.OLD, 0))
            yield _fact(Subject.PAGE, what, new, proof, title=title, before=old, after=new)
        case _:
            pass


def _section_facts(pages: Sequence[_Page]) -> Iterator[Fact]:
    gone: defaultdict[str, list[tuple[_Page, Heading]]] = defaultdict(list)
    come: list[tuple[_Page, Heading]] = []
    found: list[tuple[tuple[int, int], Fact]] = []
    order = {id(page): index for index, page in enumerate(pages)}
    for page in pages:
        went, came, renamed = _compare_sections(page)
        for heading in went:
            gone[heading.title].append((page, heading))
        come += [(page, heading) for heading in came]
        for old, new in renamed:
            fact = _section(page, new, Change.RENAMED, before=old.title, after=new.title)
            found.append(((order[id(page)], new.line), fact))
        found += [((order[id(page)], line), fact) for line, fact in _changed_sections(page)]
    for page, heading in come:
        origin = _origin(gone[heading.title], page, heading)
        if origin is None:
            fact = _section(page, heading, Change.ADDED)
        elif origin[0] is page:
            continue
        else:
            fact = _section(page, heading, Change.MOVED, before=origin[0].old.path, after=page.new.path)
        found.append(((order[id(page)], heading.line), fact))
    for page, heading in (item for group in gone.values() for item in group):
        found.append(((order[id(page)], heading.line), _section(page, heading, Change.REMOVED)))
    yield from (fact for _, fact in sorted(found, key=lambda item: item[0]))


def _origin(gone: list[tuple[_Page, Heading]], page: _Page, heading: Heading) -> tuple[_Page, Heading] | None:
    """Where a section that came was before, taken out of those that went; of another page's only one that
    said about the same: every page has its "Prerequisites"."""
    for place, (old_page, old) in enumerate(gone):
        if old_page is page or _says_the_same(_words(old_page.old, old), _words(page.new, heading)):
            return gone.pop(place)
    return None


def _words(side: _PageSide, heading: Heading) -> set[str]:
    last = min(heading.last, heading.line + MOST_SECTION_LINES)
    rows = (side.rows.get(line, "") for line in range(heading.line + 1, last + 1))
    return {row.strip() for row in rows if row.strip()}


def _says_the_same(before: set[str], after: set[str]) -> bool:
    return 2 * len(before & after) > min(len(before), len(after))


def _section(page: _Page, heading: Heading, change: Change, **more: str) -> Fact:
    side = page.old if change is Change.REMOVED else page.new
    container = {"container": page.fate} if page.fate else {}
    return _fact(
        Subject.SECTION,
        change,
        heading.title,
        (side.evidence(heading.line),),
        owner=side.path,
        level=str(heading.level),
        **container,
        **more,
    )


def _compare_sections(
    page: _Page,
) -> tuple[list[Heading], list[Heading], list[tuple[Heading, Heading]]]:
    """The sections that went, came and were renamed: as many headings in the place of as many others,
    level by level, with something in common."""
    went = [item for item in page.old.sections if page.old.lines.changed.touch(item.line, item.line)]
    came = [item for item in page.new.sections if page.new.lines.changed.touch(item.line, item.line)]
    kept = {item.title for item in went} & {item.title for item in came}
    went = [item for item in went if item.title not in kept]
    came = [item for item in came if item.title not in kept]
    renamed = []
    for run in runs(page.change.hunks):
        left = [item for item in went if run.old[0] <= item.line < run.old[1]]
        right = [item for item in came if run.new[0] <= item.line < run.new[1]]
        if len(left) != len(right):
            continue
        for old, new in zip(left, right, strict=True):
            if old.level == new.level and _telling_words(old.title) & _telling_words(new.title):
                renamed.append((old, new))
                went.remove(old)
                came.remove(new)
    return went, came, renamed


def _telling_words(title: str) -> set[str]:
    return {word for word in re.findall(r"\w+", title.lower()) if len(word) > 3}


def _changed_sections(page: _Page) -> Iterator[tuple[int, Fact]]:
    if page.fate:
        return
    named = {item.title for item in page.new.sections if page.new.lines.changed.touch(item.line, item.line)}
    seen = set(named)
    for side in (page.new, page.old):
        for item in side.sections:
            number = side.lines.changed.lines_within(item.line + 1, item.last)
            if not number or item.title in seen or side.lines.changed.touch(item.line, item.line):
                continue
            numbers = side.lines.changed.numbers_within(item.line + 1, item.last)
            line = next((at for at in numbers if side.rows.get(at, "").strip()), 0)
            if line:
                seen.add(item.title)
                yield (
                    item.line,
                    _fact(
                        Subject.SECTION,
                        Change.CHANGED,
                        item.title,
                        (side.evidence(line),),
                        owner=side.path,
                        level=str(item.level),
                        changed_lines=str(number),
                    ),
                )


def _link_facts(page: _Page, commit: Commit) -> Iterator[Fact]:
    went = {link.target: link for link in links(sorted(page.old.lines.texts.items()), page.markup)}
    came = {link.target: link for link in links(sorted(page.new.lines.texts.items()), page.markup)}
    for target, link in came.items():
        if target not in went:
            yield _link(page.new, link, Change.ADDED)
    for target, link in went.items():
        if target not in came:
            yield _link(page.old, link, Change.REMOVED)
    if page.change.status is not FileStatus.DELETED:
        yield from _broken_links(page, commit)


def _link(side: _PageSide, link: PageLink, change: Change, **more: str) -> Fact:
    external = "true" if "://" in link.target else "false"
    evidence = (side.evidence(link.line),)
    return _fact(Subject.LINK, change, link.target, evidence, owner=side.path, external=external, **more)


def _broken_links(page: _Page, commit: Commit) -> Iterator[Fact]:
    """Links on the new page to a file that the commit removes or renames, or to a heading that it drops."""
    present = {change.new_path for change in commit.files}
    absent = {change.old_path for change in commit.files if change.old_path} - present
    copied = {change.old_path for change in commit.files if change.status is FileStatus.COPIED}
    titles = {anchor(item.title) for item in page.new.sections}
    dropped = {anchor(item.title) for item in page.old.sections} - titles if page.new.whole else set()
    folder = posixpath.dirname(page.new.path)
    seen: set[str] = set()
    for link in links(sorted(page.new.rows.items()), page.markup):
        path, _, fragment = link.target.partition("#")
        if link.target in seen or "://" in link.target:
            continue
        seen.add(link.target)
        resolved = posixpath.normpath(posixpath.join(folder, path)).lstrip("/") if path else ""
        if resolved and resolved in absent - copied:
            yield _link(page.new, link, Change.MISSING, why="file")
        elif not path and fragment.lower() in dropped:
            yield _link(page.new, link, Change.MISSING, why="heading")


_DOCUMENTED = frozenset(
    {
        Subject.FUNCTION,
        Subject.METHOD,
        Subject.CLASS,
        Subject.STRUCT,
        Subject.ENUM,
        Subject.TRAIT,
        Subject.INTERFACE,
        Subject.MACRO,
    }
)


def _needs_documentation(symbol: Symbol) -> bool:
    """Whether readers look for its documentation here: not that of a dunder method or of a method which
    a trait asks for, nor of anything in tests."""
    own = not symbol.variant and not (symbol.name.startswith("__") and symbol.name.endswith("__"))
    return symbol.public and own and not symbol.in_tests and symbol.subject in _DOCUMENTED


def _docstring_facts(pair: Pair) -> Iterator[Fact]:
    old, new = pair.old, pair.new
    if new is None or not _needs_documentation(new):
        return
    if old is None:
        change = None if new.documented else Change.MISSING
    elif old.documented == new.documented:
        change = None
    else:
        change = Change.ADDED if new.documented else Change.REMOVED
    if change is not None:
        yield Fact(
            Subject.DOCSTRING,
            change,
            new.name,
            (evidence_at(pair.path(Side.NEW), Side.NEW, new),),
            owner=new.owner,
            public=True,
            language=new.language,
            extra=MappingProxyType({"subject": new.subject.value}),
        )
