"""Licences: the files that grant them, the fields of manifests that name them, the headers of sources.

`extra["form"]` is `file`, `manifest` or `header`. For a file, `before` and `after` are SPDX identifiers, told by
sentences that only one licence has, `None` where none is known; the text itself changes as
`license.changed` where the licence stays the same. A manifest's and a header's values are as written. Headers
are told where a file that stays has another one, or none any more; their `name` is the licence named now, or last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from types import MappingProxyType

from classifier.facts.compare import Family, Item, compare
from classifier.facts.edits import Edit, SideText
from classifier.facts.interface import Change, CommitView, Fact, Subject
from classifier.facts.lines import Block
from classifier.paths import Role
from history.briefs import EVIDENCE_CHARACTERS, Evidence
from history.records import FileStatus

MOST_CHARACTERS = 60_000  # of a licence that are read; the longest known has 35,000
_FILE = re.compile(r"^(?:LICEN[CS]E|COPYING|UNLICENSE)(?:$|[-._])", re.IGNORECASE)
# Sentences of the licences' own texts, blanks and case aside; the one that stands first in a text decides.
_MARKS = (
    ("AGPL-3.0", "gnu affero general public license version 3"),
    ("LGPL-3.0", "gnu lesser general public license version 3"),
    ("LGPL-2.1", "gnu lesser general public license version 2.1"),
    ("GPL-3.0", "gnu general public license version 3"),
    ("GPL-2.0", "gnu general public license version 2"),
    ("MPL-2.0", "mozilla public license version 2.0"),
    ("EPL-2.0", "eclipse public license - v 2.0"),
    ("BUSL-1.1", "business source license 1.1"),
    ("SSPL-1.0", "server side public license version 1"),
    ("Elastic-2.0", "elastic license 2.0"),
    ("Apache-2.0", "apache license version 2.0"),
    ("BSL-1.0", "boost software license - version 1.0"),
    ("CC0-1.0", "cc0 1.0 universal"),
    ("CC-BY-4.0", "creative commons attribution 4.0 international"),
    ("Unlicense", "this is free and unencumbered software released into the public domain"),
    ("ISC", "permission to use, copy, modify, and/or distribute this software for any purpose with or without fee"),
    ("MIT", "permission is hereby granted, free of charge, to any person obtaining a copy of this software"),
    ("BSD-3-Clause", "neither the name of"),
    ("BSD-2-Clause", "redistributions in binary form must reproduce the above copyright notice"),
)  # fmt: skip
_LONGER = {"BSD-2-Clause": "BSD-3-Clause"}  # that begins as the other does
_HEADER = re.compile(r"SPDX-License-Identifier:[ \t]*(?P<value>[\w.+()/ -]{2,100})")
_FIELDS = {
    "pyproject.toml": re.compile(
        r"^license\s*=\s*(?:\{\s*(?:text|file)\s*=\s*)?[\"'](?P<value>[^\"'\n]{1,100})[\"']", re.MULTILINE
    ),
    "Cargo.toml": re.compile(r"^license\s*=\s*\"(?P<value>[^\"\n]{1,100})\"", re.MULTILINE),
    "package.json": re.compile(r"^[ \t]*\"license\"\s*:\s*\"(?P<value>[^\"\n]{1,100})\"", re.MULTILINE),
    "composer.json": re.compile(r"^[ \t]*\"license\"\s*:\s*\"(?P<value>[^\"\n]{1,100})\"", re.MULTILINE),
    "setup.cfg": re.compile(r"^license\s*=[ \t]*(?P<value>[^\n]{1,100})$", re.MULTILINE),
    "setup.py": re.compile(r"\blicense\s*=\s*[\"'](?P<value>[^\"'\n]{1,100})[\"']"),
    "pom.xml": re.compile(r"<license>\s*<name>(?P<value>[^<\n]{1,100})</name>"),
}
_GEMSPEC = re.compile(r"\.licenses?\s*=\s*\[?\s*[\"'](?P<value>[^\"'\n]{1,100})[\"']")


class Licences:
    """Under which terms the code, or a part of it, may be used."""

    def facts(self, view: CommitView) -> Iterator[Fact]:
        """Yield the licence files, then the manifests' fields, then the headers."""
        for edit in view.edits:
            if edit.role is Role.LICENSE and _FILE.match(PurePosixPath(edit.path).name):
                yield from _file(edit)
        for edit in view.edits:
            yield from _fields(edit)
        for edit in view.edits:
            if edit.change.status is not FileStatus.ADDED and edit.mentions("SPDX-License-Identifier"):
                yield from _headers(edit)


def licence_in(text: str) -> str | None:
    """The SPDX identifier of a licence's text, without `-only` or `-or-later`; `None` for an unknown one.

    >>> licence_in("Apache License\\n  Version 2.0, January 2004")
    'Apache-2.0'
    """
    flat = " ".join(re.sub(r"[#*=,]", " ", text[:MOST_CHARACTERS].lower()).split())
    places = ((flat.find(mark.replace(",", "")), name) for name, mark in _MARKS)
    found = [place for place in places if place[0] >= 0]
    # A project that ships others' code lists their licences below its own.
    first = min(found, key=lambda place: place[0], default=(0, None))[1]
    named = {name for _, name in found}
    return _LONGER[first] if first in _LONGER and _LONGER[first] in named else first


def _file(edit: Edit) -> Iterator[Fact]:
    status = edit.change.status
    before, after = (licence_in("\n".join(block.text for block in side.searched)) for side in edit.sides)
    if status is FileStatus.ADDED:
        yield _fact(edit, Change.ADDED, edit.new, None, after)
    elif status is FileStatus.DELETED:
        yield _fact(edit, Change.REMOVED, edit.old, before, None)
    elif before != after and edit.old.whole is not None and edit.new.whole is not None:
        yield _fact(edit, Change.VALUE_CHANGED, edit.new, before, after)
    else:
        yield _fact(edit, Change.CHANGED, edit.new, before, after)


def _fact(edit: Edit, change: Change, side: SideText, before: str | None, after: str | None) -> Fact:
    extra = {"form": "file"}
    first = min(side.changed, default=0)
    proof = (
        side.evidence(first) if first else Evidence(side.path, side.side, 0, side.path[:EVIDENCE_CHARACTERS])
    )
    return Fact(
        Subject.LICENSE,
        change,
        edit.path,
        (proof,),
        before=before,
        after=after,
        extra=MappingProxyType(extra),
    )


def _fields(edit: Edit) -> Iterator[Fact]:
    name = PurePosixPath(edit.path).name
    pattern = _GEMSPEC if name.endswith(".gemspec") else _FIELDS.get(name)
    if pattern is None or not edit.mentions("icense"):
        return

    def find(block: Block) -> Iterator[Item]:
        for match in pattern.finditer(block.bare):
            line = block.line_at(match.start("value"))
            yield Item("license", line, value=match["value"].strip())

    for fact in compare(edit, Family(Subject.LICENSE, find)):
        if edit.change.status not in {FileStatus.ADDED, FileStatus.DELETED}:
            yield replace(fact, owner=edit.path, extra=MappingProxyType({"form": "manifest"}))


def _header_of(block: Block) -> Iterator[Item]:
    match = _HEADER.search(block.text)
    if match:
        value = match["value"].strip().removesuffix("-->").removesuffix("*/").strip()
        yield Item("SPDX-License-Identifier", block.line_at(match.start()), value=value)


def _headers(edit: Edit) -> Iterator[Fact]:
    for fact in compare(edit, Family(Subject.LICENSE, _header_of)):
        value = (fact.after if fact.change is Change.VALUE_CHANGED else fact.before) or ""
        told = fact.change is Change.VALUE_CHANGED or (
            fact.change is Change.REMOVED and edit.change.status is not FileStatus.DELETED
        )
        if told:
            extra = MappingProxyType({"form": "header"})
            yield replace(fact, name=value, owner=edit.path, extra=extra)
