"""Sections that came, went, moved, changed or got another heading."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from classifier.facts.docs.markup import Heading
from classifier.facts.docs.pages import Page, PageSide, fact_of
from classifier.facts.interface import Change, Fact, Subject
from classifier.facts.symbols import runs

MOST_SECTION_LINES = 400  # that are compared
MOST_ORIGINS = 50  # sections of one title, of which one may have moved


def section_facts(pages: Sequence[Page]) -> Iterator[Fact]:
    """Yield what became of the sections of all pages, in the order of the pages and of their lines."""
    gone: defaultdict[str, list[tuple[Page, Heading]]] = defaultdict(list)
    come: list[tuple[Page, Heading]] = []
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


def _origin(gone: list[tuple[Page, Heading]], page: Page, heading: Heading) -> tuple[Page, Heading] | None:
    """Where a section that came was before, taken out of those that went; of another page's only one that
    said about the same: every page has its "Prerequisites"."""
    for place, (old_page, old) in enumerate(gone[:MOST_ORIGINS]):
        if old_page is page or _says_the_same(_words(old_page.old, old), _words(page.new, heading)):
            return gone.pop(place)
    return None


def _words(side: PageSide, heading: Heading) -> set[str]:
    last = min(heading.last, heading.line + MOST_SECTION_LINES)
    rows = (side.rows.get(line, "") for line in range(heading.line + 1, last + 1))
    return {row.strip() for row in rows if row.strip()}


def _says_the_same(before: set[str], after: set[str]) -> bool:
    return 2 * len(before & after) > min(len(before), len(after))


def _section(page: Page, heading: Heading, change: Change, **more: str) -> Fact:
    side = page.old if change is Change.REMOVED else page.new
    container = {"container": page.fate} if page.fate else {}
    return fact_of(
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
    page: Page,
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
        left, right = _within(went, run.old), _within(came, run.new)
        if len(left) != len(right):
            continue
        for old, new in zip(left, right, strict=True):
            if old.level == new.level and _telling_words(old.title) & _telling_words(new.title):
                renamed.append((old, new))
    known = {(old.line, new.line) for old, new in renamed}
    old_lines, new_lines = ({pair[side] for pair in known} for side in (0, 1))
    return (
        [item for item in went if item.line not in old_lines],
        [item for item in came if item.line not in new_lines],
        renamed,
    )


def _within(headings: Sequence[Heading], lines: tuple[int, int]) -> Sequence[Heading]:
    """Those on some lines, of headings in the order of theirs."""
    first, stop = (bisect_left(headings, line, key=lambda item: item.line) for line in lines)
    return headings[first:stop]


def _telling_words(title: str) -> set[str]:
    return {word for word in re.findall(r"\w+", title.lower()) if len(word) > 3}


def _changed_sections(page: Page) -> Iterator[tuple[int, Fact]]:
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
                    fact_of(
                        Subject.SECTION,
                        Change.CHANGED,
                        item.title,
                        (side.evidence(line),),
                        owner=side.path,
                        level=str(item.level),
                        changed_lines=str(number),
                    ),
                )
