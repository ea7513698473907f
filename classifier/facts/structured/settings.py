"""What the files of a commit set: each difference between two trees as a fact, called by its key.

`name` and `owner` are as in `classifier.facts.configuration`, which tells what else a fact holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from types import MappingProxyType

from classifier.facts.edits import Edit, SideText
from classifier.facts.families import reworded
from classifier.facts.interface import Change, Fact, Subject
from classifier.facts.secrets import is_secret
from classifier.facts.structured.differences import Difference, What, differences
from classifier.facts.structured.keys import (
    PORTS,
    VAGUE,
    called,
    entry_of,
    is_default,
    is_item,
    is_nameless,
    is_values,
    needs_section,
    subject_of,
    workload,
)
from classifier.facts.structured.manifests import (
    is_manifest,
)
from classifier.facts.structured.quantities import grows, is_limit
from classifier.facts.structured.reading import Reading
from classifier.facts.structured.tree import Kind, Mapping, Node, Path, Scalar, Sequence, entries, leaves
from classifier.facts.structured.workflows import is_grammar
from classifier.paths import Role
from history.briefs import Evidence
from history.records import FileStatus

MOST_CHURN = 1_500  # changed lines; beyond it a file is data
MOST_FACTS = 60  # of one file
MOST_SPELLED = 3  # settings of a new structure that are named one by one
MOST_VALUES_SPELLED = 12  # of a new structure of Helm values
MOST_WORDS = 6  # of a value; a longer one is prose


def holds_settings(edit: Edit, reading: Reading) -> bool:
    """Whether what changed in a file are settings, and not a new file's whole, what a program wrote, or data."""
    return (
        edit.role is not Role.GENERATED
        and edit.change.status not in {FileStatus.ADDED, FileStatus.DELETED}
        and edit.change.churn < MOST_CHURN
        and not _is_helper(edit, reading)
        and not any(map(_is_data, (*reading.old, *reading.new)))
    )


def _is_helper(edit: Edit, reading: Reading) -> bool:
    """Whether a file among a chart's templates makes no object: checks and messages, no settings."""
    return "templates" in PurePosixPath(edit.path).parts and not any(
        map(is_manifest, (*reading.old, *reading.new))
    )


def _is_data(tree: Node) -> bool:
    """Whether a document is no configuration: a dashboard, a notebook, a schema, an API."""
    if not isinstance(tree, Mapping):
        return isinstance(tree, Sequence) and len(tree.items) > 50
    keys = {pair.key for pair in tree.pairs}
    schema = "json-schema.org" in tree.text("$schema")
    return (
        bool(keys & {"openapi", "swagger", "nbformat", "openAPIV3Schema"})
        or {"panels", "schemaVersion"} <= keys
        or (schema and "properties" in keys)
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """A setting that came, went or changed, before it is known what it is called."""

    what: What
    path: Path
    old: Node | None
    new: Node | None
    old_line: int
    new_line: int
    old_path: Path
    holds: int = 1


def settings(edit: Edit, reading: Reading) -> list[Fact]:
    """The settings that came, went or changed, in the order of their lines, `MOST_FACTS` at most."""
    partial = not reading.whole and needs_section(edit.path)
    found: list[Fact] = []
    for old, new in reading.pairs:
        for difference in differences(old, new):
            for told in _spelled(difference, edit):
                if told.path and not (partial and len(told.path) < 2) and not _is_grammar(edit, told):
                    found += _facts(edit, told, reading)
    found.sort(key=lambda fact: fact.evidence[0].line)
    return found[:MOST_FACTS]


def _is_grammar(edit: Edit, told: _Told) -> bool:
    """Whether what came or went is a word that a file's own language needs, and no setting."""
    return told.what in {What.ADDED, What.REMOVED} and is_grammar(edit.path, told.path)


def _spelled(difference: Difference, edit: Edit) -> Iterator[_Told]:
    """The settings in a difference: those of a small structure one by one, a large one as a whole but for its
    limits and ports."""
    told = _Told(
        difference.what, difference.path, difference.old, difference.new,
        difference.old_line, difference.new_line, difference.old_path,
    )  # fmt: skip
    node = difference.new if difference.what is What.ADDED else difference.old
    if difference.what not in {What.ADDED, What.REMOVED} or node is None or isinstance(node, Scalar):
        yield told
        return
    within = [
        (path, pair)
        for path, pair in entries(node, difference.path)
        if isinstance(pair.value, Scalar) or (isinstance(pair.value, Sequence) and not _has_keys(pair.value))
    ]
    most = MOST_VALUES_SPELLED if is_values(edit.path) else MOST_SPELLED
    all_spelled = (
        0 < len(within) <= most
        and not is_item(difference.path)
        and not all(pair.key in VAGUE for _, pair in within)
    )
    for path, pair in within:
        if all_spelled or is_limit(path) or pair.key in PORTS:
            yield (
                replace(told, path=path, new=pair.value, new_line=pair.line)
                if difference.what is What.ADDED
                else replace(told, path=path, old=pair.value, old_line=pair.line)
            )
    if not all_spelled:
        yield replace(told, holds=leaves(node))


def _has_keys(node: Sequence) -> bool:
    return any(not isinstance(item, Scalar) for item in node.items)


_CHANGES = {
    What.ADDED: Change.ADDED,
    What.REMOVED: Change.REMOVED,
    What.VALUE: Change.VALUE_CHANGED,
    What.TYPE: Change.TYPE_CHANGED,
    What.ITEM_ADDED: Change.CHANGED,
    What.ITEM_REMOVED: Change.CHANGED,
    What.ITEM_CHANGED: Change.CHANGED,
    What.MOVED: Change.MOVED,
    What.RENAMED: Change.RENAMED,
}


_BY_PATH = frozenset({
    Change.ADDED, Change.REMOVED, Change.VALUE_CHANGED, Change.TYPE_CHANGED, Change.DEFAULT_CHANGED,
})  # fmt: skip
_AS_ITEM = {Change.ADDED: What.ITEM_ADDED, Change.REMOVED: What.ITEM_REMOVED}


def _item_told(told: _Told, change: Change, extra: dict[str, str]) -> Change:
    """The change of an item of a list: one with a name came to its list or left it, another has only its list's
    name, which the file set before."""
    if is_nameless(told.path):
        extra["item"] = "nameless"
    elif change in _AS_ITEM:
        extra["what"] = str(_AS_ITEM[change])
        return Change.CHANGED
    return change


def _facts(edit: Edit, told: _Told, reading: Reading) -> Iterator[Fact]:
    name, owner = called(told.path)
    before, after = _value(told.old), _value(told.new)
    values = [_value(node) for node in (told.old, told.new) if node is not None]
    manifest = any(map(is_manifest, (*reading.old, *reading.new)))
    subject = subject_of(edit, told.path, values, manifest=manifest)
    if subject is None or not name or _says_nothing(told, before, after):
        return
    extra = _standing(subject, told.path)
    change = _CHANGES[told.what]
    if told.what in {What.MOVED, What.RENAMED}:
        old_name, old_owner = called(told.old_path)
        before, after = (old_name, name) if told.what is What.RENAMED else (old_owner, owner)
    elif change is Change.CHANGED:
        extra["what"] = str(told.what)
        owner = ".".join(told.path)
        name = (before if told.what is What.ITEM_REMOVED else after) or name
    elif change is Change.TYPE_CHANGED:
        before, after = _as_written(edit.old, told.old), _as_written(edit.new, told.new)
    if subject is Subject.HELM_VALUE and change is Change.VALUE_CHANGED and is_default(edit.path, name):
        change = Change.DEFAULT_CHANGED
    if name in VAGUE and owner:
        extra["vague"] = "true"
    if told.holds > 1:
        extra["holds"] = str(told.holds)
    if subject is Subject.RESOURCE_LIMIT:
        extra |= _of_limit(told, before, after)
        owner = next(
            (part for part in reversed(told.path[:-1]) if called((part,))[0] in {"limits", "requests"}), ""
        )
    elif subject is Subject.PORT and told.what in {What.ADDED, What.REMOVED}:
        name, owner = (after if told.what is What.ADDED else before) or name, name
    if is_secret(name):
        before, after = (None if value is None else "…" for value in (before, after))
    if subject is Subject.CONFIG_KEY and is_item(told.path):
        change = _item_told(told, change, extra)
    fact = Fact(
        subject,
        change,
        name,
        tuple(_evidence(edit, told, hidden=is_secret(name))),
        owner,
        before,
        after,
        language=edit.language,
        extra=MappingProxyType(extra),
    )
    yield reworded(_with_parents(fact))


def _standing(subject: Subject, path: Path) -> dict[str, str]:
    entry = entry_of(path) if subject is Subject.CONFIG_KEY else ""
    return {"entry": entry} if entry else {}


def _with_parents(fact: Fact) -> Fact:
    """A Helm value under its whole path: whoever sets it writes its parents, too."""
    if fact.subject is not Subject.HELM_VALUE or fact.change not in _BY_PATH or not fact.owner:
        return fact
    extra = MappingProxyType({key: value for key, value in fact.extra.items() if key != "vague"})
    return replace(fact, name=f"{fact.owner}.{fact.name}", owner="", extra=extra)


def _as_written(side: SideText, node: Node | None) -> str | None:
    """A value with its quotes where it has some."""
    if not isinstance(node, Scalar) or node.kind is not Kind.TEXT:
        return _value(node)
    line = side.evidence(node.line).text
    return next((text for quote in "\"'" if (text := f"{quote}{node.text}{quote}") in line), node.text)


def _value(node: Node | None) -> str | None:
    if isinstance(node, Sequence) and all(isinstance(item, Scalar) for item in node.items):
        text = ", ".join(item.text for item in node.items if isinstance(item, Scalar))
        return f"[{text}]" if len(text) <= 100 and "\n" not in text else None
    return node.shown if isinstance(node, Scalar) else None


def _says_nothing(told: _Told, before: str | None, after: str | None) -> bool:
    if told.what in {What.VALUE, What.ITEM_ADDED, What.ITEM_REMOVED} and before is None and after is None:
        return True
    if told.what in {What.VALUE, What.TYPE, What.ITEM_CHANGED} and (before is None or after is None):
        return True
    return any(value is not None and value.count(" ") >= MOST_WORDS for value in (before, after))


def _of_limit(told: _Told, before: str | None, after: str | None) -> dict[str, str]:
    extra = {}
    if name := workload(told.path):
        extra["of"] = name
    larger = grows(before, after) if before and after else None
    if larger is not None:
        extra["step"] = "up" if larger else "down"
    return extra


def _evidence(edit: Edit, told: _Told, *, hidden: bool) -> Iterator[Evidence]:
    sides: list[tuple[SideText, int]] = [(edit.new, told.new_line), (edit.old, told.old_line)]
    for side, line in sides:
        if line:
            proof = side.evidence(_changed_line(side, line, told.new if side is edit.new else told.old))
            yield (
                replace(proof, text=re.split(r"[:=]", proof.text, maxsplit=1)[0] + ": …") if hidden else proof
            )


def _changed_line(side: SideText, line: int, node: Node | None) -> int:
    """The line of the key, or that of its value where that is what changed."""
    if line not in side.changed and isinstance(node, Scalar) and node.line in side.changed:
        return node.line
    return line
