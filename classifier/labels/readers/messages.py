"""Records in the commit's message: GitLab's `Changelog:` trailers, CockroachDB's release notes, and the blocks that
Kubernetes and Prometheus ask for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from classifier.labels.readers.interface import Kinds, Told, levels, one_line, words

_TRAILER = re.compile(
    r"^Changelog:\s*(added|fixed|changed|deprecated|removed|security|performance|other)\s*$", re.IGNORECASE
)
_NOTE = re.compile(r"^Release notes?\s*(?:\((?P<kind>[^)]{2,60})\))?:\s*(?P<text>.*)$", re.IGNORECASE)
_BLOCK = re.compile(r"^\s*```+\s*release[-_]?notes?\s*$", re.IGNORECASE)
_FENCE = re.compile(r"^\s*```+\s*$")
_TAG = re.compile(r"^\[(?P<tag>[A-Z][A-Z ]{2,14})\]\s*")
_NONE = re.compile(r"^\W*(?:none|n/?a|no(?:ne)? needed)\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MessageReader:
    """One form of record that stands in messages; the fields are those of `Reader`."""

    name: str
    read: Callable[[str], Sequence[Told]]
    kinds: Kinds
    reason: str


def _trailers(message: str) -> Sequence[Told]:
    lines = message.split("\n")
    subject = next((number for number, line in enumerate(lines) if line.strip()), 0)
    return [
        Told(match[1].lower(), lines[subject].strip(), subject + 1)
        for line in lines[subject + 1 :]
        if (match := _TRAILER.match(line))
    ]


def _notes(message: str) -> Sequence[Told]:
    """A note goes on to the next empty line. `Release note: None` says that users are told nothing."""
    found, lines = [], message.split("\n")
    for number, line in enumerate(lines):
        match = _NOTE.match(line)
        if match is None:
            continue
        text = one_line([match["text"], *lines[number + 1 :]]) if match["text"].strip() else ""
        if _NONE.match(text):
            found.append(Told("none", "", number + 1))
        elif text:
            found.append(Told((match["kind"] or "").strip().lower(), text, number + 1))
    return found


def _blocks(message: str) -> Sequence[Told]:
    """Each line or paragraph of a block is an entry, perhaps with a tag that says its kind."""
    found, inside = [], False
    for number, line in enumerate(message.split("\n"), start=1):
        if not inside:
            inside = _BLOCK.match(line) is not None
        elif _FENCE.match(line):
            inside = False
        elif text := one_line([line]):
            tag = _TAG.match(text)
            if _NONE.match(text):
                found.append(Told("none", "", number))
            else:
                kind = tag["tag"].lower() if tag else _action(text)
                found.append(Told(kind, text[tag.end() :] if tag else text, number))
    return found


def _action(text: str) -> str:
    return "action required" if "action required" in text.lower() else ""


READERS = (
    MessageReader(
        "changelog-trailer",
        _trailers,
        Kinds(
            levels("added, deprecated, removed, security", "fixed, performance", "other"), words("changed")
        ),
        "GitLab's handbook: a trailer for what users notice; 'changed' is no break by itself.",
    ),
    MessageReader(
        "release-note",
        _notes,
        Kinds(
            levels(
                "backward-incompatible change, security update",
                "bug fix, performance improvement",
                "none, doc change, build change",
            ),
            words(
                ", sql change, cli change, ops change, ui change, general change, enterprise change, api change,"
                " cluster virtualization, change, operational change"
            )
            | {""},
        ),
        "CockroachDB's categories say where; a note's first word says whether something is new.",
    ),
    MessageReader(
        "release-note-block",
        _blocks,
        Kinds(
            levels(
                "action required, feature, change, security, deprecation, removal",
                "bugfix, bug, perf, performance",
                "none",
            ),
            words("enhancement") | {""},
        ),
        "Kubernetes' and Prometheus' pull request forms, where they reach the message.",
    ),
)
