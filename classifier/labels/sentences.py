"""What a commit's own record tells its users: the sentences, where they stand, and what they are called there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from classifier.labels.carriers import Carrier, carrier_of
from classifier.labels.changelog_lines import KINDS, first_paragraph
from classifier.labels.changelogs import items
from classifier.labels.readers.all import MESSAGE_READERS, readers_of
from classifier.labels.readers.interface import Kinds, Told
from classifier.labels.readers.yaml_records import ENVOY
from history.briefs import Importance
from history.records import Commit, FileChange, FileStatus

MOST_TOLD = 5  # entries of one commit; one that brings more collects them for a release
TextOf = Callable[[FileChange], str | None]


@dataclass(frozen=True, slots=True)
class RecordSentence:
    """One entry of a record that the commit brings. `text` is its first paragraph on one line, as written; `path` is
    "" for the message; `line` counts from 1 in the file after the commit, or in the message. `kind` is what the record
    calls it (`bug_fix`, `added`), "" where it does not say; `level` what that means, `None` where it means no level.
    `reader` is the form of record (`fragment`, `chloggen`, `changelog`, …)."""

    text: str
    path: str
    line: int
    kind: str
    level: Importance | None
    reader: str


def record_sentences(commit: Commit, text_of: TextOf | None = None) -> tuple[RecordSentence, ...]:
    """What the commit tells users in its own record, in the order of its files, then of its message. Empty where it
    brings none, or where it only collects or carries over what others told (a release, a merge of many).

    `text_of` gives a changed file as the commit leaves it, where it can be had: the heading of a changelog's line may
    stand above what the diff shows.
    """
    gone = sum(
        change.status is FileStatus.DELETED and bool(readers_of(change.path)) for change in commit.files
    )
    found = [*_of_files(commit), *_of_lines(commit, text_of)]
    if gone or len(found) > MOST_TOLD:
        found = []
    for reader in MESSAGE_READERS:
        found += [
            _sentence(told, "", reader.name, reader.kinds)
            for told in reader.read(commit.message)
            if told.text
        ]
    return tuple(found) if len(found) <= MOST_TOLD else ()


def _of_files(commit: Commit) -> Iterator[RecordSentence]:
    for change in commit.files:
        if change.status is not FileStatus.ADDED:
            continue
        for reader in readers_of(change.path):
            if entries := reader.read(change.path, text_as_added(change)):
                yield from (_sentence(told, change.path, reader.name, reader.kinds) for told in entries)
                break


def text_as_added(change: FileChange) -> str:
    """The text of a file that a commit adds, from its diff."""
    return "\n".join(line for hunk in change.hunks for line in hunk.texts("+"))


def _of_lines(commit: Commit, text_of: TextOf | None) -> Iterator[RecordSentence]:
    """Entries that the commit adds to a file that collects them."""
    for change in commit.files:
        if change.status not in (FileStatus.MODIFIED, FileStatus.ADDED) or not change.hunks:
            continue
        envoy = ENVOY.holds(change.path)
        if not envoy and (carrier_of(change.path) is not Carrier.CHANGELOG or readers_of(change.path)):
            continue
        whole = text_of(change) if text_of else None
        added = {number for hunk in change.hunks for number, _ in hunk.added()}
        gone = {text.strip() for hunk in change.hunks for text in hunk.texts("-")}
        text = whole if whole is not None else _as_shown(change)
        if envoy:
            told = list(ENVOY.read(change.path, text))
            kinds = ENVOY.kinds
        else:
            told = [
                Told(item.kind, first_paragraph(text, item.line), item.line)
                for item in items(text)
                if item.line in added
            ]
            kinds = KINDS
        lines = text.split("\n")
        for one in told:
            if one.line in added and one.text and lines[one.line - 1].strip() not in gone:
                yield _sentence(one, change.path, "envoy" if envoy else "changelog", kinds)


def _as_shown(change: FileChange) -> str:
    """The new side as far as the diff shows it, each line at its number."""
    lines: list[str] = []
    for hunk in change.hunks:
        lines += [""] * (hunk.new_start - 1 - len(lines))
        lines += [line[1:] for line in hunk.lines if line[:1] != "-"]
    return "\n".join(lines)


def _sentence(told: Told, path: str, reader: str, kinds: Kinds) -> RecordSentence:
    return RecordSentence(told.text, path, told.line, told.kind, kinds.level(told), reader)
