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
from classifier.facts.structured.manifests import (
    is_manifest,
)
from classifier.facts.structured.quantities import grows, is_limit
from classifier.facts.structured.reading import Reading
from classifier.facts.structured.tree import Mapping, Node, Path, Scalar, Sequence, entries, leaves
from history.briefs import Evidence
from history.records import FileStatus

MOST_CHURN = 3_000  # changed lines; beyond it a file is data
MOST_FACTS = 60  # of one file
MOST_SPELLED = 3  # settings of a new structure that are named one by one
MOST_VALUES_SPELLED = 12  # of a new structure of Helm values
MOST_WORDS = 6  # of a value; a longer one is prose

_PORTS = frozenset({"containerPort", "targetPort", "nodePort", "hostPort"})
_NOT_SETTINGS = re.compile(
    r"(?:^|\.)(?:dev-|build-|optional-)?dependencies(?:\.|$)|^dependency-groups|^engines|[dD]ependencies$|^build-system|^metadata\.|^status"
)
_ENVIRONMENT = re.compile(r"envs?(?:\[|$)|environment$|valueFrom|secretKeyRef|configMapKeyRef|extraPodEnvs")
_NAMING = frozenset(
    {"name", "kind", "apiVersion", "uses", "run", "rev", "repo"}
)  # other families tell of them
_PROSE = frozenset({"description", "summary", "title", "help", "comment", "comments", "text", "authors", "keywords", "classifiers"})  # fmt: skip
_VERSIONED = re.compile(r"_(?:version|ref|tag|commit|sha)$", re.IGNORECASE)  # told as dependencies
_IMAGE = re.compile(r"[\w.-]+(?:[:.]\d+)?(?:/[\w.-]+)*:[\w][\w.-]{0,127}")
_BRACKET = re.compile(r"(?P<key>[^\[]*)\[(?P<name>[^\]]*)\]")
_SECTIONED = frozenset({"cargo.toml", "pyproject.toml", "pipfile", "setup.cfg"})
_WORKFLOW = re.compile(r"(?:^|/)\.(?:github|gitea|forgejo)/workflows/[^/]+\.ya?ml$")
_VALUES = re.compile(r"values(?:[.-][\w.-]+)?\.ya?ml")


def holds_settings(edit: Edit, reading: Reading) -> bool:
    return (
        edit.change.status not in {FileStatus.ADDED, FileStatus.DELETED}
        and edit.change.churn < MOST_CHURN
        and not any(map(_is_data, (*reading.old, *reading.new)))
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
    partial = not reading.whole and PurePosixPath(edit.path).name.lower() in _SECTIONED
    found: list[Fact] = []
    for old, new in reading.pairs:
        for difference in differences(old, new):
            for told in _spelled(difference, edit):
                if told.path and not (partial and len(told.path) < 2):
                    found += _facts(edit, told, reading)
    found.sort(key=lambda fact: fact.evidence[0].line)
    return found[:MOST_FACTS]


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
    most = MOST_VALUES_SPELLED if _is_values(edit) else MOST_SPELLED
    all_spelled = 0 < len(within) <= most and not _is_item(difference.path)
    for path, pair in within:
        if all_spelled or is_limit(path) or pair.key in _PORTS:
            yield (
                replace(told, path=path, new=pair.value, new_line=pair.line)
                if difference.what is What.ADDED
                else replace(told, path=path, old=pair.value, old_line=pair.line)
            )
    if not all_spelled:
        yield replace(told, holds=leaves(node))


def _has_keys(node: Sequence) -> bool:
    return any(not isinstance(item, Scalar) for item in node.items)


def _is_item(path: Path) -> bool:
    return bool(path) and _BRACKET.fullmatch(path[-1]) is not None


def _is_values(edit: Edit) -> bool:
    return _VALUES.fullmatch(PurePosixPath(edit.path).name) is not None


_CHANGES = {
    What.ADDED: Change.ADDED,
    What.REMOVED: Change.REMOVED,
    What.VALUE: Change.VALUE_CHANGED,
    What.TYPE: Change.TYPE_CHANGED,
    What.ITEM_ADDED: Change.CHANGED,
    What.ITEM_REMOVED: Change.CHANGED,
    What.MOVED: Change.MOVED,
    What.RENAMED: Change.RENAMED,
}


def _facts(edit: Edit, told: _Told, reading: Reading) -> Iterator[Fact]:
    name, owner = _called(told.path)
    before, after = _value(told.old), _value(told.new)
    subject = _subject(edit, told, reading)
    if subject is None or not name or _says_nothing(told, before, after):
        return
    extra: dict[str, str] = {}
    change = _CHANGES[told.what]
    if told.what in {What.MOVED, What.RENAMED}:
        old_name, old_owner = _called(told.old_path)
        before, after = (old_name, name) if told.what is What.RENAMED else (old_owner, owner)
    elif change is Change.CHANGED:
        extra["what"] = str(told.what)
    if told.holds > 1:
        extra["holds"] = str(told.holds)
    if subject is Subject.RESOURCE_LIMIT:
        extra |= _of_limit(told, before, after)
        owner = next(
            (part for part in reversed(told.path[:-1]) if _called((part,))[0] in {"limits", "requests"}), ""
        )
    elif subject is Subject.PORT and told.what in {What.ADDED, What.REMOVED}:
        name, owner = (after if told.what is What.ADDED else before) or name, name
    if is_secret(name):
        before, after = (None if value is None else "…" for value in (before, after))
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
    yield reworded(fact)


def _called(path: Path) -> tuple[str, str]:
    """The name and the owner of what a path leads to; an item is called by its own name, or its list's."""
    found = _BRACKET.fullmatch(path[-1]) if path else None
    if found is None:
        return (path[-1] if path else ""), ".".join(path[:-1])
    if found["name"].isdigit():
        return found["key"], ".".join(path[:-1])
    return found["name"], ".".join((*path[:-1], found["key"])).strip(".")


def _value(node: Node | None) -> str | None:
    if isinstance(node, Sequence) and all(isinstance(item, Scalar) for item in node.items):
        text = ", ".join(item.text for item in node.items if isinstance(item, Scalar))
        return f"[{text}]" if len(text) <= 100 and "\n" not in text else None
    return node.shown if isinstance(node, Scalar) else None


def _says_nothing(told: _Told, before: str | None, after: str | None) -> bool:
    if told.what in {What.VALUE, What.ITEM_ADDED, What.ITEM_REMOVED} and before is None and after is None:
        return True
    if told.what in {What.VALUE, What.TYPE} and (before is None or after is None):
        return True
    return any(value is not None and value.count(" ") >= MOST_WORDS for value in (before, after))


def _subject(edit: Edit, told: _Told, reading: Reading) -> Subject | None:
    """What kind of thing a key is, `None` where another family tells of it or nobody need be told."""
    path = told.path
    if is_limit(path):
        return Subject.RESOURCE_LIMIT
    if path[-1] in _PORTS or (path[-1] == "port" and any(map(is_manifest, (*reading.old, *reading.new)))):
        return Subject.PORT
    if any(_ENVIRONMENT.match(part) for part in path) or _is_named_elsewhere(edit, told):
        return None
    return Subject.HELM_VALUE if _is_values(edit) else Subject.CONFIG_KEY


def _is_named_elsewhere(edit: Edit, told: _Told) -> bool:
    key = told.path[-1]
    dotted = ".".join(told.path[:-1])
    values = [_value(node) for node in (told.old, told.new) if node is not None]
    if key in _NAMING or key in _PROSE or _VERSIONED.search(key) or _NOT_SETTINGS.search(dotted):
        return True
    if _NOT_SETTINGS.search(".".join(told.path)) and edit.language != "ini":
        return True
    if _WORKFLOW.search(edit.path) and (told.path[0] in {"on", "permissions"} or "permissions" in told.path):
        return True
    if _WORKFLOW.search(edit.path) and len(told.path) == 2 and told.path[0] == "jobs":
        return True
    if (
        key in {"image", "ref", "tag"}
        and values
        and all(value and _IMAGE.fullmatch(value) for value in values)
    ):
        return True
    return edit.path.endswith((".toml", ".cfg")) and key in {"dependencies", "install_requires", "requires"}


def _of_limit(told: _Told, before: str | None, after: str | None) -> dict[str, str]:
    extra = {}
    named = [found["name"] for part in told.path if (found := _BRACKET.fullmatch(part))]
    if told.path[0] == "services" and len(told.path) > 1:
        named.append(told.path[1])
    if named and not named[-1].isdigit():
        extra["of"] = named[-1]
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
