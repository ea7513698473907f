"""Links that came, went or were left without an end."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import replace

from classifier.facts.docs.markup import LINE_LIMIT, PageLink, anchor, links, plain_title
from classifier.facts.docs.pages import Page, PageSide, fact_of
from classifier.facts.interface import Change, Fact, Subject
from history.records import Commit, FileStatus


def gone_files(commit: Commit) -> frozenset[str]:
    """Where the commit leaves no file any more, removed or renamed."""
    present = {change.new_path for change in commit.files}
    return frozenset(
        change.old_path
        for change in commit.files
        if change.old_path and change.old_path not in present and change.status is not FileStatus.COPIED
    )


def link_facts(page: Page, gone: Set[str]) -> Iterator[Fact]:
    """Yield the links that came and went, then those on the page that the commit broke, of which `gone` are the files that
    it leaves no more."""
    went = {link.target: link for link in links(sorted(page.old.lines.texts.items()), page.markup)}
    came = {link.target: link for link in links(sorted(page.new.lines.texts.items()), page.markup)}
    other = _elsewhere(page, came, went)
    for target, link in came.items():
        if target not in went:
            yield (
                _link(page.new, link, Change.ADDED)
                if target not in other
                else _other_target(page, other[target], link)
            )
    for target, link in went.items():
        if target not in came and link not in other.values():
            yield _link(page.old, link, Change.REMOVED)
    if page.change.status is not FileStatus.DELETED:
        yield from _broken_links(page, gone)


def _link(side: PageSide, link: PageLink, change: Change, **more: str) -> Fact:
    external = "true" if "://" in link.target else "false"
    evidence = (side.evidence(link.line),)
    return fact_of(Subject.LINK, change, link.target, evidence, owner=side.path, external=external, **more)


def _elsewhere(
    page: Page, came: Mapping[str, PageLink], went: Mapping[str, PageLink]
) -> Mapping[str, PageLink]:
    """The new targets of links that now lead elsewhere, each with the link as it was: nothing else of the line is another."""
    found: dict[str, PageLink] = {}
    rows = {
        page.old.rows.get(link.line, "").replace(link.target, ""): link
        for link in went.values()
        if link.target not in came
    }
    for target, link in came.items():
        was = rows.get(page.new.rows.get(link.line, "").replace(target, ""))
        if target not in went and was is not None:
            found[target] = was
    return found


def _other_target(page: Page, was: PageLink, now: PageLink) -> Fact:
    evidence = (page.new.evidence(now.line), page.old.evidence(was.line))
    label = label_of(page.new.rows.get(now.line, ""), now.target)
    more = {"label": label} if label else {}
    return fact_of(
        Subject.LINK,
        Change.CHANGED,
        now.target,
        evidence,
        owner=page.new.path,
        before=was.target,
        after=now.target,
        **more,
    )


def label_of(row: str, target: str) -> str:
    """What a link on a line is called, "" where it shows its target alone."""
    row, target = row[:LINE_LIMIT], re.escape(target)
    forms = (
        rf"\[([^\[\]]{{1,80}})\]\(\s*<?{target}",
        rf"^\s*\[([^\]\n]{{1,80}})\]:\s*<?{target}",
        rf"`([^`<]{{1,80}}?)\s*<{target}",
        rf"(?:link|xref):{target}\[([^\[\]]{{1,80}})\]",
    )
    found = next((hit for form in forms if (hit := re.search(form, row))), None)
    return plain_title(found[1]) if found else ""


def _broken_links(page: Page, gone: Set[str]) -> Iterator[Fact]:
    """Links on the new page to a file that the commit removes or renames, or to a heading that it drops."""
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
        if resolved in gone:
            yield replace(_link(page.new, link, Change.MISSING, why="file"), name=resolved)
        elif not path and fragment.lower() in dropped:
            yield _link(page.new, link, Change.MISSING, why="heading")
