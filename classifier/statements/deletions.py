"""Which files went: a commit that mostly deletes opens with it, for no line of it could be read as news."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from classifier.facts.docs.markup import markup_of
from classifier.facts.interface import Change, Subject
from classifier.paths import Role
from classifier.statements.material import Material
from classifier.statements.parts import moved_lines
from history.briefs import Code, Evidence, Listing, Section, Side, Statement, Term, Value
from history.records import FileChange

RULE = "summary-files-gone"
MOST_NAMED = 3
MOSTLY = 0.6  # of the changed lines, where what else changes is little ...
LITTLE = 40  # lines
NEARLY_ALL = 0.85  # ... and where it is not
MOVED = 0.5  # of the lines of a file, from which it is not gone but elsewhere
MOST_COMPARED = 2_000  # lines of a file
WEIGHT = 60
# What is told of a file that went is told with it, but for what users hold on to.
_OF_THE_FILE = re.compile(r"behaviour-file-gone|summary-removed-(?!interfaces|variables|dependencies)")


def deleted(material: Material) -> Statement | None:
    """That files went and which, where that is most of the commit; `None` where it is not, and of a single small thing, for
    which there are sentences of their own."""
    gone = _gone(material)
    lines = sum(file.churn for file in gone)
    least = MOSTLY if material.churn - lines <= LITTLE else NEARLY_ALL
    if not gone or (lines < least * material.churn if material.churn else len(gone) < len(material.written)):
        return None
    folders = _folders(gone, material)
    if folders is not None:
        return _said("summary-folders-gone", gone, ("names", folders), ("count", len(gone)))
    return _by_name(gone, material)


def _by_name(gone: Sequence[FileChange], material: Material) -> Statement | None:
    kinds = {_kind(file, material) for file in gone}
    kind = kinds.pop() if len(kinds) == 1 else "kind-file"
    ordered = sorted(gone, key=lambda file: (material.roles.get(file.path) is not Role.SOURCE, -file.churn))
    named = [(file, code) for file in ordered if (code := material.grounds.file(file.path)) is not None]
    if not named:
        return None
    shown = dict.fromkeys(code for _, code in named[: MOST_NAMED + (len(named) == MOST_NAMED + 1)])
    names = Listing(tuple(shown), len(gone) - len(shown))
    told: list[tuple[str, Value]] = [
        ("count", len(gone)),
        ("kind", Term(kind if len(gone) == 1 else f"{kind}-many")),
        ("names", names),
    ]
    key = RULE
    if names.more and (folder := _shared_folder(gone, material)) is not None:
        key = "summary-files-gone-in"
        told.append(("folder", folder))
    return _said(key, [file for file, _ in named[: len(shown)]], *told)


def _said(key: str, files: Sequence[FileChange], *params: tuple[str, Value]) -> Statement:
    proofs = tuple(Evidence(file.path, Side.OLD, 0, file.path) for file in files[: MOST_NAMED + 1])
    return Statement(Section.SUMMARY, key, RULE, proofs, params, WEIGHT)


def _kind(file: FileChange, material: Material) -> str:
    role = material.roles.get(file.path)
    if role is Role.TEST:
        return "kind-test-file"
    return "kind-page" if role is Role.DOCUMENTATION and markup_of(file.path) is not None else "kind-file"


def _shared_folder(files: Sequence[FileChange], material: Material) -> Code | None:
    """The folder that all of the files stood in, below the top."""
    parts = [file.path.split("/")[:-1] for file in files]
    shared = [some[0] for some in takewhile(lambda some: len(set(some)) == 1, zip(*parts, strict=False))]
    return material.grounds.code("/".join(shared)) if shared else None


def is_of_deleted(one: Statement, material: Material) -> bool:
    """Whether a sentence says no more than that something went with its file."""
    return _OF_THE_FILE.match(one.rule) is not None and all(
        proof.path in material.left for proof in one.evidence
    )


def _gone(material: Material) -> list[FileChange]:
    """The files that went, but for those that another one came in the place of, or that hold what stands elsewhere now."""
    given_way = {
        fact.name
        for fact in material.facts
        if fact.subject is Subject.FILE and fact.change is Change.REMOVED and fact.extra.get("instead")
    }
    moved = moved_lines(material)
    return [
        file
        for file in material.written
        if file.path in material.left and file.path not in given_way and not _is_elsewhere(file, moved)
    ]


def _is_elsewhere(file: FileChange, moved: frozenset[str]) -> bool:
    texts = (" ".join(text.split()) for hunk in file.hunks for text in hunk.texts("-"))
    lines = [text for text in islice(texts, MOST_COMPARED) if len(text) > 8]
    return bool(lines) and sum(text in moved for text in lines) >= MOVED * len(lines)


def _folders(gone: Sequence[FileChange], material: Material) -> Listing | None:
    """The folders that went whole, where all files stood in them."""
    facts = [
        fact
        for fact in material.facts
        if fact.change is Change.REMOVED and fact.subject in {Subject.PACKAGE, Subject.DIRECTORY}
    ]
    within = tuple(f"{fact.name}/" for fact in facts)
    if not within or not all(file.path.startswith(within) for file in gone):
        return None
    codes = [code for fact in facts if isinstance(code := material.grounds.code(fact.name), Code)]
    if len(codes) < len(facts):
        return None
    return Listing(tuple(codes[:MOST_NAMED]), len(codes[MOST_NAMED:]))
